"""States as a shape and a word: shape and weight of fill say how grave it is, colour only helps."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPainterPath, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QApplication, QWidget

from county_desk.shapes import Shape
from county_desk.views.widgets.style import Tones, em, tones


def colours(shape: Shape, theme: Tones) -> tuple[str, str, str]:
    """The fill, the edge and the words of a chip."""
    match shape:
        case Shape.MUST:
            return theme.bad, theme.bad, theme.on_bad
        case Shape.WATCH:
            return theme.warn_tint, theme.warn, theme.warn
        case Shape.DISPUTED:
            return theme.dispute_tint, theme.dispute, theme.dispute
        case Shape.UNDERWAY:
            return theme.info_tint, theme.info_tint, theme.info
        case Shape.FINE:
            return theme.base, theme.ok, theme.ok
    return theme.base, theme.border, theme.neutral


def chip_size(text: str) -> QSize:
    """The room that a chip with these words takes."""
    return QSize(QFontMetrics(_font()).horizontalAdvance(text) + em(2.4), em(1.7))


def paint_chip(painter: QPainter, rect: QRectF, shape: Shape, text: str, theme: Tones) -> None:
    """Paint one chip at the left of a rectangle; words that find no room are shortened."""
    size = chip_size(text)
    box = QRectF(rect.left(), rect.center().y() - size.height() / 2, size.width(), size.height())
    box.setWidth(min(box.width(), rect.width()))
    fill, edge, words = colours(shape, theme)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    pen = QPen(QColor(edge), theme.stroke)
    if shape is Shape.DISPUTED:
        pen.setStyle(Qt.PenStyle.DashLine)
    painter.setPen(pen)
    painter.setBrush(QColor(fill))
    round_ = box.height() / 2
    painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), round_, round_)
    mark = em(0.75)
    place = QRectF(box.left() + em(0.6), box.center().y() - mark / 2, mark, mark)
    paint_mark(painter, place, shape, QColor(words))
    font = _font()
    painter.setFont(font)
    painter.setPen(QColor(words))
    room = box.adjusted(em(1.6), 0, -em(0.5), 0)
    shown = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, int(room.width()) + 1)
    painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)
    painter.restore()


class Chip(QWidget):
    """One state as a widget."""

    def __init__(self, shape: Shape, text: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.shape, self.text = shape, text
        self.setFixedSize(chip_size(text))
        self.setAccessibleName(text)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The chip."""
        painter = QPainter(self)
        paint_chip(painter, QRectF(self.rect()), self.shape, self.text, tones(self))
        painter.end()


def _font() -> QFont:
    font = QFont(QApplication.font())
    font.setBold(True)
    return font


def paint_mark(painter: QPainter, place: QRectF, shape: Shape, colour: QColor) -> None:
    """The shape as a path: glyphs of fonts fall back to odd faces."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    left, top, right, bottom = place.left(), place.top(), place.right(), place.bottom()
    line = QPen(colour, max(1.5, place.width() / 6))
    match shape:
        case Shape.MUST:
            painter.drawRect(place)
        case Shape.WATCH:
            points = [QPointF(place.center().x(), top), QPointF(right, bottom), QPointF(left, bottom)]
            painter.drawPolygon(QPolygonF(points))
        case Shape.UNDERWAY:
            painter.drawEllipse(place)
        case Shape.DISPUTED:
            painter.fillRect(QRectF(left, top, place.width() / 6, place.height()), colour)
            flag = [QPointF(left, top), QPointF(right, top + place.height() * 0.3)]
            painter.drawPolygon(QPolygonF([*flag, QPointF(left, top + place.height() * 0.6)]))
        case Shape.FINE:
            path = QPainterPath(QPointF(left, place.center().y()))
            path.lineTo(left + place.width() * 0.38, bottom - place.height() * 0.1)
            path.lineTo(right, top + place.height() * 0.1)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(line)
            painter.drawPath(path)
        case Shape.NONE:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(line)
            painter.drawEllipse(place.adjusted(1, 1, -1, -1))
