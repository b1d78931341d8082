"""Acts that meet another person's, or whose outcome a cut line hides: what a form saw, and the act's id."""

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import uuid4

from sqlalchemy import select
from sqlalchemy.orm import Session

from county_desk.models.audit import Event, records_in
from county_desk.models.base import Base
from county_desk.models.case import Case
from county_desk.models.disclosure import Disclosure, Objection
from county_desk.models.household import Household
from county_desk.models.json_text import canonical
from county_desk.models.notice import Notice
from county_desk.text import _
from county_desk.workflow.audit import head, head_seal
from county_desk.workflow.command import Change, Command, Refused
from county_desk.workflow.journal import Changes

_E = Event.__table__.c

OTHER = "changed by"  # no field: the change of another person that a refusal may come from
TABLES = {  # of the lists that the fields of commands name
    "cases": Case.__tablename__,
    "disclosures": Disclosure.__tablename__,
    "households": Household.__tablename__,
    "notices": Notice.__tablename__,
    "objections": Objection.__tablename__,
}

type Columns = dict[tuple[str, str], set[str]]


@dataclass(frozen=True)
class Submission:
    """One act as a form asks for it.

    `seen` is the last event of the history when the form was opened, None when no form was; `operation` names
    the act, so that an act that is sent twice is done once. An act without a form is named when it is done.
    """

    seen: int | None = None
    operation: str = ""


class Overtaken(Refused):
    """Another person changed a record that this act would change, after its form was opened.

    `seen` is the last event now; an act that names it counts as having seen that change.
    """

    def __init__(self, words: str, seen: int) -> None:
        super().__init__({"": words})
        self.seen = seen


class OutcomeUnknown(Refused):
    """The line to the server was cut, and the server cannot yet confirm whether the act was saved."""

    def __init__(self, operation: str) -> None:
        super().__init__({"": _("It is not known yet whether this was saved; looking…")})
        self.operation = operation


def not_saved() -> str:
    """The words for an act that the server did not get."""
    return _("Not saved: the line to the server was cut. Submit it again.")


def begin_submission(session: Session) -> Submission:
    """A new act of a form that is opened now."""
    last = head(session)
    return Submission(last.id if last else 0, uuid4().hex)


def named(session: Session, command: Command, submission: Submission) -> Submission:
    """A submission whose operation has a name: its own, or one that only this act at this place can have.

    It follows from the history and the request, so that the same acts make the same register.
    """
    if submission.operation:
        return submission
    parts = (head_seal(session), type(command).__name__, canonical(command.asked()))
    name = hashlib.sha256("\0".join(parts).encode()).hexdigest()[:32]
    return replace(submission, operation=name)


def refuse_overtaken(session: Session, actor: str, submission: Submission, changes: Changes) -> None:
    """Raise `Overtaken` when another person changed a column that this act changes, after its form opened."""
    mine = _changed(changes)
    if submission.seen is None or not mine:
        return
    later = select(Event).where(_E.id > submission.seen, _E.actor != actor).order_by(_E.id.desc())
    for event in session.scalars(later):
        if _overlap(event.changes, mine):
            last = head(session)
            raise Overtaken(_words(event), last.id)


def name_the_other(
    session: Session, actor: str, submission: Submission, command: Command, problems: Mapping[str, str]
) -> Mapping[str, str]:
    """The problems, and who changed the record that the act is about after its form was opened."""
    if submission.seen is None:
        return problems
    about = set(_records_of(command))
    later = select(Event).where(_E.id > submission.seen, _E.actor != actor).order_by(_E.id.desc())
    for event in session.scalars(later):
        if any((table, number) in about for table, number, _values in records_in(event.changes)):
            words = _("{name} changed this at {moment}: {summary}")
            words = words.format(name=event.actor, moment=_moment(event.at), summary=event.summary)
            return {**problems, OTHER: words}
    return problems


def _records_of(command: Command) -> Iterator[tuple[str, str]]:
    """The records that a command names, as table and number."""
    for name, ask in command.asks().items():
        value = getattr(command, name)
        for number in value if isinstance(value, tuple) else (value,):
            if ask.of in TABLES and number is not None:
                yield TABLES[ask.of], str(number)


def done_before(session: Session, operation: str) -> Change | None:
    """The change of an act that was committed under this id; None when there was none."""
    wanted = select(_E.changes, _E.summary, _E.seal).where(_E.operation == operation)
    found = session.execute(wanted).one_or_none()
    if found is None:
        return None
    return Change(_classes(found.changes), found.summary, seal=found.seal)


def _changed(changes: Changes) -> Columns:
    """The columns that an act changes of records that were there before."""
    found: Columns = {}
    for table, rows in changes.tables.items():
        for number, values in rows.items():
            if isinstance(values, dict) and "id" not in values:  # a new record is noted with its id
                found[table, number] = set(values) - {"version"}
    return found


def _overlap(noted: str, mine: Columns) -> bool:
    return any(mine.get((table, number), set()) & set(values) for table, number, values in records_in(noted))


def _words(event: Event) -> str:
    words = _(
        "{name} changed this at {moment}: {summary}. What you typed is kept: check it, then submit it again "
        "to put it in place."
    )
    return words.format(name=event.actor, moment=_moment(event.at), summary=event.summary)


def _moment(at: datetime) -> str:
    return at.astimezone().strftime("%Y-%m-%d %H:%M")


def _classes(noted: str) -> frozenset[type]:
    """The mapped classes of the tables that an event touched."""
    tables = {table for table, _number, _values in records_in(noted)}
    mapped: Any = Base.registry.mappers
    return frozenset(each.class_ for each in mapped if each.local_table.name in tables)
