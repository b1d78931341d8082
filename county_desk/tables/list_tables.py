"""Narrow tables from which large lists are sorted, filtered and counted.

A list table has the standing rows of a large list: its place, its usual order, and the columns that come from
other records, a name with the key of its sound. Each has an index with the usual order behind it; that of a
name is of its key. The columns of the record itself are left out: the record's own table is sorted as
quickly. The table follows from the records: the desk brings it up to date within each act, `verify` compares
it, and an upgrade makes it anew. The history does not know it.
"""

from collections.abc import Callable, Collection, Mapping, Sequence, Set
from dataclasses import dataclass
from functools import cache, cached_property

from sqlalchemy import (
    Column,
    ColumnElement,
    Connection,
    Delete,
    FromClause,
    Index,
    Insert,
    Label,
    MetaData,
    Select,
    Table,
    and_,
    delete,
    func,
    insert,
    or_,
    select,
)
from sqlalchemy.orm import Session
from sqlalchemy.sql.selectable import Alias, Join, SelectBase
from sqlalchemy.sql.visitors import iterate

from county_desk.models.among import among, listed
from county_desk.models.base import NAMES
from county_desk.models.sounding import KEY_OF
from county_desk.sound.keys import sort_key
from county_desk.tables.by_sound import key_of
from county_desk.tables.conditions import is_value
from county_desk.tables.needed_joins import Rows, only_column
from county_desk.text import CHINESE, ENGLISH, language

METADATA = MetaData(naming_convention=NAMES)
PREFIX = "list_"
_NUMBERS = "numbers"  # the parameter with the numbers of records

type Number = Column[int]


@dataclass(frozen=True)
class Touched:
    """The records of a table that an act made or changed, those it `made` alone, and the columns it wrote.

    A row that read no such record before reads a made one only through a column that the act wrote, too.
    """

    numbers: Set[int]
    columns: Collection[str]
    made: Set[int] = frozenset()


@dataclass(frozen=True, eq=False)
class ListTable:
    """The table of a large list, and the select of its rows."""

    table: Table
    rows: Rows
    keys: frozenset[str]  # the columns of names, which are sorted and found by the key beside them

    @cached_property
    def record(self) -> Number:
        """The number of the record that each row of the list shows."""
        (number,) = self.rows.selected_columns["id"].base_columns
        return number  # type: ignore[return-value]  # the primary key of its table

    @cached_property
    def finding(self) -> Rows:
        """The select to find rows by."""
        return select(*self.table.columns)

    def has(self, looked: Collection[str]) -> bool:
        """Whether the table has the columns that a query looks at."""
        return set(self.table.c.keys()).issuperset(looked)

    def holds(self, column: ColumnElement[object], value: object) -> ColumnElement[bool]:
        """Whether a column of the table holds a value, or one of several: a name is found by its key."""
        same, names = is_value(column, value), value if isinstance(value, tuple) else (value,)
        key = key_of(column, "sort")
        if key is None or None in names:
            return same
        return and_(key.in_(sorted(map(sort_key, names))), same)

    @cached_property
    def readers(self) -> Mapping[str, list[Select[int]]]:
        """The selects of the rows that read some records, whether they stand or not, by the table of these.

        A table can be joined twice. The select of the records that the rows show is left out.
        """
        (joined,) = self.rows.get_final_froms()
        every = select(self.record).select_from(joined)
        sources = []
        while isinstance(joined, Join):
            sources.append(joined.right)
            joined = joined.left
        found: dict[str, list[Select[int]]] = {}
        for source in (*sources, joined):
            if source.c["id"] is not self.record:
                rows = every.where(among(source.c["id"], _NUMBERS))
                found.setdefault(_real(source).name, []).append(only_column(rows, self.record))
        return found

    @cached_property
    def columns(self) -> Mapping[str, frozenset[str]]:
        """The columns that the rows depend on, by the name of their table; for a key, that of its name."""
        found: dict[str, set[str]] = {}
        (joined,) = self.rows.get_final_froms()
        for part in (*self.rows.selected_columns, self.rows.whereclause, joined):
            for each in iterate(part):
                if isinstance(each, Column) and each.table is not None:
                    found.setdefault(_real(each.table).name, set()).add(each.info.get(KEY_OF, each.name))
        return {name: frozenset(columns) for name, columns in found.items()}

    def follow(self, connection: Session | Connection, touched: Mapping[str, Touched]) -> None:
        """Write the rows anew that an act may have changed, and take away those that stand no longer."""
        if not (numbers := self.touched_by(connection, touched)):
            return
        of = touched.get(self.record.table.name)
        if earlier := numbers - of.made if of else numbers:
            connection.execute(self._removing, {_NUMBERS: listed(earlier)})
        connection.execute(self._renewing, {_NUMBERS: listed(numbers)})

    def touched_by(self, connection: Session | Connection, touched: Mapping[str, Touched]) -> set[int]:
        """The numbers of the rows that an act may have changed."""
        numbers: set[int] = set()
        for name in self.columns.keys() & touched.keys():
            of = touched[name]
            if self.columns[name].isdisjoint(of.columns):
                continue
            if name == self.record.table.name:
                numbers.update(of.numbers)
            if earlier := of.numbers - of.made:
                for reader in self.readers.get(name, ()):
                    numbers.update(connection.scalars(reader, {_NUMBERS: listed(earlier)}))
        return numbers

    @cached_property
    def _removing(self) -> Delete:
        """The statement that takes away rows by number."""
        return delete(self.table).where(among(self.table.c.id, _NUMBERS))

    @cached_property
    def _renewing(self) -> Insert:
        """The statement that writes the rows of some records."""
        return self._filling(self.rows.where(among(self.record, _NUMBERS)))

    def fill(self, connection: Connection) -> None:
        """Write all rows into the empty table."""
        connection.execute(self._filling(self.rows))

    def _filling(self, rows: Rows) -> Insert:
        return insert(self.table).from_select([each.name for each in self.table.columns], rows)

    def wrong(self, session: Session) -> set[int]:
        """The numbers of rows that are missing, wrong, or left behind."""
        rows, kept = self.rows.subquery(), self.table.c
        differing = (rows.c[each.name].is_distinct_from(each) for each in kept)
        missing = select(rows.c.id).outerjoin(self.table, kept.id == rows.c.id).where(or_(*differing))
        found = set(session.scalars(missing))
        standing = only_column(self.rows, self.record)
        if not found and _count(session, standing) == _count(session, select(kept.id)):
            return found  # every row that stands is there, and no other
        return found | set(session.scalars(select(kept.id).where(kept.id.not_in(standing))))


