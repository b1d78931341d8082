"""Trainings, and the pledges and tasks with their days."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import case, func, select

from county_desk.fields import Choice, Column, Count, Day, Record, Table, Term, Text, Year
from county_desk.models.place import Place
from county_desk.models.team import Audience, Training, Undertaking, UndertakingKind
from county_desk.tables.listing import Listing, Rows
from county_desk.tables.terms import as_term
from county_desk.text import N_


@dataclass(frozen=True, slots=True)
class TrainingRow:
    """One training as listed."""

    id: int
    held_on: date
    title: str
    audience: Audience
    place: str
    venue: str
    teachers: str
    persons: int
    participants: str
    place_id: int


TRAININGS = Table(
    key="trainings",
    title=N_("Trainings"),
    row=TrainingRow,
    columns=(
        Column("id", N_("Record"), Record(), hidden=True),
        Column("held_on", N_("Held on"), Day()),
        Column("title", N_("Subject of the training"), Text(width=24)),
        Column("audience", N_("Training for"), Choice(terms=Audience, width=12)),
        Column("place", N_("Place"), Text(width=12)),
        Column("venue", N_("Venue"), Text(width=16)),
        Column("teachers", N_("Teachers"), Text(width=12)),
        Column("persons", N_("Persons trained"), Count()),
        Column("participants", N_("Who took part"), Text(width=24)),
        Column("place_id", N_("Place record"), Record(), hidden=True),
    ),
)


def _trainings() -> Rows:
    return (
        select(
            Training.id.label("id"),
            Training.held_on.label("held_on"),
            Training.title.label("title"),
            Training.audience.label("audience"),
            Place.name.label("place"),
            Training.venue.label("venue"),
            Training.teachers.label("teachers"),
            Training.persons.label("persons"),
            Training.participants.label("participants"),
            Training.place_id.label("place_id"),
        )
        .join(Place, Place.id == Training.place_id)
        .where(Training.withdrawn_on.is_(None))
    )


TRAININGS_LISTING = Listing(
    TRAININGS, _trainings, search=("title", "place"), order=("-held_on", "-id"), named=("title", "held_on")
)


class UndertakingState(Term):
    """The state of a pledge or task; a late one was not done by its deadline."""

    OPEN = "open", N_("Under way")
    DONE = "done", N_("Done in time")
    LATE = "late", N_("Done late")


@dataclass(frozen=True, slots=True)
class UndertakingRow:
    """One pledge or task as listed."""

    id: int
    state: UndertakingState
    kind: UndertakingKind
    place: str
    year: int
    target: str
    responsible: str
    unit: str
    given_to: str
    signed_on: date
    due_on: date
    done_on: date | None
    result: str
    place_id: int


PLEDGES = Table(
    key="pledges",
    title=N_("Pledges and tasks"),
    row=UndertakingRow,
    columns=(
        Column("id", N_("Pledge or task"), Record(), hidden=True),
        Column("state", N_("State"), Choice(terms=UndertakingState, width=10)),
        Column("kind", N_("Kind"), Choice(terms=UndertakingKind, width=12)),
        Column("place", N_("Place"), Text(width=12)),
        Column("year", N_("Year"), Year()),
        Column("target", N_("Target"), Text(width=30)),
        Column("responsible", N_("Person responsible"), Text(width=10)),
        Column("unit", N_("Unit responsible"), Text(width=14)),
        Column("given_to", N_("Given to"), Text(width=14)),
        Column("signed_on", N_("Signed or set on"), Day()),
        Column("due_on", N_("To be done by"), Day()),
        Column("done_on", N_("Done on"), Day()),
        Column("result", N_("Result"), Text(width=24)),
        Column("place_id", N_("Place record"), Record(), hidden=True),
    ),
)


def _undertakings() -> Rows:
    state = case(
        (Undertaking.done_on.is_(None), UndertakingState.OPEN.value),
        (Undertaking.done_on > Undertaking.due_on, UndertakingState.LATE.value),
        else_=UndertakingState.DONE.value,
    )
    return (
        select(
            Undertaking.id.label("id"),
            as_term(state, UndertakingState).label("state"),
            Undertaking.kind.label("kind"),
            Place.name.label("place"),
            Undertaking.year.label("year"),
            Undertaking.target.label("target"),
            Undertaking.responsible.label("responsible"),
            Undertaking.unit.label("unit"),
            Undertaking.given_to.label("given_to"),
            Undertaking.signed_on.label("signed_on"),
            Undertaking.due_on.label("due_on"),
            Undertaking.done_on.label("done_on"),
            func.coalesce(Undertaking.result, "").label("result"),
            Undertaking.place_id.label("place_id"),
        )
        .join(Place, Place.id == Undertaking.place_id)
        .where(Undertaking.withdrawn_on.is_(None))
    )


PLEDGES_LISTING = Listing(
    PLEDGES,
    _undertakings,
    search=("target", "responsible", "place"),
    order=("-state", "due_on", "id"),
    named=("target", "due_on"),
)
