"""The signals of a month over 60,000 households, 8,000 of them monitored, against reading their rows."""

import sqlite3
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from county_desk.models.household import Household, HouseholdYear, Member, MemberYear
from county_desk.models.monitored import Monitored
from county_desk.storage.engine import file_of
from county_desk.tables.listing import Query, count, page
from county_desk.tables.monitoring.signals import LISTING, SignalState
from county_desk.workflow.entry import Opened, sit_down
from county_desk.workflow.monitoring.signals import LookForSignals
from tests.benchmarks.measure import goal, seconds, sized, tell
from tests.benchmarks.registers import HOUSEHOLDS, MEMBERS, large_register
from tests.build import CLERK

pytestmark = pytest.mark.timeout(900)
DAY = date(2026, 11, 28)
WATCHED = sized(8_000)

_YEARS = """
INSERT INTO household_year (version, household_id, year, persons, net_income, income_per_head, housing_grade,
    housing_area, safe_water)
SELECT 1, household_id, :year, persons, net_income * :share / 10, income_per_head * :share / 10,
    CASE WHEN :year = 2026 AND household_id % 50 = 0 THEN 'D' ELSE 'B' END, housing_area, 1
FROM household_year WHERE year = 2016 AND (:share = 10 OR household_id % 20 = 0)
UNION ALL
SELECT 1, household_id, :year, persons, net_income, income_per_head, 'B', housing_area, 1
FROM household_year WHERE year = 2016 AND :share < 10 AND household_id % 20 <> 0
"""
_PEOPLE = """
INSERT INTO member_year (version, member_id, year, schooling, health, labour, work_months, insured)
SELECT 1, id, :year, '非在校生', CASE WHEN id % 40 = 0 THEN '患有大病' ELSE '健康' END, '普通劳动力',
    CASE WHEN :year = 2026 AND id % 100 = 0 THEN 0 ELSE 1000 END, 1
FROM member
"""
_MONITORED = """
INSERT INTO monitored (version, household_id, village_id, number, head, id_number, kind, risks, identified,
    removed, facts, entered_on)
SELECT 1, id, village_id, number, head, '', '边缘易致贫户', '因病', '2026-03-01', '', '{}', '2026-03-01'
FROM household WHERE id <= :watched
"""


@pytest.fixture(scope="module")
def register(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Opened]:
    """A register with two years of figures of every household and person."""
    path = Path(tmp_path_factory.mktemp("signals")) / "large.cdesk"
    opened = large_register(path, HOUSEHOLDS, MEMBERS)
    name = file_of(opened.url)
    assert name is not None
    connection = sqlite3.connect(name)
    for year, share in ((2025, 10), (2026, 5)):
        connection.execute(_YEARS, {"year": year, "share": share})
        connection.execute(_PEOPLE, {"year": year})
    connection.execute(_MONITORED, {"watched": WATCHED})
    connection.commit()
    connection.close()
    yield opened
    opened.close()


def _rows(session: Session) -> int:
    """Read the rows that the signals look at, as tuples and without a word about them."""
    years, stands = (2025, 2026), Member.withdrawn_on.is_(None)
    of_household = (HouseholdYear.income_per_head, HouseholdYear.housing_grade, HouseholdYear.safe_water)
    of_person = (MemberYear.schooling, MemberYear.health, MemberYear.work_months, MemberYear.insured)
    wanted = (
        select(Household.__table__),
        select(HouseholdYear.household_id, *of_household).where(HouseholdYear.year.in_(years)),
        select(Member.__table__).where(stands),
        select(MemberYear.member_id, *of_person).where(MemberYear.year.in_(years)),
        select(Monitored.household_id, Monitored.facts),
    )
    return sum(len(session.execute(each).all()) for each in wanted)


def test_the_signals_of_a_month(register: Opened) -> None:
    """Looking for signals once everything is on record, and the first time, when each is written."""
    desk = sit_down(register, CLERK, today=DAY)
    desk.do(LookForSignals(year=2026))  # writes every signal once
    found = desk.read(count, LISTING, Query(where={"state": (SignalState.OPEN,)}))
    floor = seconds(lambda: desk.read(_rows), 1)
    again = seconds(lambda: desk.do(LookForSignals(year=2026)), 1)
    listed = seconds(lambda: desk.read(page, LISTING, Query(), 0, 50), 3)
    tell(f"signals of a month, {found:,} on record", again, reading_the_rows=floor)
    tell("a page of the list", listed, reading_the_rows=floor)
    goal("ratio against reading the rows", again / floor, 4)
