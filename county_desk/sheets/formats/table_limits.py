"""The largest table of any format, and the refusals of tables beyond it."""

import re
from collections.abc import Iterable, Iterator, Sized

from county_desk.sheets.formats.book import Unreadable, address
from county_desk.text import _

ROWS, COLUMNS = 1_048_576, 16_384  # of a sheet
MARKED = 400_000  # cells of a sheet that there may be something to tell about
_CELL = re.compile(r"([A-Z]{1,3})([1-9][0-9]{0,6})")

type Place = tuple[int, int]
type Block = tuple[int, int, int, int]


def place_of(name: str) -> Place | None:
    """Row and column of a cell by its name, from 1; None for another text."""
    found = _CELL.fullmatch(name)
    return (int(found[2]), column_of(found[1])) if found else None


def place(name: str) -> Place:
    """Row and column of a cell by its name; raises `Unreadable` when it is none."""
    found = place_of(name)
    if found is None or found[1] > COLUMNS:
        raise Unreadable("file_corrupt", _("“{name}” is not the name of a cell.").format(name=name))
    return found


def column_of(letters: str) -> int:
    """The number of a column by its letters, from 1."""
    column = 0
    for letter in letters:
        column = column * 26 + ord(letter) - 64
    return column


def blocks_within(blocks: Iterable[Block], rows: int, columns: int) -> Iterator[Block]:
    """The merged blocks as far as they lie in a table; those that lie over each other would never end."""
    budget = rows * columns
    for top, left, bottom, right in blocks:
        below, beside = min(bottom, rows), min(right, columns)
        if top > below or left > beside:
            continue
        budget -= (below - top + 1) * (beside - left + 1)
        if budget < 0:
            raise Unreadable("file_corrupt", _("Merged cells of the sheet lie over each other."))
        yield top, left, below, beside


def check(found: Sized, kind: str) -> None:
    """Refuse a table with more notes than a person could look at."""
    if len(found) > MARKED:
        message = _("Nearly every cell is computed or shown otherwise than it is; paste the table as values.")
        raise Unreadable(kind, message)


def too_far(row: int) -> Unreadable:
    """The refusal of a cell in row `row` (from 0) that makes the table larger than any roster."""
    message = _("A cell stands far outside of the table (row {row}); delete it and save again.")
    return Unreadable("file_corrupt", message.format(row=row + 1))


def twice(row: int, column: int) -> Unreadable:
    """The refusal of a cell that stands before its neighbour on the left, or twice."""
    message = _("Cell {cell} stands in the file twice.").format(cell=address(row, column))
    return Unreadable("file_corrupt", message)
