"""A void notice has an effect: its list is suspended, its announcement is made again or taken back."""

from datetime import date

import pytest
from sqlalchemy import select, update

from county_desk.models.case import CaseStep
from county_desk.models.disclosure import Channel, DisclosureOutcome, ObjectionFinding
from county_desk.models.exit import Exit
from county_desk.models.household import Household, Standing
from county_desk.models.notice import Notice
from county_desk.models.user import User
from county_desk.tables.county import county_of
from county_desk.tables.listing import page
from county_desk.tables.period import Period
from county_desk.tables.presence import presences
from county_desk.tables.returns.movement import movement_page
from county_desk.workflow.audit import verify
from county_desk.workflow.cases.announcement import Announce
from county_desk.workflow.cases.desk_case import work_of
from county_desk.workflow.cases.disclosure import CloseDisclosure, OpenDisclosure, ReopenDisclosure
from county_desk.workflow.cases.filing import OpenCase
from county_desk.workflow.cases.next_steps import plan
from county_desk.workflow.cases.objections import RecordObjection, SettleObjection
from county_desk.workflow.cases.papers import Follows, VoidNotice
from county_desk.workflow.cases.take_back import ReturnCase, TakeBackStep, WithdrawCase
from county_desk.workflow.registry import AddMember
from tests.build import (
    CLERK,
    DAY,
    ELSEWHERE,
    REVIEWER,
    TOWNSHIP,
    VILLAGE,
    a_household,
    a_registered_household,
    an_exit,
    an_id_number,
    case_of,
    household_of,
    joining,
    last_disclosure,
    post,
    refusal,
    states,
    steps_of,
    two_households,
    walk,
)
from tests.plans import MINE
from tests.second_person import settled

POSTED, ENDS = date(2016, 10, 12), date(2016, 10, 18)
FOUND = date(2016, 10, 14)
CHILD = {"name": "张小妹", "relation": "之女", "id_number": an_id_number(77, "20100312")}


@pytest.fixture
def cases(office):
    """Two households whose first list hangs."""
    cases = two_households(office)
    walk(office, cases, to="first_disclosure")
    post(office, cases, POSTED)
    return cases


def void(number=1, reason="人数有误", **about):
    """Declare a notice void."""
    return VoidNotice(notice=number, reason=reason, **about)


def back(office, day, notice):
    """Take an announcement back, with a second person."""
    return settled(office, office.at(day).do(void(notice, follows=Follows.BACK)), day)


def notice_of(office, number):
    """A notice as it stands."""
    return office.read(lambda session: session.get_one(Notice, number))


def registered_anew(office, period):
    """How many households of the first village return R6 counts as newly registered."""
    wanted = Period.read(period)
    found = office.read(lambda session: movement_page(session, county_of(session, wanted.last), wanted))
    return found.lines[0].row.new_households


def exits(office):
    """The exits that count, by case."""
    wanted = select(Exit.case_id).where(Exit.withdrawn_on.is_(None))
    return office.read(lambda session: list(session.scalars(wanted)))


def test_a_void_notice_suspends_its_list_until_it_is_posted_again(office, cases):
    change = office.at(FOUND).do(void())
    number = notice_of(office, 1).number
    assert change.summary == (
        f"Notice {number} declared void: 人数有误; waiting to be posted again, with a "
        "new number and a new period: 张大有 and others, 2 in all"
    )
    posted = last_disclosure(office)
    assert (posted.outcome, posted.closed_on) == (DisclosureOutcome.SUSPENDED, FOUND)
    assert states(office, *cases) == [("open", "first_disclosure")] * 2
    assert [step.outcome.value for step in steps_of(office, cases[0])][-1] == "suspended"
    again = "This disclosure was suspended on 2016-10-14: notice void; its list is posted anew"
    closing = CloseDisclosure(disclosure=1, closed_on=ENDS + DAY)
    assert refusal(office.at(ENDS + DAY), closing) == {"": again}
    assert refusal(office.at(ENDS), ReopenDisclosure(disclosure=1, reason="误操作")) == {"": again}
    post(office, cases, FOUND)
    reposted = last_disclosure(office)
    assert (reposted.id, reposted.last_day) == (2, date(2016, 10, 20))
    assert notice_of(office, reposted.notice_id).serial == 2
    office.at(date(2016, 10, 21)).do(CloseDisclosure(disclosure=2, closed_on=date(2016, 10, 21)))
    assert states(office, *cases) == [("open", "township_review")] * 2
    assert office.read(verify).ok


