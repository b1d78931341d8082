"""A declared list on the screen: search, filters and columns over a table that the database sorts."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QKeySequence, QShortcut
from PySide6.QtWidgets import QMenu, QStackedLayout, QVBoxLayout, QWidget

from county_desk.tables.conditions import SortLevel
from county_desk.tables.listing import Listing, Query, count, facets, page
from county_desk.text import _, _n
from county_desk.views.lists.filters import Facets, FilterButton
from county_desk.views.lists.list_tools import ListTools
from county_desk.views.lists.table_model import PAGE, TableModel
from county_desk.views.lists.table_view import TableView
from county_desk.views.page import Page
from county_desk.views.widgets.banner import EmptyState
from county_desk.views.widgets.chips import Shape
from county_desk.views.widgets.icons import Icon
from county_desk.views.widgets.style import em
from county_desk.views.widgets.words import along


class ListView(QWidget):
    """One `Listing`, windowed: it asks for a number of rows and the first page, and for others as they show.

    `scope` gives the values that always hold, such as those of a tab. `told(left, right)` are the words
    for the status bar.
    """

    told = Signal(str, str)

    def __init__(
        self,
        owner: Page,
        listing: Listing[Any],
        *,
        filters: Sequence[str] = (),
        chips: Mapping[str, Mapping[Any, Shape]] | None = None,
        scope: Callable[[], Mapping[str, Any]] = dict,
    ) -> None:
        super().__init__(owner)
        self.owner, self.listing, self.scope = owner, listing, scope
        self.model = TableModel(listing.table, self)
        self.table = TableView(self.model, chips, self)
        self.filters = [FilterButton(listing.table[key], self._facets, self) for key in filters]
        personal = any(column.kind.personal for column in listing.table.columns)
        self.bar = ListTools(self.filters, personal=personal, parent=self)
        self.search, self.clear, self.tools = self.bar.search, self.bar.clear, self.bar.row
        self.unmask = self.bar.unmask
        self.empty = EmptyState(self)
        self.nothing: tuple[str, str, Callable[[], object] | None] = (
            _("There is nothing here yet."),
            "",
            None,
        )
        self._sort, self._descending, self._total = "", False, 0
        self._lay_out()
        self.search.wanted.connect(self.refresh)
        self.model.sorting.connect(self._sorted)
        self.clear.clicked.connect(self.clear_filters)
        self.unmask.toggled.connect(lambda on: self.model.show_masked(not on))
        self.table.selected.connect(self._tell)
        self.bar.columns.clicked.connect(self._drop_columns)
        for button in self.filters:
            button.picked.connect(self.refresh)
        QShortcut(QKeySequence("Ctrl+F"), self, self.search.setFocus)

    def query(self, *, without: str = "") -> Query:
        """What the person wants to see; `without` leaves one column's filter out."""
        chosen = {button.column.key: button.values for button in self.filters if button.values}
        chosen.pop(without, None)
        where = {**chosen, **self.scope()}
        sort = (SortLevel(self._sort, self._descending),) if self._sort else ()
        return Query(where, self.search.sought(), sort)

    def refresh(self) -> None:
        """Count and fetch again off this thread; the old rows stay until the new ones are here."""
        query, desk, listing = self.query(), self.owner.desk, self.listing

        def work() -> tuple[int, list[Any]]:
            return desk.read(count, listing, query), desk.read(page, listing, query, 0, PAGE)

        self.owner.look(work, lambda answer: self._show(query, *answer), f"list {listing.table.key}")

    def clear_filters(self) -> None:
        """Let everything through again."""
        for button in self.filters:
            button.set_values(())
        self.search.empty()
        self.refresh()

    def filters_on(self) -> int:
        """How many filters hide rows, the search among them."""
        return sum(bool(button.values) for button in self.filters) + bool(self.search.sought())

    def choose(self, number: int) -> bool:
        """Make the row of one record the current one, when it is among the first shown."""
        for place in range(min(self._total, PAGE)):
            row = self.model.row_at(place)
            if row is not None and row.id == number:
                self.table.setCurrentIndex(self.model.index(place, self._first_section()))
                return True
        return False

    def _show(self, query: Query, total: int, first: list[Any]) -> None:
        current, desk, listing = self.table.current(), self.owner.desk, self.listing
        self._total = total

        def fetch(offset: int, limit: int) -> list[Any]:
            return desk.read(page, listing, query, offset, limit)

        self.model.show_pages(total, first, fetch)
        self.bar.show_state(self.filters_on())
        if total:
            self._stack.setCurrentWidget(self.table)
            if current is None or not self.choose(current.id):
                self.table.setCurrentIndex(self.model.index(0, self._first_section()))
        else:
            self._show_empty()
            self.table.chosen.emit(None)
        self._tell(0 if total == 0 else 1, "")

    def _show_empty(self) -> None:
        on = self.filters_on()
        if on:
            words = _n(
                "No records match. {count} filter is on.", "No records match. {count} filters are on.", on
            )
            self.empty.say(Icon.FILTER, words.format(count=on), _("Clear all filters"), self.clear_filters)
        else:
            self.empty.say(Icon.LIST, *self.nothing)
        self._stack.setCurrentWidget(self.empty)

    def _sorted(self, key: str, descending: bool) -> None:
        if (key, descending) != (self._sort, self._descending):
            self._sort, self._descending = key, descending
            self.refresh()

    def _facets(self, key: str, then: Callable[[Facets], None]) -> None:
        query, desk, listing = self.query(without=key), self.owner.desk, self.listing
        self.owner.look(lambda: desk.read(facets, listing, key, query), then, f"facets {key}")

    def _tell(self, rows: int, summary: str) -> None:
        words = _n("{count} row", "{count} rows", self._total).format(count=f"{self._total:,}")
        if rows > 1:
            chosen = _n("{count} selected", "{count} selected", rows).format(count=f"{rows:,}")
            words = f"{words} · {chosen}"
        self.table.setAccessibleName(along(_(self.listing.table.title), words))
        self.told.emit(words, summary)

    def _first_section(self) -> int:
        """A shown column, so that the cursor is never on a hidden one."""
        sections = range(len(self.listing.table.columns))
        shown = (section for section in sections if not self.table.isColumnHidden(section))
        return min(shown, key=self.table.horizontalHeader().visualIndex, default=0)

    def _drop_columns(self) -> None:
        menu = QMenu(self)
        for section, column in enumerate(self.listing.table.columns):
            action = QAction(_(column.title), menu, checkable=True)
            action.setChecked(not self.table.isColumnHidden(section))
            action.toggled.connect(lambda on, section=section: self.table.setColumnHidden(section, not on))
            menu.addAction(action)
        menu.addSeparator()
        menu.addAction(_("Usual columns"), self._usual_columns)
        menu.popup(self.bar.columns.mapToGlobal(self.bar.columns.rect().bottomLeft()))

    def _usual_columns(self) -> None:
        self.table.set_widths({})

    def _lay_out(self) -> None:
        holder = QWidget(self)
        self._stack = QStackedLayout(holder)
        self._stack.addWidget(self.table)
        self._stack.addWidget(self.empty)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(em(0.5))
        box.addWidget(self.bar)
        box.addWidget(holder, 1)
        self.setFocusProxy(self.table)
        self.table.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
