"""The acts since a proposal that its second person reads of."""

from datetime import date, timedelta

import pytest

from county_desk.text import CHINESE, language
from county_desk.workflow.cases.steps import RecordAssembly
from county_desk.workflow.correcting import CorrectHousehold
from county_desk.workflow.gate.proposals import PutInForce
from county_desk.workflow.policy.own_figures import SetParameter
from tests.build import ADMINISTRATOR, REVIEWER, TOWNSHIP, VILLAGE, a_household, case_of
from tests.second_person import in_force

MET = date(2016, 10, 10)
RECORDED = MET + timedelta(days=11)


def a_meeting(*cases, done_on=MET, reason="会议记录遗失，补录"):
    return RecordAssembly(cases=cases, done_on=done_on, due=36, present=31, in_favour=29, late_reason=reason)


@pytest.fixture
def late(office):
    """A case whose meeting the village recorded eleven days later, and the number of its proposal."""
    case = a_household(office)
    return case, office.at(RECORDED, VILLAGE).do(a_meeting(case)).id


def moved(office, number, by=TOWNSHIP):
    """The words about a later act, as the person reads them who puts a proposal in force."""
    (effect,) = office.at(RECORDED, by).effects([PutInForce(proposal=number)])
    return [line for line in effect.splitlines() if line.startswith("Since then")]


def test_only_acts_on_the_same_record_have_moved_since(office, late):
    case, number = late
    household = case_of(office, case).household_id
    correction = CorrectHousehold(household=household, reason="登记有误", evidence="户口簿", cause="因病")
    office.at(RECORDED).do(correction)
    other = a_household(office, "王秀田", serial=2)
    office.at(RECORDED, VILLAGE).do(a_meeting(other, done_on=RECORDED, reason=""))
    assert moved(office, number) == []


def test_an_act_on_the_same_figure_has_moved_since_in_the_language_of_the_reader(office):
    line = {"reference": "青政发〔2017〕9号", "since": RECORDED}
    first = office.at(RECORDED, ADMINISTRATOR).do(SetParameter(name="exit_housing_area", value="30", **line))
    in_force(office, SetParameter(name="grace_years", value="4", **line), RECORDED)
    assert moved(office, first.id, REVIEWER) == []
    later = {**line, "since": RECORDED + timedelta(days=9)}
    in_force(office, SetParameter(name="exit_housing_area", value="20", **later), RECORDED)
    (words,) = moved(office, first.id, REVIEWER)
    assert "Entered a figure of policy" in words
    with language(CHINESE):
        (effect,) = office.at(RECORDED, REVIEWER).effects([PutInForce(proposal=first.id)])
    assert f"此后{REVIEWER}于" in effect
    assert "录入政策参数" in effect
