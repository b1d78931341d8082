"""A ruled list on a paper: its head again on every page, no row ever split, a name never cut off."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from county_desk.fields import Table
from county_desk.reports.breaking import Measure, lines
from county_desk.reports.faces import Run, runs, width
from county_desk.reports.flow import Item
from county_desk.reports.paper import WIDE, Paper
from county_desk.text import _

_PAD = 3.5  # points beside a text in its cell
_SMALLEST = 0.7  # of the full size; a text that needs less goes on a second line

type _Piece = tuple[float, float, Sequence[Run], float]  # from the left, down in the row, runs, size


@dataclass(frozen=True, slots=True)
class GridStyle:
    """The letters of a list and the height of its rows, in points."""

    body: str
    head: str
    size: float
    high: float


class Grid[R]:
    """The rows of a declared table, set out over the full width of the block."""

    def __init__(self, table: Table[R], style: GridStyle) -> None:
        self._columns, self._style = table.columns, style
        share = WIDE / sum(column.kind.width for column in table.columns)
        edges = [0.0]
        for column in table.columns:
            edges.append(edges[-1] + column.kind.width * share)
        self._edges = tuple(edges)

    def head(self) -> Item:
        """The titles of the columns, all in one size; a `|` in a title ends a line."""
        titles = [_(column.title).split("|") for column in self._columns]
        size = min(self._fit(place, titles[place]) for place in range(len(titles)))
        high = max(self._style.high, size * 1.25 * max(map(len, titles)) + 2 * _PAD)
        pieces = [
            self._line(place, number - (len(rows) - 1) / 2, runs(row, self._style.head), size, "center")
            for place, rows in enumerate(titles)
            for number, row in enumerate(rows)
        ]
        return Item(high, partial(self._draw, pieces, high), keep=True)

    def rows(self, rows: Iterable[R], head: Item) -> Iterator[Item]:
        """The rows, each to be drawn under `head` where it begins a page."""
        for row in rows:
            yield self.row([column.shown(row) for column in self._columns], head)

    def row(self, texts: Iterable[str], head: Item) -> Item:
        """One row of texts, such as the totals."""
        pieces: list[_Piece] = []
        high = self._style.high
        for place, text in enumerate(texts):
            if text:
                high = max(high, self._cell(pieces, place, text))
        return Item(high, partial(self._draw, pieces, high), head=head)

    def _cell(self, pieces: list[_Piece], place: int, text: str) -> float:
        """Set one cell: made smaller, then folded, when it is too long. Returns the height that it needs."""
        size, room, drawn = self._style.size, self._room(place), runs(text, self._style.body)
        wide = sum(width(run, size) for run in drawn)
        if wide * _SMALLEST <= room:
            pieces.append(self._line(place, 0, drawn, size * min(1, room / wide)))
            return self._style.high
        size *= _SMALLEST
        folded = list(lines(drawn, Measure(room, size)))
        for number, line in enumerate(folded):
            pieces.append(self._line(place, number - (len(folded) - 1) / 2, line.runs, size))
        return size * 1.25 * len(folded) + 2 * _PAD

    def _fit(self, place: int, rows: Iterable[str]) -> float:
        size, room = self._style.size, self._room(place)
        wide = max(sum(width(run, size) for run in runs(row, self._style.head)) for row in rows)
        return size * min(1, room / wide)

    def _room(self, place: int) -> float:
        return self._edges[place + 1] - self._edges[place] - 2 * _PAD

    def _line(self, place: int, step: float, drawn: Sequence[Run], size: float, align: str = "") -> _Piece:
        """One line of a cell, so many lines below the middle of its row."""
        left, right = self._edges[place] + _PAD, self._edges[place + 1] - _PAD
        wide = sum(width(run, size) for run in drawn)
        match align or self._columns[place].kind.align:
            case "left":
                x = left
            case "right":
                x = right - wide
            case _:
                x = (left + right - wide) / 2
        return x, step * size * 1.25, drawn, size

    def _draw(self, pieces: list[_Piece], high: float, paper: Paper, top: float) -> None:
        paper.box(self._edges, top, top + high)
        middle = top + high / 2
        for x, down, drawn, size in pieces:
            paper.write(x, middle + down + size * 0.36, drawn, size)
