"""Parts that are too small, lie over each other or out of sight, and a list that does not say its rows."""

from collections.abc import Iterator
from itertools import combinations

from PySide6.QtCore import QRect
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QAbstractSpinBox,
    QComboBox,
    QLineEdit,
    QMainWindow,
    QTabBar,
    QTableView,
    QWidget,
)

from county_desk.views.widgets.painted import PrimaryButton
from county_desk.views.widgets.pane import Pane
from tests.views.screens.parts import finding, inside, tabs, visible
from tests.views.screens.shots import Finding

TARGET = 24  # px, WCAG 2.2, 2.5.8
TARGETS = QAbstractButton | QAbstractSpinBox | QComboBox | QLineEdit
AROUND = QComboBox | QAbstractSpinBox | QLineEdit | QTabBar  # kinds whose inner buttons have another way


def target_size(window: QWidget) -> Iterator[Finding]:
    """Parts to press or to type in of less than 24 x 24 px."""
    for widget in visible(window):
        if isinstance(widget, TARGETS) and not isinstance(widget.parentWidget(), AROUND):
            yield from _small(widget, widget.rect())
        if isinstance(widget, QTabBar):
            for rect, _words in tabs(widget):
                yield from _small(widget, rect)


def _small(widget: QWidget, rect: QRect) -> Iterator[Finding]:
    if rect.width() < TARGET or rect.height() < TARGET:
        yield finding("target size", widget, f"{rect.width()} x {rect.height()} px", rect)


def overlap(window: QWidget) -> Iterator[Finding]:
    """Siblings that cover each other."""
    siblings: dict[QWidget, list[QWidget]] = {}
    for widget in visible(window):
        if (parent := widget.parentWidget()) is not None and not widget.isWindow():
            siblings.setdefault(parent, []).append(widget)
    for parent, shown in siblings.items():
        if isinstance(parent, QAbstractScrollArea | AROUND):  # Qt lays out the parts inside them
            continue
        for one, other in combinations(shown, 2):
            both = one.geometry() & other.geometry()
            if both.width() > 1 and both.height() > 1:
                yield finding("overlap", other, f"over {type(one).__name__}", both.translated(-other.pos()))


def below_the_fold(window: QWidget) -> Iterator[Finding]:
    """Main buttons that are not wholly seen."""
    for button in window.findChildren(PrimaryButton):
        if button.isVisible() and button.visibleRegion().boundingRect() != button.rect():
            yield finding("below the fold", button, button.text())


def count_on_the_last_line(window: QWidget) -> Iterator[Finding]:
    """A list beside which the last line of the window says no number."""
    if not isinstance(window, QMainWindow):
        return
    for view in window.findChildren(QTableView):
        counted = view.isVisible() and view.model() and view.model().rowCount() and not inside(view, Pane)
        if counted and not any(letter.isdigit() for letter in window.left.text()):
            yield finding("count on the last line", view, window.left.text() or "nothing there")
