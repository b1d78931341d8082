"""A declared list on the screen: search, filters and columns over a table that the database sorts."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import cached_property, partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QMenu, QStackedLayout, QWidget
from shiboken6 import isValid

from county_desk.tables.fact_columns import holds_facts
from county_desk.tables.filter_words import filter_parts
from county_desk.tables.listing import Listing, Query, choices
from county_desk.tables.own_notes import NOTE, NotedListing, with_notes
from county_desk.text import _, _n
from county_desk.views.lists.cell_model import CellModel
from county_desk.views.lists.columns_menu import columns_menu
from county_desk.views.lists.filter_button import FilterButton
from county_desk.views.lists.filter_line import FilterLine, rows_of
from county_desk.views.lists.filter_menu import add_filtering
from county_desk.views.lists.filter_row import FilterRow
from county_desk.views.lists.go_to_row import go_to_row
from county_desk.views.lists.list_filters import ListFilters
from county_desk.views.lists.list_look import Plain, apply_wishes, lay_out, layout_of, wishes_of
from county_desk.views.lists.list_reading import ListReading, read_list
from county_desk.views.lists.list_tools import ListTools
from county_desk.views.lists.named_views import NamedViews
from county_desk.views.lists.own_column import ask_title, give_title
from county_desk.views.lists.row_order import RowOrder
from county_desk.views.lists.summarising import Summarising
from county_desk.views.lists.table_model import PAGE
from county_desk.views.lists.table_view import TableView
from county_desk.views.lists.uncovering import Uncovering
from county_desk.views.lists.value_list import Facets
from county_desk.views.page import Page
from county_desk.views.widgets.bands import Band, Width
from county_desk.views.widgets.banner import EmptyState
from county_desk.views.widgets.icons import Icon
from county_desk.views.widgets.parts import in_column
from county_desk.views.widgets.text_format import along

if TYPE_CHECKING:
    from county_desk.views.lists.exporting import Exporting
    from county_desk.views.lists.typed_cells import TypedCells

OUT = ("F12", "Ctrl+P")  # a file or the printer: one dialog offers both
INSIDE = Qt.ShortcutContext.WidgetWithChildrenShortcut


class ListView(QWidget):
    """One `Listing`, windowed: it asks for a number of rows and the first page, and for others as they show.

    `scope` gives the values that always hold, such as those of a tab. The look is kept for the person, for
    each place where the list stands.
    """

    told = Signal(str, str)  # words at the left and the right of the status bar

    def __init__(
        self,
        owner: Page,
        listing: Listing[Any],
        *,
        filters: Sequence[str] = (),
        scope: Callable[[], Mapping[str, object]] = dict,
    ) -> None:
        super().__init__(owner)
        self.owner, self.scope = owner, scope
        self.listing = listing = with_notes(listing, owner.desk.actor.id)
        self._noted = isinstance(listing, NotedListing)
        self.typed: TypedCells | None = None
        self.model = CellModel(listing.table, self)
        self.table = TableView(self.model, self)
        self.filters = ListFilters(self)
        self.buttons = [FilterButton(listing.table[key], self.ask_values, self) for key in filters]
        personal = any(column.kind.personal for column in listing.table.columns)
        self.bar = ListTools(self.buttons, personal=personal, parent=self)
        self.search, self.tools, self.unmask = self.bar.search, self.bar.row, self.bar.unmask
        self.line = FilterLine(self)
        self.clear, self.empty = self.line.clear, EmptyState(self)
        self.nothing: tuple[str, str, Callable[[], object] | None] = (
            _("There is nothing here yet."),
            "",
            None,
        )
        self._order = RowOrder(owner, listing, self)
        self.reading: ListReading | None = None
        self._sought: int | None = None
        self._width: Width | None = None
        self._place = f"{owner.key}/{listing.table.key}"
        self._layouts: dict[str, Plain] = {}
        self.uncovering = Uncovering(self)
        self.filter_row, self.views = FilterRow(self), NamedViews(self)
        self.summarising = Summarising(self)
        self._lay_out()
        self._wire()
        if holds_facts(listing.table):
            self.let_type()

    def let_type(self) -> None:
        """Let cells be typed into, where this person may; what reads them is imported only then."""
        from county_desk.views.lists.cell_typing import CellTyping
        from county_desk.views.lists.typed_cells import typing_of

        if self.typed is not None or (typed := typing_of(self.owner, self.listing.table, self)) is None:
            return
        self.model.typing = self.typed = typed
        self.typing = CellTyping(self, typed)
        if self._width is not None:
            typed.share(self.owner.drafts.cells, self._place)

    @cached_property
    def exporting(self) -> "Exporting":
        """The export of this list; printing and saving are imported when it is first asked for."""
        from county_desk.views.lists.exporting import Exporting

        return Exporting(self)

    def query(self, *, without: str = "") -> Query:
        """Return the current query; `without` leaves one column's filter out."""
        values = {key: chosen for key, chosen in self.filters.values.items() if key != without}
        held = self.scope()
        where = {**values, **{key: _both(values.get(key), value) for key, value in held.items()}}
        conditions = tuple(each for key, each in self.filters.conditions.items() if key != without)
        return Query(
            where,
            self.search.sought(),
            self.model.levels,
            conditions,
            self.table.shown_columns(),
        )

    def own_query(self) -> Query:
        """The same without what always holds here: what the person filtered and sorted."""
        return replace(self.query(), where=self.filters.values)

    def every_row(self) -> Query:
        """The rows that there are before a person filters them."""
        return Query(self.scope())

    def refresh(self) -> None:
        """Count and fetch again off this thread; the old rows stay until the new ones are here."""
        self._recall()
        self._read(None)

    def _read(self, before: ListReading | None) -> None:
        query, desk, listing, every = self.query(), self.owner.desk, self.listing, self.every_row()
        current = self.table.current()
        wanted = self._sought or (current.id if current is not None else None)
        self.owner.look(
            lambda: read_list(desk, listing, query, every, before, wanted),
            self._show,
            f"list {listing.table.key}",
        )

    def prints(self, on: bool) -> None:
        """Whether Ctrl+P prints this list; a page that prints papers has the key for itself."""
        self._keys[-1].setEnabled(on)

    def clear_filters(self) -> None:
        """Let everything through again."""
        self.filters.forget()
        self.search.empty()
        self._show_filters()
        self.refresh()

    def remove_filter(self, key: str) -> None:
        """Take the filter of one column away; an empty key is the search."""
        if key:
            self.filters.remove(key)
        else:
            self.search.empty()
            self.refresh()

    def filters_on(self) -> int:
        """The number of filters that hide rows, the search among them."""
        return len(self.filters.columns()) + bool(self.search.sought())

    def choose(self, number: int) -> bool:
        """Make the row of one record the current one, when it is among the first shown."""
        for place in range(min(self.model.rowCount(), PAGE)):
            row = self.model.row_at(place)
            if row is not None and row.id == number:
                self.table.setCurrentIndex(self.model.index(place, self._first_section()))
                return True
        return False

    def seek(self, number: int) -> None:
        """Make the row of one record the current one, wherever it stands; filters that hide it go."""
        if not self.choose(number):
            self._sought = number
            self.refresh()

    def ask_values(self, key: str, text: str, then: Callable[[Facets], None]) -> None:
        """Look up the values of a column that a text finds, with how many rows each has."""
        query, desk, listing, every = self.query(without=key), self.owner.desk, self.listing, self.every_row()
        query = replace(query, sort=(), columns=())
        self.owner.look(lambda: desk.read(choices, listing, key, query, every, text), then, f"facets {key}")

    def look(self) -> Plain | None:
        """The look of the list, as JSON carries it; None once it is gone."""
        if not isValid(self) or self._width is None:
            return None
        self._layouts[self._width.value] = layout_of(self.table)
        return {
            "wishes": wishes_of(self.table, self.filters),
            "layouts": self._layouts,
            "view": self.views.current,
            "filter_row": self.filter_row.shown,
            "own_title": self.listing.table[NOTE].title if self._noted else "",
        }

    def fit(self, band: Band) -> None:
        """Have the layout that the person gave the list in a window of this width."""
        if self._width is None or self._width is band.width:
            return
        self._layouts[self._width.value] = layout_of(self.table)
        self._width = band.width
        lay_out(self.table, self._layouts.get(band.width.value, {}))

    def _recall(self) -> None:
        """Look as last time, before the first rows are read."""
        if self._width is not None:
            return
        self._width = self.owner.band.width
        kept = self.owner.memory.watch(self._place, self.look)
        if self.typed is not None:
            self.typed.share(self.owner.drafts.cells, self._place)
        if self._noted and isinstance(title := kept.get("own_title"), str) and title:
            give_title(self, title)
        layouts = kept.get("layouts")
        self._layouts = {**layouts, **self._layouts} if isinstance(layouts, dict) else self._layouts
        if isinstance(own := self._layouts.get(self._width.value), dict):
            lay_out(self.table, own)
        if isinstance(wishes := kept.get("wishes"), dict):
            apply_wishes(self.table, self.filters, wishes)
            self._show_filters()
        if isinstance(name := kept.get("view"), str) and name in self.views.kept:
            self.views.choose_name(name)
        if kept.get("filter_row") is True:
            self.filter_row.show(True)

    def _show(self, reading: ListReading) -> None:
        place, total, self.reading = self._place_in(reading), reading.total, reading
        section = self.table.currentIndex().column()
        if section < 0 or self.table.isColumnHidden(section):
            section = self._first_section()
        self.model.show_pages(total, reading.rows, self._order.fetcher(reading.query, total))
        self.bar.show_state(len(self.filters.columns()))
        own = replace(reading.query, where=self.filters.values)
        parts = filter_parts(self.listing.table, own, masked=self.model.masked)
        self.line.say(total, reading.every, parts)
        self.uncovering.follow(reading.query)
        if total:
            self.table.setCurrentIndex(self.model.index(place, section))
        else:
            self._say_empty()
            self.table.chosen.emit(None)
        self.show_front()
        self.summarising.refresh()
        self._emit_counts(0 if total == 0 else 1, "")
        hidden = self._sought is not None and reading.place is None and self.filters_on() > 0
        if hidden:
            self.clear_filters()
        else:
            self._sought = None

    def _place_in(self, reading: ListReading) -> int:
        """The place of the sought or current record in another reading; if it left, that of the next one."""
        current, at, place = self.table.current(), self.table.currentIndex().row(), reading.place
        if self._sought is None and current is not None and current.id != reading.wanted:  # chosen meanwhile
            numbers = [getattr(row, "id", 0) for row in reading.rows]
            place = numbers.index(current.id) if current.id in numbers else None
        if place is None:
            place = at if reading.same_rows(self.reading) else 0
        return max(0, min(place, reading.total - 1))

    def add_front(self, widget: QWidget) -> None:
        """Add a widget that can stand in the place of the rows."""
        self._stack.addWidget(widget)

    def show_front(self) -> None:
        """Show the summary, the rows, or that there are none."""
        rows = self.table if self.model.rowCount() else self.empty
        summary = self.summarising.view if self.summarising.shown else None
        self._stack.setCurrentWidget(summary or rows)

    def _say_empty(self) -> None:
        on = self.filters_on()
        if on:
            words = _n(
                "No records match. {count} filter is on.", "No records match. {count} filters are on.", on
            )
            self.empty.say(Icon.FILTER, words.format(count=on), _("Clear all filters"), self.clear_filters)
        else:
            self.empty.say(Icon.LIST, *self.nothing)

    def _show_filters(self) -> None:
        """Show the filters over the columns and on the buttons."""
        for button in self.buttons:
            button.set_values(self.filters.values.get(button.column.key, ()))
        self.filter_row.show_filters()
        self.table.show_marks(self.filters.columns())

    def _filtered(self) -> None:
        self._show_filters()
        self._read(self.reading)

    def _emit_counts(self, rows: int, summary: str) -> None:
        total = self.model.rowCount()
        words = _n("{count} row", "{count} rows", total).format(count=f"{total:,}")
        if self.reading and self.filters_on():
            words = rows_of(total, self.reading.every)
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

    def _wire(self) -> None:
        self.search.wanted.connect(self.refresh)
        self.model.sorting.connect(lambda _levels: self._read(self.reading))
        self.filters.changed.connect(self._filtered)
        self.line.cleared.connect(self.clear_filters)
        self.line.removed.connect(self.remove_filter)
        self.line.left.connect(self.table.setFocus)
        self.bar.out.clicked.connect(lambda _checked: self.exporting.ask())
        self.table.selected.connect(self._emit_counts)
        self.table.titling.connect(self._add_filtering)
        own = partial(ask_title, self) if self._noted else None
        self.bar.columns.clicked.connect(lambda _checked: columns_menu(self.table, self.bar.columns, own))
        self.table.titles.sectionResized.connect(self._follow_width)
        self.owner.fitted.connect(self.fit)
        for button in self.buttons:
            button.picked.connect(
                lambda button=button: self.filters.set_values(button.column.key, button.values)
            )
        QShortcut(QKeySequence("Ctrl+F"), self, self.search.setFocus)
        QShortcut(QKeySequence("Ctrl+G"), self, lambda: go_to_row(self.table), context=INSIDE)
        QShortcut(QKeySequence("Ctrl+Shift+L"), self, self.filter_row.toggle)
        self._keys = [QShortcut(QKeySequence(each), self, lambda: self.exporting.ask()) for each in OUT]

    def _follow_width(self, section: int, before: int, width: int) -> None:
        """One's own column can be typed into from when it is first shown."""
        if width > before == 0 and self.model.column(section).key == NOTE:
            self.let_type()

    def _add_filtering(self, menu: QMenu, section: int) -> None:
        add_filtering(menu, self, self.listing.table.columns[section])

    def _lay_out(self) -> None:
        holder = QWidget(self)
        self._stack = QStackedLayout(holder)
        self._stack.addWidget(self.table)
        self._stack.addWidget(self.empty)
        in_column(self.bar, (holder, 1), self.line, on=self, gap=0.5, margins=0)
        self.setFocusProxy(self.table)
        self.table.setFocusPolicy(Qt.FocusPolicy.StrongFocus)


def _both(chosen: tuple[object, ...] | None, held: object) -> object:
    """The values of a column that a filter and the tab of a page both let through."""
    if chosen is None:
        return held
    known = held if isinstance(held, tuple) else (held,)
    return tuple(value for value in chosen if value in known)
