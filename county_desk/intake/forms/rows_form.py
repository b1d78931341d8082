"""A blank workbook for the rows of one grid, with the households of a place if they are known."""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from openpyxl import Workbook
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from county_desk.fields import Day
from county_desk.intake.forms.rows_guide import put_guide, put_words
from county_desk.intake.pasting.columns import PasteColumn
from county_desk.intake.pasting.grid import PasteGrid
from county_desk.intake.reading.text_tables import COLUMN, FORM, MARK, VERSION
from county_desk.sheets.author import PROGRAM
from county_desk.sheets.writing import look
from county_desk.sheets.writing.look import fit_on_pages, put_text
from county_desk.sheets.writing.package import save
from county_desk.text import _

_BOXED_ROWS = 20  # rows below the named ones that are printed as boxes
_BLANK_ROWS = 200  # rows below the named ones with cells that are checked, too


def write_rows_form(path: Path, grid: PasteGrid, named: Iterable[Mapping[str, str]] = ()) -> None:
    """Write the workbook in the language in force; raises `CannotWrite` in words.

    `named` are the values of the naming columns of each row that stands there already, by key.
    """
    book = Workbook()
    book.properties.creator = PROGRAM
    sheet: Worksheet = book.worksheets[0]
    sheet.title = _(grid.title)[:31]
    columns = _ordered(grid)
    for place, column in enumerate(columns, start=1):
        head = sheet.cell(1, place)
        put_text(head, _title(grid, column))
        head.font, head.fill, head.alignment, head.border = (
            look.STRONG,
            look.HEAD_FILL,
            look.CENTRED,
            look.BOXED,
        )
        sheet.column_dimensions[get_column_letter(place)].width = max(12, min(40, column.kind.width + 4))
    last = _fill(sheet, columns, named)
    put_guide(book, grid, columns)
    ranges = put_words(book, columns)
    for place, column in enumerate(columns, start=1):
        _check(sheet, place, column, last, ranges.get(column.key, ""))
    sheet.row_dimensions[1].height = 30
    sheet.freeze_panes = "A2"
    fit_on_pages(sheet, "landscape")
    _mark(book, grid, columns)
    save(path, book)


def _ordered(grid: PasteGrid) -> list[PasteColumn]:
    """The naming columns, then those that must be filled in, then the others."""
    needed = [column for column in grid.values if column.key in grid.needed]
    others = [column for column in grid.values if column.key not in grid.needed]
    return [*grid.named, *needed, *others]


def _title(grid: PasteGrid, column: PasteColumn) -> str:
    return ("* " if column.key in grid.needed else "") + _(column.label)


def _fill(sheet: Worksheet, columns: Sequence[PasteColumn], named: Iterable[Mapping[str, str]]) -> int:
    """Write the rows that are named already; returns the last of them."""
    row = 1
    for row, values in enumerate(named, start=2):  # the last one is wanted
        for place, column in enumerate(columns, start=1):
            if value := values.get(column.key, ""):
                cell = sheet.cell(row, place)
                put_text(cell, value)
    return row


def _check(sheet: Worksheet, place: int, column: PasteColumn, last: int, words: str) -> None:
    """Let the cells of a column offer the `words` of a range, or take days only."""
    letter, check = get_column_letter(place), None
    if words:
        check = DataValidation("list", formula1=words, allow_blank=True)
    elif isinstance(column.kind, Day):
        check = DataValidation("date", operator="greaterThan", formula1="36525", allow_blank=True)
    for row in range(2, last + _BLANK_ROWS + 1):
        cell = sheet.cell(row, place)
        cell.number_format, cell.font = column.kind.excel_format, look.PLAIN
        if row <= last + _BOXED_ROWS:
            cell.border = look.BOXED
    if check is not None:
        check.showErrorMessage = True
        check.error = _("Choose from the list.") if words else _("Write the day year first, as 2016-11-30.")
        check.add(f"{letter}2:{letter}{last + _BLANK_ROWS}")
        sheet.add_data_validation(check)


def _mark(book: Workbook, grid: PasteGrid, columns: Sequence[PasteColumn]) -> None:
    """A hidden sheet that names the grid and the columns, so that the file needs no guessing."""
    sheet: Worksheet = book.create_sheet(MARK)
    pairs = {"form": FORM, "version": VERSION, "grid": grid.key}
    pairs |= {f"{COLUMN}{column.key}": _title(grid, column) for column in columns}
    for row, (key, value) in enumerate(pairs.items(), start=1):
        put_text(sheet.cell(row, 1), key)
        put_text(sheet.cell(row, 2), value)
    sheet.sheet_state = "hidden"
