"""Exit checks: the argument about one household, one village, or everybody at once."""

from datetime import date
from decimal import Decimal

import pytest

from county_desk.rules.outcomes import Outcome
from county_desk.workflow.cases.take_back import WithdrawCase
from county_desk.workflow.cases.village_filing import FileVillage
from county_desk.workflow.checks import each_check, household_check, village_check
from county_desk.workflow.command import Refused
from county_desk.workflow.registry import RecordYear
from tests.build import INSPECTOR, a_household, a_registered_household, an_exit, case_of, with_a_pupil
from tests.second_person import enter

DAY = date(2017, 5, 10)


@pytest.fixture
def inspector(office):
    """Somebody who may only read."""
    return office.at(DAY, INSPECTOR)


def reasons(check):
    """Each criterion with its outcome."""
    return {finding.label: finding.outcome.value for finding in check.finding.reasons()}


def test_a_household_is_checked_against_the_day_and_its_year(office, inspector):
    household = with_a_pupil(office, a_registered_household(office), DAY)
    office.at(DAY).do(RecordYear(household=household, year=2017, net_income=Decimal(10000), dropouts=1))
    check = household_check(inspector, household, 2017)
    assert (check.id, check.subject, check.number) == (household, "张大有", "9901011000010001")
    assert check.finding.outcome is Outcome.NOT_MET
    found = reasons(check)
    assert found["Net income a head"] == "met"
    assert found["Children out of compulsory schooling"] == "not_met"
    assert found["Grade of the house"] == "unknown"
    assert reasons(household_check(inspector, household, 2018))["Net income a head"] == "unknown"


def test_a_figure_of_the_county_counts_in_a_check(office, inspector):
    household = a_registered_household(office)
    office.at(DAY).do(RecordYear(household=household, year=2017, net_income=Decimal(5000)))
    enter(office, DAY, name="income_line_exit", since=DAY, value="6000", reference="青政发〔2017〕2号")
    assert reasons(household_check(inspector, household, 2017))["Net income a head"] == "not_met"


def test_a_check_is_of_somebody_who_is_there(office, inspector):
    with pytest.raises(Refused, match="There is no household 77") as refused:
        household_check(inspector, 77, 2017)
    assert list(refused.value.problems) == ["household"]
    for place in (77, office.place("城关镇")):
        with pytest.raises(Refused, match=f"There is no village {place}"):
            village_check(inspector, place, 2017)


def test_a_village_is_checked_by_those_who_are_left(office, inspector):
    village = office.place("大河村")
    for serial, head in enumerate(("张一", "张二", "张三"), start=1):
        a_registered_household(office, head, serial=serial)
    figures = {"persons": 100, "poor_persons": 3, "year": 2017, "received_on": DAY}
    office.at(DAY).do(FileVillage(village=village, kind="village_registration", **figures))
    check = village_check(inspector, village, 2017)
    assert (check.subject, check.finding.outcome) == ("大河村", Outcome.NOT_MET)
    assert check.finding.blockers()[0].found == Decimal("0.03")


def test_a_village_of_which_nobody_knows_anything_is_open(office, inspector):
    assert village_check(inspector, office.place("上坝村"), 2017).finding.outcome is Outcome.UNKNOWN


def test_the_whole_county_is_checked_at_once_with_progress(office, inspector):
    here = a_registered_household(office)
    there = a_registered_household(office, "王秀田", serial=2, village="柳湾村")
    applicant = a_household(office, "李有田", serial=3)
    an_exit(office, here, received_on=DAY)
    told = []
    checks = list(each_check(inspector, 2017, progress=lambda *now: told.append(now)))
    assert [check.id for check in checks] == [here, there]
    assert told == [(0, 2), (1, 2), (2, 2)]
    assert [check.finding for check in checks] == [
        household_check(inspector, number, 2017).finding for number in (here, there)
    ]
    assert [check.id for check in each_check(inspector, 2017, village=office.place("柳湾村"))] == [there]
    office.at(DAY).do(WithdrawCase(cases=(applicant,), reason="迁出"))
    assert case_of(office, applicant).household_id not in [check.id for check in checks]
