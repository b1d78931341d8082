"""What waits for whom: steps by post, level and place, disclosures that ended, and objections."""

from datetime import date

import pytest
from sqlalchemy import Cast, Integer

from county_desk.models.disclosure import Channel
from county_desk.rules.procedures import StepKind
from county_desk.tables.cases.queue_row import COUNTED
from county_desk.tables.cases.queue_words import PlanPart, QueueTask, Urgency
from county_desk.tables.home.plan import plan_counts
from county_desk.tables.listing import Query, count, page
from county_desk.workflow.cases.decision import Decide, Decision
from county_desk.workflow.cases.next_steps import done_today, plan
from county_desk.workflow.cases.objections import RecordObjection
from county_desk.workflow.cases.steps import RecordAssembly
from county_desk.workflow.cases.take_back import ReturnCase
from tests.build import (
    CLERK,
    DAY,
    ELSEWHERE,
    INSPECTOR,
    REVIEWER,
    SECOND,
    TOWNSHIP,
    VILLAGE,
    a_household,
    post,
    refused_once,
    short_lists,
    steps_of,
    two_households,
    walk,
)
from tests.plans import MINE
from tests.workflow.watching import FOUND, a_case, look, set_line

TODAY = date(2016, 10, 24)


def waiting(office, name, today=TODAY):
    """The queue of a person on a day."""
    desk = office.at(today, name)
    return desk.read(page, plan(desk), MINE)


def tasks(office, name, today=TODAY):
    return [(row.task, row.subject) for row in waiting(office, name, today)]


def objected(office, disclosure, day, case=None):
    command = RecordObjection(
        disclosure=disclosure, received_on=day, channel=Channel.LETTER, words="有一辆货车", case=case
    )
    return office.at(day).do(command).id


@pytest.mark.parametrize(
    ("step", "task", "who"),
    [
        ("village_review", StepKind.ASSEMBLY, {CLERK, TOWNSHIP, VILLAGE}),
        ("verification", StepKind.VISIT, {CLERK, TOWNSHIP, VILLAGE}),
        ("first_disclosure", StepKind.DISCLOSURE, {CLERK, TOWNSHIP, VILLAGE}),
        ("township_review", StepKind.REVIEW, {TOWNSHIP}),
        ("county_decision", StepKind.DECISION, {REVIEWER, SECOND}),
        ("announcement", StepKind.ANNOUNCEMENT, {CLERK}),
    ],
)
def test_a_step_waits_for_those_who_may_take_it(guizhou, step, task, who):
    case = a_household(guizhou)
    walk(guizhou, (case,), to=step)
    people = {CLERK, TOWNSHIP, VILLAGE, ELSEWHERE, REVIEWER, SECOND, INSPECTOR}
    later = date(2016, 12, 30)
    assert {name for name in people if (task, "张大有") in tasks(guizhou, name, later)} == who


def test_of_a_case_on_display_only_the_list_waits_for_its_last_day(guizhou):
    case = a_household(guizhou)
    day = walk(guizhou, (case,), to="first_disclosure")
    post(guizhou, (case,), day)
    assert tasks(guizhou, CLERK, date(2016, 10, 16)) == [("close", "张大有")]
    row = waiting(guizhou, CLERK, date(2016, 10, 17))[0]
    assert (row.task, row.urgency, row.due_in) == (QueueTask.CLOSE, Urgency.TODAY, 0)
    row = waiting(guizhou, CLERK, date(2016, 10, 20))[0]
    assert (row.urgency, row.due_in, row.age) == (Urgency.LATE, -3, 3)


def test_an_objection_stands_before_the_disclosure_that_it_holds_up(guizhou):
    cases = two_households(guizhou)
    day = walk(guizhou, cases, to="first_disclosure")
    posted = post(guizhou, cases, day).id
    objection = objected(guizhou, posted, date(2016, 10, 12), cases[1])
    (row,) = waiting(guizhou, VILLAGE, date(2016, 10, 18))
    assert (row.task, row.subject, row.record, row.objection) == (
        QueueTask.SETTLE,
        "王秀田",
        posted,
        objection,
    )
    assert (row.urgency, row.due_in) == (Urgency.OBJECTION, 1)
    assert waiting(guizhou, VILLAGE, date(2016, 10, 19))[0].urgency is Urgency.TODAY
    assert waiting(guizhou, VILLAGE, date(2016, 10, 21))[0].due_in == -2


def test_who_entered_a_case_does_not_find_it_in_the_queue_for_signing(guizhou):
    cases = two_households(guizhou)
    day = walk(guizhou, cases, to="county_decision")
    assert len(tasks(guizhou, REVIEWER, day)) == 2
    refused_once(guizhou, cases[0], day)
    day = walk(guizhou, cases[:1], to="county_decision")
    assert tasks(guizhou, REVIEWER, day) == [(StepKind.DECISION, "王秀田")]
    assert len(tasks(guizhou, SECOND, day)) == 2


def test_a_returned_case_says_so(guizhou):
    case = a_household(guizhou)
    day = walk(guizhou, (case,), to="township_review")
    guizhou.at(day, TOWNSHIP).do(ReturnCase(cases=(case,), returned_on=day, reason="缺照片"))
    (row,) = waiting(guizhou, VILLAGE, day)
    assert (row.task, row.urgency) == (StepKind.ASSEMBLY, Urgency.RETURNED)


