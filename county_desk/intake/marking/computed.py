"""Results of formulas, written beside them, or as formulas that give just these results.

openpyxl writes formulas without values. A program that does not compute, such as a chat preview, then
shows nothing, and a copy returned unopened has blank cells.

Left in place they would point to nothing, and Excel calls such a workbook damaged. A plain value would hide
the fault of the cell before a person has looked at it.
"""

import re
from collections.abc import Callable
from datetime import datetime
from typing import Any

from openpyxl import Workbook
from openpyxl.utils import column_index_from_string
from openpyxl.utils.datetime import to_excel
from openpyxl.worksheet.formula import ArrayFormula
from openpyxl.worksheet.worksheet import Worksheet

from county_desk.sheets.formats.book import Book, Cell, Grid, text_of
from county_desk.sheets.writing.cells import escaped, writable

_FORMULA = re.compile(
    rb'<c r="([A-Z]{1,3})(\d+)"((?: s="\d+")?)>(<f\b[^>]*(?:/>|>[^<]*</f>))<v ?(?:/>|></v>)</c>'
)
_SERIAL: Callable[[Cell, datetime], float] = to_excel  # the number that a workbook keeps for a day or a time
_LONGEST = 255  # signs of a text in a formula


def with_values(grid: Grid, epoch: datetime, content: bytes) -> bytes:
    """The part of a sheet as openpyxl wrote it, each formula with the value that was read of it."""

    def filled(found: re.Match[bytes]) -> bytes:
        row, column = int(found[2]), column_index_from_string(found[1].decode())
        kind, value = _written(grid, epoch, row, column)
        if (row, column) not in grid.marks.formulas or not value:
            return found[0]
        start = b'<c r="' + found[1] + found[2] + b'"' + found[3] + kind + b">"
        return start + found[4] + b"<v>" + value + b"</v></c>"

    return _FORMULA.sub(filled, content) if grid.marks.formulas else content


def _written(grid: Grid, epoch: datetime, row: int, column: int) -> tuple[bytes, bytes]:
    """The type of a value, as an attribute, and the value in the form of the part."""
    if error := grid.marks.errors.get((row, column)):
        return b' t="e"', error.encode()
    value = grid.at(row, column)
    if isinstance(value, str):
        return b' t="str"', escaped(value).encode("utf-8", "replace")
    if isinstance(value, bool):
        return b' t="b"', b"1" if value else b"0"
    return b"", text_of(_plain_number(value, epoch)).upper().encode()


def formula_of(value: Cell, epoch: datetime) -> str | None:
    """A formula that gives just this value; None for a text that no formula can hold."""
    if isinstance(value, bool):
        return "=TRUE()" if value else "=FALSE()"
    if not isinstance(value, str):
        return f"={text_of(_plain_number(value, epoch))}".upper()
    quoted = value.replace('"', '""')
    return f'="{quoted}"' if len(quoted) <= _LONGEST and writable(value) == value else None


def _plain_number(value: Cell, epoch: datetime) -> int | float:
    """The number that a workbook keeps for a number, a day or a time."""
    return value if isinstance(value, int | float) else _SERIAL(value, epoch)


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
