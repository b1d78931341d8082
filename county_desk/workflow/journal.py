"""Notes the changes by a command, record by record, so that the history can rebuild the state.

The journal listens to the session while one command runs. It notes everything that reaches the database
through the session, and bulk inserts through `insert_rows`. The keys by which names are sorted and found are
never noted: they follow from the names.
"""

import hashlib
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from decimal import Decimal
from functools import cache
from itertools import batched, chain, repeat
from typing import Any

from sqlalchemy import JSON, Connection, Select, event, func, inspect, select
from sqlalchemy.orm import Mapper, Session
from sqlalchemy.orm.exc import StaleDataError

from county_desk.models.among import among
from county_desk.models.audit import MANY
from county_desk.models.base import Base, Kept
from county_desk.models.json_text import canonical, many
from county_desk.models.sounding import is_key, keys_of
from county_desk.progress import SOME, Progress, silent, stages
from county_desk.tables.history.event_records import TouchedRecords, WrittenAtOnce, made_at_once, touched
from county_desk.tables.list_tables import Touched
from county_desk.workflow.command import plain

type Row = dict[str, Any]

_PLAIN = frozenset({str, int})
UNTOLD = {("original", "content")}  # never in the history: a file is proven by its digest, another column
COMMITTED = {("user", "password")}  # the history holds a digest of it
# columns that protect the register, proven whenever it is opened, and the commands that may change them:
# so only their few events need be read
GUARDED: Mapping[str, frozenset[str]] = {
    "register": frozenset({"kind"}),
    "user": frozenset({"name", "role", "place_id", "password", "withdrawn_on"}),
    "own_policy_file": frozenset({"kind", "name", "digest", "proposed_on", "confirmed_on", "withdrawn_on"}),
}
GUARDING = frozenset(
    {
        *("FoundRegister", "AddUser", "ChangePost", "CloseAccount"),
        *("AddPeople", "CloseAccounts", "PutInForce"),
        *("ResetPassword", "SetPassword", "CommitPasswords"),
        *("MakeRecoveryCode", "UseRecoveryCode"),
        *("ImportPolicyFile", "ConfirmPolicyFile", "WithdrawPolicyFile", "ProposeOlder"),
    }
)


@dataclass
class Changes:
    """New and changed columns by table and record number: a first note is the whole record."""

    tables: dict[str, dict[str, Any]] = field(default_factory=dict)
    bulk: list[WrittenAtOnce] = field(default_factory=list)
    before: dict[tuple[str, str], Row] = field(default_factory=dict)  # what columns were, by record

    def note(self, table: str, number: object, values: Mapping[str, object]) -> None:
        """Remember the new values of a record's columns."""
        row = self.tables.setdefault(table, {}).setdefault(str(number), {})
        row.update(
            {name: noted(table, name, value) for name, value in values.items() if (table, name) not in UNTOLD}
        )

    def note_before(self, table: str, number: object, values: Mapping[str, object]) -> None:
        """Remember the columns of a record before the act; the first note of a column holds."""
        row = self.before.setdefault((table, str(number)), {})
        for name, value in values.items():
            row.setdefault(name, noted(table, name, value))

    def note_many(self, table: str, columns: Mapping[str, Sequence[object]], same: Row) -> None:
        """Remember records that were made at once, by column; the values are as the history writes them."""
        told = {"columns": list(columns), "rows": many(zip(*columns.values(), strict=True)), "same": same}
        self.tables.setdefault(table, {}).setdefault(MANY, []).append(told)
        self.bulk.append(WrittenAtOnce(table, list(columns["id"]), made_at_once(same)))  # type: ignore[arg-type]

    def written_out(self) -> str:
        """The changes as the history keeps them; rows made at once are let go, they take much memory."""
        text = canonical(self.tables)
        for told in chain.from_iterable(rows.get(MANY, ()) for rows in self.tables.values()):
            del told["rows"]
        return text

    def guarded(self) -> bool:
        """Whether a column that protects the register was made or changed."""
        return any(
            not GUARDED[table].isdisjoint(row)
            for table in GUARDED.keys() & self.tables.keys()
            for row in self.tables[table].values()
        )

    def touched(self) -> list[TouchedRecords]:
        """The records that were made or changed, with their columns before and after."""
        return touched(self.tables, self.bulk, lambda *record: self.before.get(record, {}))

    def by_table(self) -> dict[str, Touched]:
        """The numbers of the records that were made or changed, and their columns, by table."""
        found: dict[str, Touched] = {}
        for table, rows in self.tables.items():
            alone = {int(number): row for number, row in rows.items() if number != MANY}
            together = [(*told["columns"], *told["same"]) for told in rows.get(MANY, ())]
            bulk = [each for each in self.bulk if each.record == table]
            made = {number for number, row in alone.items() if "id" in row}  # a new record is noted with it
            made.update(*(each.numbers for each in bulk if each.made))
            numbers, columns = made.union(alone, *(each.numbers for each in bulk)), set[str]()
            found[table] = Touched(numbers, columns.union(*alone.values(), *together), made)
        return found


