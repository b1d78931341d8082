"""The register of today: opened from workbooks, with households under watch in every state."""

from collections import Counter, defaultdict
from datetime import date, timedelta

import pytest
from sqlalchemy import select

from county_desk.demo.chapter import make_demo
from county_desk.demo.chapters import CHAPTERS, key_of
from county_desk.demo.present.job import present_job
from county_desk.demo.present.later import handed_over, households
from county_desk.demo.present.story import PRESENT, TODAY
from county_desk.models.base import Base
from county_desk.models.case import CaseState
from county_desk.models.clue import ClueSource, ClueState
from county_desk.models.household import Standing
from county_desk.models.household_change import ChangeKind
from county_desk.models.measure import MeasureClass
from county_desk.models.misconduct import AppraisalGrade, ReportOutcome
from county_desk.models.register import RegisterKind
from county_desk.models.team import Audience, UndertakingKind
from county_desk.models.user import Role
from county_desk.rules.programmes import programmes
from county_desk.tables.all_lists import LISTS
from county_desk.tables.assistance.help_figures import follow_up, income_chart
from county_desk.tables.assistance.measures import overdue_measures
from county_desk.tables.assistance.needs import NeedState
from county_desk.tables.assistance.officials import PairingState
from county_desk.tables.departments.department_lists import HitState
from county_desk.tables.departments.requests import RequestState
from county_desk.tables.listing import Query, page
from county_desk.tables.monitoring.signals import SignalState
from county_desk.tables.supervision.inspections import FindingState
from county_desk.text import CHINESE, language
from county_desk.workflow.audit import verify
from county_desk.workflow.entry import open_register
from county_desk.workflow.rights import refusal

TEN = timedelta(10)  # days in which a risk gets its measure


@pytest.fixture(scope="module")
def present(demos, tmp_path_factory):
    """The register of today as its story leaves it."""
    opened = open_register(demos.copy(PRESENT, tmp_path_factory.mktemp("present") / "demo.cdesk"))
    yield opened
    opened.close()


@pytest.fixture
def rows(present):
    """Rows of a declared list by its key, under conditions."""

    def look(name, /, **where):
        with present.sessions() as session:
            return page(session, LISTS[name], Query(where=where))

    return look


def test_its_history_is_whole_and_ends_today(present):
    with present.sessions() as session:
        assert verify(session).ok
    assert (present.kind, present.day) == (RegisterKind.DEMO, TODAY)


def test_each_chapter_is_known_by_its_register(present):
    assert key_of(present.uid) == "present"
    assert {key: key_of(str(each.uid)) for key, each in CHAPTERS.items()} == {key: key for key in CHAPTERS}
    assert key_of("another") is None


def test_it_is_opened_from_a_roster_that_another_person_confirmed(rows):
    (opening,) = [row for row in rows("batches") if row.file_name.startswith("青岚县脱贫人口")]
    assert (opening.taken_by, opening.confirmed_by) == ("李敏", "王芳")
    standings = Counter(row.standing for row in rows("households"))
    assert standings[Standing.EXITED] > 590
    assert standings[Standing.ORDINARY] == 1


def test_every_row_of_its_workbooks_was_taken_in(rows):
    everybody = sum(map(len, households().values()))
    split_off = len(rows("changes", kind=ChangeKind.SPLIT_NEW))
    assert len(rows("households", standing=Standing.EXITED)) == everybody + split_off
    assert len([row for row in rows("monitored") if not row.entered_on]) == len(
        handed_over()["watched"]["rows"]
    )


def test_clues_of_every_source_stand_in_every_state(rows):
    clues = rows("clues")
    assert {row.source for row in clues} == set(ClueSource) - {ClueSource.OTHER}
    assert {row.state for row in clues} == set(ClueState)
    assert [row.head for row in clues if row.state is ClueState.DISPATCHED and row.due_on < TODAY]


def test_households_are_monitored_released_and_watched_again(rows):
    watched = rows("monitored")
    removed = {row.household_id for row in watched if row.removed}
    standing = {row.household_id for row in watched if not row.removed}
    assert removed - standing
    assert removed & standing  # the risk had gone, and the household came back
    assert {row.kind for row in watched} == {"脱贫不稳定户", "防止返贫致贫对象"}


def test_lists_hang_and_visits_are_overdue(rows):
    assert [row.kind for row in rows("disclosures") if row.closed_on is None]
    assert [
        row for row in rows("monitored") if row.visit_due_on and row.visit_due_on < TODAY and not row.removed
    ]


