"""Households and their contact officials, with the hand-over of all households of one."""

from collections.abc import Iterable
from datetime import timedelta
from typing import ClassVar

from county_desk.intake.pasting import help_grids
from county_desk.intake.pasting.grids import HOUSEHOLD_VISITS
from county_desk.models.user import Permission
from county_desk.models.visit import VisitPurpose
from county_desk.tables.assistance.helper_sheets import hand_over_facts
from county_desk.tables.assistance.officials import (
    OFFICIALS_LISTING,
    PAIRINGS_LISTING,
    OfficialRow,
    PairingRow,
    PairingState,
    overdue_chart,
    overdue_of_officials,
)
from county_desk.tables.conditions import Condition, Operator
from county_desk.tables.household_sheet import sheet_of_household
from county_desk.tables.listing import Query
from county_desk.text import N_, _
from county_desk.views.acts_page import ActsPage, ListChart
from county_desk.views.paper_acts import PaperActs, visit_paper
from county_desk.views.pasting.paste_place import PastePlace
from county_desk.views.types import Document
from county_desk.views.widgets.record_card import RowAct, RowLink, RowOffer
from county_desk.workflow.assistance.listed_officials import AssignListed
from county_desk.workflow.assistance.officials import (
    AssignOfficial,
    EndPairing,
    HandOverAll,
    HandOverHousehold,
)
from county_desk.workflow.monitoring.visits import RecordHouseholdVisit


class PairingsPage(ActsPage[PairingRow]):
    """Every household that should have a contact official; Enter assigns one or records a visit."""

    key: ClassVar = "pairings"
    acts_about: ClassVar = ("pairing",)
    listing = PAIRINGS_LISTING
    filters: ClassVar = ("state", "official", "village", "standing")
    waits: ClassVar = {Permission.RECORD: overdue_of_officials}
    grids: ClassVar = (help_grids.PAIRINGS, HOUSEHOLD_VISITS)
    chart: ClassVar = ListChart(
        N_("Visits by township"), lambda page: page.desk.read(overdue_chart, page.desk.today)
    )
    empty: ClassVar = N_("No household is registered, monitored or in grace.")

    def _build(self) -> None:
        super()._build()
        self.header.addWidget(self.act_button(RowAct(AssignListed)))

    def show_subject(self, subject: object) -> None:
        """Bring a household into view."""
        if not self.list.choose(int(str(subject))):
            self.list.filters.show(Query({"id": (subject,)}))

    def warning_of(self, row: PairingRow) -> str:
        """The day since which the visit is overdue."""
        if row.visit_due_on is None or row.visit_due_on >= self.desk.today:
            return ""
        return _("The visit is overdue since {day}.").format(day=row.visit_due_on)

    def acts(self, row: PairingRow) -> Iterable[RowOffer]:
        """Assign an official or record a visit, print the visit sheet, and go to the household."""
        household, paired = {"household": row.id}, row.state is PairingState.PAIRED
        values = {"visitors": row.official, "purpose": VisitPurpose.CONTACT}
        if not paired:
            yield RowAct(AssignOfficial, fixed=household)
        yield RowAct(RecordHouseholdVisit, values, household)
        for command in (HandOverHousehold, EndPairing) if paired else ():
            yield RowAct(command, fixed=household)
        desk, number = self.desk, row.id
        yield from visit_paper(self, lambda: desk.read(sheet_of_household, number, desk.today)).acts()
        yield RowLink(_("See the household"), "household", row.id)

    def paste_place(self) -> PastePlace:
        """Pairings, and visits of contact officials that were made today."""
        given = {"visited_on": self.desk.today, "purpose": VisitPurpose.CONTACT}
        return PastePlace(self.grids, given=given)

    def narrow(self, subject: tuple[object, object]) -> None:
        """Show the overdue visits of a township; where none is, its households without an official."""
        township, late = subject
        before = Condition("visit_due_on", Operator.AT_MOST, self.desk.today - timedelta(days=1))
        overdue = Query({"township_id": (township,)}, conditions=(before,))
        alone = Query({"township_id": (township,), "state": (PairingState.NONE,)})
        self.list.filters.show(overdue if late else alone)


class OfficialsPage(ActsPage[OfficialRow]):
    """Every official; Enter hands the households over."""

    key: ClassVar = "officials"
    listing = OFFICIALS_LISTING
    filters: ClassVar = ("unit", "affiliation")
    empty: ClassVar = N_("No official is on record yet. Officials are assigned at their households.")
    empty_way: ClassVar = (N_("To the households"), "pairings", None)
    grids: ClassVar = (help_grids.PAIRINGS,)

    def acts(self, row: OfficialRow) -> Iterable[RowOffer]:
        """Hand the households over, and print the sheet about them."""
        if row.households:
            yield RowAct(HandOverAll, fixed={"leaving": row.id})
            yield from self._paper(row).acts()

    def _paper(self, row: OfficialRow) -> PaperActs:
        """The hand-over sheet of the households that the official has now."""
        desk = self.desk

        def make(language: str) -> Document:
            from county_desk.reports.helper_papers import hand_over_sheet

            return hand_over_sheet(desk.read(hand_over_facts, row.id, desk.today), language)

        return PaperActs(self, _("hand-over sheet"), make, lambda: row.name)
