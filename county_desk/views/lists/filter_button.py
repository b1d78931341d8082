"""Filters that can be seen: a button for each usual column, which names the chosen values."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QMenu, QWidget, QWidgetAction

from county_desk.fields import Column
from county_desk.text import _
from county_desk.views.lists.value_list import Facets, ValueList
from county_desk.views.widgets.icons import Icon, icon
from county_desk.views.widgets.painted import Button
from county_desk.views.widgets.text_format import titled

SHOWN = 2  # values that a button names before it counts them


class FilterButton(Button):
    """One column's filter: a menu of the values and their counts; emits `picked()` on a change.

    `ask(key, text, then)` looks up the values that hold a text and are possible under the other filters.
    """

    picked = Signal()

    def __init__[R](
        self, column: Column[R], ask: Callable[[str, str, Callable[[Facets], None]], None], parent: QWidget
    ) -> None:
        super().__init__(parent=parent)
        self.column = column
        self.values: tuple[object, ...] = ()
        self._ask = ask
        self.setCheckable(True)
        self.clicked.connect(lambda _checked: self.drop(self))
        self.set_values(())

    def set_values(self, values: Sequence[object]) -> None:
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

    def _label(self, value: object) -> str:
        return self.column.kind.show(value) or _("(blank)")

    def drop(self, under: QWidget) -> None:
        """Let the values drop down under a widget: this button, or the one that stands for it."""
        self.setChecked(bool(self.values))
        menu = QMenu(under)
        holder = QWidgetAction(menu)
        key = self.column.key
        values = ValueList(self._label, lambda text, then: self._ask(key, text, then), self.values)
        holder.setDefaultWidget(values)
        menu.addAction(holder)
        values.changed.connect(self._pick)
        menu.popup(under.mapToGlobal(under.rect().bottomLeft()))
        values.search.setFocus()

    def _pick(self, values: Sequence[object]) -> None:
        self.set_values(values)
        self.picked.emit()
