"""“No” is an outcome of every step that can say it; the applicant is answered and may dispute it."""

from datetime import date, timedelta

import pytest

from county_desk.models.household import Household
from county_desk.models.notice import Notice
from county_desk.models.notice_facts import NoticeFacts
from county_desk.reports.notice import WORDINGS
from county_desk.reports.wording import speak
from county_desk.text import language
from county_desk.workflow.audit import verify
from county_desk.workflow.cases.answering import AnswerApplicant, Reexamine
from county_desk.workflow.cases.steps import RecordAssembly, RecordComparison, RecordConsent, RecordReview
from county_desk.workflow.cases.take_back import TakeBackStep
from tests.build import (
    CLERK,
    DAY,
    REVIEWER,
    TOWNSHIP,
    VILLAGE,
    a_household,
    a_registered_household,
    a_visit,
    an_exit,
    an_id_number,
    joining,
    refusal,
    states,
    steps_of,
    walk,
)

MET = date(2016, 10, 10)


def outvoted(*cases):
    return RecordAssembly(cases=cases, done_on=MET, due=36, present=31, in_favour=10)


@pytest.fixture
def refused(office):
    """A registration that the meeting voted down."""
    case = a_household(office)
    office.at(MET, VILLAGE).do(outvoted(case))
    return case


def test_a_failed_vote_ends_the_case_with_its_figures(office):
    case = a_household(office)
    (said,) = office.at(MET, VILLAGE).effects([outvoted(case)])
    assert said == (
        "Not passed: 10 of 31 were in favour; more than 1/2 is needed. The case ends (张大有); "
        "the applicant is answered in a notice."
    )
    change = office.at(MET, VILLAGE).do(outvoted(case))
    assert states(office, case) == [("refused", "village_review")]
    last = steps_of(office, case)[-1]
    assert (last.outcome, last.facts) == ("not_passed", {"due": 36, "present": 31, "in_favour": 10})
    office.at(MET, VILLAGE).do(TakeBackStep(cases=(case,), reason="票数录错"))
    assert states(office, case) == [("open", "village_review")]
    assert change.summary.endswith("not passed: 张大有")
    assert office.read(verify).ok


def test_a_visit_a_review_and_a_comparison_can_say_no(office):
    against = "有经营实体"
    seen = a_household(office)
    walk(office, (seen,), "verification")
    office.at(MET).do(a_visit((seen,), MET, against=against))
    reviewed = a_household(office, "王秀田", serial=2)
    day = walk(office, (reviewed,), "township_review") + DAY
    review = RecordReview(cases=(reviewed,), done_on=day, opinion="不同意", checked=1, against=against)
    office.at(day, TOWNSHIP).do(review)
    compared = a_household(office, "李有田", serial=3, received_on=date(2017, 3, 1))
    day = walk(office, (compared,), "comparison") + DAY
    comparison = {"cases": (compared,), "done_on": day, "departments": "市场监管局", "hits": 1}
    assert "hits" in refusal(office.at(day), RecordComparison(**comparison))
    office.at(day).do(RecordComparison(**comparison, against=against))
    for case in (seen, reviewed, compared):
        assert states(office, case)[0][0] == "refused"
        assert steps_of(office, case)[-1].opinion == against


def test_a_household_refuses_its_exit_with_a_reason(office):
    household = a_registered_household(office)
    case = an_exit(office, household, received_on=date(2017, 5, 10))
    day = walk(office, (case,), "consent") + DAY
    office.at(day).do(RecordConsent(cases=(case,), done_on=day, against="户主不同意退出"))
    assert states(office, case) == [("refused", "consent")]


