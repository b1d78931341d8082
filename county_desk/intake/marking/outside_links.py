"""Formulas that lead to other files: where the links are dropped, each gives the value that was read.

Left in place they would point to nothing, and Excel calls such a workbook damaged. A plain value would hide
the fault of the cell before a person has looked at it.
"""

import re
from typing import Any

from openpyxl import Workbook
from openpyxl.worksheet.formula import ArrayFormula
from openpyxl.worksheet.worksheet import Worksheet

from county_desk.intake.marking.computed import formula_of
from county_desk.sheets.formats.book import Book

_LINK = re.compile(r"\[\d+\][^\[\](),]*!")  # [1]Sheet1!A1, and not the column [2016] of a table


def tied_off(book: Workbook, grids: Book) -> None:
    """Make the formulas of a workbook stand by themselves, and drop names that stand for other files."""
    for grid in grids.grids:
        if grid.name in book.sheetnames:
            part: Worksheet = book[grid.name]
            for row, column in grid.marks.formulas:
                cell: Any = part.cell(row, column)
                if _LINK.search(_text(cell.value)):
                    value = grid.at(row, column)
                    cell.value = formula_of(value, book.epoch) or value
    for names in (book.defined_names, *(part.defined_names for part in book.worksheets)):
        for name in [name for name, each in names.items() if _LINK.search(str(each.attr_text))]:
            del names[name]


def _text(value: object) -> str:
    return str(value.text if isinstance(value, ArrayFormula) else value)
