"""The county leaves: it applies, is examined and verified above, evaluated by its gates, and announced."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlalchemy import select

from county_desk.models.case import Case, CaseState
from county_desk.models.county_exit import CountyRecord, CountyStanding, EvaluationParameter, EvaluationResult
from county_desk.models.notice import Notice
from county_desk.models.register import Register
from county_desk.tables.county_exit import EVALUATION_RESULTS_LISTING
from county_desk.tables.grace import LISTING as GRACE
from county_desk.tables.grace import GraceSubject
from county_desk.tables.listing import page
from county_desk.text import CHINESE, language
from county_desk.workflow.audit import verify
from county_desk.workflow.cases.announcement import Announce
from county_desk.workflow.cases.answering import AnswerApplicant
from county_desk.workflow.cases.decision import Decide, Decision
from county_desk.workflow.cases.desk_case import case_now
from county_desk.workflow.cases.disclosure import CloseDisclosure, OpenDisclosure
from county_desk.workflow.cases.papers import Follows, VoidNotice
from county_desk.workflow.cases.steps import RecordReview
from county_desk.workflow.county_exit import OpenCountyExit, RecordEvaluation, WithdrawEvaluation, gates_of
from county_desk.workflow.registry import SetContact
from tests.build import DAY, REVIEWER, SECOND, VILLAGE, a_registered_household, last_disclosure, refusal
from tests.second_person import settled

APPLIED = date(2018, 6, 4)
LEFT = 1  # persons in the register who have not left
INCIDENCE = {"numerator": LEFT, "missed": 7, "wrong": 13, "denominator": 1000}
RATES = {
    EvaluationParameter.WRONG_EXIT: {"numerator": 1, "denominator": 200},
    EvaluationParameter.MISSED: {"numerator": 1, "denominator": 300},
    EvaluationParameter.INCIDENCE: {"numerator": LEFT, "missed": 3, "wrong": 2, "denominator": 1000},
    EvaluationParameter.APPROVAL: {"numerator": 190, "denominator": 200},
}


def a_result(parameter, *, round=1, **about):  # the word of the field
    told = {"year": 2018, "found_on": date(2018, 7, 1), "document": "国评〔2018〕1号", **RATES[parameter]}
    return RecordEvaluation(parameter=parameter, round=round, **{**told, **about})


def evaluated(office, day, **other):
    for parameter in RATES:
        about = other if parameter is EvaluationParameter.INCIDENCE else {}
        office.at(day).do(a_result(parameter, **about))


@pytest.fixture
def registered(office):
    """The household that is still registered when the county applies."""
    return a_registered_household(office)


@pytest.fixture
def opened(office, registered):
    """The case of the county, and the day after its application."""
    county = office.read(lambda session: session.get_one(Register, 1).county_id)
    contact = SetContact(place=county, contact="周平", telephone="0999-1234567", address="县政府院内")
    office.at(APPLIED).do(contact)
    case = (
        office.at(APPLIED).do(OpenCountyExit(year=2018, received_on=APPLIED, document="青政〔2018〕9号")).id
    )
    return case, APPLIED + DAY


def review(office, case, day, **about):
    told = {"opinion": "同意", "document": "上级文〔2018〕5号", **about}
    return office.at(day, REVIEWER).do(RecordReview(cases=(case,), done_on=day, **told))


def to_decision(office, case, day):
    """Walk the case to the approval by the province; returns that day."""
    review(office, case, day)
    review(office, case, day + DAY)
    day += 2 * DAY
    posting = OpenDisclosure(cases=(case,), opened_on=day, rule_reason="省级名单")
    settled(office, office.at(day).do(posting), day)
    day += 10 * DAY
    office.at(day).do(CloseDisclosure(disclosure=last_disclosure(office).id, closed_on=day))
    review(office, case, day)
    return day


def decide(case, day):
    told = {"decision": Decision.APPROVE, "checked": 1, "opinion": "批准", "document": "省政函〔2018〕77号"}
    return Decide(cases=(case,), decided_on=day, **told)


def state(office, case):
    return office.read(lambda session: session.get_one(Case, case).state)


def test_the_county_is_walked_from_its_application_to_its_grace(office, opened):
    case, day = opened
    assert (
        "its document"
        in refusal(office.at(day, REVIEWER), RecordReview(cases=(case,), done_on=day, opinion="同意"))[
            "document"
        ]
    )
    evaluated(office, date(2018, 7, 1))
    day = to_decision(office, case, day + timedelta(30))
    office.at(day, SECOND).do(decide(case, day))
    office.at(day + DAY).do(Announce(cases=(case,), announced_on=day + DAY))
    assert state(office, case) is CaseState.DONE
    (row,) = [each for each in office.at(day).read(page, GRACE) if each.who is GraceSubject.COUNTY]
    left = day + DAY
    assert (row.subject, row.exited_on, row.grace_until) == ("青岚县", left, left.replace(year=2023))
    assert row.goes_on.startswith("Responsibility, policies")
    rows = office.read(lambda session: [each.facts["rows"] for each in session.scalars(select(Notice))])
    assert [row["incidence"] for (row,) in rows if "incidence" in row] == ["0.0060", "0.0060"]
    assert (
        "The county left on"
        in refusal(office.at(left), OpenCountyExit(year=2018, received_on=left, document="再次"))[""]
    )
    assert office.read(verify).ok


def test_a_review_of_the_prefecture_is_never_said_to_be_for_a_township(office, opened):
    case, day = opened
    (blocker,) = case_now(office.at(day, VILLAGE), case).blockers
    assert blocker.reason.endswith("This is for: Reviewer.")


def test_what_the_gates_say_keeps_the_county_in(office, opened):
    case, day = opened
    evaluated(office, date(2018, 7, 1), **INCIDENCE)
    day = to_decision(office, case, day + timedelta(30))
    words = refusal(office.at(day, SECOND), decide(case, day))["decision"]
    assert "1 + 7 + 13 of 1,000" in words
    assert "2.1" in words
    with language(CHINESE):
        assert "（1＋7＋13）／1,000" in refusal(office.at(day, SECOND), decide(case, day))["decision"]


def test_an_incidence_that_the_register_contradicts_cannot_tell(office, opened):
    case, day = opened
    typed = a_result(EvaluationParameter.INCIDENCE, numerator=126, denominator=52400)
    words = (
        "by the evaluation 126 persons are registered and have not left, by the register 1 person; "
        "correct the register, or enter the next round"
    )
    assert office.at(date(2018, 7, 1)).effects((typed,)) == [words]
    evaluated(office, date(2018, 7, 1), numerator=126, denominator=52400)
    (gate,) = [each for each in gates_of(office.at(day + timedelta(60)), 2018).blockers()]
    assert (gate.outcome.value, gate.note.text()) == ("unknown", words)
    day = to_decision(office, case, day + timedelta(30))
    assert words in refusal(office.at(day, SECOND), decide(case, day))["decision"]


def test_an_incidence_cannot_be_confirmed_by_an_empty_register(office):
    evaluated(office, date(2018, 7, 1))
    (gate,) = gates_of(office.at(date(2018, 8, 1)), 2018).blockers()
    assert gate.outcome.value == "unknown"
    assert gate.note.text().startswith("the register holds no household")


def test_the_evaluation_by_the_state_comes_after_the_posting(office, opened):
    case, day = opened
    day = to_decision(office, case, day + timedelta(30))
    evaluated(office, day)
    assert office.at(day, SECOND).effects((decide(case, day),)) == []
    office.at(day, SECOND).do(decide(case, day))
    announcing = Announce(cases=(case,), announced_on=day)
    assert office.at(day).effects((announcing,)) == []
    office.at(day).do(announcing)
    assert state(office, case) is CaseState.DONE


def test_a_rate_that_the_list_showed_is_shown_to_the_decider_when_the_state_finds_another(office, opened):
    case, day = opened
    evaluated(office, date(2018, 7, 1))
    day = to_decision(office, case, day + timedelta(30))
    office.at(day).do(a_result(EvaluationParameter.APPROVAL, round=2, numerator=181, found_on=day))
    office.at(day, SECOND).do(decide(case, day))
    (told,) = office.at(day).effects((Announce(cases=(case,), announced_on=day),))
    assert "Approval of the people 95% → 90.50%" in told


def test_without_results_the_gates_cannot_tell(office, opened):
    case, day = opened
    day = to_decision(office, case, day)
    assert (
        "no result of an evaluation is entered"
        in refusal(office.at(day, SECOND), decide(case, day))["decision"]
    )


def test_the_newest_round_counts_and_a_withdrawn_one_does_not(office, registered):
    evaluated(office, date(2018, 7, 1), **INCIDENCE)
    assert gates_of(office.at(date(2018, 8, 1)), 2018).outcome.value == "not_met"
    again = office.at(date(2018, 8, 1)).do(a_result(EvaluationParameter.INCIDENCE, round=2)).id
    assert gates_of(office.at(date(2018, 8, 1)), 2018).outcome.value == "met"
    office.at(date(2018, 8, 1)).do(WithdrawEvaluation(result=again, reason="抄错"))
    assert gates_of(office.at(date(2018, 8, 1)), 2018).outcome.value == "not_met"
    rows = office.at(date(2018, 8, 1)).read(page, EVALUATION_RESULTS_LISTING)
    (row,) = [each for each in rows if each.parameter is EvaluationParameter.INCIDENCE]
    assert (row.found, row.of, str(row.rate)) == (21, 1000, "2.10")


@pytest.mark.parametrize(
    ("about", "field", "words"),
    [
        ({"round": 0}, "round", "counted from 1"),
        ({"denominator": 0}, "denominator", "more than 0"),
        ({"numerator": 201}, "numerator", "201 of 200 cannot be"),
        ({"numerator": -1}, "numerator", "not below 0"),
        ({"missed": 2}, "missed", "does not belong to this choice; leave it blank"),
        ({"document": " "}, "document", "Give the number"),
        ({"found_on": date(2026, 1, 1)}, "found_on", "2026"),
        ({"year": 2019}, "year", "is no year"),
    ],
)
def test_a_wrong_result_is_refused_in_words(office, about, field, words):
    wrong = a_result(EvaluationParameter.WRONG_EXIT, **about)
    assert words in refusal(office.at(date(2018, 7, 2)), wrong)[field]


def test_a_rate_is_given_once_a_round(office):
    office.at(date(2018, 7, 2)).do(a_result(EvaluationParameter.MISSED))
    twice = refusal(office.at(date(2018, 7, 2)), a_result(EvaluationParameter.MISSED))
    assert "has this rate already" in twice["round"]


def test_a_result_can_be_undone(office):
    done = office.at(date(2018, 7, 2)).do(a_result(EvaluationParameter.MISSED))
    office.at(date(2018, 7, 2)).do(done.undo)
    standing = select(EvaluationResult).where(EvaluationResult.withdrawn_on.is_(None))
    assert office.read(lambda session: session.scalars(standing).all()) == []


def test_no_county_applies_after_the_campaign(office, opened):
    late = OpenCountyExit(year=2021, received_on=date(2021, 3, 1), document="青政〔2021〕1号")
    assert "ended on 2020-12-31" in refusal(office.at(date(2021, 3, 1)), late)["received_on"]
    case, day = opened
    again = OpenCountyExit(year=2018, received_on=day, document="青政〔2018〕10号")
    assert f"Case {case} of the county is under way" in refusal(office.at(day), again)[""]


def test_a_county_that_is_refused_has_no_applicant_to_answer(office, opened):
    case, day = opened
    evaluated(office, date(2018, 7, 1))
    day = to_decision(office, case, day + timedelta(30))
    office.at(day, SECOND).do(replace(decide(case, day), decision=Decision.REFUSE))
    assert state(office, case) is CaseState.REFUSED
    assert "did not end with “no”" in refusal(office.at(day), AnswerApplicant(case=case))[""]


def test_a_void_announcement_takes_the_county_back(office, opened):
    case, day = opened
    evaluated(office, date(2018, 7, 1))
    day = to_decision(office, case, day + timedelta(30))
    office.at(day, SECOND).do(decide(case, day))
    office.at(day).do(Announce(cases=(case,), announced_on=day))
    notice = office.read(
        lambda session: session.scalars(select(Notice.id).order_by(Notice.id.desc())).first()
    )
    void = VoidNotice(notice=notice, reason="未获批准", follows=Follows.BACK)
    settled(office, office.at(day).do(void), day)
    record = office.read(lambda session: session.scalar(select(CountyRecord)))
    assert (record.standing, record.exited_on, record.grace_until) == (CountyStanding.POOR, None, None)