def test_a_consent_is_signed_by_an_adult_member_or_a_representative(office):
    household = a_registered_household(office)
    child = {"name": "张小有", "relation": "之子", "id_number": an_id_number(3, "20120901")}
    office.at(date(2017, 5, 10)).do(joining(household, date(2017, 5, 10), **child))
    case = an_exit(office, household, received_on=date(2017, 5, 10))
    day = walk(office, (case,), "consent") + DAY
    consent = {"cases": (case,), "done_on": day}
    assert refusal(office.at(day), RecordConsent(**consent, signed_by="张小有")) == {
        "signed_by": "张小有 was born on 2012-09-01 and is not of age; an adult signs, or a representative"
    }
    related = {"signed_by": "王秀田", "relation": "妹妹"}
    assert refusal(office.at(day), RecordConsent(**consent, **related)) == {
        "representing": "Write why a representative signs"
    }
    office.at(day).do(RecordConsent(**consent, **related, representing="户主外出务工，电话委托"))
    assert states(office, case) == [("open", "disclosure")]


def test_where_no_member_is_on_record_the_household_is_signed_for_by_its_head(office):
    household = a_registered_household(office)
    case = an_exit(office, household, received_on=date(2017, 5, 10))
    day = walk(office, (case,), "consent") + DAY
    with office.sessions.begin() as session:  # as a ledger without members leaves it
        for member in session.get_one(Household, household).members:
            member.withdrawn_on = day
    consent = {"cases": (case,), "done_on": day}
    assert refusal(office.at(day), RecordConsent(**consent, signed_by="王秀田")) == {
        "relation": "王秀田 is not a member of the household of 张大有; a representative states the relation"
    }
    office.at(day).do(RecordConsent(**consent, signed_by="张大有"))


def test_the_applicant_is_answered_in_a_notice(office, refused):
    answer = AnswerApplicant(case=refused)
    number = office.at(MET + DAY, VILLAGE).do(answer).id
    notice = office.read(lambda session: session.get_one(Notice, number))
    assert (notice.kind, notice.issued_on) == ("household_answer", MET + DAY)
    facts = NoticeFacts.from_plain(notice.facts)
    with language("zh"):
        said = speak(facts, WORDINGS[facts.kind])
    assert "理由：10 of 31 were in favour; more than 1/2 is needed。" in said.body
    assert "7" in said.channel[0], "within how many days it can be disputed"
    assert refusal(office.at(MET + DAY, VILLAGE), answer) == {
        "": f"Case {refused} was answered on 2016-10-11"
    }
    assert states(office, refused) == [("refused", "village_review")]


def test_a_re_examination_is_opened_by_another_person_and_walks_again(office, refused):
    day = MET + DAY
    again = Reexamine(case=refused, asked_on=day, reason="参会人数统计有误")
    assert refusal(office.at(day, TOWNSHIP), again) == {
        "": f"Case {refused} is not answered yet; answer the applicant first"
    }
    office.at(day, VILLAGE).do(AnswerApplicant(case=refused))
    office.at(day, TOWNSHIP).do(again)
    assert states(office, refused) == [("open", "village_review")]
    assert refusal(office.at(day, VILLAGE), AnswerApplicant(case=refused)) == {
        "": f"Case {refused} (张大有) did not end with “no”"
    }
    walk(office, (refused,))
    assert states(office, refused) == [("done", "announcement")]
    assert office.read(verify).ok


def test_who_said_no_does_not_open_the_re_examination(office):
    case, day = a_household(office), MET + DAY
    office.at(MET, TOWNSHIP).do(outvoted(case))
    office.at(day, VILLAGE).do(AnswerApplicant(case=case))
    again = Reexamine(case=case, asked_on=day, reason="参会人数统计有误")
    assert refusal(office.at(day, TOWNSHIP), again) == {
        "": "赵敏 said “no” to this case; another person opens the re-examination"
    }


def test_a_late_request_is_heard_and_shown_as_late(office, refused):
    day = MET + DAY
    office.at(day, VILLAGE).do(AnswerApplicant(case=refused))
    asked = day + timedelta(days=10)
    change = office.at(asked, REVIEWER).do(Reexamine(case=refused, asked_on=asked, reason="新情况"))
    assert "late request" in change.summary
    assert steps_of(office, refused)[-1].facts == {"asked_on": "2016-10-21", "late": 3}


def test_a_case_that_did_not_end_with_no_is_not_answered(office):
    case = a_household(office)
    assert refusal(office.at(MET, CLERK), AnswerApplicant(case=case)) == {
        "": f"Case {case} (张大有) did not end with “no”"
    }
