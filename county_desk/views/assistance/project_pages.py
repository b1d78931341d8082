"""The project library, its funds and payments, and the assets that were built."""

from collections.abc import Iterable, Mapping, Sequence
from typing import ClassVar

from county_desk.intake.pasting import help_grids
from county_desk.models.project import ProjectStanding
from county_desk.tables.assistance.assets import LISTING, AssetRow
from county_desk.tables.assistance.payments import PAYMENTS_LISTING, PaymentRow
from county_desk.tables.assistance.projects import FUNDS_LISTING, PROJECTS_LISTING, FundRow, ProjectRow
from county_desk.text import _
from county_desk.views.acts_page import ActsPage
from county_desk.views.widgets.editors import Offer
from county_desk.views.widgets.record_card import RowAct, RowLink, RowOffer
from county_desk.workflow.command import Command
from county_desk.workflow.projects.allocating import AllocateMoney
from county_desk.workflow.projects.asset_acts import BUILT, RecordAsset, RecordAssetIncome
from county_desk.workflow.projects.funding_notices import IssueFundingNotice
from county_desk.workflow.projects.money import TAKES_MONEY, RecordFund, RecordPayment, ReleaseFund
from county_desk.workflow.projects.project_acts import (
    ProposeProject,
    RecordProgress,
    StateBenefit,
    following_standings,
)


class ProjectsPage(ActsPage[ProjectRow]):
    """Proposes projects, records their progress, and gives them money."""

    key: ClassVar = "projects"
    listing = PROJECTS_LISTING
    filters: ClassVar = ("year", "purpose", "standing", "place")
    made: ClassVar = ProposeProject
    also_made: ClassVar = (IssueFundingNotice,)
    grids: ClassVar = (help_grids.PROJECTS, help_grids.PROGRESS, help_grids.PAYMENTS)
    also: ClassVar = (
        *("content", "approved_on", "tendered_on", "started_on", "finished_on", "accepted_on", "stopped_on"),
        *("remark", "contractor", "tender_document", "benefit", "helped_households", "helped_persons"),
    )

    def acts(self, row: ProjectRow) -> Iterable[RowOffer]:
        """The acts that its progress allows, and the way to its case."""
        project, takes_money = {"project": row.id}, row.standing in TAKES_MONEY
        if row.standing is ProjectStanding.PROPOSED:
            yield RowLink(_("To its case"), "case", row.case_id, enter=True)
        asset = RowAct(RecordAsset, {"asset": row.title, "value": row.paid}, project)
        if row.standing is ProjectStanding.ACCEPTED:
            yield asset
        elif following := following_standings(row.standing):
            yield RowAct(RecordProgress, {"standing": following[0]}, project, _("Record progress…"))
        yield RowAct(StateBenefit, fixed=project)
        if takes_money:
            yield RowAct(ReleaseFund, fixed=project, words=_("Release money…"))
            yield RowAct(RecordPayment, {"payee": row.contractor}, project)
            yield RowAct(AllocateMoney, fixed=project)
        if row.standing in BUILT and row.standing is not ProjectStanding.ACCEPTED:
            yield asset
        if takes_money:
            about = {"place": row.place_id, "year": row.year, "projects": (row.id,)}
            yield RowAct(IssueFundingNotice, fixed=about)
        if row.standing is not ProjectStanding.PROPOSED:
            yield RowLink(_("To its case"), "case", row.case_id)

    def offers_of(self, command: type[Command]) -> Mapping[str, Sequence[Offer]] | None:
        """The states that can follow that of the current project."""
        row = self.current()
        if command is not RecordProgress or not isinstance(row, ProjectRow):
            return None
        return {"standing": [(each, _(each.label)) for each in following_standings(row.standing)]}


class FundsPage(ActsPage[FundRow]):
    """Records funds and releases them to projects."""

    key: ClassVar = "funds"
    listing = FUNDS_LISTING
    filters: ClassVar = ("year", "level")
    made: ClassVar = RecordFund
    also_made: ClassVar = (IssueFundingNotice,)
    grids: ClassVar = (help_grids.FUNDS, help_grids.RELEASES)

    def acts(self, row: FundRow) -> Iterable[RowOffer]:
        """Release its money to a project."""
        yield RowAct(ReleaseFund, fixed={"fund": row.id}, words=_("Release money…"))


class PaymentsPage(ActsPage[PaymentRow]):
    """Records payments and leads to their projects."""

    key: ClassVar = "payments"
    listing = PAYMENTS_LISTING
    filters: ClassVar = ("project", "question")
    made: ClassVar = RecordPayment
    grids: ClassVar = (help_grids.PAYMENTS,)

    def acts(self, row: PaymentRow) -> Iterable[RowOffer]:
        """The way to its project."""
        yield RowLink(_("To the project"), "projects", row.project_id)


class AssetsPage(ActsPage[AssetRow]):
    """Records assets and their yearly income."""

    key: ClassVar = "assets"
    listing = LISTING
    filters: ClassVar = ("project", "place", "last_year")
    made: ClassVar = RecordAsset
    grids: ClassVar = (help_grids.ASSETS, help_grids.ASSET_YEARS)

    def acts(self, row: AssetRow) -> Iterable[RowOffer]:
        """Record its income, or go to its project."""
        yield RowAct(RecordAssetIncome, fixed={"asset": row.id})
        yield RowLink(_("To the project"), "projects", row.project_id)
