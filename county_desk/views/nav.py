"""The navigation at the left: a row for each job, with the number of its tasks."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QSignalBlocker, QSize, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from county_desk.text import _
from county_desk.views.navigation import NavRow, row_keys
from county_desk.views.widgets.icons import icon
from county_desk.views.widgets.style import em

TWO_DIGITS = 88  # the room that every row keeps for its number


class NavList(QListWidget):
    """`picked(key)` names the first page of the chosen row, again at a click or Enter on the current row.

    `fold` leaves only the icons.
    """

    picked = Signal(str)

    def __init__(self, rows: Sequence[NavRow], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows = rows
        self._waiting: dict[str, int] = {}
        self._folded = False
        self.setAccessibleName(_("Pages"))
        self.setFrameShape(QListWidget.Shape.NoFrame)
        self.setViewportMargins(em(0.3), em(0.3), 0, 0)
        self.setIconSize(QSize(em(1.4), em(1.4)))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        for place, row in enumerate(rows):
            QListWidgetItem(icon(row.icon), "", self)
            QShortcut(QKeySequence(row_keys(place)), self, partial(self.open_row, place))
        self.fold(False)
        self.currentRowChanged.connect(self.open_row)
        for again in (self.clicked, self.activated):
            again.connect(lambda index: self.open_row(index.row()))
        self.itemSelectionChanged.connect(self._follow_selection)

    def open_row(self, place: int) -> None:
        """Go to the first page of a row; nowhere for a row that there is not."""
        if 0 <= place < len(self._rows):
            self.picked.emit(self._rows[place].parts[0])

    def _follow_selection(self) -> None:
        """A screen reader selects a row without making it the current one."""
        if selected := self.selectedIndexes():
            self.setCurrentRow(selected[0].row())

    def select(self, key: str) -> None:
        """Mark the row of the page that is shown; no row where none has it."""
        place = next((place for place, row in enumerate(self._rows) if key in row.parts), -1)
        with QSignalBlocker(self):
            self.setCurrentRow(place)

    def show_waiting(self, key: str, count: int | None) -> None:
        """Show the number of tasks on a page that wait for the person at the desk."""
        before, self._waiting[key] = self._waiting.get(key, 0), count or 0
        if self._waiting[key] != before:
            self.fold(self._folded)

    def fold(self, folded: bool) -> None:
        """Leave the icons alone, with the words as tooltips, or show both."""
        self._folded = folded
        self.setFixedWidth(em(3.7) if folded else self.wanted_width())
        self._label()

    def wanted_width(self) -> int:
        """Room for each icon with its words and the number beside them."""
        words = (f"{_(row.title)}  {max(self._count(row), TWO_DIGITS):,}" for row in self._rows)
        return max(map(self.fontMetrics().horizontalAdvance, words), default=0) + em(3.2)

    def _count(self, row: NavRow) -> int:
        return sum(self._waiting.get(key, 0) for key in row.parts)

    def _label(self) -> None:
        for place, row in enumerate(self._rows):
            item, title = self.item(place), _(row.title)
            count = self._count(row)
            said = _("{title}, {count} waiting").format(title=title, count=f"{count:,}") if count else title
            item.setText("" if self._folded else f"{title}  {count:,}" if count else title)
            item.setToolTip(said)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, said)
            item.setSizeHint(QSize(em(2), em(2.3 if self._folded else 2.4)))
