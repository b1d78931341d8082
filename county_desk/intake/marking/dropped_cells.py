"""Cells that openpyxl drops or changes as it opens a workbook, put back as they were read.

They are not corrected yet, so their faults must be found again when the workbook comes back.
"""

from copy import copy
from typing import Any

from openpyxl import Workbook
from openpyxl.cell.cell import MergedCell
from openpyxl.worksheet.worksheet import Worksheet

from county_desk.intake.marking.cell_writer import NOTHING, CellWriter
from county_desk.sheets.formats.book import Book, Grid
from county_desk.sheets.formats.opening import covered_in

_DAY = "yyyy-mm-dd"
_RULE = "conditional formatting"  # openpyxl warns of each that it discards


def put_back(book: Workbook, grids: Book, warnings: list[str]) -> None:
    """Put back the content that sheets of a workbook lost; `warnings` are those of openpyxl at opening."""
    lost_rules = any(_RULE in words.lower() for words in warnings)
    for grid in grids.grids:
        if grid.name in book.sheetnames:
            part: Worksheet = book[grid.name]
            _under_blocks(part, grid, CellWriter(part, book.epoch))
            _days(part, grid)
            if lost_rules:
                _unseen(part, grid)


def set_under(grid: Grid) -> frozenset[tuple[int, int]]:
    """The places under merged blocks at which there is something, though it may have no value."""
    marks = grid.marks
    bare = {at for at in marks.formulas if grid.at(*at) == ""} | marks.errors.keys()
    under = (
        at
        for at in bare
        if any(
            top <= at[0] <= bottom and left <= at[1] <= right and at != (top, left)
            for top, left, bottom, right in marks.merged
        )
    )
    return frozenset(covered_in(grid)).union(under)


def _under_blocks(part: Any, grid: Grid, writer: CellWriter) -> None:
    """Put back the cells under merged blocks, each with the lines that the block has there."""
    marks, cells = grid.marks, part._cells
    for at in marks.unseen | marks.formulas | marks.errors.keys():
        block = cells.get(at)
        if not isinstance(block, MergedCell) or at[1] in grid.ours:
            continue
        lines = copy(block.border)
        del cells[at]
        if at in marks.errors:
            writer.error(*at, marks.errors[at])
        else:
            writer.put(marks, at, grid.at(*at), marks.formats.get(at, ""))
        cells[at].border = lines


def _days(part: Any, grid: Grid) -> None:
    """Numbers that are days beyond all counting, and days that are written as texts of the file."""
    for at, cell in part._cells.items():
        if cell.data_type == "e" and at not in grid.marks.errors:
            cell.value = grid.at(*at)
        elif cell.data_type == "d" and cell.number_format == "General":
            cell.number_format = _DAY


def _unseen(part: Any, grid: Grid) -> None:
    """Hide the cells that a lost rule hid; a cell that shows nothing by itself may do so twice."""
    for at in grid.marks.unseen - frozenset(covered_in(grid)):
        part.cell(*at).number_format = NOTHING
