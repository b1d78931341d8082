"""The first sheet of a workbook that goes back: what to correct, with the way to each cell."""

from collections.abc import Mapping, Sequence
from copy import copy
from typing import Any

from openpyxl import Workbook
from openpyxl.styles.cell_style import StyleArray
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.worksheet import Worksheet

from county_desk.intake.delivery import Delivery, Problem
from county_desk.intake.marking.hidden_notes import keep
from county_desk.intake.marking.marker import Marker, sign
from county_desk.intake.marking.sender_problems import is_wrong
from county_desk.intake.marking.sending import chat_message
from county_desk.intake.reading.households.verdicts import WAITS
from county_desk.sheets.formats.county_additions import HEAD, LEGEND
from county_desk.sheets.writing import look
from county_desk.sheets.writing.look import fit_on_pages, put_text
from county_desk.sheets.writing.sheet_look import A4
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
    rows = _Rows(part)
    for row, problem in enumerate(sorted(listed, key=is_wrong, reverse=True), start=_FIRST):
        marker = markers.get(problem.sheet) if problem.cell else None
        there = marker.part.title if marker else problem.sheet
        title, written = marker.listed(problem.cell) if marker else ("", "")
        said = f"{sign(problem)} {problem.message}"
        texts = (str(row - _FIRST + 1), there, problem.cell, title, written, said)
        rows.put(row, texts, is_wrong=is_wrong(problem), leads=marker is not None)
        if marker:
            place = there.replace("'", "''")
            part.cell(row, 3).hyperlink = Hyperlink(ref="", location=f"'{place}'!{problem.cell}")
    keep(
        part,
        {each.part.title: each.fills for each in markers.values()},
        [each for marker in markers.values() for each in marker.kept()],
        {line for marker in markers.values() for line in marker.said},
        (*delivery.copy_of, delivery.digest),
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
    for column, title in enumerate(HEAD, start=1):
        cell = part.cell(_FIRST - 1, column)
        put_text(cell, _(title))
        cell.border, cell.alignment, cell.font = look.BOXED, look.CENTRED, look.STRONG
        cell.fill, cell.number_format = look.HEAD_FILL, "@"
    for letter, width in _WIDTHS.items():
        part.column_dimensions[letter].width = width
    part.freeze_panes = f"A{_FIRST}"
    fit_on_pages(part, "landscape")
    part.page_setup.paperSize = A4


class _Rows:
    """Writes the rows of the list, each with the styles of the first that looks so."""

    def __init__(self, part: Worksheet) -> None:
        self._part = part
        self._styles: dict[tuple[bool, bool], list[StyleArray]] = {}

    def put(self, row: int, texts: Sequence[str], *, is_wrong: bool, leads: bool) -> None:
        """One row with a third cell that leads to the place."""
        cells: list[Any] = [self._part.cell(row, column) for column in range(1, len(texts) + 1)]
        made = self._styles.get((is_wrong, leads))
        if made is None:
            for cell in cells:
                cell.border, cell.alignment = look.BOXED, look.LEFT
                cell.font, cell.number_format = look.PLAIN, "@"
            cells[5].fill = look.ERROR_FILL if is_wrong else look.WARN_FILL
            cells[2].font = look.LINK if leads else look.PLAIN
            made = self._styles[is_wrong, leads] = [cell._style for cell in cells]
        for cell, words, style in zip(cells, texts, made, strict=True):
            cell._style = copy(style)
            put_text(cell, words)
