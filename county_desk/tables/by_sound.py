"""Finds the key by which a column of a list sorts and is searched.

A mapped column with keys (`models/sounding.py`) has them in any table, alias or subquery. A choice between
such columns has the same choice between their keys.
"""

from collections.abc import Iterable
from typing import Literal

from sqlalchemy import (
    Case,
    ColumnClause,
    ColumnElement,
    CompoundSelect,
    Label,
    ScalarSelect,
    Select,
    func,
    select,
    union_all,
)
from sqlalchemy import case as when
from sqlalchemy.orm import QueryableAttribute
from sqlalchemy.sql.elements import BindParameter, Grouping
from sqlalchemy.sql.functions import coalesce

type Rows = Select[*tuple[object, ...]]
type How = Literal["sort", "found"]
HOWS: tuple[How, How] = ("sort", "found")


def key_of(column: object, how: How) -> ColumnElement[str] | None:
    """The key of a column for sorting or finding; None for one that has none."""
    match column:
        case QueryableAttribute():  # Place.name as well as its column
            return key_of(column.__clause_element__(), how)
        case Label() | Grouping():
            return key_of(column.element, how)
        case ColumnClause():
            return None if column.table is None else column.table.c.get(f"{column.name}_{how}")
        case BindParameter():
            return column if column.value == "" else None
        case coalesce():
            keys = _all_of(column.clauses, how)
            return None if keys is None else func.coalesce(*keys)
        case Case():
            return _of_choices(column, how)
        case ScalarSelect() if isinstance(column.element, Select):
            return _of_query(column.element, how)
    return None


def with_keys(rows: Rows) -> Rows:
    """The same select with the keys of its columns, for a list that is made of others."""
    keys = (
        key.label(f"{name}_{how}")
        for name, column in rows.selected_columns.items()
        for how in HOWS
        if (key := key_of(column, how)) is not None
    )
    return rows.add_columns(*keys)


def united(*parts: Rows) -> CompoundSelect[*tuple[object, ...]]:
    """All rows of several selects of the same columns, with the keys that every one of them has."""
    keyed = [with_keys(part).subquery() for part in parts]
    common = [name for name, _column in keyed[0].c.items() if all(name in each.c for each in keyed)]
    return union_all(*(select(*(each.c[name] for name in common)) for each in keyed))


def _of_choices(choices: Case[object], how: How) -> ColumnElement[str] | None:
    keys = _all_of((value for _condition, value in choices.whens), how)
    otherwise = None if choices.else_ is None else key_of(choices.else_, how)
    if keys is None or otherwise is None:
        return None
    conditions = (condition for condition, _value in choices.whens)
    return when(*zip(conditions, keys, strict=True), else_=otherwise)


def _all_of(columns: Iterable[object], how: How) -> list[ColumnElement[str]] | None:
    """The keys of several columns; None when one of them has none."""
    keys = []
    for column in columns:
        if (key := key_of(column, how)) is None:
            return None
        keys.append(key)
    return keys


def _of_query(query: Rows, how: How) -> ColumnElement[str] | None:
    (column,) = query.selected_columns
    key = key_of(column, how)
    return None if key is None else query.with_only_columns(key, maintain_column_froms=True).scalar_subquery()
