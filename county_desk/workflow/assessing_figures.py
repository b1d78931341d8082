"""Figures that come without a roster: they go to a household on record, and make none."""

from county_desk.excel.delivery import HouseholdIn, Line
from county_desk.text import _
from county_desk.workflow.intake_known import KnownHousehold

COUNT = "家庭人口数"


def figures_alone(household: HouseholdIn) -> bool:
    """Whether only figures of a household were sent."""
    return not household.members


def words_of_nobody(household: HouseholdIn) -> str:
    """That the household of some figures is not on record."""
    words = _("The register has no household {number}; send its roster first, or correct the number.")
    return words.format(number=household.number)


def words_of_count(known: KnownHousehold, line: Line) -> str:
    """The question whether figures for another number of people are right; "" where it is the same."""
    count = line.values.get(COUNT)
    if not isinstance(count, int) or count == known.row.persons:
        return ""
    words = _("The register has {known} members in this household, the figures are for {count}.")
    return words.format(known=known.row.persons, count=count)