def test_cases_wait_at_several_steps_and_are_finished(rows):
    cases = rows("cases")
    assert {row.kind for row in cases} == {"monitoring", "monitoring_release", "project"}
    assert len({row.step for row in cases if row.state is CaseState.OPEN}) >= 4
    assert Counter(row.kind for row in cases if row.state is CaseState.DONE).keys() == {
        "monitoring",
        "monitoring_release",
        "project",
    }


def test_every_programme_but_relocation_runs(rows):
    running = {row.programme for row in rows("measures") if row.programme}
    assert running == programmes().keys() - {"relocation"}
    assert {row.delivered_on is None for row in rows("measures")} == {True, False}


def test_one_loan_is_overdue_and_two_are_settled(present, rows):
    loans = {row.head: row for row in rows("measures", programme="small_loan")}
    assert [head for head, row in loans.items() if row.ended_on is None and row.until < TODAY] == ["李德厚"]
    assert {head for head, row in loans.items() if row.ended_on} == {"王会强", "陈宏伟"}
    with present.sessions() as session:
        assert overdue_measures(session, TODAY) == 1


def test_posts_were_disclosed_contracted_and_renewed(rows):
    by_measure = defaultdict(list)
    for row in sorted(rows("stages"), key=lambda row: row.id):
        by_measure[row.stage.split("/")[0]].append(row.stage.split("/")[1])
    whole = ["applied", "reviewed", "disclosed", "approved", "contracted"]
    for post in ("forest_ranger", "welfare_post"):
        assert {*whole, "renewed"} <= set(by_measure[post])


def test_one_measure_was_given_to_many_at_once(rows):
    given = rows("measures", title="冬季茶叶加工技能培训班")
    assert len({row.household_id for row in given}) == len(given) > 3
    assert len([row for row in rows("history", command="GiveToMany")]) == 1


def test_one_department_answered_and_one_is_late(rows):
    assert Counter(row.state for row in rows("requests")) == {
        RequestState.OPEN: 1,
        RequestState.ANSWERED: 1,
    }
    assert [row.due_on < TODAY for row in rows("requests", state=RequestState.OPEN)] == [True]
    assert len(rows("comparisons", state=HitState.OPEN)) == 2


def test_each_monitored_household_but_the_newest_has_one_official(rows):
    paired = Counter(row.id for row in rows("pairings") if row.official)
    watched = {row.household_id: row.head for row in rows("monitored") if not row.removed}
    assert set(paired.values()) == {1}
    assert [head for number, head in watched.items() if number not in paired] == ["谢贵山"]


def test_one_visit_of_an_official_is_overdue(rows):
    assert [row.head for row in rows("pairings") if row.visit_due_on and row.visit_due_on < TODAY] == [
        "邓社平"
    ]


def test_an_official_handed_over_what_was_open(rows):
    assert rows("officials", name="白雪梅")[0].households == 0
    (taken,) = rows("pairings", head="王天寿", state=PairingState.PAIRED)
    assert (taken.official, taken.left_open) == ("苏晓东", "需求：住院自付费用救助")


def test_some_needs_have_no_measure(rows):
    without = {row.head: row.wants for row in rows("needs", state=NeedState.OPEN)}
    assert without == {
        "谢贵山": MeasureClass.HEALTH,
        "姚仁和": MeasureClass.SCHOOLING,
        "刘德厚": MeasureClass.HOUSING,
    }


def test_each_risk_got_its_measure_within_the_days_of_policy(rows):
    entered = {row.household_id: row.entered_on for row in rows("monitored") if row.entered_on}
    first = {}
    for row in rows("measures"):
        if row.household_id in entered and row.since >= entered[row.household_id] - timedelta(3):
            first.setdefault(row.household_id, []).append(row.since)
    late = {number: day for number, day in entered.items() if min(first.get(number, [TODAY])) > day + TEN}
    assert late == {}


def test_income_rose_after_measures(present):
    with present.sessions() as session:
        lines = income_chart(session).lines
    assert {line.subject for line in lines} >= {MeasureClass.HEALTH, MeasureClass.POST}
    assert all(before < after for before, after in (line.values for line in lines))


def test_many_of_those_without_labour_power_have_the_allowance(present):
    with present.sessions() as session:
        *_others, powerless, allowed = follow_up(session, TODAY)
    assert powerless.value > allowed.value > 30


def test_visits_were_made_while_a_household_was_helped(rows):
    assert len(rows("visits")) > 60
    told = {row.found for row in rows("visits", head="张华")}
    assert {"儿子在校培训", "已在县工业园上岗"} <= told


