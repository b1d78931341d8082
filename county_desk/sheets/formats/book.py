"""A delivered file as sheets of cells, together with all that a table of values does not show."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from county_desk.sheets.formats.memory_budget import MemoryBudget

type Cell = str | int | float | bool | date | datetime | time | timedelta
type Row = list[Cell]


class Unreadable(Exception):
    """The file was not read; `kind` is the stable code, the message is for the person."""

    def __init__(self, kind: str, message: str) -> None:
        super().__init__(message)
        self.kind = kind


@dataclass(frozen=True)
class Marks:
    """Properties of a sheet's cells besides their values; rows and columns count from 1.

    A merged block is its first row and column, then its last. `errors` maps cells to the error they show
    (#REF!). `formats` maps cells to a number format that shows another value than the cell holds. `unseen`
    are cells with a format or colour that shows nothing, `comments` cells with a comment, `struck` cells with
    struck-out letters. `doubts` maps rows that may have been misread to (kind, sentence). `units` maps a
    column and unit to the rows in which a number format adds that unit.
    """

    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    formulas: frozenset[tuple[int, int]] = frozenset()
    merged: tuple[tuple[int, int, int, int], ...] = ()
    errors: Mapping[tuple[int, int], str] = field(default_factory=dict)
    formats: Mapping[tuple[int, int], str] = field(default_factory=dict)
    unseen: frozenset[tuple[int, int]] = frozenset()
    comments: frozenset[tuple[int, int]] = frozenset()
    doubts: Mapping[int, tuple[str, str]] = field(default_factory=dict)
    struck: frozenset[tuple[int, int]] = frozenset()
    units: Mapping[tuple[int, str], Sequence[int]] = field(default_factory=dict)


@dataclass(frozen=True)
class Grid:
    """One sheet. `rows[0]` is row 1 and its first cell is column A; "" is a blank cell.

    With `from_1904`, bare numbers that stand for days count from 1904. `added` marks a sheet, and `ours`
    the columns, that the county added to a returned workbook.
    """

    name: str
    rows: list[Row]
    hidden: bool = False
    marks: Marks = Marks()
    from_1904: bool = False
    added: bool = False
    ours: frozenset[int] = frozenset()

    def at(self, row: int, column: int) -> Cell:
        """The cell at a row and column; "" beyond the end of the row or sheet."""
        cells = self.rows[row - 1] if row <= len(self.rows) else []
        return cells[column - 1] if column <= len(cells) else ""


@dataclass(frozen=True)
class Book:
    """The sheets of one file in their order, and the oddities of the file itself (kind, sentence).

    `budget` is the memory left for all notes about their cells.
    """

    grids: tuple[Grid, ...]
    budget: "MemoryBudget" = field(repr=False, compare=False)
    notes: tuple[tuple[str, str], ...] = ()


def letters(column: int) -> str:
    """The name of a column as a spreadsheet shows it; 1 is A."""
    name = ""
    while column > 0:
        column, rest = divmod(column - 1, 26)
        name = chr(65 + rest) + name
    return name


def address(row: int, column: int) -> str:
    """A cell as a spreadsheet names it, as G6."""
    return f"{letters(column)}{row}"


def text_of(cell: Cell) -> str:
    """A cell as text, as a spreadsheet would show a plain number or a day."""
    if isinstance(cell, str):
        return cell
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < 1e15:
        return str(int(cell))
    if isinstance(cell, datetime) and cell.time() == time():
        return str(cell.date())
    return str(cell)
