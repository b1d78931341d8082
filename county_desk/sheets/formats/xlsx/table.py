"""The table of one .xlsx sheet while it is read: its rows as they come, and the notes on its cells."""

from dataclasses import dataclass, field

from county_desk.sheets.formats.book import Cell, Marks, Row, Unreadable
from county_desk.sheets.formats.grid_marks import Noted
from county_desk.sheets.formats.memory_budget import CELL, LONGEST, ROW, MemoryBudget
from county_desk.sheets.formats.table_limits import ROWS, too_far
from county_desk.sheets.formats.xlsx.conditional_formats import Rules
from county_desk.text import _


@dataclass
class XlsxTable:
    """Collects the rows of a sheet in their order; raises `Unreadable` when they cannot make a table."""

    budget: MemoryBudget
    noted: Noted
    rules: Rules = field(default_factory=Rules)
    rows: list[Row] = field(default_factory=list)
    row: int = 0
    hidden: bool = False  # the row that began last
    width: int = 1

    def begin(self, number: int, hidden: bool) -> None:
        """A row begins; each stands below the one before."""
        if number <= self.row:
            raise Unreadable("file_corrupt", _("Row {row} stands in the file twice.").format(row=number))
        if number > ROWS:
            raise too_far(number - 1)
        self.row, self.hidden = number, hidden
        if hidden:
            self.noted.hide_rows(number, number)

    def put(self, cells: Row) -> None:
        """The values of the row that began."""
        width = len(cells)
        while width and cells[width - 1] == "":
            width -= 1
        if not width:
            return
        if width > self.width:
            self.width = width
        if self.row > LONGEST or self.row * self.width > self.budget.cells:
            raise too_far(self.row - 1)
        if self.row > len(self.rows) + 1:
            blank = self.row - len(self.rows) - 1
            self.budget.take(ROW * blank)
            self.rows.extend([] for _blank in range(blank))
        self.budget.take(ROW + CELL * len(cells))
        self.rows.append(cells)

    def finished(self) -> tuple[list[Row], Marks]:
        """The rows of one width, and the marks of those rows and columns that hold something."""
        for row in self.rows:
            missing = self.width - len(row)
            if missing > 0:
                self.budget.take(CELL * missing)
                row.extend([""] * missing)
            elif missing:
                del row[self.width :]
        self.budget.cells -= len(self.rows) * self.width
        self.rules.note(self.rows, self.noted)
        return self.rows, self.noted.marks(len(self.rows), self.width)


def filled(cells: Row, column: int, value: Cell) -> None:
    """Put a value into a row at a column, with blanks before it."""
    cells.extend([""] * (column - 1 - len(cells)))
    cells.append(value)
