"""The weeks of resident teams: days in the village and the log of the work."""

from typing import TYPE_CHECKING, ClassVar

from PySide6.QtWidgets import QWidget

from county_desk.intake.pasting import help_grids
from county_desk.models.team import Team, TeamMember, TeamWeek
from county_desk.tables.assistance.teams import TEAM_WEEKS, WEEKS_LISTING, TeamWeekRow
from county_desk.text import _
from county_desk.views.assistance.part import HELPER_PARTS, HelperPart
from county_desk.views.jobs import Jobs
from county_desk.views.pasting.paste_tool import offer_paste
from county_desk.views.widgets.icons import Icon
from county_desk.views.widgets.record_card import RecordCard
from county_desk.workflow.assistance.teams import RecordTeamWeek

if TYPE_CHECKING:
    from county_desk.workflow.desk import Desk


class TeamWeeksPage(HelperPart):
    """Every week on record, the newest first."""

    key: ClassVar = "team_weeks"
    title: ClassVar = HELPER_PARTS["team_weeks"]
    icon: ClassVar = Icon.SHOW
    watches: ClassVar = frozenset({Team, TeamMember, TeamWeek})
    listing = WEEKS_LISTING
    filters: ClassVar = ("name", "village")

    def __init__(self, desk: "Desk", jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(desk, jobs, parent)
        self.add_button(_("{act}…").format(act=_(RecordTeamWeek.act.title)), RecordTeamWeek)
        offer_paste(self, help_grids.TEAM_WEEKS)

    def show_row(self, row: TeamWeekRow) -> QWidget:
        """The week in full."""
        return RecordCard(TEAM_WEEKS, row, [], self)
