"""The tabs of a place of work: lists of the register narrowed to its record, and views of their own."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QStackedWidget, QWidget

from county_desk.tables.household_glance import Glance
from county_desk.tables.listing import Listing
from county_desk.text import _
from county_desk.views.lists.list_view import ListView
from county_desk.views.lists.place_opening import place_opening
from county_desk.views.widgets.count_tabs import CountTabs
from county_desk.views.widgets.parts import in_column

if TYPE_CHECKING:
    from county_desk.views.places.place_page import Numbered, PlacePage


@dataclass(frozen=True)
class PlaceList:
    """A list narrowed to the record of a place by the column `by`; Enter opens a row on `page`.

    Without a page it opens the place of work of the row.
    """

    listing: Listing[Any]
    page: str = ""
    by: str = "household_id"
    subject: str = "id"  # the column with the record that Enter opens


type AnyPlace = PlacePage[Any]


class TabView(QWidget):
    """The widget of a tab."""

    def refresh(self) -> None:
        """Read it again for the record that the page shows."""
        raise NotImplementedError


@dataclass(frozen=True)
class PlaceTab:
    """A tab with one list or several, or with a view that `made` makes; the first tab says its `glance`."""

    key: str
    title: str
    lists: Sequence[PlaceList] = ()
    made: Callable[["AnyPlace"], TabView] | None = None
    glance: Glance | None = None

    def make[R: "Numbered"](self, page: "PlacePage[R]") -> TabView:
        """Return the widget of the tab."""
        return self.made(page) if self.made else ListsView(page, self.lists)


class ListsView[R: "Numbered"](TabView):
    """The lists of a tab; where there are several, tabs of their own lead from one to the next."""

    def __init__(self, page: "PlacePage[R]", lists: Sequence[PlaceList]) -> None:
        super().__init__(page)
        self.page, self._lists = page, {each.listing.table.key: each for each in lists}
        self.views: dict[str, ListView] = {}
        self._stale: set[str] = set()
        self.bar = CountTabs(
            [(key, _(each.listing.table.title)) for key, each in self._lists.items()], parent=self
        )
        self.bar.setVisible(len(lists) > 1)
        self.bar.picked.connect(self._show)
        self.stack = QStackedWidget(self)
        in_column(self.bar, (self.stack, 1), on=self, gap=0.3, margins=0)
        self.setFocusProxy(self.stack)

    def refresh(self) -> None:
        """Read the list in front, and the others when they are next shown."""
        self._stale = set(self._lists)
        self._show(self.bar.key)

    def _show(self, key: str) -> None:
        if key not in self.views:
            self.views[key] = self._make(self._lists[key])
            self.stack.addWidget(self.views[key])
        view = self.views[key]
        self.stack.setCurrentWidget(view)
        self.stack.setFocusProxy(view)
        if key in self._stale:
            self._stale.discard(key)
            view.refresh()

    def _make(self, declared: PlaceList) -> ListView:
        page = self.page

        def scope() -> Mapping[str, object]:
            return page.scope(declared.by)

        view = ListView(page, _without(declared.listing, page.hides), scope=scope)
        view.nothing = (_("Nothing is on record yet."), "", None)
        view.told.connect(page.tell)
        view.table.opened.connect(partial(self._open, declared, view))
        return view

    def _open(self, declared: PlaceList, view: ListView, row: object) -> None:
        if declared.page:
            self.page.go.emit(declared.page, getattr(row, declared.subject))
        elif (found := place_opening(view)) is not None:
            self.page.go.emit(*found)


def _without[R](listing: Listing[R], keys: Sequence[str]) -> Listing[R]:
    """A list in which some columns are hidden at first; a person can still show them."""
    columns = [
        replace(column, hidden=True) if column.key in keys else column for column in listing.table.columns
    ]
    # it keeps its own table only with its own columns, and needs none for the few rows of one record
    return replace(listing, table=replace(listing.table, columns=tuple(columns)), large=False)
