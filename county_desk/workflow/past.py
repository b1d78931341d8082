"""The register as it stood at the end of a past day, read from the history; nothing can be changed there."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date, datetime, timedelta

from sqlalchemy import Connection, Table, bindparam, delete, func, select, update
from sqlalchemy.orm import Session

from county_desk.models.among import among
from county_desk.models.audit import Event, records_in
from county_desk.models.base import Base, column_value
from county_desk.models.event_record import EventRecord
from county_desk.models.json_text import Json
from county_desk.models.sounding import keys_of
from county_desk.storage.memory_copy import MemoryCopy
from county_desk.tables.large_lists import follow
from county_desk.tables.list_tables import Touched
from county_desk.text import _
from county_desk.workflow.command import Refused
from county_desk.workflow.desk import Desk
from county_desk.workflow.journal import COMMITTED, UNTOLD

_E, _R = Event.__table__, EventRecord.__table__
type _Key = tuple[str, int]
type _Columns = dict[str, Json]


class PastRegister:
    """The desk of the same person at the register of a past day, under the rules of that day.

    It shows the records at the end of the day. Later records about an earlier time are not there. Raises
    `Refused` for a day that is not past, and for one before the register began.
    """

    def __init__(self, desk: Desk, day: date) -> None:
        if day >= desk.today:
            words = _("{day} is not past; today is {today}")
            raise Refused({"as_of": words.format(day=day, today=desk.today)})
        ends = datetime.combine(day + timedelta(days=1), datetime.min.time(), desk.now().tzinfo)
        cut, began = desk.read(_last_event, ends)
        if cut == 0:
            words = _("The register began on {began}; nothing was on record on {day}")
            raise Refused({"as_of": words.format(began=began.astimezone(ends.tzinfo).date(), day=day)})
        self.day, self._copy = day, MemoryCopy(desk.sessions.kw["bind"])
        with self._copy.rewriting(), self._copy.engine.begin() as connection:
            roll_back(connection, cut)
        words = _("This is the register as it stood at the end of {day}, under the rules of that day. {no}")
        barred = words.format(day=day, no=_("Nothing can be changed here."))
        last = ends - timedelta(seconds=1)
        reader = replace(desk.actor, barred=barred)
        self.desk = replace(desk, sessions=self._copy.sessions, now=lambda: last, actor=reader)

    def close(self) -> None:
        """Let the copy go."""
        self._copy.close()


def _touched(
    made: Mapping[str, Iterable[tuple[int, int]]], changed: Mapping[_Key, set[str]]
) -> dict[str, Touched]:
    """The records that were taken back to a past day, with their columns, by table."""
    found: dict[str, Touched] = {}
    for name in {*made, *(table for table, _number in changed)}:
        of_table = {number: columns for (table, number), columns in changed.items() if table == name}
        gone = {number for low, high in made.get(name, ()) for number in range(low, high + 1)}
        columns = {"id"} if gone else set().union(*of_table.values())
        found[name] = Touched(gone | of_table.keys(), columns)
    return found


def _last_event(session: Session, ends: datetime) -> tuple[int, datetime]:
    """The number of the last event before a moment, 0 for none, and the time of the first of all."""
    later = session.scalar(select(func.min(_E.c.id)).where(_E.c.at >= ends))
    last = session.scalar(select(func.max(_E.c.id))) if later is None else later - 1
    return last or 0, session.scalars(select(Event.at).order_by(Event.id).limit(1)).one()


def roll_back(connection: Connection, cut: int) -> None:
    """Bring a copy of a register to its state after the event `cut`, its history included."""
    made = _made_after(connection, cut)
    changed = _changed_after(connection, cut, made)
    known = _known_at(connection, cut, changed)
    for name, ranges in made.items():
        table = Base.metadata.tables[name]
        between = table.c.id.between(bindparam("from_low"), bindparam("to_high"))
        connection.execute(
            delete(table).where(between), [{"from_low": low, "to_high": high} for low, high in ranges]
        )
    for name, columns, rows in _updates(changed, known):
        table = Base.metadata.tables[name]
        put_back: dict[str, object] = {column: bindparam(f"new_{column}") for column in columns}
        connection.execute(update(table).where(table.c.id == bindparam("of_record")).values(put_back), rows)
    follow(connection, _touched(made, changed))
    connection.execute(delete(EventRecord).where(_R.c.event_id > cut))
    connection.execute(delete(Event).where(_E.c.id > cut))


def _made_after(connection: Connection, cut: int) -> dict[str, list[tuple[int, int]]]:
    """The numbers of the records that were made after an event, by table, as ranges in order."""
    found: dict[str, list[tuple[int, int]]] = defaultdict(list)
    wanted = select(_R.c.record, _R.c.low, _R.c.high).where(_R.c.event_id > cut, _R.c.made)
    for name, low, high in connection.execute(wanted.order_by(_R.c.record, _R.c.low)):
        if name in Base.metadata.tables:
            found[name].append((low, high))
    return found


def _changed_after(
    connection: Connection, cut: int, made: Mapping[str, list[tuple[int, int]]]
) -> dict[_Key, set[str]]:
    """The columns that changed after an event, by record; records that were made after it are left out."""
    found: dict[_Key, set[str]] = defaultdict(set)
    for changes in connection.scalars(select(_E.c.changes).where(_E.c.id > cut)):
        for name, number, values in records_in(changes):
            if not _holds(made.get(name, ()), int(number)) and name in Base.metadata.tables:
                told = {column for column in values if (name, column) not in UNTOLD | COMMITTED}
                found[name, int(number)] |= told & set(Base.metadata.tables[name].c.keys())
    return found


def _holds(ranges: Iterable[tuple[int, int]], number: int) -> bool:
    """Whether one of some ranges in order holds a number."""
    every = list(ranges) if not isinstance(ranges, list) else ranges
    place = bisect_right(every, number, key=lambda each: each[0])
    return place > 0 and every[place - 1][1] >= number


def _known_at(connection: Connection, cut: int, changed: Mapping[_Key, set[str]]) -> dict[_Key, _Columns]:
    """The values of some columns after an event, by record, without columns that had no value before."""
    known: dict[_Key, _Columns] = defaultdict(dict)
    events = select(_E.c.changes).where(among(_E.c.id, sorted(_events_of(connection, cut, changed))))
    for changes in connection.scalars(events.order_by(_E.c.id)):
        for name, number, values in records_in(changes):
            for column in changed.get((name, int(number)), ()) & values.keys():
                known[name, int(number)][column] = values[column]
    return known


def _events_of(connection: Connection, cut: int, changed: Mapping[_Key, set[str]]) -> set[int]:
    """The events up to one that touched some records."""
    numbers: dict[str, list[int]] = defaultdict(list)
    for name, number in changed:
        numbers[name].append(number)
    found: set[int] = set()
    for name, some in numbers.items():
        of_table = (_R.c.record == name, _R.c.event_id <= cut)
        found |= set(connection.scalars(select(_R.c.event_id).where(*of_table, among(_R.c.low, some))))
        runs = select(_R.c.event_id, _R.c.low, _R.c.high).where(*of_table, _R.c.high > _R.c.low)
        wanted = sorted(some)
        for event, low, high in connection.execute(runs):
            place = bisect_right(wanted, low - 1)
            if place < len(wanted) and wanted[place] <= high:
                found.add(event)
    return found


def _updates(
    changed: Mapping[_Key, set[str]], known: Mapping[_Key, _Columns]
) -> Iterator[tuple[str, tuple[str, ...], list[dict[str, object]]]]:
    """The rows to put back, for each table and set of columns; the keys of names go with the names."""
    mapped = {each.class_.__tablename__: each.class_ for each in Base.registry.mappers}
    groups: dict[tuple[str, tuple[str, ...]], list[dict[str, object]]] = defaultdict(list)
    for (name, number), columns in changed.items():
        table = Base.metadata.tables[name]
        was = known.get((name, number), {})
        values = {
            column: column_value(mapped[name], column, was.get(column))
            for column in sorted(columns)
            if column in was or table.c[column].nullable
        }
        values |= _keys(table, values)
        if values:
            row = {f"new_{column}": value for column, value in values.items()} | {"of_record": number}
            groups[name, tuple(values)].append(row)
    for (name, told), rows in groups.items():
        yield name, told, rows


def _keys(table: Table, values: Mapping[str, object]) -> dict[str, object]:
    """The keys by which the names among some values are sorted and found."""
    told = {name: None if value is None else str(value) for name, value in values.items()}
    return {key: make(told[name]) for name, key, make in keys_of(table) if name in told}
