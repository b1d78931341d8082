"""Posting a list: what may stand on it, how long it hangs, and how it ends."""

from datetime import date

import pytest
from sqlalchemy import select

from county_desk.models.disclosure import DisclosureOutcome
from county_desk.models.notice import Notice
from county_desk.models.place import Place
from county_desk.workflow.cases.disclosure import CloseDisclosure, OpenDisclosure, ReopenDisclosure
from county_desk.workflow.cases.postings import waiting_lists
from county_desk.workflow.cases.steps import RecordAssembly, RecordReview
from county_desk.workflow.policy.own_holidays import EnterHolidays
from tests.build import (
    CLERK,
    DAY,
    ELSEWHERE,
    TOWNSHIP,
    VILLAGE,
    a_household,
    a_registered_household,
    an_exit,
    last_disclosure,
    post,
    refusal,
    states,
    steps_of,
    two_households,
    walk,
)
from tests.refusals import outside
from tests.second_person import enter, in_force

POSTED = date(2016, 10, 12)
ENDS = date(2016, 10, 18)


@pytest.fixture
def case(office):
    """A case that waits for its first disclosure."""
    case = a_household(office)
    walk(office, (case,), to="first_disclosure")
    return case


def closing(office, on, name=CLERK):
    """Close the last disclosure on a day."""
    return office.at(on, name).do(CloseDisclosure(disclosure=last_disclosure(office).id, closed_on=on))


def close_refused(office, on, name=CLERK):
    """Why the last disclosure cannot be closed on a day."""
    return refusal(office.at(on, name), CloseDisclosure(disclosure=last_disclosure(office).id, closed_on=on))


def test_a_list_hangs_seven_days_the_day_of_posting_counted(office, case):
    change = post(office, (case,), POSTED)
    posted = last_disclosure(office)
    assert (posted.opened_on, posted.last_day, posted.days, posted.counting) == (POSTED, ENDS, 7, "inclusive")
    assert posted.reference.startswith("National documents give no number of days")
    assert change.summary == "1 case of 大河村 on disclosure until 2016-10-18"
    assert states(office, case) == [("open", "first_disclosure")]


def test_a_list_cannot_be_closed_before_its_last_day_has_ended(office, case):
    post(office, (case,), POSTED)
    assert close_refused(office, ENDS) == {
        "closed_on": "The last day of this disclosure, 2016-10-18, has not ended; "
        "it can be closed from 2016-10-19 on"
    }
    closing(office, ENDS + DAY)
    assert states(office, case) == [("open", "township_review")]


def test_a_list_cannot_be_closed_in_advance(office, case):
    post(office, (case,), POSTED)
    early = CloseDisclosure(disclosure=1, closed_on=ENDS + DAY)
    assert refusal(office.at(ENDS), early) == {
        "closed_on": "“Closed on” 2016-10-19 has not come yet; today is 2016-10-18"
    }


def test_a_list_is_closed_once(office, case):
    post(office, (case,), POSTED)
    closing(office, ENDS + DAY)
    assert close_refused(office, ENDS + 2 * DAY) == {"": "This disclosure was closed on 2016-10-19"}
    assert refusal(office.at(ENDS), CloseDisclosure(disclosure=77, closed_on=ENDS)) == {
        "disclosure": "There is no disclosure 77; choose it from the list"
    }


def test_a_list_to_which_nobody_objects_says_so(office, case):
    post(office, (case,), POSTED)
    change = closing(office, ENDS + DAY)
    closed = last_disclosure(office)
    assert (closed.outcome, closed.closed_on) == (DisclosureOutcome.UNOPPOSED, ENDS + DAY)
    assert change.summary == "Disclosure in 大河村 closed: No objection; 1 of 1 go on"


def test_the_county_can_set_other_days_and_another_way_of_counting(office, case):
    own = {"since": date(2016, 10, 1), "reference": "青办发〔2016〕7号"}
    for name, value in (("household_disclosure_days_first", "5"), ("counting_mode", "working")):
        enter(office, date(2016, 10, 9), name=name, value=value, **own)
    post(office, (case,), POSTED)
    posted = last_disclosure(office)
    assert (posted.days, posted.reference) == (5, "青办发〔2016〕7号")
    assert (posted.counting, posted.last_day) == ("working", date(2016, 10, 19))


def test_seven_calendar_days_reach_into_a_year_without_holidays(office):
    case = a_household(office, received_on=date(2020, 12, 1))
    walk(office, (case,), to="first_disclosure")
    post(office, (case,), date(2026, 12, 26))
    assert last_disclosure(office).last_day == date(2027, 1, 1)


