"""A household's way out of the register, with its consent."""

from datetime import date
from decimal import Decimal

import pytest

from county_desk.models.household import Standing
from county_desk.workflow.cases.filing import OpenCase
from county_desk.workflow.registry import RecordYear
from tests.build import (
    DAY,
    a_household,
    a_registered_household,
    a_visit,
    an_exit,
    approval_refused,
    case_of,
    household_of,
    refusal,
    states,
    steps_of,
    walk,
    with_a_pupil,
)

RECEIVED = date(2017, 5, 10)


def test_a_household_leaves_after_review_visit_consent_and_disclosure(office):
    household = a_registered_household(office)
    case = an_exit(office, household, received_on=RECEIVED)
    assert states(office, case) == [("open", "village_review")]
    walk(office, (case,))
    assert states(office, case) == [("done", "announcement")]
    assert [step.step for step in steps_of(office, case)] == [
        "village_review",
        "verification",
        "consent",
        "disclosure",
        "disclosure",
        "county_decision",
        "announcement",
    ]


def test_in_guizhou_the_township_checks_and_posts_it_again(guizhou):
    household = a_registered_household(guizhou, received_on=date(2016, 8, 1))
    case = an_exit(guizhou, household, received_on=RECEIVED)
    walk(guizhou, (case,))
    assert case_of(guizhou, case).procedure == "guizhou/household_exit-2017"
    assert [step.step for step in steps_of(guizhou, case)][-5:] == [
        "township_review",
        "township_disclosure",
        "township_disclosure",
        "county_decision",
        "announcement",
    ]
    assert household_of(guizhou, household).standing is Standing.EXITED


def test_an_income_at_the_line_is_not_above_it(office):
    household = a_registered_household(office)
    case = an_exit(office, household, received_on=RECEIVED)
    office.at(RECEIVED).do(RecordYear(household=household, year=2017, net_income=Decimal(3335)))
    day = walk(office, (case,), to="county_decision") + DAY
    assert "Net income a head: standard above 3,335 yuan, actual 3,335 yuan: not met" in approval_refused(
        office, case, day
    )


def test_what_nobody_looked_at_holds_an_exit(office):
    household = a_registered_household(office)
    case = an_exit(office, household, received_on=RECEIVED, able=False)
    day = walk(office, (case,), to="county_decision") + DAY
    said = approval_refused(office, case, day)
    assert "Open until known" in said
    for missing in ("Net income a head", "Grade of the house", "Area of the house"):
        assert f"“{missing}” is missing" in said


@pytest.mark.parametrize(
    ("found", "label"),
    [
        ({"dropouts": 1}, "Children out of compulsory schooling"),
        ({"enough_food": False}, "Enough food"),
        ({"all_insured": False}, "Basic medical insurance of every member"),
        ({"income_stable": False}, "Stable income"),
    ],
)
def test_each_assurance_and_each_guarantee_can_hold_an_exit(office, found, label):
    household = with_a_pupil(office, a_registered_household(office), RECEIVED)
    case = an_exit(office, household, received_on=RECEIVED)
    day = walk(office, (case,), to="verification") + DAY
    office.at(day).do(a_visit((case,), day, **found))
    day = walk(office, (case,), to="county_decision") + DAY
    assert label in approval_refused(office, case, day)


def with_unsafe_water(office):
    """An exit that waits for the county, of a household whose water is not safe, and a day to decide it."""
    household = a_registered_household(office, received_on=date(2016, 8, 1))
    case = an_exit(office, household, received_on=RECEIVED)
    day = walk(office, (case,), to="verification") + DAY
    office.at(day).do(a_visit((case,), day, safe_water=False))
    return case, walk(office, (case,), to="county_decision") + 7 * DAY


def test_the_nation_only_shows_whether_the_water_is_safe(office):
    case, _day = with_unsafe_water(office)
    walk(office, (case,))
    assert states(office, case) == [("done", "announcement")]


def test_guizhou_asks_for_safe_water(guizhou):
    case, day = with_unsafe_water(guizhou)
    assert "Safe drinking water" in approval_refused(guizhou, case, day)


def test_guizhou_lets_nobody_leave_in_the_year_of_registration(guizhou):
    household = a_registered_household(guizhou, received_on=date(2017, 1, 10))
    case = an_exit(guizhou, household, received_on=date(2017, 8, 10))
    day = walk(guizhou, (case,), to="county_decision") + 7 * DAY
    assert "Identified in the same year" in approval_refused(guizhou, case, day)


def test_only_a_registered_household_can_leave(office):
    case = a_household(office)
    household = case_of(office, case).household_id
    leaving = OpenCase(household=household, kind="household_exit", year=2016, received_on=date(2016, 10, 9))
    assert refusal(office.at(date(2016, 10, 9)), leaving) == {
        "kind": "The household of 张大有 is Applicant; it cannot apply for this"
    }


def test_who_has_left_can_neither_leave_nor_apply_again(office):
    household = a_registered_household(office)
    walk(office, (an_exit(office, household, received_on=RECEIVED),))
    day = date(2018, 3, 1)
    for kind in ("household_registration", "household_exit"):
        again = OpenCase(household=household, kind=kind, year=2018, received_on=day)
        assert refusal(office.at(day), again) == {
            "kind": "The household of 张大有 is Exited; it cannot apply for this"
        }
