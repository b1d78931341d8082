"""The days that a day of an act follows: of fields of the same act, and of records on a way from a field."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import NamedTuple

from sqlalchemy import select

from county_desk.models.base import Kept, mapped_class
from county_desk.models.record_kind import target_of
from county_desk.tables.history.record_words import column_label
from county_desk.text import _
from county_desk.workflow.command import Command, Work
from county_desk.workflow.gate.records import table_of


class DayBefore(NamedTuple):
    """A day that another follows, its title, and its record; None for a field of the same act."""

    day: date
    title: str
    record: Kept | None = None


def last_before(work: Work, command: Command, paths: Iterable[str]) -> DayBefore | None:
    """The latest of the days that a day follows; those that are blank follow nothing."""
    found = (each for path in paths for each in _days_of(work, command, path))
    return max(found, key=lambda each: each.day, default=None)


def _days_of(work: Work, command: Command, path: str) -> Iterator[DayBefore]:
    """The days at the end of a path; one of a record that points back counts once it has come."""
    field, *way = path.split(".")
    given, ask = getattr(command, field), command.asks()[field]
    if not way:
        if isinstance(given, date):
            yield DayBefore(given, _(ask.title))
        return
    first = work.session.get(mapped_class(table_of(ask)), given) if given is not None else None
    *steps, column = way
    for record, pointing in _records_along(work, first, steps):
        day = getattr(record, column)
        if day is not None and not (pointing and day > work.today):
            title = column_label(record.__tablename__, column)
            yield DayBefore(day, title, record)


def _records_along(work: Work, record: Kept | None, steps: list[str]) -> Iterator[tuple[Kept, bool]]:
    """The records at the end of a way, each with whether it points back to one before it on the way.

    A step is a column without its `_id`, or the table of records that point to the one before.
    """
    if record is None:
        return
    if not steps:
        yield record, False
        return
    first, *rest = steps
    key = record.__table__.c.get(f"{first}_id")
    if key is not None:
        number = getattr(record, key.name)
        above = work.session.get(mapped_class(target_of(key)), number) if number is not None else None
        yield from _records_along(work, above, rest)
        return
    for each in _pointing(work, record, mapped_class(first)):
        yield from ((found, True) for found, _pointing_back in _records_along(work, each, rest))


def _pointing(work: Work, record: Kept, mapped: type[Kept]) -> Iterable[Kept]:
    """The standing records of a class that point to a record."""
    columns = mapped.__table__.c
    key = next(column for column in columns if target_of(column) == record.__tablename__)
    return work.session.scalars(select(mapped).where(key == record.id, columns.withdrawn_on.is_(None)))
