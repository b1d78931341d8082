"""The history as a list: each act in one sentence, found by its actor or its subject."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Annotated

from sqlalchemy import case, select
from sqlalchemy.orm import Session

from county_desk.fields import Code, Column, Count, Moment, Record, Text
from county_desk.models.audit import Event, history_code
from county_desk.tables.declared import Shown, ShownRow, select_of, table_of
from county_desk.tables.history.act_details import RecordedAct, details_of_acts
from county_desk.tables.history.act_sentences import ActSentence
from county_desk.tables.history.act_words import SILENT, ActName
from county_desk.tables.history.acts_about import ABOUT, NARROWINGS
from county_desk.tables.history.acts_done import ACT_NAME
from county_desk.tables.history.record_labels import RECORD_LABELS
from county_desk.tables.listing import Listing, Rows
from county_desk.tables.procedure_words import RoleName
from county_desk.text import N_


class EventRow(ShownRow):
    """One event of the history; `summary` is a `RecordedAct` once the row is complete."""

    id: Annotated[int, Shown(Event.id, N_("No."), Count(width=7))]
    at: Annotated[datetime, Shown(Event.at, N_("Time"), Moment())]
    actor: Annotated[str, Shown(Event.actor, N_("Done by"), Text(width=10))]
    summary: Annotated[str, Shown(label=N_("What was done"), kind=ActSentence())]
    role: Annotated[str, Shown(Event.role, N_("Role"), RoleName())]
    command: Annotated[str, Shown(label=N_("Act"), kind=ActName(width=18), hidden=True)]
    seal: Annotated[str, Shown(Event.seal, N_("Seal"), Code(width=20), hidden=True)]


EVENTS = table_of(
    "history",
    N_("History"),
    EventRow,
    tuple(Column(record, RECORD_LABELS[record].name, Record()) for record in ABOUT),
)


def _events() -> Rows:
    silent = Event.command.in_(SILENT)
    return select_of(
        EventRow,
        summary=case((silent, ""), else_=Event.summary),
        command=case((silent, SILENT[0]), else_=ACT_NAME),
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
