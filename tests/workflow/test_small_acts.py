"""Small acts send the register few statements: none that repeats another, or asks what the act knows."""

from datetime import date
from decimal import Decimal

import pytest

from county_desk.measure_classes import MeasureClass
from county_desk.models.visit import VisitPurpose
from county_desk.workflow.assistance.needs import RecordNeed
from county_desk.workflow.cases.filing import FileHousehold
from county_desk.workflow.monitoring.visits import RecordHouseholdVisit
from tests.build import a_household, a_registered_household, an_id_number, case_of, command_for
from tests.statements import statements

TODAY = date(2017, 3, 1)
OF_THE_CONNECTION = ("PRAGMA", "BEGIN", "SELECT pg_", "SELECT setval")
# statements of every act: read the head of the chain, the newer acts and the account; write event and records
EVERY = 5


def a_need(_office, number):
    """A need of a household; it reads the household and its people, and makes a row of its list."""
    about = {"wants": MeasureClass.HEALTH, "cause": "因病", "found_on": TODAY}
    return RecordNeed(household=1, found_by=f"郑宝{number}", **about)


def a_visit(_office, number):
    """A visit to it.

    It also asks for a closed year, for the people of the household twice, whether this is monitored, and
    which official answers for it.
    """
    about = {"purpose": VisitPurpose.CONTACT, "visited_on": TODAY, "visitors": "郑宝、王芳"}
    return RecordHouseholdVisit(household=1, found=f"一切正常 {number}", **about)


def an_application(office, number):
    """A new household.

    It reads the village and its code, the bearer of the number, a closed year, the numbers that are given
    there, and the text of its procedure. It makes five records.
    """
    about = {"village": office.place("大河村"), "persons": 1, "received_on": TODAY, "year": 2017}
    about |= {"id_number": an_id_number(number), "net_income": Decimal(2000)}
    return FileHousehold(head="王秀田", **about)


def a_step(office, number):
    """The first step of a case, a visit.

    It reads the case with its steps and the household, the people of this twice, the kind of the register, a
    closed year, and the facts of the year. It changes the case and these facts, and makes the step.
    """
    case = a_household(office, "王秀田", serial=number, received_on=TODAY)
    step = office.at(TODAY).policy.procedures.version(case_of(office, case).procedure).steps[1]
    return command_for(office, step, (case,), TODAY)


@pytest.mark.parametrize(("make", "own"), [(a_need, 4), (a_visit, 8), (an_application, 11), (a_step, 12)])
def test_a_small_act_sends_few_statements(office, make, own):
    a_registered_household(office)
    desk = office.at(TODAY)
    for number in (4, 5):  # the first application of a year keeps the text of its procedure
        desk.do(make(office, number))
    act = make(office, 6)
    with statements(desk) as sent:
        desk.do(act)
    counted = [each for each in sent if not each.startswith(OF_THE_CONNECTION)]
    assert len(counted) == EVERY + own, counted
