"""A ruled list on a paper: its head again on every page, no row ever split, a name never cut off."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from operator import attrgetter

from county_desk.fields import Table
from county_desk.reports.breaking import TextMeasure, lines
from county_desk.reports.faces import Run, runs, width
from county_desk.reports.flow import Item
from county_desk.reports.paper import WIDE, Paper
from county_desk.text import _

_PAD = 3.5  # points beside a text in its cell
_KEPT = 20_000  # set cells that are kept, since most cells of a long list are met again
_STEP = 1.25  # from one line of a cell to the next, in the size of its letters

type _Piece = tuple[float, float, Sequence[Run], float]  # from the left, from the middle down, runs, size
type _Cell = tuple[Sequence[_Piece], float]  # what is drawn, and the height that it needs


@dataclass(frozen=True, slots=True)
class GridStyle:
    """The letters of a list and the height of its rows, in points.

    `smallest` is the share of the size below which a text goes on a second line. `numbers` is that of a
    `TextMeasure`.
    """

    body: str
    head: str
    size: float
    high: float
    smallest: float = 0.7
    numbers: bool = True

    def scaled(self, share: float) -> "GridStyle":
        """The same, larger or smaller."""
        return replace(self, size=self.size * share, high=self.high * share)


class PaperGrid[R]:
    """The rows of a declared table, set out over the full width of the block."""

    def __init__(self, table: Table[R], style: GridStyle, widths: Sequence[float] = ()) -> None:
        """`widths` are those of the columns in points; without them they share an official page."""
        self._columns, self._style = table.columns, style
        share = WIDE / sum(column.kind.width for column in table.columns)
        edges = [0.0]
        for wide in widths or [column.kind.width * share for column in table.columns]:
            edges.append(edges[-1] + wide)
        self._edges = tuple(edges)
        self._set: dict[tuple[int, str], _Cell] = {}

    def head(self) -> Item:
        """The titles of the columns, all in one size; a `|` in a title ends a line."""
        titles = [_(column.title).split("|") for column in self._columns]
        size = min(self._fit(place, titles[place]) for place in range(len(titles)))
        least = self._style.size * self._style.smallest
        if size < least:
            size = least
            titles = [self._folded(place, "".join(rows), size) for place, rows in enumerate(titles)]
        high = max(self._style.high, size * _STEP * max(map(len, titles)) + 2 * _PAD)
        pieces = [
            self._line(place, number - (len(rows) - 1) / 2, runs(row, self._style.head), size, "center")
            for place, rows in enumerate(titles)
            for number, row in enumerate(rows)
        ]
        return Item(high, partial(self._draw, [(pieces, high)], high), keep=True)

    def rows(self, rows: Iterable[R], head: Item) -> Iterator[Item]:
        """The rows, each to be drawn under `head` where it begins a page."""
        getters = [(column.kind.show, attrgetter(column.key)) for column in self._columns]
        for row in rows:
            yield self.row([show(value(row)) for show, value in getters], head)

    def row(self, texts: Iterable[str], head: Item) -> Item:
        """One row of texts, such as the totals."""
        cells = self._cells(texts)
        high = max(high for _pieces, high in cells)
        return Item(high, partial(self._draw, cells, high), head=head)

    def height(self, texts: Iterable[str]) -> float:
        """How high the row of some texts is, in points."""
        return max(high for _pieces, high in self._cells(texts))

    def _cells(self, texts: Iterable[str]) -> list[_Cell]:
        cells = []
        for key in enumerate(texts):
            if (cell := self._set.get(key)) is None:
                cell = self._cell(*key)
                if len(self._set) < _KEPT:
                    self._set[key] = cell
            cells.append(cell)
        return cells

    def _cell(self, place: int, text: str) -> _Cell:
        """Set one cell: made smaller, then folded, when it is too long."""
        size, room, drawn = self._style.size, self._room(place), runs(text, self._style.body)
        wide = sum(width(run, size) for run in drawn)
        if wide * self._style.smallest <= room:
            return [self._line(place, 0, drawn, size * min(1, room / max(wide, 1)))], self._style.high
        size *= self._style.smallest
        folded = list(lines(drawn, self._measure(room, size)))
        middle = (len(folded) - 1) / 2
        pieces = [self._line(place, number - middle, line.runs, size) for number, line in enumerate(folded)]
        return pieces, size * _STEP * len(folded) + 2 * _PAD

    def _fit(self, place: int, rows: Iterable[str]) -> float:
        size, room = self._style.size, self._room(place)
        wide = max(sum(width(run, size) for run in runs(row, self._style.head)) for row in rows)
        return size * min(1, room / wide)

    def _folded(self, place: int, title: str, size: float) -> list[str]:
        broken = lines(runs(title, self._style.head), self._measure(self._room(place), size))
        return ["".join(text for _face, text in line.runs) for line in broken]

    def _measure(self, room: float, size: float) -> TextMeasure:
        return TextMeasure(room, size, numbers=self._style.numbers)

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
        return x, step * size * _STEP + size * 0.36, drawn, size

    def _draw(self, cells: Sequence[_Cell], high: float, paper: Paper, top: float) -> None:
        paper.box(self._edges, top, top + high)
        middle = top + high / 2
        for pieces, _high in cells:
            for x, down, drawn, size in pieces:
                paper.write(x, middle + down, drawn, size)