def test_signals_of_this_month_wait_and_one_was_dismissed(rows):
    signals = rows("signals")
    assert {(row.number, row.year) for row in signals if row.found_on.month == TODAY.month} >= {
        ("M21", TODAY.year),
        ("M23", TODAY.year),
        ("M24", TODAY.year),
    }
    assert {row.state for row in signals} >= {SignalState.OPEN, SignalState.DISMISSED}
    assert len(signals) < 100


def test_teams_live_in_villages(rows):
    assert [row.members for row in rows("teams")] == [3, 3]
    assert len(rows("team_weeks")) > 30


def test_one_pledge_was_missed(rows):
    missed = [row for row in rows("pledges") if row.due_on < TODAY and not row.done_on]
    assert [(row.kind, row.place, row.due_on) for row in missed] == [
        (UndertakingKind.PLEDGE, "河口镇", date(2026, 10, 31))
    ]
    assert {row.audience for row in rows("trainings")} == set(Audience)


def test_reports_of_misconduct_are_open_settled_and_anonymous(present, rows):
    reports = rows("complaints")
    assert {(row.anonymous, row.outcome) for row in reports} == {
        (True, ReportOutcome.UNFOUNDED),
        (False, ReportOutcome.PARTLY),
        (True, None),
    }
    for person in present.people:
        seen = refusal(person, LISTS["complaints"].needs) == ""
        assert seen == (person.role is Role.REVIEWER)
    assert not [row for row in rows("history") if "石建国" in row.summary and "Report" in row.command]


def test_results_are_appraised(rows):
    grades = {row.name or row.place: row.grade for row in rows("appraisals")}
    assert grades["石建国"] is AppraisalGrade.MIDDLING
    assert [row for row in rows("appraisals") if row.incentive]


def test_a_spot_check_was_drawn_and_its_findings_followed(rows):
    (made,) = rows("inspections")
    assert (made.seed, made.size) == ("20261012", len(rows("inspected_households")))
    assert {row.state for row in rows("findings")} == {FindingState.OPEN, FindingState.CONFIRMED}
    late = [row for row in rows("findings", state=FindingState.OPEN) if row.due_on < TODAY]
    assert [row.mender for row in late] == ["石建国"]


def test_plans_stand_beside_their_results(rows):
    assert len(rows("plans")) == 4


def test_households_changed(rows):
    assert {row.kind for row in rows("changes")} >= {
        ChangeKind.BIRTH,
        ChangeKind.DEATH,
        ChangeKind.MARRIED_IN,
        ChangeKind.MARRIED_OUT,
        ChangeKind.SPLIT_NEW,
        ChangeKind.MOVED,
    }


def test_projects_stand_at_several_stages_and_were_paid_for(rows):
    projects = rows("projects")
    assert len({row.standing for row in projects}) == 5
    assert all(row.paid <= row.released <= row.budget for row in projects)
    assert sum(row.amount for row in rows("payments")) == sum(row.paid for row in projects)


def test_an_asset_earned_and_a_fund_was_divided(rows):
    (earned,) = [row for row in rows("assets") if row.income]
    assert earned.village_share + earned.household_share == earned.income
    divided = rows("payments", project="柳湾村产业到户奖补")
    assert len({row.household_id for row in divided}) == len(divided) > 30


def test_nothing_of_it_speaks_of_the_campaign(rows):
    assert all(row.received_on.year == TODAY.year for row in rows("cases"))
    assert all(date(2026, 1, 1) <= row.opened_on <= TODAY for row in rows("disclosures"))


@pytest.mark.slow
def test_the_same_register_is_made_every_time(present, tmp_path):
    again = make_demo(PRESENT, tmp_path / "again.cdesk")

    def everything(opened):
        with opened.sessions() as session:
            tables = Base.metadata.sorted_tables
            return {table.name: session.execute(select(table).order_by(table.c.id)).all() for table in tables}

    first, second = everything(present), everything(again)
    again.close()
    assert [name for name in first if first[name] != second[name]] == []


@pytest.mark.slow
def test_its_papers_lie_where_the_job_says(tmp_path):
    told = []
    with language(CHINESE):
        summary = present_job(tmp_path, told.append)
        assert "2026年演示登记册" in "\n".join(summary.lines())
    assert summary.ok
    assert told == ["生成2026年演示登记册，办理到11月的工作"]
    notices = {path.name.split(".")[0] for path in summary.notices.iterdir()}
    assert notices == {
        "monitoring_disclosure",
        "monitoring_announcement",
        "monitoring_release_disclosure",
        "monitoring_release_announcement",
        "project_disclosure",
        "project_announcement",
        "funding_plan",
        "funding_result",
        "post_disclosure",
    }
    assert {path.name for path in summary.returns.iterdir()} == {"R7-2026-10.xlsx", "R8-2026-10.xlsx"}
