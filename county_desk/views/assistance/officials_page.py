"""Contact officials: for how many households each answers, and the hand-over of all of them."""

from collections.abc import Iterable
from typing import ClassVar

from county_desk.intake.pasting import help_grids
from county_desk.models.official import Official, Pairing
from county_desk.models.visit import Visit
from county_desk.tables.assistance.helper_sheets import hand_over_facts
from county_desk.tables.assistance.officials import OFFICIALS_LISTING, OfficialRow
from county_desk.text import N_, _
from county_desk.views.assistance.assistance_part import AssistancePart
from county_desk.views.paper_acts import PaperActs
from county_desk.views.types import Document
from county_desk.views.widgets.record_card import RowAct, RowOffer
from county_desk.workflow.assistance.officials import HandOverAll


class OfficialsPage(AssistancePart[OfficialRow]):
    """Every official; Enter hands the households over."""

    key: ClassVar = "officials"
    watches: ClassVar = frozenset({Pairing, Official, Visit})
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