def test_a_list_posted_again_begins_no_earlier_than_the_day_its_notice_became_void(office, cases):
    office.at(FOUND).do(void())
    early = OpenDisclosure(cases=cases, opened_on=FOUND - DAY)
    assert "2016-10-14" in refusal(office.at(FOUND), early)["opened_on"]


def test_a_list_posted_again_counts_the_household_as_it_is_now(office, cases):
    office.at(FOUND).do(void())
    household = case_of(office, cases[0]).household_id
    office.at(FOUND).do(AddMember(household=household, **CHILD))
    post(office, cases, FOUND)
    assert [row["persons"] for row in notice_of(office, 2).facts["rows"]] == [2, 1]
    assert last_disclosure(office).id == 2


def test_a_suspended_case_waits_in_the_queue_for_a_new_list(office, cases):
    office.at(FOUND).do(void())
    desk = office.at(FOUND, VILLAGE)
    rows = desk.read(page, plan(desk), MINE)
    assert {(row.task, row.urgency.value) for row in rows} == {("disclosure", "suspended")}


def test_a_suspension_cannot_be_taken_back_but_a_suspended_case_can_be_withdrawn(office, cases):
    office.at(FOUND).do(void())
    taking = TakeBackStep(cases=cases[:1], reason="误操作")
    assert "is on record and cannot be taken back" in refusal(office.at(FOUND), taking)[""]
    office.at(FOUND).do(WithdrawCase(cases=cases[:1], reason="本人撤回"))
    assert states(office, *cases) == [("withdrawn", "first_disclosure"), ("open", "first_disclosure")]


def test_an_open_objection_is_settled_before_the_suspended_list_is_posted_again(office, cases):
    objection = RecordObjection(
        disclosure=1, received_on=FOUND, channel=Channel.LETTER, words="家有小汽车", case=cases[0]
    )
    office.at(FOUND).do(objection)
    office.at(FOUND).do(void())
    words = "1 objection to the suspended list is open; settle it before the list is posted again"
    assert refusal(office.at(FOUND), OpenDisclosure(cases=cases, opened_on=FOUND)) == {"": words}
    post(office, cases[1:], FOUND)


def test_a_notice_that_an_older_program_let_hang_void_can_be_declared_void_once_more(office, cases):
    with office.sessions.begin() as session:
        session.get_one(Notice, 1).voided_on = POSTED
    closing = CloseDisclosure(disclosure=1, closed_on=ENDS + DAY)
    assert (
        "is void since 2016-10-12; declare it void once more" in refusal(office.at(ENDS + DAY), closing)[""]
    )
    office.at(ENDS + DAY).do(void())
    assert last_disclosure(office).outcome is DisclosureOutcome.SUSPENDED
    assert notice_of(office, 1).voided_on == POSTED
    assert refusal(office.at(ENDS + DAY), void()) == {"": "This notice is void since 2016-10-12"}


def test_cases_that_went_on_from_a_list_stop_with_its_notice(office, cases):
    day = ENDS + DAY
    office.at(day).do(CloseDisclosure(disclosure=1, closed_on=day))
    walk(office, cases, to="second_disclosure")
    late = date(2016, 11, 1)
    office.at(late, TOWNSHIP).do(ReturnCase(cases=cases[:1], returned_on=late, reason="重新公示"))
    change = office.at(late).do(void())
    assert "posted again, with a new number and a new period: 王秀田" in change.summary
    assert "unchanged: 张大有 (it was sent back from this list before)" in change.summary
    assert states(office, *cases) == [("open", "village_review"), ("open", "first_disclosure")]
    assert office.read(verify).ok


def test_a_closed_list_from_which_nothing_followed_is_suspended_with_its_notice(office, cases):
    day = ENDS + DAY
    office.at(day).do(CloseDisclosure(disclosure=1, closed_on=day))
    office.at(day).do(void())
    assert states(office, *cases) == [("open", "first_disclosure")] * 2
    assert last_disclosure(office).outcome is DisclosureOutcome.SUSPENDED
    post(office, cases, day)
    assert office.read(verify).ok


