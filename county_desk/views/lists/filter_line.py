"""The line under a filtered list: how many of how many rows, a chip for each filter, and the way back."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from county_desk.text import _
from county_desk.views.widgets.flow import FlowLayout
from county_desk.views.widgets.icons import Icon, icon
from county_desk.views.widgets.painted import Button
from county_desk.views.widgets.parts import drop
from county_desk.views.widgets.style import em
from county_desk.views.widgets.text_format import without_mnemonic

WIDEST = 22  # em of the words of a chip
CROSS = "\N{MULTIPLICATION SIGN}"

type FilterParts = Sequence[tuple[str, str]]  # the key of the column, empty for the search, and the words


def rows_of(shown: int, every: int) -> str:
    """“35 of 1,210 rows”."""
    return _("{shown} of {every} rows").format(shown=f"{shown:,}", every=f"{every:,}")


class FilterChip(Button):
    """One filter in force. A click, Delete or Backspace takes it away."""

    def __init__(self, words: str, parent: QWidget) -> None:
        super().__init__("", parent)
        short = self.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, em(WIDEST))
        self.setText(f"{without_mnemonic(short)}  {CROSS}")
        self.setAccessibleName(words)
        way = _("A click or Delete takes this filter away")
        self.setAccessibleDescription(way)
        self.setToolTip(f"{words}\n{way}")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Delete does what a click does."""
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.click()
        else:
            super().keyPressEvent(event)


class FilterLine(QWidget):
    """Visible only while a filter is on.

    `removed(key)` takes one filter away, an empty key the search. `cleared()` asks for every row again.
    `left()` is emitted when the chip with the focus went and no other is there.
    """

    removed = Signal(str)
    cleared = Signal()
    left = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.parts: FilterParts = ()
        self.chips: list[FilterChip] = []
        self.count = QLabel(self)
        self.count.setMinimumHeight(em(2.3))
        self.clear = Button(_("Clear all filters"), self, self.cleared.emit)
        self.clear.setIcon(icon(Icon.CLOSE))
        self._row = FlowLayout(parent=self)
        self.hide()

    def say(self, shown: int, every: int, parts: FilterParts) -> None:
        """Show the filters as chips; hide the line without any."""
        self.count.setText(rows_of(shown, every))
        if list(parts) == list(self.parts):
            return
        place = self._focused()
        self.parts = list(parts)
        while self._row.takeAt(0):
            pass
        for chip in self.chips:
            drop(chip)
        self.chips = [self._chip(key, words) for key, words in parts]
        for widget in (self.count, *self.chips, self.clear):
            self._row.addWidget(widget)
            widget.show()
        self.setVisible(bool(parts))
        self.updateGeometry()
        if place is not None and parts:
            self.chips[min(place, len(parts) - 1)].setFocus()
        elif place is not None:
            self.left.emit()

    def _focused(self) -> int | None:
        """The place of the chip with the focus; that of the button comes after them."""
        widgets = [*self.chips, self.clear]
        focus = QApplication.focusWidget()
        return next((place for place, each in enumerate(widgets) if each is focus), None)

    def _chip(self, key: str, words: str) -> FilterChip:
        chip = FilterChip(words, self)
        chip.clicked.connect(lambda _checked: self.removed.emit(key))
        return chip
