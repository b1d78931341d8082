"""The values of a column to tick, with their counts, and a box that searches them."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QColor, QShowEvent
from PySide6.QtWidgets import QLabel, QListWidget, QListWidgetItem, QWidget

from county_desk.tables.listing import LISTED
from county_desk.text import _
from county_desk.views.widgets.parts import in_column
from county_desk.views.widgets.search_box import SearchBox
from county_desk.views.widgets.style import em, tones

type Facets = Sequence[tuple[object, int]]
type Ask = Callable[[str, Callable[[Facets], None]], None]
On = Qt.CheckState.Checked
HELD = Qt.ItemDataRole.UserRole


class ValueList(QWidget):
    """Values with a tick and a count each.

    `ask(text, then)` looks up the values that hold a text. A count of 0 means that other filters hide the
    value. `changed(values)` is emitted with the ticked values after each tick.
    """

    changed = Signal(tuple)

    def __init__(
        self, show: Callable[[object], str], ask: Ask, on: Sequence[object], *, high: float = 16
    ) -> None:
        super().__init__()
        self._show, self._ask, self._on = show, ask, list(on)
        self.search = SearchBox(_("Find a value"), self)
        self.list = QListWidget(self)
        self.list.setAccessibleName(_("Values"))
        self.list.setMinimumSize(QSize(em(15), em(min(high, 8))))
        self.list.setMaximumHeight(em(high))
        self.note = QLabel(self, wordWrap=True)
        self.note.hide()
        in_column(self.search, self.list, self.note, on=self, margins=0.4)
        self.search.wanted.connect(self._look)
        self.list.itemChanged.connect(self._tick)
        self.setFocusProxy(self.search)

    def showEvent(self, event: QShowEvent) -> None:
        """Look the values up when they come into sight."""
        super().showEvent(event)
        self._look("")

    def values(self) -> list[object]:
        """The values that are ticked."""
        return list(self._on)

    def _look(self, text: str) -> None:
        self._ask(text, self._fill)

    def _fill(self, facets: Facets) -> None:
        known = [value for value, _number in facets]
        gone = [] if self.search.sought() else [(value, 0) for value in self._on if value not in known]
        self.list.blockSignals(True)
        self.list.clear()
        muted = QColor(tones(self).disabled)
        for value, number in [*gone, *facets[:LISTED]]:
            item = QListWidgetItem(f"{self._show(value)}    {number:,}", self.list)
            item.setData(HELD, (value,))
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(On if value in self._on else Qt.CheckState.Unchecked)
            if not number:
                item.setForeground(muted)
                item.setToolTip(_("Other filters hide this value"))
        self.list.blockSignals(False)
        words = _("No value is like that.") if not self.list.count() else ""
        if len(facets) > LISTED:
            words = _("There are more values; type to find one.")
        self.note.setText(words)
        self.note.setVisible(bool(words))

    def _tick(self, item: QListWidgetItem) -> None:
        (value,) = item.data(HELD)
        if item.checkState() is On and value not in self._on:
            self._on.append(value)
        elif item.checkState() is not On and value in self._on:
            self._on.remove(value)
        self.changed.emit(tuple(self._on))
