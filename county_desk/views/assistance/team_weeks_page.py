"""The weeks of resident teams: days in the village and the log of the work."""

from typing import ClassVar

from county_desk.intake.pasting import help_grids
from county_desk.models.team import Team, TeamMember, TeamWeek
from county_desk.tables.assistance.teams import WEEKS_LISTING, TeamWeekRow
from county_desk.views.assistance.assistance_part import AssistancePart
from county_desk.workflow.assistance.teams import RecordTeamWeek


class TeamWeeksPage(AssistancePart[TeamWeekRow]):
    """Every week on record, the newest first."""

    key: ClassVar = "team_weeks"
    watches: ClassVar = frozenset({Team, TeamMember, TeamWeek})
    listing = WEEKS_LISTING
    filters: ClassVar = ("name", "village")
    made: ClassVar = RecordTeamWeek
    grids: ClassVar = (help_grids.TEAM_WEEKS,)