def test_working_days_wait_for_the_holidays_that_the_administrator_enters(office):
    case = a_household(office, received_on=date(2020, 12, 1))
    walk(office, (case,), to="first_disclosure")
    own = {"since": date(2026, 1, 1), "reference": "青办发〔2026〕1号"}
    enter(office, date(2026, 12, 26), name="counting_mode", value="working", **own)
    late = OpenDisclosure(cases=(case,), opened_on=date(2026, 12, 26))
    words = refusal(office.at(date(2026, 12, 26)), late)["opened_on"]
    assert "2027" in words
    assert "EnterHolidays" in words
    holidays = {"holidays": "元旦 1月1日至3日", "reference": "国办发明电〔2026〕9号"}
    in_force(office, EnterHolidays(year=2027, **holidays), date(2026, 12, 26))
    post(office, (case,), date(2026, 12, 26))
    assert last_disclosure(office).last_day == date(2027, 1, 6)


def test_a_case_stands_on_one_list_at_a_time(office, case):
    post(office, (case,), POSTED)
    assert refusal(office.at(POSTED), OpenDisclosure(cases=(case,), opened_on=POSTED)) == {
        "": f"Case {case} (张大有) is already on disclosure"
    }


def test_each_place_has_a_list_of_its_own(office):
    here, there = a_household(office), a_household(office, "王秀田", serial=2, village="柳湾村")
    day = max(walk(office, (case,), to="first_disclosure") for case in (here, there))
    both = OpenDisclosure(cases=(here, there), opened_on=day)
    assert refusal(office.at(day), both) == {
        "": f"Case {there} (王秀田) is not of 大河村; each place has a list of its own"
    }


def test_the_township_posts_one_list_of_all_its_villages_in_guizhou(guizhou):
    received_on = date(2016, 11, 8)
    here = a_household(guizhou, received_on=received_on)
    there = a_household(guizhou, "王秀田", serial=2, village="柳湾村", received_on=received_on)
    for case in (here, there):
        walk(guizhou, (case,), to="township_disclosure")
    post(guizhou, (here, there), date(2016, 12, 1))
    assert last_disclosure(guizhou).place_id == guizhou.place("城关镇")


def test_a_list_is_of_one_year_and_one_step(office, case):
    other = a_household(office, "王秀田", serial=2, received_on=date(2015, 10, 8))
    walk(office, (other,), to="first_disclosure")
    assert refusal(office.at(POSTED), OpenDisclosure(cases=(case, other), opened_on=POSTED)) == {
        "": f"Case {other} (王秀田) is at another step or of another year"
    }


def test_a_list_freezes_what_it_posted(office):
    cases = two_households(office, group_name="一组")
    walk(office, cases, to="first_disclosure")
    post(office, cases, POSTED)
    with office.sessions() as session:
        notice = session.scalars(select(Notice)).one()
        entries = session.merge(last_disclosure(office)).entries
        shown = [(entry.position, entry.subject, entry.group_name, entry.persons) for entry in entries]
    assert shown == [(1, "张大有", "一组", 1), (2, "王秀田", "一组", 1)]
    assert notice.facts["issued_on"] == "2016-10-12"
    assert (notice.facts["first_day"], notice.facts["last_day"]) == ("2016-10-12", "2016-10-18")
    assert [row["name"] for row in notice.facts["rows"]] == ["张大有", "王秀田"]
    assert notice.facts["rehearsal"] is True


def test_a_notice_names_a_telephone(office, case):
    with office.sessions.begin() as session:
        for place in session.scalars(select(Place)):
            place.telephone = ""
    assert refusal(office.at(POSTED), OpenDisclosure(cases=(case,), opened_on=POSTED)) == {
        "telephone": "A notice names a telephone for objections; none is recorded for this place"
    }
    office.at(POSTED).do(OpenDisclosure(cases=(case,), opened_on=POSTED, telephone="0000-1234599"))
    contacts = office.read(lambda session: session.scalars(select(Notice)).one().facts["contacts"])
    assert [contact["telephone"] for contact in contacts] == ["0000-1234599"]


def facts(office):
    """What the last notice says."""
    newest = select(Notice).order_by(Notice.id.desc()).limit(1)
    return office.read(lambda session: session.scalars(newest).one().facts)


