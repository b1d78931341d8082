"""Shared parts of the pages of assistance: a form and a button for each command."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from typing import Any, ClassVar

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QMenu

from county_desk.fields import Invalid
from county_desk.intake.pasting.grid import AnyListing
from county_desk.models.case import Case
from county_desk.models.measure import AssistanceMeasure, Need
from county_desk.models.project import Fund, FundShare, Payment, Project
from county_desk.tables.assistance.needs import LISTING as NEEDS_LISTING
from county_desk.tables.chart import Chart
from county_desk.tables.households import MEMBERS_LISTING
from county_desk.tables.listing import Query, page
from county_desk.text import N_, _
from county_desk.views.lists.register_page import RegisterPage
from county_desk.views.page import NavRow
from county_desk.views.part_page import PartPage
from county_desk.views.widgets.chart import ChartView
from county_desk.views.widgets.command_panel import CommandPanel
from county_desk.views.widgets.editors import Offer
from county_desk.views.widgets.form import CommandForm
from county_desk.views.widgets.icons import Icon
from county_desk.views.widgets.painted import Button, PrimaryButton
from county_desk.views.widgets.record_card import Act
from county_desk.workflow.assistance.holders import PostHolders
from county_desk.workflow.command import Change, Command
from county_desk.workflow.projects.funding_notices import IssueFundingNotice

ASSISTANCE = NavRow("assistance", N_("Assistance"), Icon.APPLICATION)
PARTS: Mapping[str, str] = {
    "needs": N_("Needs"),
    "measures": N_("Measures"),
    "plans": N_("Plans"),
}
MONEY = NavRow("money", N_("Projects and funds"), Icon.OPEN)
MONEY_PARTS: Mapping[str, str] = {
    "projects": N_("Projects"),
    "funds": N_("Funds"),
    "payments": N_("Payments"),
    "assets": N_("Assets"),
}
# fields for what belongs to a household: the list, which rows of it, and the columns of their label
OF_HOUSEHOLD: Mapping[str, tuple[AnyListing, Mapping[str, object], tuple[str, ...]]] = {
    "member": (MEMBERS_LISTING, {}, ("name", "relation")),
    "need": (NEEDS_LISTING, {"ended_on": None}, ("wants", "words", "id")),
}
HELPERS = NavRow("helpers", N_("Officials and teams"), Icon.PERSON)
HELPER_PARTS: Mapping[str, str] = {
    "pairings": N_("Households and officials"),
    "officials": N_("Contact officials"),
    "teams": N_("Resident teams"),
    "team_weeks": N_("Weeks of teams"),
    "trainings": N_("Trainings"),
    "pledges": N_("Pledges and tasks"),
}


class AssistancePart(PartPage, RegisterPage):
    """A page around one list of assistance: needs and measures, projects and their money."""

    nav: ClassVar = ASSISTANCE
    siblings: ClassVar = PARTS
    siblings_title: ClassVar = N_("Parts of assistance")
    made: type[Command] | None = None  # the command of the button above the list
    _new: Button | None = None  # that button
    watches: ClassVar = frozenset({Need, AssistanceMeasure, Project, Fund, FundShare, Payment, Case})

    def ask(self, command: type[Command], values: Mapping[str, object], **fixed: Any) -> None:
        """Open the form of a command in the pane."""
        given = {"year": self.year, **values}
        household = fixed.get("household") or self.household_of(fixed)
        names = [name for name in OF_HOUSEHOLD if name in command.asks() and name not in fixed]
        offers = self._offers(names, household) if household or "household" in command.asks() else {}
        then = self.follow_up(command)
        panel = CommandPanel(self, command, then=then, values=given, offers=offers, **fixed)
        self._follow_household(panel.form)
        self.take(panel.opened_by("ask_again", command, list(values.items()), list(fixed.items())))

    def household_of(self, fixed: Mapping[str, object]) -> int | None:
        """The household of the record that an act is about, where the form does not ask for it."""
        return None

    def _offers(self, names: Iterable[str], household: int | None) -> dict[str, Sequence[Offer]]:
        """What some fields offer of a household; nothing while none is chosen."""
        found: dict[str, Sequence[Offer]] = {}
        for name in names:
            listing, among, named = OF_HOUSEHOLD[name]
            rows = (
                self.desk.read(page, listing, Query({"household_id": household, **among}))
                if household
                else ()
            )
            found[name] = [
                (row.id, " · ".join(listing.table[key].shown(row) for key in named)) for row in rows
            ]
        return found

    def _follow_household(self, form: CommandForm[Command]) -> None:
        """Offer the people and needs of the household that is chosen on a form."""
        field, names = form.editors.get("household"), OF_HOUSEHOLD.keys() & form.editors.keys()
        if field is None or not names:
            return
        offered: list[object] = [None]

        def follow() -> None:
            household = None
            with suppress(Invalid):  # words that are being typed name no household yet
                household = field.value()
            if household != offered[0]:
                offered[0] = household
                for name, offers in self._offers(names, household).items():
                    form.editors[name].offer(offers)

        field.changed.connect(follow)
        follow()

    def follow_up(self, command: type[Command]) -> Callable[[Change], None] | None:
        """The next act of the page after a command: the paper of a notice, or a new record of its list."""
        if command in (IssueFundingNotice, PostHolders):
            return lambda change: self.go.emit("notices", change.id)
        return self._show_made if command is self.made else None

    def _show_made(self, change: Change) -> None:
        if change.id is not None:
            self.list.seek(change.id)

    def ask_again(
        self,
        command: type[Command],
        values: Sequence[tuple[str, object]],
        fixed: Sequence[tuple[str, object]],
    ) -> None:
        """Open the form of a command with values and fixed fields as pairs."""
        self.ask(command, dict(values), **dict(fixed))

    def add_button(self, words: str, command: type[Command]) -> None:
        """Put the button that makes a new record above the list; Ctrl+N opens its form, too."""
        button = PrimaryButton(words, self)
        may = self.permit(button, command.permission)
        button.clicked.connect(lambda _checked: self.ask(command, {}))
        self._make_new(button, command)
        self.header.addWidget(button)
        nothing = _("Nothing is on record yet.")
        self.list.nothing = (nothing, words, lambda: self.ask(command, {})) if may else (nothing, "", None)

    def _make_new(self, button: Button, command: type[Command]) -> None:
        """Let Ctrl+N press the button; of several it presses the last one."""
        if self._new is None:
            QShortcut(QKeySequence("Ctrl+N"), self, self._press_new)
        elif self._new.isEnabled():
            self._new.setToolTip("")
        if button.isEnabled():
            button.setToolTip("Ctrl+N")
        self._new, self.made = button, command

    def _press_new(self) -> None:
        if self._new is not None:
            self._new.click()

    def add_chart(self, words: str, read: Callable[[], Chart], picked: Callable[[object], object]) -> None:
        """Add a tool to the list that shows a chart beside it; a line of it calls `picked`."""
        button = self.list.bar.offer(words, Icon.CHART)

        def show(chart: Chart) -> None:
            self.pane.show_widget(ChartView(chart, self, picked))

        button.clicked.connect(lambda _checked: self.look(read, show, "chart"))

    def link(self, words: str, page: str, subject: object) -> Act:
        """The button that leads to another page."""
        return Button(words, self), lambda: self.go.emit(page, subject)

    def act(self, words: str, command: type[Command], **fixed: Any) -> Act:
        """The button that opens the form of an act on a record."""
        button = Button(words, self)
        self.permit(button, command.permission)
        return button, self._asking(command, fixed)

    def offer_acts(self, menu: QMenu, acts: Sequence[type[Command]], **fixed: Any) -> None:
        """Add the acts on a record to the context menu, for who may do them."""
        for command in acts:
            if self.desk.actor.may(command.permission):
                menu.addAction(_("{act}…").format(act=_(command.act.title)), self._asking(command, fixed))

    def _asking(self, command: type[Command], fixed: Mapping[str, Any]) -> Callable[[], None]:
        return lambda: self.ask(command, {}, **fixed)


class MoneyPart(AssistancePart):
    """A page around one list of projects and their money."""

    nav: ClassVar = MONEY
    siblings: ClassVar = MONEY_PARTS
    siblings_title: ClassVar = N_("Parts of projects and funds")


class HelperPart(AssistancePart):
    """A page around one list of those who help: contact officials, resident teams, and their work."""

    nav: ClassVar = HELPERS
    siblings: ClassVar = HELPER_PARTS
    siblings_title: ClassVar = N_("Parts of officials and teams")
