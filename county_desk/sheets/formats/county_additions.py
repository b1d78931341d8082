"""Finds the county's additions to a returned workbook: its list, its columns, its comments.

Reader and marker both use this through `open_book`. The sender may give a sheet or column the same name, so
ours are recognised by their content.
"""

import re
from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass, replace
from hashlib import sha256
from itertools import islice

from county_desk.sheets.formats.book import Book, Cell, Grid, Row, address, text_of
from county_desk.sheets.formats.moved_cells import MovedCells
from county_desk.sheets.formats.table_limits import place_of
from county_desk.text import N_, _, in_every_language

WRONG, ODD, OURS = "■", "▲", "○"
COLUMN = N_("Problem")
LEGEND = N_("■ must be corrected; ▲ was read, look whether it is meant so. Follow a link to its cell.")
HEAD = (N_("No."), N_("Sheet"), N_("Cell"), N_("Column"), N_("Written there"), N_("Problem"))
# hidden columns of the list: a sheet, cells of it, the title of our column, what stood in the row of a cell
KEPT, KEPT_COLUMNS = 8, 4
SAID = KEPT + KEPT_COLUMNS  # one more: each line that we wrote on cells and beside rows
SENT = SAID + 1  # in its first row: the digests of the files that were sent before
_SHEET, _CELL_NAME, _WRITTEN = 2, 3, 5  # columns of the list
_SIGNED = re.compile(rf"[{WRONG}{ODD}{OURS}] [A-Z]{{1,3}}([1-9]\d*)\s")
_SIGNS = 16  # that tell a row
_TOP = 210  # rows in which a title may stand
_HIGH = 20  # rows in which the head of our list may stand; a person may have written above it


@dataclass(frozen=True)
class KeptMarks:
    """One row of our list's state for the next round: cells of a sheet that were marked alike.

    With a `title`, the cell is the header of our column. `row` is its row on the list. `is_lost` marks
    cells with content that was invisible before they were marked. `was` is a digest of the whole row, for
    a text table with cells that may be misplaced.
    """

    row: int
    sheet: str
    cells: tuple[str, ...]
    title: str
    is_lost: bool
    was: str = ""

    @property
    def lost(self) -> tuple[str, ...]:
        """Its cells, if what stood there could not be seen."""
        return self.cells if self.is_lost else ()


def with_additions(book: Book) -> Book:
    """The book with our additions noted at its sheets, and without our remarks among those of the sender."""
    lists = [grid for grid in book.grids if _head_of(grid)]
    kept = [each for grid in lists for each in kept_on(grid)]
    written = {(sheet, cell): text for grid in lists for sheet, cell, text in _listed(grid)}
    marked = {*written, *((each.sheet, cell) for each in kept for cell in each.cells if not each.title)}
    titles = {(each.sheet, cell) for each in kept for cell in each.cells if each.title}
    lost = {(each.sheet, cell) for each in kept for cell in each.lost}
    was = {(each.sheet, cell): each.was for each in kept for cell in each.cells if each.was}
    made = _Made(marked, titles, written, lost, was)
    names = {grid.name for grid in lists}
    return replace(
        book,
        grids=tuple(
            replace(grid, added=True) if grid.name in names else made.noted(grid) for grid in book.grids
        ),
    )


def theirs(grid: Grid) -> Grid:
    """The sheet without what stands in our columns: a row is what it was before we wrote beside it."""
    if not grid.ours:
        return grid
    return replace(grid, rows=[_bare(row, grid.ours) for row in grid.rows])


def _bare(row: Row, ours: Set[int]) -> Row:
    cells: Row = ["" if column in ours else cell for column, cell in enumerate(row, 1)]
    while cells and cells[-1] == "":
        cells.pop()
    return cells


def as_it_is(grid: Grid, row: int) -> str:
    """A short digest of a row without our own columns."""
    texts = map(text_of, _bare(grid.rows[row - 1], grid.ours))
    return sha256("\0".join(texts).encode("utf-8", "surrogatepass")).hexdigest()[:_SIGNS]


def kept_on(grid: Grid) -> Iterator[KeptMarks]:
    """The state that our list stores in its hidden columns."""
    for number, row in enumerate(grid.rows, 1):
        sheet, cells, title, was = (_text(row, column) for column in range(KEPT, KEPT + KEPT_COLUMNS))
        if cells:
            is_lost = (number, KEPT + 1) in grid.marks.unseen  # it has itself the look that it keeps
            yield KeptMarks(number, sheet, tuple(cells.split()), title, is_lost, was)


def lines_on(grid: Grid) -> frozenset[str]:
    """The lines that we wrote on cells and beside rows, as our list keeps them."""
    return frozenset(filter(None, (_text(row, SAID) for row in grid.rows)))


def sent_before(grid: Grid) -> tuple[str, ...]:
    """The digests of the files that were sent before, the first one first, as our list keeps them."""
    return tuple(_text(grid.rows[0], SENT).split()) if grid.added and grid.rows else ()


