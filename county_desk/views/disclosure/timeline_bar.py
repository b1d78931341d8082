"""One bar of the timeline: fill, outline, mark and words say its state, so that colour is never alone."""

from datetime import timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QApplication, QStyledItemDelegate, QStyleOptionViewItem

from county_desk.shapes import Shape
from county_desk.views.disclosure.disclosure_state import shape_of, state_of
from county_desk.views.widgets.chips import chip_size, colours, paint_chip, paint_mark
from county_desk.views.widgets.style import Tones, em, tones_of

if TYPE_CHECKING:
    from county_desk.views.disclosure.timeline import Timeline

type Index = QModelIndex | QPersistentModelIndex
LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
PENS = {Shape.DISPUTED: Qt.PenStyle.DashLine, Shape.NONE: Qt.PenStyle.DotLine}
_DAY = timedelta(days=1)


class BarDelegate(QStyledItemDelegate):
    """Paints the row of a timeline: a hairline, the bar, and how late its result is."""

    def __init__(self, view: "Timeline") -> None:
        super().__init__(view)
        self._view = view

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """One row."""
        row, days = self._view.rows.rows[index.row()], self._view.days
        today, cell, theme = self._view.rows.today, option.rect, tones_of(option.palette)
        current = index.row() == self._view.currentIndex().row()
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        port = QRect(0, cell.top(), self._view.viewport().width(), cell.height())
        if current:
            veil = QColor(theme.accent)
            veil.setAlpha(34)
            painter.fillRect(port, veil)
        painter.setPen(QPen(QColor(theme.hairline), theme.stroke))
        painter.drawLine(port.bottomLeft(), port.bottomRight())
        gap = max(3, cell.height() // 7)
        left, right = cell.left() + days.left(row.opened_on), cell.left() + days.left(row.last_day + _DAY)
        bar = QRectF(left + 1.5, cell.top() + gap, right - left - 3, cell.height() - 2 * gap)
        if row.closed_on is None and row.closes_on < today:
            late = QRectF(
                right, bar.top(), cell.left() + days.left(today) + days.width / 2 - right, bar.height()
            )
            painter.fillRect(late, QBrush(QColor(theme.bad), Qt.BrushStyle.BDiagPattern))
        shape = shape_of(row, today)
        ring = current and self._view.hasFocus()
        paint_bar(painter, bar, shape, state_of(row, today), theme, ring=ring, room=port)
        painter.restore()


def paint_bar(
    painter: QPainter, bar: QRectF, shape: Shape, words: str, theme: Tones, *, ring: bool, room: QRect
) -> None:
    """Paint a bar with its mark and words; they stand where they can be seen, or beside a short bar.

    A bar that is out of sight leaves a chip with its words at the edge behind which it lies.
    """
    if bar.right() < room.left() + em(1) or bar.left() > room.right() - em(1):
        left = room.left() + em(0.3)
        if bar.left() > room.right() - em(1):
            left = room.right() - chip_size(words).width() - em(0.3)
        place = QRectF(left, room.top(), room.right() - left, room.height())
        paint_chip(painter, place, shape, words, theme)
        return
    fill, edge, ink = colours(shape, theme)
    painter.setBrush(QColor(fill))
    edge = theme.accent if ring else theme.border if edge == fill and theme.stroke > 1 else edge
    pen = QPen(QColor(edge), 2 if ring else max(1.2, theme.stroke), PENS.get(shape, Qt.PenStyle.SolidLine))
    painter.setPen(pen)
    painter.drawRoundedRect(bar, 4, 4)
    font = QFont(QApplication.font())
    font.setBold(True)
    metrics, mark = QFontMetrics(font), em(0.8)
    seen = bar.intersected(QRectF(room))
    if bar.width() < em(7):  # a bar of a few days has its words beside it
        wanted = mark + em(1.6) + metrics.horizontalAdvance(words)
        seen, ink = QRectF(bar.right(), bar.top(), wanted, bar.height()), theme.text
    if seen.width() < mark * 2:
        return
    painter.setFont(font)
    place = QRectF(seen.left() + em(0.5), seen.center().y() - mark / 2, mark, mark)
    paint_mark(painter, place, shape, QColor(ink))
    painter.setPen(QColor(ink))
    text = seen.adjusted(mark + em(0.9), 0, -em(0.2), 0)
    shown = metrics.elidedText(words, Qt.TextElideMode.ElideRight, int(text.width()) + 1)
    painter.drawText(text, LEFT, shown)
