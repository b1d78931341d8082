"""Taking back: a step by who recorded it, a case returned for changes or withdrawn by the household."""

from datetime import date
from decimal import Decimal

import pytest
from sqlalchemy import select

from county_desk.models.household import HouseholdYear
from county_desk.workflow.audit import verify
from county_desk.workflow.cases.decision import Decide, Decision
from county_desk.workflow.cases.steps import RecordAssembly
from county_desk.workflow.cases.take_back import ReturnCase, TakeBackStep, WithdrawCase
from county_desk.workflow.registry import RecordYear
from tests.build import (
    CLERK,
    DAY,
    ELSEWHERE,
    INSPECTOR,
    REVIEWER,
    TOWNSHIP,
    VILLAGE,
    a_household,
    a_visit,
    case_of,
    household_of,
    post,
    refusal,
    states,
    steps_of,
    two_households,
    walk,
)
from tests.refusals import outside

MET = date(2016, 10, 10)


def a_meeting(*cases):
    """A meeting that passes the cases."""
    return RecordAssembly(cases=cases, done_on=MET, due=36, present=31, in_favour=29)


def facts_of_year(office, case):
    """What the household's year says after a visit."""
    household = household_of(office, case_of(office, case).household_id)
    with office.sessions() as session:
        (year,) = session.merge(household).years
        return (year.enough_food, year.safe_water, year.dropouts, year.net_income)


def test_a_step_is_taken_back_by_who_recorded_it(office):
    case = a_household(office)
    change = office.at(MET, VILLAGE).do(a_meeting(case))
    assert change.undo == TakeBackStep(cases=(case,), reason="Undone")
    assert refusal(office.at(MET, CLERK), change.undo) == {
        "": f"Only who recorded the last step of case {case} can take it back"
    }
    office.at(MET, VILLAGE).do(change.undo)
    assert states(office, case) == [("open", "village_review")]
    assert [step.step for step in steps_of(office, case)] == ["application"]
    assert office.read(verify).ok


def test_taking_a_visit_back_restores_what_was_known_before(office):
    case = a_household(office, persons=3)
    office.at(MET).do(a_meeting(case))
    household = case_of(office, case).household_id
    office.at(MET).do(RecordYear(household=household, year=2016, enough_food=False, dropouts=2))
    before = facts_of_year(office, case)
    assert before == (False, None, 2, Decimal("2000.00"))
    change = office.at(MET).do(a_visit((case,), MET))
    assert facts_of_year(office, case) == (True, True, 0, Decimal("2000.00"))
    office.at(MET).do(change.undo)
    assert facts_of_year(office, case) == before


def test_a_visit_that_was_the_first_to_find_anything_leaves_no_year_behind(office):
    case = a_household(office, net_income=None)
    office.at(MET).do(a_meeting(case))
    change = office.at(MET).do(a_visit((case,), MET))
    office.at(MET).do(change.undo)
    standing = select(HouseholdYear).where(HouseholdYear.withdrawn_on.is_(None))
    assert office.read(lambda session: session.scalars(standing).all()) == []
    office.at(MET).do(a_visit((case,), MET))
    assert facts_of_year(office, case) == (True, True, 0, None)
    (again,) = office.read(lambda session: session.scalars(standing).all())
    assert (again.year, again.persons) == (2016, 1), "what is found once more counts again"
    assert office.read(verify).ok


def test_steps_are_taken_back_for_all_cases_of_one_act(office):
    cases = two_households(office)
    change = office.at(MET).do(a_meeting(*cases))
    office.at(MET).do(change.undo)
    assert states(office, *cases) == [("open", "village_review")] * 2


def test_an_application_is_withdrawn_not_taken_back(office):
    case = a_household(office)
    assert refusal(office.at(MET), TakeBackStep(cases=(case,), reason="误录")) == {
        "": f"“Passed” of case {case} is on record and cannot be taken back"
    }


def test_what_was_posted_or_decided_cannot_be_taken_back(office):
    case = a_household(office)
    day = walk(office, (case,), to="first_disclosure")
    post(office, (case,), day)
    taking = TakeBackStep(cases=(case,), reason="误操作")
    assert refusal(office.at(day), taking) == {
        "": f"“Posted” of case {case} is on record and cannot be taken back"
    }
    other = a_household(office, "王秀田", serial=2)
    day = walk(office, (other,), to="county_decision") + DAY
    approval = Decide(cases=(other,), decided_on=day, decision=Decision.APPROVE, checked=1, opinion="同意")
    office.at(day, REVIEWER).do(approval)
    assert refusal(office.at(day, REVIEWER), TakeBackStep(cases=(other,), reason="误操作")) == {
        "": f"Case {other} has no step that could be taken back"
    }


