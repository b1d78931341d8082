"""Meetings, visits, comparisons, consents and reviews: what each asks, and what it refuses."""

from datetime import date
from decimal import Decimal

import pytest

from county_desk.models.department import DepartmentEntry, DepartmentList
from county_desk.workflow.cases.disclosure import CloseDisclosure, OpenDisclosure
from county_desk.workflow.cases.steps import (
    RecordAssembly,
    RecordComparison,
    RecordConsent,
    RecordReview,
    RecordVisit,
)
from county_desk.workflow.cases.take_back import TakeBackStep, WithdrawCase
from tests.build import (
    DAY,
    ELSEWHERE,
    REVIEWER,
    TOWNSHIP,
    VILLAGE,
    a_household,
    a_registered_household,
    a_visit,
    an_exit,
    an_id_number,
    case_of,
    household_of,
    joining,
    leaving,
    post,
    refusal,
    short_lists,
    states,
    steps_of,
    two_households,
    walk,
)
from tests.refusals import outside

MET = date(2016, 10, 10)


def a_meeting(cases, day=MET, **votes):
    """A meeting that passes the cases, unless told otherwise."""
    return RecordAssembly(cases=cases, done_on=day, **({"due": 36, "present": 31, "in_favour": 29} | votes))


def test_a_meeting_lets_a_case_go_on(office):
    case = a_household(office)
    change = office.at(MET, VILLAGE).do(a_meeting((case,)))
    assert states(office, case) == [("open", "verification")]
    assert steps_of(office, case)[-1].facts == {"due": 36, "present": 31, "in_favour": 29}
    assert change.summary == "Democratic review by the villagers' representatives: 张大有"


def test_two_thirds_of_those_due_are_a_quorum(office):
    case = a_household(office)
    assert refusal(office.at(MET), a_meeting((case,), present=23, in_favour=20)) == {
        "present": "23 of 36 attended; the quorum is 2/3"
    }
    office.at(MET).do(a_meeting((case,), present=24, in_favour=20))


def test_exactly_half_is_no_majority(office):
    half, more = two_households(office)
    office.at(MET).do(a_meeting((half,), present=30, in_favour=15))
    office.at(MET).do(a_meeting((more,), present=30, in_favour=16))
    assert states(office, half, more) == [("refused", "village_review"), ("open", "verification")]


def test_more_cannot_attend_than_should_nor_vote_than_attend(office):
    case = a_household(office)
    assert refusal(office.at(MET), a_meeting((case,), present=37)) == {
        "present": "37 attended, but only 36 should"
    }
    assert refusal(office.at(MET), a_meeting((case,), in_favour=32)) == {
        "in_favour": "32 were in favour, but only 31 attended"
    }


def test_the_quorum_holds_for_every_case_of_a_mixed_meeting(office):
    early = a_household(office, received_on=date(2017, 3, 1))
    late = a_household(office, "王秀田", serial=2, received_on=date(2017, 3, 1))
    walk(office, (early, late), to="group_review")
    walk(office, (late,), to="village_review")
    few = a_meeting((early, late), date(2017, 3, 9), present=12, in_favour=12)
    assert refusal(office.at(date(2017, 3, 9)), few) == {"present": "12 of 36 attended; the quorum is 2/3"}


def test_a_step_is_not_taken_out_of_turn(office):
    case = a_household(office)
    assert refusal(office.at(MET), a_visit((case,), MET)) == {
        "": f"Case {case} (张大有) waits for “Democratic review by the villagers' representatives”"
    }


def test_a_step_is_not_taken_before_the_one_before(office):
    case = a_household(office)
    office.at(MET).do(a_meeting((case,)))
    assert refusal(office.at(MET), a_visit((case,), MET - DAY)) == {
        "done_on": f"Case {case}: the step before was on 2016-10-10"
    }


