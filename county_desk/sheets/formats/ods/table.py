"""One table of an OpenDocument spreadsheet: its cells and repeats, and all that is hidden in it.

Repeats are counted before they are written out: a cell may say that it stands there a million times.
"""

from collections.abc import Callable, Mapping
from datetime import time, timedelta

from county_desk.sheets.formats.book import Cell, Grid
from county_desk.sheets.formats.grid_maker import GridMaker
from county_desk.sheets.formats.number_formats import FormatKind
from county_desk.sheets.formats.ods.names import EXTENSION, OFFICE, TABLE
from county_desk.sheets.formats.ods.rows import Head
from county_desk.sheets.formats.ods.rules import blocks_in, test_of_condition
from county_desk.sheets.formats.ods.styles import POINTS_OF_A_DIGIT, Styles
from county_desk.sheets.formats.ods.text import Paragraphs, unblanked
from county_desk.sheets.formats.ods.values import is_error, is_percentage, is_shown, no_value, value_of
from county_desk.sheets.formats.room import VALUE
from county_desk.sheets.formats.serial_days import day_or_time
from county_desk.sheets.formats.table import COLUMNS, ROWS, Block, too_far

_TYPE = f"{OFFICE}value-type"
_TABLE_STYLE = f"{TABLE}style-name"
_COLUMNS_AGAIN, _ROWS_AGAIN = f"{TABLE}number-columns-repeated", f"{TABLE}number-rows-repeated"
_COLUMNS_SPAN, _ROWS_SPAN = f"{TABLE}number-columns-spanned", f"{TABLE}number-rows-spanned"
_VISIBILITY, _DISPLAY = f"{TABLE}visibility", f"{TABLE}display"
_FORMULA, _USUAL = f"{TABLE}formula", f"{TABLE}default-cell-style-name"
_COMMENT = f"{OFFICE}annotation"
_CELLS = frozenset({f"{TABLE}table-cell", f"{TABLE}covered-table-cell"})
_GROUPS = frozenset({f"{TABLE}table-row-group", f"{TABLE}table-column-group"})


