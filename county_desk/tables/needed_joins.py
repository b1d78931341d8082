"""Selects of lists without the joins that no part of them needs."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from sqlalchemy import ClauseElement, ColumnElement, FromClause, Select, and_, or_, select
from sqlalchemy.sql.elements import (
    BinaryExpression,
    BindParameter,
    BooleanClauseList,
    ColumnClause,
    Grouping,
    Label,
)
from sqlalchemy.sql.functions import coalesce
from sqlalchemy.sql.operators import (
    contains_op,
    custom_op,
    eq,
    ge,
    gt,
    icontains_op,
    in_op,
    istartswith_op,
    le,
    like_op,
    lt,
    startswith_op,
)
from sqlalchemy.sql.operators import or_ as either
from sqlalchemy.sql.schema import Column
from sqlalchemy.sql.selectable import Alias, Join, SelectBase, TableClause
from sqlalchemy.sql.visitors import ExternallyTraversible, iterate, replacement_traverse

from county_desk.models.sounding import is_key

# comparisons that a missing value never meets
_COMPARING = (eq, in_op, lt, le, gt, ge, like_op, contains_op, icontains_op, startswith_op, istartswith_op)

type Key = ColumnElement[object] | ColumnElement[str]
type Value = ColumnElement[object]
type Rows = Select[*tuple[object, ...]]


def only_column[T](rows: Rows, column: ColumnElement[T], order: Sequence[Key] = ()) -> Select[T]:
    """The rows with one column alone, in an order.

    A join to the one record that a row always or at most has changes no row. Where neither the column nor
    the conditions nor the order look at that record, the join is left out: counting 300,000 rows then takes
    a twentieth of the time. A condition on that record alone becomes a subquery of record numbers.
    """
    condition, froms = rows.whereclause, _joined(rows)
    plain = select(column) if len(froms) == 1 and isinstance(froms[0], Join) else None
    if plain is None or rows._group_by_clauses or rows._having_criteria or rows._distinct:
        return rows.with_only_columns(column, maintain_column_froms=True).order_by(None).order_by(*order)
    if condition is not None:
        condition = _by_number(condition, _links(froms[0]))
    looked = [column, *order, *(() if condition is None else (condition,))]
    plain = plain.select_from(_without_idle(froms[0], looked))
    return (plain if condition is None else plain.where(condition)).order_by(*order)


@dataclass(frozen=True)
class _Joins:
    """The tables that a select joins, found when first asked for.

    SQLAlchemy compiles the whole select to find them: 30 ms for the work queue.
    """

    rows: Rows

    @cached_property
    def froms(self) -> Sequence[FromClause]:
        return self.rows.get_final_froms()

    def of(self, rows: Rows) -> bool:
        """Whether a select joins the same, since only conditions were added to it."""
        return rows._setup_joins is self.rows._setup_joins and rows._from_obj is self.rows._from_obj


def keeping_joins(rows: Rows) -> Rows:
    """The select with its joined tables, which are then found once for all that add conditions to it."""
    return rows.execution_options(joins=_Joins(rows))


def _joined(rows: Rows) -> Sequence[FromClause]:
    """The tables that a select joins; none for a select without a join."""
    if not (rows._from_obj or rows._setup_joins):
        return ()
    kept: _Joins | None = rows.get_execution_options().get("joins")
    return kept.froms if kept and kept.of(rows) else rows.get_final_froms()


def _without_idle(joined: FromClause, looked: Iterable[ClauseElement]) -> FromClause:
    """The joined tables without idle joins."""
    used = {table for each in looked for table in _tables(each)}
    joins: list[Join] = []
    while isinstance(joined, Join):
        joins.append(joined)
        joined = joined.left
    free = {hash(each.right) for each in joins if each.isouter}  # may have no record
    kept = []
    for each in joins:  # the last one first: it may look at those before
        if hash(each.right) in used or not _changes_nothing(each, free):
            kept.append(each)
            used |= _tables(each.onclause)
    for each in reversed(kept):
        joined = joined.join(each.right, each.onclause, isouter=each.isouter)
    return joined


class _Link(NamedTuple):
    """The way to a joined record: its key, and what holds its number in other tables; it may be missing."""

    key: Column[object]
    number: ColumnElement[object]
    may_miss: bool


def _link(each: Join) -> _Link | None:
    """The way to a record that a join finds by its key; None for any other join."""
    clause = each.onclause
    if each.full or not isinstance(each.right, TableClause | Alias):
        return None
    if not isinstance(clause, BinaryExpression) or clause.operator is not eq:
        return None
    for key, other in ((clause.left, clause.right), (clause.right, clause.left)):
        if isinstance(key, Column) and key.primary_key and hash(key.table) == hash(each.right):
            return _Link(key, other, each.isouter) if len(list(each.right.primary_key)) == 1 else None
    return None


def _changes_nothing(each: Join, free: set[int]) -> bool:
    """Whether a join finds one record for each row: by its key, and always, or outer."""
    link = _link(each)
    if link is None:
        return False
    number = link.number
    if link.may_miss or not isinstance(number, Column):
        return link.may_miss
    points = any(hash(one.column.table) == hash(_real(each.right)) for one in number.foreign_keys)
    return points and not number.nullable and hash(number.table) not in free


def _links(joined: FromClause) -> dict[int, _Link]:
    """The ways to the records that joins find by their key, by the hashes of their tables."""
    links = {}
    while isinstance(joined, Join):
        if link := _link(joined):
            links[hash(joined.right)] = link
        joined = joined.left
    return links


def _by_number(condition: ColumnElement[bool], links: Mapping[int, _Link]) -> ColumnElement[bool]:
    """The same condition; a part on one joined record alone becomes a subquery of record numbers.

    The 300,000 measures of the households of one village are then found by the numbers of those households.
    """
    if isinstance(condition, Grouping) and isinstance(condition.element, ColumnElement):
        return _by_number(condition.element, links)
    if isinstance(condition, BooleanClauseList):
        parts = [_by_number(part, links) for part in condition.clauses if isinstance(part, ColumnElement)]
        return or_(*parts) if condition.operator is either else and_(*parts)
    if not _has_values(condition):
        return condition  # as that a record was not withdrawn, which nearly all meet
    compared = _compared(condition)
    if isinstance(compared, coalesce) and len(compared.clauses) == 2 and _tables(compared) & links.keys():
        return _by_number(_either(condition, *compared.clauses, links=links), links)
    link = _of_one(condition, links)
    if link is None or (link.may_miss and not isinstance(compared, Column)):
        return condition  # rows without the record might meet it
    key, number, _may_miss = link
    alone = _real(key.table).alias()

    def moved(part: ExternallyTraversible, **_given: object) -> ColumnElement[object] | None:
        if isinstance(part, ColumnClause) and part.table is not None and hash(part.table) == hash(key.table):
            return alone.c[part.name]
        return None

    asked = replacement_traverse(condition, {}, moved)  # type: ignore[call-overload]  # as its own callers
    return _by_number(number.in_(select(alone.c[key.name]).where(asked)), links)


def _of_one(condition: ColumnElement[bool], links: Mapping[int, _Link]) -> _Link | None:
    """The way to the one joined record that a condition looks at; None if it looks at anything else."""
    within = [each for each in iterate(condition) if isinstance(each, SelectBase)]
    tables = _tables(condition)
    joined = tables & links.keys()
    looked = tables - {table for each in within for table in _tables(each)}
    return links[joined.pop()] if len(joined) == 1 and looked == joined else None


def _compared(condition: ColumnElement[bool]) -> object:
    """The value that a condition compares, where it is never met by a missing one; None without such."""
    if not isinstance(condition, BinaryExpression) or not _compares(condition.operator):
        return None
    return condition.left.element if isinstance(condition.left, Label) else condition.left


def _compares(operator: object) -> bool:
    """Whether a comparison is never met by a missing value; `among` has an operator of its own."""
    return operator in _COMPARING or (isinstance(operator, custom_op) and operator.opstring == "IN")


def _either(
    condition: ColumnElement[bool], first: Value, second: Value, *, links: Mapping[int, _Link]
) -> ColumnElement[bool]:
    """The same condition on the first of two values, or on the second where there is no first."""
    if _differs(condition, second):
        return _comparing(condition, first)
    link = links.get(hash(first.table)) if isinstance(first, Column) else None
    missing = first if link is None or (first.nullable and not is_key(first)) else link.number
    return or_(_comparing(condition, first), and_(missing.is_(None), _comparing(condition, second)))


def _differs(condition: ColumnElement[bool], other: Value) -> bool:
    """Whether a condition asks for another value than this one, as for a name that is not blank."""
    if not isinstance(condition, BinaryExpression) or condition.operator is not eq:
        return False
    asked = condition.right
    return (
        isinstance(asked, BindParameter) and isinstance(other, BindParameter) and asked.value != other.value
    )


def _comparing(condition: ColumnElement[bool], value: Value) -> ColumnElement[bool]:
    """The same comparison of another value."""
    return BinaryExpression(
        value, condition.right, condition.operator, type_=condition.type, modifiers=condition.modifiers
    )


def _has_values(condition: ClauseElement) -> bool:
    return any(isinstance(each, BindParameter) for each in iterate(condition))


def _real(table: FromClause) -> FromClause:
    return table.element if isinstance(table, Alias) else table


def _tables(clause: ClauseElement | None) -> set[int]:
    """The tables of all columns in a clause, by their hashes: a table is one under every annotation."""
    return {
        hash(each.table)
        for each in iterate(clause)
        if isinstance(each, ColumnClause) and each.table is not None
    }
