"""Notes the properties of a sheet's cells besides their values, alike in every format.

A file can claim that millions of cells are merged or have comments. More than a person could look at is
refused during reading.
"""

from sys import getsizeof

from county_desk.sheets.formats.book import Marks, Unreadable
from county_desk.sheets.formats.memory_budget import CELL, MARK, MemoryBudget
from county_desk.sheets.formats.styles import Odd
from county_desk.sheets.formats.table_limits import MARKED, Block, blocks_within, check
from county_desk.text import _

_MERGED = 100_000  # blocks of a sheet
_STRETCHES = 100_000  # of hidden rows or columns


class Noted:
    """The marks of one sheet in the making. Cells are given from 0, rows, columns and blocks from 1."""

    def __init__(self, budget: MemoryBudget) -> None:
        self._budget = budget
        self.seen_rows: set[int] = set()
        self.others_hidden = False  # rows that are not described are hidden
        self._hidden_rows: list[tuple[int, int]] = []
        self._hidden_columns: list[tuple[int, int]] = []
        self._merged: list[Block] = []
        self._comments: set[tuple[int, int]] = set()
        self._formulas: set[tuple[int, int]] = set()
        self._errors: dict[tuple[int, int], str] = {}
        self._formats: dict[tuple[int, int], str] = {}
        self._unseen: set[tuple[int, int]] = set()
        self._struck: set[tuple[int, int]] = set()
        self._units: dict[tuple[int, str], list[int]] = {}

    def odd(self, row: int, column: int, odd: Odd) -> None:
        """Note every oddity of a cell."""
        if odd.formula:
            self.formula(row, column)
        if odd.error:
            self.error(row, column, odd.error)
        if odd.format:
            self.shown_as(row, column, odd.format)
        if odd.unseen:
            self.shows_nothing(row, column)
        if odd.struck:
            self.struck(row, column)
        if odd.unit:
            self.in_unit(row, column, odd.unit)

    def formula(self, row: int, column: int) -> None:
        """A cell with a computed value."""
        self._add(self._formulas, row, column, "formula_cell")

    def error(self, row: int, column: int, words: str) -> None:
        """A cell that shows an error, in these words."""
        self._budget.take(MARK + getsizeof(words))
        self._errors[row + 1, column + 1] = words
        check(self._errors, "cell_error")

    def shown_as(self, row: int, column: int, code: str) -> None:
        """A cell that shows another value than it holds, by this format."""
        self._budget.take(MARK + getsizeof(code))
        self._formats[row + 1, column + 1] = code
        check(self._formats, "number_format_suspect")

    def in_unit(self, row: int, column: int, unit: str) -> None:
        """A number behind which its format shows a unit."""
        self._budget.take(CELL)
        self._units.setdefault((column + 1, unit), []).append(row + 1)

    def shows_nothing(self, row: int, column: int) -> None:
        """Note a cell with an invisible value."""
        self._add(self._unseen, row, column, "cell_hidden_value")

    def struck(self, row: int, column: int) -> None:
        """A cell with letters that are struck out."""
        self._add(self._struck, row, column, "cell_struck")

    def _add(self, noted: set[tuple[int, int]], row: int, column: int, kind: str) -> None:
        place = row + 1, column + 1
        if place not in noted:  # many rules can say the same of a cell
            self._budget.take(MARK)
            noted.add(place)
            check(noted, kind)

    def comment(self, row: int, column: int) -> None:
        """A cell that has a comment; beyond a limit they are not noted one by one."""
        if len(self._comments) < MARKED:
            self._budget.take(MARK)
            self._comments.add((row + 1, column + 1))

    def merge(self, block: Block) -> None:
        """Cells that are merged, from any corner to the one across."""
        self._budget.take(MARK)
        top, left, bottom, right = block
        self._merged.append((min(top, bottom), min(left, right), max(top, bottom), max(left, right)))
        if len(self._merged) > _MERGED:
            raise Unreadable("file_corrupt", _("The sheet has more merged cells than any table needs."))

    def hide_rows(self, first: int, last: int) -> None:
        """Rows that are hidden."""
        _hide(self._hidden_rows, first, last)

    def hide_columns(self, first: int, last: int) -> None:
        """Columns that are hidden."""
        _hide(self._hidden_columns, first, last)

    def has(self, row: int, column: int) -> bool:
        """Whether a cell is noted as computed or as showing an error."""
        return (row + 1, column + 1) in self._formulas or (row + 1, column + 1) in self._errors

    def marks(self, last_row: int, width: int) -> Marks:
        """All that concerns a table of so many rows and columns."""
        hidden = _spread(self._hidden_rows, last_row)
        if self.others_hidden:
            hidden |= set(range(1, last_row + 1)) - self.seen_rows
        return Marks(
            frozenset(hidden),
            frozenset(_spread(self._hidden_columns, width)),
            frozenset(self._formulas),
            tuple(blocks_within(self._merged, last_row, width)),
            self._errors,
            self._formats,
            frozenset(self._unseen),
            frozenset(place for place in self._comments if place[0] <= last_row and place[1] <= width),
            struck=frozenset(self._struck),
            units=self._units,
        )


def _hide(stretches: list[tuple[int, int]], first: int, last: int) -> None:
    if stretches and stretches[-1][1] + 1 == first:
        stretches[-1] = (stretches[-1][0], last)
        return
    stretches.append((first, last))
    if len(stretches) > _STRETCHES:
        raise Unreadable("file_corrupt", _("The sheet hides more rows or columns than a table has."))


def _spread(stretches: list[tuple[int, int]], end: int) -> set[int]:
    """The rows or columns of all stretches up to the last of a table; many may lie over each other."""
    found, reached = set[int](), 0
    for first, last in sorted(stretches):
        found.update(range(max(first, reached + 1), min(last, end) + 1))
        reached = max(reached, last)
    return found
