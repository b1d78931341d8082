"""Changes of households: the list of all that stand, and the household of the current one."""

from typing import TYPE_CHECKING, Any, ClassVar

from PySide6.QtWidgets import QMenu, QWidget

from county_desk.models.household import Household, Member
from county_desk.models.household_change import HouseholdChange
from county_desk.tables.changes import CHANGES, LISTING
from county_desk.text import _
from county_desk.views.jobs import Jobs
from county_desk.views.page import LOOK_UP
from county_desk.views.register.changes_part import PARTS, ChangesPart
from county_desk.views.widgets.icons import Icon
from county_desk.views.widgets.painted import Button
from county_desk.views.widgets.record_card import RecordCard
from county_desk.views.widgets.ways import FormWay
from county_desk.workflow.life.withdrawing import WithdrawChange

if TYPE_CHECKING:
    from county_desk.workflow.desk import Desk


class ChangesPage(ChangesPart):
    """Shows births, deaths, moves and splits; they are recorded beside the household."""

    key: ClassVar = "changes"
    title: ClassVar = PARTS["changes"]
    icon: ClassVar = Icon.EXCHANGE
    group: ClassVar = LOOK_UP
    watches: ClassVar = frozenset({HouseholdChange, Household, Member})
    listing = LISTING
    filters: ClassVar = ("kind", "township", "village")

    def __init__(self, desk: "Desk", jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(desk, jobs, parent)
        self.list.nothing = (
            _("No change was recorded yet. Births, deaths and moves are recorded beside a household."),
            _("To the registry"),
            lambda: self.go.emit("registry", None),
        )

    def show_row(self, row: Any) -> QWidget | None:
        """The change in full, and the way to its household."""
        button = Button(_("To the household"), self)
        back = Button(_("{act}…").format(act=_(WithdrawChange.act.title)), self)
        self.permit(back, WithdrawChange.permission)
        ways = [(button, lambda: self.open_row(row)), (back, lambda: self.withdraw(row.id))]
        return RecordCard(CHANGES, row, ways, self)

    def withdraw(self, change: int) -> None:
        """Ask why a change is withdrawn."""
        self.open_form(self.pane, WithdrawChange, FormWay.to("withdraw", change), fixed={"change": change})

    def open_row(self, row: Any) -> None:
        """Show the household."""
        self.go.emit("registry", row.household_id)

    def actions_for(self, menu: QMenu, row: Any) -> None:
        """The way to the household, and taking the change back."""
        menu.addAction(_("To the household"), lambda: self.open_row(row))
        if row is not None and self.desk.actor.may(WithdrawChange.permission):
            words = _("{act}…").format(act=_(WithdrawChange.act.title))
            menu.addAction(words, lambda: self.withdraw(row.id))
