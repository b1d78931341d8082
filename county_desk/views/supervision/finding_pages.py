"""Findings of inspections, reports of misconduct, and appraisals of results."""

from collections.abc import Iterable
from typing import ClassVar

from county_desk.intake.pasting import help_grids
from county_desk.models.user import Permission
from county_desk.tables.listing import Query
from county_desk.tables.supervision.inspections import FINDINGS_LISTING, FindingState, InspectionFindingRow
from county_desk.tables.supervision.misconduct import (
    APPRAISALS_LISTING,
    REPORTS_LISTING,
    AppraisalRow,
    ReportRow,
    ReportState,
)
from county_desk.text import N_, _
from county_desk.views.acts_page import ActsPage
from county_desk.views.widgets.record_card import RowAct, RowLink, RowOffer
from county_desk.workflow.supervision.appraisals import RecordAppraisal, RecordIncentive, WithdrawAppraisal
from county_desk.workflow.supervision.findings import (
    ConfirmFinding,
    MendFinding,
    RecordFinding,
    ReturnFinding,
    WithdrawFinding,
)
from county_desk.workflow.supervision.misconduct import (
    AssignReport,
    ReceiveReport,
    ReopenReport,
    SettleReport,
    WithdrawReport,
)


class FindingsPage(ActsPage[InspectionFindingRow]):
    """Findings, newest first; Enter opens the form of the next step."""

    key: ClassVar = "findings"
    listing = FINDINGS_LISTING
    filters: ClassVar = ("state", "severity", "village", "title")
    waits: ClassVar = {
        Permission.RECORD: Query({"state": FindingState.OPEN}),  # to be rectified
        Permission.SUPERVISE: Query({"state": FindingState.MENDED}),  # to be confirmed
    }
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
            yield RowLink(_("See the household"), "household", row.household_id)


class MisconductPage(ActsPage[ReportRow]):
    """Reports, newest first; only users with the right to supervise have this page."""

    key: ClassVar = "complaints"
    listing = REPORTS_LISTING
    filters: ClassVar = ("state", "channel", "outcome")
    waits: ClassVar = {Permission.SUPERVISE: Query({"state": (ReportState.NEW, ReportState.ASSIGNED)})}
    made: ClassVar = ReceiveReport
    empty: ClassVar = N_("No misconduct was reported yet.")

    def warning_of(self, row: ReportRow) -> str:
        """Return the warning for an overdue report; empty for any other."""
        if row.state is ReportState.SETTLED or row.due_on is None or row.due_on >= self.desk.today:
            return ""
        return _("Overdue: to be settled by {day}.").format(day=row.due_on)

    def acts(self, row: ReportRow) -> Iterable[RowOffer]:
        """Yield the acts in this state: assign, settle, withdraw or reopen."""
        fixed = {"report": row.id}
        if row.state is ReportState.SETTLED:
            yield RowAct(ReopenReport, fixed=fixed)
            return
        settle = RowAct(SettleReport, fixed=fixed)
        assign = RowAct(AssignReport, {"investigators": row.investigators, "due_on": row.due_on}, fixed)
        yield from (assign, settle) if row.state is ReportState.NEW else (settle, assign)
        yield RowAct(WithdrawReport, fixed=fixed)


class AppraisalsPage(ActsPage[AppraisalRow]):
    """Appraisals by place and name, never by grade."""

    key: ClassVar = "appraisals"
    listing = APPRAISALS_LISTING
    filters: ClassVar = ("year", "kind", "grade")

    made: ClassVar = RecordAppraisal
    empty: ClassVar = N_("No result was appraised yet.")

    def acts(self, row: AppraisalRow) -> Iterable[RowOffer]:
        """Record the incentive, or withdraw the appraisal."""
        yield RowAct(RecordIncentive, fixed={"appraisal": row.id})
        yield RowAct(WithdrawAppraisal, fixed={"appraisal": row.id})
