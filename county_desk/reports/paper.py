"""The county's paper: the page of GB/T 9704-2012, and a pen that writes and rules on it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Protocol

from county_desk.reports.faces import BOLD, Run, runs, width

MM = 72 / 25.4
PAGE_WIDE, PAGE_HIGH = 210 * MM, 297 * MM
TOP, LEFT = 37 * MM, 28 * MM
WIDE, HIGH = 156 * MM, 225 * MM  # the block of text: 22 lines of 28 letters
LEADING = 28.95  # of 22 lines; at 29 the last one would fall out of the block
SIZE = 16  # 3号
SPACE = -0.21  # brings 28 letters of 16 points into 156 mm
TITLE_SIZE = 22  # 2号
SEAL = 45 * MM  # room that stays free for the seal, which is stamped by hand
BLACK, RED, GREY = (0.0, 0.0, 0.0), (0.87, 0.0, 0.0), (0.82, 0.82, 0.82)
THICK, THIN = 1.0, 0.5  # rules of a table, in points
MARK_WIDE, MARK_HIGH = 230 * MM, 80 * MM  # the largest mark across a page

type Colour = tuple[float, float, float]
type Line = tuple[float, float, float, float]  # from x and y to x and y, in points


@dataclass(frozen=True, slots=True)
class PageFormat:
    """A page and its block of text: widths and heights in points, and where the block begins."""

    wide: float
    high: float
    left: float
    top: float
    block_wide: float
    block_high: float


OFFICIAL = PageFormat(PAGE_WIDE, PAGE_HIGH, LEFT, TOP, WIDE, HIGH)


class Surface(Protocol):
    """A target for writing: a file or a printer. Places are points from the upper left of the page."""

    def begin(self, page: PageFormat) -> None:
        """Begin a page."""

    def write(
        self, x: float, down: float, runs: Iterable[Run], size: float, space: float, colour: Colour
    ) -> None:
        """Write runs from `x` on, their foot at `down`, with `space` after each letter."""

    def lines(self, lines: Iterable[Line], thick: float, colour: Colour) -> None:
        """Draw straight lines."""

    def slant(self, runs: Sequence[Run], size: float, wide: float, colour: Colour) -> None:
        """Write runs, `wide` points in all, along the diagonal of the page."""

    def end(self) -> None:
        """End the page."""


class Paper:
    """The pages of one document on a surface. Places are points from the upper left of the block of text.

    `mark` stands large and grey across every page, beneath the text. `page` is the number of the page.
    """

    def __init__(
        self, surface: Surface, *, page: PageFormat = OFFICIAL, mark: str = "", first: int = 1
    ) -> None:
        self._surface, self.format, self.page = surface, page, first
        self._edges: tuple[float, ...] = ()
        self._rows: list[float] = []
        self._mark = runs(mark, BOLD) if mark else ()
        self._begin()

    def write(
        self,
        x: float,
        down: float,
        runs: Iterable[Run],
        size: float,
        *,
        space: float = 0,
        colour: Colour = BLACK,
    ) -> None:
        """Write runs from `x` on, their foot at `down`."""
        self._surface.write(self.format.left + x, self.format.top + down, runs, size, space, colour)

    def centre(
        self,
        down: float,
        runs: Iterable[Run],
        size: float,
        *,
        middle: float | None = None,
        colour: Colour = BLACK,
    ) -> None:
        """Write runs with their middle at `middle`, or at that of the block."""
        held = tuple(runs)
        wide = sum(width(run, size) for run in held)
        at = self.format.block_wide / 2 if middle is None else middle
        self.write(at - wide / 2, down, held, size, colour=colour)

    def rule(
        self,
        down: float,
        *,
        left: float = 0,
        right: float | None = None,
        thick: float = THIN,
        colour: Colour = BLACK,
    ) -> None:
        """Draw a level line, to the right edge of the block unless `right` is given."""
        end = self.format.block_wide if right is None else right
        height, start = self.format.top + down, self.format.left
        self._surface.lines([(start + left, height, start + end, height)], thick, colour)

    def box(self, edges: tuple[float, ...], top: float, bottom: float) -> None:
        """Rule the cells of one row between `edges`; rows that follow each other share their lines."""
        if self._rows and (self._edges is not edges or abs(self._rows[-1] - top) > 0.01):
            self._close_table()
        if not self._rows:
            self._edges, self._rows = edges, [top]
        self._rows.append(bottom)

    def turn(self) -> None:
        """Go on to the next page."""
        self.finish()
        self.page += 1
        self._begin()

    def finish(self) -> None:
        """End the page."""
        self._close_table()
        self._surface.end()

    def _begin(self) -> None:
        self._surface.begin(self.format)
        self._edges, self._rows = (), []
        if self._mark:  # as large as the diagonal has room for
            wide = sum(width(run, 1) for run in self._mark)
            size = min(MARK_HIGH, MARK_WIDE / wide)
            self._surface.slant(self._mark, size, wide * size, GREY)

    def _close_table(self) -> None:
        if not self._rows:
            return
        edges = [self.format.left + edge for edge in self._edges]
        rows = [self.format.top + row for row in self._rows]
        left, right, top, bottom = edges[0], edges[-1], rows[0], rows[-1]
        inner = [(left, row, right, row) for row in rows[1:-1]]
        inner += [(edge, top, edge, bottom) for edge in edges[1:-1]]
        self._surface.lines(inner, THIN, BLACK)
        corners = ((left, top), (right, top), (right, bottom), (left, bottom), (left, top))
        self._surface.lines([(*one, *other) for one, other in pairwise(corners)], THICK, BLACK)
        self._rows = []
