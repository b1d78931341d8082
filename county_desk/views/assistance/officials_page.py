"""Contact officials: for how many households each answers, and the hand-over of all of them."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtWidgets import QMenu, QWidget

from county_desk.intake.pasting import help_grids
from county_desk.models.official import Official, Pairing
from county_desk.models.visit import Visit
from county_desk.tables.assistance.helper_sheets import hand_over_facts
from county_desk.tables.assistance.officials import OFFICIALS, OFFICIALS_LISTING, OfficialRow
from county_desk.text import _
from county_desk.views.assistance.part import HELPER_PARTS, HelperPart
from county_desk.views.jobs import Jobs
from county_desk.views.paper_acts import PaperActs
from county_desk.views.pasting.paste_tool import offer_paste
from county_desk.views.widgets.icons import Icon
from county_desk.views.widgets.record_card import Act, RecordCard
from county_desk.workflow.assistance.officials import HandOverAll

if TYPE_CHECKING:
    from county_desk.reports.document import Document
    from county_desk.workflow.desk import Desk


class OfficialsPage(HelperPart):
    """Every official; Enter hands the households over."""

    key: ClassVar = "officials"
    title: ClassVar = HELPER_PARTS["officials"]
    icon: ClassVar = Icon.SHOW
    watches: ClassVar = frozenset({Pairing, Official, Visit})
    listing = OFFICIALS_LISTING
    filters: ClassVar = ("unit", "affiliation")

    def __init__(self, desk: "Desk", jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(desk, jobs, parent)
        words = _("No official is on record yet. Officials are assigned at their households.")
        self.list.nothing = (words, _("To the households"), lambda: self.go.emit("pairings", None))
        offer_paste(self, help_grids.PAIRINGS)

    def show_row(self, row: OfficialRow) -> QWidget:
        """The official, and the hand-over."""
        words = _("{act}…").format(act=_(HandOverAll.act.title))
        acts = [self.act(words, HandOverAll, leaving=row.id), *self._paper(row)] if row.households else []
        return RecordCard(OFFICIALS, row, acts, self)

    def _paper(self, row: OfficialRow) -> Sequence[Act]:
        """The hand-over sheet of the households that the official has now."""
        desk = self.desk

        def make(language: str) -> "Document":
            from county_desk.reports.helper_papers import hand_over_sheet

            return hand_over_sheet(desk.read(hand_over_facts, row.id, desk.today), language)

        return PaperActs(self, _("hand-over sheet"), make, lambda: row.name).acts()

    def open_row(self, row: OfficialRow) -> None:
        """Hand the households over."""
        if row.households and self.desk.actor.may(HandOverAll.permission):
            self.ask(HandOverAll, {}, leaving=row.id)

    def actions_for(self, menu: QMenu, row: OfficialRow | None) -> None:
        """The hand-over, for who may do it."""
        if row is not None and row.households:
            self.offer_acts(menu, (HandOverAll,), leaving=row.id)
