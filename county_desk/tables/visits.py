"""Visits to monitored households, the newest first."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import aliased

from county_desk.fields import Column, Day, Record, Table, Text, YesNo
from county_desk.models.monitored import Monitored
from county_desk.models.place import Place
from county_desk.models.watch_visit import WatchVisit
from county_desk.tables.listing import Listing, Rows
from county_desk.text import N_


@dataclass(frozen=True, slots=True)
class VisitRow:
    """One visit as listed."""

    id: int
    visited_on: date
    head: str
    township: str
    village: str
    visitors: str
    found: str
    new_risk: bool | None
    monitored_id: int
    household_id: int | None
    village_id: int


VISITS = Table(
    key="visits",
    title=N_("Visits to monitored households"),
    row=VisitRow,
    columns=(
        Column("id", N_("Visit"), Record(), hidden=True),
        Column("visited_on", N_("Visited on"), Day()),
        Column("head", N_("Head of household"), Text(width=10)),
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
    village, township = aliased(Place), aliased(Place)
    return (
        select(
            WatchVisit.id.label("id"),
            WatchVisit.visited_on.label("visited_on"),
            Monitored.head.label("head"),
            func.coalesce(township.name, "").label("township"),
            village.name.label("village"),
            WatchVisit.visitors.label("visitors"),
            WatchVisit.found.label("found"),
            WatchVisit.new_risk.label("new_risk"),
            WatchVisit.monitored_id.label("monitored_id"),
            Monitored.household_id.label("household_id"),
            Monitored.village_id.label("village_id"),
        )
        .join(Monitored, Monitored.id == WatchVisit.monitored_id)
        .join(village, village.id == Monitored.village_id)
        .outerjoin(township, township.id == village.parent_id)
        .where(WatchVisit.withdrawn_on.is_(None))
    )


LISTING = Listing(
    VISITS,
    _visits,
    search=("head", "village"),
    order=("-visited_on", "-id"),
    named=("head", "visited_on", "id"),
)
