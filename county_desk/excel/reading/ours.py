"""What the county added to a workbook that it sent back: its list, its columns, its remarks on cells.

Reader and marker both ask here, through `open_book`. A sheet or a column of the sender's own may bear the
same name as ours; ours are known by what stands in them.
"""

import re
from collections.abc import Iterator, Set
from dataclasses import dataclass, replace

from county_desk.excel.reading.book import Book, Cell, Grid, Row, address
from county_desk.text import N_, in_every_language

WRONG, ODD, OURS = "■", "▲", "○"
COLUMN = N_("Problem")
LEGEND = N_("■ must be corrected; ▲ was read, look whether it is meant so. Follow a link to its cell.")
HEAD = (N_("No."), N_("Sheet"), N_("Cell"), N_("Column"), N_("Written there"), N_("Problem"))
KEPT = 8  # the first of three hidden columns of the list: a sheet, cells of it, and the title of our column
_SHEET, _CELL = 2, 3  # columns of the list
_SIGNED = re.compile(rf"[{WRONG}{ODD}{OURS}] [A-Z]{{1,3}}[1-9]\d*\s")
_TOP = 210  # rows in which a title may stand
_HIGH = 20  # rows in which the head of our list may stand; above it somebody may have put a word


@dataclass(frozen=True)
class Kept:
    """One row of what our list keeps for the next round: the cells of a sheet that were marked alike.

    Where there is a `title`, the cell is that of our column. `row` is where it stands on the list.
    """

    row: int
    sheet: str
    cells: tuple[str, ...]
    title: str


def told_apart(book: Book) -> Book:
    """The book with what is ours noted at its sheets, and without our remarks among those of the sender."""
    lists = {grid.name for grid in book.grids if _head_of(grid)}
    kept = [each for grid in book.grids if grid.name in lists for each in kept_on(grid)]
    listed = {place for grid in book.grids if grid.name in lists for place in _listed(grid)}
    marked = listed | {(each.sheet, cell) for each in kept for cell in each.cells if not each.title}
    titles = {(each.sheet, cell) for each in kept for cell in each.cells if each.title}
    return replace(book, grids=tuple(_noted(grid, grid.name in lists, marked, titles) for grid in book.grids))


def kept_on(grid: Grid) -> Iterator[Kept]:
    """What our list keeps in its hidden columns."""
    for number, row in enumerate(grid.rows, 1):
        sheet, cells, title = (_text(row, column) for column in range(KEPT, KEPT + 3))
        if cells:
            yield Kept(number, sheet, tuple(cells.split()), title)


def is_signed(text: object) -> bool:
    """Whether a text begins as those do that we write into our column: with a sign and a cell."""
    return isinstance(text, str) and _SIGNED.match(text) is not None


def is_our_title(text: object) -> bool:
    """Whether a text is what we call our column, in any language; a sender may call one so, too."""
    return isinstance(text, str) and text.strip() in in_every_language(COLUMN)


def _noted(grid: Grid, is_list: bool, marked: Set[tuple[str, str]], titles: Set[tuple[str, str]]) -> Grid:
    if is_list:
        return replace(grid, added=True)
    columns = frozenset(_columns(grid, titles))
    theirs = frozenset(at for at in grid.marks.comments if (grid.name, address(*at)) not in marked)
    if not columns and theirs == grid.marks.comments:
        return grid
    return replace(grid, ours=columns, marks=replace(grid.marks, comments=theirs))


def _columns(grid: Grid, titles: Set[tuple[str, str]]) -> Iterator[int]:
    """The columns under our title that hold a text of ours, or nothing where our list names the title."""
    first: dict[int, int] = {}
    for number, row in enumerate(grid.rows[:_TOP], 1):
        for column, cell in enumerate(row, 1):
            if is_our_title(cell):
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


def _listed(grid: Grid) -> Iterator[tuple[str, str]]:
    """The sheets and cells that our list names."""
    for row in grid.rows[_head_of(grid) :]:
        if cell := _text(row, _CELL):
            yield _text(row, _SHEET), cell


def _cell(row: Row, column: int) -> Cell:
    return row[column - 1] if column <= len(row) else ""


def _text(row: Row, column: int) -> str:
    cell = _cell(row, column)
    return cell.strip() if isinstance(cell, str) else ""
