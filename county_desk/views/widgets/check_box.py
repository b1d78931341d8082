"""A tick with a box that can be seen in every theme; Fusion's own is lost in the dark ones."""

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QCheckBox, QStyle, QStyleOptionButton

from county_desk.shapes import Shape
from county_desk.views.widgets.chips import paint_mark
from county_desk.views.widgets.style import em, tones

SIDE = 1.43  # em


class CheckBox(QCheckBox):
    """The words as the style draws them, the box as we do."""

    def paintEvent(self, _event: QPaintEvent) -> None:
        """A box with an outline, filled with the accent and a tick when on."""
        option, theme = QStyleOptionButton(), tones(self)
        self.initStyleOption(option)
        style, on = self.style(), self.isChecked()
        place = self._box()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        edge = theme.border if self.isEnabled() else theme.disabled
        usable = on and self.isEnabled()
        painter.setPen(QPen(QColor(theme.accent if usable else edge), theme.stroke))
        painter.setBrush(QColor(theme.accent if usable else theme.base))
        box = QRectF(place).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.drawRoundedRect(box, 2, 2)
        if on:
            inset = box.width() * 0.2
            ink = theme.on_accent if usable else theme.disabled
            paint_mark(painter, box.adjusted(inset, inset, -inset, -inset), Shape.FINE, QColor(ink))
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(theme.accent), 2))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 3, 3)
        option.rect = self.rect().adjusted(place.right() + em(0.5), 0, 0, 0)
        style.drawControl(QStyle.ControlElement.CE_CheckBoxLabel, option, painter, self)
        painter.end()

    def sizeHint(self) -> QSize:
        """High enough to be hit."""
        size = super().sizeHint()
        size.setHeight(max(size.height(), em(2.3)))
        size.setWidth(size.width() + em(1.2))
        return size

    def hitButton(self, pos: QPoint) -> bool:
        """A click anywhere on the words or the box ticks it."""
        return self.rect().contains(pos)

    def _box(self) -> QRect:
        """The square of 20 px at the standard text size."""
        side = em(SIDE)
        return QRect(2, (self.height() - side) // 2, side, side)
