"""A place of work: one record with its head, its acts, and tabs with all that belongs to it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import ClassVar, Protocol

from PySide6.QtWidgets import QStackedWidget, QWidget

from county_desk.tables.listing import Listing, one
from county_desk.text import _
from county_desk.views.jobs import Jobs
from county_desk.views.navigation import ENTRIES
from county_desk.views.page import Page
from county_desk.views.page_button import page_button
from county_desk.views.paper_acts import PaperActs, paper_button
from county_desk.views.place_ways import PlaceSubject
from county_desk.views.places.place_head import Crumb, PlaceHead
from county_desk.views.places.place_tabs import PlaceTab, TabView
from county_desk.views.places.record_acts import ActOffer, ActSubject, RecordActs, act_buttons
from county_desk.views.types import Desk
from county_desk.views.widgets.acts_box import ActsBox
from county_desk.views.widgets.bands import Band
from county_desk.views.widgets.banner import EmptyState
from county_desk.views.widgets.command_panel import CommandPanel
from county_desk.views.widgets.count_tabs import CountTabs
from county_desk.views.widgets.icons import Icon
from county_desk.views.widgets.painted import Button
from county_desk.views.widgets.pane import Pane
from county_desk.views.widgets.parts import divided, in_column
from county_desk.views.widgets.record_card import RowLink
from county_desk.workflow.command import Command


class Numbered(Protocol):
    """A row of a list with its record number."""

    @property
    def id(self) -> int: ...


@dataclass(frozen=True)
class PlaceRead[R]:
    """The record of a place of work with the doors above it; `row` is None where there is no such record.

    `glance` has the sentence of each tab at a glance, by the key of the tab.
    """

    row: R | None
    crumbs: Sequence[Crumb] = ()
    links: Sequence[RowLink] = ()
    glance: Mapping[str, str] = field(default_factory=dict)


class PlacePage[R: Numbered](Page):
    """The frame of a place of work; class variables declare its record, its chip and its tabs.

    `listing` of the page that lists such records is `records` here, since this page has no list of its own.
    A form opens in a pane at the right and leaves the tabs in sight.
    """

    records: Listing[R]
    chip: ClassVar[str] = ""  # the column with the state of the record
    tabs: ClassVar[Sequence[PlaceTab]]
    subject: ClassVar[ActSubject]
    hides: ClassVar[Sequence[str]] = ()  # columns that say on every row of a tab what the head says
    none: ClassVar[str]  # the words where no record was opened yet

    def __init__(self, desk: Desk, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(desk, jobs, parent)
        self.number = 0
        self.row: R | None = None
        self.found: PlaceRead[R] | None = None
        self._among: tuple[int, ...] = ()
        self._offered = 0  # the record whose acts are offered
        self._record_acts = RecordActs(desk, self.subject)
        self._views: dict[str, TabView] = {}
        self._stale: set[str] = set()
        self.header.removeWidget(self.heading)
        self.head: PlaceHead[R] = PlaceHead(self, self.heading)
        self.header.addWidget(self.head, 1)
        self.bar = CountTabs([(tab.key, _(tab.title)) for tab in self.tabs], parent=self)
        self.bar.picked.connect(self._show_tab)
        self.stack, self.pane = QStackedWidget(self), Pane(self)
        self.empty = EmptyState(self)
        lists = ENTRIES[self.key].of
        self.empty.say(Icon.LIST, _(self.none), _(ENTRIES[lists].title), lambda: self.go.emit(lists, None))
        work = QWidget(self)
        self.acts = ActsBox((), work)
        in_column(self.acts, self.bar, (self.stack, 1), on=work, gap=0.3, margins=0)
        self.split = divided(self, work, self.pane)
        self.pane.hide()
        self.pane.released.connect(self._released)
        self.body.addWidget(self.empty, 1)
        self.body.addWidget(self.split, 1)
        self.split.hide()

    def show_subject(self, subject: object) -> None:
        """Show a record by its number, or as a `PlaceSubject` with a tab."""
        place = subject if isinstance(subject, PlaceSubject) else PlaceSubject(int(str(subject)))
        if place.number != self.number:
            self.pane.show_widget(None)
            self.pane.hide()
        self.number, self._among = place.number, place.among or self._among
        if place.tab:
            self.bar.choose(place.tab)
        self.empty.hide()
        self.split.show()
        self.renew()

    def shown_subject(self) -> object:
        """The record with the tab in front."""
        return PlaceSubject(self.number, self.bar.key, self._among) if self.number else None

    def carried(self) -> object:
        """The record stays through a rebuilt window."""
        return self.shown_subject()

    def take_over(self, carried: PlaceSubject) -> None:
        """Show the record again, which `refresh` reads."""
        self.number, self._among = carried.number, carried.among
        self.bar.choose(carried.tab)

    def turn_year(self) -> None:
        """Forms follow the year at work; the tabs show all years."""

    def refresh(self) -> None:
        """Read the record again, and the tab in front; the other tabs when they are next shown."""
        if not self.number:
            return
        self._stale = set(self._views)
        number = self.number
        self.look(lambda: self.read(number), self._show, "place")

    def read(self, number: int) -> PlaceRead[R]:
        """Read the record, on a worker thread."""
        row = self.desk.read(one, self.records, number)
        if row is None:
            return PlaceRead(None)
        read, today = self.desk.read, self.desk.today
        glance = {tab.key: read(tab.glance, number, today) for tab in self.tabs if tab.glance}
        return PlaceRead(row, self.crumbs(row), tuple(self.links(row)), glance)

    def crumbs(self, row: R) -> Sequence[Crumb]:
        """The way from the county down to the record, the nearest place last; without the record itself."""
        return ()

    def links(self, row: R) -> Iterable[RowLink]:
        """The ways on from the record, before its acts; read on a worker thread."""
        return ()

    def papers(self, row: R) -> Iterable[PaperActs]:
        """The papers of the record that can be printed and saved."""
        return ()

    def tools(self, row: R) -> Iterable[Button]:
        """Further buttons, which stand last."""
        return ()

    def panel(self, command: type[Command], row: R) -> CommandPanel[Command]:
        """Return the form of an act on the record."""
        raise NotImplementedError

    def begin_act(self, offer: ActOffer, row: R) -> None:
        """Open the form of an act beside the tabs."""
        self.ask(offer.command, row)

    def ask(self, command: type[Command], row: R) -> None:
        """Open the form of an act on a record, which comes into view."""
        if row.id != self.number:
            self.show_subject(row.id)
        self.take(self.panel(command, row).opened_by("ask", command, row))

    def scope(self, column: str) -> Mapping[str, object]:
        """The values that narrow a list to the record."""
        return {column: self.number}

    def name_of(self, row: R) -> str:
        """The heading over the record."""
        return self.records.label(row)

    def take(self, panel: QWidget) -> None:
        """Let a form about the record have the pane until it is done or given up."""
        if isinstance(panel, CommandPanel) and not self.may_begin():
            panel.deleteLater()
            return
        self.pane.take(panel, self.number)

    def fit(self, band: Band) -> None:
        """Keep the name of the record in a short window, too."""
        super().fit(band)
        self.heading.show()

    def parts(self) -> list[QWidget]:
        """The head, the acts, the tabs, what the tab shows, and the pane."""
        return [self.head, self.acts, self.bar, self.stack, self.pane] if self.number else [self.empty]

    def home(self) -> QWidget | None:
        """The form that is open, or what the tab shows."""
        form: QWidget | None = self.pane.panel
        return form or (self.stack.currentWidget() or self.bar if self.number else None)

    def _show(self, found: PlaceRead[R]) -> None:
        self.row, self.found = found.row, found
        self.empty.setVisible(found.row is None)
        self.split.setVisible(found.row is not None)
        if found.row is None:
            self.empty.say(Icon.LIST, _("This record is no longer in the register."), "", None)
            self.head.clear()
            return
        self.head.show_record(found.row, found.crumbs, self._among)
        row, number = found.row, found.row.id
        if self._offered != number:
            self.acts.clear()
        self._show_tab(self.bar.key)
        # the first time they import every page, and nobody waits for that to see the record
        self.look(lambda: self._record_acts.on(number), lambda acts: self._offer(found, row, acts), "acts")

    def _offer(self, found: PlaceRead[R], row: R, offers: Sequence[ActOffer]) -> None:
        """Put the ways on, the acts and the papers into one row."""
        self._offered = row.id
        self.acts.clear()
        links = [page_button(self, each.words, each.page, each.subject) for each in found.links]
        acts = act_buttons(self, self.subject, offers, lambda offer: self.begin_act(offer, row))
        papers = paper_button(self, self.papers(row), _("Print the file"))
        self.acts.add(*links, *acts, *([papers] if papers else []), *self.tools(row))

    def _show_tab(self, key: str) -> None:
        if self.row is None:
            return
        view = self._views.get(key)
        if view is None:
            tab = next(tab for tab in self.tabs if tab.key == key)
            view = self._views[key] = tab.make(self)
            self.stack.addWidget(view)
            self._stale.add(key)
        self.stack.setCurrentWidget(view)
        self.tell("")
        if key in self._stale:
            self._stale.discard(key)
            view.refresh()

    def _released(self) -> None:
        """A form is gone: the tabs have the whole width again."""
        self.pane.hide()
        if (home := self.home()) is not None:
            home.setFocus()
