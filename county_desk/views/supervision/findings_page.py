"""Findings: who rectifies what by when, the evidence, and the confirmation."""

from collections.abc import Iterable
from typing import ClassVar

from county_desk.intake.pasting import help_grids
from county_desk.models.user import Permission
from county_desk.tables.listing import Query
from county_desk.tables.supervision.inspections import FINDINGS_LISTING, FindingState, InspectionFindingRow
from county_desk.text import N_, _
from county_desk.views.supervision.supervision_part import SupervisionPart
from county_desk.views.widgets.record_card import RowAct, RowLink, RowOffer
from county_desk.workflow.supervision.findings import (
    ConfirmFinding,
    MendFinding,
    RecordFinding,
    ReturnFinding,
    WithdrawFinding,
)


class FindingsPage(SupervisionPart[InspectionFindingRow]):
    """Findings, newest first; Enter opens the form of the next step."""

    key: ClassVar = "findings"
    listing = FINDINGS_LISTING
    filters: ClassVar = ("state", "severity", "village", "title")
    waits: ClassVar = {
        Permission.RECORD: Query({"state": FindingState.OPEN}),  # to be rectified
        Permission.SUPERVISE: Query({"state": FindingState.MENDED}),  # to be confirmed
    }
    chips: ClassVar = ("state",)

    made: ClassVar = RecordFinding
    grids: ClassVar = (help_grids.FINDINGS, help_grids.MENDINGS)
    empty: ClassVar = N_("No inspection found anything wrong yet.")

    def warning_of(self, row: InspectionFindingRow) -> str:
        """Return the warning for an overdue finding; empty for any other."""
        if row.state is not FindingState.OPEN or row.due_on >= self.desk.today:
            return ""
        return _("Overdue: to be mended by {day}.").format(day=row.due_on)

    def acts(self, row: InspectionFindingRow) -> Iterable[RowOffer]:
        """Rectify, confirm, return or withdraw it, as its state allows; and go to the household."""
        fixed = {"finding": row.id}
        if row.state is FindingState.OPEN:
            yield RowAct(MendFinding, fixed=fixed)
            yield RowAct(WithdrawFinding, fixed=fixed)
        elif row.state is FindingState.MENDED:
            yield RowAct(ConfirmFinding, fixed=fixed)
            yield RowAct(ReturnFinding, fixed=fixed)
        if row.household_id is not None:
            yield RowLink(_("See the household"), "registry", row.household_id)
