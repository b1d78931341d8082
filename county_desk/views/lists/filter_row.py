"""The row under the titles (Ctrl+Shift+L): a field over each column filters by its text."""

from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from county_desk.fields import Column, Invalid
from county_desk.tables.filter_words import condition_words, value_words
from county_desk.tables.scales import scale_of
from county_desk.tables.typed_filters import condition_text, typed_condition
from county_desk.text import _
from county_desk.views.widgets.search_box import SearchBox
from county_desk.views.widgets.style import em

if TYPE_CHECKING:
    from county_desk.views.lists.list_view import ListView
    from county_desk.views.lists.value_list import Facets

LEAST = 1.5  # em of a field of which enough is in sight to be used


class FilterField(SearchBox):
    """One field of the row. Enter and ↓ lead into the table; Esc clears it, and then leads there, too."""

    def __init__(self, column: Column[Any], table: QWidget, parent: QWidget) -> None:
        super().__init__(_("Filter by {title}").format(title=_(column.title)), parent)
        self._table = table
        self.setClearButtonEnabled(False)
        for action in self.actions():
            self.removeAction(action)  # the glass: a narrow column has no room for it
        self.setPlaceholderText("")
        self.setMinimumSize(0, em(1.9))
        self.setTextMargins(0, 0, 0, 0)
        self.explain("")

    def explain(self, trouble: str) -> None:
        """Say why the text filters nothing, or what can be typed."""
        self.wrong = bool(trouble)
        self.setToolTip(trouble or self.accessibleName())
        self.setAccessibleDescription(trouble)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The keys that lead into the table."""
        leave = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Down)
        if leave or (event.key() == Qt.Key.Key_Escape and not self.text()):
            self._table.setFocus()
        elif event.key() == Qt.Key.Key_Escape:
            self.clear()
        else:
            super().keyPressEvent(event)


class FilterRow(QObject):
    """The fields of one list, made when the row is first shown."""

    def __init__(self, view: "ListView") -> None:
        super().__init__(view)
        self.view, self.shown = view, False
        self.fields: dict[str, FilterField] = {}
        titles, bar = view.table.titles, view.table.horizontalScrollBar()
        for moved in (titles.sectionResized, titles.sectionMoved, titles.geometriesChanged, bar.valueChanged):
            moved.connect(lambda *_about: self.place())
        view.table.frozen.settled.connect(self.place)
        view.filters.changed.connect(self.show_filters)

    def toggle(self) -> None:
        """Show the row with the cursor over the current column, or put it away; its filters stay."""
        self.show(not self.shown)
        column = max(0, self.view.table.currentIndex().column())
        field = self.fields.get(self.view.listing.table.columns[column].key)
        (field if self.shown and field is not None else self.view.table).setFocus()

    def show(self, shown: bool) -> None:
        """Show the row or put it away."""
        self.shown = shown
        if shown and not self.fields:
            self.fields = {column.key: self._field(column) for column in self.view.listing.table.columns}
            self.show_filters()
        self.view.table.titles.set_foot(em(2.2) if shown else 0)
        self.place()

    def place(self) -> None:
        """Put each field under its title; what lies below frozen columns is out of sight."""
        table, titles = self.view.table, self.view.table.titles
        top = titles.height() - titles.foot
        for section, column in enumerate(self.view.listing.table.columns):
            if (field := self.fields.get(column.key)) is None:
                continue
            left = table.left_of(section)
            right = left + table.columnWidth(section) - 1
            if table.frozen.scrolled and not table.frozen.holds(section):
                left = max(left, table.frozen.width)
            field.setVisible(self.shown and right - left >= em(LEAST))
            field.setGeometry(left, top + 1, max(0, right - left), titles.foot - 2)

    def show_filters(self) -> None:
        """Show the filters; a field in which a person types stays as it is."""
        filters, masked = self.view.filters, self.view.model.masked
        for column in self.view.listing.table.columns:
            field = self.fields.get(column.key)
            if field is None or field.hasFocus():
                continue
            condition, values = filters.conditions.get(column.key), filters.values.get(column.key, ())
            words = _(", ").join(value_words(column, value, masked=masked) for value in values)
            if condition is not None and not condition_text(column, condition):
                words = condition_words(column, condition, masked=masked)
            field.blockSignals(True)
            field.setText(condition_text(column, condition) if condition is not None else "")
            field.blockSignals(False)
            field.setPlaceholderText(words)
            field.explain("")

    def _field(self, column: Column[Any]) -> FilterField:
        field = FilterField(column, self.view.table, self.view.table.titles)
        field.wanted.connect(partial(self._typed, column, field))
        return field

    def _typed(self, column: Column[Any], field: FilterField, text: str) -> None:
        """Filter by the typed text; a column of fixed words by those that hold it."""
        field.setPlaceholderText("")
        if text and scale_of(column.kind) == "words":
            self.view.ask_values(column.key, text, partial(self._take, column, field))
            return
        try:
            condition = typed_condition(column, text)
        except Invalid as error:
            field.explain(str(error))
            return
        field.explain("")
        self.view.filters.set_condition(column.key, condition)

    def _take(self, column: Column[Any], field: FilterField, found: "Facets") -> None:
        if isValid(field):
            field.explain("" if found else _("No value is like that."))
            self.view.filters.set_values(column.key, [value for value, _number in found])