def test_a_first_step_is_not_taken_before_the_case_was_received(office):
    household = a_registered_household(office)
    case = an_exit(office, household, received_on=date(2017, 5, 10))
    early = a_meeting((case,), date(2017, 5, 9))
    assert refusal(office.at(date(2017, 5, 11)), early) == {
        "done_on": f"Case {case} was received on 2017-05-10"
    }


def test_a_step_is_not_taken_tomorrow(office):
    case = a_household(office)
    assert refusal(office.at(MET), a_meeting((case,), MET + DAY)) == {
        "done_on": "“Day” 2016-10-11 has not come yet; today is 2016-10-10"
    }


def test_a_step_names_its_cases(office):
    assert refusal(office.at(MET), a_meeting(())) == {"cases": "Choose at least one case"}
    assert refusal(office.at(MET), a_meeting((99,))) == {
        "cases": "There is no case record 99; choose it from the list"
    }


def test_a_case_that_has_ended_takes_no_step(office):
    case = a_household(office)
    office.at(MET).do(WithdrawCase(cases=(case,), reason="家庭迁出"))
    assert refusal(office.at(MET), a_meeting((case,))) == {
        "": f"Case {case} (张大有) is not in progress: Withdrawn"
    }


def test_a_clerk_of_another_township_does_not_act_here(office):
    case = a_household(office)
    assert refusal(office.at(MET, ELSEWHERE), a_meeting((case,))) == {"": outside()}
    office.at(MET, TOWNSHIP).do(a_meeting((case,)))


def test_a_village_clerk_acts_only_for_the_own_village(office):
    case = a_household(office, village="柳湾村")
    assert refusal(office.at(MET, VILLAGE), a_meeting((case,))) == {
        "": outside("郑宝", "大河村", "城关镇柳湾村")
    }


def test_the_step_of_a_township_is_not_for_a_village_clerk(office):
    case = a_household(office, received_on=date(2017, 3, 1))
    day = walk(office, (case,), to="comparison") + DAY
    comparison = RecordComparison(cases=(case,), done_on=day, departments="公安局", hits=0)
    assert refusal(office.at(day, VILLAGE), comparison) == {
        "": "“Comparison with the data of departments” is for the County; 郑宝 is Village clerk"
    }


def test_a_visit_writes_what_it_found_into_the_year(office):
    case = a_household(office, persons=2)
    office.at(MET).do(a_meeting((case,)))
    office.at(MET).do(a_visit((case,), MET, dropouts=1, safe_water=None))
    with office.sessions() as session:
        (year,) = session.merge(household_of(office, case_of(office, case).household_id)).years
        assert (year.year, year.dropouts, year.safe_water, year.enough_food) == (2016, 1, None, True)
        assert year.net_income == Decimal("2000.00")
    assert steps_of(office, case)[-1].facts["visitors"] == "郑宝、王芳"


@pytest.mark.parametrize("visitors", ["", "郑宝", "郑宝，", " 、郑宝", "郑宝、郑宝"])
def test_a_visit_is_made_by_two(office, visitors):
    case = a_household(office)
    office.at(MET).do(a_meeting((case,)))
    alone = RecordVisit(cases=(case,), done_on=MET, visitors=visitors)
    assert refusal(office.at(MET), alone) == {
        "visitors": "A visit is made by two people or more; name them, separated by commas"
    }


def test_a_hit_that_nobody_explained_holds_a_case(office):
    case = a_household(office, received_on=date(2017, 3, 1))
    day = walk(office, (case,), to="comparison") + DAY

    def comparison(hits):
        return RecordComparison(cases=(case,), done_on=day, departments="公安局、房管局", hits=hits)

    assert refusal(office.at(day), comparison(1)) == {
        "hits": "1 hit is not explained; explain it, or end the case with its ground"
    }
    assert refusal(office.at(day), comparison(2)) == {
        "hits": "2 hits are not explained; explain them, or end the case with their ground"
    }
    office.at(day).do(comparison(0))
    assert states(office, case) == [("open", "village_review")]


