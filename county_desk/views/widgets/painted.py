"""The small painted classes: what Fusion alone draws too faintly, drawn so that it can be seen."""

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QHelpEvent, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QLineEdit,
    QPushButton,
    QStyle,
    QStyleOptionButton,
    QStyleOptionComboBox,
    QToolTip,
    QWidget,
)

from county_desk.views.widgets.icons import Icon, icon
from county_desk.views.widgets.style import Tones, em, tones

if TYPE_CHECKING:
    _Widget = QWidget
else:
    _Widget = object

RADIUS = 4.0


class FieldMixin(_Widget):
    """Gives a field a border that can be seen, a ring with the focus, and a red one when it is wrong."""

    _wrong = False

    @property
    def wrong(self) -> bool:
        """Whether the value cannot stand as it is."""
        return self._wrong

    @wrong.setter
    def wrong(self, wrong: bool) -> None:
        self._wrong = wrong
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The field as Qt paints it, then its border."""
        super().paintEvent(event)
        paint_border(self, self._wrong)


class _Wheel(QObject):
    """Leaves the wheel to the page while a field has not got the focus."""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Wheel and isinstance(watched, QWidget) and not watched.hasFocus():
            event.ignore()
            return True
        return False


def leave_wheel(field: QWidget) -> None:
    """Keep the wheel from changing a field when the person only scrolls the page."""
    field.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    field.installEventFilter(_Wheel(field))


class LineField(FieldMixin, QLineEdit):
    """One line to type in, 32 px high or more."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setMinimumHeight(em(2.3))
        self.setMinimumWidth(em(6))
        self.setTextMargins(em(0.25), 0, em(0.25), 0)


def paint_border(widget: QWidget, wrong: bool = False) -> None:
    """Paint the border of a field: 2 px and red when wrong, 2 px in the accent with the focus."""
    theme = tones(widget)
    colour, width = theme.border, theme.stroke
    if not widget.isEnabled():
        colour = _faint(theme)
    if wrong:
        colour, width = theme.bad, 2
    elif widget.hasFocus() or ((proxy := widget.focusProxy()) is not None and proxy.hasFocus()):
        colour, width = theme.accent, 2
    painter = QPainter(widget)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(QColor(colour), width))
    inset = width / 2
    painter.drawRoundedRect(QRectF(widget.rect()).adjusted(inset, inset, -inset, -inset), RADIUS, RADIUS)
    painter.end()


class ComboBox(FieldMixin, QComboBox):
    """A drop-down that looks like the other fields; the wheel changes it only while it has the focus."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        leave_wheel(self)
        self.setMinimumHeight(em(2.3))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The ground, words and border of a field, with an arrow down; Fusion paints a button."""
        option, theme, painter = QStyleOptionComboBox(), tones(self), QPainter(self)
        self.initStyleOption(option)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(theme.base if self.isEnabled() else theme.window))
        painter.drawRoundedRect(QRectF(self.rect()), RADIUS, RADIUS)
        control, part = QStyle.ComplexControl.CC_ComboBox, QStyle.SubControl.SC_ComboBoxArrow
        place = self.style().subControlRect(control, option, part, self)
        picture = QRectF(0, 0, em(1), em(1))
        picture.moveCenter(place.center())
        icon(Icon.DOWN).paint(painter, picture.toRect())
        if not self.isEditable():
            self.style().drawControl(QStyle.ControlElement.CE_ComboBoxLabel, option, painter, self)
        painter.end()
        paint_border(self, self.wrong)


