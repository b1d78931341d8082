"""Finds the header of a sheet: a row near the top with known columns, or one that a person named."""

from collections.abc import Sequence
from dataclasses import replace

from county_desk.intake.delivery import Layout
from county_desk.intake.reading.columns.answers import decided, own_layout
from county_desk.intake.reading.columns.header import Header
from county_desk.intake.reading.columns.header_columns import GUESSED, ColumnFinder
from county_desk.intake.reading.columns.header_doubts import TableContext
from county_desk.intake.reading.columns.header_rows import FIGURES, LONG, Block, block_of
from county_desk.intake.reading.columns.list_kinds import NO_LIST
from county_desk.intake.reading.columns.title_units import units_above
from county_desk.intake.reading.columns.titles import known_title, seeming_title
from county_desk.intake.vocabulary import bare
from county_desk.sheets.formats.book import Cell, Grid, Row

_TOP = 200  # rows in which a header may begin
_ENOUGH = 3  # known titles that make a row a header
_LEAST = 2  # of them those that are known for sure
_NEAR_ROWS = 20  # rows in which titles that are only near to known ones count as well
_ASKS = (":", "：")  # at the end of a text, they say that the answer stands beside it


def find_header(grid: Grid, layouts: Sequence[Layout] = (), year: int = 0) -> Header | None:
    """Return the header of a sheet, or None if no row near the top names known columns.

    `layouts` are the decisions of persons about the columns of forms; see `decided`. `year` is the year of
    the figures: a title of another year raises a question.
    """
    block = _block(grid, layouts)
    if block is None:
        return None
    around = TableContext(year, units_above(grid.rows[: block.first - 1]))
    header = ColumnFinder(block, {}, around=around).header()
    key, texts = header.list.key, tuple(header.texts.values())
    meanings = decided(key, texts, layouts, year)
    if not meanings:
        return header
    own = own_layout(key, texts, layouts)
    return ColumnFinder(block, meanings, own.list if own else key, around).header()


def rows_above(grid: Grid, layouts: Sequence[Layout] = ()) -> Sequence[Row]:
    """The rows above the header of a sheet, where its titles stand; none where it has no header."""
    block = _block(grid, layouts)
    return grid.rows[: block.first - 1] if block else ()


def _block(grid: Grid, layouts: Sequence[Layout]) -> Block | None:
    for number, row in enumerate(grid.rows[:_TOP], 1):
        if _names_columns(row, number) or (layouts and _is_of_layout(row, layouts)):
            return block_of(grid, number)
    return None


def unknown_header(grid: Grid) -> Header | None:
    """Return the likely header of an unknown sheet: its first row that has only short texts."""
    for number, row in enumerate(grid.rows[:_NEAR_ROWS], 1):
        cells = [cell for cell in row if cell != ""]
        if len(cells) < _ENOUGH or not all(_may_be_title(cell) for cell in cells):
            continue
        found = ColumnFinder(block_of(grid, number), {}).header()
        return replace(found, list=NO_LIST, missing=())
    return None


def _may_be_title(cell: Cell) -> bool:
    return isinstance(cell, str) and len(cell) <= LONG and not FIGURES.search(cell)


def _names_columns(row: Row, number: int) -> bool:
    texts = [cell for cell in row if isinstance(cell, str) and 0 < len(cell) <= LONG]
    texts = [text for text in texts if not text.rstrip().endswith(_ASKS)]
    if len(texts) < _LEAST:
        return False
    known = sum(1 for text in texts if known_title(text))
    if known >= _ENOUGH or known < _LEAST or number > _NEAR_ROWS:
        return known >= _ENOUGH
    unknown = [text for text in texts if not known_title(text)][:GUESSED]
    return known + sum(1 for text in unknown if seeming_title(text)) >= _ENOUGH


def _is_of_layout(row: Row, layouts: Sequence[Layout]) -> bool:
    texts = {bare(cell) for cell in row if isinstance(cell, str) and cell}
    return any(texts and texts == {*layout.texts} for layout in layouts)
