"""Resident teams with their weeks, trainings, and the pledges and tasks with their days."""

from collections.abc import Iterable, Sequence
from typing import ClassVar

from county_desk.intake.pasting import help_grids
from county_desk.models.user import Permission
from county_desk.tables.assistance.teams import (
    MEMBERS_LISTING,
    TEAM_MEMBERS,
    TEAMS_LISTING,
    WEEKS_LISTING,
    TeamMemberRow,
    TeamRow,
    TeamState,
    TeamWeekRow,
)
from county_desk.tables.assistance.undertakings import (
    PLEDGES_LISTING,
    TRAININGS_LISTING,
    TrainingRow,
    UndertakingRow,
    UndertakingState,
    overdue_pledges,
)
from county_desk.tables.listing import Query, page
from county_desk.text import _, _n
from county_desk.views.acts_page import ActsPage
from county_desk.views.paper_acts import village_paper
from county_desk.views.widgets.parts import heading, line
from county_desk.views.widgets.record_card import RecordCard, RowAct, RowOffer
from county_desk.workflow.assistance.teams import (
    EndTeam,
    FormTeam,
    JoinTeam,
    LeaveTeam,
    RecordTeamWeek,
    lacking_members,
)
from county_desk.workflow.assistance.undertakings import FinishUndertaking, RecordTraining, RecordUndertaking


class TeamsPage(ActsPage[TeamRow]):
    """Every team; Enter adds a member."""

    key: ClassVar = "teams"
    listing = TEAMS_LISTING
    filters: ClassVar = ("state", "township", "unit")
    made: ClassVar = FormTeam
    grids: ClassVar = (help_grids.TEAMS, help_grids.TEAM_MEMBERS)

    def acts(self, row: TeamRow) -> Iterable[RowOffer]:
        """Add a member or end the term, and print the account of the village."""
        if row.state is TeamState.RUNNING:
            yield RowAct(JoinTeam, fixed={"team": row.id})
        if row.state is not TeamState.ENDED:
            yield RowAct(EndTeam, fixed={"team": row.id})
        yield from village_paper(self, row.village_id, row.village, self.year).acts()

    def warning_of(self, row: TeamRow) -> str:
        """The warning about the members that a team lacks during its term; empty without one."""
        lacking = lacking_members(self.desk.policy, row.since, row.members)
        if not lacking or row.state is not TeamState.RUNNING:
            return ""
        words = _n("The team lacks {count} member.", "The team lacks {count} members.", lacking)
        return words.format(count=lacking)

    def show_more(self, row: TeamRow, card: RecordCard) -> None:
        """Add the members of the team, once they are read."""
        desk, wanted = self.desk, Query(where={"team_id": row.id})
        self.look(
            lambda: desk.read(page, MEMBERS_LISTING, wanted),
            lambda found: self._show_members(found, card),
            "members",
            card,
        )

    def _show_members(self, found: Sequence[TeamMemberRow], card: RecordCard) -> None:
        box = card.box
        box.addWidget(heading(_("Members of the resident team"), card, 1.1))
        if not found:
            box.addWidget(line(_("The team has no member yet."), card))
        for each in found:
            keys = ("name", "role", "unit", "since", "until", "days")
            told = [TEAM_MEMBERS[key].shown(each) for key in keys]
            box.addWidget(line(" · ".join(filter(None, told)), card))
            for command in (RecordTeamWeek, LeaveTeam) if each.until is None else ():
                words = _("{name}: {act}…").format(name=each.name, act=_(command.act.title))
                box.addWidget(self.act_button(RowAct(command, fixed={"member": each.id}, words=words)))


class TeamWeeksPage(ActsPage[TeamWeekRow]):
    """Every week on record, the newest first."""

    key: ClassVar = "team_weeks"
    listing = WEEKS_LISTING
    filters: ClassVar = ("name", "village")
    made: ClassVar = RecordTeamWeek
    grids: ClassVar = (help_grids.TEAM_WEEKS,)


class TrainingsPage(ActsPage[TrainingRow]):
    """Every training, the newest first."""

    key: ClassVar = "trainings"
    listing = TRAININGS_LISTING
    filters: ClassVar = ("audience", "place")
    made: ClassVar = RecordTraining
    grids: ClassVar = (help_grids.TRAININGS,)


class PledgesPage(ActsPage[UndertakingRow]):
    """Every pledge and task; those under way first, the nearest day first."""

    key: ClassVar = "pledges"
    listing = PLEDGES_LISTING
    waits: ClassVar = {Permission.RECORD: overdue_pledges}
    filters: ClassVar = ("state", "kind", "place", "year")
    made: ClassVar = RecordUndertaking
    grids: ClassVar = (help_grids.PLEDGES, help_grids.RESULTS)

    def acts(self, row: UndertakingRow) -> Iterable[RowOffer]:
        """Record the result of one under way."""
        if row.state is UndertakingState.OPEN:
            yield RowAct(FinishUndertaking, fixed={"undertaking": row.id})
