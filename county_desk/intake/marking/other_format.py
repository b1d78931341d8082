"""A delivered file of another format (xls, csv) as an .xlsx workbook with its cells."""

import re
from collections.abc import Iterator, Sequence
from copy import copy

from openpyxl import Workbook
from openpyxl.utils.datetime import CALENDAR_MAC_1904, CALENDAR_WINDOWS_1900
from openpyxl.worksheet.cell_range import CellRange
from openpyxl.worksheet.worksheet import Worksheet

from county_desk.intake.marking.cell_writer import NOTHING, CellWriter
from county_desk.intake.reading.columns.header import Header
from county_desk.intake.reading.columns.headers import find_header
from county_desk.sheets.formats.book import Book, Cell, Grid, letters, text_of
from county_desk.sheets.formats.number_formats import FormatLook, number_format
from county_desk.sheets.formats.opening import covered_in
from county_desk.sheets.writing import look
from county_desk.text import _

_WIDEST = 40
_ROOM = 2  # half-width places left free in a column
_BELOW, _BESIDE = 200, 20  # rows and columns around the table where errors and formulas are copied
_FORBIDDEN, _LONGEST = re.compile(r"[\[\]:*?/\\\x00-\x1f]"), 31  # in the name of a sheet of an .xlsx


def copied(book: Book) -> Workbook:
    """The sheets of a file with its values, merged and hidden cells, columns as wide as their texts.

    The looks of the sender stay behind; the header stands out.
    """
    made = Workbook()
    made.remove(made.worksheets[0])
    since_1904 = any(grid.from_1904 for grid in book.grids)
    # a bare number that stands for a day has to be the same day in the copy
    made.epoch = CALENDAR_MAC_1904 if since_1904 else CALENDAR_WINDOWS_1900
    for grid in book.grids:
        part: Worksheet = made.create_sheet(_title(grid.name, made.sheetnames))
        _fill(CellWriter(part, made.epoch), grid)
        for column, width in _widths(grid).items():
            part.column_dimensions[letters(column)].width = width
        if (header := find_header(grid)) is not None:
            _show_header(part, header)
        _shape(part, grid)
        part.sheet_state = "hidden" if grid.hidden else "visible"
    return made


def _title(name: str, taken: Sequence[str]) -> str:
    """The name of a sheet in the copy: other formats allow longer names and more signs in them."""
    fit = _FORBIDDEN.sub("_", name).strip("'")[:_LONGEST] or _("Table")
    others, title, number = {other.casefold() for other in taken}, fit, 1
    while title.casefold() in others:
        number += 1
        title = f"{fit[: _LONGEST - len(str(number))]}{number}"
    return title


def _fill(writer: CellWriter, grid: Grid) -> None:
    marks = grid.marks
    units = {(row, column): unit for (column, unit), rows in marks.units.items() for row in rows}
    lost = marks.unseen - frozenset(covered_in(grid))
    for row, column, value in _values(grid):
        place = row, column
        code = marks.formats.get(place) or (f'General"{units[place]}"' if place in units else "")
        if place in lost and number_format(code).look(value) is not FormatLook.OTHERWISE:
            code = NOTHING
        writer.put(marks, place, value, code)
    for place in _blank_formulas(grid):
        writer.put(marks, place, "")
    for (row, column), words in marks.errors.items():
        if _reaches(grid, row, column):
            writer.error(row, column, words)


def _values(grid: Grid) -> Iterator[tuple[int, int, Cell]]:
    for row, cells in enumerate(grid.rows, start=1):
        for column, value in enumerate(cells, start=1):
            if value != "":
                yield row, column, value


def _blank_formulas(grid: Grid) -> Iterator[tuple[int, int]]:
    """Formulas that gave nothing; a value has yet to take their place."""
    for row, column in grid.marks.formulas - grid.marks.errors.keys():
        if _reaches(grid, row, column) and grid.at(row, column) == "":
            yield row, column


def _reaches(grid: Grid, row: int, column: int) -> bool:
    """Whether a cell without a value lies near the table; one far away is there by accident."""
    width = max(map(len, grid.rows), default=0)
    return row <= len(grid.rows) + _BELOW and column <= width + _BESIDE


def _widths(grid: Grid) -> dict[int, int]:
    """The widths of columns by their texts; a text across merged columns does not count."""
    across = {(top, left) for top, left, _bottom, right in grid.marks.merged if right > left}
    found: dict[int, int] = {}
    for row, column, value in _values(grid):
        if (row, column) not in across:
            found[column] = max(found.get(column, 0), look.breadth(text_of(value)))
    return {column: min(_WIDEST, width + _ROOM) for column, width in found.items()}


def _shape(part: Worksheet, grid: Grid) -> None:
    """Merged blocks, hidden rows and columns."""
    for top, left, bottom, right in grid.marks.merged:
        # unlike `merge_cells`, this leaves what stands under the block and how its edges are lined
        part.merged_cells.ranges.add(CellRange(None, left, top, right, bottom))
    for row in grid.marks.hidden_rows:
        part.row_dimensions[row].hidden = True
    for column in grid.marks.hidden_columns:
        part.column_dimensions[letters(column)].hidden = True


def _show_header(part: Worksheet, header: Header) -> None:
    """A header that stands out, stays in sight and is printed on every page."""
    for row in range(header.first, header.last + 1):
        for cell in part[row]:
            font = copy(look.STRONG)
            font.strike = cell.font.strike
            cell.font, cell.fill, cell.alignment = font, copy(look.HEAD_FILL), copy(look.CENTRED)
    part.freeze_panes = f"A{header.last + 1}"
    part.print_title_rows = f"{header.first}:{header.last}"
