"""The table of one sheet while it is read: its rows as they come, and the marks of its cells."""

import re
from dataclasses import dataclass, field
from sys import getsizeof

from county_desk.excel.formats.book import Cell, Marks, Row, Unreadable, address
from county_desk.excel.formats.room import CELL, LONGEST, MARK, ROW, Room
from county_desk.excel.formats.xlsx.values import Odd
from county_desk.text import _

ROWS, COLUMNS = 1_048_576, 16_384  # of a sheet
MARKED = 400_000  # cells of a sheet that there may be something to tell about
_MERGED = 100_000
_CELL = re.compile(r"([A-Z]{1,3})([1-9][0-9]{0,6})")

type Block = tuple[int, int, int, int]


@dataclass
class Table:
    """Collects the rows of a sheet in their order; raises `Unreadable` when they cannot make a table."""

    room: Room
    rows: list[Row] = field(default_factory=list)
    row: int = 0
    width: int = 1
    hidden_rows: set[int] = field(default_factory=set)
    odd: dict[tuple[int, int], Odd] = field(default_factory=dict)
    units: dict[tuple[int, str], list[int]] = field(default_factory=dict)
    merged: list[Block] = field(default_factory=list)
    hidden_columns: list[tuple[int, int]] = field(default_factory=list)

    def begin(self, number: int, hidden: bool) -> None:
        """A row begins; each stands below the one before."""
        if number <= self.row:
            raise Unreadable("file_corrupt", _("Row {row} stands in the file twice.").format(row=number))
        if number > ROWS:
            raise _far(number)
        self.row = number
        if hidden and number <= LONGEST:
            self.hidden_rows.add(number)

    def put(self, cells: Row) -> None:
        """The values of the row that began."""
        width = len(cells)
        while width and cells[width - 1] == "":
            width -= 1
        if not width:
            return
        if width > self.width:
            self.width = width
        if self.row > LONGEST or self.row * self.width > self.room.cells:
            raise _far(self.row)
        if self.row > len(self.rows) + 1:
            blank = self.row - len(self.rows) - 1
            self.room.take(ROW * blank)
            self.rows.extend([] for _blank in range(blank))
        self.room.take(ROW + CELL * len(cells))
        self.rows.append(cells)

    def mark(self, column: int, odd: Odd) -> None:
        """There is something to tell about a cell of the row that began."""
        if odd.unit:
            self.room.take(CELL)
            self.units.setdefault((column, odd.unit), []).append(self.row)
        if not odd.is_wrong:
            return
        self.room.take(MARK + getsizeof(odd.error))
        self.odd[self.row, column] = odd
        if len(self.odd) > MARKED:
            kind = "formula_cell" if odd.formula else "cell_error" if odd.error else "number_format_suspect"
            message = _(
                "Nearly every cell is computed or shown otherwise than it is; paste the table as values."
            )
            raise Unreadable(kind, message)

    def hide_columns(self, first: int, last: int) -> None:
        """Columns are hidden."""
        self.hidden_columns.append((max(first, 1), min(last, COLUMNS)))
        if len(self.hidden_columns) > COLUMNS:
            raise Unreadable("file_corrupt", _("The sheet hides more rows or columns than a table has."))

    def merge(self, block: Block) -> None:
        """Cells are merged."""
        self.room.take(MARK)
        self.merged.append(block)
        if len(self.merged) > _MERGED:
            raise Unreadable("file_corrupt", _("The sheet has more merged cells than any table needs."))

    def finished(self, comments: frozenset[tuple[int, int]]) -> tuple[list[Row], Marks]:
        """The rows of one width, and the marks of those rows and columns that hold something."""
        for row in self.rows:
            missing = self.width - len(row)
            if missing > 0:
                self.room.take(CELL * missing)
                row.extend([""] * missing)
            elif missing:
                del row[self.width :]
        self.room.cells -= len(self.rows) * self.width
        columns = {
            each for first, last in self.hidden_columns for each in range(first, min(last, self.width) + 1)
        }
        odd = self.odd.items()
        marks = Marks(
            frozenset(row for row in self.hidden_rows if row <= len(self.rows)),
            frozenset(columns),
            frozenset(place for place, each in odd if each.formula),
            tuple(self._blocks()),
            {place: each.error for place, each in odd if each.error},
            {place: each.format for place, each in odd if each.format},
            frozenset(place for place, each in odd if each.unseen),
            frozenset(place for place in comments if place[0] <= len(self.rows) and place[1] <= self.width),
            struck=frozenset(place for place, each in odd if each.struck),
            units=self.units,
        )
        return self.rows, marks

    def _blocks(self) -> list[Block]:
        """The merged blocks within the table; those that lie over each other would never end."""
        blocks, room = [], len(self.rows) * self.width
        for top, left, bottom, right in self.merged:
            below, beside = min(bottom, len(self.rows)), min(right, self.width)
            if top > below or left > beside:
                continue
            room -= (below - top + 1) * (beside - left + 1)
            if room < 0:
                raise Unreadable("file_corrupt", _("Merged cells of the sheet lie over each other."))
            blocks.append((top, left, below, beside))
        return blocks


def _far(row: int) -> Unreadable:
    message = _("A cell stands far outside of the table (row {row}); delete it and save again.")
    return Unreadable("file_corrupt", message.format(row=row))


def place(name: str) -> tuple[int, int]:
    """Row and column, from 1, of a cell's name; raises `Unreadable` when it is none."""
    found = _CELL.fullmatch(name)
    column = column_of(found[1]) if found else 0
    if found is None or column > COLUMNS:
        raise Unreadable("file_corrupt", _("“{name}” is not the name of a cell.").format(name=name))
    return int(found[2]), column


def column_of(letters: str) -> int:
    """The number of a column by its letters, from 1."""
    column = 0
    for letter in letters:
        column = column * 26 + ord(letter) - 64
    return column


def twice(row: int, column: int) -> Unreadable:
    """The refusal of a cell that stands before its neighbour on the left, or twice."""
    message = _("Cell {cell} stands in the file twice.").format(cell=address(row, column))
    return Unreadable("file_corrupt", message)


def filled(cells: Row, column: int, value: Cell) -> None:
    """Put a value into a row at a column, with blanks before it."""
    cells.extend([""] * (column - 1 - len(cells)))
    cells.append(value)
