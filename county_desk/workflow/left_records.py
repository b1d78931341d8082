"""Records that an act made or changed: their state before it, later acts, and records that need them."""

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache

from sqlalchemy import Column, ColumnElement, select
from sqlalchemy.orm import Session
from sqlalchemy.orm.attributes import flag_modified

from county_desk.models.among import among
from county_desk.models.audit import Event, records_in
from county_desk.models.base import Base, Kept, column_value, mapped_class
from county_desk.models.event_record import EventRecord
from county_desk.models.json_text import Json
from county_desk.models.original import Original
from county_desk.models.proposal import Proposal
from county_desk.tables.history.act_words import TAKING_BACK
from county_desk.tables.history.acts_done import acts_of, is_act
from county_desk.tables.history.record_names import RecordKey, names_of
from county_desk.tables.history.record_words import record_name
from county_desk.text import _

_STAYING = (Proposal.__tablename__, Original.__tablename__)  # settled proposals and kept files


@dataclass(frozen=True)
class LeftRecord:
    """One record of an act, and the columns that the act changed, as they were before it."""

    record: Kept
    made: bool
    before: Mapping[str, Json]

    @property
    def key(self) -> RecordKey:
        """Its table and number."""
        return self.record.__tablename__, self.record.id

    @property
    def goes(self) -> bool:
        """Whether the record no longer counts once the act is taken back."""
        return self.made or self.before.get("withdrawn_on") is not None


def left_records(session: Session, event: Event) -> list[LeftRecord]:
    """The records that an act made or changed, in the order of the history."""
    found = []
    indexed = _indexed(session, event.id)
    for table, number, values in records_in(event.changes):
        if table in _STAYING:
            continue
        made, known = indexed[table, int(number)]
        missing = set() if made else values.keys() - known.keys() - {"version"}
        before = {**known, **_earlier(session, event.id, (table, int(number)), missing)}
        found.append(LeftRecord(session.get_one(mapped_class(table), int(number)), made, before))
    return found


def _indexed(session: Session, event: int) -> dict[RecordKey, tuple[bool, dict[str, Json]]]:
    """Whether each record of an event was made, and its columns before as the index holds them."""
    rows = session.scalars(select(EventRecord).where(EventRecord.event_id == event))
    return {
        (row.record, number): (row.made, json.loads(row.before or "{}"))
        for row in rows
        for number in range(row.low, row.high + 1)
    }


def _earlier(session: Session, event: int, key: RecordKey, columns: set[str]) -> dict[str, Json]:
    """The columns of a record before an event, which are too long for the index."""
    found: dict[str, Json] = {}
    if not columns:
        return found
    touching = select(EventRecord.event_id).where(*_covering(key), EventRecord.event_id < event)
    wanted = select(Event.changes).where(Event.id.in_(touching)).order_by(Event.id.desc())
    for changes in session.scalars(wanted):
        for table, number, values in records_in(changes):
            if (table, int(number)) == key:
                found |= {name: values[name] for name in values.keys() & (columns - found.keys())}
        if found.keys() == columns:
            break
    return found


def event_that_made(session: Session, record: Kept) -> Event:
    """The event that made a record."""
    made = select(EventRecord.event_id).where(*_covering((record.__tablename__, record.id)), EventRecord.made)
    return session.get_one(Event, session.scalar(made.order_by(EventRecord.event_id).limit(1)))


def put_back(left: Iterable[LeftRecord], today: date) -> None:
    """Give records the values that they had before the act, and withdraw those that it made."""
    for each in left:
        record = each.record
        for name, value in each.before.items():
            before = column_value(type(record), name, value)
            if getattr(record, name) == before:
                flag_modified(record, name)  # the history holds each restored column
            setattr(record, name, before)
        if each.made:
            record.withdraw(today)


def _covering(key: RecordKey) -> tuple[ColumnElement[bool], ...]:
    """The conditions of the rows of the index that hold a record."""
    table, number = key
    return EventRecord.record == table, EventRecord.low <= number, EventRecord.high >= number


def later_act(session: Session, event: int, left: Sequence[LeftRecord]) -> Event | None:
    """The first later act that changed one of some records and stands; None where there is none."""
    later: set[int] = set()
    for table, numbers in _by_table(each.record for each in left).items():
        wanted = select(EventRecord.event_id, EventRecord.low, EventRecord.high).where(
            EventRecord.event_id > event,
            EventRecord.record == table,
            EventRecord.low <= max(numbers),
            EventRecord.high >= min(numbers),
        )
        for number, low, high in session.execute(wanted):
            if any(low <= each <= high for each in numbers):
                later.add(number)
    backs = session.scalars(select(Event.id).where(is_act(TAKING_BACK), among(Event.id, later))).all()
    for number, act in acts_of(session, backs).items():
        taken = act.request["event"]
        later -= {taken, number} if taken in later else set()
    return session.get_one(Event, min(later)) if later else None


def resting(session: Session, gone: Sequence[Kept], left: Sequence[LeftRecord]) -> str:
    """Check that no standing record points to the records that go; return the problem, "" without one."""
    own = {each.key for each in left}
    for table, numbers in _by_table(gone).items():
        for column in _pointed(table):
            columns = column.table.c
            wanted = select(columns.id).where(among(column, numbers))
            if "withdrawn_on" in columns:
                wanted = wanted.where(columns.withdrawn_on.is_(None))
            for number in session.scalars(wanted.order_by(columns.id)):
                if (key := (column.table.name, number)) not in own:
                    words = _("{record} {name} rests on it; take that back first")
                    return words.format(
                        record=record_name(key[0]), name=names_of(session, [key]).get(key, number)
                    )
    return ""


def _by_table(records: Iterable[Kept]) -> dict[str, set[int]]:
    found: dict[str, set[int]] = defaultdict(set)
    for record in records:
        found[record.__tablename__].add(record.id)
    return found


@cache
def _pointed(table: str) -> tuple[Column[int], ...]:
    """The columns of all tables that point to a table."""
    return tuple(
        column
        for other in Base.metadata.sorted_tables
        for column in other.c
        if any(key.column.table.name == table for key in column.foreign_keys)
    )
