"""Visits to households, the newest first."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import aliased

from county_desk.fields import Choice, Code, Column, Day, Record, Table, Text, YesNo
from county_desk.models.household import Household
from county_desk.models.monitored import Monitored
from county_desk.models.place import Place
from county_desk.models.visit import Visit, VisitPurpose
from county_desk.tables.listing import Listing, Rows
from county_desk.text import N_


@dataclass(frozen=True, slots=True)
class VisitRow:
    """One visit as listed; a household that only a ledger lists has no `household_id`."""

    id: int
    visited_on: date
    head: str
    number: str
    purpose: VisitPurpose
    township: str
    village: str
    visitors: str
    found: str
    new_risk: bool | None
    monitored_id: int | None
    household_id: int | None
    village_id: int


VISITS = Table(
    key="visits",
    title=N_("Household visits"),
    row=VisitRow,
    columns=(
        Column("id", N_("Visit"), Record(), hidden=True),
        Column("visited_on", N_("Visited on"), Day()),
        Column("head", N_("Head of household"), Text(width=10)),
        Column("number", N_("Household number"), Code(width=20), hidden=True),
        Column("purpose", N_("Purpose of the visit"), Choice(terms=VisitPurpose, width=14)),
        Column("township", N_("Township"), Text(width=10)),
        Column("village", N_("Village"), Text(width=12)),
        Column("visitors", N_("Visitors"), Text(width=16)),
        Column("found", N_("What was found"), Text(width=30)),
        Column("new_risk", N_("A new risk was found"), YesNo()),
        Column("monitored_id", N_("Monitored household"), Record(), hidden=True),
        Column("household_id", N_("Household"), Record(), hidden=True),
        Column("village_id", N_("Village record"), Record(), hidden=True),
    ),
)


def _visits() -> Rows:
    """The facts of the visited household, or what its ledger says."""
    village, township = aliased(Place), aliased(Place)
    place = func.coalesce(Household.village_id, Monitored.village_id)
    return (
        select(
            Visit.id.label("id"),
            Visit.visited_on.label("visited_on"),
            func.coalesce(Household.head, Monitored.head).label("head"),
            func.coalesce(Household.number, Monitored.number).label("number"),
            func.coalesce(Visit.purpose, VisitPurpose.MONITORING).label("purpose"),
            func.coalesce(township.name, "").label("township"),
            village.name.label("village"),
            Visit.visitors.label("visitors"),
            Visit.found.label("found"),
            Visit.new_risk.label("new_risk"),
            Visit.monitored_id.label("monitored_id"),
            func.coalesce(Visit.household_id, Monitored.household_id).label("household_id"),
            place.label("village_id"),
        )
        .select_from(Visit)
        .outerjoin(Household, Household.id == Visit.household_id)
        .outerjoin(Monitored, Monitored.id == Visit.monitored_id)
        .outerjoin(village, village.id == place)
        .outerjoin(township, township.id == village.parent_id)
        .where(Visit.withdrawn_on.is_(None))
    )


LISTING = Listing(
    VISITS,
    _visits,
    search=("head", "village"),
    order=("-visited_on", "-id"),
    named=("head", "visited_on", "id"),
)
