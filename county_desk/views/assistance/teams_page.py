"""Resident teams of villages: each with its members, its visits and its weeks."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtWidgets import QMenu, QWidget
from shiboken6 import isValid

from county_desk.intake.pasting import help_grids
from county_desk.models.team import Team, TeamMember, TeamWeek
from county_desk.models.visit import Visit
from county_desk.tables.assistance.helper_sheets import village_account
from county_desk.tables.assistance.teams import (
    MEMBERS_LISTING,
    TEAM_MEMBERS,
    TEAMS,
    TEAMS_LISTING,
    TeamMemberRow,
    TeamRow,
    TeamState,
)
from county_desk.tables.listing import Query, page
from county_desk.text import _, _n
from county_desk.views.assistance.part import HELPER_PARTS, HelperPart
from county_desk.views.jobs import Jobs
from county_desk.views.paper_acts import PaperActs
from county_desk.views.pasting.paste_tool import offer_paste
from county_desk.views.widgets.banner import Banner
from county_desk.views.widgets.chips import Shape
from county_desk.views.widgets.icons import Icon
from county_desk.views.widgets.parts import heading, line
from county_desk.views.widgets.record_card import Act, RecordCard
from county_desk.workflow.assistance.teams import (
    EndTeam,
    FormTeam,
    JoinTeam,
    LeaveTeam,
    RecordTeamWeek,
    lacking_members,
)
from county_desk.workflow.command import Command

if TYPE_CHECKING:
    from county_desk.reports.document import Document
    from county_desk.workflow.desk import Desk

STATES = {TeamState.RUNNING: Shape.FINE, TeamState.LAPSED: Shape.WATCH, TeamState.ENDED: Shape.NONE}
ACTS: Mapping[TeamState, Sequence[type[Command]]] = {
    TeamState.RUNNING: (JoinTeam, EndTeam),
    TeamState.LAPSED: (EndTeam,),
    TeamState.ENDED: (),
}


class TeamsPage(HelperPart):
    """Every team; Enter adds a member."""

    key: ClassVar = "teams"
    title: ClassVar = HELPER_PARTS["teams"]
    icon: ClassVar = Icon.SHOW
    watches: ClassVar = frozenset({Team, TeamMember, TeamWeek, Visit})
    listing = TEAMS_LISTING
    filters: ClassVar = ("state", "township", "unit")
    chips: ClassVar = {"state": STATES}

    def __init__(self, desk: "Desk", jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(desk, jobs, parent)
        self.add_button(_("{act}…").format(act=_(FormTeam.act.title)), FormTeam)
        offer_paste(self, help_grids.TEAMS, help_grids.TEAM_MEMBERS)

    def show_row(self, row: TeamRow) -> QWidget:
        """The team, its acts, and its members once they are read."""
        acts = [
            self.act(_("{act}…").format(act=_(command.act.title)), command, team=row.id)
            for command in ACTS[row.state]
        ]
        acts += self._paper(row)
        card = RecordCard(TEAMS, row, acts, self)
        self._look_for_members(row, card)
        lacking = lacking_members(self.desk.policy, row.since, row.members)
        if lacking and row.state is TeamState.RUNNING:
            words = _n("The team lacks {count} member.", "The team lacks {count} members.", lacking)
            card.box.insertWidget(0, Banner("warn", words.format(count=lacking), card))
        return card

    def _paper(self, row: TeamRow) -> Sequence[Act]:
        """The account of the village."""
        desk, year = self.desk, self.year

        def make(language: str) -> "Document":
            from county_desk.reports.helper_papers import account_of_village

            return account_of_village(desk.read(village_account, row.village_id, year, desk.today), language)

        return PaperActs(self, _("account of the village"), make, lambda: f"{row.village}_{year}").acts()

    def open_row(self, row: TeamRow) -> None:
        """Add a member to a team whose term runs."""
        if row.state is TeamState.RUNNING and self.desk.actor.may(JoinTeam.permission):
            self.ask(JoinTeam, {}, team=row.id)

    def actions_for(self, menu: QMenu, row: TeamRow | None) -> None:
        """The acts on the team, for who may do them."""
        if row is not None:
            self.offer_acts(menu, ACTS[row.state], team=row.id)

    def _look_for_members(self, row: TeamRow, card: RecordCard) -> None:
        desk, wanted = self.desk, Query(where={"team_id": row.id})
        self.look(
            lambda: desk.read(page, MEMBERS_LISTING, wanted),
            lambda found: self._show_members(found, card),
            "members",
        )

    def _show_members(self, found: Sequence[TeamMemberRow], card: RecordCard) -> None:
        if not isValid(card):
            return
        box = card.box
        box.addWidget(heading(_("Members of the resident team"), card, 1.1))
        if not found:
            box.addWidget(line(_("The team has no member yet."), card))
        for each in found:
            keys = ("name", "role", "unit", "since", "until", "days")
            told = [TEAM_MEMBERS[key].shown(each) for key in keys]
            box.addWidget(line(" · ".join(filter(None, told)), card))
            if each.until is not None:
                continue
            for command in (RecordTeamWeek, LeaveTeam):
                words = _("{name}: {act}…").format(name=each.name, act=_(command.act.title))
                button, ask = self.act(words, command, member=each.id)
                button.clicked.connect(lambda _checked, ask=ask: ask())
                box.addWidget(button)
