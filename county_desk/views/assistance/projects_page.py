"""The project library: each project with its money, its progress, and its case."""

from collections.abc import Iterable
from typing import ClassVar

from county_desk.intake.pasting import help_grids
from county_desk.models.project import ProjectStanding
from county_desk.tables.assistance.help_figures import money_chart
from county_desk.tables.assistance.projects import PROJECTS_LISTING, ProjectRow
from county_desk.text import N_, _
from county_desk.views.acts_page import ListChart
from county_desk.views.assistance.assistance_part import AssistancePart
from county_desk.views.widgets.record_card import RowAct, RowLink, RowOffer
from county_desk.workflow.projects.allocating import AllocateMoney
from county_desk.workflow.projects.asset_acts import BUILT, RecordAsset
from county_desk.workflow.projects.funding_notices import IssueFundingNotice
from county_desk.workflow.projects.money import TAKES_MONEY, RecordPayment, ReleaseFund
from county_desk.workflow.projects.project_acts import ProposeProject, RecordProgress, StateBenefit


class ProjectsPage(AssistancePart[ProjectRow]):
    """Proposes projects, records their progress, and gives them money."""

    key: ClassVar = "projects"
    listing = PROJECTS_LISTING
    filters: ClassVar = ("year", "purpose", "standing", "place")
    chips: ClassVar = ("standing",)

    made: ClassVar = ProposeProject
    also_made: ClassVar = (IssueFundingNotice,)
    grids: ClassVar = (help_grids.PROJECTS, help_grids.PROGRESS, help_grids.PAYMENTS)
    chart: ClassVar = ListChart(N_("Money by project"), lambda page: page.desk.read(money_chart))
    also: ClassVar = (
        *("content", "approved_on", "tendered_on", "started_on", "finished_on", "accepted_on", "stopped_on"),
        *("remark", "contractor", "tender_document", "benefit", "helped_households", "helped_persons"),
    )

    def acts(self, row: ProjectRow) -> Iterable[RowOffer]:
        """The acts that its progress allows, and the way to its case."""
        project, takes_money = {"project": row.id}, row.standing in TAKES_MONEY
        if takes_money and row.standing is not ProjectStanding.ACCEPTED:
            yield RowAct(RecordProgress, fixed=project, words=_("Record progress…"))
        yield RowAct(StateBenefit, fixed=project)
        if takes_money:
            yield RowAct(ReleaseFund, fixed=project, words=_("Release money…"))
            yield RowAct(RecordPayment, fixed=project)
            yield RowAct(AllocateMoney, fixed=project)
        if row.standing in BUILT:
            yield RowAct(RecordAsset, fixed=project)
        if takes_money:
            about = {"place": row.place_id, "year": row.year, "projects": (row.id,)}
            yield RowAct(IssueFundingNotice, fixed=about)
        yield RowLink(_("To its case"), "applications", row.case_id)
