"""The values of a delivered sheet in a workbook of openpyxl, each with its type and number format."""

from collections.abc import Mapping
from copy import copy
from datetime import date, datetime, time, timedelta
from typing import Any

from openpyxl.worksheet.worksheet import Worksheet

from county_desk.intake.marking.computed import formula_of
from county_desk.sheets.formats.book import Cell, Marks
from county_desk.sheets.formats.number_formats import FormatKind, FormatLook, number_format
from county_desk.sheets.writing.cells import writable

# for days and times without a number format of days
_USUAL: Mapping[type, str] = {
    date: "yyyy-mm-dd",
    datetime: "yyyy-mm-dd h:mm:ss",
    time: "h:mm:ss",
    timedelta: "[h]:mm:ss",
}
_TEXT, _GENERAL = "@", "General"
NOTHING = ";;;"  # the format that shows nothing


class CellWriter:
    """Writes the cells of one sheet; `epoch` is the day from which the workbook counts."""

    def __init__(self, part: Worksheet, epoch: datetime) -> None:
        self._part, self._epoch = part, epoch

    def put(self, marks: Marks, place: tuple[int, int], value: Cell, code: str = "") -> None:
        """A value with its number format, computed or struck out where the marks of its sheet say so."""
        if place in marks.formulas:
            self._formula(*place, value, code)
        else:
            self._write(*place, value, code)
        if place in marks.struck:
            self._strike(*place)

    def error(self, row: int, column: int, words: str) -> None:
        """An error that a cell shows."""
        cell = self._cell(row, column)
        cell.value, cell.data_type = words, "e"

    def _write(self, row: int, column: int, value: Cell, code: str) -> Any:
        """A value of its own type: a text never becomes a number, nor a number a text."""
        cell = self._cell(row, column)
        if isinstance(value, str):
            cell.value, cell.data_type = writable(value), "s"
        else:
            cell.value = value
        cell.number_format = writable(_fitted(code or _GENERAL, type(value)))
        return cell

    def _formula(self, row: int, column: int, value: Cell, code: str) -> None:
        """A computed value as a formula that gives this value, so that a check finds a formula again.

        A text too long for a formula stays a text.
        """
        cell = self._write(row, column, value, code)
        words = formula_of(value, self._epoch)
        if words is not None:
            cell.value, cell.data_type = words, "f"

    def _strike(self, row: int, column: int) -> None:
        cell = self._cell(row, column)
        font = copy(cell.font)
        font.strike = True
        cell.font = font

    def _cell(self, row: int, column: int) -> Any:
        return self._part.cell(row, column)


def _fitted(code: str, kind: type) -> str:
    """The number format under which a value of this type keeps its type."""
    shown = number_format(code)
    if kind is str:
        # a format that hides or replaces the text stays, so that a check finds it again
        return _TEXT if shown.look("") is FormatLook.AS_IT_IS else code
    usual = _USUAL.get(kind)
    if usual is None or shown.kind is not FormatKind.NUMBER:
        return code
    return f"[White]{usual}" if code == NOTHING else usual