@contextmanager
def listening(session: Session) -> Iterator[Changes]:
    """Note all that the session writes inside the block."""
    session.info["changes"] = changes = Changes()
    try:
        yield changes
    finally:
        session.info.pop("changes", None)


def insert_rows(
    session: Session,
    mapped: type[Base],
    names: Sequence[str],
    rows: Iterable[tuple[object, ...]],
    same: Mapping[str, object] | None = None,
    progress: Progress = silent,
) -> Sequence[int]:
    """Insert many records at once as tuples of the columns `names`, "id" among them; the journal notes them.

    `same` are columns that all of them have alike; columns named nowhere get their usual values. Return the
    numbers of the records. Tuples of a generator are gone once they are columns.
    """
    if not (given := list(zip(*rows, strict=True))):
        return ()
    columns, alike = _columns(mapped, dict(zip(names, given, strict=True)), same or {})
    _insert(session, mapped, columns, alike, len(columns["id"]), progress)
    _count_on(session, mapped)
    kinds = mapped.__table__.c
    told = {name: _journal_values(kinds[name].type, values) for name, values in columns.items()}
    changes: Changes = session.info["changes"]
    changes.note_many(mapped.__tablename__, told, {name: kept(value) for name, value in alike.items()})
    return columns["id"]  # type: ignore[return-value]


def insert_row(session: Session, mapped: type[Base], values: Mapping[str, object]) -> int:
    """Insert one record with the next free number, which is returned; the journal notes it.

    It is several times as quick as the session; every act of a large intake makes such records.
    """
    number = next_number(session, mapped)
    columns, alike = _columns(mapped, {"id": (number,)}, values)
    _insert(session, mapped, columns, alike, 1, silent)
    _count_on(session, mapped)
    changes: Changes = session.info["changes"]
    changes.note(mapped.__tablename__, number, {"id": number, **alike})
    return number


def change_rows(
    session: Session, mapped: type[Kept], first: int, last: int, values: Mapping[str, Any]
) -> list[int]:
    """Change the same columns of all records between two numbers; the journal notes them.

    Those records must be unchanged since they were made.
    """
    session.flush()
    table = mapped.__table__
    untouched = table.c.id.between(first, last), table.c.version == 1
    numbers = list(session.scalars(select(table.c.id).where(*untouched).order_by(table.c.id)))
    if not numbers:
        return []
    new = {**values, "version": 2}
    keys = {key: make(values[name]) for name, key, make in keys_of(table) if name in values}
    session.execute(table.update().where(*untouched).values({**new, **keys}))  # type: ignore[attr-defined]
    changes: Changes = session.info["changes"]
    changes.note_many(mapped.__tablename__, {"id": numbers}, {name: kept(new[name]) for name in new})
    return numbers


def update_rows(
    session: Session,
    mapped: type[Kept],
    changed: Iterable[tuple[int, int, Mapping[str, object]]],
    progress: Progress = silent,
) -> None:
    """Change many records, each given as number, version and new columns; the journal notes them.

    Raises `StaleDataError` when one of them has another version. Records in the session's hands are not
    refreshed.
    """
    session.flush()
    alike: dict[tuple[str, ...], list[tuple[int, int, Mapping[str, object]]]] = {}
    for each in changed:
        alike.setdefault(tuple(each[2]), []).append(each)
    changes: Changes = session.info["changes"]
    told = stages(progress, len(alike))
    for names, rows in alike.items():
        _note_before(session, mapped, names, [number for number, _version, _values in rows])
        _update(session, mapped, names, rows, told)
        for number, version, values in rows:
            changes.note(mapped.__tablename__, number, {**values, "version": version + 1})


