"""Signals of the register: a household that is worse off than the year before, and the clue made of it."""

from datetime import date
from decimal import Decimal

import pytest
from sqlalchemy import select

from county_desk.models.clue import Clue, ClueSource
from county_desk.models.department import DepartmentEntry, DepartmentList
from county_desk.models.household import Member
from county_desk.rules.checks.catalogue import catalogue, compared_facts
from county_desk.rules.checks.catalogue import signals as declared
from county_desk.tables.monitoring.monitoring_facts import named_risks
from county_desk.tables.monitoring.year_before import years_before
from county_desk.workflow.consistency import check_register
from county_desk.workflow.monitoring.clues import RecordClue
from county_desk.workflow.registry import RecordMemberYear, RecordYear
from tests.build import an_id_number, case_of
from tests.second_person import enter
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
    report = office.read(lambda session: check_register(session, policy, year, TODAY, only=set(declared())))
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
    about = {"source": ClueSource.SIGNAL, "risks": declared()["M23"], "words": sentence}
    number = office.at(TODAY).do(RecordClue(household=household, found_on=TODAY, **about)).id
    clue = office.read(lambda session: session.get_one(Clue, number))
    assert (clue.household_id, clue.risks, clue.words) == (household, "因安全住房", sentence)
    assert office.read(lambda session: named_risks(session, household)) == ("因学",)  # not verified yet
    assert FOUND < TODAY


def a_list(office, name, year, *, kind="", amount=None):
    """A list of another department about the head of the first household."""
    with office.sessions.begin() as session:
        head = session.scalars(select(Member)).first()
        entry = DepartmentEntry(row=2, name=head.name, id_number=head.id_number, kind=kind, amount=amount)
        session.add(DepartmentList(name=name, year=year, received_on=TODAY, entries=[entry]))


@pytest.mark.parametrize(
    ("name", "number"),
    [
        ("教育局失学名单", "M21"),
        ("医保断保名单", "M22"),
        ("住建危房", "M23"),
        ("洪涝受灾户", "M25"),
        ("交通事故", "M26"),
        ("失业登记", "M27"),
        ("小额信贷逾期", "M30"),
    ],
)
def test_a_list_of_another_department_is_a_signal(office, household, name, number):
    a_list(office, name, 2025)
    found = signals(office)
    assert list(found) == [number]
    assert name in found[number]


def test_the_amounts_of_a_list_of_illness_add_up(office, household):
    a_list(office, "大病自付", 2025, amount=Decimal(6000))
    assert signals(office) == {}
    a_list(office, "住院自付", 2025, amount=Decimal(4000))
    assert "10000.00" in signals(office)["M24"]


def test_an_allowance_that_this_years_list_no_longer_names_is_a_signal(office, household):
    a_list(office, "民政低保", 2024)
    assert signals(office) == {}  # this year's list has not come
    with office.sessions.begin() as session:
        other = DepartmentEntry(row=2, name="别人", id_number=an_id_number(77))
        session.add(DepartmentList(name="民政低保", year=2025, received_on=TODAY, entries=[other]))
    assert list(signals(office)) == ["M28"]


def test_work_allowance_and_water_that_are_lost_are_signals(office, household):
    head_in(office, 2024, work_months=Decimal(10), allowance="是")
    record(office, household, 2024, safe_water=True)
    head_in(office, 2025, work_months=Decimal(0), allowance="否")
    record(office, household, 2025, safe_water=False)
    assert sorted(signals(office)) == ["M27", "M28", "M29"]


def test_the_county_sets_the_amount_that_is_a_signal(office, household):
    record(office, household, 2025, hard_spending=Decimal(5000))
    assert signals(office) == {}
    figure = {"name": "signal_illness_expense", "value": "5000", "reference": "县文件"}
    enter(office, TODAY, since=date(2025, 1, 1), **figure)
    assert list(signals(office)) == ["M24"]


def test_the_year_before_holds_every_fact_that_a_signal_compares(office, household):
    before = office.read(lambda session: years_before(session, 2025))[household]
    assert before.facts.keys() == set(compared_facts())
    assert before.facts["housing_grade"] == "B"
    compared = {check.compares for check in catalogue().checks.values() if check.compares}
    of_people = {"schooling", "insured", "work_months", "allowance"}  # those that the loader counts
    assert compared - set(compared_facts()) == of_people
