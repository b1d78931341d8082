"""An upheld objection to a whole list stops each of its cases, whatever step the case has reached."""

from datetime import date

import pytest
from sqlalchemy import select

from county_desk.models.case import Case
from county_desk.models.disclosure import Channel, Disclosure, DisclosureOutcome, ObjectionFinding
from county_desk.models.household import Standing
from county_desk.tables.cases.disclosures import LISTING
from county_desk.tables.listing import Query, page
from county_desk.workflow.audit import verify
from county_desk.workflow.cases.announcement import Announce
from county_desk.workflow.cases.decision import Decide, Decision
from county_desk.workflow.cases.disclosure import CloseDisclosure, OpenDisclosure
from county_desk.workflow.cases.objections import RecordObjection, SettleObjection
from county_desk.workflow.cases.papers import Follows, VoidNotice
from county_desk.workflow.cases.take_back import ReturnCase
from tests.build import (
    CLERK,
    DAY,
    REVIEWER,
    TOWNSHIP,
    a_household,
    a_registered_household,
    an_exit,
    household_of,
    last_disclosure,
    post,
    refusal,
    states,
    steps_of,
    two_households,
    walk,
)
from tests.second_person import settled


@pytest.fixture
def cases(office):
    """Two households that apply to be registered."""
    return two_households(office)


def complaint(office, day, disclosure=1, case=None):
    """An objection by letter, which two people find right; the settlement that waits to be done."""
    about = {"disclosure": disclosure, "case": case, "channel": Channel.LETTER, "words": "优亲厚友"}
    recorded = office.at(day).do(RecordObjection(received_on=day, **about))
    found = {"investigators": "郑宝、赵敏", "reply": "情况属实", "settled_on": day}
    return SettleObjection(objection=recorded.id, finding=ObjectionFinding.UPHELD, **found)


def upheld(office, day, disclosure=1, case=None):
    """Settle such an objection; returns the answer of the program."""
    return settled(office, office.at(day).do(complaint(office, day, disclosure, case)), day).summary


def lists(office):
    """Each list with the cases that are to be posted again."""
    rows = office.read(lambda session: page(session, LISTING, Query()))
    return {row.id: row.unposted for row in rows}


@pytest.mark.parametrize("step", ["township_review", "second_disclosure", "county_decision", "announcement"])
def test_an_objection_to_the_whole_list_stops_cases_that_went_on_from_it(office, cases, step):
    day = walk(office, cases, to=step)
    settling = complaint(office, day)
    told = office.at(day).effects((settling,))[0]
    waiting = "waiting to be posted again, with a new number and a new period: 张大有 and others, 2 in all"
    assert waiting in told
    assert waiting in settled(office, office.at(day).do(settling), day).summary
    assert states(office, *cases) == [("open", "first_disclosure")] * 2
    assert lists(office)[1] == 2
    assert office.read(verify).ok


def test_nothing_goes_on_from_a_stopped_list_before_it_is_posted_again(office, cases):
    day = walk(office, cases, to="announcement")
    upheld(office, day)
    words = "is not approved: In progress, it waits for"
    assert words in refusal(office.at(day), Announce(cases=cases, announced_on=day))[""]
    approval = Decide(cases=cases, decided_on=day, decision=Decision.APPROVE, checked=1, opinion="同意")
    assert "waits for" in refusal(office.at(day, REVIEWER), approval)[""]
    walk(office, cases)
    assert states(office, *cases) == [("done", "announcement")] * 2


def test_the_reviewer_of_a_stopped_case_can_decide_it_once_more(office, cases):
    day = walk(office, cases, to="announcement")
    upheld(office, day)
    day = walk(office, cases, to="county_decision") + DAY
    approval = Decide(cases=cases, decided_on=day, decision=Decision.APPROVE, checked=1, opinion="同意")
    office.at(day, REVIEWER).do(approval)
    assert states(office, *cases) == [("approved", "announcement")] * 2


def test_a_stopped_case_leaves_the_later_list_on_which_it_hangs(office, cases):
    day = walk(office, cases, to="second_disclosure") + DAY
    late = a_household(office, "李四", serial=9)
    walk(office, (late,), to="second_disclosure")
    day = max(day, steps_of(office, late)[-1].done_on + DAY)
    second = post(office, (*cases, late), day, TOWNSHIP).id
    upheld(office, day)
    assert states(office, *cases, late) == [
        ("open", "first_disclosure"),
        ("open", "first_disclosure"),
        ("open", "second_disclosure"),
    ]
    ends = last_disclosure(office).last_day + DAY
    closed = office.at(ends, TOWNSHIP).do(CloseDisclosure(disclosure=second, closed_on=ends))
    assert closed.summary.endswith("Objections upheld, list adjusted; 1 of 3 go on")
    assert states(office, *cases, late)[0] == ("open", "first_disclosure")


