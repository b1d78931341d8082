"""What a person sees of a case before the next step: what is in the way, and what would lift it."""

from datetime import date
from decimal import Decimal

import pytest
from sqlalchemy import update

from county_desk.models.case import CaseState
from county_desk.models.place import Place
from county_desk.workflow.cases.decision import Decide, Decision
from county_desk.workflow.cases.desk_case import case_now
from county_desk.workflow.cases.disclosure import OpenDisclosure
from county_desk.workflow.cases.groups import groups
from county_desk.workflow.cases.steps import RecordReview
from tests.build import (
    CLERK,
    DAY,
    REVIEWER,
    SECOND,
    TOWNSHIP,
    VILLAGE,
    a_household,
    post,
    refused_once,
    short_lists,
    steps_of,
    two_households,
    walk,
)


def reasons(now):
    return [blocker.reason for blocker in now.blockers]


def agreeing(case, day):
    return Decide(cases=(case,), decided_on=day, decision=Decision.APPROVE, checked=1, opinion="同意")


def refusing(case, day):
    return Decide(cases=(case,), decided_on=day, decision=Decision.REFUSE, opinion="不同意")


@pytest.mark.parametrize("step", ["village_review", "first_disclosure", "township_review", "county_decision"])
@pytest.mark.parametrize("who", [CLERK, TOWNSHIP, REVIEWER])
@pytest.mark.parametrize("income", ["2000.00", "9800.00"])
def test_the_reasons_shown_are_those_for_which_the_desk_refuses(guizhou, step, who, income):
    case = a_household(guizhou, net_income=Decimal(income))
    day = walk(guizhou, (case,), to=step)
    desk = guizhou.at(day, who)
    now = case_now(desk, case)
    agree, refuse = desk.problems(agreeing(case, day)), desk.problems(refusing(case, day))
    assert (now.decides and not now.blockers) == (not agree)
    assert now.may_refuse == (not refuse)


def test_a_criterion_that_is_not_met_says_what_would_lift_it(guizhou):
    case = a_household(guizhou, net_income=Decimal("9800.00"))
    day = walk(guizhou, (case,), to="county_decision")
    now = case_now(guizhou.at(day, REVIEWER), case)
    (blocker,) = now.blockers
    assert blocker.reason == "Net income a head: standard below 2,952 yuan, actual 9,800 yuan: not met"
    assert "fell by more than 6,848 yuan" in blocker.lift
    assert now.may_refuse
    assert not now.finding.met


def test_who_may_not_sign_is_told_who_can(guizhou):
    case = a_household(guizhou)
    day = walk(guizhou, (case,), to="county_decision")
    (blocker,) = case_now(guizhou.at(day), case).blockers
    assert "This is for: Reviewer" in blocker.reason
    assert blocker.lift == f"{REVIEWER}, {SECOND} can sign it."


def test_four_eyes_bar_both_decisions(guizhou):
    case = a_household(guizhou)
    day = walk(guizhou, (case,), to="county_decision")
    refused_once(guizhou, case, day)
    day = walk(guizhou, (case,), to="county_decision")
    now = case_now(guizhou.at(day, REVIEWER), case)
    assert reasons(now) == [
        f"{REVIEWER} entered or reviewed case {case} (张大有) and cannot decide it; {SECOND} can"
    ]
    assert not now.may_refuse


def test_a_case_on_display_waits_for_the_disclosure(guizhou):
    case = a_household(guizhou)
    day = walk(guizhou, (case,), to="first_disclosure")
    post(guizhou, (case,), day)
    now = case_now(guizhou.at(day), case)
    assert reasons(now) == ["It is on disclosure until 2016-10-16."]
    assert now.blockers[0].lift == "The disclosure can be closed from 2016-10-17 on."
    assert now.detail.posted is not None
    late = case_now(guizhou.at(date(2016, 10, 20)), case)
    assert reasons(late) == ["The last day of its disclosure, 2016-10-16, has ended."]


def test_a_telephone_that_the_form_will_ask_for_holds_up_no_disclosure(guizhou):
    case = a_household(guizhou)
    day = walk(guizhou, (case,), to="first_disclosure")
    with guizhou.sessions.begin() as session:
        session.execute(update(Place).values(telephone=""))
    desk = guizhou.at(day)
    assert list(desk.problems(OpenDisclosure(cases=(case,), opened_on=day))) == ["telephone"]
    assert reasons(case_now(desk, case)) == []


