"""Monitored households."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import case, func, select
from sqlalchemy.orm import Session, aliased

from county_desk.facts.kinds import WordText
from county_desk.fields import (
    Choice,
    Code,
    Column,
    Day,
    IdNumber,
    Record,
    Table,
    Term,
    Text,
)
from county_desk.models.household import Household, Standing
from county_desk.models.monitored import Intensity, Monitored, RemovalWay
from county_desk.models.place import Place
from county_desk.shapes import Shape
from county_desk.tables.listing import Listing, Rows
from county_desk.tables.terms import as_term
from county_desk.text import N_


class MonitoredState(Term):
    """Whether a household is monitored, and why not any more."""

    WATCHED = "watched", N_("Monitored"), Shape.UNDERWAY
    RELEASED = "released", N_("Released"), Shape.FINE
    MISTAKEN = "mistaken", N_("Wrongly monitored"), Shape.NONE


@dataclass(frozen=True, slots=True)
class MonitoredRow:
    """One monitored household; `removed` is blank until the risk is removed."""

    id: int
    state: MonitoredState
    head: str
    village: str
    kind: str
    risks: str
    visit_due_on: date | None
    visited_on: date | None
    intensity: Intensity | None
    identified: str
    removed: str
    township: str
    number: str
    id_number: str
    entered_on: date | None
    released_on: date | None
    way: RemovalWay | None
    standing: Standing | None
    entry_case_id: int | None
    release_case_id: int | None
    household_id: int | None
    village_id: int


MONITORED = Table(
    key="monitored",
    title=N_("Monitored households"),
    row=MonitoredRow,
    columns=(
        Column("id", N_("Record"), Record(), hidden=True),
        Column("state", N_("State"), Choice(terms=MonitoredState, width=13)),
        Column("head", N_("Head of household"), Text(width=10)),
        Column("village", N_("Village"), Text(width=12)),
        Column("kind", N_("Kind of monitoring"), WordText(title="监测对象类别", width=14)),
        Column("risks", N_("Risks"), WordText(title="致贫返贫风险1", width=20)),
        Column("visit_due_on", N_("Next visit by"), Day()),
        Column("visited_on", N_("Last visit"), Day()),
        Column("intensity", N_("Intensity"), Choice(terms=Intensity)),
        Column("identified", N_("Identified"), Text(width=10)),
        Column("removed", N_("Risk removed"), Text(width=10)),
        Column("township", N_("Township"), Text(width=10)),
        Column("number", N_("Household number"), Code(width=20)),
        Column("id_number", N_("Identity number"), IdNumber()),
        Column("entered_on", N_("Entry announced"), Day(), hidden=True),
        Column("released_on", N_("Release announced"), Day(), hidden=True),
        Column("way", N_("How the risk went"), Choice(terms=RemovalWay)),
        Column("standing", N_("Standing in the register"), Choice(terms=Standing)),
        Column("entry_case_id", N_("Case of the entry"), Record(), hidden=True),
        Column("release_case_id", N_("Case of the release"), Record(), hidden=True),
        Column("household_id", N_("Household"), Record(), hidden=True),
        Column("village_id", N_("Village record"), Record(), hidden=True),
    ),
)


def _monitored() -> Rows:
    township = aliased(Place)
    state = case(
        (Monitored.removed == "", MonitoredState.WATCHED.value),
        (Monitored.way == RemovalWay.MISTAKE, MonitoredState.MISTAKEN.value),
        else_=MonitoredState.RELEASED.value,
    )
    return (
        select(
            Monitored.id.label("id"),
            as_term(state, MonitoredState).label("state"),
            Monitored.head.label("head"),
            Place.name.label("village"),
            Monitored.kind.label("kind"),
            Monitored.risks.label("risks"),
            Monitored.visit_due_on.label("visit_due_on"),
            Monitored.visited_on.label("visited_on"),
            Monitored.intensity.label("intensity"),
            Monitored.identified.label("identified"),
            Monitored.removed.label("removed"),
            func.coalesce(township.name, "").label("township"),
            Monitored.number.label("number"),
            Monitored.id_number.label("id_number"),
            Monitored.entered_on.label("entered_on"),
            Monitored.released_on.label("released_on"),
            Monitored.way.label("way"),
            Household.standing.label("standing"),
            Monitored.entry_case_id.label("entry_case_id"),
            Monitored.release_case_id.label("release_case_id"),
            Monitored.household_id.label("household_id"),
            Monitored.village_id.label("village_id"),
        )
        .join(Place, Place.id == Monitored.village_id)
        .outerjoin(township, township.id == Place.parent_id)
        .outerjoin(Household, Household.id == Monitored.household_id)
        .where(Monitored.withdrawn_on.is_(None))
    )


def overdue_visits(session: Session, today: date) -> int:
    """Return how many monitored households should have been visited before today."""
    late = (Monitored.removed == "") & (Monitored.visit_due_on < today) & Monitored.withdrawn_on.is_(None)
    wanted = select(func.count(Monitored.id)).outerjoin(Household, Household.id == Monitored.household_id)
    return session.scalar(wanted.where(late, Household.withdrawn_on.is_(None))) or 0


MONITORED_LISTING = Listing(
    MONITORED, _monitored, search=("head", "number", "village"), order=("village_id", "number", "id")
)