def test_a_later_list_that_keeps_no_entry_is_taken_down_with_its_notice(office, cases):
    day = walk(office, cases, to="second_disclosure") + DAY
    second = post(office, cases, day, TOWNSHIP).id
    upheld(office, day)
    posted = last_disclosure(office)
    assert (posted.id, posted.outcome) == (second, DisclosureOutcome.SUSPENDED)
    assert lists(office) == {1: 2, second: 0}
    closing = CloseDisclosure(disclosure=second, closed_on=day)
    assert "was suspended" in refusal(office.at(day, TOWNSHIP), closing)[""]


def test_a_struck_case_leaves_the_later_list_on_which_it_hangs(office, cases):
    day = walk(office, cases, to="second_disclosure") + DAY
    second = post(office, cases, day, TOWNSHIP).id
    upheld(office, day, case=cases[1])
    ends = last_disclosure(office).last_day + DAY
    office.at(ends, TOWNSHIP).do(CloseDisclosure(disclosure=second, closed_on=ends))
    assert states(office, *cases) == [("open", "county_decision"), ("struck", "second_disclosure")]


def test_an_announced_result_of_the_list_is_re_examined(office):
    case = a_household(office)
    day = walk(office, (case,)) + 30 * DAY
    settling = complaint(office, day)
    words = "announced already and re-examined: 张大有"
    assert words in office.at(day).effects((settling,))[0]
    said = office.at(day).do(settling).summary
    assert words in said
    assert "posted again" not in said
    assert states(office, case) == [("done", "announcement")]
    newest = select(Case).order_by(Case.id.desc()).limit(1)
    opened = office.read(lambda session: session.scalars(newest).one())
    assert (opened.kind, opened.received_on) == ("household_reexamination", day)
    walk(office, (opened.id,))
    assert household_of(office, opened.household_id).standing is Standing.REMOVED


def test_a_result_that_cannot_be_re_examined_says_why_it_stands(office):
    household = a_registered_household(office)
    year = date(2017, 11, 1)
    leaving = an_exit(office, household, received_on=year)
    said = upheld(office, year)
    assert f"unchanged: 张大有 (Case {leaving} of this household is under way)" in said
    day = walk(office, (leaving,)) + DAY
    said = upheld(office, day)
    assert "unchanged: 张大有 (a later result of it was announced)" in said
    later = date(2021, 3, 1)
    said = upheld(office, later, disclosure=last_disclosure(office).id)
    assert "unchanged: 张大有 (“Re-examination of an announced result” ended on 2020-12-31" in said
    assert household_of(office, household).standing is Standing.EXITED


def test_a_case_that_ended_with_no_is_left_alone(office, cases):
    day = walk(office, cases, to="county_decision") + DAY
    refusing = Decide(cases=cases[:1], decided_on=day, decision=Decision.REFUSE, opinion="证据不足")
    office.at(day, REVIEWER).do(refusing)
    said = upheld(office, day)
    assert "posted again, with a new number and a new period: 王秀田" in said
    assert "unchanged: 张大有 (Refused)" in said
    assert states(office, *cases) == [("refused", "county_decision"), ("open", "first_disclosure")]


def test_a_case_that_was_sent_back_before_does_not_rest_on_the_list(office, cases):
    day = walk(office, cases, to="county_decision") + DAY
    office.at(day, REVIEWER).do(ReturnCase(cases=cases[:1], returned_on=day, reason="补充材料"))
    said = upheld(office, day)
    assert "unchanged: 张大有 (it was sent back from this list before)" in said
    assert states(office, *cases) == [("open", "village_review"), ("open", "first_disclosure")]


def test_an_announcement_taken_back_does_not_rest_on_a_stopped_list(office):
    case = a_household(office)
    day = walk(office, (case,))
    with office.sessions.begin() as session:  # as an older program left it: stopped in words only
        first = session.scalars(select(Disclosure).order_by(Disclosure.id)).first()
        first.outcome = DisclosureOutcome.SUSPENDED
    notice = steps_of(office, case)[-1].notice_id
    void = VoidNotice(notice=notice, reason="人数有误", follows=Follows.BACK)
    settled(office, office.at(day, CLERK).do(void), day)
    assert states(office, case) == [("open", "first_disclosure")]
    post(office, (case,), day)


def test_the_objection_to_a_second_list_sends_its_cases_back_to_that_list(office, cases):
    day = walk(office, cases, to="county_decision") + DAY
    second = last_disclosure(office).id
    upheld(office, day, disclosure=second)
    assert states(office, *cases) == [("open", "second_disclosure")] * 2
    office.at(day, TOWNSHIP).do(OpenDisclosure(cases=cases, opened_on=day))
