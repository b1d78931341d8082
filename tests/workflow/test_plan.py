"""The plan of a person: each open case and each task stands in exactly one part of it."""

from datetime import date

import pytest
from sqlalchemy import func, select

from county_desk.demo.campaign.story import CAMPAIGN
from county_desk.demo.present.story import PRESENT
from county_desk.models.case import Case, CaseState
from county_desk.models.monitored import Monitored
from county_desk.tables.area import area_of
from county_desk.tables.cases.queue_words import PlanPart, QueueTask
from county_desk.tables.home.plan import by_task, first_tasks, plan_counts
from county_desk.tables.listing import Query, count, page
from county_desk.workflow.cases.next_steps import plan
from county_desk.workflow.entry import open_register, sit_down
from county_desk.workflow.monitoring.visits import RecordMonitoringVisit
from tests.build import (
    CLERK,
    DAY,
    FOUNDED,
    REVIEWER,
    TOWNSHIP,
    VILLAGE,
    a_household,
    post,
    two_households,
    walk,
)
from tests.second_person import enter
from tests.workflow.watching import a_case, announced, set_line

TODAY = date(2016, 10, 24)
VISITS = (QueueTask.COMING_VISIT, QueueTask.NEXT_VISIT)
CHAPTERS = {"campaign": CAMPAIGN, "present": PRESENT}


@pytest.fixture(scope="module", params=CHAPTERS)
def county(request, demos, tmp_path_factory):
    """Each demo county; no test here changes it."""
    chapter = CHAPTERS[request.param]
    opened = open_register(demos.copy(chapter, tmp_path_factory.mktemp("demo") / "demo.cdesk"))
    yield opened, chapter.today
    opened.close()


def test_a_card_names_the_first_tasks_and_counts_the_others(county, monkeypatch):
    monkeypatch.setattr("county_desk.tables.home.plan.FIRST", 1)
    opened, today = county
    desk = sit_down(opened, "李敏", today=today)
    counts = desk.read(plan_counts, plan(desk))
    part = next(part for part, found in counts.items() if found > 1)
    content = desk.read(first_tasks, plan(desk), part, counts[part])
    left = counts[part] - 1
    assert content.rows[-1][0].words == (f"{left} more tasks" if left > 1 else "1 more task")
    assert content.rows[-1][0].door == content.total.door
    assert len(content.rows) == 2


def open_cases(desk):
    """The numbers of the open cases in the place of a person."""
    area = desk.read(area_of, desk.actor.place_id)
    wanted = select(Case.id).where(
        Case.withdrawn_on.is_(None), Case.state.in_((CaseState.OPEN, CaseState.APPROVED))
    )
    if area is not None:
        wanted = wanted.where(Case.place_id.in_(area))
    return set(desk.read(lambda session: tuple(session.scalars(wanted))))


def test_every_open_case_and_every_task_stands_in_exactly_one_part(county):
    opened, today = county
    for person in opened.people:
        desk = sit_down(opened, person.name, today=today)
        rows = desk.read(page, plan(desk))
        assert len({row.id for row in rows}) == len(rows)
        counts = desk.read(plan_counts, plan(desk))
        assert sum(counts.values()) == len(rows)
        cases = {row.record for row in rows if row.is_case}
        assert cases >= open_cases(desk) or not rows


def test_each_part_counts_by_task_what_it_counts_in_all(county):
    opened, today = county
    for person in opened.people:
        desk = sit_down(opened, person.name, today=today)
        for part, total in desk.read(plan_counts, plan(desk)).items():
            found = desk.read(by_task, plan(desk), part, total)
            assert sum(number.count for _words, number in found.rows) == total == found.total.count
            first = desk.read(first_tasks, plan(desk), part, total)
            assert len(first.rows) == min(total, 8)  # seven tasks, and the line that counts the others


def set_step_days(office, days):
    """Enter the county's own limit for steps without one."""
    enter(office, FOUNDED, name="step_days", since=FOUNDED, value=str(days), reference="县文件")


def parts(office, name, today=TODAY):
    desk = office.at(today, name)
    return {(row.subject, row.plan) for row in desk.read(page, plan(desk)) if row.is_case}


def test_a_case_that_waits_for_another_post_stands_with_who_began_it_for_thirty_days(guizhou):
    case = a_household(guizhou)
    day = walk(guizhou, (case,), to="county_decision")
    received = guizhou.read(lambda session: session.scalar(select(func.min(Case.received_on))))
    assert parts(guizhou, REVIEWER, day) == {("张大有", PlanPart.NO_LIMIT)}
    assert parts(guizhou, CLERK, received + 30 * DAY) == {("张大有", PlanPart.BEGUN)}
    assert parts(guizhou, CLERK, received + 31 * DAY) == {("张大有", PlanPart.OTHERS)}
    assert parts(guizhou, VILLAGE, day) == {("张大有", PlanPart.OTHERS)}


def test_a_case_on_a_list_waits_for_the_last_day_of_the_list(guizhou):
    cases = two_households(guizhou)
    day = walk(guizhou, cases, to="first_disclosure")
    post(guizhou, cases, day)
    desk = guizhou.at(day + DAY, TOWNSHIP)
    rows = desk.read(page, plan(desk))
    assert {(row.plan, row.due_in) for row in rows if row.is_case} == {(PlanPart.OTHERS, 5)}
    (closing,) = [row for row in rows if not row.is_case]
    assert (closing.task, closing.plan, closing.due_in) == (QueueTask.CLOSE, PlanPart.WEEK, 6)


def test_a_visit_is_in_the_plan_a_week_before_its_day(office):
    set_line(office)
    day = announced(office, a_case(office))
    watched = office.read(lambda session: session.scalar(select(Monitored.id)))
    office.at(day).do(RecordMonitoringVisit(monitored=watched, visited_on=day, visitors="郑宝", found="稳定"))
    due = office.read(lambda session: session.get_one(Monitored, watched).visit_due_on)
    for before, part in ((8, None), (7, PlanPart.WEEK), (0, PlanPart.TODAY), (-1, PlanPart.LATE)):
        desk = office.at(due - before * DAY)
        rows = [row for row in desk.read(page, plan(desk)) if row.task in VISITS]
        assert [row.plan for row in rows] == ([part] if part else [])


def test_a_step_is_due_by_the_limit_that_the_county_sets(guizhou):
    a_household(guizhou, received_on=date(2016, 10, 20))
    assert parts(guizhou, VILLAGE) == {("张大有", PlanPart.NO_LIMIT)}
    set_step_days(guizhou, 5)
    expected = {21: PlanPart.WEEK, 25: PlanPart.TODAY, 26: PlanPart.LATE}
    for day, part in expected.items():
        assert parts(guizhou, VILLAGE, date(2016, 10, day)) == {("张大有", part)}


def test_the_parts_narrow_the_list(guizhou):
    two_households(guizhou)
    desk = guizhou.at(TODAY, VILLAGE)
    assert desk.read(count, plan(desk), Query({"plan": (PlanPart.NO_LIMIT,)})) == 2
