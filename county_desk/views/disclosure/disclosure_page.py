"""Lists on public display: their days on a timeline or in a list, objections, and how each ended."""

import json
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QButtonGroup, QStackedWidget, QWidget

from county_desk.models.place import PlaceLevel
from county_desk.models.user import Permission
from county_desk.tables.area import area_of, within
from county_desk.tables.cases.disclosures import LISTING, DisclosureRow
from county_desk.tables.listing import Query, page
from county_desk.tables.places import PLACES_LISTING
from county_desk.text import N_, _, _n
from county_desk.views.command_series import RefusalBanner
from county_desk.views.disclosure.disclosure_pane import DisclosurePane
from county_desk.views.disclosure.disclosure_state import TABS, URGENT, result_due, unfinished
from county_desk.views.disclosure.posting_panels import (
    ClosableDisclosures,
    ClosingPanel,
    OpeningPanel,
    WaitingLists,
    closing_of,
)
from county_desk.views.disclosure.timeline import Timeline
from county_desk.views.lists.list_view import ListView
from county_desk.views.page import Page
from county_desk.views.types import Desk
from county_desk.views.widgets.bands import Band, Width
from county_desk.views.widgets.banner import EmptyState
from county_desk.views.widgets.command_panel import CommandPanel
from county_desk.views.widgets.count_tabs import CountTabs
from county_desk.views.widgets.form_ways import Gone
from county_desk.views.widgets.icons import Icon, icon
from county_desk.views.widgets.painted import Button, PrimaryButton
from county_desk.views.widgets.parts import divided, in_row
from county_desk.views.widgets.style import em
from county_desk.workflow.cases.postings import WaitingList, waiting_lists
from county_desk.workflow.command import Command
from county_desk.workflow.rights import refusal

SPLIT = {Width.NARROW: 21, Width.STANDARD: 25, Width.WIDE: 30}  # em of the pane


@dataclass(frozen=True)
class DisclosureReading:
    """The data of the page: the disclosures, the lists that wait for one, and townships by number."""

    rows: list[DisclosureRow]
    lists: list[WaitingList]
    towns: Mapping[int, str]


