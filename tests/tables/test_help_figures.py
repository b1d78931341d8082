"""The figures of help against records that are counted by hand."""

from datetime import date
from decimal import Decimal

import pytest

from county_desk.models.household import Household
from county_desk.models.measure import MeasureClass
from county_desk.tables.assistance.help_figures import follow_up, income_chart
from county_desk.workflow.assistance.measures import DeliverMeasure
from county_desk.workflow.registry import RecordMemberYear, RecordYear
from tests.build import DAY, a_registered_household
from tests.workflow.projects.test_projects import fund, project, release, today
from tests.workflow.test_needs import FOUND, a_measure
from tests.workflow.watching import a_clue

__all__ = ["fund", "project", "release", "today"]


@pytest.fixture
def household(office):
    """A registered household of 大河村."""
    return a_registered_household(office)


def figures(office, day=date(2018, 3, 1)):
    return {line.title: line.value for line in office.read(lambda session: follow_up(session, day))}


def test_the_income_before_stands_beside_that_after(office, household):
    measure = a_measure(office, household, kind=MeasureClass.INDUSTRY, content="养牛")
    office.at(FOUND).do(DeliverMeasure(measure=measure, delivered_on=FOUND))
    assert office.read(income_chart).lines == ()
    desk = office.at(date(2019, 3, 1))
    persons = office.read(lambda session: session.get(Household, household)).persons
    for year, income in ((2016, 2000), (2018, 5000)):
        desk.do(RecordYear(household=household, year=year, net_income=Decimal(income * persons)))
    (line,) = office.read(income_chart).lines
    assert (line.label, line.values) == ("Industry", (2000, 5000))


def test_the_days_from_a_clue_to_the_first_measure(office, household):
    a_clue(office, household=household, found_on=FOUND)
    assert figures(office)["Households with a clue and no measure since"] == 1
    assert figures(office)["Days from a clue to the first measure, on average"] is None
    measure = a_measure(office, household)
    office.at(FOUND + 9 * DAY).do(DeliverMeasure(measure=measure, delivered_on=FOUND + 9 * DAY))
    assert figures(office)["Days from a clue to the first measure, on average"] == 9
    assert figures(office)["Households with a clue and no measure since"] == 0


def test_households_without_labour_are_counted_once_everybody_is_known(office, household):
    a_registered_household(office, "李四", serial=2)
    head = office.read(lambda session: session.get(Household, household).members[0].id)
    assert figures(office)["Households without anybody able to work"] == 0
    desk = office.at(FOUND)
    desk.do(RecordMemberYear(member=head, year=2016, labour="无劳动力", allowance="农村低保"))
    assert figures(office)["Households without anybody able to work"] == 1
    assert figures(office)["of these under the subsistence allowance"] == 1
    desk.do(RecordMemberYear(member=head, year=2017, labour="普通劳动力"))
    assert figures(office)["Households without anybody able to work"] == 0


def test_the_resettled_are_those_who_moved(office, household):
    measure = a_measure(office, household, kind=MeasureClass.RELOCATION, content="搬迁")
    assert figures(office)["Resettled households"] == 0
    office.at(FOUND).do(DeliverMeasure(measure=measure, delivered_on=FOUND))
    assert figures(office)["Resettled households"] == 1
    assert figures(office)["with a job found"] == 0
