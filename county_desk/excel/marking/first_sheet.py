"""The first sheet of a workbook that goes back: what to correct, with the way to each cell."""

from collections.abc import Mapping, Sequence

from openpyxl import Workbook
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.worksheet import Worksheet

from county_desk.excel.delivery import Delivery, Problem
from county_desk.excel.formats.ours import HEAD, LEGEND
from county_desk.excel.marking.keeping import keep
from county_desk.excel.marking.marker import Marker, sign
from county_desk.excel.marking.sending import chat_message
from county_desk.excel.marking.told import is_wrong
from county_desk.excel.reading.households.judging import WAITS
from county_desk.excel.writing import look
from county_desk.excel.writing.put import fit_on_pages, put_text
from county_desk.excel.writing.sheet_look import A4
from county_desk.text import N_, _

_NAME = N_("To be corrected")
_WIDTHS = {"A": 8, "B": 16, "C": 10, "D": 16, "E": 24, "F": 70}
_FIRST = 5  # the row of the first problem


def add_list(
    book: Workbook, delivery: Delivery, told: Sequence[Problem], markers: Mapping[str, Marker]
) -> None:
    """Add the first sheet: what to correct, the worst first, each with the way to its cell."""
    part: Worksheet = book.create_sheet(_(_NAME), 0)
    _list_head(part, delivery)
    listed = [problem for problem in told if problem.kind != WAITS]
    for row, problem in enumerate(sorted(listed, key=is_wrong, reverse=True), start=_FIRST):
        marker = markers.get(problem.sheet) if problem.cell else None
        there = marker.part.title if marker else problem.sheet
        title, written = marker.listed(problem.cell) if marker else ("", "")
        said = f"{sign(problem)} {problem.message}"
        _row(part, row, (str(row - _FIRST + 1), there, problem.cell, title, written, said))
        part.cell(row, 6).fill = look.ERROR_FILL if is_wrong(problem) else look.WARN_FILL
        if marker:
            place = there.replace("'", "''")
            part.cell(row, 3).hyperlink = Hyperlink(ref="", location=f"'{place}'!{problem.cell}")
            part.cell(row, 3).font = look.LINK
    keep(
        part,
        {each.part.title: each.fills for each in markers.values()},
        [each for marker in markers.values() for each in marker.kept()],
        {line for marker in markers.values() for line in marker.said},
    )
    for other in book.worksheets:
        other.sheet_view.tabSelected = other is part  # else both are selected, and edited together
    book.active = 0


def _list_head(part: Worksheet, delivery: Delivery) -> None:
    lines = ((_(_NAME), look.TITLE), (chat_message(delivery), look.PLAIN), (_(LEGEND), look.HINT))
    for row, (words, font) in enumerate(lines, start=1):
        cell = part.cell(row, 1)
        put_text(cell, words)
        cell.font, cell.alignment = font, look.LEFT
        part.merge_cells(start_row=row, start_column=1, end_row=row, end_column=len(_WIDTHS))
        part.row_dimensions[row].height = 30
    _row(part, _FIRST - 1, [_(title) for title in HEAD], head=True)
    for letter, width in _WIDTHS.items():
        part.column_dimensions[letter].width = width
    part.freeze_panes = f"A{_FIRST}"
    fit_on_pages(part, "landscape")
    part.page_setup.paperSize = A4


def _row(part: Worksheet, row: int, texts: Sequence[str], *, head: bool = False) -> None:
    for column, words in enumerate(texts, start=1):
        cell = part.cell(row, column)
        cell.border, cell.alignment = look.BOXED, look.CENTRED if head else look.LEFT
        cell.font, cell.number_format = look.STRONG if head else look.PLAIN, "@"
        if head:
            cell.fill = look.HEAD_FILL
        put_text(cell, words)