class OdsTable:
    """One table while it is read. `row` and `column` are where the next cell stands, from 0."""

    def __init__(self, name: str, hidden: bool, styles: Styles, maker: GridMaker) -> None:
        self._name, self._hidden, self._maker = name, hidden, maker
        self._styles, self._hiding = styles.numbers, styles.hidden
        self._all, self._rules, self._sizes = styles, styles.rules, styles.sizes
        self._special = maker.looks.special | self._rules.keys()
        self._blocks: list[Block] = []  # of the conditions that come
        self.within = 0  # how deep we are in a cell
        self.paragraphs = Paragraphs(styles.odd_spans)
        self._row = self._column = 0
        self._again = 1
        self._usual: list[int] = []  # the style of cells that name none, by column
        self._usual_of_row = 0
        self._groups: list[bool] = []  # whether each group around us is folded up
        self._cell: Mapping[str, str] = {}
        self._column_at = 0
        self._in_row = False
        self._filled = 0  # cells that hold something, repeats and all
        self._last = 0  # the place of the last of them in the row, from 1

    @property
    def between(self) -> bool:
        """Whether a row can begin here."""
        return not self.within and not self._in_row

    def take(self, given: Mapping[str, str], cells: list[tuple[Head, str]]) -> None:
        """A plain row as a whole."""
        self._begin_row(given)
        maker, styles = self._maker, self._styles
        special, line, row = self._special, maker.line(self._row), self._row
        kept = maker.room.text
        for (value, shown, again, name, percent), text in cells:
            column = self._column
            if value is None:
                value = kept(unblanked(text))
            elif text != shown and isinstance(value, float) and not is_shown(value, text):
                maker.noted.shown_as(row, column, text)
            if value != "":
                style = styles.get(name, 0) if name else self._style_at(column)
                if again > 1 or percent:
                    self._fill(value, style, again, percent)
                else:
                    if style in special:
                        value = self._seen(column, style, value)
                    if column == len(line):
                        line.append(value)
                    else:
                        maker.place(line, row, column, value)
                    self._last = column + 1
            self._column = column + again
        self._count(len(line))
        self._end_row()

    def start(self, name: str, given: dict[str, str]) -> None:
        """An element begins inside of the table."""
        if self.within:
            self.within += 1
            if name == _COMMENT:
                self._maker.noted.comment(self._row, self._column)
            self.paragraphs.start(name, given, self.within)
        elif name in _CELLS:
            self.within, self._cell = 1, given
            self.paragraphs.clear()
        elif reader := _STARTS.get(name):
            reader(self, given)
        elif name == f"{TABLE}table":
            self.within += 1

    def end(self, name: str) -> None:
        """An element ends inside of the table."""
        if self.within > 1:
            self.paragraphs.end(name, self.within)
            self.within -= 1
        elif self.within:
            self.within = 0
            if name in _CELLS:
                self._end_cell()
        elif name == f"{TABLE}table-row":
            self._end_row()
        elif name in _GROUPS:
            self._groups.pop()

    def _begin_group(self, given: Mapping[str, str]) -> None:
        self._groups.append(given.get(_DISPLAY) == "false")

    def _begin_column(self, given: Mapping[str, str]) -> None:
        again = times(given.get(_COLUMNS_AGAIN))
        first = self._column_at + 1
        self._column_at += again
        if self._column_at > COLUMNS:
            raise too_far(0)
        self._usual += [self._styles.get(given.get(_USUAL, ""), 0)] * again
        if self._is_hidden("table-column", given):
            self._maker.noted.hide_columns(first, self._column_at)
        elif points := self._sizes.get(("table-column", given.get(_TABLE_STYLE, ""))):
            self._maker.noted.size_columns(first, self._column_at, points / POINTS_OF_A_DIGIT)

    def _begin_row(self, given: Mapping[str, str]) -> None:
        self._again = times(given.get(_ROWS_AGAIN))
        self._column = self._last = 0
        self._in_row = True
        self._usual_of_row = self._styles.get(given.get(_USUAL, ""), 0)
        if self._row + self._again > ROWS:
            raise too_far(self._row)
        if self._is_hidden("table-row", given):
            self._maker.noted.hide_rows(self._row + 1, self._row + self._again)
        elif points := self._sizes.get(("table-row", given.get(_TABLE_STYLE, ""))):
            self._maker.noted.size_rows(self._row + 1, self._row + self._again, points)

    def _begin_condition(self, given: Mapping[str, str]) -> None:
        names = ("apply-style-name", "value", "base-cell-address")
        style, said, base = (given.get(f"{EXTENSION}{name}", "") for name in names)
        self._maker.rules.add(self._blocks, self._all.shown_as(style), test_of_condition(said, base))

    def _begin_conditions(self, given: Mapping[str, str]) -> None:
        self._blocks = blocks_in(given.get(f"{EXTENSION}target-range-address", ""))

    def _is_hidden(self, family: str, given: Mapping[str, str]) -> bool:
        folded = given.get(_VISIBILITY, "visible") != "visible" or any(self._groups)
        return folded or (family, given.get(_TABLE_STYLE, "")) in self._hiding

    def _end_cell(self) -> None:
        given = self._cell
        again = times(given[_COLUMNS_AGAIN]) if _COLUMNS_AGAIN in given else 1
        text = self.paragraphs.text()
        if _ROWS_SPAN in given or _COLUMNS_SPAN in given:
            self._merge(given)
        if text or _TYPE in given or _FORMULA in given:
            self._put(given, text, again)
        self._column += again

    def _put(self, given: Mapping[str, str], text: str, again: int) -> None:
        wrong, computed = is_error(given), _FORMULA in given
        value = "" if wrong else self._kept(value_of(given, text))
        if isinstance(value, float) and not is_percentage(given) and not is_shown(value, text):
            self._maker.noted.shown_as(self._row, self._column, text)
        if value == "" and not wrong and not computed:
            return
        found = given.get(_TABLE_STYLE)
        style = self._styles.get(found, 0) if found else self._style_at(self._column)
        columns = range(self._column, self._column + again)
        if value != "":
            self._fill(value, style, again, is_percentage(given))
        else:
            self._count(again)
            self._last = columns.stop
        for column in columns if computed else ():
            self._maker.noted.formula(self._row, column)
        for column in columns if wrong else ():
            self._maker.noted.error(self._row, column, text or "#N/A")
        for column in columns if self.paragraphs.pieces else ():
            self._maker.look(self._row, column, style, value, self.paragraphs.pieces)

    def _kept(self, value: Cell) -> Cell:
        if isinstance(value, str):
            return self._maker.room.text(value)
        self._maker.room.take(VALUE)
        return value

    def _fill(self, value: Cell, style: int, again: int, is_percentage: bool) -> None:
        """The same value so many times, one beside the other."""
        self._count(again)
        self._last = self._column + again
        if self._last > COLUMNS:
            raise too_far(self._row)
        line = self._maker.line(self._row)
        for column in range(self._column, self._last):
            if is_percentage:
                self._maker.noted.shown_as(self._row, column, "0%")
            found = self._seen(column, style, value) if style in self._special else value
            self._maker.place(line, self._row, column, found)

    def _count(self, cells: int) -> None:
        self._filled += cells
        if self._filled > self._maker.room.cells:
            raise too_far(self._row)

    def _seen(self, column: int, style: int, value: Cell) -> Cell:
        """The value as its style means it, once what the style hides of it is noted."""
        maker = self._maker
        maker.format(self._row, column, style, value)
        maker.look(self._row, column, style, value)
        for test, given in self._rules.get(style, ()):
            if test(value):
                maker.noted.odd(self._row, column, given.odd(value))
        if isinstance(value, float):
            return day_or_time(value, maker.looks.style(style).format.kind, maker.looks.from_1904)
        if isinstance(value, time) and maker.looks.style(style).format.kind is FormatKind.DURATION:
            return timedelta(0, value.second, value.microsecond, 0, value.minute, value.hour)
        return value

    def _style_at(self, column: int) -> int:
        """The style of a cell that names none."""
        if self._usual_of_row:
            return self._usual_of_row
        return self._usual[column] if column < len(self._usual) else 0

    def _merge(self, given: Mapping[str, str]) -> None:
        below = self._row + times(given.get(_ROWS_SPAN))
        beside = self._column + times(given.get(_COLUMNS_SPAN))
        if (below, beside) != (self._row + 1, self._column + 1):
            self._maker.noted.merge((self._row + 1, self._column + 1, below, beside))

    def _end_row(self) -> None:
        if self._column > COLUMNS:
            raise too_far(self._row)
        if self._last and self._again > 1:
            self._count((self._again - 1) * self._last)
            self._maker.repeat(self._row, self._again, self._last)
        self._row += self._again
        self._in_row = False

    def grid(self) -> Grid:
        """The finished sheet."""
        return self._maker.grid(self._name, self._hidden)


_STARTS: dict[str, Callable[[OdsTable, Mapping[str, str]], None]] = {
    f"{TABLE}table-row": lambda table, given: table._begin_row(given),
    f"{TABLE}table-column": lambda table, given: table._begin_column(given),
    f"{EXTENSION}conditional-format": lambda table, given: table._begin_conditions(given),
    f"{EXTENSION}condition": lambda table, given: table._begin_condition(given),
    f"{TABLE}table-row-group": OdsTable._begin_group,
    f"{TABLE}table-column-group": OdsTable._begin_group,
}


def times(raw: str | None) -> int:
    """The repetition or span count of an element; raises `Unreadable`."""
    if raw is None:
        return 1
    if not (raw.isascii() and raw.isdigit()) or len(raw) > 8 or int(raw) < 1:
        raise no_value(raw)
    return int(raw)
