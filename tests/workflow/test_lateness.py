"""Late entry is shown: each step keeps the day it was done and the day it was recorded."""

from datetime import date, timedelta

import pytest

from county_desk.models.notice import Notice
from county_desk.tables.cases.case_detail import case_detail
from county_desk.tables.cases.case_list import LISTING
from county_desk.tables.listing import one
from county_desk.text import language
from county_desk.workflow.audit import verify
from county_desk.workflow.cases.announcement import Announce
from county_desk.workflow.cases.disclosure import OpenDisclosure
from county_desk.workflow.cases.steps import RecordAssembly
from county_desk.workflow.gate.proposals import PutInForce
from tests.build import (
    DAY,
    TOWNSHIP,
    VILLAGE,
    a_household,
    a_visit,
    last_disclosure,
    refusal,
    settled,
    states,
    walk,
)

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
        "late_reason": "2016-10-10 was 11 days ago; past 10 days write the reason, "
        "and a second person confirms it"
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
        "": "赵敏 proposed this; another person puts it in force"
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