def test_approved_cases_stop_with_the_notice_of_their_list_once_a_second_person_says_so(office, cases):
    office.at(ENDS + DAY).do(CloseDisclosure(disclosure=1, closed_on=ENDS + DAY))
    day = walk(office, cases, to="announcement")
    (said,) = office.at(day).effects((void(),))
    assert "posted again, with a new number and a new period: 张大有 and others, 2 in all" in said
    assert "It takes a decision back. It counts once another person puts it in force: Reviewer." in said
    proposed = office.at(day).do(void())
    assert states(office, *cases) == [("approved", "announcement")] * 2
    settled(office, proposed, day)
    assert states(office, *cases) == [("open", "first_disclosure")] * 2
    assert office.read(verify).ok


def test_an_announced_result_is_re_examined_when_the_notice_of_its_list_is_void(office):
    case = a_household(office)
    day = walk(office, (case,)) + 30 * DAY
    change = office.at(day).do(void())
    assert change.summary.endswith("announced already and re-examined: 张大有")
    assert states(office, case) == [("done", "announcement")]
    assert notice_of(office, 1).voided_on == day


@pytest.fixture
def announced(office):
    """A household whose registration was announced by the county, and the day of it."""
    case = a_household(office, "李四", serial=9)
    day = walk(office, (case,))
    return case, steps_of(office, case)[-1].notice_id, day


def test_a_township_clerk_does_not_declare_a_notice_of_the_county_void(office, announced):
    _case, notice, day = announced
    asked = void(notice, follows=Follows.BACK)
    assert "acts only for 城关镇" in refusal(office.at(day, TOWNSHIP), asked)[""]
    number = notice_of(office, notice).number
    with office.sessions.begin() as session:
        session.execute(update(User).where(User.name == "赵敏").values(place_id=None))
    assert refusal(office.at(day, TOWNSHIP), asked) == {
        "": f"“{number}” is for the County; 赵敏 is Township clerk"
    }


def test_a_village_clerk_does_not_declare_a_notice_of_the_township_void(office):
    case = a_household(office)
    day = walk(office, (case,), to="second_disclosure")
    post(office, (case,), day)
    number = last_disclosure(office).notice_id
    assert "acts only for 大河村" in refusal(office.at(day, VILLAGE), void(number))[""]
    assert "acts only for 青山镇" in refusal(office.at(day, ELSEWHERE), void(number))[""]
    office.at(day, TOWNSHIP).do(void(number))


def test_voiding_an_announcement_asks_what_follows(office, announced):
    case, notice, day = announced
    words = "Choose: announce again, or take the announcement back"
    assert refusal(office.at(day), void(notice)) == {"follows": words}
    assert household_of(office, case_of(office, case).household_id).standing is Standing.REGISTERED
    first = void(1, follows=Follows.AGAIN)
    assert refusal(office.at(day), first) == {"follows": "This is no announcement; leave it blank"}


def test_an_announcement_made_again_has_a_corrected_notice_and_keeps_its_day(office, announced):
    case, notice, day = announced
    household = case_of(office, case).household_id
    office.at(day).do(joining(household, day, **CHILD))
    later = day + 8 * DAY
    change = office.at(later).do(void(notice, follows=Follows.AGAIN))
    step = steps_of(office, case)[-1]
    corrected = notice_of(office, step.notice_id)
    assert (step.done_on, corrected.issued_on) == (day, later)
    assert [row["persons"] for row in corrected.facts["rows"]] == [2]
    assert change.summary.endswith(f"announced again: {corrected.number}")
    assert notice_of(office, notice).voided_on == later
    assert states(office, case) == [("done", "announcement")]
    assert household_of(office, household).registered_on == day
    assert refusal(office.at(later), void(notice, follows=Follows.AGAIN)) == {
        "": f"This notice is void since {later}"
    }
    assert office.read(verify).ok


def test_a_registration_taken_back_counts_nowhere_and_can_be_announced_again(office, announced):
    case, notice, day = announced
    household = case_of(office, case).household_id
    later = day + 8 * DAY
    back(office, later, notice)
    assert states(office, case) == [("approved", "announcement")]
    taken = household_of(office, household)
    assert (taken.standing, taken.registered_on, taken.identified) == (Standing.APPLICANT, None, "")
    assert office.read(presences) == []
    assert registered_anew(office, "2016") == 0
    desk = office.at(later)
    assert [(row.task, row.urgency.value) for row in desk.read(page, plan(desk), MINE)] == [
        ("announcement", "suspended")
    ]
    early = Announce(cases=(case,), announced_on=later - DAY)
    assert "announced_on" in refusal(desk, early)
    desk.do(Announce(cases=(case,), announced_on=later))
    (there,) = office.read(presences)
    assert [passage.day for passage in there.passages] == [later]
    assert registered_anew(office, "2016") == 1
    assert household_of(office, household).registered_on == later
    assert office.read(verify).ok