def test_a_step_with_a_gap_says_from_which_day_it_can_be_taken(guizhou):
    short_lists(guizhou)
    case = a_household(guizhou, received_on=date(2017, 1, 5))
    day = walk(guizhou, (case,), to="township_review")
    (blocker,) = case_now(guizhou.at(day, TOWNSHIP), case).blockers
    signed = next(step.done_on for step in steps_of(guizhou, case) if step.step == "verification")
    lift = signed + 7 * DAY
    assert blocker.lift == f"It can be taken from {lift} on."
    assert not case_now(guizhou.at(lift, TOWNSHIP), case).blockers


def test_a_decided_case_shows_what_the_rule_said_then(guizhou):
    case = a_household(guizhou)
    day = walk(guizhou, (case,), to="county_decision")
    guizhou.at(day, REVIEWER).do(agreeing(case, day))
    now = case_now(guizhou.at(day), case)
    assert now.detail.row.state is CaseState.APPROVED
    assert now.finding.met
    assert not now.decides


def test_a_refused_case_has_nothing_in_its_way_because_nothing_is_to_be_done(guizhou):
    case = a_household(guizhou)
    day = walk(guizhou, (case,), to="county_decision")
    guizhou.at(day, REVIEWER).do(refusing(case, day))
    now = case_now(guizhou.at(day, REVIEWER), case)
    assert not now.under_way
    assert now.blockers == ()


def test_like_decisions_of_the_village_stand_beside_a_case_to_decide(guizhou):
    heads = enumerate(("王甲", "王乙", "王丙"), start=1)
    first, second, third = (a_household(guizhou, head, serial=n) for n, head in heads)
    elsewhere = a_household(guizhou, "王丁", serial=4, village="柳湾村")
    day = walk(guizhou, (first, second, third), to="county_decision")
    walk(guizhou, (elsewhere,), to="county_decision")
    guizhou.at(day, REVIEWER).do(agreeing(first, day))
    guizhou.at(day, REVIEWER).do(refusing(second, day))
    guizhou.at(day, REVIEWER).do(agreeing(elsewhere, day))
    found = case_now(guizhou.at(day, REVIEWER), third).similar
    assert [(decided.subject, decided.agreed) for decided in found] == [("王乙", False), ("王甲", True)]


def test_there_is_no_case_of_an_unknown_number(guizhou):
    assert case_now(guizhou.at(date(2016, 10, 24)), 99) is None


def test_several_cases_are_sorted_by_what_they_wait_for(guizhou):
    ready, rich = a_household(guizhou), a_household(guizhou, "王秀田", serial=2, net_income=Decimal(9800))
    day = walk(guizhou, (ready, rich), to="county_decision")
    new = a_household(guizhou, "赵桂兰", serial=3, received_on=date(2016, 9, 9))
    found = groups(guizhou.at(day, REVIEWER), (ready, rich, new))
    signing = next(group for group in found if group.step.key == "county_decision")
    assert [row.id for row in signing.ready] == [ready]
    assert [row.id for row, _reason in signing.staying] == [rich]
    other = next(group for group in found if group is not signing)
    assert other.ready == ()
    assert "may not record meetings" in other.staying[0][1]


def test_a_list_is_one_of_one_place(guizhou):
    here, there = a_household(guizhou), a_household(guizhou, "王秀田", serial=2, village="柳湾村")
    day = walk(guizhou, (here,), to="first_disclosure")
    walk(guizhou, (there,), to="first_disclosure")
    found = groups(guizhou.at(day), (here, there))
    assert sorted(len(group.ready) for group in found) == [1, 1]


def test_a_place_that_is_not_ones_own_stays(guizhou):
    case = a_household(guizhou, village="柳湾村")
    (group,) = groups(guizhou.at(date(2016, 10, 24), VILLAGE), (case,))
    assert group.ready == ()
    assert "acts only for 大河村" in group.staying[0][1]


def test_ended_cases_belong_to_no_group(guizhou):
    cases = two_households(guizhou)
    day = walk(guizhou, cases)
    assert groups(guizhou.at(day), cases) == []


def test_a_reviewed_case_shows_who_did_what(guizhou):
    case = a_household(guizhou)
    day = walk(guizhou, (case,), to="township_review")
    review = RecordReview(cases=(case,), done_on=day, opinion="情况属实", checked=1)
    guizhou.at(day, TOWNSHIP).do(review)
    steps = case_now(guizhou.at(day), case).detail.steps
    assert [(step.step, step.actor) for step in steps][-1] == ("township_review", TOWNSHIP)
    assert steps[-1].opinion == "情况属实"
