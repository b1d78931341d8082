"""The register of today: opened from workbooks, with households under watch in every state."""

from collections import Counter
from datetime import date

import pytest
from sqlalchemy import select

from county_desk.demo.chapter import make_demo
from county_desk.demo.chapters import CHAPTERS, key_of
from county_desk.demo.present.job import present_job
from county_desk.demo.present.later import households
from county_desk.demo.present.story import LEDGER, PRESENT, TODAY
from county_desk.models.base import Base
from county_desk.models.case import CaseState
from county_desk.models.clue import ClueSource, ClueState
from county_desk.models.household import Standing
from county_desk.models.household_change import ChangeKind
from county_desk.models.register import RegisterKind
from county_desk.tables.departments import HitState
from county_desk.tables.inspections import FindingState
from county_desk.tables.listing import Query, page
from county_desk.tables.lists import LISTS
from county_desk.tables.requests import RequestState
from county_desk.tables.signals import SignalState
from county_desk.text import CHINESE, language
from county_desk.workflow.audit import verify


@pytest.fixture(scope="module")
def present(tmp_path_factory):
    """The register of today as its story leaves it."""
    opened = make_demo(PRESENT, tmp_path_factory.mktemp("present") / "demo.cdesk")
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
    assert len([row for row in rows("monitored") if not row.entered_on]) == len(LEDGER)


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


def test_a_measure_waits_to_be_delivered(rows):
    assert {row.delivered_on is None for row in rows("measures")} == {True, False}


def test_one_department_answered_and_one_is_late(rows):
    assert Counter(row.state for row in rows("requests")) == {
        RequestState.OPEN: 1,
        RequestState.ANSWERED: 1,
    }
    assert [row.due_on < TODAY for row in rows("requests", state=RequestState.OPEN)] == [True]
    assert len(rows("comparisons", state=HitState.OPEN)) == 2


def test_officials_answer_for_most_monitored_households(rows):
    paired = rows("pairings")
    assert {row.official for row in paired} >= {"孟庆余", "苏晓东", "石建国"}
    assert [row for row in paired if not row.official]


def test_needs_are_answered(rows):
    assert len(rows("needs")) == len(rows("measures"))


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
    assert len(rows("teams")) == 2
    assert len(rows("team_weeks")) > 10


def test_a_spot_check_was_drawn_and_its_findings_followed(rows):
    (made,) = rows("inspections")
    assert (made.seed, made.size) == ("20261012", len(rows("inspected_households")))
    assert {row.state for row in rows("findings")} == {FindingState.OPEN, FindingState.CONFIRMED}


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
    assert len({row.standing for row in projects}) == len(projects) == 4
    assert all(row.paid <= row.released <= row.budget for row in projects)
    assert sum(row.amount for row in rows("payments")) == sum(row.paid for row in projects)


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
    }
    assert {path.name for path in summary.returns.iterdir()} == {"R7-2026-10.xlsx", "R8-2026-10.xlsx"}