def on_a_list(office, kind=""):
    """A list of another department with 张大有 on it."""
    entry = DepartmentEntry(row=2, name="张大有", id_number=an_id_number(1), kind=kind)
    listed = DepartmentList(name="车辆登记", year=2017, received_on=date(2017, 2, 1), entries=[entry])
    with office.sessions.begin() as session:
        session.add(listed)


def test_each_hit_on_an_imported_list_is_explained_before_the_comparison_closes(office):
    cases = two_households(office, received_on=date(2017, 3, 1))
    day = walk(office, cases, to="comparison") + DAY
    on_a_list(office, "小轿车")
    compared = {"done_on": day, "departments": "公安局", "hits": 0}
    assert refusal(office.at(day), RecordComparison(cases=cases, **compared)) == {
        "cases": f"Case {cases[0]} (张大有) has hits: 张大有 on “车辆登记 (小轿车)”. "
        "Record it alone, with an explanation of each"
    }
    alone = {"cases": cases[:1], **compared}
    assert refusal(office.at(day), RecordComparison(**alone)) == {
        "explained": "Explain each hit on a line of its own: 张大有 on “车辆登记 (小轿车)”"
    }
    office.at(day).do(RecordComparison(**alone, explained="残疾人代步车"))
    office.at(day).do(RecordComparison(cases=cases[1:], **compared))
    assert steps_of(office, cases[0])[-1].facts["listed"] == [
        {"entry": 1, "hit": "张大有 on “车辆登记 (小轿车)”", "explained": "残疾人代步车"}
    ]
    assert states(office, *cases) == [("open", "village_review")] * 2


def test_only_one_of_the_household_can_consent(office):
    household = a_registered_household(office)
    case = an_exit(office, household, received_on=date(2017, 5, 10))
    day = walk(office, (case,), to="consent") + DAY

    def consent(name):
        return RecordConsent(cases=(case,), done_on=day, signed_by=name)

    assert refusal(office.at(day), consent(" ")) == {
        "signed_by": "Name the person who signed, or write why the household refused"
    }
    assert refusal(office.at(day), consent("王秀田")) == {
        "relation": "王秀田 is not a member of the household of 张大有; a representative states the relation"
    }
    office.at(day).do(consent("张大有"))
    assert states(office, case) == [("open", "disclosure")]


def test_whoever_has_left_the_household_cannot_consent_for_it(office):
    household = a_registered_household(office)
    case = an_exit(office, household, received_on=date(2017, 5, 10))
    day = walk(office, (case,), to="consent") + DAY
    desk = office.at(day)
    son = {"name": "张小有", "relation": "之子", "id_number": an_id_number(3, "19880101")}
    member = desk.do(joining(household, day, **son)).id
    desk.do(leaving(member, day))
    assert refusal(desk, RecordConsent(cases=(case,), done_on=day, signed_by="张小有")) == {
        "relation": "张小有 is not a member of the household of 张大有; a representative states the relation"
    }


def test_without_consent_an_exit_is_not_disclosed(office):
    household = a_registered_household(office)
    case = an_exit(office, household, received_on=date(2017, 5, 10))
    day = walk(office, (case,), to="consent") + DAY
    assert refusal(office.at(day), OpenDisclosure(cases=(case,), opened_on=day)) == {
        "": f"Case {case} (张大有) waits for “Signature of the household”"
    }


def test_a_township_visits_a_fifth_again(office):
    cases = tuple(a_household(office, f"张{'一二三四五六'[n - 1]}", serial=n) for n in range(1, 7))
    day = walk(office, cases, to="township_review") + DAY

    def review(checked):
        return RecordReview(cases=cases, done_on=day, opinion="同意", checked=checked)

    assert refusal(office.at(day, TOWNSHIP), review(1)) == {
        "checked": "1 of 6 were visited again; at least 2 must be (20%, Flow chart of identification of a "
        "province, 2015 to 2016: the township checks 20%, the county 10%)"
    }
    office.at(day, TOWNSHIP).do(review(2))
    assert states(office, *cases) == [("open", "second_disclosure")] * 6