def _note_before(session: Session, mapped: type[Kept], names: Sequence[str], numbers: Sequence[int]) -> None:
    """Note the columns of many records before they change."""
    changes: Changes = session.info["changes"]
    columns = mapped.__table__.c
    for some in batched(numbers, SOME):
        wanted = select(columns.id, *(columns[name] for name in names)).where(among(columns.id, some))
        for number, *values in session.execute(wanted):
            changes.note_before(mapped.__tablename__, number, dict(zip(names, values, strict=True)))


def _update(
    session: Session,
    mapped: type[Kept],
    names: Sequence[str],
    rows: Sequence[tuple[int, int, Mapping[str, object]]],
    progress: Progress,
) -> None:
    connection, table = session.connection(), mapped.__table__
    dialect = connection.dialect
    bound = [_bound(table.c[name].type, dialect, [values[name] for _n, _v, values in rows]) for name in names]
    keys = [each for each in keys_of(table) if each[0] in names]
    bound += [_each(make, [values[name] for _n, _v, values in rows]) for name, _key, make in keys]
    versions = [version for _number, version, _values in rows]
    bound += [[version + 1 for version in versions], [number for number, _v, _values in rows], versions]
    quote, mark = dialect.identifier_preparer.quote, "?" if dialect.paramstyle == "qmark" else "%s"
    new = ", ".join(
        f"{quote(name)} = {mark}" for name in (*names, *(key for _name, key, _make in keys), "version")
    )
    order = f"UPDATE {quote(mapped.__tablename__)} SET {new} WHERE id = {mark} AND version = {mark}"
    done = _hand_over(connection, order, bound, len(rows), progress)
    if done != len(rows):
        raise StaleDataError(f"{len(rows) - done} rows of {mapped.__tablename__} changed meanwhile")


def _columns(
    mapped: type[Base], given: Mapping[str, Sequence[object]], same: Mapping[str, object]
) -> tuple[dict[str, Sequence[object]], Row]:
    """The columns that differ from row to row, and the values of those that do not."""
    alike = {
        column.key: column.default.arg if column.default is not None else None
        for column in mapped.__table__.columns
        if not is_key(column)
    }
    alike |= ({"version": 1} if issubclass(mapped, Kept) else {}) | dict(same)
    differing: dict[str, Sequence[object]] = {}
    for name, values in given.items():
        if name != "id" and values.count(values[0]) == len(values):
            alike[name] = values[0]
        else:
            differing[name] = values
            del alike[name]
    return differing, alike


def _insert(
    session: Session,
    mapped: type[Base],
    columns: Mapping[str, Sequence[object]],
    alike: Row,
    count: int,
    progress: Progress,
) -> None:
    """Hand plain tuples to the driver: several times as quick as rows of names."""
    session.flush()
    connection, table = session.connection(), mapped.__table__
    dialect = connection.dialect
    bound: dict[str, Iterable[object]] = {
        name: _bound(table.c[name].type, dialect, values) for name, values in columns.items()
    }
    for name, value in alike.items():
        if value is not None:  # what is left out of an INSERT is NULL
            bound[name] = repeat(_bound(table.c[name].type, dialect, (value,))[0], count)
    for name, key, make in keys_of(table):
        names = columns.get(name)
        bound[key] = repeat(make(alike.get(name)), count) if names is None else _each(make, names)
    quote = dialect.identifier_preparer.quote
    mark = "?" if dialect.paramstyle == "qmark" else "%s"
    named, marks = ", ".join(map(quote, bound)), ", ".join([mark] * len(bound))
    order = f"INSERT INTO {quote(mapped.__tablename__)} ({named}) VALUES ({marks})"
    _hand_over(connection, order, bound.values(), count, progress)


