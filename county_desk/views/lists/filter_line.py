"""The line under a filtered list: how many of how many rows, by which filters, and the way back."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from county_desk.text import _
from county_desk.views.widgets.icons import Icon, icon
from county_desk.views.widgets.painted import Button
from county_desk.views.widgets.parts import bare
from county_desk.views.widgets.style import em


def rows_of(shown: int, every: int) -> str:
    """“35 of 1,210 rows”."""
    return _("{shown} of {every} rows").format(shown=f"{shown:,}", every=f"{every:,}")


class FilterLine(QWidget):
    """Visible only while a filter is on; `cleared()` asks for every row again."""

    cleared = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._words = ""
        self.funnel, self.count, self.words = QLabel(self), QLabel(self), QLabel(self)
        self.words.setTextFormat(Qt.TextFormat.PlainText)
        self.words.setMinimumWidth(em(4))
        self.clear = Button(_("Clear all filters"), self)
        self.clear.setIcon(icon(Icon.CLOSE))
        self.funnel.setPixmap(icon(Icon.FILTER, accent=True).pixmap(QSize(em(1.1), em(1.1))))
        row = bare(QHBoxLayout(self), 0.5)
        row.addWidget(self.funnel)
        row.addWidget(self.count)
        row.addWidget(self.words, 1)
        row.addWidget(self.clear)
        self.clear.clicked.connect(self.cleared)
        self.hide()

    def say(self, shown: int, every: int, words: str) -> None:
        """Show the filters in words; hide the line without any."""
        self._words = words
        self.setVisible(bool(words))
        self.count.setText(rows_of(shown, every))
        self.words.setToolTip(words)
        self.words.setAccessibleName(words)
        self._elide()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """As many words as there is room for; the tooltip has them all."""
        super().resizeEvent(event)
        self._elide()

    def _elide(self) -> None:
        metrics = self.words.fontMetrics()
        self.words.setText(metrics.elidedText(self._words, Qt.TextElideMode.ElideRight, self.words.width()))
