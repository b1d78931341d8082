"""What the rules are told of a household or a village, read from the records."""

from datetime import date
from decimal import Decimal
from functools import partial

import pytest
from sqlalchemy import select

from county_desk.models.household import Household, HouseholdYear
from county_desk.models.place import Place
from county_desk.models.village import Source
from county_desk.rules.registry import RULES
from county_desk.rules.shares import unrounded
from county_desk.tables.registered import registered_persons
from county_desk.tables.rule_facts import (
    LOADERS,
    facts_of_many,
    figures_from_records,
    rule_facts,
    village_year,
)
from county_desk.workflow.cases.take_back import WithdrawCase
from county_desk.workflow.cases.village_filing import FileVillage
from county_desk.workflow.registry import AddMember, RecordYear
from tests.build import a_household, a_registered_household, an_id_number, case_of

DAY = date(2016, 12, 1)


def test_electricity_recorded_for_a_year_is_known_to_the_exit_check(office):
    household = case_of(office, a_household(office)).household_id
    known = partial(rule_facts, rule="household_exit", record=household, year=2016)
    assert office.read(known).electricity is None
    office.at(DAY).do(RecordYear(household=household, year=2016, electricity=False))
    assert office.read(known).electricity is False


def test_a_household_is_known_by_its_year_and_its_members(office):
    household = case_of(office, a_household(office, persons=2)).household_id

    def facts(rule, year=2016):
        return office.read(partial(rule_facts, rule=rule, record=household, year=year))

    before = facts("household_registration")
    assert (before.income_per_head, before.persons, before.members_listed) == (Decimal("1000.00"), 2, 1)
    assert (before.disqualified, before.safe_water) == (None, None)
    wife = AddMember(household=household, name="王秀田", relation="配偶", id_number=an_id_number(2))
    office.at(DAY).do(wife)
    office.at(DAY).do(RecordYear(household=household, year=2016, disqualified=False))
    after = facts("household_registration")
    assert (after.members_listed, after.disqualified) == (2, False)
    assert facts("household_registration", 2015).income_per_head is None


def test_an_income_a_head_is_held_against_the_line_with_all_its_places(office):
    case = a_household(office, persons=3, net_income=Decimal("8856.01"))
    household = case_of(office, case).household_id
    found = office.read(partial(rule_facts, rule="household_registration", record=household, year=2016))
    assert Decimal("2952.00") < found.income_per_head < Decimal("2952.004")
    with office.sessions() as session:
        kept = session.scalars(select(HouseholdYear)).one()
    assert kept.income_per_head == Decimal("2952.00")


def test_an_income_a_head_that_was_written_another_way_stands_as_written():
    assert unrounded(Decimal("2500.00"), Decimal(9000), 3) == Decimal("2500.00")
    assert unrounded(Decimal("2500.00"), None, 3) == Decimal("2500.00")
    assert unrounded(None, Decimal(9000), 3) is None


def test_the_year_of_identification_is_known_after_registration(office):
    household = a_registered_household(office)
    facts = office.read(partial(rule_facts, rule="household_exit", record=household, year=2016))
    assert (facts.identified_year, facts.exit_year, facts.same_year) == (2016, 2016, True)
    applicant = case_of(office, a_household(office, "王秀田", serial=2)).household_id
    facts = office.read(partial(rule_facts, rule="household_exit", record=applicant, year=2016))
    assert (facts.identified_year, facts.same_year) == (None, None)


def test_nobody_is_no_household(office):
    with pytest.raises(LookupError, match="no household 77"):
        office.read(partial(rule_facts, rule="household_exit", record=77, year=2016))


def test_the_records_of_a_village_count_who_stands_or_applies(office):
    village = office.place("大河村")
    a_registered_household(office)
    a_household(office, "王秀田", serial=2, persons=3, net_income=Decimal("6000.00"))
    a_household(office, "李有田", serial=3, persons=2, net_income=None)
    gone = a_household(office, "赵来福", serial=4, village="柳湾村")
    office.at(DAY).do(WithdrawCase(cases=(gone,), reason="迁出"))
    counted = office.read(partial(figures_from_records, village=village, year=2016))
    assert (counted["poor_households"], counted["poor_persons"]) == (3, 6)
    assert counted["income_per_head"] == Decimal("2000.00"), "of the four people whose income is known"
    assert office.read(partial(registered_persons, village=village)) == 1


def test_a_village_without_households_has_no_people_and_no_income(office):
    assert office.read(partial(registered_persons, village=office.place("上坝村"))) == 0
    counted = office.read(partial(figures_from_records, village=office.place("上坝村"), year=2016))
    assert (counted["poor_persons"], counted.get("income_per_head")) == (0, None)


def test_a_village_s_own_word_goes_before_what_the_records_say(office):
    village = office.place("大河村")

    def facts():
        return office.read(partial(rule_facts, rule="village_registration", record=village, year=2016))

    assert (facts().poor_persons, facts().share) == (None, None)
    figures = {"persons": 1000, "poor_persons": 300, "year": 2016, "received_on": DAY}
    office.at(DAY).do(FileVillage(village=village, kind="village_registration", **figures))
    assert (facts().poor_persons, facts().share) == (300, Decimal("0.3"))
    assert office.read(partial(village_year, village=village, year=2016)).source is Source.FORM


@pytest.mark.parametrize("rule", RULES)
def test_every_rule_has_a_loader_of_its_facts(rule):
    assert RULES[rule].facts in LOADERS, f"tables/rule_facts.py: LOADERS has none for the facts of “{rule}”"


@pytest.mark.parametrize(
    "rule",
    ["household_registration", "household_exit", "monitoring", "monitoring_release", "village_exit"],
)
def test_many_records_have_the_facts_of_each(busy, rule):
    subject = Place.id if rule == "village_exit" else Household.id
    numbers = busy.read(lambda session: list(session.scalars(select(subject))))
    many = busy.read(lambda session: dict(facts_of_many(session, rule, 2016, numbers)))
    assert many == {
        number: busy.read(partial(rule_facts, rule=rule, record=number, year=2016)) for number in many
    }
    assert set(many) == set(numbers)
    few = busy.read(lambda session: dict(facts_of_many(session, rule, 2016, numbers[:1])))
    assert list(few) == numbers[:1]
