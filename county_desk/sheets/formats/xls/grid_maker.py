"""Putting a sheet together cell by cell, for the formats that are read record by record."""

from collections.abc import Sequence
from math import isfinite

from county_desk.sheets.formats.book import Cell, Grid, Row
from county_desk.sheets.formats.grid_marks import Noted
from county_desk.sheets.formats.memory_budget import CELL, LONGEST, ROW, VALUE, Memory, MemoryBudget
from county_desk.sheets.formats.number_formats import day_or_time
from county_desk.sheets.formats.styles import FontLook, Looks
from county_desk.sheets.formats.table_limits import too_far, twice

ERRORS = {0: "#NULL!", 7: "#DIV/0!", 15: "#VALUE!", 23: "#REF!", 29: "#NAME?", 36: "#NUM!", 42: "#N/A"}


class GridMaker:
    """One sheet in the making. Rows and columns count from 0 here, and from 1 in the grid that comes out."""

    def __init__(self, looks: Looks, budget: MemoryBudget) -> None:
        self.looks, self.budget = looks, budget
        self.rows: dict[int, Row] = {}
        self.noted = Noted(budget)
        self._days = Memory[tuple[int, Cell], Cell]()  # the days made of numbers with a sound style
        self._blanks = 0
        self._at = -1  # the row where we are
        self._line: Row = []
        self._counted = 0  # cells of it that were there before

    def line(self, row: int) -> Row:
        """The cells of a row; the caller appends the next ones."""
        if row != self._at:
            self.budget.take(CELL * (len(self._line) - self._counted))
            if row not in self.rows:
                self.budget.take(ROW)
                self.rows[row] = []
            self._at, self._line = row, self.rows[row]
            self._counted = len(self._line)
        return self._line

    def put(self, row: int, column: int, style: int, value: Cell) -> None:
        """One value, or "" for a cell that only has a style."""
        if style in self.looks.odd:
            value = self.looked_at(row, column, style, value)
        line = self.line(row)
        if column == len(line):
            line.append(value)
        else:
            self.place(line, row, column, value)

    def place(self, line: Row, row: int, column: int, value: Cell) -> None:
        """A value that does not stand right behind the last one of its row."""
        missing = column - len(line)
        if missing < 0:
            if line[column] != "" and value != "":
                raise twice(row + 1, column + 1)
            if value != "":
                line[column] = value
        elif value != "":
            self._blanks += missing
            if self._blanks > self.budget.cells:
                raise too_far(row)
            line += [""] * missing
            line.append(value)

    def looked_at(self, row: int, column: int, style: int, value: Cell) -> Cell:
        """The value as its style means it, once what the style makes of it is noted."""
        if (style, value) in self._days:
            return self._days[style, value]
        is_sound = self.look(row, column, style, value)
        if not isinstance(value, float):
            return value
        day = day_or_time(value, self.looks.style(style).format.kind, self.looks.from_1904)
        if is_sound:
            self.budget.take(VALUE)
            self._days.put((style, value), day)
        return day

    def look(self, row: int, column: int, style: int, value: Cell, pieces: Sequence[FontLook] = ()) -> bool:
        """Note what the style makes of a value; whether the value can be seen as it is.

        `pieces` are the odd letters in a text.
        """
        odd = self.looks.style(style).odd(value, pieces=pieces)
        if odd:
            self.noted.odd(row, column, odd)
        return not odd

    def once(self, row: int, column: int) -> None:
        """Refuse a second cell at the same place, before it is noted as computed or as an error."""
        line = self.rows.get(row, [])
        if (column < len(line) and line[column] != "") or self.noted.has(row, column):
            raise twice(row + 1, column + 1)

    def number(self, row: int, column: int, style: int, value: float) -> None:
        """A number; one that no cell can show is an error of the cell."""
        if isfinite(value):
            self.budget.take(VALUE)
            self.put(row, column, style, value)
        else:
            self.error(row, column, 36)

    def truth(self, row: int, column: int, value: bool) -> None:
        """Yes or no, which no format shows otherwise."""
        self.place(self.line(row), row, column, value)

    def error(self, row: int, column: int, code: int) -> None:
        """A cell that shows an error instead of a value; its value is blank."""
        self.noted.error(row, column, ERRORS.get(code, "#N/A"))

    def grid(self, name: str, hidden: bool) -> Grid:
        """The sheet, every row as long as the longest; nothing behind the last cell that holds a value."""
        last_row = max((row for row, line in self.rows.items() if _length(line)), default=-1) + 1
        width = max(map(_length, self.rows.values()), default=0)
        if last_row * width > self.budget.cells or last_row > LONGEST:
            raise too_far(last_row - 1)
        self.budget.cells -= last_row * width
        rows = self._lines(last_row, width)
        return Grid(name, rows, hidden, self.noted.marks(last_row, width), self.looks.from_1904)

    def _lines(self, last_row: int, width: int) -> list[Row]:
        made = []
        for number in range(last_row):
            line = self.rows.pop(number, [])
            if len(line) != width:
                self.budget.take(CELL * width)
                line = line[:width] + [""] * (width - len(line))
            made.append(line)
        return made


def _length(line: Row) -> int:
    """The place of the last cell of a row that holds something, from 1."""
    length = len(line)
    while length and line[length - 1] == "":
        length -= 1
    return length
