"""Finds rows that already have a record."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from county_desk.models.among import among
from county_desk.models.base import Kept
from county_desk.workflow.command import Command


@dataclass(frozen=True)
class SameRecord:
    """The record that an act makes, and the fields of the act by which two records are the same.

    Each field has the name of its column; the first one holds a record number.
    """

    made: type[Kept]
    columns: Mapping[str, str]


def same(made: type[Kept], *fields: str, **renamed: str) -> SameRecord:
    """Return the rule: fields are columns of that name, or record numbers as in `place` for `place_id`."""
    names = made.__table__.columns.keys()
    return SameRecord(made, {name: name if name in names else f"{name}_id" for name in fields} | renamed)


def on_record(session: Session, rule: SameRecord, acts: Sequence[Command]) -> list[bool]:
    """Return for each act whether its record exists already; a blank text matches any other."""
    first, *_others = rule.columns
    table = rule.made.__table__
    columns = [table.c[name] for name in rule.columns.values()]
    wanted = select(*columns).where(rule.made.withdrawn_on.is_(None))
    wanted = wanted.where(among(columns[0], {getattr(act, first) for act in acts}))
    standing: dict[object, list[Sequence[object]]] = defaultdict(list)
    for row in session.execute(wanted):
        standing[row[0]].append(row)
    given = [[_bare(getattr(act, name)) for name in rule.columns] for act in acts]
    return [
        any(
            all(value in ("", known) for value, known in zip(each, row, strict=True))
            for row in standing[each[0]]
        )
        for each in given
    ]


def _bare(value: object) -> object:
    return value.strip() if type(value) is str else value
