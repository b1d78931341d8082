"""How any list is read: counted, and fetched by the page, sorted and filtered by the database."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from inspect import isfunction
from itertools import batched, islice
from typing import Any

from sqlalchemy import ColumnElement, Integer, Label, Row, Select, bindparam, func, literal, select
from sqlalchemy.orm import Session
from sqlalchemy.sql.base import ColumnCollection

from county_desk.fields import Code, Column, IdNumber, Invalid, Record, Table
from county_desk.models.among import among
from county_desk.models.audit import Event
from county_desk.models.user import Permission
from county_desk.sound.keys import sort_key
from county_desk.sound.search_text import finds
from county_desk.tables.by_sound import key_of
from county_desk.tables.conditions import RANKED, Condition, Operator, SortLevel, as_sql, in_order, is_value
from county_desk.tables.list_tables import ListTable, list_table
from county_desk.tables.needed_joins import Key, keeping_joins, only_column
from county_desk.tables.scales import scale_of
from county_desk.tables.terms import TermSet
from county_desk.tables.text_search import found_in, rank_of
from county_desk.tables.typed_filters import typed_condition
from county_desk.text import _, current

AT_ONCE = 1000  # rows that are asked for by number in one query
LISTED = 500  # values of a column that a filter offers at once
PARTS = 3  # columns in the label of a list that names none
LETTER, CHINESE = re.compile("[a-z]"), re.compile("[\u3400-\u9fff]{1,2}")
PLACES = ("village_id", "place_id")  # columns that hold the place of a row, the first one first
LAST = "~~"  # behind every sort key that begins alike

type Rows = Select[*tuple[object, ...]]
type Columns = ColumnCollection[str, ColumnElement[object]]
type Narrow = Callable[[int | Sequence[int]], ColumnElement[bool]]


@dataclass(frozen=True)
class Listing[R]:
    """A declared table, the select with the row's fields as labels, and the columns that a search looks in.

    `order` is the usual order; "-key" is descending. Every select has an `id` column that settles ties.
    `named` are the columns by which a person knows a row; without it, the first three that hold no record
    number. `area` is the column that holds the place of a row, where that is none of `tables/area.py`.
    `reveals` is the right that full personal numbers of the list need. `complete` adds to rows that were read
    the values that SQL cannot give; `rows` then selects them by number without these. `narrowings` make the
    condition of a column beside the table from record numbers. Papers and workbooks of a `sealed` list carry
    the head of the history. A form offers the rows that `offered` finds, as a `Query` does. `needs` is the
    right to read the list at all. `hides` gives the rows that a person of a name never sees. A `large` list
    has a table of its own (`list_tables.py`), from which it is sorted, filtered and counted.
    """

    table: Table[R]
    source: Callable[[], Rows]
    search: tuple[str, ...] = ()
    order: tuple[str, ...] = ("id",)
    named: tuple[str, ...] = ()
    area: str = ""
    reveals: Permission = Permission.FULL_NUMBERS
    complete: Callable[[Session, Sequence[R]], list[R]] | None = None
    rows: Callable[[], Rows] | None = None
    narrowings: Mapping[str, Narrow] = field(default_factory=dict)
    sealed: bool = False
    needs: Permission = Permission.READ
    offered: Mapping[str, object] = field(default_factory=dict)
    hides: Callable[[str], ColumnElement[bool]] | None = None
    large: bool = False

    @property
    def area_key(self) -> str:
        """The column that holds the place of a row; empty for a list that belongs to the whole county."""
        declared = {column.key for column in self.table.columns}
        return self.area or next((key for key in PLACES if key in declared), "")

    @property
    def ties(self) -> tuple[str, ...]:
        """The usual order, in which the record number decides last."""
        return self.order if {"id", "-id"} & set(self.order) else (*self.order, "id")

    def list_table(self) -> ListTable | None:
        """The table of a large list; None for any other."""
        shown = tuple(column.key for column in self.table.columns if not column.hidden)
        own = self.table.key, shown, self.ties, self.area_key, self.source
        return list_table(*own) if self.large else None

    def select(self) -> Rows:
        """The select of the list. What a function of a module makes is made once for each language."""
        return _made(self.source)

    def rows_alone(self) -> Rows:
        """The select of rows that are sought by number."""
        return _made(self.rows or self.source)

    def seen_by(self, name: str) -> "Listing[R]":
        """The list for a person: without the rows that it hides from the person of this name."""
        if self.hides is None:
            return self
        hidden, source = self.hides(name), self.source
        return replace(self, source=lambda: source().where(~hidden), hides=None, large=False)

    @property
    def label_keys(self) -> tuple[str, ...]:
        """The keys of the columns that `label` shows."""
        usual = (each.key for each in self.table.columns if not each.hidden and not _numbers(each))
        return self.named or tuple(islice(usual, PARTS))

    def label(self, row: R) -> str:
        """The name and number of a row in one line, personal values masked."""
        columns = [self.table[key] for key in self.label_keys]
        return " · ".join(dict.fromkeys(filter(None, (_named(column, row) for column in columns))))


@dataclass(frozen=True)
class Query:
    """The view of a list that a person wants, as plain data.

    A row must have one of the values of each column in `where` (a tuple means any of them). It must meet
    every condition, and hold every word of `text`. Names are found and sorted by their sound, too
    (`by_sound.py`). `sort` gives the levels of sorting, the first one first. `columns` are the columns on
    the screen from left to right. Papers and workbooks follow it, and reading rows does not. Without it, the
    table's own columns are shown.
    """

    where: Mapping[str, Any] = field(default_factory=dict)
    text: str = ""
    sort: tuple[SortLevel, ...] = ()
    conditions: tuple[Condition, ...] = ()
    columns: tuple[str, ...] = ()


ALL = Query()


def _made(source: Callable[[], Rows]) -> Rows:
    """The select that a function makes, from those kept where it depends on nothing but the language."""
    fixed = isfunction(source) and source.__closure__ is None
    return _kept(source, current()) if fixed else source()


@cache
def _kept(source: Callable[[], Rows], _language: str) -> Rows:
    return keeping_joins(source())


def count[R](session: Session, listing: Listing[R], query: Query = ALL) -> int:
    """How many rows there are."""
    return session.scalar(only_column(filtered_rows(listing, query, ()), func.count())) or 0


def page[R](
    session: Session, listing: Listing[R], query: Query = ALL, offset: int = 0, limit: int | None = None
) -> list[R]:
    """Some rows of the list as frozen rows, in the order asked for."""
    few = limit is not None and limit <= AT_ONCE
    if not is_record(listing) or not (few or query.where):
        wanted = _limited(_ordered(listing, query), offset, limit)
        return _completed(session, listing, [listing.table.row(*row) for row in session.execute(wanted)])
    # the numbers alone first: only rows that are wanted are made, and sorting never moves whole rows
    return by_number(session, listing, numbers(session, listing, query, offset, limit))


def numbers[R](
    session: Session, listing: Listing[R], query: Query = ALL, offset: int = 0, limit: int | None = None
) -> list[int]:
    """The record numbers of some rows, in the order asked for."""
    wanted = filtered_rows(listing, query, ())
    columns = wanted.selected_columns
    wanted = only_column(wanted, columns["id"], _order(columns, listing, query))
    return list(session.scalars(_limited(wanted, offset, limit)))


def by_number[R](session: Session, listing: Listing[R], wanted: Sequence[int]) -> list[R]:
    """The rows of these records in this order; one that is on the list no longer is left out."""
    source = listing.rows_alone()
    found: dict[int, R] = {}
    for start in range(0, len(wanted), AT_ONCE):
        some = source.where(among(source.selected_columns["id"], wanted[start : start + AT_ONCE]))
        found |= {each.id: listing.table.row(*each) for each in session.execute(some)}
    return _completed(session, listing, [found[number] for number in wanted if number in found])


def _completed[R](session: Session, listing: Listing[R], rows: list[R]) -> list[R]:
    """Rows with the values that SQL cannot compute, some at a time."""
    if listing.complete is None:
        return rows
    return [row for some in batched(rows, AT_ONCE) for row in listing.complete(session, some)]


def newest_act(session: Session) -> int:
    """The number of the newest act: while it stays, every list has the rows that it had."""
    return session.scalar(select(func.max(Event.id))) or 0


def one[R](session: Session, listing: Listing[R], number: int) -> R | None:
    """The row of one record, or None when there is none."""
    rows = page(session, listing, Query(where={"id": number}), 0, 1)
    return rows[0] if rows else None


def best[R](
    session: Session, listing: Listing[R], query: Query, limit: int
) -> list[Row[*tuple[object, ...]]]:
    """The rows that the words of a query find: exact matches first, then those that begin with the words.

    A row has its number and the columns that name it and are searched: counting the others takes longer than
    the search.
    """
    found = _by_first_sound(session, listing, query, limit)
    if len(found) < limit:
        wanted = filtered_rows(listing, query)
        columns = wanted.selected_columns
        rank: ColumnElement[int] = literal(0)
        for word in query.text.split():
            rank += rank_of(_looked_in(listing, columns, word), word)
        ranked = wanted.with_only_columns(columns["id"], maintain_column_froms=True)
        ranked = ranked.order_by(None).order_by(rank, *_keys(columns, listing.search[:1]), columns["id"])
        found = list(session.scalars(_limited(ranked, 0, limit)))
    source = listing.select()
    columns = source.selected_columns
    needed = (name for key in listing.label_keys for name in listing.table[key].needs)
    names = dict.fromkeys(("id", *listing.label_keys, *needed, *listing.search))
    few = source.with_only_columns(*(columns[name] for name in names), maintain_column_froms=True)
    rows = {row.id: row for row in session.execute(few.where(columns["id"].in_(found)))}
    return [rows[number] for number in found if number in rows]


def _by_first_sound[R](session: Session, listing: Listing[R], query: Query, limit: int) -> list[int]:
    """The first rows with a name that begins with a letter, or with Chinese characters as usually read.

    They lie together in the index of the sort key, where a search for so many names would rank all of them.
    """
    word = query.text.strip().lower()
    if not (LETTER.fullmatch(word) or CHINESE.fullmatch(word)):
        return []
    wanted = filtered_rows(listing, replace(query, text=""))
    columns = wanted.selected_columns
    key = key_of(columns[listing.search[0]], "sort")
    if key is None:
        return []
    first = word if word.isascii() else sort_key(word)
    range_ = wanted.with_only_columns(columns["id"], maintain_column_froms=True).order_by(None)
    range_ = range_.where(key >= first, key < first + LAST).order_by(key, columns["id"])
    return list(session.scalars(_limited(range_, 0, limit)))


def facets[R](
    session: Session, listing: Listing[R], key: str, query: Query = ALL, limit: int | None = None
) -> list[tuple[Any, int]]:
    """The values that a column has under the query, with how many rows each, most first."""
    wanted = filtered_rows(listing, query, (key,))
    inner = only_column(wanted, wanted.selected_columns[key].label(key)).subquery()
    counted = func.count()
    every = select(inner.c[key], counted).group_by(inner.c[key]).order_by(counted.desc(), inner.c[key])
    if not isinstance(inner.c[key].type, TermSet):
        return [(value, number) for value, number in session.execute(every.limit(limit))]
    each = Counter[object]()  # a row counts for each of its terms
    for terms, number in session.execute(every):
        each.update(dict.fromkeys(terms or (None,), number))
    return each.most_common(limit)


def choices[R](
    session: Session, listing: Listing[R], key: str, query: Query, all_rows: Query, text: str = ""
) -> list[tuple[object, int]]:
    """The values of a column to filter by, with how many rows each has under `query`, most first.

    Values that only `all_rows` has come last, with 0: another filter hides them. At most `LISTED` values come
    back, and one more says that there are others. `text` narrows them as it would if typed over the column.
    """
    column = listing.table[key]
    words = scale_of(column.kind) == "words"
    try:
        typed = None if words else typed_condition(column, text)
    except Invalid:
        return []  # half a figure or day, which is still being typed
    found = facets(session, listing, key, _with_condition(query, typed), LISTED + 1)
    if query != all_rows and len(found) <= LISTED:
        known = {value for value, _number in found}
        every = facets(session, listing, key, _with_condition(all_rows, typed), LISTED + 1)
        found += [(value, 0) for value, _number in every if value not in known][: LISTED + 1 - len(found)]
    if words and text:
        sought = column.kind.sought
        found = [(value, n) for value, n in found if any(finds(each, text) for each in sought(value))]
    return found


def _with_condition(query: Query, condition: Condition | None) -> Query:
    return query if condition is None else replace(query, conditions=(*query.conditions, condition))


def is_record[R](listing: Listing[R]) -> bool:
    """Whether the rows are records of one table, so that they are found by number at once."""
    label = listing.select().selected_columns["id"]
    return isinstance(label, Label) and bool(getattr(label.element, "primary_key", False))


def _limited(wanted: Rows, offset: int, limit: int | None) -> Rows:
    """Rows from an offset up to a limit, which the database knows before it chooses its way."""
    if limit is not None:
        wanted = wanted.limit(bindparam("limit", limit, Integer, literal_execute=True))
    return wanted.offset(offset) if offset else wanted


def _ordered[R](listing: Listing[R], query: Query) -> Rows:
    wanted = filtered_rows(listing, query)
    return wanted.order_by(*_order(wanted.selected_columns, listing, query))


def _order[R](columns: Columns, listing: Listing[R], query: Query) -> list[Key]:
    """The order of the rows. What ties goes down with the last level, so that one index gives both ways."""
    levels = zip(query.sort, _keys(columns, (level.key for level in query.sort)), strict=True)
    own = {getattr(each, "table", None) for each in columns["id"].base_columns}
    order: list[Key] = [in_order(key, level.descending, own) for level, key in levels]
    back = bool(query.sort) and query.sort[-1].descending
    if query.sort and query.sort[-1].key == listing.order[0].removeprefix("-"):
        back = back is not listing.order[0].startswith("-")  # the usual order, or its reverse
    sorted_by = {level.key for level in query.sort}
    for name in listing.ties:
        key = name.removeprefix("-")
        if key not in sorted_by:
            order.append(columns[key].desc() if name.startswith("-") is not back else columns[key].asc())
    return order


def _keys(columns: Columns, names: Iterable[str]) -> list[Key]:
    """The sort keys of columns: the keys of their sound, or their values."""
    keys = ((columns[name], key_of(columns[name], "sort")) for name in names)
    return [column if key is None else key for column, key in keys]


def _looked_in[R](listing: Listing[R], columns: Columns, word: str) -> list[ColumnElement[object]]:
    """The columns that a word is searched in: those of numbers only for a word with a digit."""
    digit = any(sign.isdecimal() for sign in word)
    looked = (
        key for key in listing.search if digit or not isinstance(listing.table[key].kind, Code | IdNumber)
    )
    return [columns[key] for key in looked]


def _narrow[R](listing: Listing[R], query: Query, shown: Iterable[str]) -> Rows:
    """The select to find rows by: of the list's own table, where that has what a query looks at."""
    own = listing.list_table()
    typed = {each.key for each in query.conditions}
    sounding = bool(query.text) or any(each.operator is Operator.CONTAINS for each in query.conditions)
    looked = {*shown, *query.where, *typed, *(each.key for each in query.sort)}
    if own is None or sounding or own.keys & typed or not own.has(looked):
        return listing.select()
    return own.finding


