"""Inspection rounds, drawn by a seed, their field sheets, and the shares that the sheets give."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from operator import attrgetter
from typing import ClassVar

from county_desk.intake.pasting.grid import PasteGrid
from county_desk.intake.pasting.help_grids import SHEETS, SHEETS_AGAIN
from county_desk.models.inspection import RoundPeople
from county_desk.progress import Progress
from county_desk.rules.regimes import regimes
from county_desk.tables.county import county_name
from county_desk.tables.history.acts import history_head
from county_desk.tables.listing import Query, page
from county_desk.tables.supervision.evaluations import LISTING, EvaluationRow
from county_desk.tables.supervision.inspections import (
    FINDINGS_LISTING,
    ROUNDS_LISTING,
    SHEETS_LISTING,
    FieldSheetRow,
    RoundRow,
    SheetState,
    round_townships,
    withdrawn_draws,
)
from county_desk.text import N_, _
from county_desk.views.acts_page import ActsPage
from county_desk.views.finder_answers import Narrowed
from county_desk.views.lists.register_page import RegisterPage
from county_desk.views.pasting.paste_place import NamedRows, PastePlace
from county_desk.views.pasting.paste_tool import rows_of
from county_desk.views.printing import print_document
from county_desk.views.types import Document
from county_desk.views.widgets.record_card import RowAct, RowButton, RowLink, RowOffer
from county_desk.workflow.supervision.concluding import CONCLUDED, ConcludeEvaluation
from county_desk.workflow.supervision.findings import RecordFinding
from county_desk.workflow.supervision.rounds import CheckSheet, DrawRound, EnterSheet, WithdrawRound

SHEET_GRIDS = (SHEETS, SHEETS_AGAIN)


def sheets_place(page: RegisterPage, round_of: Callable[[object], object]) -> PastePlace:
    """Return the paste of field sheets on a page; `round_of` gives the number of the round of a row."""
    row = page.current()

    def named(grid: PasteGrid) -> NamedRows:
        return rows_of(page.desk, grid, SHEETS_LISTING, Query({"round_id": round_of(row)}))

    return PastePlace(SHEET_GRIDS) if row is None else PastePlace(SHEET_GRIDS, named=named)


class InspectionsPage(ActsPage[RoundRow]):
    """Rounds, newest first; a printed list names the seed that reproduces the draw."""

    key: ClassVar = "inspections"
    listing = ROUNDS_LISTING
    filters: ClassVar = ("kind", "people")

    made: ClassVar = DrawRound
    grids: ClassVar = SHEET_GRIDS
    empty: ClassVar = N_("No round was drawn yet.")

    def made_values(self) -> Mapping[str, object]:
        """The households among which a round is drawn in this regime."""
        campaign = regimes()[0].until  # by when all registered households had exited
        after = campaign is not None and campaign < self.desk.today
        return {"people": RoundPeople.EXITED if after else RoundPeople.REGISTERED}

    def paste_place(self) -> PastePlace:
        """The field sheets of the current round."""
        return sheets_place(self, attrgetter("id"))

    def acts(self, row: RoundRow) -> Iterable[RowOffer]:
        """Its field sheets; record a finding, conclude the round, or withdraw it; and print its papers."""
        if row.withdrawn_on is None:
            of_round = Narrowed(Query({"round_id": (row.id,)}))
            yield RowLink(_("See its field sheets"), SheetsPage.key, of_round, enter=True)
            yield from self._conducting(row)
        for words, findings in ((_("Print its households…"), False), (_("Print its findings…"), True)):
            yield RowButton(words, partial(self.print, row, findings=findings))

    def _conducting(self, row: RoundRow) -> Iterator[RowAct]:
        yield RowAct(RecordFinding, fixed={"round": row.id})
        if row.entered and row.kind in CONCLUDED:
            yield RowAct(ConcludeEvaluation, fixed={"round": row.id})
        if not row.entered:
            yield RowAct(WithdrawRound, fixed={"round": row.id})

    def print(self, row: RoundRow, *, findings: bool = False) -> None:
        """Lay out a paper of the round and print it."""
        print_document(self, partial(self.paper, row, findings=findings))

    def paper(self, row: RoundRow, progress: Progress, *, findings: bool = False) -> Document:
        """Return the list of the round's households, or that of its findings."""
        from county_desk.reports.lists.paper import list_document
        from county_desk.reports.supervision_papers import RoundPaper, finding_sheet, round_list

        read, query = self.desk.read, Query(where={"round_id": row.id})
        about = RoundPaper(
            found=row,
            townships=read(round_townships, row.id),
            county=read(county_name),
            day=self.desk.today,
            head=read(history_head),
            withdrawn=read(withdrawn_draws, row.drawn_on.year),
        )
        if findings:
            return list_document(finding_sheet(about, read(page, FINDINGS_LISTING, query)), progress)
        return list_document(round_list(about, read(page, SHEETS_LISTING, query)), progress)


class SheetsPage(ActsPage[FieldSheetRow]):
    """The households drawn; Enter enters the field sheet, then enters it again."""

    key: ClassVar = "inspected_households"
    listing = SHEETS_LISTING
    filters: ClassVar = ("state", "title", "township")
    grids: ClassVar = SHEET_GRIDS
    empty: ClassVar = InspectionsPage.empty

    def acts(self, row: FieldSheetRow) -> Iterable[RowOffer]:
        """Enter the sheet, enter it again, or record a finding at the household."""
        fixed = {"sheet": row.id}
        values = {"visited_on": row.visited_on or self.desk.today, "visitors": row.visitors}
        answers = {name: getattr(row, name) for name in ("decided_rightly", "fell_back", "satisfied", "note")}
        if row.state is SheetState.ENTERED:
            yield RowAct(CheckSheet, fixed=fixed)
        if row.state is not SheetState.CHECKED:
            yield RowAct(EnterSheet, {**values, **answers}, fixed)
        about = {"round": row.round_id, "village": row.village_id, "household": row.household_id}
        yield RowAct(RecordFinding, {"found_on": row.visited_on} if row.visited_on else {}, about)
        yield RowLink(_("See the household"), "household", row.household_id)


class EvaluationsPage(ActsPage[EvaluationRow]):
    """One row for each parameter with answers of each round."""

    key: ClassVar = "evaluations"
    listing = LISTING
    filters: ClassVar = ("kind", "parameter", "title")

    grids: ClassVar = SHEET_GRIDS
    empty: ClassVar = N_("No field sheet was entered yet; the shares follow from the sheets.")

    def acts(self, row: EvaluationRow) -> Iterable[RowOffer]:
        """The way to the round."""
        yield RowLink(_("Go to the round"), "inspections", row.round_id)

    def paste_place(self) -> PastePlace:
        """The field sheets of the round of the current row."""
        return sheets_place(self, attrgetter("round_id"))