@pytest.mark.parametrize(
    ("cases", "reason", "problems"),
    [
        ((1,), " ", {"reason": "Give the reason"}),
        ((), "误录", {"cases": "Choose cases that exist"}),
        ((99,), "误录", {"cases": "There is no case record 99; choose it from the list"}),
    ],
)
def test_taking_back_names_cases_and_a_reason(office, cases, reason, problems):
    a_household(office)
    assert refusal(office.at(MET), TakeBackStep(cases=cases, reason=reason)) == problems


def test_an_inspector_takes_nothing_back(office):
    case = a_household(office)
    change = office.at(MET).do(a_meeting(case))
    assert refusal(office.at(MET, INSPECTOR), change.undo) == {
        "": f"Only who recorded the last step of case {case} can take it back"
    }


def test_a_returned_case_begins_again_after_its_application(office):
    case = a_household(office)
    day = walk(office, (case,), to="township_review") + DAY
    change = office.at(day, TOWNSHIP).do(ReturnCase(cases=(case,), returned_on=day, reason="缺少会议记录"))
    assert states(office, case) == [("open", "village_review")]
    assert change.summary == f"Case {case} (张大有) returned: 缺少会议记录"
    last = steps_of(office, case)[-1]
    assert (last.outcome.value, last.opinion, last.step) == ("returned", "缺少会议记录", "township_review")
    walk(office, (case,))
    assert states(office, case) == [("done", "announcement")]


def test_a_return_is_taken_back_like_a_step(office):
    case = a_household(office)
    day = walk(office, (case,), to="township_review") + DAY
    office.at(day, TOWNSHIP).do(ReturnCase(cases=(case,), returned_on=day, reason="缺少会议记录"))
    office.at(day, TOWNSHIP).do(TakeBackStep(cases=(case,), reason="记录已补"))
    assert states(office, case) == [("open", "township_review")]


def test_a_return_has_a_day_between_the_last_step_and_today(office):
    case = a_household(office)
    day = walk(office, (case,), to="township_review")
    late = ReturnCase(cases=(case,), returned_on=day + DAY, reason="缺少会议记录")
    assert refusal(office.at(day, TOWNSHIP), late) == {
        "returned_on": f"“Day” {day + DAY} has not come yet; today is {day}"
    }
    early = ReturnCase(cases=(case,), returned_on=day - DAY, reason="缺少会议记录")
    assert refusal(office.at(day, TOWNSHIP), early) == {
        "returned_on": f"Case {case}: the step before was on {day}"
    }


def test_a_posted_case_is_neither_returned_nor_withdrawn(office):
    case = a_household(office)
    day = walk(office, (case,), to="first_disclosure")
    post(office, (case,), day)
    problems = {"": f"Case {case} (张大有) is on disclosure; close the disclosure first"}
    returning = ReturnCase(cases=(case,), returned_on=day, reason="缺少会议记录")
    assert refusal(office.at(day, TOWNSHIP), returning) == problems
    assert refusal(office.at(day), WithdrawCase(cases=(case,), reason="家庭迁出")) == problems


def test_a_withdrawn_case_ends(office):
    case = a_household(office)
    change = office.at(MET).do(WithdrawCase(cases=(case,), reason="家庭迁出"))
    assert states(office, case) == [("withdrawn", "village_review")]
    assert (change.undo, change.summary) == (None, f"Case {case} (张大有) withdrawn: 家庭迁出")
    again = WithdrawCase(cases=(case,), reason="家庭迁出")
    assert refusal(office.at(MET), again) == {"": f"Case {case} (张大有) is not in progress: Withdrawn"}


def test_returning_and_withdrawing_keep_to_one_s_own_place(office):
    case = a_household(office)
    returning = ReturnCase(cases=(case,), returned_on=MET, reason="缺少会议记录")
    assert refusal(office.at(MET, ELSEWHERE), returning) == {"": outside()}
    withdrawing = WithdrawCase(cases=(case,), reason="家庭迁出")
    assert refusal(office.at(MET, ELSEWHERE), withdrawing) == {"": outside()}
    assert refusal(office.at(MET), WithdrawCase(cases=(case,), reason="")) == {"reason": "Give the reason"}
    assert refusal(office.at(MET), WithdrawCase(cases=(7,), reason="迁出")) == {
        "cases": "There is no case record 7; choose it from the list"
    }


def test_taking_a_visit_back_leaves_what_somebody_else_wrote_since(office):
    case = a_household(office)
    office.at(MET).do(a_meeting(case))
    household = case_of(office, case).household_id
    change = office.at(MET, VILLAGE).do(a_visit((case,), MET))
    office.at(MET, CLERK).do(RecordYear(household=household, year=2016, safe_water=False))
    office.at(MET, CLERK).do(RecordYear(household=household, year=2016, dropouts=0))
    office.at(MET, VILLAGE).do(change.undo)
    assert facts_of_year(office, case) == (None, False, 0, Decimal("2000.00"))