def is_signed(text: object) -> bool:
    """Whether a text begins as those do that we write into our column: with a sign and a cell."""
    return isinstance(text, str) and _SIGNED.match(text) is not None


def is_our_title(text: object) -> bool:
    """Whether a text is what we call our column, in any language; a sender may call one so, too."""
    return isinstance(text, str) and text.strip() in in_every_language(COLUMN)


def moved_in(grid: Grid, titles: Set[str]) -> MovedCells:
    """How the cells of a sheet moved since it was marked; `titles` are former header cells of our column."""
    rows = {}
    for number, row in enumerate(grid.rows if grid.ours else (), 1):
        for column in grid.ours:
            cell = _cell(row, column)
            if isinstance(cell, str) and (found := _SIGNED.match(cell)):
                rows[int(found[1])] = number
    before = {place[1] for title in titles if (place := place_of(title))}
    aside = max(grid.ours) - max(before) if grid.ours and before else 0
    return MovedCells(rows, aside)


@dataclass(frozen=True)
class _Made:
    """Our additions by the lists: the cells that were marked, and the titles of our columns, by sheet.

    `written` is the former content of the cells, `lost` are those with invisible content, `was` is the
    former content of whole rows.
    """

    marked: Set[tuple[str, str]]
    titles: Set[tuple[str, str]]
    written: Mapping[tuple[str, str], str]
    lost: Set[tuple[str, str]]
    was: Mapping[tuple[str, str], str]

    def noted(self, grid: Grid) -> Grid:
        """A sheet of the sender's with our additions noted, and the cells that our marks brought to light."""
        columns = frozenset(_columns(grid, self.titles))
        if not columns and not self.marked:
            return grid
        grid = replace(grid, ours=columns)
        moved = moved_in(grid, {cell for sheet, cell in self.titles if sheet == grid.name})
        marked = {at for sheet, cell in self.marked if sheet == grid.name for at in moved.places(cell)}
        return replace(
            grid,
            marks=replace(
                grid.marks,
                comments=grid.marks.comments - marked,
                unseen=grid.marks.unseen | frozenset(self._still_lost(grid, moved)),
                doubts={**grid.marks.doubts, **self._still_doubtful(grid, moved)},
            ),
        )

    def _still_doubtful(self, grid: Grid, moved: MovedCells) -> dict[int, tuple[str, str]]:
        """Rows of a text table that had too many or too few cells, in which nothing was changed."""
        words = _("The row had more or fewer cells than most in the text table, and it is as it was.")
        doubts: dict[int, tuple[str, str]] = {}
        for (sheet, cell), was in self.was.items():
            rows = (row for row, _column in moved.places(cell) if row <= len(grid.rows))
            same = (row for row in rows if sheet == grid.name and as_it_is(grid, row) == was)
            doubts |= dict.fromkeys(islice(same, 1), ("csv_structure", words))
        return doubts

    def _still_lost(self, grid: Grid, moved: MovedCells) -> Iterator[tuple[int, int]]:
        """Cells that hold what could not be seen before our mark gave them another ground."""
        for sheet, cell in self.lost:
            text = self.written.get((sheet, cell)) if sheet == grid.name else None
            if text:
                yield from islice((at for at in moved.places(cell) if text_of(grid.at(*at)) == text), 1)


def _columns(grid: Grid, titles: Set[tuple[str, str]]) -> Iterator[int]:
    """The columns under our title that hold a text of ours, or nothing where our list names the title."""
    first: dict[int, int] = {}
    ours = in_every_language(COLUMN)
    for number, row in enumerate(grid.rows[:_TOP], 1):
        if ours.isdisjoint(row):  # asked of each row of each file, so of all its cells at once
            continue
        for column, cell in enumerate(row, 1):
            if cell in ours:
                first.setdefault(column, number)
    for column, number in first.items():
        below = [cell for row in grid.rows[number:] if (cell := _cell(row, column)) != ""]
        named = (grid.name, address(number, column)) in titles
        if any(map(is_signed, below)) or (named and not below):
            yield column


def _head_of(grid: Grid) -> int:
    """The row of the titles of our list, under its legend; 0 for a sheet that is not our list."""
    explained = False
    for number, row in enumerate(grid.rows[:_HIGH], 1):
        explained = explained or _text(row, 1) in in_every_language(LEGEND)
        if explained and all(
            _text(row, column) in in_every_language(title) for column, title in enumerate(HEAD, 1)
        ):
            return number
    return 0


def _listed(grid: Grid) -> Iterator[tuple[str, str, str]]:
    """The sheets and cells that our list names, and what stood there."""
    for row in grid.rows[_head_of(grid) :]:
        if cell := _text(row, _CELL_NAME):
            yield _text(row, _SHEET), cell, text_of(_cell(row, _WRITTEN))


def _cell(row: Row, column: int) -> Cell:
    return row[column - 1] if column <= len(row) else ""


def _text(row: Row, column: int) -> str:
    cell = _cell(row, column)
    return cell.strip() if isinstance(cell, str) else ""