class DisclosurePage(Page):
    """Tabs narrow the disclosures; the pane shows the current one, or the form that was asked for."""

    key: ClassVar = "disclosures"
    synonyms: ClassVar = N_("posted lists boards")
    acts_about: ClassVar = ("disclosure", "objection")

    def _build(self) -> None:
        super()._build()
        self.rows: list[DisclosureRow] = []
        self.lists: list[WaitingList] = []
        self.towns: Mapping[int, str] = {}
        self._wanted = 0
        self.tabs = CountTabs([(tab.key, _(tab.title)) for tab in TABS], URGENT, self)
        self.timeline = Timeline(self.desk.policy.calendar, self)
        self.list = ListView(self, LISTING, filters=("kind", "place"), scope=self._scope)
        self.empty = EmptyState(self)
        self.pane = DisclosurePane(self)
        self.bars_button, self.list_button = Button(_("Timeline"), self), Button(_("List"), self)
        self.today_button = Button(_("Today"), self, self.timeline.to_today)
        self.close_button = Button(parent=self)
        self.open_button = PrimaryButton(parent=self)
        self.stayed = RefusalBanner(self)
        self._lay_out()
        self._wire()

    @classmethod
    def waiting(cls, desk: Desk) -> int:
        """Disclosures with a result that is due or with an objection, and those to be posted again."""
        if not desk.actor.role.may(Permission.DISCLOSE):
            return 0
        area, today = desk.read(area_of, desk.actor.place_id), desk.today
        rows = desk.read(page, LISTING, within(LISTING, Query(), area))
        pressing = [row for row in rows if row.unposted or row.closes_on <= today or row.waiting]
        return sum(map(unfinished, pressing))

    def refresh(self) -> None:
        """Look again at every disclosure and at every list that waits for one."""
        desk = self.desk

        def work() -> DisclosureReading:
            towns = desk.read(page, PLACES_LISTING, Query(where={"level": PlaceLevel.TOWNSHIP}))
            lists = desk.read(waiting_lists, desk.policy.procedures)
            return DisclosureReading(desk.read(page, LISTING), lists, {town.id: town.name for town in towns})

        self.look(work, self._show, "disclosures")

    def show_subject(self, subject: Any) -> None:
        """Bring one disclosure into view, once the disclosures are known."""
        self._wanted = int(subject)
        if self.rows:
            self._show_rows()

    def narrow_to(self, query: Query) -> None:
        """Show the rows that are not closed as a list, and of them those under the query."""
        self.tabs.choose("open")
        self.list_button.setChecked(True)
        self.list.filters.show(query)

    def begin(self, command: type[Command], values: Mapping[str, object]) -> None:
        """Open the form of an act; it asks for the disclosure or the objection."""
        panel: CommandPanel[Command] = CommandPanel(self, command, values=values)
        self.pane.take(panel.opened_by("begin_again", command, list(values.items())))

    def home(self) -> QWidget | None:
        """The timeline or the list."""
        return self.stack.currentWidget()

    def parts(self) -> list[QWidget]:
        """The tabs, the bars or the list, and the pane."""
        shown = (self.tabs, self.stack.currentWidget(), self.pane.widget())
        return [part for part in shown if part is not None]

    def fit(self, band: Band) -> None:
        """One line a list where the window is short, narrow labels where it is narrow."""
        super().fit(band)
        self.heading.setVisible(not band.short)
        self.timeline.fit(short=band.short, narrow=band.width is Width.NARROW)
        wide = em(SPLIT[band.width])
        self.split.setSizes([max(em(20), self.width() - wide), wide])

    def remembered(self) -> dict[str, str]:
        """The view that was chosen, and for each band where it was split."""
        view = "list" if self.list_button.isChecked() else "timeline"
        return {"view": view, self.band.width.value: json.dumps(self.split.sizes())}

    def recall(self, kept: Mapping[str, str]) -> None:
        """Look as last time."""
        (self.list_button if kept.get("view") == "list" else self.bars_button).setChecked(True)
        try:
            sizes = [int(size) for size in json.loads(kept.get(self.band.width.value, "[]"))]
        except (ValueError, TypeError):
            return  # settings that were tampered with are not worth a word
        if len(sizes) == self.split.count() and all(sizes):
            self.split.setSizes(sizes)

    def show_waiting(self) -> None:
        """Show which lists could be posted."""
        trouble = refusal(self.desk.actor, Permission.DISCLOSE)
        chooser = WaitingLists(self, self.lists, trouble)
        chooser.picked.connect(self._open)
        self.pane.take(chooser)

    def show_closing(self) -> None:
        """Show what can be closed today and what stays, and ask."""
        desk = self.desk
        rows = [row for row in self.rows if result_due(row, desk.today)]
        self.look(lambda: closing_of(desk, rows), self._show_closing, "closing")

    def _show(self, found: DisclosureReading) -> None:
        self.rows, self.lists, self.towns = found.rows, found.lists, found.towns
        today = self.desk.today
        counts = {tab.key: sum(tab.has(row, today) for row in self.rows) for tab in TABS}
        self.tabs.show_counts(counts)
        self.close_button.setText(_("Close what has ended ({count})").format(count=counts["late"]))
        words = _n("Open a disclosure ({count} list)", "Open a disclosure ({count} lists)", len(self.lists))
        self.open_button.setText(words.format(count=len(self.lists)))
        none_late = _("No disclosure is past its last day and still open.")
        self.permit(self.close_button, Permission.DISCLOSE, "" if counts["late"] else none_late)
        none = "" if self.lists else _("No case waits for a disclosure.")
        self.permit(self.open_button, Permission.DISCLOSE, none)
        self._show_rows()

    def _show_rows(self) -> None:
        """Fill the view that is shown with the rows of the tab; a disclosure that was asked for is found."""
        if self._wanted and (wanted := [row for row in self.rows if row.id == self._wanted]):
            if wanted[0] not in self._under_tab():
                self.tabs.blockSignals(True)
                self.tabs.choose("open" if unfinished(wanted[0]) else "closed")
                self.tabs.blockSignals(False)
            self._wanted = 0
            self.pane.choose(wanted[0].id)
        rows = self._under_tab()
        if self.pane.number not in {row.id for row in rows} and (due := self._next_to_close(rows)):
            self.pane.choose(due)
        bars = self.bars_button.isChecked()
        self.today_button.setVisible(bars)
        if not rows:
            self._show_empty()
        self.stack.setCurrentWidget(self.empty if not rows else self.timeline if bars else self.list)
        if bars:
            self.timeline.show_rows(rows, self.desk.today, self.towns, self.pane.number)
        elif self.list.choose(self.pane.number) or self.list.filters_on():
            self.list.refresh()
        else:
            self.list.seek(self.pane.number)
        count = _n("{count} disclosure", "{count} disclosures", len(rows)).format(count=f"{len(rows):,}")
        self.tell(count)

    def _next_to_close(self, rows: Iterable[DisclosureRow]) -> int:
        """Find the first list here that this person can close today; 0 for none."""
        actor, today = self.desk.actor, self.desk.today
        if not actor.may(Permission.DISCLOSE):
            return 0
        due = (row for row in rows if result_due(row, today) and not row.waiting)
        return next((row.id for row in due if actor.place_id in (None, row.place_id, row.township_id)), 0)

    def _under_tab(self) -> list[DisclosureRow]:
        tab = next(tab for tab in TABS if tab.key == self.tabs.key)
        rows = [row for row in self.rows if tab.has(row, self.desk.today)]
        newest_first = tab.key == "closed"
        return sorted(rows, key=lambda row: (row.last_day, row.id), reverse=newest_first)

    def _scope(self) -> Mapping[str, object]:
        return {"id": tuple(row.id for row in self._under_tab())}

    def _show_empty(self) -> None:
        if self.tabs.key != "open" and any(map(unfinished, self.rows)):
            title = _(next(tab.title for tab in TABS if tab.key == self.tabs.key))
            words = _("Nothing stands under “{title}”.").format(title=title)
            self.empty.say(
                Icon.DISCLOSURE, words, _("Show all that are not closed"), lambda: self.tabs.choose("open")
            )
            return
        words = _("No list is on display.")
        if self.lists:
            self.empty.say(Icon.DISCLOSURE, words, _("See which lists could be posted"), self.show_waiting)
        else:
            cases = _("Go to the applications")
            self.empty.say(Icon.DISCLOSURE, words, cases, lambda: self.go.emit("applications", None))

    def _show_closing(self, closing: ClosableDisclosures) -> None:
        panel = ClosingPanel(self, closing)
        panel.told.connect(lambda told: self.stayed.name(_("These stay as they are:"), told))
        self.pane.take(panel)

    def _open(self, waiting: WaitingList) -> None:
        ends = [row.last_day for row in self.rows if row.closed_on is None]
        panel = OpeningPanel(self, waiting, ends)
        panel.opened_by("post", waiting.cases)
        panel.opened.connect(self.show_subject)
        self.pane.take(panel)

    def post(self, cases: Collection[int]) -> None:
        """Show the form that posts these cases. Raises `Gone` when they wait for no list together."""
        lists = self.desk.read(waiting_lists, self.desk.policy.procedures)
        waiting = next((each for each in lists if each.cases == tuple(cases)), None)
        if waiting is None:
            raise Gone
        self._open(waiting)

    def _post_again(self, cases: Collection[int]) -> None:
        """Show the form that posts a suspended list again; all that wait where it is among several."""
        waiting = [each for each in self.lists if not set(each.cases).isdisjoint(cases)]
        if len(waiting) == 1:
            self._open(waiting[0])
        else:
            self.show_waiting()

    def _switch(self) -> None:
        if self.rows:
            self._show_rows()

    def _choose(self, row: DisclosureRow | None) -> None:
        self.pane.choose(row.id if row else 0)

    def _focus_list(self) -> None:
        if shown := self.stack.currentWidget():
            shown.setFocus()

    def _enter_pane(self) -> None:
        self.pane.setVisible(True)
        if self.pane.card:
            self.pane.card.setFocus()

    def _lay_out(self) -> None:
        self.header.addWidget(self.tabs, 1)
        views = QButtonGroup(self)
        for button, picture in ((self.bars_button, Icon.TIMELINE), (self.list_button, Icon.LIST)):
            button.setIcon(icon(picture))
            button.setCheckable(True)
            views.addButton(button)
        self.bars_button.setChecked(True)
        ways = (self.bars_button, self.list_button, self.today_button)
        tools = in_row(*ways, 1, self.close_button, self.open_button, gap=0.5)
        self.stack = QStackedWidget(self)
        for widget in (self.timeline, self.list, self.empty):
            self.stack.addWidget(widget)
        self.split = divided(self, self.stack, self.pane)
        self.body.addLayout(tools)
        self.body.addWidget(self.stayed)
        self.body.addWidget(self.split, 1)

    def _wire(self) -> None:
        self.tabs.picked.connect(self._switch)
        self.bars_button.toggled.connect(self._switch)
        self.timeline.chosen.connect(self._choose)
        self.timeline.opened.connect(lambda _row: self._enter_pane())
        self.list.table.chosen.connect(self._choose)
        self.list.told.connect(self.tell)
        self.pane.released.connect(self._focus_list)
        self.pane.again.connect(self._post_again)
        self.open_button.clicked.connect(self.show_waiting)
        self.close_button.clicked.connect(self.show_closing)
        QShortcut(QKeySequence("F8"), self, lambda: self.pane.setVisible(not self.pane.isVisible()))
        QShortcut(QKeySequence("Ctrl+N"), self, self.pane.record_objection)
