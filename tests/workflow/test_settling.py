"""The proposals that a person can settle: each is judged again once an act touches what it was read from."""

import pytest

from county_desk.measure_classes import MeasureClass
from county_desk.workflow.assistance.needs import RecordNeed
from county_desk.workflow.cases.take_back import ReturnCase
from county_desk.workflow.desk import Desk
from county_desk.workflow.gate.proposals import DeclineProposal, PutInForce
from county_desk.workflow.settling import to_settle
from tests.build import CLERK, DAY, REVIEWER, TOWNSHIP, VILLAGE, a_household, case_of
from tests.workflow.test_gate import RECORDED, a_meeting


@pytest.fixture
def cases(office):
    return a_household(office), a_household(office, "王秀田", serial=2)


@pytest.fixture
def late(office, cases):
    """The proposals of two late meetings."""
    return tuple(office.at(RECORDED, VILLAGE).do(a_meeting(case)).id for case in cases)


@pytest.fixture
def desk(office, late):
    return office.at(RECORDED, TOWNSHIP)


@pytest.fixture
def judged(monkeypatch):
    """The proposals that were judged, in order."""
    found, problems = [], Desk.problems

    def note(desk, command):
        if isinstance(command, PutInForce):
            found.append(command.proposal)
        return problems(desk, command)

    monkeypatch.setattr(Desk, "problems", note)
    return found


def test_proposals_are_judged_once_while_nothing_changes(desk, late, judged):
    assert [to_settle(desk).ready, to_settle(desk).ready] == [late, late]
    assert judged == list(late)


def test_an_act_about_something_else_has_none_judged_again(office, desk, late, cases, judged):
    to_settle(desk)
    about = {"wants": MeasureClass.HEALTH, "cause": "因病", "found_on": RECORDED, "found_by": "郑宝"}
    household = case_of(office, cases[0]).household_id
    office.at(RECORDED, CLERK).do(RecordNeed(household=household, **about))
    assert to_settle(desk).ready == late
    assert judged == list(late)


def test_an_act_of_another_desk_on_their_cases_has_them_judged_again(office, desk, late, cases, judged):
    to_settle(desk)
    office.at(RECORDED, REVIEWER).do(ReturnCase(cases=cases[:1], returned_on=RECORDED, reason="材料不全"))
    found = to_settle(desk)
    assert (found.ready, found.stale) == (late[1:], late[:1])
    assert judged == [*late, *late]


def test_what_this_desk_settles_itself_is_gone(desk, late):
    to_settle(desk)
    desk.do(DeclineProposal(proposal=late[0], answer="无原始记录"))
    assert to_settle(desk).ready == late[1:]
    desk.do(PutInForce(proposal=late[1]))
    assert to_settle(desk).ready == ()


def test_on_another_day_all_are_judged_again(office, desk, late, judged):
    to_settle(desk)
    desk.now = office.at(RECORDED + DAY).now
    assert to_settle(desk).ready == late
    assert judged == [*late, *late]
