"""The one Qt model: rows of a declared table, all at hand or fetched by the page from the database."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from county_desk.fields import Column, Table, Text
from county_desk.sound.keys import sort_key
from county_desk.tables.conditions import SortLevel
from county_desk.text import _
from county_desk.views.widgets.text_format import along, titled

type Index = QModelIndex | QPersistentModelIndex
Role = Qt.ItemDataRole
NOWHERE = QModelIndex()
PAGE = 256  # rows fetched at once
KEPT = 24  # pages kept in memory

ALIGN = {
    "left": Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter,
    "right": Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter,
    "center": Qt.AlignmentFlag.AlignCenter,
}


class TableModel[R](QAbstractTableModel):
    """Rows of one declared table, read-only; editing is a command.

    `show_rows` holds a short list and sorts it itself. `show_pages` holds a number of rows and fetches
    pages as they are looked at. `sorting(levels)` is emitted on another order; the owner of a long list then
    fetches its rows again.
    """

    RowRole = Role.UserRole
    ValueRole = Role.UserRole + 1

    sorting = Signal(tuple)

    def __init__(self, table: Table[R], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.table = table
        self.masked = True
        self._own: Callable[[R], bool] = lambda _row: True
        self.remark: Callable[[R], str] = lambda _row: ""  # words about a row for a screen reader
        self.levels: tuple[SortLevel, ...] = ()
        self._total = 0
        self._given: Sequence[R] = ()  # a short list as it came
        self._pages: dict[int, Sequence[R]] = {}
        self._fetch: Callable[[int, int], Sequence[R]] | None = None

    def show_rows(self, rows: Iterable[R]) -> None:
        """Hold a short list, in the order that was asked for."""
        self._given = list(rows)
        kept = self._sorted()
        self._reset(len(kept), None, {0: kept})

    def show_pages(self, total: int, first: Sequence[R], fetch: Callable[[int, int], Sequence[R]]) -> None:
        """Hold `total` rows and the first page of them; `fetch(offset, limit)` gives the others."""
        self._reset(total, fetch, {0: first})

    def show_masked(self, masked: bool, own: Callable[[R], bool] = lambda _row: True) -> None:
        """Cover or uncover personal numbers; those of rows that are not `own` stay covered."""
        self.masked, self._own = masked, own
        self.show_again()

    def show_again(self) -> None:
        """Have the cells in sight painted again."""
        if self._total:
            last = self.index(self._total - 1, len(self.table.columns) - 1)
            self.dataChanged.emit(self.index(0, 0), last)

    def covers(self, row: R) -> bool:
        """Whether the personal numbers of a row are covered."""
        return self.masked or not self._own(row)

    def row_at(self, number: int) -> R | None:
        """One row; None where another desk has meanwhile shortened the list."""
        if not 0 <= number < self._total:
            return None
        place, rest = divmod(number, PAGE) if self._fetch else (0, number)
        rows = self._pages.get(place) or self._page(place)
        return rows[rest] if rest < len(rows) else None

    def rows(self, numbers: Iterable[int]) -> Iterator[R]:
        """Several rows, in the order asked for."""
        return (row for number in numbers if (row := self.row_at(number)) is not None)

    def reader(self) -> Callable[[int, int], Sequence[R]]:
        """Reads rows from an offset up to a limit, on any thread, as the list stands now."""
        if self._fetch is not None:
            return self._fetch
        kept = self._pages.get(0, ())
        return lambda offset, limit: kept[offset : offset + limit]

    def column(self, section: int) -> Column[R]:
        """The declaration of a column."""
        return self.table.columns[section]

    def rowCount(self, parent: Index = NOWHERE) -> int:
        """The number of rows in the list."""
        return 0 if parent.isValid() else self._total

    def columnCount(self, parent: Index = NOWHERE) -> int:
        """The number of columns that the table declares, shown or not."""
        return 0 if parent.isValid() else len(self.table.columns)

    def data(self, index: Index, role: int = Role.DisplayRole) -> object:
        """Return the column's answer for the row; None at once for unused roles."""
        if not index.isValid():
            return None
        match role:
            case Role.DisplayRole | Role.ToolTipRole | self.ValueRole | self.RowRole:
                return self._value_for(index, role)
            case Role.TextAlignmentRole:
                return ALIGN[self.table.columns[index.column()].kind.align]
            case Role.AccessibleTextRole:
                title = _(self.table.columns[index.column()].title)
                words = titled(title, self._value_for(index, Role.DisplayRole))
                row = self.row_at(index.row())
                remark = self.remark(row) if row is not None else ""
                return along(words, remark) if remark else words
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Role.DisplayRole) -> object:
        """The title, aligned like its column."""
        if orientation is not HORIZONTAL or not 0 <= section < len(self.table.columns):
            return None
        if role in (Role.DisplayRole, Role.ToolTipRole):
            return _(self.table.columns[section].title)
        if role == Role.TextAlignmentRole:
            return ALIGN[self.table.columns[section].kind.align]
        return None

    def sort(self, section: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Sort by one column alone."""
        if 0 <= section < len(self.table.columns):
            descending = order is Qt.SortOrder.DescendingOrder
            self.sort_by([SortLevel(self.table.columns[section].key, descending)])

    def sort_by(self, levels: Iterable[SortLevel]) -> None:
        """Sort by these levels, or in the usual order without any."""
        self.levels = tuple(levels)
        if self._fetch is None:
            rows = self._sorted()
            self._reset(len(rows), None, {0: rows})
        self.sorting.emit(self.levels)

    def _sorted(self) -> list[R]:
        rows = list(self._given)
        for level in reversed(self.levels):
            column = self.table[level.key]
            rows.sort(key=partial(_key, column), reverse=level.descending)
        return rows

    def _value_for(self, index: Index, role: int) -> Any:
        row = self.row_at(index.row())
        if row is None:
            return None
        if role == self.RowRole:
            return row
        column = self.table.columns[index.column()]
        return column.value(row) if role == self.ValueRole else column.shown(row, masked=self.covers(row))

    def _page(self, place: int) -> Sequence[R]:
        if self._fetch is None:
            return ()
        while len(self._pages) >= KEPT:
            del self._pages[next(iter(self._pages))]  # the one fetched longest ago
        self._pages[place] = rows = self._fetch(place * PAGE, PAGE)
        return rows

    def _reset(
        self, total: int, fetch: Callable[[int, int], Sequence[R]] | None, pages: dict[int, Sequence[R]]
    ) -> None:
        self.beginResetModel()
        self._total, self._fetch, self._pages = total, fetch, pages
        self.endResetModel()


HORIZONTAL = Qt.Orientation.Horizontal


def _key[R](column: Column[R], row: R) -> tuple[bool, object]:
    """Missing values come first; texts sort by their sound, as the database does it."""
    value = column.value(row)
    if isinstance(column.kind, Text) and isinstance(value, str):
        return (True, sort_key(value))
    return (value is not None, value if value is not None else 0)