@pytest.mark.parametrize(("identified", "left"), [("2016", ""), ("2014", "2014")])
def test_an_announcement_of_an_older_program_gives_back_the_year_that_it_gave(
    office, announced, identified, left
):
    case, notice, day = announced
    household = case_of(office, case).household_id
    with office.sessions.begin() as session:  # it kept no values from before
        session.execute(update(CaseStep).where(CaseStep.notice_id == notice).values(facts={}))
        session.get_one(Household, household).identified = identified
    back(office, day, notice)
    assert household_of(office, household).identified == left


def test_an_exit_taken_back_is_withdrawn_and_not_deleted(office):
    household = a_registered_household(office)
    case = an_exit(office, household, received_on=date(2017, 3, 1))
    day = walk(office, (case,))
    assert exits(office) == [case]
    notice = steps_of(office, case)[-1].notice_id
    back(office, day, notice)
    stood = household_of(office, household)
    assert (stood.standing, stood.exited_on, stood.grace_until) == (Standing.REGISTERED, None, None)
    assert stood.registered_on is not None
    assert exits(office) == []
    assert office.read(lambda session: session.scalars(select(Exit)).one()).withdrawn_on == day
    office.at(day).do(Announce(cases=(case,), announced_on=day))
    assert exits(office) == [case]
    assert household_of(office, household).standing is Standing.EXITED
    assert office.read(verify).ok


def test_a_registration_on_which_an_exit_rests_is_not_taken_back(office, announced):
    case, notice, day = announced
    household = case_of(office, case).household_id
    exit_case = an_exit(office, household, received_on=day + 30 * DAY)
    late = day + 31 * DAY
    assert refusal(office.at(late), void(notice, follows=Follows.BACK)) == {
        "follows": f"Case {exit_case} of 李四 was opened after this announcement; "
        "withdraw it first, or announce again"
    }
    office.at(late).do(WithdrawCase(cases=(exit_case,), reason="本人撤回"))
    back(office, late, notice)
    again = OpenCase(household=household, kind="household_exit", year=2016, received_on=late)
    assert "Applicant" in refusal(office.at(late), again)["kind"]


def test_only_who_announces_takes_an_announcement_back(office, announced):
    _case, notice, day = announced
    taking = void(notice, follows=Follows.BACK)
    assert "may not open and close disclosures" in refusal(office.at(day, REVIEWER), taking)[""]
    settled(office, office.at(day, CLERK).do(taking), day)


def test_a_closed_list_of_which_every_entry_was_struck_keeps_its_outcome(office, cases):
    for case in cases:
        objection = RecordObjection(
            disclosure=1, received_on=FOUND, channel=Channel.LETTER, words="家有小汽车", case=case
        )
        number = office.at(FOUND).do(objection).id
        settling = SettleObjection(
            objection=number,
            settled_on=FOUND,
            finding=ObjectionFinding.UPHELD,
            investigators="郑宝、赵敏",
            reply="情况属实",
        )
        office.at(FOUND).do(settling)
    office.at(ENDS + DAY).do(CloseDisclosure(disclosure=1, closed_on=ENDS + DAY))
    office.at(ENDS + DAY).do(void())
    assert last_disclosure(office).outcome is DisclosureOutcome.ADJUSTED


def test_voiding_a_notice_says_beforehand_how_many_cases_it_stops(office, cases, announced):
    case, notice, day = announced
    with office.sessions() as session:
        work = work_of(office.at(day), session)
        assert void().effect(work) == (
            "waiting to be posted again, with a new number and a new period: 张大有 and others, 2 in all"
        )
        assert "the register stays as it is" in void(notice, follows=Follows.AGAIN).effect(work)
        assert "the register goes back" in void(notice, follows=Follows.BACK).effect(work)
    assert states(office, case) == [("done", "announcement")]
