"""One table of a sheet or of a pasted block, as texts."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from county_desk.sheets.formats.book import address


@dataclass(frozen=True, slots=True)
class TableRow:
    """One row that is not blank, with its number in the sheet and its cells as text.

    `why` is a key of `REASONS` if the row is left out, as a row of totals is; "" for a row of data.
    """

    number: int
    cells: tuple[str, ...]
    why: str = ""


@dataclass(frozen=True, slots=True)
class CellTrouble:
    """A trouble with a cell of a row of data, in words; `kind` is a code as in `Problem`."""

    cell: str
    kind: str
    words: str


@dataclass(frozen=True)
class TextTable:
    """One table as texts.

    `first` and `last` are the rows of its header, 0 without one. `titles` has the titles over each column
    from the top down. `above` are the texts above the header. `troubles` are those of single cells. `list`
    and `keys` are what a workbook of this program says of itself: its list, and the column of each title.
    """

    sheet: str = ""
    first: int = 0
    last: int = 0
    titles: tuple[tuple[str, ...], ...] = ()
    above: tuple[str, ...] = ()
    rows: tuple[TableRow, ...] = ()
    troubles: tuple[CellTrouble, ...] = ()
    list: str = ""
    keys: Mapping[str, str] = field(default_factory=dict)

    @property
    def data(self) -> tuple[TableRow, ...]:
        """The rows of data."""
        return tuple(row for row in self.rows if not row.why)

    @property
    def left_out(self) -> tuple[TableRow, ...]:
        """The rows below the header that are no data."""
        return tuple(row for row in self.rows if row.why)

    @property
    def width(self) -> int:
        """The number of columns."""
        return max(len(self.titles), *(len(row.cells) for row in self.rows), 0)

    def title(self, place: int) -> str:
        """The titles over a column as one text; "" for none."""
        return "/".join(self.titles[place]) if place < len(self.titles) else ""

    def with_text(self, number: int, place: int, text: str) -> "TextTable":
        """Return the table with another text in a cell, which has no trouble any more."""
        where = address(number, place + 1)
        rows = tuple(_typed(row, place, text) if row.number == number else row for row in self.rows)
        left = tuple(each for each in self.troubles if each.cell != where)
        return replace(self, rows=rows, troubles=left)


def _typed(row: TableRow, place: int, text: str) -> TableRow:
    cells = [*row.cells, *[""] * (place + 1 - len(row.cells))]
    cells[place] = text
    return replace(row, cells=tuple(cells))
