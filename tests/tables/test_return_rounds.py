"""R10 and R12: the rounds of a period with their households, and what was found wrong and mended."""

from datetime import date

import pytest

from county_desk.models.department import (
    Department,
    DepartmentEntry,
    DepartmentList,
    HitDecision,
    HitOutcome,
)
from county_desk.models.duplicate import DuplicateRuling
from county_desk.models.inspection import Severity
from county_desk.tables.county import county_of
from county_desk.tables.period import Period
from county_desk.tables.returns.inspections import round_detail_page, round_figures_page
from county_desk.tables.returns.mending import FoundBy, MendResult, mending_page
from tests.registers import a_finding, a_household, inspected, village

YEAR, QUARTER = Period.read("2016"), Period.read("2016-Q2")
MAY, JUNE = date(2016, 5, 3), date(2016, 6, 1)


@pytest.fixture
def session(desk):
    with desk.sessions() as session:
        yield session


def collect(page, session, period=YEAR):
    return page(session, county_of(session, period.last), period)


def rows(page, session, period=YEAR):
    return [line.row for line in collect(page, session, period).lines]


# R10


def test_a_round_is_counted_by_township(session):
    here, there = a_household(session), a_household(session, village(session, "柳湾", "青山镇"))
    first = inspected(session, here, MAY, entered_by=1, decided_rightly=False, satisfied=False)
    inspected(session, there, JUNE, entered_by=1, checked_by=2, fell_back=True, satisfied=True)
    a_finding(session, here, MAY, round_id=first.id, mended_on=JUNE, confirmed_on=JUNE)
    a_finding(session, there, MAY, round_id=first.id)
    found = [
        (row.drawn_on, row.township, *(getattr(row, key) for key in ("drawn", "visited", "checked")))
        for row in rows(round_figures_page, session)
    ]
    assert found == [(MAY, "城关镇", 1, 1, 0), (MAY, "青山镇", 0, 0, 0), (JUNE, "青山镇", 1, 1, 1)]
    assert collect(round_figures_page, session).totals == {
        **{"drawn": 2, "visited": 2, "checked": 1, "wrong": 1, "fell_back": 1, "discontent": 1},
        **{"findings": 2, "mended": 1, "confirmed": 1},
    }


def test_what_nobody_answered_counts_as_nothing(session):
    inspected(session, a_household(session), MAY)
    (row,) = rows(round_figures_page, session)
    assert (row.drawn, row.visited, row.wrong, row.fell_back, row.discontent) == (1, 0, 0, 0, 0)
    (row,) = rows(round_detail_page, session)
    assert (row.visited_on, row.decided_rightly, row.findings, row.mended) == (None, None, None, None)


def test_the_detail_has_each_household_with_what_was_found(session):
    household = a_household(session, head="李春兰", persons=3)
    round_ = inspected(session, household, MAY, visited_on=MAY, visitors="罗建功", entered_by=1)
    a_finding(session, household, MAY, round_id=round_.id, words="缺签字", mended_on=JUNE)
    a_finding(session, household, MAY, round_id=round_.id, words="收入有误")
    page = collect(round_detail_page, session)
    (row,) = [line.row for line in page.lines]
    assert (row.head, row.visited_on, row.visitors) == ("李春兰", MAY, "罗建功")
    assert (row.findings, row.mended) == ("缺签字；收入有误", False)
    assert page.totals == {"persons": 3}


def test_a_round_belongs_to_the_period_in_which_it_was_drawn(session):
    inspected(session, a_household(session), MAY)
    withdrawn = inspected(session, a_household(session), MAY)
    withdrawn.withdrawn_on = JUNE
    session.flush()
    for page in (round_figures_page, round_detail_page):
        assert len(rows(page, session, QUARTER)) == 1
        assert rows(page, session, Period.read("2016-Q3")) == []


# R12


def test_a_finding_stands_in_the_ledger_until_it_is_confirmed(session):
    household = a_household(session, head="李春兰")
    a_finding(
        session, household, MAY, mended_on=date(2016, 8, 1), confirmed_on=date(2017, 2, 1), proof="照片"
    )
    found = {
        period: [
            (row.result, row.done_on, row.how) for row in rows(mending_page, session, Period.read(period))
        ]
        for period in ("2016-04", "2016-05", "2016", "2017", "2018")
    }
    assert found == {
        "2016-04": [],
        "2016-05": [(MendResult.OPEN, None, None)],
        "2016": [(MendResult.MENDED, date(2016, 8, 1), "照片")],
        "2017": [(MendResult.CONFIRMED, date(2016, 8, 1), "照片")],
        "2018": [],
    }
    (row,) = rows(mending_page, session)
    assert (row.source, row.severity, row.problem, row.mender) == (
        FoundBy.INSPECTION,
        Severity.SERIOUS,
        "收入未核实",
        "罗建功",
    )
    assert (row.village, row.head, row.found_on, row.due_on) == ("大河村", "李春兰", MAY, date(2016, 6, 2))


def a_decision(session, **about):
    session.add(HitDecision(outcome=HitOutcome.CORRECT, explanation="已更正", decided_by=1, **about))
    session.flush()


def test_a_decided_hit_of_a_department_is_in_it_with_its_list(session):
    household = a_household(session)
    listed = DepartmentList(
        name="2016年低保名单", year=2016, received_on=MAY, department=Department.CIVIL_AFFAIRS
    )
    session.add(listed)
    session.flush()
    entry = DepartmentEntry(list_id=listed.id, row=1, name="张大有", kind="城市低保")
    session.add(entry)
    session.flush()
    a_decision(session, entry_id=entry.id, member_id=household.members[0].id, decided_on=JUNE)
    a_decision(session, household_id=household.id, decided_on=JUNE)
    one, other = rows(mending_page, session)
    assert (one.source, one.problem, one.found_on) == (
        FoundBy.DEPARTMENT,
        "2016年低保名单 张大有 城市低保",
        MAY,
    )
    assert (one.result, one.how, one.done_on, one.number) == (
        MendResult.CORRECT,
        "已更正",
        JUNE,
        household.number,
    )
    assert (other.source, other.problem, other.found_on) == (FoundBy.UNLISTED, None, None)
    assert other.number == household.number
    assert rows(mending_page, session, Period.read("2016-05")) == []


@pytest.mark.parametrize(("same", "result"), [(True, MendResult.JOINED), (False, MendResult.TWO)])
def test_a_ruling_on_a_duplicate_is_in_it(session, same, result):
    one, other = (a_household(session, number=number).members[0] for number in ("H-A", "H-B"))
    ruling = DuplicateRuling(
        one_id=one.id,
        other_id=other.id,
        same=same,
        survivor_id=one.id if same else None,
        reason="核对户口簿",
        settled_on=JUNE,
        settled_by=1,
    )
    session.add(ruling)
    session.flush()
    (row,) = rows(mending_page, session)
    assert (row.source, row.result, row.how) == (FoundBy.DUPLICATE, result, "核对户口簿")
    assert row.problem == "张大有 H-A / 张大有 H-B"
    ruling.withdrawn_on = JUNE
    session.flush()
    assert rows(mending_page, session) == []
