"""Answers of a desk that hold until an act changes what they were read from."""

from collections.abc import Callable, Hashable
from datetime import date
from functools import partial
from threading import Lock
from typing import TYPE_CHECKING, NamedTuple

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from county_desk.models.audit import Event
from county_desk.models.event_record import EventRecord
from county_desk.models.user import Actor
from county_desk.storage.tables_read import note, noting_tables
from county_desk.workflow.audit import head
from county_desk.workflow.command import Keep

if TYPE_CHECKING:
    from county_desk.workflow.desk import Desk

_R = EventRecord.__table__.c
_WRITTEN = select(_R.record).where(_R.event_id > bindparam("since")).distinct()
_HISTORY = frozenset({Event.__tablename__, EventRecord.__tablename__})


class _Moment(NamedTuple):
    """The last act, the day and the person for whom all kept answers hold."""

    act: int
    day: date
    actor: Actor


class _Answer(NamedTuple):
    answer: object
    tables: frozenset[str]


class KeptAnswers:
    """The answers of a desk by question.

    An answer is kept until an act of any desk touches a table that it was read from. A question must read
    the register alone, through the desk, and depend on no time of the day.
    """

    def __init__(self, desk: "Desk") -> None:
        self._desk = desk
        self._moment: _Moment | None = None
        self._answers: dict[Hashable, _Answer] = {}
        self._lock = Lock()

    def renew(self, session: Session) -> Keep:
        """Drop the answers that may have changed since the last time; all of another day or person.

        Returns the way to ask in this session. Once another thread has renewed the answers, it keeps none.
        """
        before, desk = self._moment, self._desk
        with noting_tables():  # a question that is being asked does not depend on the history by this
            last = head(session)
            newest = _Moment(last.id if last else 0, desk.today, desk.actor)
            follows = before is not None and before[1:] == newest[1:] and before.act <= newest.act
            written: frozenset[str] = frozenset()
            if before is not None and before.act < newest.act:
                written = _tables_written(session, before.act) | _HISTORY
        with self._lock:
            if not follows or self._moment != before:
                self._answers.clear()
            for question, (_answer, tables) in list(self._answers.items()):
                if not written.isdisjoint(tables):
                    self._answers.pop(question)
            self._moment = newest
        return partial(self._ask, newest)

    def forget(self) -> None:
        """Drop all answers."""
        self._answers.clear()

    def has(self, question: Hashable) -> bool:
        """Whether the answer to a question is kept."""
        return question in self._answers

    def of[T](self, question: Hashable, ask: Callable[[], T]) -> T:
        """The kept answer to a question, or the answer that `ask` reads now."""
        return self._ask(self._moment, question, ask)

    def _ask[T](self, moment: _Moment | None, question: Hashable, ask: Callable[[], T]) -> T:
        found = self._answers.get(question) if moment == self._moment else None
        if found is None:
            with noting_tables() as tables:
                answer = ask()
            found = _Answer(answer, frozenset(tables))
            with self._lock:
                if moment == self._moment:  # no act was recorded meanwhile
                    self._answers[question] = found
        note(found.tables)
        return found.answer  # type: ignore[return-value]  # the answer to the same question


def _tables_written(session: Session, since: int) -> frozenset[str]:
    """The tables of the records that later acts touched."""
    return frozenset(session.scalars(_WRITTEN, {"since": since}))
