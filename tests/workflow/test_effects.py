"""Effects in words that a person confirms before an act."""

from datetime import date

from county_desk.workflow.cases.filing import OpenCase
from tests.build import INSPECTOR, a_registered_household

DAY = date(2017, 1, 5)


def an_exit(household, kind="household_exit"):
    return OpenCase(household=household, kind=kind, year=2017, received_on=DAY)


def test_an_exit_with_unknown_criteria_names_each_of_them(guizhou):
    (effect,) = guizhou.at(DAY).effects([an_exit(a_registered_household(guizhou))])
    first, *criteria, last = effect.split("\n")
    assert first.startswith("张大有: Exit of the household: cannot tell (0 not met, ")
    assert all(line.startswith("· Cannot tell: ") for line in criteria)
    assert any("Net income a head" in line for line in criteria)
    assert last.startswith("The case can be opened;")


def test_an_act_that_would_be_refused_has_no_effect(guizhou):
    household = a_registered_household(guizhou)
    assert guizhou.at(DAY, INSPECTOR).effects([an_exit(household)]) == []
    assert guizhou.at(DAY).effects([an_exit(household, "household_registration")]) == []
    assert guizhou.at(DAY).effects([an_exit(999)]) == []
