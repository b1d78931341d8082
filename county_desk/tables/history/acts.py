"""The history as a list: each act in one sentence, found by its actor or its subject."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import case, select
from sqlalchemy.orm import Session

from county_desk.fields import Code, Column, Count, Moment, Record, Table, Text
from county_desk.models.audit import Event, history_code
from county_desk.tables.history.act_details import RecordedAct, details_of_acts
from county_desk.tables.history.act_sentences import ActSentence
from county_desk.tables.history.act_words import SILENT, ActName
from county_desk.tables.history.acts_about import ABOUT, NARROWINGS
from county_desk.tables.history.record_words import RECORD_LABELS
from county_desk.tables.listing import Listing, Rows
from county_desk.tables.words import RoleName
from county_desk.text import N_


@dataclass(frozen=True, slots=True)
class EventRow:
    """One event of the history; `summary` is a `RecordedAct` once the row is complete."""

    id: int
    at: datetime
    actor: str
    summary: str
    role: str
    command: str
    seal: str


EVENTS = Table(
    key="history",
    title=N_("History"),
    row=EventRow,
    columns=(
        Column("id", N_("No."), Count(width=7)),
        Column("at", N_("Time"), Moment()),
        Column("actor", N_("Done by"), Text(width=10)),
        Column("summary", N_("What was done"), ActSentence()),
        Column("role", N_("Role"), RoleName()),
        Column("command", N_("Act"), ActName(width=18), hidden=True),
        Column("seal", N_("Seal"), Code(width=20), hidden=True),
    ),
    beside=tuple(Column(record, RECORD_LABELS[record].name, Record()) for record in ABOUT),
)


def _events() -> Rows:
    silent = Event.command.in_(SILENT)
    return select(
        Event.id.label("id"),
        Event.at.label("at"),
        Event.actor.label("actor"),
        case((silent, ""), else_=Event.summary).label("summary"),
        Event.role.label("role"),
        case((silent, SILENT[0]), else_=Event.command).label("command"),
        Event.seal.label("seal"),
    )


def history_head(session: Session) -> str:
    """The number of the last act and the code of its seal, for papers that the history can prove."""
    last = session.execute(select(Event.id, Event.seal).order_by(Event.id.desc()).limit(1)).one_or_none()
    return f"{last.id} · {history_code(last.seal)}" if last else ""


def _with_details(session: Session, rows: Sequence[EventRow]) -> list[EventRow]:
    """Add the details of each act, from which a sentence is made in the reader's language."""
    details = details_of_acts(session, [row.id for row in rows])
    return [replace(row, summary=RecordedAct(row.summary, details[row.id])) for row in rows]


EVENTS_LISTING = Listing(
    EVENTS,
    _events,
    search=("actor", "summary"),
    order=("-id",),
    complete=_with_details,
    narrowings=NARROWINGS,
    sealed=True,
)
