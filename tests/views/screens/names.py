"""Parts that a screen reader cannot name, or whose role or state it would not say."""

from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import (
    QAbstractItemView,
    QAbstractScrollArea,
    QMainWindow,
    QScrollArea,
    QTableView,
    QWidget,
)

from tests.views.screens.parts import finding, visible
from tests.views.screens.places import AROUND, TARGETS
from tests.views.screens.shots import Finding

NAME, DESCRIPTION = QAccessible.Text.Name, QAccessible.Text.Description
NO_ROLES = {QAccessible.Role.NoRole, QAccessible.Role.Client, QAccessible.Role.Pane}


def names_and_roles(window: QWidget) -> Iterator[Finding]:
    """Parts that take the focus or a click, without a name or a role, and lists without column titles."""
    for widget in visible(window):
        if isinstance(widget, QMainWindow | QScrollArea) or isinstance(widget.parentWidget(), AROUND):
            continue
        if isinstance(widget.parentWidget(), QAbstractScrollArea):
            continue
        if widget.focusPolicy() is Qt.FocusPolicy.NoFocus and not isinstance(widget, TARGETS):
            continue
        part = QAccessible.queryAccessibleInterface(widget)
        for trouble in _troubles(widget, part):
            yield finding("names and roles", widget, trouble)


def _troubles(widget: QWidget, part: QAccessibleInterface) -> Iterator[str]:
    name = part.text(NAME) or widget.accessibleName()
    if not name:
        yield "no name"
    if part.role() in NO_ROLES:
        yield f"role {part.role().name}: {name}"
    if not widget.isEnabled() and not (
        widget.toolTip() or part.text(DESCRIPTION) or _around_says_why(widget)
    ):
        yield f"disabled without a reason: {name}"
    if isinstance(widget, QTableView):
        yield from _untitled(widget)


def _around_says_why(widget: QWidget) -> bool:
    """Whether all of the part around a widget is disabled, and not this widget alone."""
    around = widget.parentWidget()
    return around is not None and not around.isEnabled()


def _untitled(view: QAbstractItemView) -> Iterator[str]:
    model = view.model()
    for column in range(model.columnCount() if model else 0):
        roles = (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.DisplayRole)  # as Qt's own reader asks
        titles = (model.headerData(column, Qt.Orientation.Horizontal, role) for role in roles)
        title = next(filter(None, titles), "")
        if (
            not view.isColumnHidden(column)
            and not str(title or "").strip()
            and not view.horizontalHeader().isHidden()
        ):
            yield f"column {column} without a title"
