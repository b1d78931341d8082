"""The rows of a header: how many they are, and which titles stand one over another above each column."""

import re
from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass

from county_desk.intake.reading.columns.titles import is_note, known_title
from county_desk.intake.vocabulary import bare
from county_desk.sheets.formats.book import Grid, Row

_DEEPEST = 5  # rows of a header
_WIDE = 0.7  # share of the columns over which a title is that of the whole table
LONG = 60  # characters of a title; a longer text is a sentence
_SMALL = 100  # numbers from which a row of a header, which may weigh its columns, is one of data
FIGURES = re.compile(r"\d{5}")  # so many digits are of a value

type Merged = tuple[int, int, int, int]


@dataclass(frozen=True)
class Block:
    """The header of a sheet: its rows, and the merged cells that begin in them."""

    grid: Grid
    first: int
    last: int
    merged: tuple[Merged, ...]

    def paths(self) -> Iterator[tuple[int, tuple[str, ...]]]:
        """Each column that has a title of its own, with the titles over it from the top down."""
        rows = self.grid.rows[self.first - 1 : self.last]
        covered = self._covered(max(map(len, rows), default=0))
        for column in range(1, max(map(len, rows), default=0) + 1):
            path: list[str] = []
            owns = 0
            for number in range(self.first, self.last + 1):
                text, own = self._text(number, column, covered)
                if text and (not path or path[-1] != text):
                    path.append(text)
                    owns = len(path) if own else owns
            if owns:
                yield column, tuple(path[:owns])

    def _covered(self, width: int) -> dict[tuple[int, int], tuple[int, int]]:
        """The first cell of the merged block that covers each cell of the header."""
        return {
            (row, column): (top, left)
            for top, left, bottom, right in self.merged
            for row in range(top, min(bottom, self.last) + 1)
            for column in range(left, min(right, width) + 1)
        }

    def _text(
        self, row: int, column: int, covered: Mapping[tuple[int, int], tuple[int, int]]
    ) -> tuple[str, bool]:
        """The title over a column in one row, and whether it is the column's own."""
        own = _string(self.grid.rows[row - 1], column)
        if own:
            return own, True
        if (row, column) in covered:
            top, left = covered[row, column]
            return ("" if left == column else _string(self.grid.rows[top - 1], left)), False
        return self._over(row, column), False

    def _over(self, row: int, column: int) -> str:
        """Without merged cells, a group stands over the blank cells to its right that have lines."""
        if row == self.last or not _string(self.grid.rows[row], column):
            return ""
        for left in range(column - 1, 0, -1):
            if text := _string(self.grid.rows[row - 1], left):
                return text if _string(self.grid.rows[row], left) else ""
        return ""


def block_of(grid: Grid, row: int, names: Container[str] = ()) -> Block:
    """Return the whole header around one row of it; `names` are known titles beside the standard ones."""
    first = row
    while first > 1 and row - first < _DEEPEST and _stands_over(grid, first - 1, first):
        first -= 1
    last = row
    most = min(len(grid.rows), first + _DEEPEST)  # a merged cell may reach further than the sheet has rows
    while (deeper := min(_reach(grid, first, last, names), most)) > last:
        last = deeper
    merged = tuple(block for block in grid.marks.merged if first <= block[0] <= last)
    return Block(grid, first, last, merged)


def _reach(grid: Grid, first: int, last: int, names: Container[str]) -> int:
    """The last row of the titles that begin in the rows known so far."""
    bottoms = [
        bottom
        for top, left, bottom, _right in grid.marks.merged
        if first <= top <= last < bottom and _string(grid.rows[top - 1], left)
    ]
    reached = last
    while reached < max(bottoms, default=0) and _may_be_header(grid, reached):
        reached += 1
    if bottoms:
        return reached
    below = grid.rows[last] if last < len(grid.rows) else []
    return last + 1 if _goes_on(grid.rows[last - 1], below, names) else last


def _may_be_header(grid: Grid, place: int) -> bool:
    """Whether a row, counted from 0, holds nothing that only a person or a figure has."""
    cells = grid.rows[place] if place < len(grid.rows) else []
    return not any(
        FIGURES.search(cell)
        if isinstance(cell, str)
        else not isinstance(cell, int | float) or isinstance(cell, bool) or not abs(cell) < _SMALL
        for cell in cells
    )


def _stands_over(grid: Grid, above: int, below: int) -> bool:
    """Whether a row holds the groups of the titles below it: texts over several columns, not one over all."""
    both = (grid.rows[above - 1], grid.rows[below - 1])
    width = len({place for row in both for place, cell in enumerate(row) if cell != ""})
    texts = [cell for cell in grid.rows[above - 1] if cell != ""]
    if len(texts) < 2 or not all(_is_title(cell) for cell in texts):
        return False
    spans = [
        right - left + 1
        for top, left, _bottom, right in grid.marks.merged
        if top == above and right > left and _string(grid.rows[above - 1], left)
    ]
    if not spans:
        return any((known := known_title(str(cell))) and known.kind == "group" for cell in texts)
    return max(spans) <= max(2, _WIDE * width)


def _is_title(cell: object) -> bool:
    return isinstance(cell, str) and len(cell) <= LONG and not any(sign in cell for sign in ":：")


def _goes_on(top: Row, below: Row, names: Container[str]) -> bool:
    """Whether, without merged cells, the next row holds the lines of groups, or units, of a header row."""
    texts = [(place, cell) for place, cell in enumerate(below, 1) if cell != ""]
    if len(texts) < 2 or not all(_is_title(cell) for _place, cell in texts):
        return False
    if all(is_note(str(cell)) for _place, cell in texts):
        return True
    known = [place for place, cell in texts if known_title(str(cell)) or bare(cell) in names]
    blank = [place for place in known if not _string(top, place)]
    return len(known) * 2 >= len(texts) and len(blank) >= 1 and len(known) >= 2


def _string(row: Row, column: int) -> str:
    cell = row[column - 1] if column <= len(row) else ""
    return cell.strip() if isinstance(cell, str) else ""