class Button(QPushButton):
    """A button with an outline of at least 3:1 and a ring for the focus; 32 px high or more.

    A click calls `press`.
    """

    strong = False

    def __init__(
        self, text: str = "", parent: QWidget | None = None, press: Callable[[], object] | None = None
    ) -> None:
        super().__init__(text, parent)
        if press is not None:
            self.clicked.connect(lambda _checked: press())
        self.setAutoDefault(False)
        self.setIconSize(QSize(em(1.2), em(1.2)))
        if self.strong:
            font = QFont(self.font())
            font.setBold(True)
            self.setFont(font)

    def stop(self, trouble: str) -> None:
        """Disable it for a reason, which its tip names; without one, enable it."""
        self.setEnabled(not trouble)
        self.setToolTip(trouble)
        self.setAccessibleDescription(trouble)

    def sizeHint(self) -> QSize:
        """Room for the words, the icon, and a finger."""
        picture = 0 if self.icon().isNull() else self.iconSize().width() + em(0.3)
        arrow = em(0.9) if self.menu() else 0
        return QSize(max(self._words_width() + picture + arrow + em(1.6), em(2.4)), em(2.3))

    def minimumSizeHint(self) -> QSize:
        """Words on a button are never cut."""
        return self.sizeHint()

    def event(self, event: QEvent) -> bool:
        """The tool tip of words that are cut begins with them."""
        if isinstance(event, QHelpEvent) and event.type() is QEvent.Type.ToolTip and self._cut():
            tip = "\n".join(filter(None, (re.sub("&(.)", r"\1", self.text()), self.toolTip())))
            QToolTip.showText(event.globalPos(), tip, self)
            return True
        return super().event(event)

    def _words_width(self) -> int:
        return self.fontMetrics().size(Qt.TextFlag.TextShowMnemonic, self.text()).width()

    def _cut(self) -> bool:
        return self.width() < self.sizeHint().width()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses it, as Space does; with Ctrl it belongs to the form."""
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.click()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The face, then the words and icon as the style draws them."""
        option = QStyleOptionButton()
        self.initStyleOption(option)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        face, edge, words = self._colours(option.state)
        focus = bool(option.state & QStyle.StateFlag.State_HasFocus)
        theme = tones(self)
        painter.setBrush(QColor(face))
        painter.setPen(QPen(QColor(edge), theme.stroke))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), RADIUS, RADIUS)
        if focus:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(theme.on_accent if self.strong else theme.accent), 2))
            inset = 3.5 if self.strong else 1.5
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(inset, inset, -inset, -inset), 3, 3)
        option.palette.setColor(option.palette.ColorRole.ButtonText, QColor(words))
        if self._cut():
            room = self._words_width() - (self.sizeHint().width() - self.width())
            right, mnemonic = Qt.TextElideMode.ElideRight, Qt.TextFlag.TextShowMnemonic.value
            option.text = self.fontMetrics().elidedText(self.text(), right, room, mnemonic)
        option.features &= ~QStyleOptionButton.ButtonFeature.HasMenu  # it would move the picture to the left
        if arrow := bool(self.menu() and self.text()):
            option.rect.setRight(option.rect.right() - em(0.9))
        self.style().drawControl(QStyle.ControlElement.CE_PushButtonLabel, option, painter, self)
        if arrow:
            left, middle, size = self.width() - em(1.1), self.height() / 2, em(0.25)
            painter.setPen(QPen(QColor(words), 1.6))
            painter.drawPolyline(
                [QPointF(left + x * size, middle + y * size) for x, y in ((-1, -0.5), (0, 0.5), (1, -0.5))]
            )
        painter.end()

    def _colours(self, state: QStyle.StateFlag) -> tuple[str, str, str]:
        theme, flag = tones(self), QStyle.StateFlag
        if not state & flag.State_Enabled:
            return theme.window, _faint(theme), theme.disabled
        if state & flag.State_On:
            return theme.selection, theme.accent, theme.on_selection
        if state & flag.State_Sunken:
            return theme.hairline, theme.border, theme.text if theme.stroke == 1 else theme.on_accent
        if state & flag.State_MouseOver:
            return theme.neutral_tint, theme.accent, theme.text
        return theme.base, theme.border, theme.text


class PrimaryButton(Button):
    """The button of the main act: filled with the accent."""

    strong = True

    def _colours(self, state: QStyle.StateFlag) -> tuple[str, str, str]:
        theme, flag = tones(self), QStyle.StateFlag
        if not state & flag.State_Enabled:
            return theme.neutral_tint, _faint(theme), theme.disabled
        accent = QColor(theme.accent)
        if state & flag.State_Sunken:
            return accent.darker(125).name(), theme.text, theme.on_accent
        if state & flag.State_MouseOver:
            return accent.darker(110).name(), theme.text, theme.on_accent
        return theme.accent, theme.accent, theme.on_accent


def _faint(theme: Tones) -> str:
    """The edge of a disabled part; in high contrast even that is visible."""
    return theme.hairline if theme.stroke == 1 else theme.disabled


class Card(QFrame):
    """A panel with a hairline around it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setContentsMargins(1, 1, 1, 1)

    def colours(self) -> tuple[str, str]:
        """The fill and the edge."""
        theme = tones(self)
        return theme.base, theme.hairline

    def paintEvent(self, _event: QPaintEvent) -> None:
        """A rounded frame, no shadow."""
        fill, edge = self.colours()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(QColor(fill))
        painter.setPen(QPen(QColor(edge), tones(self).stroke))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)
        painter.end()
