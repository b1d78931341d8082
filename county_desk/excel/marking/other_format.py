"""A delivered file of another format (xls, xlsb, ods, csv) as an .xlsx workbook that looks like it."""

import re
from collections.abc import Iterator, Mapping, Sequence
from copy import copy

from openpyxl import Workbook
from openpyxl.utils.datetime import CALENDAR_MAC_1904, CALENDAR_WINDOWS_1900
from openpyxl.worksheet.cell_range import CellRange
from openpyxl.worksheet.worksheet import Worksheet

from county_desk.excel.formats.book import Book, Cell, Grid, letters, text_of
from county_desk.excel.formats.dress import Dress, Paper, Style
from county_desk.excel.formats.number_formats import Look, number_format
from county_desk.excel.formats.opening import covered_in
from county_desk.excel.formats.sight import BLACK, WHITE, alike, is_tiny
from county_desk.excel.marking.dressed_cells import NOTHING, Tailor
from county_desk.excel.reading.columns.header import Header
from county_desk.excel.reading.columns.headers import find_header
from county_desk.excel.writing import look
from county_desk.excel.writing.put import fit_on_pages
from county_desk.text import _

_WIDEST = 40
_USUAL_POINTS = 11
_ROOM = 2  # half-width places left free in a column
_BELOW, _BESIDE = 200, 20  # rows and columns around the table that keep their looks, for what is added there
_BROADEST, _HIGHEST = 255, 409  # what Excel takes for a column and for a row
_FORBIDDEN, _LONGEST = re.compile(r"[\[\]:*?/\\\x00-\x1f]"), 31  # in the name of a sheet of an .xlsx
_NONE = -1  # the number of no style
_PAPERS = 118  # sizes of paper that have a number
_NO_DRESS = Dress((), {}, {}, {})


def copied(book: Book, dress: Mapping[str, Dress]) -> Workbook:
    """The sheets of a file, every cell as what it is, merged and hidden as the sender had them.

    `dress` is the look of the sheets by name. A sheet without one has columns as wide as their texts and a
    header that stands out.
    """
    made = Workbook()
    made.remove(made.worksheets[0])
    since_1904 = any(grid.from_1904 for grid in book.grids)
    # a bare number that stands for a day has to be the same day in the copy
    made.epoch = CALENDAR_MAC_1904 if since_1904 else CALENDAR_WINDOWS_1900
    for grid in book.grids:
        part: Worksheet = made.create_sheet(_title(grid.name, made.sheetnames))
        worn = dress.get(grid.name)
        _fill(Tailor(part, made.epoch, worn.styles if worn else ()), grid, worn or _NO_DRESS)
        header = find_header(grid)
        if worn is None:
            _make_readable(part, grid, header)
        else:
            _measure(part, grid, worn)
            _lay_out(part, worn.paper)
        if header is not None:
            part.print_title_rows = f"{header.first}:{header.last}"
        _shape(part, grid)
        part.sheet_state = "hidden" if grid.hidden else "visible"
    return made


def _title(name: str, taken: Sequence[str]) -> str:
    """What a sheet is called in the copy: other formats allow longer names and more signs in them."""
    fit = _FORBIDDEN.sub("_", name).strip("'")[:_LONGEST] or _("Table")
    others, title, number = {other.casefold() for other in taken}, fit, 1
    while title.casefold() in others:
        number += 1
        title = f"{fit[: _LONGEST - len(str(number))]}{number}"
    return title


