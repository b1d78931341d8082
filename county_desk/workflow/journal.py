"""What a command changed, record by record, so that the history can rebuild the state.

The journal listens to the session while one command runs. Everything that reaches the database
through the session is noted; bulk inserts go through `insert_rows`, which notes them too.
"""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import Connection, event, func, insert, inspect, select
from sqlalchemy.orm import Mapper, Session

from county_desk.models.audit import Event
from county_desk.models.base import Base, Kept
from county_desk.text import _
from county_desk.workflow.command import plain

type Row = dict[str, Any]

SECRET = {("user", "password")}  # columns that the history never holds, so cannot prove either


@dataclass
class Changes:
    """New and changed columns by table and record number: a first note is the whole record."""

    tables: dict[str, dict[str, Row]] = field(default_factory=dict)

    def note(self, table: str, number: object, values: Mapping[str, Any]) -> None:
        """Remember what a record's columns became."""
        row = self.tables.setdefault(table, {}).setdefault(str(number), {})
        row.update({name: kept(value) for name, value in values.items() if (table, name) not in SECRET})

    def plain(self) -> dict[str, dict[str, Row]]:
        """As canonical JSON carries it."""
        return self.tables


@contextmanager
def listening(session: Session) -> Iterator[Changes]:
    """Note all that the session writes inside the block."""
    changes = Changes()
    session.info["changes"] = changes
    event.listen(session, "before_flush", _deletes_nothing)
    event.listen(session, "after_flush", _note_flush)
    try:
        yield changes
    finally:
        event.remove(session, "after_flush", _note_flush)
        event.remove(session, "before_flush", _deletes_nothing)
        session.info.pop("changes", None)


def insert_rows(session: Session, mapped: type[Base], rows: Sequence[Row]) -> None:
    """Insert many records at once, with their numbers given; the journal notes each."""
    if not rows:
        return
    session.execute(insert(mapped), list(rows))
    _count_on(session, mapped)
    changes: Changes = session.info["changes"]
    for row in rows:
        changes.note(mapped.__tablename__, row["id"], row)


def _count_on(session: Session, mapped: type[Base]) -> None:
    """Let a PostgreSQL sequence go on after numbers that were given to it, not by it."""
    if session.get_bind().dialect.name != "postgresql":
        return
    table = mapped.__table__
    last = select(func.max(table.c.id)).scalar_subquery()
    quoted = f'"{table.name}"'  # type: ignore[attr-defined]
    session.execute(select(func.setval(func.pg_get_serial_sequence(quoted, "id"), last)))


def next_number(session: Session, mapped: type[Kept]) -> int:
    """The next free record number, for bulk inserts."""
    last = session.scalar(select(mapped.id).order_by(mapped.id.desc()).limit(1))
    return (last or 0) + 1


def kept(value: Any) -> Any:
    """A column's value as the history writes it, whatever scale or zone it came in with."""
    if isinstance(value, Decimal):
        return f"{value:.2f}"
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    return plain(value)


def _deletes_nothing(session: Session, *_rest: Any) -> None:
    if session.deleted:
        raise RuntimeError("records are withdrawn, never deleted")


def _note_flush(session: Session, *_rest: Any) -> None:
    changes: Changes = session.info["changes"]
    # the session makes these sets anew each time it is asked for them
    for record in session.new:
        _note_record(changes, record, whole=True)
    for record in session.dirty:
        _note_record(changes, record, whole=False)


def _note_record(changes: Changes, record: Any, *, whole: bool) -> None:
    if isinstance(record, Event):
        return
    state = inspect(record)
    mapper: Mapper[Any] = state.mapper
    columns = {
        prop.columns[0].name: getattr(record, prop.key)
        for prop in mapper.column_attrs
        if whole or state.attrs[prop.key].history.has_changes()
    }
    if columns:
        if isinstance(record, Kept):
            columns["version"] = record.version
        changes.note(mapper.local_table.name, record.id, columns)  # type: ignore[attr-defined]


def replay_breaks(session: Session) -> Iterator[str]:
    """Where the state is not what the history says, as sentences."""
    expected = _replayed(session)
    connection = session.connection()
    for table in Base.metadata.sorted_tables:
        if table.name == Event.__tablename__:
            continue
        yield from _compare(connection, table.name, expected.pop(table.name, {}))
    for name in expected:
        yield _("the history knows a table {table} that this register has not").format(table=name)


def _replayed(session: Session) -> dict[str, dict[str, Row]]:
    """Every record as the history left it; an event that nobody can read any more changes nothing."""
    state: dict[str, dict[str, Row]] = {}
    events = select(Event.changes).order_by(Event.id).execution_options(yield_per=1000)
    for noted in session.scalars(events):
        try:
            changed = json.loads(noted)
        except ValueError:
            continue
        for table, rows in changed.items():
            records = state.setdefault(table, {})
            for number, values in rows.items():
                records.setdefault(number, {}).update(values)
    return state


def _compare(connection: Connection, name: str, expected: dict[str, Row]) -> Iterable[str]:
    table = Base.metadata.tables[name]
    try:
        found = connection.execute(select(table)).mappings().all()
    except (ValueError, TypeError, ArithmeticError, LookupError):
        yield _("{table} holds a value that nobody can read").format(table=name)
        return
    for row in found:
        known = expected.pop(str(row["id"]), None)
        if known is None:
            yield _("{table} {number} is not in the history").format(table=name, number=row["id"])
            continue
        for column, value in row.items():
            if (name, column) not in SECRET and kept(value) != known.get(column):
                yield _("{table} {number}: {column} is not what the history says").format(
                    table=name, number=row["id"], column=column
                )
    for number in expected:
        yield _("{table} {number} is in the history but not in the register").format(
            table=name, number=number
        )