def test_more_cannot_be_visited_again_than_were_reviewed(office):
    case = a_household(office)
    day = walk(office, (case,), to="township_review") + DAY
    too_many = RecordReview(cases=(case,), done_on=day, opinion="同意", checked=2)
    assert refusal(office.at(day, TOWNSHIP), too_many) == {
        "checked": "2 were visited again, but only 1 were reviewed"
    }


def test_a_review_has_an_opinion(office):
    case = a_household(office)
    day = walk(office, (case,), to="township_review") + DAY
    silent = RecordReview(cases=(case,), done_on=day, opinion=" ", checked=1)
    assert refusal(office.at(day, TOWNSHIP), silent) == {"opinion": "Write the opinion of the review"}


def test_a_review_of_the_township_is_not_for_the_county(office):
    case = a_household(office)
    day = walk(office, (case,), to="township_review") + DAY
    review = RecordReview(cases=(case,), done_on=day, opinion="同意", checked=1)
    assert refusal(office.at(day, REVIEWER), review) == {
        "": "“Review by the township” is for the Township; 李强 is Reviewer"
    }


def test_guizhou_lets_a_week_pass_between_the_signatures_of_two_levels(guizhou):
    short_lists(guizhou)
    case = a_household(guizhou, received_on=date(2017, 3, 1))
    closed = walk(guizhou, (case,), to="township_review")
    signed = next(step.done_on for step in steps_of(guizhou, case) if step.step == "verification")

    def review(on):
        return RecordReview(cases=(case,), done_on=on, opinion="同意", checked=1)

    assert signed < closed < signed + 6 * DAY
    said = f"Case {case}: at least 7 days must lie between the levels; the one below signed on {signed}"
    assert refusal(guizhou.at(signed + 6 * DAY, TOWNSHIP), review(signed + 6 * DAY)) == {"done_on": said}
    guizhou.at(signed + 7 * DAY, TOWNSHIP).do(review(signed + 7 * DAY))


def test_a_signature_that_was_taken_back_delays_nobody(guizhou):
    short_lists(guizhou)
    case = a_household(guizhou, received_on=date(2017, 3, 1))
    signed = walk(guizhou, (case,), to="verification") + DAY
    wrong = signed + 3 * DAY
    guizhou.at(wrong).do(a_visit((case,), wrong))
    guizhou.at(wrong).do(TakeBackStep(cases=(case,), reason="日期录错"))
    guizhou.at(wrong).do(a_visit((case,), signed))
    posted = post(guizhou, (case,), wrong).id
    day = signed + 7 * DAY
    guizhou.at(day).do(CloseDisclosure(disclosure=posted, closed_on=day))
    guizhou.at(day, TOWNSHIP).do(RecordReview(cases=(case,), done_on=day, opinion="同意", checked=1))
    assert states(guizhou, case) == [("open", "township_disclosure")]


def test_the_days_of_a_list_run_between_the_signatures(guizhou):
    case = a_household(guizhou, received_on=date(2017, 3, 1))
    closed = walk(guizhou, (case,), to="township_review")
    guizhou.at(closed, TOWNSHIP).do(RecordReview(cases=(case,), done_on=closed, opinion="同意", checked=1))


def test_the_nation_asks_for_no_week_between_the_levels(office):
    case = a_household(office, received_on=date(2017, 3, 1))
    day = walk(office, (case,), to="township_review")
    office.at(day, TOWNSHIP).do(RecordReview(cases=(case,), done_on=day, opinion="同意", checked=1))


def test_many_cases_are_named_by_the_first_and_their_number(office):
    cases = two_households(office)
    change = office.at(MET).do(a_meeting(cases))
    assert change.summary.endswith(": 张大有 and others, 2 in all")
