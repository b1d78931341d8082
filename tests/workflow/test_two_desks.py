"""Two desks at one register: the second one never puts away unseen what the first one did."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from county_desk.models.measure import MeasureClass
from county_desk.workflow.assistance.measures import RecordMeasure
from county_desk.workflow.cases.decision import Decide, Decision
from county_desk.workflow.command import Command
from county_desk.workflow.monitoring.clues import DispatchClue
from county_desk.workflow.overtaken import Overtaken
from county_desk.workflow.registry import RecordYear, SetContact
from county_desk.workflow.submission import Submission, begin_submission
from tests.build import (
    CLERK,
    DAY,
    REVIEWER,
    TOWNSHIP,
    a_household,
    a_registered_household,
    case_of,
    two_households,
    walk,
)
from tests.workflow.watching import FOUND, a_clue

BEES = {"kind": MeasureClass.INDUSTRY, "content": "养蜂", "since": FOUND}


@dataclass
class Meeting:
    """What two people do at the same thing, and the day."""

    day: date
    first: Command
    second: Command
    by: tuple[str, str] = (CLERK, TOWNSHIP)


def dispatching(office: Any) -> Meeting:
    clue = a_clue(office)
    first = DispatchClue(clue=clue, assigned_to="郑宝", due_on=FOUND + 3 * DAY)
    return Meeting(FOUND, first, DispatchClue(clue=clue, assigned_to="赵敏", due_on=FOUND + DAY))


def changing(office: Any) -> Meeting:
    household = a_registered_household(office)
    about = {"household": household, "year": 2016, "reason": "入户核实"}
    first = RecordYear(**about, net_income=Decimal(3600))
    return Meeting(FOUND, first, RecordYear(**about, net_income=Decimal(2100)))


def helping(office: Any) -> Meeting:
    household = a_registered_household(office)
    return Meeting(FOUND, *(RecordMeasure(household=household, **BEES) for _each in range(2)))


def deciding(office: Any) -> Meeting:
    """The income of the household changes after the reviewer has read it; the finding stays the same."""
    case = a_household(office)
    day = walk(office, (case,), to="county_decision") + DAY
    first = RecordYear(household=case_of(office, case).household_id, year=2016, net_income=Decimal(2001))
    approve = Decide(cases=(case,), decided_on=day, decision=Decision.APPROVE, checked=1, opinion="同意")
    return Meeting(day, first, approve, (CLERK, REVIEWER))


MEETINGS = (dispatching, changing, helping, deciding)


@pytest.mark.parametrize("meet", MEETINGS)
def test_the_second_of_two_acts_shows_the_first_and_then_may_go_on(office, meet):
    meeting = meet(office)
    first, second = (office.at(meeting.day, name) for name in meeting.by)
    page = second.read(begin_submission)
    change = first.do(meeting.first)
    with pytest.raises(Overtaken) as raised:
        second.do(meeting.second, submission=page)
    assert f"{CLERK} changed this at" in str(raised.value)
    assert change.summary in str(raised.value)
    second.do(meeting.second, submission=Submission(raised.value.seen, page.operation))


@pytest.mark.parametrize("meet", [dispatching, changing, helping])
def test_one_account_in_two_windows_is_two_desks(office, meet):
    meeting = meet(office)
    first, second = office.at(meeting.day), office.at(meeting.day)
    page = second.read(begin_submission)
    first.do(meeting.first)
    with pytest.raises(Overtaken):
        second.do(meeting.second, submission=page)


def test_two_desks_at_different_households_never_meet(office):
    one, other = two_households(office)
    first, second = office.at(FOUND, CLERK), office.at(FOUND, TOWNSHIP)
    page = second.read(begin_submission)
    about = {"household": case_of(office, one).household_id, "year": 2016, "reason": "入户核实"}
    first.do(RecordYear(**about, net_income=Decimal(3600)))
    first.do(SetContact(place=office.place("柳湾村"), telephone="0000-7654321"))
    second.do(RecordMeasure(household=case_of(office, other).household_id, **BEES), submission=page)


def test_a_clue_that_is_dispatched_says_so_before_it_is_dispatched_anew(office):
    meeting = dispatching(office)
    desk = office.at(meeting.day)
    assert desk.effects([meeting.first]) == []
    desk.do(meeting.first)
    (said,) = desk.effects([meeting.second])
    assert "郑宝" in said
    assert "2024-06-06" in said


def test_an_old_draft_meets_an_act_that_many_others_followed(office):
    meeting = changing(office)
    first, second = office.at(meeting.day, CLERK), office.at(meeting.day, TOWNSHIP)
    draft = second.read(begin_submission)
    change = first.do(meeting.first)
    for telephone in range(20):
        first.do(SetContact(place=office.place("柳湾村"), telephone=f"0000-00000{telephone:02}"))
    with pytest.raises(Overtaken) as raised:
        second.do(meeting.second, submission=draft)
    assert change.summary in str(raised.value)
