"""Trainings, and the pledges and tasks with their days."""

from datetime import date, timedelta
from typing import Annotated, Any

from sqlalchemy import ColumnElement, case, func
from sqlalchemy.orm import Session

from county_desk.fields import Choice, Term
from county_desk.models.place import Place
from county_desk.models.team import Audience, Training, Undertaking, UndertakingKind
from county_desk.shapes import Shape
from county_desk.tables.area import Area, within
from county_desk.tables.conditions import Condition, Operator
from county_desk.tables.declared import Shown, ShownRow, select_of, table_of
from county_desk.tables.listing import Listing, Query, Rows, count
from county_desk.tables.terms import as_term
from county_desk.text import N_


class TrainingRow(ShownRow):
    """One training as listed."""

    id: Annotated[int, Shown(Training.id, N_("Record"))]
    held_on: Annotated[date, Shown(Training.held_on)]
    title: Annotated[str, Shown(Training.title, width=24)]
    audience: Annotated[Audience, Shown(Training.audience, width=12)]
    place: Annotated[str, Shown(Place.name, N_("Place"), width=12)]
    venue: Annotated[str, Shown(Training.venue, width=16)]
    teachers: Annotated[str, Shown(Training.teachers, width=12)]
    persons: Annotated[int, Shown(Training.persons)]
    participants: Annotated[str, Shown(Training.participants, width=24)]
    place_id: Annotated[int, Shown(Training.place_id, N_("Place record"))]


def _trainings() -> Rows:
    found = select_of(TrainingRow)
    return found.join(Place, Place.id == Training.place_id).where(Training.withdrawn_on.is_(None))


TRAININGS = table_of("trainings", N_("Trainings"), TrainingRow)
TRAININGS_LISTING = Listing(
    TRAININGS, _trainings, search=("title", "place"), order=("-held_on", "-id"), named=("title", "held_on")
)


class UndertakingState(Term):
    """The state of a pledge or task; a late one was not done by its deadline."""

    OPEN = "open", N_("Under way"), Shape.UNDERWAY
    DONE = "done", N_("Done in time"), Shape.FINE
    LATE = "late", N_("Done late"), Shape.WATCH


def _state() -> ColumnElement[Any]:
    state = case(
        (Undertaking.done_on.is_(None), UndertakingState.OPEN.value),
        (Undertaking.done_on > Undertaking.due_on, UndertakingState.LATE.value),
        else_=UndertakingState.DONE.value,
    )
    return as_term(state, UndertakingState)


class UndertakingRow(ShownRow):
    """One pledge or task as listed."""

    id: Annotated[int, Shown(Undertaking.id, N_("Pledge or task"))]
    state: Annotated[UndertakingState, Shown(_state, N_("State"), Choice(terms=UndertakingState, width=10))]
    kind: Annotated[UndertakingKind, Shown(Undertaking.kind, width=12)]
    place: Annotated[str, Shown(Place.name, N_("Place"), width=12)]
    year: Annotated[int, Shown(Undertaking.year)]
    target: Annotated[str, Shown(Undertaking.target, width=30)]
    responsible: Annotated[str, Shown(Undertaking.responsible, width=10)]
    unit: Annotated[str, Shown(Undertaking.unit, width=14)]
    given_to: Annotated[str, Shown(Undertaking.given_to, width=14)]
    signed_on: Annotated[date, Shown(Undertaking.signed_on)]
    due_on: Annotated[date, Shown(Undertaking.due_on)]
    done_on: Annotated[date | None, Shown(Undertaking.done_on)]
    result: Annotated[str, Shown(Undertaking.result, width=24)]
    place_id: Annotated[int, Shown(Undertaking.place_id, N_("Place record"))]


def _undertakings() -> Rows:
    found = select_of(UndertakingRow, result=func.coalesce(Undertaking.result, ""))
    return found.join(Place, Place.id == Undertaking.place_id).where(Undertaking.withdrawn_on.is_(None))


PLEDGES = table_of("pledges", N_("Pledges and tasks"), UndertakingRow)
PLEDGES_LISTING = Listing(
    PLEDGES,
    _undertakings,
    search=("target", "responsible", "place"),
    order=("-state", "due_on", "id"),
    named=("target", "due_on"),
)


def overdue_pledges(session: Session, today: date, area: Area | None) -> int:
    """How many pledges and tasks of an area are overdue."""
    late = Condition("due_on", Operator.AT_MOST, today - timedelta(days=1))
    wanted = Query(where={"state": UndertakingState.OPEN}, conditions=(late,))
    return count(session, PLEDGES_LISTING, within(PLEDGES_LISTING, wanted, area))
