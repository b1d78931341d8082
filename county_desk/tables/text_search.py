"""Which rows a word finds, and how well: as the text stands there, or by its sound.

A large table is searched by itself, in the index of its names or keys, before it is joined to others: several
times as quick as a search over the joined rows.
"""

from collections.abc import Iterable, Sequence
from functools import cache

from sqlalchemy import (
    Alias,
    ColumnClause,
    ColumnElement,
    FromClause,
    Label,
    Table,
    false,
    or_,
    select,
    union_all,
)
from sqlalchemy import case as when
from sqlalchemy.sql.elements import BindParameter
from sqlalchemy.sql.functions import coalesce

from county_desk.sound.search_text import EXACT, INSIDE, PREFIX, Pattern, patterns
from county_desk.tables.by_sound import key_of

type Text = ColumnElement[object]


def found_in(columns: Iterable[Text], word: str, rank: int = INSIDE) -> ColumnElement[bool]:
    """Whether a word finds the text of one of the columns at least so well."""
    found: list[ColumnElement[bool]] = []
    searched: dict[FromClause, list[str]] = {}
    for column in columns:
        origin = _origin(column)
        if origin is None or origin.table is None:
            found += _matches(column, word, rank)
        else:
            searched.setdefault(origin.table, []).append(origin.name)
    return or_(false(), *found, *(_searched(owner, names, word, rank) for owner, names in searched.items()))


def rank_of(columns: Sequence[Text], word: str) -> ColumnElement[int]:
    """How well a word that finds a row does: `EXACT`, `PREFIX` or `INSIDE`, the best of the columns."""
    ways = {
        rank: [way for column in columns for way in _matches(column, word, rank)] for rank in (EXACT, PREFIX)
    }
    return when(*((or_(false(), *matches), rank) for rank, matches in ways.items()), else_=INSIDE)


def _searched(owner: FromClause, names: Sequence[str], word: str, rank: int) -> ColumnElement[bool]:
    """Whether the record of a table is among those that a search of that table alone finds."""
    alone = _alone(owner.element if isinstance(owner, Alias) else owner)
    ways = (way for name in names for way in _matches(alone.c[name], word, rank))
    return owner.c.id.in_(union_all(*(select(alone.c.id).where(way) for way in ways)))


@cache
def _alone(table: FromClause) -> FromClause:
    """A table under a name of its own; made once, since it takes longer than a search of a small table."""
    return table.alias()


def _origin(column: object) -> ColumnClause[object] | None:
    """The column of a table with numbered records that a column shows; None for a computed one."""
    if isinstance(column, Label):
        return _origin(column.element)
    if isinstance(column, coalesce):
        parts = [part for part in column.clauses if not isinstance(part, BindParameter)]
        return _origin(parts[0]) if len(parts) == 1 else None
    if not isinstance(column, ColumnClause):
        return None
    owner = column.table
    base = owner.element if isinstance(owner, Alias) else owner
    return column if isinstance(base, Table) and "id" in base.c else None


def _matches(column: Text, word: str, rank: int) -> list[ColumnElement[bool]]:
    """The conditions; each alone is a match. Texts without a key are found in either case of letters."""
    key = key_of(column, "found")
    match rank:
        case 0:
            written = column == word
        case 1:
            written = column.istartswith(word, autoescape=True)
        case _:
            cased = key is None and word.lower() != word.upper()
            written = (column.icontains if cased else column.contains)(word, autoescape=True)
    if key is None or not (ways := patterns(word)):
        return [written]
    return [written, or_(*(_fits(column, key, way, rank) for way in ways))]


def _fits(column: Text, key: ColumnElement[str], way: Pattern, rank: int) -> ColumnElement[bool]:
    fits: ColumnElement[bool] = key.like(way.like(rank))
    for sign in way.signs:
        fits &= column.contains(sign, autoescape=True)
    return fits
