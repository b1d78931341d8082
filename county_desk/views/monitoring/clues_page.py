"""Clues: the list, one clue in full, and the acts on it until it is a case or dismissed."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import ClassVar

from PySide6.QtWidgets import QMenu

from county_desk.intake.pasting.grids import CLUES as CLUES_GRID
from county_desk.models.clue import OPEN, ClueState
from county_desk.models.user import Permission
from county_desk.tables.household_sheet import sheet_of_clue
from county_desk.tables.listing import Query, one
from county_desk.tables.monitoring.clues import LISTING, ClueRow
from county_desk.tables.places import PLACES_LISTING
from county_desk.text import N_, _
from county_desk.views.acts_page import ActsPage
from county_desk.views.monitoring.household_papers import offer_papers
from county_desk.views.widgets.editors import Offer
from county_desk.views.widgets.record_card import RowAct, RowLink, RowOffer
from county_desk.views.widgets.village_offers import own_villages
from county_desk.workflow.command import Command
from county_desk.workflow.monitoring.clues import (
    ClueDraft,
    DismissClue,
    DispatchClue,
    RecordClue,
    ReopenClue,
    UnverifyClue,
    VerifyClue,
    WithdrawClue,
)
from county_desk.workflow.monitoring.entering import OpenMonitoring

# what can be done with a clue, the next thing first
ACTS: dict[ClueState, tuple[type[Command], ...]] = {
    ClueState.NEW: (DispatchClue, VerifyClue, DismissClue, WithdrawClue),
    ClueState.AGAIN: (DispatchClue, VerifyClue, DismissClue, WithdrawClue),
    ClueState.DISPATCHED: (VerifyClue, DispatchClue, DismissClue),
    ClueState.VERIFIED: (OpenMonitoring, DismissClue, UnverifyClue),
    ClueState.CASE: (),
    ClueState.DISMISSED: (ReopenClue,),
}


class CluesPage(ActsPage[ClueRow]):
    """The newest clue stands first; Enter does what it waits for."""

    key: ClassVar = "clues"
    listing = LISTING
    filters: ClassVar = ("state", "urgency", "source", "village")
    waits: ClassVar = {Permission.RECORD: Query({"state": OPEN})}  # to be dispatched, verified or decided on
    chip: ClassVar = "state"
    facts: ClassVar = (
        *("township", "village", "group_name", "risks", "urgency", "source", "found_on", "words"),
        *("assigned_to", "due_on", "verified_on", "visitors", "authorised", "finding", "reason"),
        "earlier_id",
    )
    made: ClassVar = RecordClue
    grids: ClassVar = (CLUES_GRID,)
    pasted_by: ClassVar = RecordClue.permission
    empty: ClassVar = N_("No clue was recorded yet. Households report, officials go round, departments warn.")

    def show_subject(self, subject: object) -> None:
        """Bring a clue into view by its number, or open the form of a clue that another page proposes."""
        if not isinstance(subject, ClueDraft):
            super().show_subject(subject)
            return
        values: dict[str, object] = {"source": subject.source, "risks": subject.risks, "words": subject.words}
        fixed: dict[str, object] = {"household": subject.household, "village": None}
        fixed |= {"head": "", "group_name": ""}
        self.ask(RecordClue, values, **fixed)

    def name_of(self, row: ClueRow) -> str:
        """The number of the clue and its household."""
        return _("Clue {number}: {head}").format(number=row.id, head=row.head)

    def acts(self, row: ClueRow) -> Iterable[RowOffer]:
        """The acts on the clue, the way to its case, and that to its household."""
        values = {"visitors": row.assigned_to, "due_on": row.due_on}
        for command in ACTS[row.state]:
            fixed: dict[str, object] = {"clue": row.id}
            if command is OpenMonitoring and row.household_id is not None:
                fixed |= {"id_number": "", "persons": None}
            yield RowAct(command, values, fixed)
        if row.case_id is not None:
            yield RowLink(_("Go to the case"), "case", row.case_id, enter=True)
        if row.household_id is not None:
            yield RowLink(_("See the household"), "household", row.household_id)

    def actions_for(self, menu: QMenu, row: ClueRow | None) -> None:
        """The acts on the clue and its papers."""
        if row is not None:
            super().actions_for(menu, row)
            desk, number = self.desk, row.id
            offer_papers(self, lambda: desk.read(sheet_of_clue, number, desk.today), menu)

    def open_act(self, act: RowAct) -> None:
        """Open the form of an act; to dispatch a clue it proposes who goes."""
        if act.command is DispatchClue and isinstance(row := self.current(), ClueRow):
            act = replace(act, values={**act.values, "assigned_to": self._who_goes(row)})
        super().open_act(act)

    def _who_goes(self, row: ClueRow) -> str:
        """The person to whom a clue was dispatched; at first the contact person of its village."""
        if row.assigned_to:
            return row.assigned_to
        village = self.desk.read(one, PLACES_LISTING, row.village_id)
        return village.contact if village else ""

    def offers_of(self, command: type[Command]) -> Mapping[str, Sequence[Offer]] | None:
        """Return the villages of the person for a new clue."""
        return {"village": own_villages(self.desk)} if command is RecordClue else None
