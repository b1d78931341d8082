"""The sentences that sum up a household: what each tells, and that it tells nothing of what is not known."""

from datetime import date
from decimal import Decimal

import pytest

from county_desk.models.case import CaseState
from county_desk.models.measure import MeasureClass
from county_desk.tables.cases.case_list import LISTING as CASES
from county_desk.tables.household_glance import (
    guarantees,
    help_given,
    last_income,
    newest_row,
    people_on_record,
)
from county_desk.tables.monitoring.visits import LISTING as VISITS
from county_desk.workflow.assistance.measures import RecordMeasure
from county_desk.workflow.registry import RecordYear
from tests.build import a_household, case_of
from tests.conftest import TODAY


@pytest.fixture
def household(office):
    """The household of an application."""
    return case_of(office, a_household(office, persons=3)).household_id


def told(office, glance, household):
    """The sentence of a glance today."""
    return office.read(lambda session: glance(session, household, TODAY))


def test_people_who_are_not_on_record_show_in_the_two_numbers(office, household):
    assert told(office, people_on_record, household) == "1 of 3 people are on record"


def test_income_and_guarantees_are_those_of_the_last_year_that_states_them(office, household):
    assert told(office, guarantees, household) == ""
    office.at(TODAY).do(
        RecordYear(household=household, year=2015, net_income=Decimal(900), enough_food=False)
    )
    assert told(office, last_income, household) == "666.67 yuan a head in 2016"
    assert told(office, guarantees, household) == "2015: Enough food No"


def test_help_names_its_number_and_its_money(office, household):
    assert told(office, help_given, household) == ""
    given = {"kind": MeasureClass.OTHER, "content": "慰问", "since": date(2016, 11, 1)}
    office.at(TODAY).do(RecordMeasure(household=household, amount=Decimal("500.5"), **given))
    assert told(office, help_given, household) == "measures: 1 · worth 500.50 yuan"


def test_the_newest_row_is_told_with_the_titles_of_its_days(office, household):
    assert told(office, newest_row(VISITS, "visited_on"), household) == ""
    opened = newest_row(CASES, "state", "received_on", state=CaseState.OPEN)
    assert told(office, opened, household).startswith("In progress · Received on 20")
    ended = newest_row(CASES, "state", state=CaseState.REFUSED)
    assert told(office, ended, household) == ""