def filtered_rows[R](listing: Listing[R], query: Query, shown: Iterable[str] | None = None) -> Rows:
    """The rows under a query, with all columns, or at least those `shown`."""
    wanted = listing.select() if shown is None else _narrow(listing, query, shown)
    own, columns = listing.list_table(), wanted.selected_columns
    holds = own.holds if own and wanted is own.finding else is_value
    for key, value in query.where.items():
        narrow = listing.narrowings.get(key)
        wanted = wanted.where(narrow(value) if narrow else holds(columns[key], value))
    for word in query.text.split():
        wanted = wanted.where(found_in(_looked_in(listing, columns, word), word))
    ranked = [condition for condition in query.conditions if condition.operator in RANKED]
    for condition in query.conditions:
        if condition not in ranked:
            kind = listing.table[condition.key].kind
            wanted = wanted.where(as_sql(columns[condition.key], kind, condition))
    for condition in ranked:  # “the highest 10” are those of the rows that everything else lets through
        wanted = wanted.where(_among_the_first(wanted, listing, condition))
    return wanted


def _among_the_first[R](wanted: Rows, listing: Listing[R], condition: Condition) -> ColumnElement[bool]:
    """Whether a row is among the first n by a column; rows that tie with the last of them are, too."""
    top = condition.operator is Operator.TOP
    rows = wanted.order_by(None).subquery()
    value = rows.c[condition.key]
    first = select(value).where(value.is_not(None)).order_by(value.desc() if top else value.asc())
    last = first.limit(condition.value).subquery()
    end = func.min(last.c[0]) if top else func.max(last.c[0])
    limit = select(end).scalar_subquery()
    column = wanted.selected_columns[condition.key]
    return column >= limit if top else column <= limit


def _numbers[R](column: Column[R]) -> bool:
    return isinstance(column.kind, Record)


def _named[R](column: Column[R], row: R) -> str:
    shown = column.shown(row, masked=True)
    return f"{_(column.title)} {shown}" if shown and _numbers(column) else shown
