"""The two headers of a timeline: the days across the top, and the places with their lists down the side."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QApplication, QHeaderView, QTableView

from county_desk.rules.calendar import Calendar
from county_desk.views.disclosure.timeline_scale import (
    DayKind,
    Scale,
    day_word,
    is_day_off,
    kind_of,
    month_word,
    rest_ground,
)
from county_desk.views.widgets.style import Tones, em, tones

CENTRE = Qt.AlignmentFlag.AlignCenter
LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
SUBJECT = Qt.ItemDataRole.UserRole + 1  # the second line of a label


class DayHeader(QHeaderView):
    """The days: month, number, and weekday or the mark of a holiday; it scrolls with the bars."""

    def __init__(self, calendar: Calendar, parent: QTableView) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.calendar = calendar
        self.days: Scale | None = None
        self.today: date | None = None
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)

    def sizeHint(self) -> QSize:
        """Three lines."""
        return QSize(em(10), em(4.1))

    def paintSection(self, painter: QPainter, rect: QRect, _section: int) -> None:
        """Every day that can be seen."""
        if self.days is None:
            return
        theme, port = tones(self), self.viewport().rect()
        painter.fillRect(port, QColor(theme.window))
        top = round(rect.height() * 0.36)
        shown = list(self.days.between(-rect.left(), port.width() - rect.left()))
        for day in shown:
            left = rect.left() + self.days.left(day)
            place = QRect(left, top, self.days.width, rect.height() - top)
            self._paint_day(painter, place, day, theme)
        self._paint_months(painter, QRect(rect.left(), 0, rect.width(), top), shown, theme)
        painter.setPen(QPen(QColor(theme.hairline), theme.stroke))
        painter.drawLine(port.bottomLeft(), port.bottomRight())

    def _paint_day(self, painter: QPainter, place: QRect, day: date, theme: Tones) -> None:
        kind = kind_of(self.calendar, day)
        if is_day_off(kind):
            painter.fillRect(place, rest_ground(theme))
        today = day == self.today
        font = QFont(QApplication.font())
        font.setBold(today or kind is DayKind.MAKE_UP)
        painter.setFont(font)
        painter.setPen(QColor(theme.accent if today else theme.muted if is_day_off(kind) else theme.text))
        half = place.height() // 2
        painter.drawText(place.adjusted(0, 0, 0, -half), CENTRE, str(day.day))
        if kind is DayKind.MAKE_UP:
            painter.setPen(QColor(theme.warn))
        painter.drawText(place.adjusted(0, half - 2, 0, -2), CENTRE, day_word(self.calendar, day))

    def _paint_months(self, painter: QPainter, line: QRect, shown: Sequence[date], theme: Tones) -> None:
        """The month where it begins, and at the left edge that of the first day shown."""
        assert self.days is not None
        painter.setFont(QApplication.font())
        painter.setPen(QColor(theme.muted))
        firsts = [day for day in shown if day.day == 1]
        room = self.viewport().width()
        for day in reversed([*shown[:1], *firsts]):
            left = max(line.left() + self.days.left(day), 0) + em(0.4)
            words = month_word(day)
            width = QFontMetrics(painter.font()).horizontalAdvance(words)
            if left + width <= room:
                painter.drawText(QRect(left, line.top(), width + 2, line.height()), LEFT, words)
            room = min(room, left - em(1))


class PostedHeader(QHeaderView):
    """The place of each list, and under it the procedure, the step and the number of entries."""

    def __init__(self, parent: QTableView) -> None:
        super().__init__(Qt.Orientation.Vertical, parent)
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setSectionsClickable(True)

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        """One label on one or two lines, whichever there is room for."""
        theme, model = tones(self), self.model()
        table = self.parentWidget()
        current = isinstance(table, QTableView) and table.currentIndex().row() == section
        painter.fillRect(rect, QColor(theme.selection if current else theme.base))
        place = model.headerData(section, self.orientation(), Qt.ItemDataRole.DisplayRole)
        subject = model.headerData(section, self.orientation(), SUBJECT)
        room = rect.adjusted(em(0.5), 0, -em(0.4), 0)
        bold = QFont(QApplication.font())
        bold.setBold(True)
        high = rect.height() >= em(2.9)
        first = room.adjusted(0, em(0.25), 0, -room.height() // 2) if high else room
        painter.setPen(QColor(theme.on_selection if current else theme.text))
        used = _write(painter, first, place, bold)
        painter.setPen(QColor(theme.on_selection if current else theme.muted))
        second = room.adjusted(0, room.height() // 2, 0, -em(0.25)) if high else room.adjusted(used, 0, 0, 0)
        _write(painter, second, subject, QApplication.font())
        painter.setPen(QPen(QColor(theme.hairline), theme.stroke))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        painter.drawLine(rect.topRight(), rect.bottomRight())


def _write(painter: QPainter, room: QRect, words: str, font: QFont) -> int:
    """Write words, shortened to their room; returns how much of it they took, with a gap."""
    painter.setFont(font)
    metrics = QFontMetrics(font)
    shown = metrics.elidedText(words, Qt.TextElideMode.ElideRight, room.width())
    painter.drawText(room, LEFT, shown)
    return metrics.horizontalAdvance(shown) + em(0.5)
