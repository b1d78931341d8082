"""The content of a card of a home: rows of cells, and the page to which each cell leads."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from county_desk.shapes import Shape
from county_desk.tables.listing import Query


@dataclass(frozen=True, slots=True)
class Door:
    """A page with its subject: a record, or the query that narrows its list."""

    page: str
    subject: object = None


@dataclass(frozen=True, slots=True)
class Cell:
    """Words of a card. A `count` is the number of rows behind its door; the shape says how urgent it is."""

    words: str
    door: Door | None = None
    shape: Shape | None = None
    count: int | None = None


@dataclass(frozen=True, slots=True)
class HomeContent:
    """The rows of a card under their headings, and the number beside its title."""

    rows: Sequence[Sequence[Cell]] = ()
    headings: Sequence[str] = ()
    total: Cell | None = None


def compared(now: HomeContent, before: HomeContent) -> HomeContent:
    """The same content; each number says by how much it differs from that of an earlier day."""
    old = {row[0].words: row for row in before.rows}
    rows = [
        (row[0], *(_differing(*pair) for pair in zip(row[1:], old[row[0].words][1:], strict=False)))
        if len(old.get(row[0].words, ())) == len(row)
        else row
        for row in now.rows
    ]
    return replace(now, rows=rows)


def _differing(now: Cell, before: Cell) -> Cell:
    """A number with its difference; the cell itself where the two are equal or no numbers."""
    plain = now.count is not None and now.words == f"{now.count:,}"
    difference = (now.count or 0) - (before.count or 0)
    return replace(now, words=f"{now.words} ({difference:+,})") if plain and difference else now


def number(page: str, query: Query, found: int, shape: Shape | None = None) -> Cell:
    """A number with the door to its rows."""
    return Cell(f"{found:,}", Door(page, query), shape if found else None, found)
