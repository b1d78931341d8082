"""Asks whether a file with incomes of another year belongs to a year of which nothing is on record."""

from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal

from sqlalchemy import select
from sqlalchemy.orm import Session

from county_desk.facts import INCOME
from county_desk.intake.comparing.assessing_alike import limits
from county_desk.intake.comparing.known import Known, KnownHousehold, standing
from county_desk.intake.delivery import Delivery, HouseholdIn
from county_desk.models.among import among
from county_desk.models.household import HouseholdYear
from county_desk.text import _

MISMATCH = "year_mismatch"


def of_another_year(
    session: Session, delivery: Delivery, known: Known
) -> Iterator[tuple[str, list[HouseholdIn]]]:
    """The question whether the file is that of another year, and the households with the same income then.

    A single household can live on the same allowance for years; many do not earn the same to the fen.
    """
    fresh = {
        found.row.id: household
        for household in delivery.households
        if (found := known.households.get(household.key)) and _is_new(found, household)
    }
    if len(fresh) < (least := limits()["another_year"])["rows"]:
        return
    wanted = select(HouseholdYear).where(
        among(HouseholdYear.household_id, fresh),
        HouseholdYear.year != delivery.year,
        HouseholdYear.withdrawn_on.is_(None),
    )
    same: dict[int, list[HouseholdIn]] = defaultdict(list)
    for year in session.scalars(wanted):
        told = _told(fresh[year.household_id])
        then = {name: amount for name in told if (amount := getattr(year, name)) is not None}
        if then and all(told[name] == amount for name, amount in then.items()):
            same[year.year].append(fresh[year.household_id])
    for number, households in sorted(same.items()):
        if len(households) >= max(least["rows"], len(fresh) * least["share"]):
            message = _(
                "{count} of {all} households have the very income that is on record for {year}. Is this the "
                "file of {this}?"
            )
            about = {"count": len(households), "all": len(fresh), "year": number, "this": delivery.year}
            yield message.format(**about), households


def _is_new(known: KnownHousehold, household: HouseholdIn) -> bool:
    """Whether it brings an income of a year of which no income is on record."""
    if known.gone or known.settled or not _told(household):
        return False
    year = standing(known.year)
    return year is None or all(getattr(year, name) is None for name in INCOME)


def _told(household: HouseholdIn) -> dict[str, Decimal]:
    """The amounts of its income, without those of nought."""
    given = ((name, getattr(household.income, name)) for name in INCOME if household.income)
    return {name: amount for name, amount in given if amount}
