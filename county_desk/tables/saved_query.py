"""Saves a query as JSON between sessions; columns and values that no longer exist are left out."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from county_desk.fields import Column, Invalid, Table
from county_desk.tables.conditions import Condition, Operator, SortLevel, limit_kind
from county_desk.tables.listing import Query
from county_desk.tables.scales import restored

type PlainQuery = Mapping[str, Any]


def as_plain[R](table: Table[R], query: Query) -> PlainQuery:
    """A query as JSON carries it, without filters by personal numbers and without `text`."""
    known = {column.key: column for column in table.columns if not column.kind.personal}
    return {
        "where": {
            key: _plain_values(known[key], value) for key, value in query.where.items() if key in known
        },
        "sort": [[level.key, level.descending] for level in query.sort],
        "conditions": [_plain_condition(known[c.key], c) for c in query.conditions if c.key in known],
        "columns": list(query.columns),
    }


def from_plain[R](table: Table[R], plain: PlainQuery) -> Query:
    """The query that `as_plain` gave, without what the table no longer has."""
    columns = {column.key: column for column in table.columns}
    where = dict(plain.get("where") or {})
    kept = {key: _held(_values, columns[key], where[key]) for key in where if key in columns}
    levels = (_held(_level, each) for each in _list(plain, "sort"))
    conditions = (_held(_condition, columns, each) for each in _list(plain, "conditions"))
    return Query(
        where={key: values for key, values in kept.items() if values},
        sort=tuple(level for level in levels if level is not None and level.key in columns),
        conditions=tuple(condition for condition in conditions if condition is not None),
        columns=tuple(key for key in map(str, _list(plain, "columns")) if key in columns),
    )


def _held[T](make: Callable[..., T], *kept: object) -> T | None:
    """The stored object; None if it is inconsistent."""
    try:
        return make(*kept)
    except (ValueError, TypeError, KeyError, Invalid):
        return None


def _list(plain: PlainQuery, key: str) -> Iterable[object]:
    kept = plain.get(key)
    return kept if isinstance(kept, list) else ()


def _level(plain: Any) -> SortLevel:
    key, descending = plain
    return SortLevel(str(key), bool(descending))


def _plain_values[R](column: Column[R], value: object) -> list[object]:
    values = value if isinstance(value, tuple) else (value,)
    return [column.kind.plain(each) for each in values]


def _values[R](column: Column[R], plain: Iterable[object]) -> tuple[object, ...]:
    return tuple(restored(column.kind, each) for each in plain)


def _plain_condition[R](column: Column[R], condition: Condition) -> list[object]:
    kind = limit_kind(column.kind, condition.operator)
    return [
        *(condition.key, condition.operator.value),
        *(kind.plain(value) for value in (condition.value, condition.other)),
    ]


def _condition[R](columns: Mapping[str, Column[R]], plain: Any) -> Condition:
    key, named, *values = plain
    operator = Operator.named(named)
    kind = limit_kind(columns[key].kind, operator)
    value, other = (restored(kind, each) for each in values)
    return Condition(key, operator, value, other)
