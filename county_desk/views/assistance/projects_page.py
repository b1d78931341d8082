"""The project library: each project with its money, its progress, and its case."""

from collections.abc import Iterator
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
from county_desk.workflow.command import Command
from county_desk.workflow.projects.allocating import AllocateMoney
from county_desk.workflow.projects.asset_acts import BUILT, RecordAsset
from county_desk.workflow.projects.funding_notices import IssueFundingNotice
from county_desk.workflow.projects.money import TAKES_MONEY, RecordPayment, ReleaseFund
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


ALSO = (  # columns that the list hides, and the card shows
    *("content", "approved_on", "tendered_on", "started_on", "finished_on", "accepted_on", "stopped_on"),
    *("remark", "contractor", "tender_document", "benefit", "helped_households", "helped_persons"),
)


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
        self.add_button(_("{act}…").format(act=_(IssueFundingNotice.act.title)), IssueFundingNotice)
        self.add_button(_("Propose a project…"), ProposeProject)
        offer_paste(self, help_grids.PROJECTS, help_grids.PROGRESS, help_grids.PAYMENTS)

    def show_row(self, row: ProjectRow) -> QWidget | None:
        """The project, and the acts that its progress allows."""
        to_case = Button(_("To its case"), self)
        acts = [
            *(self.act(words, command, project=row.id) for words, command in _acts(row.standing)),
            (to_case, lambda: self.go.emit("applications", row.case_id)),
        ]
        if row.standing in TAKES_MONEY:
            words, place = _("{act}…").format(act=_(IssueFundingNotice.act.title)), row.place_id
            notice = self.act(words, IssueFundingNotice, place=place, year=row.year, projects=(row.id,))
            acts.insert(-1, notice)
        return RecordCard(PROJECTS, row, acts, self, also=ALSO)


def _acts(standing: ProjectStanding) -> Iterator[tuple[str, type[Command]]]:
    """What a project so far can have, each with the words of its button."""
    if standing in TAKES_MONEY and standing is not ProjectStanding.ACCEPTED:
        yield _("Record progress…"), RecordProgress
    yield _("{act}…").format(act=_(StateBenefit.act.title)), StateBenefit
    if standing in TAKES_MONEY:
        yield _("Release money…"), ReleaseFund
        yield _("Record a payment…"), RecordPayment
        yield _("{act}…").format(act=_(AllocateMoney.act.title)), AllocateMoney
    if standing in BUILT:
        yield _("{act}…").format(act=_(RecordAsset.act.title)), RecordAsset