def test_the_telephone_of_a_list_is_that_of_the_office_that_posts_it(office):
    case = a_household(office)
    day = walk(office, (case,), to="second_disclosure")
    office.at(day).do(OpenDisclosure(cases=(case,), opened_on=day, telephone="0000-1234577"))
    village, township, _county = facts(office)["contacts"]
    assert (township["office"], township["telephone"]) == ("城关镇人民政府", "0000-1234577")
    assert village["telephone"] != "0000-1234577"


def test_a_waiting_list_knows_whose_boards_it_hangs_on_and_who_posts_it(office):
    case = a_household(office)
    day = walk(office, (case,), to="second_disclosure")
    (waiting,) = office.at(day).read(waiting_lists, office.policy.procedures)
    assert (waiting.board, waiting.cases) == ("大河村", (case,))
    assert waiting.issuer_id == office.place("城关镇")


def test_a_notice_claims_the_votes_of_a_meeting_only_when_all_were_reviewed_there(office):
    one, other = two_households(office)
    walk(office, (one, other), to="first_disclosure")
    alone = a_household(office, "陈阿水", serial=3)
    walk(office, (alone,), to="village_review")
    office.at(POSTED).do(RecordAssembly(cases=(alone,), done_on=POSTED, due=30, present=25, in_favour=20))
    walk(office, (alone,), to="first_disclosure")
    day = POSTED + 2 * DAY
    post(office, (one, other), POSTED)
    assert facts(office)["done"]["assembly_due"] == 36
    ends = last_disclosure(office).last_day + DAY
    closing(office, ends)
    third = a_household(office, "周有粮", serial=4)
    walk(office, (third,), to="first_disclosure")
    post(office, (alone, third), day)
    assert facts(office)["done"]["assembly_due"] is None


def test_a_notice_says_nothing_of_a_review_that_there_was_not(office):
    household = a_registered_household(office)
    case = an_exit(office, household, received_on=date(2017, 3, 1))
    walk(office, (case,))
    assert facts(office)["kind"] == "household_exit_announcement"
    assert facts(office)["done"]["examined"] is False


def test_a_list_of_several_villages_says_of_which_each_household_is(guizhou):
    near = a_household(guizhou, received_on=date(2017, 1, 5))
    far = a_household(guizhou, "王秀田", serial=2, village="柳湾村", received_on=date(2017, 1, 5))
    for case in (near, far):
        day = walk(guizhou, (case,), to="township_disclosure")
    post(guizhou, (near, far), day)
    assert [row["village"] for row in facts(guizhou)["rows"]] == ["大河村", "柳湾村"]


def test_a_clerk_of_another_township_neither_posts_nor_closes(office, case):
    assert refusal(office.at(POSTED, ELSEWHERE), OpenDisclosure(cases=(case,), opened_on=POSTED)) == {
        "": outside()
    }
    post(office, (case,), POSTED, VILLAGE)
    assert close_refused(office, ENDS + DAY, ELSEWHERE) == {"": outside()}
    closing(office, ENDS + DAY, VILLAGE)


def test_closing_can_be_taken_back_while_nothing_followed(office, case):
    post(office, (case,), POSTED)
    change = closing(office, ENDS + DAY)
    office.at(ENDS + DAY).do(change.undo)
    assert last_disclosure(office).closed_on is None
    assert states(office, case) == [("open", "first_disclosure")]
    assert steps_of(office, case)[-1].outcome.value == "posted"
    closing(office, ENDS + 2 * DAY)
    assert states(office, case) == [("open", "township_review")]


def test_closing_cannot_be_taken_back_after_the_next_step(office, case):
    post(office, (case,), POSTED)
    day = ENDS + DAY
    change = closing(office, day)
    office.at(day, TOWNSHIP).do(RecordReview(cases=(case,), done_on=day, opinion="同意", checked=1))
    assert refusal(office.at(day), change.undo) == {
        "": f"Case {case} (张大有) has gone on; the disclosure stays closed"
    }


def test_reopening_needs_a_closed_list_and_a_reason(office, case):
    post(office, (case,), POSTED)
    assert refusal(office.at(POSTED), ReopenDisclosure(disclosure=1, reason="误操作")) == {
        "": "This disclosure is not closed"
    }
    closing(office, ENDS + DAY)
    assert refusal(office.at(ENDS + DAY), ReopenDisclosure(disclosure=1, reason=" ")) == {
        "reason": "Give the reason"
    }
    assert refusal(office.at(ENDS + DAY, ELSEWHERE), ReopenDisclosure(disclosure=1, reason="误操作")) == {
        "": outside()
    }
