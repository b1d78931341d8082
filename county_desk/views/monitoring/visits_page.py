"""Visits to households: every one that was made, and the way to the household."""

from typing import TYPE_CHECKING, ClassVar

from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget

from county_desk.models.visit import Visit
from county_desk.tables.visits import LISTING, VisitRow
from county_desk.text import _
from county_desk.views.jobs import Jobs
from county_desk.views.monitoring.part import PARTS, MonitoringPart
from county_desk.views.widgets.icons import Icon
from county_desk.views.widgets.parts import Pairs, heading
from county_desk.views.widgets.style import em
from county_desk.workflow.visits import WithdrawVisit

if TYPE_CHECKING:
    from county_desk.workflow.desk import Desk

FACTS = ("visited_on", "purpose", "township", "village", "visitors", "found", "new_risk")


class VisitsPage(MonitoringPart[VisitRow]):
    """The newest visit stands first."""

    key: ClassVar = "visits"
    title: ClassVar = PARTS["visits"]
    icon: ClassVar = Icon.SHOW
    watches: ClassVar = frozenset({Visit})
    listing = LISTING
    filters: ClassVar = ("purpose", "village", "new_risk")

    def __init__(self, desk: "Desk", jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(desk, jobs, parent)
        self.list.nothing = (
            _("No visit was recorded yet. Visits are recorded at the household."),
            _("To the households"),
            lambda: self.go.emit("registry", None),
        )

    def show_row(self, row: VisitRow) -> QWidget:
        """The visit, its household, and the way to take it back."""
        holder = QWidget(self)
        box = QVBoxLayout(holder)
        box.setContentsMargins(0, 0, 0, em(0.5))
        box.setSpacing(em(0.6))
        box.addWidget(heading(_("Visit to {head}").format(head=row.head), holder, 1.25))
        if row.monitored_id is not None:
            box.addWidget(self.link(_("See the monitored household"), "monitored", row.monitored_id))
        if row.household_id is not None:
            box.addWidget(self.link(_("See the household"), "registry", row.household_id))
        words = _("{act}…").format(act=_(WithdrawVisit.title))
        box.addWidget(self.button(words, WithdrawVisit, lambda: self._withdraw(row)))
        box.addWidget(Pairs(self.shown(row, FACTS), holder))
        return holder

    def open_row(self, row: VisitRow) -> None:
        """Go to the household."""
        if row.household_id is not None:
            self.go.emit("registry", row.household_id)
        else:
            self.go.emit("monitored", row.monitored_id)

    def actions_for(self, menu: QMenu, row: VisitRow | None) -> None:
        """Taking the visit back, for who may."""
        if row is not None and self.desk.actor.may(WithdrawVisit.permission):
            words = _("{act}…").format(act=_(WithdrawVisit.title))
            menu.addAction(words, lambda: self._withdraw(row))

    def _withdraw(self, row: VisitRow) -> None:
        self.ask(WithdrawVisit, visit=row.id)
