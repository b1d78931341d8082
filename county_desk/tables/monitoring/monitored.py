"""Monitored households."""

from datetime import date
from typing import Annotated

from sqlalchemy import case, func, select
from sqlalchemy.orm import Session

from county_desk.fields import (
    Choice,
    Term,
)
from county_desk.models.household import Household, Standing
from county_desk.models.monitored import Intensity, Monitored, RemovalWay
from county_desk.shapes import Shape
from county_desk.tables.area import Area, is_in
from county_desk.tables.declared import Shown, ShownRow, select_of, table_of
from county_desk.tables.listing import Listing, Rows
from county_desk.tables.terms import as_term
from county_desk.tables.usual_fields import TownshipName, VillageName, by_village
from county_desk.text import N_


class MonitoredState(Term):
    """Whether a household is monitored, and why not any more."""

    WATCHED = "watched", N_("Monitored"), Shape.UNDERWAY
    RELEASED = "released", N_("Released"), Shape.FINE
    MISTAKEN = "mistaken", N_("Wrongly monitored"), Shape.NONE


class MonitoredRow(ShownRow):
    """One monitored household; `removed` is blank until the risk is removed."""

    id: Annotated[int, Shown(Monitored.id, N_("Record"))]
    state: Annotated[MonitoredState, Shown(label=N_("State"), kind=Choice(terms=MonitoredState, width=13))]
    head: Annotated[str, Shown(Monitored.head)]
    village: VillageName
    kind: Annotated[str, Shown(Monitored.kind)]
    risks: Annotated[str, Shown(Monitored.risks)]
    visit_due_on: Annotated[date | None, Shown(Monitored.visit_due_on)]
    visited_on: Annotated[date | None, Shown(Monitored.visited_on)]
    intensity: Annotated[Intensity | None, Shown(Monitored.intensity)]
    identified: Annotated[str, Shown(Monitored.identified)]
    removed: Annotated[str, Shown(Monitored.removed)]
    township: TownshipName
    number: Annotated[str, Shown(Monitored.number)]
    id_number: Annotated[str, Shown(Monitored.id_number)]
    entered_on: Annotated[date | None, Shown(Monitored.entered_on, hidden=True)]
    released_on: Annotated[date | None, Shown(Monitored.released_on, hidden=True)]
    way: Annotated[RemovalWay | None, Shown(Monitored.way)]
    standing: Annotated[Standing | None, Shown(Household.standing)]
    entry_case_id: Annotated[int | None, Shown(Monitored.entry_case_id)]
    release_case_id: Annotated[int | None, Shown(Monitored.release_case_id)]
    household_id: Annotated[int | None, Shown(Monitored.household_id)]
    village_id: Annotated[int, Shown(Monitored.village_id, N_("Village record"))]


MONITORED = table_of("monitored", N_("Monitored households"), MonitoredRow)


def _monitored() -> Rows:
    state = case(
        (Monitored.removed == "", MonitoredState.WATCHED.value),
        (Monitored.way == RemovalWay.MISTAKE, MonitoredState.MISTAKEN.value),
        else_=MonitoredState.RELEASED.value,
    )
    found = by_village(select_of(MonitoredRow, state=as_term(state, MonitoredState)), Monitored.village_id)
    with_household = found.outerjoin(Household, Household.id == Monitored.household_id)
    return with_household.where(Monitored.withdrawn_on.is_(None))


def overdue_visits(session: Session, today: date, area: Area | None = None) -> int:
    """Return how many monitored households of an area should have been visited before today."""
    late = (Monitored.removed == "") & (Monitored.visit_due_on < today) & Monitored.withdrawn_on.is_(None)
    wanted = select(func.count(Monitored.id)).outerjoin(Household, Household.id == Monitored.household_id)
    return (
        session.scalar(
            wanted.where(late, Household.withdrawn_on.is_(None), is_in(Monitored.village_id, area))
        )
        or 0
    )


MONITORED_LISTING = Listing(
    MONITORED, _monitored, search=("head", "number", "village"), order=("village_id", "number", "id")
)
