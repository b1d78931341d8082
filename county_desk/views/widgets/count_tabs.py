"""Tabs with the number of rows under each."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QTabBar, QWidget

from county_desk.text import _
from county_desk.views.widgets.style import em, tones


class CountTabs(QTabBar):
    """One tab a key, with its title and number; emits `picked(key)` on a choice.

    A tab named in `urgent` takes its tone there, and weight, while there is anything under it.
    """

    picked = Signal(str)

    def __init__(
        self,
        tabs: Sequence[tuple[str, str]],
        urgent: Mapping[str, str] | None = None,
        parent: QWidget | None = None,
        height: float = 2.3,
    ) -> None:
        super().__init__(parent)
        self._tabs, self._urgent = tuple(tabs), urgent or {}
        self._counts: dict[str, int] = {}
        self._height = height  # in em
        self.setAccessibleName(_("Show"))
        self.setExpanding(False)
        self.setDrawBase(False)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        for key, title in self._tabs:
            self.setTabData(self.addTab(title), key)
        self.currentChanged.connect(lambda place: self.picked.emit(self.tabData(place)))

    @property
    def key(self) -> str:
        """The key of the tab that is chosen."""
        return str(self.tabData(self.currentIndex()))

    def choose(self, key: str) -> None:
        """Choose a tab."""
        self.setCurrentIndex([known for known, _title in self._tabs].index(key))

    def show_counts(self, counts: Mapping[str, int]) -> None:
        """Show the number of rows under each tab."""
        self._counts = dict(counts)
        for place, (key, title) in enumerate(self._tabs):
            words = f"{title} {counts.get(key, 0):,}"
            self.setTabText(place, words)
            self.setAccessibleTabName(place, words)

    def show_needs(
        self, counts: Mapping[str, int], tones: Mapping[str, str], words: Mapping[str, str]
    ) -> None:
        """Show each number above zero in its tone, and name the counted things in words."""
        self._counts, self._urgent = dict(counts), tones
        for place, (key, title) in enumerate(self._tabs):
            self.setTabText(place, f"{title} {counts[key]:,}" if counts[key] else title)
            self.setTabToolTip(place, words[key])
            self.setAccessibleTabName(place, words[key])
        self.updateGeometry()

    def tabSizeHint(self, index: int) -> QSize:
        """Room for the words in bold."""
        width = QFontMetrics(self._font(True)).horizontalAdvance(self.tabText(index))
        return QSize(width + em(1.5), em(self._height))

    def minimumTabSizeHint(self, index: int) -> QSize:
        """Words are never cut; too many tabs scroll."""
        return self.tabSizeHint(index)

    def sizeHint(self) -> QSize:
        """All tabs beside each other."""
        return QSize(sum(self.tabSizeHint(place).width() for place in range(self.count())), em(self._height))

    def minimumSizeHint(self) -> QSize:
        """At least two tabs, the others by the arrows."""
        return QSize(em(12), em(self._height))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Words over a line, which is thick and in the accent under the chosen tab."""
        painter, theme = QPainter(self), tones(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(theme.hairline), theme.stroke))
        painter.drawLine(0, self.height() - 1, self.width(), self.height() - 1)
        for place in range(self.count()):
            self._paint_tab(painter, place)
        painter.end()

    def _paint_tab(self, painter: QPainter, place: int) -> None:
        theme, rect, key = tones(self), self.tabRect(place), self.tabData(place)
        chosen = place == self.currentIndex()
        tone = self._urgent.get(key, "") if self._counts.get(key) else ""
        painter.setFont(self._font(chosen or bool(tone)))
        colour = getattr(theme, tone) if tone else theme.accent if chosen else theme.text
        painter.setPen(QColor(colour))
        painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, self.tabText(place))
        if chosen:
            under = QRect(rect.left() + em(0.3), rect.bottom() - 2, rect.width() - em(0.6), 3)
            painter.fillRect(under, QColor(theme.accent))
            if self.hasFocus():
                painter.setPen(QPen(QColor(theme.accent), 2))
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.drawRoundedRect(rect.adjusted(2, 2, -2, -4), 4, 4)

    def _font(self, bold: bool) -> QFont:
        font = QFont(self.font())
        font.setBold(bold)
        return font
