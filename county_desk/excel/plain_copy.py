"""A delivered file of another format (xls, xlsb, ods, csv) as an .xlsx workbook of plain texts."""

from copy import copy

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from county_desk.excel import look
from county_desk.excel.reading.book import Book, Grid, letters
from county_desk.excel.reading.headers import find_header
from county_desk.excel.reading.values import text_of
from county_desk.text import _

_WIDEST = 40
_ROOM = 2  # half-width places left free in a column


def plain_copy(book: Book) -> Workbook:
    """The sheets of a file with every cell as the text that it is, merged and hidden as the sender had them.

    Fonts and colours of the old format are not carried over: readers of it give none.
    """
    made = Workbook()
    made.remove(made.worksheets[0])
    for grid in book.grids:
        part: Worksheet = made.create_sheet(grid.name or _("Table"))
        _fill(part, grid)
        _shape(part, grid)
        part.sheet_state = "hidden" if grid.hidden else "visible"
    return made


def _fill(part: Worksheet, grid: Grid) -> None:
    widths: dict[int, int] = {}
    for row, cells in enumerate(grid.rows, start=1):
        for column, value in enumerate(cells, start=1):
            if value != "":
                cell, text = part.cell(row, column), text_of(value)
                cell.value, cell.data_type, cell.number_format = text, "s", "@"
                widths[column] = max(widths.get(column, 0), look.breadth(text))
    for column, width in widths.items():
        part.column_dimensions[letters(column)].width = min(_WIDEST, width + _ROOM)


def _shape(part: Worksheet, grid: Grid) -> None:
    """Merged blocks, hidden rows and columns, and a header that stands out and stays in sight."""
    for top, left, bottom, right in grid.marks.merged:
        part.merge_cells(start_row=top, start_column=left, end_row=bottom, end_column=right)
    for row in grid.marks.hidden_rows:
        part.row_dimensions[row].hidden = True
    for column in grid.marks.hidden_columns:
        part.column_dimensions[letters(column)].hidden = True
    header = find_header(grid)
    if header is None:
        return
    for row in range(header.first, header.last + 1):
        for cell in part[row]:
            cell.font, cell.fill = copy(look.STRONG), copy(look.HEAD_FILL)
    part.freeze_panes = f"A{header.last + 1}"
