"""The order of the focus: Tab follows the screen, and a part that goes hands the focus to the work."""

from collections.abc import Iterator
from itertools import pairwise

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import (
    QAbstractScrollArea,
    QAbstractSpinBox,
    QComboBox,
    QLayout,
    QScrollArea,
    QSplitter,
    QStackedWidget,
    QWidget,
)

WHOLE = (QAbstractSpinBox, QComboBox)  # whose parts nobody walks through one by one


def within(part: QWidget) -> bool:
    """Whether the focus of its window is in a part, whichever window is the active one."""
    focus = part.window().focusWidget()
    return focus is not None and (part is focus or part.isAncestorOf(focus))


def focus_in_view(part: QWidget) -> None:
    """Put the focus into a part and scroll to it, once it is laid out; Qt does so for Tab alone."""
    part.setFocus()
    QTimer.singleShot(0, part, lambda: _scroll_to(part))


def _scroll_to(part: QWidget) -> None:
    around = part.parentWidget()
    while around is not None:
        if isinstance(around, QScrollArea):
            around.ensureWidgetVisible(part)
        around = around.parentWidget()


def is_losing_focus(part: QWidget) -> bool:
    """Whether the focused widget of a part is being hidden or disabled; Qt would focus the next one."""
    focus = part.window().focusWidget()
    return focus is not None and within(part) and not (focus.isVisible() and focus.isEnabled())


def put_in_order(part: QWidget) -> None:
    """Have Tab walk through a part from top to bottom and left to right, in any order of making."""
    for before, after in pairwise(in_order(part)):
        QWidget.setTabOrder(before, after)


def in_order(part: QWidget) -> Iterator[QWidget]:
    """The widgets of a part that can have the focus, in their order on the screen."""
    if part.focusPolicy() & Qt.FocusPolicy.TabFocus and part.focusProxy() is None:
        yield part
    for child in _children(part):
        yield from in_order(child)


def _children(part: QWidget) -> Iterator[QWidget]:
    if isinstance(part, QSplitter | QStackedWidget):
        yield from map(part.widget, range(part.count()))
    elif isinstance(part, QScrollArea):
        if (inside := part.widget()) is not None:
            yield inside
    elif not isinstance(part, (QAbstractScrollArea, *WHOLE)) and (layout := part.layout()) is not None:
        yield from _laid_out(layout)


def _laid_out(layout: QLayout) -> Iterator[QWidget]:
    for place in range(layout.count()):
        item = layout.itemAt(place)
        assert item is not None
        if (widget := item.widget()) is not None:
            yield widget
        elif (inner := item.layout()) is not None:
            yield from _laid_out(inner)
