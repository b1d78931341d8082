"""Late entry is shown: each step keeps the day it was done and the day it was recorded."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select

from county_desk.models.case import CaseStep
from county_desk.models.notice import Notice
from county_desk.models.proposal import Proposal, ProposalState
from county_desk.tables.cases.case_detail import case_detail
from county_desk.tables.cases.case_list import LISTING
from county_desk.tables.listing import one
from county_desk.text import language
from county_desk.workflow.audit import verify
from county_desk.workflow.cases.announcement import Announce
from county_desk.workflow.cases.confirm_late import ConfirmLate
from county_desk.workflow.cases.disclosure import OpenDisclosure
from county_desk.workflow.cases.steps import RecordAssembly
from county_desk.workflow.gate.proposals import PutInForce
from county_desk.workflow.registry import SetContact
from tests.build import (
    DAY,
    INSPECTOR,
    TOWNSHIP,
    VILLAGE,
    a_household,
    a_visit,
    last_disclosure,
    refusal,
    states,
    steps_of,
    walk,
)
from tests.second_person import settled

MET = date(2016, 10, 10)
RECORDED = MET + timedelta(days=11)
REASON = "会议记录遗失，补录"


def a_meeting(*cases, reason=""):
    return RecordAssembly(cases=cases, done_on=MET, due=36, present=31, in_favour=29, late_reason=reason)


@pytest.fixture
def late(office):
    """A case whose meeting the village recorded eleven days later, and the proposal of that."""
    case = a_household(office)
    return case, office.at(RECORDED, VILLAGE).do(a_meeting(case, reason=REASON))


def test_past_the_days_of_the_county_an_entry_wants_a_reason(office):
    case = a_household(office)
    assert office.at(RECORDED - DAY, VILLAGE).problems(a_meeting(case)) == {}
    assert refusal(office.at(RECORDED, VILLAGE), a_meeting(case)) == {
        "late_reason": "“Day” 2016-10-10 was 11 days ago; past 10 days give the reason, "
        "and another person confirms it (“Days until an entry is late”)"
    }


def test_a_second_person_acts_before_the_case_goes_on(office, late):
    case, proposed = late
    visit = a_visit((case,), RECORDED)
    assert "waits for" in refusal(office.at(RECORDED), visit)[""]
    settled(office, proposed, RECORDED, TOWNSHIP)
    office.at(RECORDED).do(visit)
    assert office.read(verify).ok


def test_nobody_puts_the_own_late_entry_in_force(office):
    case = a_household(office)
    proposed = office.at(RECORDED, TOWNSHIP).do(a_meeting(case, reason=REASON))
    own = PutInForce(proposal=proposed.id)
    assert refusal(office.at(RECORDED, TOWNSHIP), own) == {
        "": "赵敏 proposed this: another person decides on it (李强, 何静), and 赵敏 can take it back instead"
    }


def test_the_list_and_the_strip_show_it(office, late):
    case, proposed = late
    settled(office, proposed, RECORDED, TOWNSHIP)
    row = office.read(lambda session: one(session, LISTING, case))
    assert (row.late, row.unconfirmed) == (11, 0)
    step = office.read(lambda session: case_detail(session, case)).last
    with language("zh"):
        assert step.recording == f"2016-10-21补录：{REASON}，赵敏已确认"


def test_a_paper_says_how_many_steps_were_recorded_late(office, late):
    case, proposed = late
    settled(office, proposed, RECORDED, TOWNSHIP)
    office.at(RECORDED).do(a_visit((case,), RECORDED))
    office.at(RECORDED).do(OpenDisclosure(cases=(case,), opened_on=RECORDED))
    assert last_notice(office).facts["done"]["late"] == 1


def last_notice(office):
    return office.read(lambda session: session.get_one(Notice, last_disclosure(office).notice_id))


def test_no_paper_is_dated_before_the_day_on_which_it_is_issued(office):
    case = a_household(office)
    day = walk(office, (case,), "first_disclosure")
    later = day + 3 * DAY
    assert refusal(office.at(later), OpenDisclosure(cases=(case,), opened_on=day)) == {
        "opened_on": f"A paper bears the day on which it is issued, {later}; {day} is over"
    }
    day = walk(office, (case,), "announcement")
    later = day + 3 * DAY
    assert refusal(office.at(later), Announce(cases=(case,), announced_on=day)) == {
        "announced_on": f"A paper bears the day on which it is issued, {later}; {day} is over"
    }
    assert states(office, case) == [("approved", "announcement")]


@pytest.fixture
def waiting(office):
    """A case with a late step of an earlier version, which no second person has confirmed."""
    case = a_household(office)
    office.at(MET, VILLAGE).do(a_meeting(case))
    with office.sessions.begin() as session:
        step = session.scalars(select(CaseStep).order_by(CaseStep.id.desc()).limit(1)).one()
        step.late_reason, step.late_days = REASON, 11
    return case


def test_a_late_step_of_an_earlier_version_becomes_a_proposal_of_its_recorder(office, waiting):
    office.at(RECORDED).do(SetContact(place=office.place("大河村"), telephone="0999-1234567"))
    found = office.read(lambda session: session.scalars(select(Proposal)).one())
    assert (found.act, found.late_reason, found.state) == ("ConfirmLate", REASON, ProposalState.WAITING)
    visit = a_visit((waiting,), RECORDED)
    assert "a second person confirms that first" in refusal(office.at(RECORDED), visit)[""]
    denied = refusal(office.at(RECORDED, INSPECTOR), PutInForce(proposal=found.id))[""]
    assert "may not put this proposal in force" in denied
    office.at(RECORDED, TOWNSHIP).do(PutInForce(proposal=found.id))
    step = steps_of(office, waiting)[-1]
    assert (step.confirmed_by is not None, step.confirmed_on) == (True, RECORDED)
    office.at(RECORDED).do(visit)
    count = office.read(lambda session: len(session.scalars(select(Proposal)).all()))
    assert count == 1, "it was proposed once"


def test_a_waiting_late_step_is_not_confirmed_by_a_stranger(office, waiting):
    assert "waits for confirmation" in refusal(office.at(RECORDED), ConfirmLate(cases=(waiting,)))[""]
