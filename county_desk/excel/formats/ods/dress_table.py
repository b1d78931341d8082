"""One table of an OpenDocument spreadsheet as the styles of its cells.

Rows that look alike are kept once, as runs of cells. What stands behind the last row and column with a value
may be repeated a million times: it is cut off before it is written out.
"""

from array import array
from collections.abc import Iterator, Mapping, Sequence
from itertools import batched

from county_desk.excel.formats.dress import Dress
from county_desk.excel.formats.grid_maker import GridMaker
from county_desk.excel.formats.ods.dress_styles import LookStyles
from county_desk.excel.formats.ods.names import OFFICE, TABLE
from county_desk.excel.formats.ods.rows import Head
from county_desk.excel.formats.ods.table import Table, times
from county_desk.excel.formats.room import CELL, LONGEST, ROW, VALUE
from county_desk.excel.formats.table import COLUMNS, too_far

_WIDE = 64  # columns in which a line or a colour counts where no value stands
_BLANKS = 400_000  # blank cells of a sheet, besides two for each value; where more have looks, none is kept
_NONE = -1
_STYLE, _AGAIN = f"{TABLE}style-name", f"{TABLE}number-columns-repeated"
_VALUES = frozenset(
    f"{OFFICE}{name}" for name in ("value", "date-value", "time-value", "boolean-value", "string-value")
)

# words in pairs: the last column of cells alike, from 1; twice the number of their style, and 1 for values
type Runs = bytes


class Cells(Mapping[tuple[int, int], int]):
    """The styles of cells by row and column from 1; `rows` give them from the first column on, -1 is none."""

    def __init__(self, rows: Sequence[Sequence[int]]) -> None:
        self._rows = rows
        self._count = sum(len(row) - row.count(_NONE) for row in rows)

    def __getitem__(self, place: tuple[int, int]) -> int:
        row, column = place
        if 0 < row <= len(self._rows) and 0 < column <= len(self._rows[row - 1]):
            found = self._rows[row - 1][column - 1]
            if found != _NONE:
                return found
        raise KeyError(place)

    def __iter__(self) -> Iterator[tuple[int, int]]:
        for number, row in enumerate(self._rows, 1):
            for column, style in enumerate(row, 1):
                if style != _NONE:
                    yield number, column

    def __len__(self) -> int:
        return self._count


