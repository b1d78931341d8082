"""Writing the history, and proving it: the chain of seals, and the state against its history."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, insert, select, text
from sqlalchemy.orm import Session

from county_desk.models.audit import ALGORITHMS, NEWEST, Event
from county_desk.models.event_record import EventRecord
from county_desk.models.json_text import canonical
from county_desk.models.record_kind import record_kinds
from county_desk.models.user import User
from county_desk.storage.engine import let_go
from county_desk.storage.schema import compare_schema
from county_desk.storage.server_line import CHANNEL
from county_desk.tables.history.record_names import names_of
from county_desk.tables.history.record_words import column_label, record_name
from county_desk.tables.large_lists import list_breaks
from county_desk.tables.many_rows import rows_of
from county_desk.text import _, _n
from county_desk.workflow.command import Change, Command, Work
from county_desk.workflow.journal import GUARDING, Changes
from county_desk.workflow.replay import (
    decoding,
    key_breaks,
    original_breaks,
    paper_breaks,
    replay_breaks,
    text_breaks,
)

_E = Event.__table__.c
_HEAD = select(_E.id, _E.at, _E.seal).order_by(_E.id.desc()).limit(1)
_NEW = insert(Event.__table__)  # type: ignore[arg-type]
_RECORDS = insert(EventRecord.__table__)  # type: ignore[arg-type]
_LOCKED = "head"  # in the info of a session with the lock: the last event, once it was read
_EVENTS, _CHARACTERS = 1000, 1_000_000  # that are read at once
CHAIN_LOCK = 0x434B  # one key for every writer of a register on PostgreSQL


def head(session: Session) -> Any:
    """The last event of the history, as its number, its moment and its seal; None before the first.

    A session with the lock reads it once, and then knows it by its own acts.
    """
    if _LOCKED not in session.info:
        return session.execute(_HEAD).one_or_none()
    if session.info[_LOCKED] is None:
        session.info[_LOCKED] = session.execute(_HEAD).one_or_none()
    return session.info[_LOCKED]


def head_seal(session: Session) -> str:
    """The last seal of the history; while it is the same, nothing was written. "" before the first."""
    last = head(session)
    return last.seal if last else ""


def lock(session: Session) -> None:
    """Let one writer at a time reach the head of the chain (SQLite's BEGIN IMMEDIATE already does)."""
    session.info[_LOCKED] = None
    if session.get_bind().dialect.name == "postgresql":
        session.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": CHAIN_LOCK})


def record(
    work: Work, command: Command, change: Change, changes: Changes, operation: str | None = None
) -> Event:
    """Seal one finished command onto the end of the chain, under its operation's id; returns its event."""
    name = type(command).__name__
    if changes.guarded() and name not in GUARDING:
        raise RuntimeError(f"{name} changes what is guarded: add it to GUARDING in workflow/journal.py")
    last = head(work.session)
    event = Event(
        id=last.id + 1 if last else 1,
        at=work.now,
        actor=work.actor.name,
        role=work.actor.role.value,
        command=name,
        request=canonical(command.asked()),
        summary=change.summary,
        changes=changes.written_out(),
        algorithm=NEWEST,
        previous=last.seal if last else "",
        operation=operation,
    )
    event.seal = event.sealed()
    work.session.execute(_NEW, {column.key: getattr(event, column.key) for column in Event.__table__.columns})
    if records := [each.as_row(event.id) for each in changes.touched()]:
        work.session.execute(_RECORDS, records)
    work.session.info[_LOCKED] = event
    call(work.session, event.seal)
    return event


def call(session: Session, word: str) -> None:
    """Have a server call the other desks once this transaction is committed; a file has no others."""
    if session.get_bind().dialect.name == "postgresql":
        session.execute(text("SELECT pg_notify(:channel, :word)"), {"channel": CHANNEL, "word": word})


@dataclass(frozen=True)
class Proof:
    """The result of a verification: breaks of the chain and of the state as sentences, the first break first.

    `disorder` names terms that end before they begin. An earlier version recorded some; they break nothing.
    """

    events: int
    head: str
    chain: tuple[str, ...]
    replay: tuple[str, ...]
    disorder: tuple[str, ...] = ()

    @property
    def ok(self) -> bool:
        """Whether the history is whole and the state follows from it."""
        return not (self.chain or self.replay)

    def sentence(self) -> str:
        """The result in words: all holds, or one line for each break, the first twenty of the records."""
        if not self.ok:
            return "\n".join((*self.chain, *self.replay[:20]))
        whole = _n(
            "{count} event; the chain is whole, and every record is what the history says. Head: {head}",
            "{count} events; the chain is whole, and every record is what the history says. Head: {head}",
            self.events,
        ).format(count=self.events, head=self.head)
        return "\n".join((whole, *self.disorder[:20]))


def verify(session: Session) -> Proof:
    """Recompute every seal; compare the schema with the models, all records and papers with the history."""
    count, last = 0, ""
    chain: list[str] = []
    for seal, broken in events_proven(session):
        count, last = count + 1, seal
        if broken and not chain:
            chain.append(broken)
    schema = compare_schema(session.connection())
    state = [*schema.breaks, *_actors_without_account(session)]
    state += () if schema.unreadable else text_breaks(session)  # names a file, before its record does
    state += replay_breaks(session, schema.unreadable)
    if not schema.unreadable:
        state += [*key_breaks(session), *original_breaks(session), *paper_breaks(session)]
        state += list_breaks(session)
    disorder = () if schema.unreadable else tuple(terms_in_disorder(session))
    return Proof(count, last, tuple(chain), tuple(state), disorder)


def events_proven(session: Session, after: int = 0) -> Iterator[tuple[str, str]]:
    """The seal of every event after a number, and the break found there; "" without one."""
    before = select(_E.seal).where(_E.id == after)
    previous, expected, algorithm = session.scalar(before) or "", after, ""
    for number, event in _events(session, after):
        expected += 1
        broken = ""
        if number != expected:
            broken = _("event {number} is missing").format(number=expected)
        elif event is not None and event.previous != previous:
            broken = _("event {number} does not follow the one before").format(number=number)
        elif event is None or not event.genuine() or _older(event.algorithm, algorithm):
            broken = _("event {number} was changed").format(number=number)
        previous, expected = event.seal if event else "", number
        algorithm = event.algorithm if event else algorithm
        yield previous, broken


def _actors_without_account(session: Session) -> Iterator[str]:
    """A sentence for each name that acted and never had an account; an account is never removed."""
    first = select(func.min(_E.id), _E.actor).where(_E.actor.not_in(select(User.name))).group_by(_E.actor)
    for number, name in session.execute(first.order_by(func.min(_E.id))):
        yield _("event {number} is by {name}, who has no account").format(number=number, name=name)


def _older(algorithm: str, before: str) -> bool:
    """Whether an event was sealed in an older way than the one before it."""
    names = list(ALGORITHMS)
    return before in names and names.index(algorithm) < names.index(before)


def _events(session: Session, after: int) -> Iterator[tuple[int, Event | None]]:
    """Every later event with its number, in order; None for one that was changed beyond reading."""
    wanted = select(_E.id, func.length(_E.changes)).where(_E.id > after).order_by(_E.id)
    for some in _portions(rows_of(session, wanted)):
        yield from _readable(session, some)
        let_go(session)


def _portions(sizes: Iterable[tuple[int, int | None]]) -> Iterator[list[int]]:
    """The numbers of events that are read at once: many small ones, or one that took in a whole file."""
    some, held = list[int](), 0
    for number, size in sizes:
        held += size or 0
        if some and (len(some) == _EVENTS or held > _CHARACTERS):
            yield some
            some, held = [], size or 0
        some.append(number)
    if some:
        yield some


def _readable(session: Session, numbers: Sequence[int]) -> list[tuple[int, Event | None]]:
    wanted = select(Event).where(Event.id.between(numbers[0], numbers[-1])).order_by(Event.id)
    try:
        with decoding():
            return [(event.id, event) for event in session.scalars(wanted)]
    except (ValueError, TypeError):
        if len(numbers) == 1:
            return [(numbers[0], None)]
        half = len(numbers) // 2
        return _readable(session, numbers[:half]) + _readable(session, numbers[half:])


def terms_in_disorder(session: Session) -> Iterator[str]:
    """A sentence for each declared term with a last day before its first."""
    for table, kind in record_kinds().items():
        for first, last in kind.terms:
            wanted = select(kind.number, first, last).where(last < first).order_by(kind.number)
            rows = list(session.execute(wanted))
            names = names_of(session, [(table, number) for number, _begun, _ended in rows])
            words = _("{record} {name}: “{last}” {ended} lies before “{first}” {begun}")
            for number, begun, ended in rows:
                yield words.format(
                    record=record_name(table),
                    name=names.get((table, number), number),
                    last=column_label(table, last.key),
                    first=column_label(table, first.key),
                    begun=begun,
                    ended=ended,
                )
