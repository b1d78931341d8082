"""Checks of a list's marks of leaving the register, and of parts of a household against its whole."""

from county_desk.rules.checks.hits import NONE, Hits, Numbers, Of, check, one
from county_desk.rules.checks.household_facts import HouseholdFacts

EXIT_YEAR = "脱贫年度"
_POOR, _LEFT = "未脱贫", "脱贫"
_PARTS = (("劳动力人数", "labourers"), ("辍学人数", "dropouts"))


@check("D68", Of.HOUSEHOLD)
def left_or_not(household: HouseholdFacts, n: Numbers) -> Hits:
    """The year of leaving contradicts the standing, the year of the list or that of identification."""
    left, begun = household.exit_year, household.identified
    if not left:
        return NONE
    if household.claimed == _POOR:
        return one(EXIT_YEAR, "poor", year=left)
    if begun and begun[: len(left)] > left[: len(begun)]:
        return one(EXIT_YEAR, "early", year=left, begun=begun)
    # a year that has not come yet is noted by its reader
    known = household.day is None or int(left[:4]) <= household.day.year
    if household.claimed == _LEFT and household.year and int(left[:4]) > household.year and known:
        return one(EXIT_YEAR, "later", year=left, list=household.year)
    return NONE


@check("D69", Of.HOUSEHOLD)
def left_without_a_year(household: HouseholdFacts, n: Numbers) -> Hits:
    """The household has left, and the year is blank."""
    blank = not household.exit_year and EXIT_YEAR in household.asked
    return one(EXIT_YEAR) if household.claimed == _LEFT and blank else NONE


@check("D94", Of.HOUSEHOLD)
def more_than_the_household(household: HouseholdFacts, n: Numbers) -> Hits:
    """A part of the household, as those who can work, is more than its members."""
    whole = max([household.counted, *(given for _sheet, given in household.said_persons)])
    for title, name in _PARTS:
        part = getattr(household, name)
        if part and whole and part > whole:
            return one(title, title=title, part=part, whole=whole)
    return NONE
