"""Changes that wait for the window of the year: entered in one act, or given up."""

from typing import TYPE_CHECKING, ClassVar

from PySide6.QtWidgets import QMenu, QWidget

from county_desk.models.waiting_change import WaitingChange
from county_desk.tables.listing import page
from county_desk.tables.waiting_changes import LISTING, WAITING, WaitingRow
from county_desk.text import _
from county_desk.views.jobs import Jobs
from county_desk.views.page import LOOK_UP
from county_desk.views.register.changes_part import PARTS, ChangesPart
from county_desk.views.widgets.command_panel import CommandPanel
from county_desk.views.widgets.icons import Icon
from county_desk.views.widgets.painted import Button, PrimaryButton
from county_desk.views.widgets.record_card import RecordCard
from county_desk.workflow.life.waiting import EnterWaiting
from county_desk.workflow.life.window import WithdrawWaiting

if TYPE_CHECKING:
    from county_desk.workflow.desk import Desk


class WaitingPage(ChangesPart):
    """The oldest change stands first."""

    key: ClassVar = "waiting"
    title: ClassVar = PARTS["waiting"]
    icon: ClassVar = Icon.EXCHANGE
    group: ClassVar = LOOK_UP
    watches: ClassVar = frozenset({WaitingChange})
    listing = LISTING
    filters: ClassVar = ("act", "township", "village")

    def __init__(self, desk: "Desk", jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(desk, jobs, parent)
        self.enter_all = PrimaryButton(_("Enter all that wait…"), self)
        self.permit(self.enter_all, EnterWaiting.permission)
        self.enter_all.clicked.connect(lambda _checked: self.enter())
        self.list.tools.addWidget(self.enter_all)
        self.list.nothing = (
            _("No change waits. A change that is recorded outside the window of the year waits here."),
            _("To the registry"),
            lambda: self.go.emit("registry", None),
        )

    def show_row(self, row: WaitingRow) -> QWidget | None:
        """The change in full, and what can be done with it."""
        enter, give_up = Button(_("Enter…"), self), Button(_("Give up…"), self)
        for button, command in ((enter, EnterWaiting), (give_up, WithdrawWaiting)):
            self.permit(button, command.permission)
        household = Button(_("To the household"), self)
        acts = [
            (enter, lambda: self.enter(row.id)),
            (give_up, lambda: self.give_up(row.id)),
            (household, lambda: self.open_row(row)),
        ]
        return RecordCard(WAITING, row, acts, self)

    def open_row(self, row: WaitingRow) -> None:
        """Show the household."""
        self.go.emit("registry", row.household_id)

    def actions_for(self, menu: QMenu, row: WaitingRow) -> None:
        """The way to the household."""
        menu.addAction(_("To the household"), lambda: self.open_row(row))

    def enter(self, number: int = 0) -> None:
        """Open the form that enters one change, or all of them for 0."""
        rows = self.desk.read(page, LISTING)
        wanted = tuple(row.id for row in rows if number in (0, row.id))
        offers = {"waiting": [(row.id, _named(row)) for row in rows]}
        panel = CommandPanel(self, EnterWaiting, values={"waiting": wanted}, offers=offers)
        self.pane.take(panel.opened_by("enter", number))

    def give_up(self, number: int) -> None:
        """Open the form that gives a change up."""
        panel = CommandPanel(self, WithdrawWaiting, waiting=number)
        self.pane.take(panel.opened_by("give_up", number))


def _named(row: WaitingRow) -> str:
    """A waiting change as the form names it."""
    return " · ".join((row.head, WAITING["act"].shown(row), WAITING["happened_on"].shown(row)))
