"""The cells of text that a spreadsheet copied to the clipboard."""

import csv
from collections.abc import Iterable
from io import StringIO
from typing import TYPE_CHECKING

from county_desk.intake.reading.text_tables import table_of
from county_desk.intake.text_table import TextTable
from county_desk.sheets.formats.book import Grid

if TYPE_CHECKING:
    from county_desk.intake.pasting.grid import PasteGrid

MOST = 2000  # rows of a block; a longer list is imported as a workbook

type Cells = list[list[str]]


def cells_of(text: str) -> Cells:
    """The cells of tab-separated text, all rows equally long, without blank rows and columns at the end.

    A cell in quotation marks may hold line breaks, tabs and doubled quotation marks. Where the marks do not
    close, they are signs as any other.
    """
    try:
        rows = list(csv.reader(StringIO(text, newline=""), delimiter="\t", strict=True))
    except csv.Error:
        rows = [line.split("\t") for line in text.splitlines()]
    while rows and not any(map(str.strip, rows[-1])):
        rows.pop()
    width = max((place + 1 for row in rows for place, cell in enumerate(row) if cell.strip()), default=0)
    return [[*row[:width], *[""] * (width - len(row))] for row in rows]


def pasted_table(cells: Cells, grids: "Iterable[PasteGrid]") -> TextTable:
    """The cells as a table that may be of one of these lists."""
    names = {name for grid in grids for name in grid.titles()}
    return table_of(Grid("", [list(row) for row in cells]), names, guess=False)
