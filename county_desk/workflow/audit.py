"""Writing the history, and proving it: the chain of seals, and the state against its history."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select, text
from sqlalchemy.orm import Session

from county_desk.models.audit import Event
from county_desk.text import _
from county_desk.workflow.command import Change, Command, Work
from county_desk.workflow.journal import Changes, replay_breaks

CHAIN_LOCK = 0x434B  # one key for every writer of a register on PostgreSQL


def canonical(value: Any) -> str:
    """The one way in which the history writes JSON."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def head(session: Session) -> Event | None:
    """The last event of the history."""
    return session.scalar(select(Event).order_by(Event.id.desc()).limit(1))


def lock(session: Session) -> None:
    """Let one writer at a time reach the head of the chain (SQLite's BEGIN IMMEDIATE already does)."""
    if session.get_bind().dialect.name == "postgresql":
        session.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": CHAIN_LOCK})


def record(work: Work, command: Command, change: Change, changes: Changes) -> str:
    """Seal one finished command onto the end of the chain; returns its seal."""
    last = head(work.session)
    event = Event(
        id=last.id + 1 if last else 1,
        at=work.now,
        actor=work.actor.name,
        role=work.actor.role.value,
        command=type(command).__name__,
        request=canonical(command.asked()),
        summary=change.summary,
        changes=canonical(changes.plain()),
        algorithm="sha256",
        previous=last.seal if last else "",
    )
    event.seal = event.sealed()
    work.session.add(event)
    work.session.flush()
    return event.seal


@dataclass(frozen=True)
class Proof:
    """What a verification found. `breaks` are sentences, the first break first."""

    events: int
    head: str
    chain: tuple[str, ...]
    replay: tuple[str, ...]

    @property
    def ok(self) -> bool:
        """Whether the history is whole and the state is what it says."""
        return not (self.chain or self.replay)


def verify(session: Session) -> Proof:
    """Recompute every seal, and compare every record with what the history says of it."""
    count, last = 0, ""
    chain: list[str] = []
    for event, broken in _chain(session):
        count, last = count + 1, event.seal
        if broken and not chain:
            chain.append(broken)
    return Proof(count, last, tuple(chain), tuple(replay_breaks(session)))


def _chain(session: Session) -> Iterator[tuple[Event, str]]:
    previous, number = "", 0
    for event in session.scalars(select(Event).order_by(Event.id).execution_options(yield_per=1000)):
        number += 1
        broken = ""
        if event.id != number:
            broken = _("event {number} is missing").format(number=number)
        elif event.previous != previous:
            broken = _("event {number} does not follow the one before").format(number=event.id)
        elif event.seal != event.sealed():
            broken = _("event {number} was changed").format(number=event.id)
        yield event, broken
        previous, number = event.seal, event.id
