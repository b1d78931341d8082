"""Late entry is shown: each step keeps the day it was done and the day it was recorded."""

from datetime import date, timedelta

import pytest

from county_desk.models.notice import Notice
from county_desk.tables.cases.case_detail import case_detail
from county_desk.tables.cases.case_list import LISTING
from county_desk.tables.cases.queue_words import QueueTask
from county_desk.tables.listing import one
from county_desk.text import language
from county_desk.workflow.audit import verify
from county_desk.workflow.cases.announcement import Announce
from county_desk.workflow.cases.confirm_late import ConfirmLate
from county_desk.workflow.cases.disclosure import OpenDisclosure
from county_desk.workflow.cases.next_steps import queue
from county_desk.workflow.cases.steps import RecordAssembly
from tests.build import (
    CLERK,
    DAY,
    TOWNSHIP,
    VILLAGE,
    a_household,
    a_visit,
    last_disclosure,
    refusal,
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
    """A case whose meeting was recorded eleven days later by the village."""
    case = a_household(office)
    office.at(RECORDED, VILLAGE).do(a_meeting(case, reason=REASON))
    return case


def tasks(office, name):
    rows = office.at(RECORDED, name).read(lambda session: list(session.execute(queue_of(office, name))))
    return {(row.record, row.task) for row in rows}


def queue_of(office, name):
    return queue(office.at(RECORDED, name)).source()


def test_past_the_days_of_the_county_an_entry_wants_a_reason(office):
    case = a_household(office)
    assert office.at(RECORDED - DAY, VILLAGE).problems(a_meeting(case)) == {}
    assert refusal(office.at(RECORDED, VILLAGE), a_meeting(case)) == {
        "late_reason": "2016-10-10 was 11 days ago; past 10 days write the reason, "
        "and a second person confirms it"
    }


def test_a_second_person_confirms_before_the_case_goes_on(office, late):
    visit = a_visit((late,), RECORDED)
    waits = (
        f"Case {late} (张大有): the step of 2016-10-10 was recorded 11 days late; "
        "a second person confirms that first"
    )
    assert refusal(office.at(RECORDED), visit) == {"": waits}
    office.at(RECORDED, TOWNSHIP).do(ConfirmLate(cases=(late,)))
    office.at(RECORDED).do(visit)
    assert office.read(verify).ok
    assert refusal(office.at(RECORDED, TOWNSHIP), ConfirmLate(cases=(late,))) == {
        "": f"No late entry of case {late} (张大有) waits for confirmation"
    }


def test_nobody_confirms_the_own_late_entry(office):
    case = a_household(office)
    office.at(RECORDED, TOWNSHIP).do(a_meeting(case, reason=REASON))
    assert refusal(office.at(RECORDED, TOWNSHIP), ConfirmLate(cases=(case,))) == {
        "": f"赵敏 recorded the late entry of case {case}; a second person confirms it"
    }


def test_the_list_the_strip_and_the_queue_show_it(office, late):
    row = office.read(lambda session: one(session, LISTING, late))
    assert (row.late, row.unconfirmed) == (11, 1)
    step = office.read(lambda session: case_detail(session, late)).last
    assert step.recording == f"late entry of 2016-10-21: {REASON}, not confirmed yet"
    assert (late, QueueTask.CONFIRM) in tasks(office, TOWNSHIP)
    assert late not in {record for record, _task in tasks(office, CLERK)}
    office.at(RECORDED, TOWNSHIP).do(ConfirmLate(cases=(late,)))
    step = office.read(lambda session: case_detail(session, late)).last
    with language("zh"):
        assert step.recording == f"2016-10-21补录：{REASON}，赵敏已确认"
    assert (late, "visit") in tasks(office, CLERK)


def test_a_paper_says_how_many_steps_were_recorded_late(office, late):
    office.at(RECORDED, TOWNSHIP).do(ConfirmLate(cases=(late,)))
    office.at(RECORDED).do(a_visit((late,), RECORDED))
    office.at(RECORDED).do(OpenDisclosure(cases=(late,), opened_on=RECORDED))
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
