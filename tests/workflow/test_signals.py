"""Signals of the register: a household that is worse off than the year before, and the clue made of it."""

from datetime import date
from decimal import Decimal

import pytest
from sqlalchemy import select

from county_desk.models.clue import Clue, ClueSource
from county_desk.models.household import Member
from county_desk.tables.monitoring_facts import named_risks
from county_desk.workflow.clues import SIGNALS, RecordClue
from county_desk.workflow.consistency import check_register
from county_desk.workflow.registry import RecordMemberYear, RecordYear
from tests.build import case_of
from tests.workflow.watching import FOUND, a_case, announced, set_line

TODAY = date(2025, 3, 3)


@pytest.fixture
def household(office):
    """A household with figures of 2024."""
    set_line(office)
    case = a_case(office)
    announced(office, case)
    number = case_of(office, case).household_id
    record(office, number, 2024, net_income=Decimal(40000), housing_grade="B")
    head_in(office, 2024, schooling="小学", insured=True)
    return number


def record(office, household, year, **facts):
    office.at(TODAY).do(RecordYear(household=household, year=year, **facts))


def head_in(office, year, **facts):
    head = office.read(lambda session: session.scalars(select(Member.id)).first())
    office.at(TODAY).do(RecordMemberYear(member=head, year=year, **facts))


def signals(office, year=2025):
    """The signals of a year, by their number."""
    policy = office.at(TODAY).policy
    report = office.read(lambda session: check_register(session, policy, year, TODAY, only=set(SIGNALS)))
    return {hit.number: hit.sentence for hit in report.hits}


def test_a_household_as_well_off_as_the_year_before_gives_no_signal(office, household):
    record(office, household, 2025, net_income=Decimal(39000), housing_grade="B")
    head_in(office, 2025, schooling="小学", insured=True)
    assert signals(office) == {}


def test_each_fall_is_a_signal(office, household):
    record(office, household, 2025, net_income=Decimal(20000), housing_grade="D")
    head_in(office, 2025, schooling="非在校生", insured=False)
    found = signals(office)
    assert sorted(found) == ["M20", "M22", "M23"]  # the head is no child of the compulsory years
    assert found["M20"] == "5000.00 yuan a head after 10000.00 the year before, 50% less."


def test_nothing_known_of_this_year_is_no_signal(office, household):
    assert signals(office) == {}


def test_a_year_without_a_year_before_has_no_signals(office, household):
    assert signals(office, 2024) == {}


def test_a_signal_becomes_a_clue(office, household):
    record(office, household, 2025, housing_grade="D")
    (sentence,) = signals(office).values()
    about = {"source": ClueSource.SIGNAL, "risks": SIGNALS["M23"], "words": sentence}
    number = office.at(TODAY).do(RecordClue(household=household, found_on=TODAY, **about)).id
    clue = office.read(lambda session: session.get_one(Clue, number))
    assert (clue.household_id, clue.risks, clue.words) == (household, "因安全住房", sentence)
    assert office.read(lambda session: named_risks(session, household)) == ("因学",)  # not verified yet
    assert FOUND < TODAY