def _fill(tailor: Tailor, grid: Grid, dress: Dress) -> None:
    last_row, last_column = _reach(grid)
    styles, marks = dress.cells, grid.marks
    lost = marks.unseen - frozenset(covered_in(grid))
    for row, column, value in _values(grid):
        place = row, column
        style = styles.get(place, _NONE)
        # what is shown otherwise or not at all must not be shown plainly, even where no looks could be read
        code = marks.formats.get(place, "")
        if place in lost and not code and not _hides(dress.styles[style] if style >= 0 else Style(), value):
            code = NOTHING
        tailor.put(marks, place, value, style, code)
    for place in _blank_formulas(grid, last_row, last_column):
        tailor.put(marks, place, "", styles.get(place, _NONE))
    for (row, column), words in marks.errors.items():
        if row <= last_row and column <= last_column:
            tailor.error(row, column, words, styles.get((row, column), _NONE))
    for (row, column), style in styles.items():
        if row <= last_row and column <= last_column:
            tailor.blank(row, column, style)


def _hides(style: Style, value: Cell) -> bool:
    """Whether a look lets a value be seen as little as the sender's did."""
    if number_format(style.format).look(value) is Look.NOTHING:
        return True
    return is_tiny(style.points or _USUAL_POINTS) or alike(style.ink or BLACK, style.paper or WHITE)


def _values(grid: Grid) -> Iterator[tuple[int, int, Cell]]:
    for row, cells in enumerate(grid.rows, start=1):
        for column, value in enumerate(cells, start=1):
            if value != "":
                yield row, column, value


def _blank_formulas(grid: Grid, last_row: int, last_column: int) -> Iterator[tuple[int, int]]:
    """Formulas that gave nothing; a value has yet to take their place."""
    for row, column in grid.marks.formulas - grid.marks.errors.keys():
        if row <= last_row and column <= last_column and grid.at(row, column) == "":
            yield row, column


def _reach(grid: Grid) -> tuple[int, int]:
    """The last row and column that are copied; a line far away from the table was drawn by accident."""
    return len(grid.rows) + _BELOW, max(map(len, grid.rows), default=0) + _BESIDE


def _measure(part: Worksheet, grid: Grid, dress: Dress) -> None:
    """Columns and rows as wide and high as the sender had them."""
    last_row, last_column = _reach(grid)
    for column, width in dress.widths.items():
        if column <= last_column and 0 < width <= _BROADEST:
            part.column_dimensions[letters(column)].width = width
    for row, height in dress.heights.items():
        if row <= last_row and 0 < height <= _HIGHEST:
            part.row_dimensions[row].height = height


def _shape(part: Worksheet, grid: Grid) -> None:
    """Merged blocks, hidden rows and columns."""
    for top, left, bottom, right in grid.marks.merged:
        # unlike `merge_cells`, this leaves what stands under the block and how its edges are lined
        part.merged_cells.ranges.add(CellRange(None, left, top, right, bottom))
    for row in grid.marks.hidden_rows:
        part.row_dimensions[row].hidden = True
    for column in grid.marks.hidden_columns:
        part.column_dimensions[letters(column)].hidden = True


def _lay_out(part: Worksheet, paper: Paper) -> None:
    """What stays in sight, and the paper, as the sender had them."""
    rows, columns = paper.frozen
    if rows or columns:
        part.freeze_panes = f"{letters(columns + 1)}{rows + 1}"
    if 0 < paper.size <= _PAPERS:
        part.page_setup.paperSize = paper.size
    part.page_setup.orientation = "landscape" if paper.landscape else "portrait"
    if paper.fits:
        fit_on_pages(part, part.page_setup.orientation)


def _make_readable(part: Worksheet, grid: Grid, header: Header | None) -> None:
    """Widths by the texts, and a header that stands out and stays in sight."""
    widths: dict[int, int] = {}
    for _row, column, value in _values(grid):
        widths[column] = max(widths.get(column, 0), look.breadth(text_of(value)))
    for column, width in widths.items():
        part.column_dimensions[letters(column)].width = min(_WIDEST, width + _ROOM)
    if header is None:
        return
    for row in range(header.first, header.last + 1):
        for cell in part[row]:
            cell.font, cell.fill = copy(look.STRONG), copy(look.HEAD_FILL)
    part.freeze_panes = f"A{header.last + 1}"