class DressTable(Table):
    """One sheet while it is walked: rows in the order of the file, each with what its cells wear."""

    def __init__(self, name: str, hidden: bool, worn: LookStyles, maker: GridMaker) -> None:
        super().__init__(name, hidden, worn, maker)
        self.name = name
        self._worn, self._room = worn, maker.room
        self._widths: list[float] = []  # by column
        self._lines: list[tuple[int, Runs, float]] = []  # how often, its cells, its height
        self._alike: dict[Runs, Runs] = {}
        self._runs: list[int] = []
        self._height = 0.0
        self._used = self._wide = 0  # the last row and the last column that hold a value, from 1

    def take(self, given: Mapping[str, str], cells: list[tuple[Head, str]]) -> None:
        """A plain row as a whole."""
        self._begin_row(given)
        for (value, _shown, again, name, _is_percentage), text in cells:
            self._wear(name, again, value is not None or text != "")
        self._end_row()

    def _begin_column(self, given: Mapping[str, str]) -> None:
        before = self._column_at
        super()._begin_column(given)
        self._widths += [self._worn.width(given.get(_STYLE, ""))] * (self._column_at - before)

    def _begin_row(self, given: Mapping[str, str]) -> None:
        super()._begin_row(given)
        self._height = self._worn.height(given.get(_STYLE, ""))
        self._runs = []

    def _end_cell(self) -> None:
        given = self._cell
        filled = bool(self.paragraphs.text()) or not _VALUES.isdisjoint(given)
        self._wear(given.get(_STYLE, ""), times(given.get(_AGAIN)), filled)

    def _wear(self, name: str, again: int, filled: bool) -> None:
        """So many cells with this style, one beside the other."""
        number = self._styles.get(name, 0) if name else self._usual_of_row
        worn, runs = 2 * number + filled, self._runs
        self._column += again
        if filled:
            self._count(again)
            self._last = self._column
        if runs and runs[-1] == worn:
            runs[-2] = self._column
        else:
            runs += (self._column, worn)

    def _end_row(self) -> None:
        if self._column > COLUMNS:
            raise too_far(self._row)
        runs = array("I", self._runs).tobytes()
        if runs not in self._alike:
            self._room.take(ROW + len(runs))
            self._alike[runs] = runs
        again = self._again
        if self._lines and self._lines[-1][1:] == (runs, self._height):
            again += self._lines.pop()[0]
        else:
            self._room.take(ROW)
        self._lines.append((again, self._alike[runs], self._height))
        self._row += self._again
        if self._last:
            self._count((self._again - 1) * self._last)
            self._used, self._wide = self._row, max(self._wide, self._last)
        self._in_row = False

    def dress(self) -> Dress:
        """The finished look of the sheet; raises `Unreadable` when its values stand too far apart."""
        width = self._width()
        if self._used > LONGEST or self._used * width > self._room.cells:
            raise too_far(self._used - 1)
        self._room.cells -= self._used * width
        cells = Cells(self._rows(width, True))
        if len(cells) > 3 * self._filled + _BLANKS:
            cells = Cells(self._rows(width, False))
        widths = {column: one for column, one in enumerate(self._widths[:width], 1) if one}
        heights = {row: line[2] for row, line in self._up_to_last() if line[2]}
        self._room.take(CELL * self._used + 2 * VALUE * len(heights))
        return Dress(self._worn.worn, cells, widths, heights)

    def _up_to_last(self) -> Iterator[tuple[int, tuple[int, Runs, float]]]:
        """The rows up to the last one that holds a value, by number."""
        done = 0
        for line in self._lines:
            last = min(done + line[0], self._used)
            for row in range(done + 1, last + 1):
                yield row, line
            done = last

    def _width(self) -> int:
        """How many columns count: those with values, and within reason those with lines or colours."""
        last_seen = [0]  # up to each column, of those whose cells are seen without a style of their own
        for column, number in enumerate(self._usual[:_WIDE], 1):
            last_seen.append(column if self._worn.is_seen(number) else last_seen[-1])
        last_seen += last_seen[-1:] * (_WIDE + 1 - len(last_seen))
        width, before = self._wide, None
        for _row, (_again, runs, _height) in self._up_to_last():
            if runs is not before:
                width, before = max(width, self._reach(runs, last_seen)), runs
        return width if self._used * width <= self._room.cells else self._wide

    def _reach(self, runs: Runs, last_seen: Sequence[int]) -> int:
        """The last column of a row, within reason, in which something is seen of a blank cell."""
        first = found = 0
        for last, worn in _pairs(runs):
            end = min(last, _WIDE)
            if worn > 1 and self._worn.is_seen(worn // 2):
                found = end
            elif worn <= 1 and last_seen[end] > first:
                found = last_seen[end]
            first = end
            if end < last:
                break
        return found

    def _rows(self, width: int, blanks: bool) -> list[Sequence[int]]:
        made: dict[Runs, Sequence[int]] = {}
        rows: list[Sequence[int]] = []
        for _row, (_again, runs, _height) in self._up_to_last():
            if runs not in made:
                self._room.take(CELL * width)
                made[runs] = self._row_of(runs, width, blanks)
            rows.append(made[runs])
        return rows

    def _row_of(self, runs: Runs, width: int, blanks: bool) -> Sequence[int]:
        found: list[int] = []
        for last, worn in _pairs(runs):
            end = min(last, width)
            filled = worn % 2 == 1
            if worn > 1:
                found += [self._place(worn // 2, filled, blanks)] * (end - len(found))
            else:
                usual = self._usual[len(found) : end]
                usual += [0] * (end - len(found) - len(usual))
                found += [self._place(number, filled, blanks) for number in usual]
        return found

    def _place(self, number: int, filled: bool, blanks: bool) -> int:
        """Where the look of a cell stands; a blank one that looks as all blank cells do has none."""
        place = self._worn.place(number)
        return place if filled or (blanks and place != self._worn.place(0)) else _NONE


def _pairs(runs: Runs) -> Iterator[tuple[int, ...]]:
    return batched(memoryview(runs).cast("I"), 2)
