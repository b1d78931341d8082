"""Visits to households: every one that was made, and the way to the household."""

from typing import TYPE_CHECKING, ClassVar

from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget

from county_desk.intake.pasting.grids import HOUSEHOLD_VISITS
from county_desk.models.visit import Visit, VisitPurpose
from county_desk.tables.listing import Query, page
from county_desk.tables.monitoring.monitored import MONITORED_LISTING, MonitoredState
from county_desk.tables.monitoring.visits import LISTING, VisitRow
from county_desk.text import _
from county_desk.views.jobs import Jobs
from county_desk.views.monitoring.part import PARTS, MonitoringPart
from county_desk.views.pasting.paste_dialog import PastePlace
from county_desk.views.pasting.paste_tool import offer_paste
from county_desk.views.widgets.icons import Icon
from county_desk.views.widgets.parts import Pairs, heading
from county_desk.views.widgets.places import own_villages
from county_desk.views.widgets.style import em
from county_desk.workflow.monitoring.visits import RecordHouseholdVisit, WithdrawVisit

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
        self.add_new(RecordHouseholdVisit, _("No visit was recorded yet."))
        if desk.actor.may(RecordHouseholdVisit.permission):
            self.paste_button = offer_paste(self, place=self._paste_place)

    def _paste_place(self) -> PastePlace:
        """Visits to any household; a blank workbook names those that are monitored."""
        given = {"purpose": VisitPurpose.MONITORING}
        return PastePlace((HOUSEHOLD_VISITS,), given=given, named=lambda _grid: self._monitored)

    def _monitored(self) -> list[dict[str, str]]:
        """The monitored households of the person's place, as a workbook names them."""
        query = Query(where={"state": MonitoredState.WATCHED})
        here = {village for village, _label in own_villages(self.desk)}
        return [
            {"household_number": row.number, "head_name": row.head}
            for row in self.desk.read(page, MONITORED_LISTING, query)
            if row.household_id is not None and row.village_id in here
        ]

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
        words = _("{act}…").format(act=_(WithdrawVisit.act.title))
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
            words = _("{act}…").format(act=_(WithdrawVisit.act.title))
            menu.addAction(words, lambda: self._withdraw(row))

    def _withdraw(self, row: VisitRow) -> None:
        self.ask(WithdrawVisit, visit=row.id)
