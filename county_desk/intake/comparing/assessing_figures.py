"""Figures that come without a roster: they go to a household on record, and make none."""

from dataclasses import replace

from county_desk.intake.comparing.known import Known, KnownHousehold
from county_desk.intake.delivery import Delivery, HouseholdIn, Line
from county_desk.rules.shares import a_head
from county_desk.text import _

COUNT = "家庭人口数"


def figures_alone(household: HouseholdIn) -> bool:
    """Whether only figures of a household were sent."""
    return not household.members


def says_count(line: Line) -> bool:
    """Whether a row of figures says for how many people they are."""
    return isinstance(line.values.get(COUNT), int)


def with_heads(delivery: Delivery, known: Known) -> Delivery:
    """The delivery in which net incomes that come alone have the income a head of those on record."""
    if not any(map(_net_alone, delivery.households)):
        return delivery
    return replace(delivery, households=tuple(_with_head(each, known) for each in delivery.households))


def _net_alone(household: HouseholdIn) -> bool:
    income = household.income
    return income is not None and income.income_per_head is None and income.net_income is not None


def _with_head(household: HouseholdIn, known: Known) -> HouseholdIn:
    found = known.households.get(household.key)
    if found is None or household.income is None or not _net_alone(household):
        return household
    assert household.income.net_income is not None
    head = a_head(household.income.net_income, found.row.persons)
    return replace(household, income=replace(household.income, income_per_head=head))


def words_of_nobody(household: HouseholdIn) -> str:
    """That the household of some figures is not on record."""
    words = _("The register has no household {number}; send its roster first, or correct the number.")
    return words.format(number=household.number)


def words_of_count(known: KnownHousehold, household: HouseholdIn, line: Line) -> str:
    """The question whether figures or a list of heads for another number of people are right, or ""."""
    if not figures_alone(household):
        return _words_of_listed(known, household)
    if not says_count(line) or line.values[COUNT] == known.row.persons:
        return ""
    words = _("The register has {known} members in this household, the figures are for {count}.")
    return words.format(known=known.row.persons, count=line.values[COUNT])


def _words_of_listed(known: KnownHousehold, household: HouseholdIn) -> str:
    """The question whether another number in a list of heads is right; "" where so many are on record.

    Where nobody but the head is on record there is nothing to hold it against.
    """
    listed = sum(1 for member in known.members if member.withdrawn_on is None)
    heads_alone = household.persons > len(household.members)
    if not heads_alone or listed <= 1 or household.persons in (listed, known.row.persons):
        return ""
    words = _("The register lists {listed} members of this household, the list says {count}.")
    return words.format(listed=listed, count=household.persons)
