"""Filters that can be seen: a button for each column, which says what is on, and one that clears them all."""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QMenu, QVBoxLayout, QWidget, QWidgetAction

from county_desk.fields import Column
from county_desk.text import _
from county_desk.views.widgets.icons import Icon, icon
from county_desk.views.widgets.painted import Button
from county_desk.views.widgets.search_box import SearchBox
from county_desk.views.widgets.style import em
from county_desk.views.widgets.words import titled

type Facets = Sequence[tuple[Any, int]]
SHOWN = 2  # values that a button names before it counts them


class FilterButton(Button):
    """One column's filter: the values and their counts drop down, `picked()` tells of a change.

    `ask(key, then)` looks up the values that are possible under the other filters.
    """

    picked = Signal()

    def __init__(
        self, column: Column[Any], ask: Callable[[str, Callable[[Facets], None]], None], parent: QWidget
    ) -> None:
        super().__init__(parent=parent)
        self.column = column
        self.values: tuple[Any, ...] = ()
        self._ask = ask
        self.setCheckable(True)
        self._under: QWidget = self
        self.clicked.connect(lambda _checked: self.drop(self))
        self.set_values(())

    def set_values(self, values: Sequence[Any]) -> None:
        """Filter by these values; none lets everything through."""
        self.values = tuple(values)
        title = _(self.column.title)
        words = "、".join(self._label(value) for value in self.values[:SHOWN])
        if more := len(self.values) - SHOWN:
            words += f" +{more}" if more > 0 else ""
        self.setText(titled(title, words) if self.values else title)
        self.setIcon(icon(Icon.FILTER if self.values else Icon.DOWN, accent=bool(self.values)))
        self.setChecked(bool(self.values))
        self.setAccessibleName(_("Filter by {title}").format(title=title))
        self.setToolTip("、".join(self._label(value) for value in self.values) or self.accessibleName())

    def _label(self, value: Any) -> str:
        return self.column.kind.show(value) or _("(blank)")

    def drop(self, under: QWidget) -> None:
        """Let the values drop down under a widget: this button, or the one that stands for it."""
        self._under = under
        self.setChecked(bool(self.values))
        self._ask(self.column.key, self._show)

    def _show(self, facets: Facets) -> None:
        known = [value for value, _count in facets]
        gone = [(value, 0) for value in self.values if value not in known]
        menu = QMenu(self._under)
        holder = QWidgetAction(menu)
        chooser = _Chooser([(v, self._label(v), n) for v, n in [*gone, *facets]], self.values)
        holder.setDefaultWidget(chooser)
        menu.addAction(holder)
        chooser.changed.connect(lambda: self._pick(chooser.chosen()))
        menu.popup(self._under.mapToGlobal(self._under.rect().bottomLeft()))
        chooser.search.setFocus()

    def _pick(self, values: Sequence[Any]) -> None:
        self.set_values(values)
        self.picked.emit()


class _Chooser(QWidget):
    """Values to tick, with their counts, and a box that narrows them."""

    changed = Signal()

    def __init__(self, choices: Sequence[tuple[Any, str, int]], on: Sequence[Any]) -> None:
        super().__init__()
        self.search = SearchBox(_("Find a value"), self)
        self.list = QListWidget(self)
        self.list.setAccessibleName(_("Values"))
        self.list.setMinimumSize(QSize(em(15), em(16)))
        for value, label, count in choices:
            item = QListWidgetItem(f"{label}    {count:,}", self.list)
            item.setData(Qt.ItemDataRole.UserRole, value)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Checked if value in on else Qt.CheckState.Unchecked)
        self._values = [value for value, _label, _count in choices]
        box = QVBoxLayout(self)
        box.setContentsMargins(em(0.4), em(0.4), em(0.4), em(0.4))
        box.addWidget(self.search)
        box.addWidget(self.list)
        self.search.wanted.connect(self._narrow)
        self.list.itemChanged.connect(self.changed)

    def chosen(self) -> list[Any]:
        """The values that are ticked."""
        on = Qt.CheckState.Checked
        return [value for row, value in enumerate(self._values) if self.list.item(row).checkState() == on]

    def _narrow(self, text: str) -> None:
        for row in range(self.list.count()):
            item = self.list.item(row)
            item.setHidden(text.lower() not in item.text().lower())
