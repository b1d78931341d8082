"""Which acts of the history are about a record, and about what belongs to it."""

from collections.abc import Mapping, Sequence
from functools import partial

from sqlalchemy import ColumnElement, CompoundSelect, Select, and_, literal, or_, select, union_all
from sqlalchemy.orm import Session

from county_desk.models.among import among
from county_desk.models.audit import Event
from county_desk.models.event_record import EventRecord
from county_desk.models.record_kind import RecordKind, record_kinds, target_of
from county_desk.tables.history.record_names import RecordKey, names_of
from county_desk.tables.listing import Narrow

type Numbers = Sequence[int]
type Numbered = Select[str, int]  # the tables and numbers of records


class NamedNumber(int):
    """The number of a record that is shown by its name."""

    name: str

    def __new__(cls, number: int, name: str) -> "NamedNumber":
        """The number with its name."""
        made = super().__new__(cls, number)
        made.name = name
        return made

    def __str__(self) -> str:
        return self.name


def named_number(session: Session, record: str, number: int) -> NamedNumber:
    """The number of a record with its name, for a filter in words."""
    name = names_of(session, [(record, number)]).get((record, number), "")
    return NamedNumber(number, name or repr(int(number)))


def belonging(session: Session, record: str, number: int) -> frozenset[RecordKey]:
    """The record itself and those that belong to it, by table and number."""
    found: set[RecordKey] = set()
    for those in _belonging(record, [number]):
        found |= {(table, one) for table, one in session.execute(those)}
    return frozenset(found)


def touching(record: str, numbers: int | Numbers) -> ColumnElement[bool]:
    """Whether an event touched one of some records of a table, or what belongs to them."""
    wanted = [numbers] if isinstance(numbers, int) else list(numbers)
    return _touching(union_all(*_belonging(record, [int(number) for number in wanted])))


def touching_alone(table: str, number: int) -> ColumnElement[bool]:
    """Whether an event touched one record of a table."""
    return _touching(select(literal(table), literal(number)))


def _touching(records: Numbered | CompoundSelect[str, int]) -> ColumnElement[bool]:
    about = records.subquery()
    table, number = about.c
    alone = and_(EventRecord.low == number, EventRecord.record == table)
    run = and_(
        EventRecord.high > EventRecord.low,
        EventRecord.low < number,
        EventRecord.high >= number,
        EventRecord.record == table,
    )
    return Event.id.in_(select(EventRecord.event_id).join(about, or_(alone, run)))


def _belonging(record: str, numbers: Numbers) -> list[Numbered]:
    """The records of a table with these numbers, and those that appear in their history, by table."""
    found = []
    for table, kind in record_kinds().items():
        if (condition := _condition(kind, record, numbers)) is not None:
            found.append(select(literal(table), kind.number).where(condition))
    return found


def _condition(kind: RecordKind, record: str, numbers: Numbers) -> ColumnElement[bool] | None:
    """Whether a record appears in the history of one of some records; None for a kind that never does.

    It does so by a column of its own, or by the record that such a column points to. Where a column of its
    own always has a value, no other way counts.
    """
    if kind.table == record:
        return among(kind.number, numbers)
    direct = [column for column in kind.about if target_of(column) == record]
    ways: list[ColumnElement[bool]] = [among(column, numbers) for column in direct]
    if not any(not column.property.columns[0].nullable for column in direct):
        for column in kind.about:
            other = record_kinds().get(target_of(column))
            if column not in direct and other and (inner := _condition(other, record, numbers)) is not None:
                ways.append(column.in_(select(other.number).where(inner)))
    return or_(*ways) if ways else None


ABOUT = ("household", "case", "member", "place", "user")  # tables whose records have a history of their own
NARROWINGS: Mapping[str, Narrow] = {record: partial(touching, record) for record in ABOUT}
