"""What was posted is what is decided: facts are frozen with the posting, and a change is shown."""

from datetime import date
from decimal import Decimal

import pytest
from sqlalchemy import null, select, update

from county_desk.models.disclosure import Entry
from county_desk.tables.cases.evidence_lines import EvidenceVerdict
from county_desk.text import language
from county_desk.workflow.cases.announcement import Announce
from county_desk.workflow.cases.decision import Decide, Decision
from county_desk.workflow.cases.desk_case import case_now
from county_desk.workflow.cases.papers import Follows, VoidNotice
from county_desk.workflow.cases.posted import UNCHANGED
from county_desk.workflow.cases.take_back import ReturnCase
from county_desk.workflow.correcting import CorrectHousehold
from county_desk.workflow.registry import AddMember, RecordYear
from tests.build import (
    CLERK,
    DAY,
    REVIEWER,
    SECOND,
    a_household,
    a_registered_household,
    an_exit,
    an_id_number,
    case_of,
    last_disclosure,
    refusal,
    states,
    steps_of,
    walk,
)
from tests.second_person import settled

LINE = Decimal("3146.00")  # of the exits of 2016


@pytest.fixture
def case(office):
    """A registration that has been posted twice and waits for its decision."""
    number = a_household(office)
    walk(office, (number,), "county_decision")
    return number


def approval(case, day):
    return Decide(cases=(case,), decided_on=day, decision=Decision.APPROVE, checked=1, opinion="同意")


def decided_on(office):
    return last_disclosure(office).closed_on + DAY


def a_child(office, case, day):
    household = case_of(office, case).household_id
    return office.at(day).do(
        AddMember(household=household, name="张小有", relation="之子", id_number=an_id_number(77, "20120901"))
    )


def test_a_member_added_after_the_posting_asks_for_a_new_posting(office, case):
    day = decided_on(office)
    a_child(office, case, day)
    number = case_now(office.at(day, REVIEWER), case).since.number
    said = refusal(office.at(day, REVIEWER), approval(case, day))["decision"]
    assert said == (
        f"Case {case} (张大有): Changed since posting on {last_disclosure(office).opened_on} ({number}): "
        "Members 1 → 2; Listed members — → 之子 张小有; "
        "post it again"
    )


def test_a_case_that_is_posted_again_is_decided_as_it_hangs_then(office, case):
    day = decided_on(office)
    a_child(office, case, day)
    again = ReturnCase(cases=(case,), returned_on=day, reason="人口有变化", posting=True)
    office.at(day, SECOND).do(again)
    assert states(office, case) == [("open", "second_disclosure")]
    day = walk(office, (case,), "county_decision") + DAY
    assert [entry.persons for entry in office.read(entries_of_last)] == [2]
    office.at(day, REVIEWER).do(approval(case, day))
    assert states(office, case) == [("approved", "announcement")]


def entries_of_last(session):
    newest = select(Entry).order_by(Entry.id.desc()).limit(1)
    return [session.scalars(newest).one()]


def test_what_does_not_turn_the_finding_is_shown_and_not_posted_again(office, case):
    day = decided_on(office)
    household = case_of(office, case).household_id
    office.at(day).do(RecordYear(household=household, year=2016, net_income=Decimal(2100)))
    now = case_now(office.at(day, REVIEWER), case)
    changed = [line for line in now.evidence if line.verdict is EvidenceVerdict.CHANGED]
    assert [(line.item, line.claimed, line.checked) for line in changed] == [
        ("Net income a head", "Posted: 2,000 yuan", "Now: 2,100 yuan")
    ]
    assert not now.since.again
    office.at(day, REVIEWER).do(approval(case, day))
    announce = Announce(cases=(case,), announced_on=day + DAY)
    with language("zh"):
        said = office.at(day + DAY).effects([announce])[0]
    assert "2,000 元 → 2,100 元" in said


def test_a_fact_that_decides_nothing_turns_no_finding(office, case):
    day = decided_on(office)
    household = case_of(office, case).household_id
    office.at(day).do(RecordYear(household=household, year=2016, housing_grade="D"))
    since = case_now(office.at(day, REVIEWER), case).since
    assert "Hardship: dangerous housing" in since.words
    assert not since.again
    office.at(day, REVIEWER).do(approval(case, day))


def test_an_exit_is_not_made_possible_after_it_was_posted(office):
    household = a_registered_household(office)
    day = date(2017, 5, 10)
    case = an_exit(office, household, received_on=day)
    office.at(day).do(RecordYear(household=household, year=2017, net_income=Decimal("3335.00")))
    walk(office, (case,), "county_decision")
    day = decided_on(office)
    at = office.at(day, REVIEWER)
    assert "decision" in refusal(at, approval(case, day)), "not above the line"
    office.at(day, CLERK).do(RecordYear(household=household, year=2017, net_income=Decimal("3335.01")))
    assert "3,335 yuan → 3,335.01 yuan; post it again" in refusal(at, approval(case, day))["decision"]
    assert case_now(at, case).since.again
    assert case_now(at, case).may_refuse


def test_a_case_that_never_hung_is_not_returned_to_its_posting(office):
    case = a_household(office)
    day = date(2016, 10, 9)
    again = ReturnCase(cases=(case,), returned_on=day, reason="人口有变化", posting=True)
    assert refusal(office.at(day, REVIEWER), again) == {
        "posting": f"Case {case} (张大有) was not posted since it began or was sent back"
    }


def test_a_case_that_was_sent_back_rests_on_no_posting(office, case):
    day = decided_on(office)
    office.at(day, SECOND).do(ReturnCase(cases=(case,), returned_on=day, reason="补充材料"))
    a_child(office, case, day)
    assert case_now(office.at(day, REVIEWER), case).since == UNCHANGED
    again = ReturnCase(cases=(case,), returned_on=day, reason="人口有变化", posting=True)
    assert refusal(office.at(day, SECOND), again) == {
        "posting": f"Case {case} (张大有) was not posted since it began or was sent back"
    }


def test_a_posting_that_an_older_program_did_not_freeze_is_not_compared(office, case):
    with office.sessions.begin() as session:
        session.execute(update(Entry).values(frozen=null()))
    day = decided_on(office)
    a_child(office, case, day)
    assert case_now(office.at(day, REVIEWER), case).since == UNCHANGED
    office.at(day, REVIEWER).do(approval(case, day))


def test_a_corrected_name_is_posted_again(office, case):
    day = decided_on(office)
    correction = CorrectHousehold(
        household=case_of(office, case).household_id,
        reason="户口簿",
        evidence="户口簿第2页",
        group_name="二组",
    )
    office.at(day).do(correction)
    assert "Villager group — → 二组" in refusal(office.at(day, REVIEWER), approval(case, day))["decision"]


def test_a_change_is_still_shown_after_the_announcement_was_taken_back(office, case):
    walk(office, (case,))
    notice = steps_of(office, case)[-1].notice_id
    day = steps_of(office, case)[-1].done_on + DAY
    void = VoidNotice(notice=notice, reason="人数有误", follows=Follows.BACK)
    settled(office, office.at(day).do(void), day)
    assert states(office, case) == [("approved", "announcement")]
    a_child(office, case, day)
    said = office.at(day).effects([Announce(cases=(case,), announced_on=day)])[0]
    assert "Members 1 → 2" in said
