"""Households and their contact officials: who has none, whose visit is overdue, and where."""

from collections.abc import Callable, Sequence
from datetime import timedelta
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget

from county_desk.intake.pasting import help_grids
from county_desk.intake.pasting.grids import HOUSEHOLD_VISITS
from county_desk.models.household import Household
from county_desk.models.official import Official, Pairing
from county_desk.models.visit import Visit, VisitPurpose
from county_desk.tables.assistance.officials import (
    PAIRINGS,
    PAIRINGS_LISTING,
    PairingRow,
    PairingState,
    overdue_chart,
    overdue_of_officials,
)
from county_desk.tables.conditions import Condition, Operator
from county_desk.tables.household_sheet import sheet_of_household
from county_desk.tables.listing import Query
from county_desk.text import _
from county_desk.views.assistance.part import HELPER_PARTS, HelperPart
from county_desk.views.jobs import Jobs
from county_desk.views.paper_acts import PaperActs
from county_desk.views.pasting.paste_dialog import PastePlace
from county_desk.views.pasting.paste_tool import offer_paste
from county_desk.views.widgets.banner import Banner
from county_desk.views.widgets.chips import Shape
from county_desk.views.widgets.icons import Icon
from county_desk.views.widgets.painted import Button
from county_desk.views.widgets.record_card import Act, RecordCard
from county_desk.views.widgets.style import em
from county_desk.workflow.assistance.listed_officials import AssignListed
from county_desk.workflow.assistance.needs import HelpDraft
from county_desk.workflow.assistance.officials import AssignOfficial, EndPairing, HandOverHousehold
from county_desk.workflow.command import Command
from county_desk.workflow.monitoring.visits import RecordHouseholdVisit

if TYPE_CHECKING:
    from county_desk.reports.document import Document
    from county_desk.workflow.desk import Desk

STATES = {
    PairingState.NONE: Shape.WATCH,
    PairingState.UNSURE: Shape.UNDERWAY,
    PairingState.PAIRED: Shape.FINE,
}


class PairingsPage(HelperPart):
    """Every household that should have a contact official; Enter assigns one or records a visit."""

    key: ClassVar = "pairings"
    title: ClassVar = HELPER_PARTS["pairings"]
    icon: ClassVar = Icon.SHOW
    watches: ClassVar = frozenset({Pairing, Official, Visit, Household})
    listing = PAIRINGS_LISTING
    filters: ClassVar = ("state", "official", "village", "standing")
    chips: ClassVar = {"state": STATES}

    def __init__(self, desk: "Desk", jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(desk, jobs, parent)
        offer_paste(self, place=self._paste_place)
        listed = Button(_("{act}…").format(act=_(AssignListed.act.title)), self)
        self.permit(listed, AssignListed.permission)
        listed.clicked.connect(lambda _checked: self.ask(AssignListed, {}))
        self.header.addWidget(listed)
        self.add_chart(_("Visits by township"), lambda: desk.read(overdue_chart, desk.today), self._narrow)
        self.list.nothing = (_("No household is registered, monitored or in grace."), "", None)

    @classmethod
    def waiting(cls, desk: "Desk") -> int:
        """How many visits of contact officials are overdue."""
        return desk.read(overdue_of_officials, desk.today)

    def show_subject(self, subject: object) -> None:
        """Bring a household into view, or open a form."""
        if isinstance(subject, HelpDraft):
            self.ask(subject.command, {}, household=subject.household)
        elif not self.list.choose(int(str(subject))):
            self.list.filters.show(Query({"id": (subject,)}))

    def show_row(self, row: PairingRow) -> QWidget:
        """The household, its official, and the acts."""
        holder = QWidget(self)
        box = QVBoxLayout(holder)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(em(0.5))
        if row.visit_due_on is not None and row.visit_due_on < self.desk.today:
            words = _("The visit is overdue since {day}.").format(day=row.visit_due_on)
            box.addWidget(Banner("warn", words, holder))
        acts: list[Act] = [self._act(each, row) for each in _acts(row)]
        acts += [*self._paper(row), self.link(_("See the household"), "registry", row.id)]
        box.addWidget(RecordCard(PAIRINGS, row, acts, self))
        return holder

    def open_row(self, row: PairingRow) -> None:
        """Assign an official, or record a visit."""
        first = _acts(row)[0]
        if self.desk.actor.may(first.permission):
            self._ask_of(first, row)

    def actions_for(self, menu: QMenu, row: PairingRow | None) -> None:
        """The acts on the household, for who may do them."""
        for command in _acts(row) if row is not None else ():
            if self.desk.actor.may(command.permission):
                words = _("{act}…").format(act=_(command.act.title))
                menu.addAction(words, self._asking_of(command, row))

    def _paper(self, row: PairingRow) -> Sequence[Act]:
        """The visit sheet of the household."""
        desk = self.desk

        def make(language: str) -> "Document":
            from county_desk.reports.monitoring_sheets import visit_sheet

            return visit_sheet(desk.read(sheet_of_household, row.id, desk.today), language)

        return PaperActs(self, _("visit sheet"), make, lambda: row.head).acts()

    def _act(self, command: type[Command], row: PairingRow) -> Act:
        button = Button(_("{act}…").format(act=_(command.act.title)), self)
        self.permit(button, command.permission)
        return button, lambda: self._ask_of(command, row)

    def _asking_of(self, command: type[Command], row: PairingRow | None) -> Callable[[], None]:
        return lambda: self._ask_of(command, row)

    def _ask_of(self, command: type[Command], row: PairingRow | None) -> None:
        assert row is not None
        values: dict[str, object] = {}
        if command is RecordHouseholdVisit:
            values = {"visitors": row.official, "purpose": VisitPurpose.CONTACT}
        self.ask(command, values, household=row.id)

    def _paste_place(self) -> PastePlace:
        given = {"visited_on": self.desk.today, "purpose": VisitPurpose.CONTACT}
        return PastePlace((help_grids.PAIRINGS, HOUSEHOLD_VISITS), given=given)

    def _narrow(self, subject: object) -> None:
        """The overdue visits of a township; where none is, its households without an official."""
        if isinstance(subject, tuple):
            township, late = subject
            before = Condition("visit_due_on", Operator.AT_MOST, self.desk.today - timedelta(days=1))
            overdue = Query({"township_id": (township,)}, conditions=(before,))
            alone = Query({"township_id": (township,), "state": (PairingState.NONE,)})
            self.list.filters.show(overdue if late else alone)


def _acts(row: PairingRow) -> tuple[type[Command], ...]:
    """The acts on a household, the next one first."""
    if row.state is not PairingState.PAIRED:
        return (AssignOfficial, RecordHouseholdVisit)
    return (RecordHouseholdVisit, HandOverHousehold, EndPairing)