def _hand_over(
    connection: Connection, order: str, bound: Iterable[Iterable[object]], count: int, progress: Progress
) -> int:
    """Do an order for many rows, given by columns, some at a time; returns how many were met."""
    met = done = 0
    for some in batched(zip(*bound, strict=True), SOME):
        met += connection.exec_driver_sql(order, list(some)).rowcount
        done += len(some)
        progress(done, count)
    return met


def _bound(kind: Any, dialect: object, values: Sequence[object]) -> Sequence[object]:
    """The values of a column as the driver wants them."""
    process = kind.dialect_impl(dialect).bind_processor(dialect)
    if isinstance(kind, JSON):
        return [process(value) for value in values]
    return values if process is None else _each(process, values)


def _journal_values(kind: object, values: Sequence[object]) -> Sequence[object]:
    """The values of a column as the history writes them; values of JSON are so already."""
    if isinstance(kind, JSON) or _PLAIN.issuperset(map(type, values)):
        return values
    return _each(kept, values)


def _each(work: Callable[[Any], Any], values: Sequence[object]) -> Sequence[object]:
    """Each value worked on, equal ones once."""
    known: dict[Hashable, object] = {value: work(value) for value in set(values)}
    return [known[value] for value in values]


def _count_on(session: Session, mapped: type[Base]) -> None:
    """Let a PostgreSQL sequence go on after numbers that were given to it, not by it."""
    if session.get_bind().dialect.name != "postgresql":
        return
    table = mapped.__table__
    last = select(func.max(table.c.id)).scalar_subquery()
    quoted = f'"{table.name}"'  # type: ignore[attr-defined]
    session.execute(select(func.setval(func.pg_get_serial_sequence(quoted, "id"), last)))


def next_number(session: Session, mapped: type[Base]) -> int:
    """The next free record number, for bulk inserts."""
    session.flush()
    return (session.connection().scalar(_last(mapped)) or 0) + 1


@cache
def _last(mapped: type[Base]) -> Select[int]:
    number = mapped.__table__.c.id
    return select(number).order_by(number.desc()).limit(1)


def noted(table: str, column: str, value: object) -> object:
    """A column's value for the history: the value, or the digest of a secret."""
    if (table, column) in COMMITTED and value is not None:
        return f"sha256:{hashlib.sha256(str(value).encode()).hexdigest()}"
    return kept(value)


def kept(value: object) -> object:
    """A column's value in the form of the history, the same for every scale and time zone."""
    if isinstance(value, Decimal):
        return f"{value:.2f}"
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    # what a JSON column holds is plain already
    return value if isinstance(value, dict | list) else plain(value)


@event.listens_for(Session, "before_flush")
def _deletes_nothing(session: Session, *_rest: object) -> None:
    if "changes" in session.info and session.deleted:
        raise RuntimeError("records are withdrawn, never deleted")


@event.listens_for(Session, "after_flush")
def _note_flush(session: Session, *_rest: object) -> None:
    changes: Changes | None = session.info.get("changes")
    if changes is None:
        return
    # the session makes these sets anew each time it is asked for them
    for record in session.new:
        columns = {name: getattr(record, key) for key, name in _attributes(record.__mapper__)}
        changes.note(record.__tablename__, columns["id"], columns)
    for record in session.dirty:
        _note_changed(changes, record)


def _note_changed(changes: Changes, record: Base) -> None:
    state, columns, before = inspect(record), {}, {}
    for key, name in _attributes(record.__mapper__):
        if (history := state.attrs[key].history).has_changes():
            columns[name] = getattr(record, key)
            # a column that was only flagged keeps its value
            before[name] = history.deleted[0] if history.deleted else columns[name]
    if columns:
        changes.note_before(record.__tablename__, record.id, before)  # type: ignore[attr-defined]
        if isinstance(record, Kept):
            columns["version"] = record.version
        changes.note(record.__tablename__, record.id, columns)  # type: ignore[attr-defined]


@cache
def _attributes(mapper: Mapper[Base]) -> list[tuple[str, str]]:
    """The attributes of a class that the history holds, each with its column."""
    columns = ((each.key, each.columns[0]) for each in mapper.column_attrs)
    return [(key, column.name) for key, column in columns if not is_key(column)]
