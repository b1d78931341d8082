"""Selects of lists without the joins that no part of them looks at."""

from collections.abc import Iterable, Sequence

from sqlalchemy import ClauseElement, ColumnElement, FromClause, Select, select
from sqlalchemy.sql.elements import BinaryExpression, ColumnClause
from sqlalchemy.sql.operators import eq
from sqlalchemy.sql.schema import Column
from sqlalchemy.sql.selectable import Alias, Join, TableClause
from sqlalchemy.sql.visitors import iterate

type Key = ColumnElement[object] | ColumnElement[str]
type Rows = Select[*tuple[object, ...]]


def only[T](rows: Rows, column: ColumnElement[T], order: Sequence[Key] = ()) -> Select[T]:
    """The rows with one column alone, in an order.

    A join to the one record that a row always or at most has changes no row. Where neither the column nor
    the conditions nor the order look at that record, the join is left out: counting 300,000 rows then takes
    a twentieth of the time.
    """
    condition = rows.whereclause
    looked = [column, *order, *(() if condition is None else (condition,))]
    froms = rows.get_final_froms()
    plain = select(column) if len(froms) == 1 and isinstance(froms[0], Join) else None
    if plain is None or rows._group_by_clauses or rows._having_criteria or rows._distinct:
        return rows.with_only_columns(column, maintain_column_froms=True).order_by(None).order_by(*order)
    plain = plain.select_from(_without_idle(froms[0], looked))
    return (plain if condition is None else plain.where(condition)).order_by(*order)


def _without_idle(joined: FromClause, looked: Iterable[ClauseElement]) -> FromClause:
    """The joined tables without those that are not looked at and change no row."""
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


def _changes_nothing(each: Join, free: set[int]) -> bool:
    """Whether a join finds one record for each row: by its key, and always, or outer."""
    clause = each.onclause
    if each.full or not isinstance(each.right, TableClause | Alias):
        return False
    if not isinstance(clause, BinaryExpression) or clause.operator is not eq:
        return False
    sides = (clause.left, clause.right), (clause.right, clause.left)
    for key, other in sides:
        if isinstance(key, Column) and isinstance(other, Column) and key.primary_key:
            alone = hash(key.table) == hash(each.right) and len(list(each.right.primary_key)) == 1
            points = any(hash(one.column.table) == hash(_real(each.right)) for one in other.foreign_keys)
            always = points and not other.nullable and hash(other.table) not in free
            return alone and (each.isouter or always)
    return False


def _real(table: TableClause | Alias) -> FromClause:
    return table.element if isinstance(table, Alias) else table


def _tables(clause: ClauseElement | None) -> set[int]:
    """The tables of all columns in a clause, by their hashes: a table is one under every annotation."""
    return {
        hash(each.table)
        for each in iterate(clause)
        if isinstance(each, ColumnClause) and each.table is not None
    }