def test_a_step_that_must_lie_some_days_after_the_one_before_is_not_yet_due(guizhou):
    short_lists(guizhou)
    case = a_household(guizhou, received_on=date(2017, 1, 5))
    day = walk(guizhou, (case,), to="township_review")
    (row,) = waiting(guizhou, TOWNSHIP, day)
    assert row.urgency is Urgency.NOT_YET
    signed = next(step.done_on for step in steps_of(guizhou, case) if step.step == "verification")
    (row,) = waiting(guizhou, TOWNSHIP, signed + 7 * DAY)
    assert row.urgency is Urgency.TO_DO


def test_what_is_late_comes_first_and_ones_own_level_before_those_below(guizhou):
    first = a_household(guizhou, "张大有")
    walk(guizhou, (first,), to="announcement")
    second = a_household(guizhou, "王秀田", serial=2, received_on=date(2016, 10, 9))
    day = walk(guizhou, (second,), to="first_disclosure")
    post(guizhou, (second,), day)
    third = a_household(guizhou, "赵桂兰", serial=3, received_on=date(2016, 9, 1))
    assert tasks(guizhou, CLERK, date(2016, 12, 1)) == [
        (QueueTask.CLOSE, "王秀田"),
        (StepKind.ANNOUNCEMENT, "张大有"),
        (StepKind.ASSEMBLY, "赵桂兰"),
    ]
    assert third


def test_an_announcement_is_not_late_because_its_decision_was(office):
    set_line(office)
    case = a_case(office)
    look(office, case, FOUND + 2 * DAY)
    walk(office, (case,), to="monitoring_announcement", by={StepKind.ASSEMBLY: CLERK})
    (row,) = [row for row in waiting(office, CLERK, date(2024, 9, 2)) if row.record == case]
    assert (row.task, row.urgency, row.due_in) == (StepKind.ANNOUNCEMENT, Urgency.TO_DO, None)


def test_on_an_earlier_day_of_a_rehearsal_nothing_waits_for_fewer_than_no_days(guizhou):
    a_household(guizhou)
    (row,) = waiting(guizhou, CLERK, date(2016, 10, 1))
    assert row.age == 0


def test_the_parts_of_the_plan_are_counted_and_each_row_has_a_number_of_its_own(guizhou):
    cases = two_households(guizhou)
    day = walk(guizhou, cases, to="first_disclosure")
    objected(guizhou, post(guizhou, cases, day).id, day)
    a_household(guizhou, "赵桂兰", serial=3)
    desk = guizhou.at(TODAY)
    assert desk.read(plan_counts, plan(desk)) == {PlanPart.LATE: 1, PlanPart.NO_LIMIT: 1, PlanPart.BEGUN: 2}
    assert desk.read(count, plan(desk), Query(where={"urgency": Urgency.LATE})) == 1
    rows = desk.read(page, plan(desk), MINE)
    assert len({row.id for row in rows}) == len(rows)


def test_what_was_done_today_is_what_this_person_did_since_midnight(guizhou):
    cases = two_households(guizhou)
    meeting = RecordAssembly(cases=cases, done_on=TODAY, due=36, present=31, in_favour=29)
    guizhou.at(TODAY, VILLAGE, hour=1).do(meeting)
    desk = guizhou.at(TODAY, VILLAGE, hour=20)
    assert desk.read(count, done_today(desk)) == 1
    assert desk.read(count, done_today(guizhou.at(TODAY))) == 0
    tomorrow = guizhou.at(date(2016, 10, 25), VILLAGE)
    assert tomorrow.read(count, done_today(tomorrow)) == 0


def test_an_inspector_has_no_plan(guizhou):
    two_households(guizhou)
    assert waiting(guizhou, INSPECTOR) == []


def test_a_signed_case_leaves_the_plan(guizhou):
    cases = two_households(guizhou)
    day = walk(guizhou, cases, to="county_decision")
    sign = Decide(cases=cases, decided_on=day, decision=Decision.APPROVE, checked=1, opinion="同意")
    guizhou.at(day, REVIEWER).do(sign)
    assert waiting(guizhou, REVIEWER, day) == []
    assert [row.task for row in waiting(guizhou, CLERK, day)] == [StepKind.ANNOUNCEMENT] * 2


def test_a_server_can_leave_out_the_columns_that_no_part_of_a_query_reads(guizhou):
    """PostgreSQL does so only where a column has one type in all parts; a count there is a long number."""
    (every,) = plan(guizhou.at(TODAY)).select().get_final_froms()
    for part in every.element.selects:
        for key in COUNTED:
            assert isinstance(part.selected_columns[key].type, Integer)
            assert isinstance(part.selected_columns[key].element, Cast)


def test_each_condition_of_the_urgency_is_looked_at_once_for_the_order(guizhou):
    (every,) = plan(guizhou.at(TODAY)).select().get_final_froms()
    for part in every.element.selects:
        text = str(part.selected_columns["rank"])
        assert text.count(" WHEN ") < 2 * len(Urgency)
