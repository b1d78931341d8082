"""The width of one column of a sender's sheet, which may be declared together with many others."""

from copy import copy
from typing import Any

from openpyxl.worksheet.worksheet import Worksheet

from county_desk.excel.reading.book import letters


def set_apart(part: Worksheet, column: int, width: float) -> None:
    """Give a column a width of its own and show it; the others of its run stay as they are.

    A run often reaches to the edge of the sheet, and is hidden there. Runs that overlap are damage to Excel.
    """
    known: Any = part.column_dimensions
    for name, run in list(known.items()):
        run.reindex()
        if not run.min <= column <= run.max:
            continue
        del known[name]
        for first, last in ((run.min, column - 1), (column, column), (column + 1, run.max)):
            if first <= last:
                piece = copy(run)
                piece.index, piece.min, piece.max = letters(first), first, last
                known[piece.index] = piece
    own = known[letters(column)]
    own.width, own.hidden = width, False