@cache
def list_table(
    key: str, shown: tuple[str, ...], ties: tuple[str, ...], place: str, make: Callable[[], Rows]
) -> ListTable:
    """The table of the list of a key: its place, and what it reads from other records without a subquery.

    `make` makes the select of the list, `shown` are its visible columns, and `ties` those of its usual
    order, the record number among them.
    """
    with language(CHINESE):
        spoken = make().selected_columns
    with language(ENGLISH):
        rows = make()
    every = rows.selected_columns
    needed = {"id", place, *map(_name, ties)} - {""}
    others = {name for name in shown if _is_of_others(every[name], spoken[name], every["id"])}
    chosen = {name: column for name, column in every.items() if name in needed | others}
    keys = {name: found for name, column in chosen.items() if (found := key_of(column, "sort")) is not None}
    sources = chosen | {f"{name}_sort": found.label(f"{name}_sort") for name, found in keys.items()}
    columns = (
        Column(name, each.type, primary_key=name == "id", autoincrement=False, nullable=_may_lack(each, rows))
        for name, each in sources.items()
    )
    table = Table(PREFIX + key, METADATA, *columns)
    usual = _name(ties[0])
    for name in (*chosen, *(() if usual == "id" else (None,))):  # the record number has an index of its own
        if name not in ("id", usual):
            _add_indexes(table, f"{name}_sort" if name in keys else name, ties)
    narrow = rows.with_only_columns(*sources.values(), maintain_column_froms=True)
    return ListTable(table, narrow, frozenset(keys))


def _name(tie: str) -> str:
    return tie.removeprefix("-")


def _is_of_others(
    column: ColumnElement[object], spoken: ColumnElement[object], number: ColumnElement[object]
) -> bool:
    """Whether a column comes from joined records without a subquery, and is the same in every language."""
    (record,) = number.base_columns
    if all(each.table is record.table for each in iterate(column) if isinstance(each, Column)):
        return False
    return not any(isinstance(each, SelectBase) for each in iterate(column)) and column.compare(spoken)


def _may_lack(column: ColumnElement[object], rows: Rows) -> bool:
    """Whether a row may lack a value of a column: unless the record itself always has it."""
    (record,) = rows.selected_columns["id"].base_columns
    shown = column.element if isinstance(column, Label) else column
    return not isinstance(shown, Column) or shown.table is not record.table or bool(shown.nullable)


def _add_indexes(table: Table, name: str | None, ties: Sequence[str]) -> None:
    """Add the index of a column with the usual order behind it, or that of the usual order alone.

    A missing value comes first, as lists sort it; SQLite does so by itself. A column that always has a value
    is sorted without a place for a missing one.
    """
    lead = [] if name is None else [table.c[name]]
    behind = [
        table.c[_name(each)].desc() if each.startswith("-") else table.c[each]
        for each in ties
        if _name(each) != name
    ]
    title = f"ix_{table.name}_{name or 'usual'}"
    Index(title, *lead, *behind).ddl_if(dialect="sqlite")
    placed = (each.asc().nulls_first() if each.nullable else each for each in lead)
    Index(title, *placed, *behind).ddl_if(dialect="postgresql")


def _count(session: Session, rows: Select[int]) -> int | None:
    return session.scalar(select(func.count()).select_from(rows.subquery()))


def _real(table: FromClause) -> Table:
    real = table.element if isinstance(table, Alias) else table
    assert isinstance(real, Table)
    return real
