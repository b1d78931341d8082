"""Words that do not fit where they are painted."""

from collections.abc import Iterator

from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QCheckBox,
    QComboBox,
    QLabel,
    QRadioButton,
    QStyle,
    QStyleOptionButton,
    QStyleOptionComboBox,
    QTabBar,
    QWidget,
)

from county_desk.views.widgets.painted import Button
from tests.views.screens.parts import finding, rich, scrolled_by, tabs, visible, words_of
from tests.views.screens.shots import Finding

ALLOWED = 1  # px by which hints and places differ through rounding


def cut_text(window: QWidget) -> Iterator[Finding]:
    """Words that are wider or higher than their place, or that a part around them clips."""
    for widget in visible(window):
        if isinstance(widget, QTabBar):
            yield from _cut_tabs(widget)
        if not (words := words_of(widget)):
            continue
        if (trouble := _too_small(widget, words) or _clipped(widget)) and words not in widget.toolTip():
            yield finding("cut text", widget, f"{trouble}: {words}")


def _too_small(widget: QWidget, words: str) -> str:
    if isinstance(widget, QLabel):
        return _label(widget)
    if isinstance(widget, QComboBox):
        option = QStyleOptionComboBox()
        widget.initStyleOption(option)
        part = QStyle.SubControl.SC_ComboBoxEditField
        rect = widget.style().subControlRect(QStyle.ComplexControl.CC_ComboBox, option, part, widget)
        return _wider(widget, words, rect)
    if isinstance(widget, Button):  # cuts its words with an ellipsis, and shows them all as a tool tip
        return ""
    if isinstance(widget, QAbstractButton) and widget.text():
        return _wider(widget, words, _room(widget))
    return ""


def _room(button: QAbstractButton) -> QRect:
    """Where a button paints its words."""
    if isinstance(button, QCheckBox | QRadioButton):
        option = QStyleOptionButton()
        button.initStyleOption(option)
        element = QStyle.SubElement.SE_CheckBoxContents
        if isinstance(button, QRadioButton):
            element = QStyle.SubElement.SE_RadioButtonContents
        return button.style().subElementRect(element, option, button)
    icon = 0 if button.icon().isNull() else button.iconSize().width() + 4
    return button.rect().adjusted(icon, 0, 0, 0)


def _label(label: QLabel) -> str:
    if label.wordWrap():
        longest = label.minimumSizeHint().width()
        if longest > label.width() + ALLOWED:
            return f"a word {longest} px wide, {label.width()} px there"
        needed = label.heightForWidth(label.width())
        return f"{needed} px high, {label.height()} px there" if needed > label.height() + ALLOWED else ""
    if rich(label):
        needed = label.sizeHint().width()
        return f"{needed} px wide, {label.width()} px there" if needed > label.width() + ALLOWED else ""
    return _wider(label, label.text(), label.contentsRect())


def _wider(widget: QWidget, words: str, room: QRect) -> str:
    size = widget.fontMetrics().size(Qt.TextFlag.TextShowMnemonic, words)
    if size.width() > room.width() + ALLOWED:
        return f"{size.width()} px wide, {room.width()} px there"
    if widget.fontMetrics().height() > widget.height() + ALLOWED:
        return f"{widget.fontMetrics().height()} px high, {widget.height()} px there"
    return ""


def _clipped(widget: QWidget) -> str:
    """Whether a part around a widget hides an edge of it that nobody can scroll into view."""
    area = scrolled_by(widget)
    end = area.viewport() if area else widget.window()
    rect, around = widget.rect(), widget
    while around is not end and around is not None and (parent := around.parentWidget()) is not None:
        rect.translate(around.pos())
        if (area is None or parent is not end) and not parent.rect().adjusted(-1, -1, 1, 1).contains(rect):
            return f"clipped by {type(parent).__name__}"
        around = parent
    if area is None or area.horizontalScrollBar().maximum() > 0:
        return ""
    outside = rect.left() < -ALLOWED or rect.right() > end.width() + ALLOWED
    return f"clipped by {type(area).__name__}" if outside else ""


def _cut_tabs(bar: QTabBar) -> Iterator[Finding]:
    for rect, words in tabs(bar):
        needed = bar.fontMetrics().size(Qt.TextFlag.TextShowMnemonic, words).width()
        if needed > rect.width() + ALLOWED:
            yield finding("cut text", bar, f"{needed} px wide, {rect.width()} px there: {words}", rect)
