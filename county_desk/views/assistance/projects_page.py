"""The project library: each project with its money, its progress, and its case."""

from typing import TYPE_CHECKING, ClassVar

from PySide6.QtWidgets import QWidget

from county_desk.intake.pasting import help_grids
from county_desk.models.project import ProjectStanding
from county_desk.tables.assistance.help_figures import money_chart
from county_desk.tables.assistance.projects import PROJECTS, PROJECTS_LISTING, ProjectRow
from county_desk.text import _
from county_desk.views.assistance.part import MONEY_PARTS, MoneyPart
from county_desk.views.jobs import Jobs
from county_desk.views.pasting.paste_tool import offer_paste
from county_desk.views.widgets.chips import Shape
from county_desk.views.widgets.icons import Icon
from county_desk.views.widgets.painted import Button
from county_desk.views.widgets.record_card import RecordCard
from county_desk.workflow.projects.allocating import AllocateMoney
from county_desk.workflow.projects.asset_acts import RecordAsset
from county_desk.workflow.projects.funding_notices import IssueFundingNotice
from county_desk.workflow.projects.money import RecordPayment, ReleaseFund
from county_desk.workflow.projects.project_acts import ProposeProject, RecordProgress, StateBenefit

if TYPE_CHECKING:
    from county_desk.workflow.desk import Desk

STANDINGS = {
    ProjectStanding.PROPOSED: Shape.NONE,
    ProjectStanding.APPROVED: Shape.UNDERWAY,
    ProjectStanding.TENDERED: Shape.UNDERWAY,
    ProjectStanding.STARTED: Shape.UNDERWAY,
    ProjectStanding.FINISHED: Shape.UNDERWAY,
    ProjectStanding.ACCEPTED: Shape.FINE,
    ProjectStanding.STOPPED: Shape.NONE,
}


class ProjectsPage(MoneyPart):
    """Proposes projects, records their progress, and gives them money."""

    key: ClassVar = "projects"
    title: ClassVar = MONEY_PARTS["projects"]
    icon: ClassVar = Icon.APPLICATION
    listing = PROJECTS_LISTING
    filters: ClassVar = ("year", "purpose", "standing", "place")
    chips: ClassVar = {"standing": STANDINGS}

    def __init__(self, desk: "Desk", jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(desk, jobs, parent)
        self.add_chart(_("Money by project"), lambda: desk.read(money_chart), self.show_subject)
        self.add_button(_("{act}…").format(act=_(IssueFundingNotice.title)), IssueFundingNotice)
        self.add_button(_("Propose a project…"), ProposeProject)
        offer_paste(self, help_grids.PROJECTS, help_grids.PROGRESS, help_grids.PAYMENTS)

    def show_row(self, row: ProjectRow) -> QWidget | None:
        """The project, and the acts that its progress allows."""
        to_case = Button(_("To its case"), self)
        acts = [
            self.act(_("Record progress…"), RecordProgress, project=row.id),
            self.act(_("{act}…").format(act=_(StateBenefit.title)), StateBenefit, project=row.id),
            self.act(_("Release money…"), ReleaseFund, project=row.id),
            self.act(_("Record a payment…"), RecordPayment, project=row.id),
            self.act(_("{act}…").format(act=_(AllocateMoney.title)), AllocateMoney, project=row.id),
            self.act(_("{act}…").format(act=_(RecordAsset.title)), RecordAsset, project=row.id),
            self.act(
                _("{act}…").format(act=_(IssueFundingNotice.title)),
                IssueFundingNotice,
                place=row.place_id,
                year=row.year,
                projects=(row.id,),
            ),
            (to_case, lambda: self.go.emit("applications", row.case_id)),
        ]
        return RecordCard(PROJECTS, row, acts, self)
