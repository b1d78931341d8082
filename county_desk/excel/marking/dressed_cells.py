"""Styles of a delivered file as openpyxl has them, each made once however many cells have it."""

from collections.abc import Mapping, Sequence
from copy import copy
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import Any

from openpyxl.cell import Cell as Written
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.styles.cell_style import StyleArray
from openpyxl.worksheet.worksheet import Worksheet

from county_desk.excel.formats.book import Cell, Marks
from county_desk.excel.formats.dress import Edge, Style
from county_desk.excel.formats.number_formats import Kind, Look, number_format
from county_desk.excel.marking.computed import formula_of
from county_desk.excel.writing.cells import writable

_FACE, _POINTS = "Calibri", 11  # of cells whose file says none, as openpyxl writes them
_SMALLEST, _LARGEST = 1, 409  # points that Excel takes for a face
# for days and times whose style is none of days: the sender's program showed them by itself
_USUAL: Mapping[type, str] = {
    date: "yyyy-mm-dd",
    datetime: "yyyy-mm-dd h:mm:ss",
    time: "h:mm:ss",
    timedelta: "[h]:mm:ss",
}
_TEXT = "@"
NOTHING = ";;;"  # the format that shows nothing


class Tailor:
    """Writes the cells of one sheet with their looks, each a style by its number.

    `epoch` is the day from which the workbook counts. A number that is no style stands for none.
    """

    def __init__(self, part: Worksheet, epoch: datetime, styles: Sequence[Style]) -> None:
        self._part, self._epoch, self._styles = part, epoch, styles
        self._made: dict[tuple[int, type, str], StyleArray] = {}

    def put(self, marks: Marks, place: tuple[int, int], value: Cell, style: int, code: str = "") -> None:
        """A cell with what the marks of its sheet say of it; an error stands for itself."""
        write = self.formula if place in marks.formulas else self.write
        write(*place, value, style, code)
        if place in marks.struck:
            self.strike(*place)

    def write(self, row: int, column: int, value: Cell, style: int, code: str = "") -> None:
        """A value as what it is: a text never becomes a number, nor a number a text.

        `code` is a number format that goes before that of the style.
        """
        cell = self._cell(row, column)
        if isinstance(value, str):
            cell.value, cell.data_type = writable(value), "s"
        else:
            cell.value = value
        cell._style = copy(self._array(style, type(value), code))

    def formula(self, row: int, column: int, value: Cell, style: int, code: str = "") -> None:
        """A value that was computed: as a formula again, for it still has to be replaced by its value.

        The formula gives just this value, as the sender's own is not read. A text too long for one stays.
        """
        self.write(row, column, value, style, code)
        cell = self._cell(row, column)
        words = formula_of(value, self._epoch)
        if words is not None:
            cell.value, cell.data_type = words, "f"

    def error(self, row: int, column: int, words: str, style: int) -> None:
        """An error that a cell shows."""
        cell = self._cell(row, column)
        cell.value, cell.data_type = words, "e"
        cell._style = copy(self._array(style))

    def blank(self, row: int, column: int, style: int) -> None:
        """A look, where none was written before."""
        cell = self._cell(row, column)
        if not cell.has_style:
            cell._style = copy(self._array(style))

    def strike(self, row: int, column: int) -> None:
        """Strike a cell out, of which the sender struck out all or some letters."""
        cell = self._cell(row, column)
        if not cell.font.strike:
            font = copy(cell.font)
            font.strike = True
            cell.font = font

    def _cell(self, row: int, column: int) -> Any:
        # openpyxl shares styles only by this private name; it changes them in place, hence the copies
        return self._part.cell(row, column)

    def _array(self, style: int, kind: type = type(None), code: str = "") -> StyleArray:
        found = self._made.get((style, kind, code))
        if found is None:
            worn = self._styles[style] if 0 <= style < len(self._styles) else Style()
            fitted = _fitted(replace(worn, format=code) if code else worn, kind)
            found = self._made[style, kind, code] = self._new(fitted)
        return found

    def _new(self, style: Style) -> StyleArray:
        model: Any = Written(self._part, 1, 1)  # stands nowhere; it only has its workbook number the parts
        model.font, model.number_format = _font(style), writable(style.format)
        if style.paper:
            model.fill = PatternFill("solid", fgColor=f"FF{style.paper}")
        model.border = Border(
            left=_side(style.left), right=_side(style.right), top=_side(style.top), bottom=_side(style.bottom)
        )
        model.alignment = Alignment(
            horizontal=style.across or None,
            vertical=style.down or None,
            wrap_text=style.wraps or None,
            text_rotation=style.turned,
        )
        made: StyleArray = model._style
        return made


def _fitted(style: Style, kind: type) -> Style:
    """The style in which a value of this type stays what it is."""
    shown = number_format(style.format)
    if kind is str:
        # a format that hides or replaces a text is kept: that is told of, and has to be found again
        return replace(style, format=_TEXT) if shown.look("") is Look.AS_IT_IS else style
    usual = _USUAL.get(kind)
    return style if usual is None or shown.kind is not Kind.NUMBER else replace(style, format=usual)


def _font(style: Style) -> Font:
    points = style.points if _SMALLEST <= style.points <= _LARGEST else _POINTS
    return Font(
        name=style.face or _FACE,
        size=points,
        bold=style.bold,
        italic=style.italic,
        strike=style.struck or None,
        underline="single" if style.underlined else None,
        color=f"FF{style.ink}" if style.ink else None,
    )


def _side(edge: Edge) -> Side:
    line: Any = edge.line or None
    return Side(line, f"FF{edge.ink}" if edge.ink else None)
