"""A list of rows that no table of the database holds, read like any other list."""

from collections.abc import Iterator, Mapping, Sequence

from sqlalchemy import Date, Enum, Integer, Label, String, false, literal, select, type_coerce, union_all

from county_desk.fields import Choice, Column, Count, Day, Moment, Record, Table
from county_desk.models.base import MomentColumn, term_column
from county_desk.tables.listing import Rows

type SqlType = Date | Enum | Integer | MomentColumn | String


def computed[R](table: Table[R], rows: Sequence[R]) -> Rows:
    """Some rows as a select, so that the database sorts, filters and searches them."""
    types = {column.key: _type(table, column) for column in table.columns}
    nothing = select(*(literal(None, kind).label(key) for key, kind in types.items())).where(false())
    some = (select(*_literals(table, types, row)) for row in rows)
    made = union_all(nothing, *some).subquery()
    return select(*(type_coerce(made.c[key], kind).label(key) for key, kind in types.items()))


def _literals[R](table: Table[R], types: Mapping[str, SqlType], row: R) -> Iterator[Label[object]]:
    for column in table.columns:
        yield literal(column.value(row), types[column.key]).label(column.key)


def _type[R](table: Table[R], column: Column[R]) -> SqlType:
    match column.kind:
        case Choice(terms=terms) if terms is not None:
            return term_column(terms, f"{table.key}_{column.key}")
        case Moment():
            return MomentColumn()
        case Day():
            return Date()
        case Count() | Record():
            return Integer()
    return String()
