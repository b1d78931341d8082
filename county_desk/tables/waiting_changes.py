"""Changes of households that wait for the window of the year, the oldest first."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import aliased

from county_desk.fields import Choice, Code, Column, Day, Record, Table, Text
from county_desk.models.household import Household
from county_desk.models.place import Place
from county_desk.models.user import User
from county_desk.models.waiting_change import WaitingAct, WaitingChange
from county_desk.tables.listing import Listing, Rows
from county_desk.text import N_


@dataclass(frozen=True, slots=True)
class WaitingRow:
    """One change that waits; `opens_on` is None while no document gives the next window."""

    id: int
    number: str
    head: str
    township: str | None
    village: str
    act: WaitingAct
    happened_on: date
    opens_on: date | None
    recorded_on: date
    recorded_by: str
    household_id: int
    village_id: int


WAITING = Table(
    key="waiting_changes",
    title=N_("Waiting changes"),
    row=WaitingRow,
    columns=(
        Column("id", N_("Waiting change"), Record(), hidden=True),
        Column("number", N_("Household number"), Code(width=20)),
        Column("head", N_("Head of household"), Text(width=10)),
        Column("township", N_("Township"), Text(width=10)),
        Column("village", N_("Village"), Text(width=12)),
        Column("act", N_("What waits"), Choice(terms=WaitingAct, width=20)),
        Column("happened_on", N_("Happened on"), Day()),
        Column("opens_on", N_("Window opens on"), Day()),
        Column("recorded_on", N_("Recorded on"), Day()),
        Column("recorded_by", N_("Recorded by"), Text(width=10)),
        Column("household_id", N_("Household"), Record(), hidden=True),
        Column("village_id", N_("Village record"), Record(), hidden=True),
    ),
)


def _waiting() -> Rows:
    township = aliased(Place)
    return (
        select(
            WaitingChange.id.label("id"),
            Household.number.label("number"),
            Household.head.label("head"),
            township.name.label("township"),
            Place.name.label("village"),
            WaitingChange.act.label("act"),
            WaitingChange.happened_on.label("happened_on"),
            WaitingChange.opens_on.label("opens_on"),
            WaitingChange.recorded_on.label("recorded_on"),
            User.name.label("recorded_by"),
            WaitingChange.household_id.label("household_id"),
            Household.village_id.label("village_id"),
        )
        .join(Household, Household.id == WaitingChange.household_id)
        .join(Place, Place.id == Household.village_id)
        .outerjoin(township, township.id == Place.parent_id)
        .join(User, User.id == WaitingChange.recorded_by)
        .where(WaitingChange.withdrawn_on.is_(None), WaitingChange.entered_on.is_(None))
    )


LISTING = Listing(
    WAITING,
    _waiting,
    search=("head", "number", "village"),
    order=("happened_on", "id"),
    named=("head", "act", "happened_on"),
)
