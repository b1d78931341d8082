"""A sender's workbook opened for marking, with all in it that has to go back."""

from collections.abc import Mapping
from io import BytesIO
from typing import Any
from warnings import catch_warnings

from openpyxl import Workbook, load_workbook
from openpyxl.workbook.properties import CalcProperties
from openpyxl.workbook.protection import DocumentSecurity
from openpyxl.worksheet.worksheet import Worksheet

from county_desk.intake.marking.computed import tied_off
from county_desk.intake.marking.dropped_cells import put_back
from county_desk.intake.marking.other_format import copied
from county_desk.sheets.formats.book import Book

# what openpyxl raises at odd styles, and at packages that hold no .xlsx
_BY_HAND = (KeyError, ValueError, TypeError, IndexError, AttributeError, OSError)


def opened(raw: bytes, grids: Book) -> tuple[Workbook, dict[str, Worksheet]]:
    """The workbook itself, with its sheets by the names that the sender gave them.

    One of another format, or that openpyxl cannot open, as a copy of its cells.
    """
    if raw.startswith(b"PK"):
        try:
            # links to other files stay closed and are dropped: a link that openpyxl stumbles over is no loss
            with catch_warnings(record=True, action="always", category=UserWarning) as said:
                book = load_workbook(BytesIO(raw), keep_links=False, rich_text=True)
        except _BY_HAND:
            pass
        else:
            parts: dict[str, Worksheet] = {part.title: part for part in book.worksheets}
            if _is_whole(parts, grids):
                tied_off(book, grids)
                put_back(book, grids, [str(each.message) for each in said])
                _make_workable(book)
                return book, parts
    book = copied(grids)
    return book, dict(zip((grid.name for grid in grids.grids), book.worksheets, strict=True))


def _is_whole(parts: Mapping[str, Any], grids: Book) -> bool:
    """Whether openpyxl saw the cells of every sheet: of a workbook of the strict kind it sees none."""
    filled = (grid.name for grid in grids.grids if any(map(any, grid.rows)))
    return all(name in parts and parts[name]._cells for name in filled)


def _make_workable(book: Workbook) -> None:
    book.template = False  # or Excel opens no file named .xlsx
    book.security = DocumentSecurity()  # a hidden sheet has to be shown, our list deleted
    book.calculation = CalcProperties()  # anew: the county's corrections change the results
