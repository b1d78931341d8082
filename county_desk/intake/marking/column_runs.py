"""Columns of a sender's sheet, which are declared in runs: one is set apart, and hidden ones stay hidden."""

from copy import copy
from typing import Any

from openpyxl.worksheet.worksheet import Worksheet

from county_desk.sheets.formats.book import Grid, letters


def set_apart(part: Worksheet, column: int, width: float) -> None:
    """Give a column a width of its own and show it; the others of its run stay as they are."""
    own = _own_run(part, column)
    own.width, own.hidden = width, False


def give_back(part: Worksheet, column: int) -> None:
    """Undo `set_apart`: join the column with the run beside it again, or remove its declaration."""
    known: Any = part.column_dimensions
    _own_run(part, column)
    del known[letters(column)]
    for run in known.values():
        if column + 1 in _reach(run):
            again = copy(run)
            again.index, again.min, again.max = letters(column), column, column
            known[again.index] = again
            return


def hide_again(part: Worksheet, grid: Grid) -> None:
    """Hide the rows and columns to which the sender gave a height or width of 0.

    openpyxl drops such a size. Without this, cells that were questioned as invisible would return visible.
    """
    for row in grid.marks.hidden_rows:
        if row <= len(grid.rows):
            part.row_dimensions[row].hidden = True
    known: Any = part.column_dimensions
    hidden = {at for run in known.values() if run.hidden for at in _reach(run)}
    widest = max(map(len, grid.rows), default=0)
    for column in grid.marks.hidden_columns - hidden:
        if column <= widest:
            _own_run(part, column).hidden = True


def _own_run(part: Worksheet, column: int) -> Any:
    """The declaration of one column, taken out of the run of those that it was declared with.

    A run often reaches to the edge of the sheet, and is hidden there. Runs that overlap are damage to Excel.
    """
    known: Any = part.column_dimensions
    for name, run in list(known.items()):
        if column not in _reach(run):
            continue
        del known[name]
        for first, last in ((run.min, column - 1), (column, column), (column + 1, run.max)):
            if first <= last:
                piece = copy(run)
                piece.index, piece.min, piece.max = letters(first), first, last
                known[piece.index] = piece
    return known[letters(column)]


def _reach(run: Any) -> range:
    run.reindex()
    return range(run.min, run.max + 1)
