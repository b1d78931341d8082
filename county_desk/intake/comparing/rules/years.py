"""Incomes of a new year that are exactly those on record of another year."""

from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal

from sqlalchemy import select

from county_desk.facts import INCOME
from county_desk.intake.comparing.comparison import FileComparison, LineHit
from county_desk.intake.comparing.snapshot import KnownHousehold, standing
from county_desk.intake.delivery import HouseholdIn
from county_desk.intake.row_hits import RowHit
from county_desk.models.among import among
from county_desk.models.household import HouseholdYear
from county_desk.rules.checks.hits import Numbers, Of, check


@check("R19", Of.DELIVERY)
def incomes_of_another_year(comparison: FileComparison, n: Numbers) -> Iterator[LineHit]:
    """Many households have the very income of another year: a hit for the file, and one for each of them.

    A single household can live on the same allowance for years; many do not earn the same to the fen.
    """
    register, year = comparison.register, comparison.delivery.year
    fresh = {
        known.row.id: household
        for household in comparison.delivery.households
        if (known := register.households.get(household.key)) and _is_new(known, household)
    }
    if len(fresh) < n["rows"]:
        return
    for other, households in sorted(_same_incomes(comparison, fresh).items()):
        if len(households) >= max(n["rows"], len(fresh) * n["share"]):
            values = {"count": len(households), "all": len(fresh), "year": other, "this": year}
            yield RowHit(None, values=values)
            for household in households:
                if row := comparison.notes.ledger(household):
                    yield RowHit(row, "年纯收入", values)


def _same_incomes(comparison: FileComparison, fresh: dict[int, HouseholdIn]) -> dict[int, list[HouseholdIn]]:
    """The households by the other year in which they had the same income."""
    wanted = select(HouseholdYear).where(
        among(HouseholdYear.household_id, fresh),
        HouseholdYear.year != comparison.delivery.year,
        HouseholdYear.withdrawn_on.is_(None),
    )
    same: dict[int, list[HouseholdIn]] = defaultdict(list)
    for year in comparison.session.scalars(wanted):
        given = _amounts(fresh[year.household_id])
        then = {name: amount for name in given if (amount := getattr(year, name)) is not None}
        if then and all(given[name] == amount for name, amount in then.items()):
            same[year.year].append(fresh[year.household_id])
    return same


def _is_new(known: KnownHousehold, household: HouseholdIn) -> bool:
    """Whether the file brings the first income on record for its year."""
    if known.gone or known.settled or not _amounts(household):
        return False
    year = standing(known.year)
    return year is None or all(getattr(year, name) is None for name in INCOME)


def _amounts(household: HouseholdIn) -> dict[str, Decimal]:
    """The amounts of an income, without zeros."""
    given = ((name, getattr(household.income, name)) for name in INCOME if household.income)
    return {name: amount for name, amount in given if amount}
