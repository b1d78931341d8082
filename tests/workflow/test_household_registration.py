"""A household's way into the register, by each version of the procedure."""

from datetime import date

import pytest
from sqlalchemy import select

from county_desk.models.household import Standing
from county_desk.models.notice import Notice
from county_desk.workflow.audit import verify
from tests.build import a_household, case_of, household_of, states, steps_of, two_households, walk


def notices(office):
    """The kinds and numbers of what was issued."""
    wanted = select(Notice.kind, Notice.number).order_by(Notice.id)
    return office.read(lambda session: [tuple(row) for row in session.execute(wanted)])


def taken(office, case):
    """The steps of a case, each with how it ended."""
    return [(step.step, step.outcome.value) for step in steps_of(office, case)]


def test_from_2014_there_are_two_disclosures_and_one_announcement(office):
    case = a_household(office)
    walk(office, (case,))
    assert case_of(office, case).procedure == "national/household_registration-2014"
    assert taken(office, case) == [
        ("application", "passed"),
        ("village_review", "passed"),
        ("verification", "passed"),
        ("first_disclosure", "posted"),
        ("first_disclosure", "passed"),
        ("township_review", "passed"),
        ("second_disclosure", "posted"),
        ("second_disclosure", "passed"),
        ("county_decision", "approved"),
        ("announcement", "announced"),
    ]
    assert notices(office) == [
        ("household_first_disclosure", "城关大河〔2016〕1号"),
        ("household_second_disclosure", "城关〔2016〕1号"),
        ("household_announcement", "青岚〔2016〕1号"),
    ]


def test_from_2017_the_villager_group_reviews_and_departments_compare(office):
    case = a_household(office, received_on=date(2017, 3, 1))
    walk(office, (case,))
    assert case_of(office, case).procedure == "national/household_registration-2017"
    assert [step for step, _outcome in taken(office, case)] == [
        "application",
        "verification",
        "group_review",
        "comparison",
        "village_review",
        "first_disclosure",
        "first_disclosure",
        "township_review",
        "second_disclosure",
        "second_disclosure",
        "county_decision",
        "announcement",
    ]
    assert states(office, case) == [("done", "announcement")]


def test_a_case_keeps_the_version_under_which_it_began(office):
    case = a_household(office, received_on=date(2016, 12, 30))
    walk(office, (case,))
    assert steps_of(office, case)[-1].done_on > date(2017, 1, 1)
    assert "group_review" not in dict(taken(office, case))


def test_guizhou_posts_the_second_list_in_the_township(guizhou):
    case = a_household(guizhou, received_on=date(2016, 11, 8))
    walk(guizhou, (case,))
    assert case_of(guizhou, case).procedure == "guizhou/household_registration-2016"
    assert "township_disclosure" in dict(taken(guizhou, case))
    assert states(guizhou, case) == [("done", "announcement")]


def test_before_the_law_of_guizhou_the_national_procedure_is_followed(guizhou):
    case = a_household(guizhou, received_on=date(2016, 10, 31))
    assert case_of(guizhou, case).procedure == "national/household_registration-2014"


def test_an_announced_household_stands_in_the_register_from_that_day(office):
    case = a_household(office)
    assert household_of(office, case_of(office, case).household_id).standing is Standing.APPLICANT
    day = walk(office, (case,))
    household = household_of(office, case_of(office, case).household_id)
    assert household.standing is Standing.REGISTERED
    assert (household.registered_on, household.identified, household.exited_on) == (day, "2016", None)


def test_cases_of_one_village_go_together(office):
    cases = two_households(office)
    walk(office, cases)
    assert states(office, *cases) == [("done", "announcement")] * 2
    assert len(notices(office)) == 3


def test_each_step_says_who_took_it_and_when(office):
    case = a_household(office)
    day = walk(office, (case,), to="second_disclosure")
    review = steps_of(office, case)[-1]
    assert (review.step, review.done_on, review.opinion) == ("township_review", day, "同意")
    assert review.facts == {"checked": 1, "reviewed": 1}
    assert review.recorded_at.date() == day


@pytest.mark.parametrize("year", [2016, 2017])
def test_the_whole_way_can_be_proven_from_the_history(office, year):
    case = a_household(office, received_on=date(year, 3, 1))
    walk(office, (case,))
    assert office.read(verify).ok


def test_villages_of_one_name_number_their_notices_apart(office):
    here = a_household(office)
    there = a_household(office, "王秀田", serial=2, township="青山镇")
    walk(office, (here,), to="township_review")
    walk(office, (there,), to="township_review")
    assert [number for _kind, number in notices(office)] == ["城关大河〔2016〕1号", "青山大河〔2016〕1号"]
