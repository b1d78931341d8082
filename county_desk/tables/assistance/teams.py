"""Resident teams, their members and their weekly logs."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import ScalarSelect, case, func, select
from sqlalchemy.orm import aliased

from county_desk.fields import Choice, Column, Count, Day, Digits, Record, Table, Term, Text
from county_desk.models.household import Household
from county_desk.models.place import Place
from county_desk.models.team import (
    Team,
    TeamMember,
    TeamRole,
    TeamWeek,
)
from county_desk.models.visit import Visit, VisitPurpose
from county_desk.shapes import Shape
from county_desk.tables.days import today
from county_desk.tables.listing import Listing, Rows
from county_desk.tables.terms import as_term
from county_desk.text import N_


class TeamState(Term):
    """Whether the term of a team runs."""

    RUNNING = "running", N_("In the village"), Shape.FINE
    LAPSED = "lapsed", N_("Term over, end not recorded"), Shape.WATCH
    ENDED = "ended", N_("Term ended"), Shape.NONE


@dataclass(frozen=True, slots=True)
class TeamRow:
    """One resident team; `visits` counts the team visits to households of the village during its term."""

    id: int
    state: TeamState
    township: str
    village: str
    unit: str
    first_secretary: str
    members: int
    since: date
    until: date
    ended_on: date | None
    visits: int
    days: int
    last_week: date | None
    village_id: int


TEAMS = Table(
    key="teams",
    title=N_("Resident teams"),
    row=TeamRow,
    columns=(
        Column("id", N_("Resident team"), Record(), hidden=True),
        Column("state", N_("State"), Choice(terms=TeamState, width=14)),
        Column("township", N_("Township"), Text(width=10)),
        Column("village", N_("Village"), Text(width=12)),
        Column("unit", N_("Sending unit"), Text(width=18)),
        Column("first_secretary", N_("First secretary"), Text(width=10)),
        Column("members", N_("Team members"), Count()),
        Column("since", N_("Term from"), Day()),
        Column("until", N_("Term until"), Day()),
        Column("ended_on", N_("Term ended on"), Day()),
        Column("visits", N_("Team visits"), Count()),
        Column("days", N_("Days in the village"), Count()),
        Column("last_week", N_("Last week on record"), Day()),
        Column("village_id", N_("Village record"), Record(), hidden=True),
    ),
)


def _first_secretary() -> ScalarSelect[str]:
    """The first secretary of a team now, or the last one."""
    wanted = (
        select(TeamMember.name)
        .where(
            TeamMember.team_id == Team.id,
            TeamMember.withdrawn_on.is_(None),
            TeamMember.role == TeamRole.FIRST_SECRETARY,
        )
        .order_by(TeamMember.until.is_not(None), TeamMember.since.desc(), TeamMember.id.desc())
        .limit(1)
        .correlate(Team)
    )
    return wanted.scalar_subquery()


def _visits() -> ScalarSelect[int]:
    """The number of team visits to households of the village during the term."""
    wanted = (
        select(func.count(Visit.id))
        .join(Household, Household.id == Visit.household_id)
        .where(
            Household.village_id == Team.village_id,
            Visit.purpose == VisitPurpose.TEAM,
            Visit.withdrawn_on.is_(None),
            Visit.visited_on >= Team.since,
            Visit.visited_on <= func.coalesce(Team.ended_on, Team.until),
        )
        .correlate(Team)
    )
    return wanted.scalar_subquery()


def _teams() -> Rows:
    village, township = aliased(Place), aliased(Place)
    members = (
        select(func.count(TeamMember.id))
        .where(TeamMember.team_id == Team.id, TeamMember.withdrawn_on.is_(None), TeamMember.until.is_(None))
        .correlate(Team)
    )
    weeks = (
        select(func.sum(TeamWeek.days))
        .join(TeamMember, TeamMember.id == TeamWeek.member_id)
        .where(TeamMember.team_id == Team.id, TeamWeek.withdrawn_on.is_(None))
        .correlate(Team)
    )
    state = case(
        (Team.ended_on.is_not(None), TeamState.ENDED.value),
        (Team.until < today(), TeamState.LAPSED.value),
        else_=TeamState.RUNNING.value,
    )
    return (
        select(
            Team.id.label("id"),
            as_term(state, TeamState).label("state"),
            func.coalesce(township.name, "").label("township"),
            village.name.label("village"),
            Team.unit.label("unit"),
            func.coalesce(_first_secretary(), "").label("first_secretary"),
            members.scalar_subquery().label("members"),
            Team.since.label("since"),
            Team.until.label("until"),
            Team.ended_on.label("ended_on"),
            _visits().label("visits"),
            func.coalesce(weeks.scalar_subquery(), 0).label("days"),
            weeks.with_only_columns(func.max(TeamWeek.monday)).scalar_subquery().label("last_week"),
            Team.village_id.label("village_id"),
        )
        .join(village, village.id == Team.village_id)
        .outerjoin(township, township.id == village.parent_id)
        .where(Team.withdrawn_on.is_(None))
    )


TEAMS_LISTING = Listing(
    TEAMS,
    _teams,
    search=("village",),
    order=("-state", "township", "village", "id"),
    named=("village", "unit", "id"),
)


@dataclass(frozen=True, slots=True)
class TeamMemberRow:
    """One member of a team, with the weeks and days of presence on record."""

    id: int
    name: str
    role: TeamRole
    township: str
    village: str
    unit: str
    post: str
    telephone: str
    since: date
    until: date | None
    weeks: int
    days: int
    last_week: date | None
    team_id: int
    village_id: int


TEAM_MEMBERS = Table(
    key="team_members",
    title=N_("Members of resident teams"),
    row=TeamMemberRow,
    columns=(
        Column("id", N_("Member of the team"), Record(), hidden=True),
        Column("name", N_("Name"), Text(width=10)),
        Column("role", N_("Duty in the team"), Choice(terms=TeamRole, width=12)),
        Column("township", N_("Township"), Text(width=10)),
        Column("village", N_("Village"), Text(width=12)),
        Column("unit", N_("Unit"), Text(width=16)),
        Column("post", N_("Post"), Text(width=10)),
        Column("telephone", N_("Telephone"), Digits()),
        Column("since", N_("In the village since"), Day()),
        Column("until", N_("In the village until"), Day()),
        Column("weeks", N_("Weeks on record"), Count()),
        Column("days", N_("Days in the village"), Count()),
        Column("last_week", N_("Last week on record"), Day()),
        Column("team_id", N_("Resident team"), Record(), hidden=True),
        Column("village_id", N_("Village record"), Record(), hidden=True),
    ),
)


def _members() -> Rows:
    village, township = aliased(Place), aliased(Place)
    weeks = (
        select(func.count(TeamWeek.id))
        .where(TeamWeek.member_id == TeamMember.id, TeamWeek.withdrawn_on.is_(None))
        .correlate(TeamMember)
    )
    return (
        select(
            TeamMember.id.label("id"),
            TeamMember.name.label("name"),
            TeamMember.role.label("role"),
            func.coalesce(township.name, "").label("township"),
            village.name.label("village"),
            TeamMember.unit.label("unit"),
            TeamMember.post.label("post"),
            TeamMember.telephone.label("telephone"),
            TeamMember.since.label("since"),
            TeamMember.until.label("until"),
            weeks.scalar_subquery().label("weeks"),
            func.coalesce(weeks.with_only_columns(func.sum(TeamWeek.days)).scalar_subquery(), 0).label(
                "days"
            ),
            weeks.with_only_columns(func.max(TeamWeek.monday)).scalar_subquery().label("last_week"),
            TeamMember.team_id.label("team_id"),
            Team.village_id.label("village_id"),
        )
        .join(Team, Team.id == TeamMember.team_id)
        .join(village, village.id == Team.village_id)
        .outerjoin(township, township.id == village.parent_id)
        .where(TeamMember.withdrawn_on.is_(None), Team.withdrawn_on.is_(None))
    )


MEMBERS_LISTING = Listing(
    TEAM_MEMBERS,
    _members,
    search=("name", "village"),
    order=("village", "role", "id"),
    named=("name", "village"),
)


@dataclass(frozen=True, slots=True)
class TeamWeekRow:
    """One week of a team member with its log."""

    id: int
    monday: date
    name: str
    township: str
    village: str
    days: int
    log: str
    member_id: int
    village_id: int


TEAM_WEEKS = Table(
    key="team_weeks",
    title=N_("Weeks of resident teams"),
    row=TeamWeekRow,
    columns=(
        Column("id", N_("Record"), Record(), hidden=True),
        Column("monday", N_("Week from"), Day()),
        Column("name", N_("Name"), Text(width=10)),
        Column("township", N_("Township"), Text(width=10)),
        Column("village", N_("Village"), Text(width=12)),
        Column("days", N_("Days in the village"), Count()),
        Column("log", N_("Work log"), Text(width=40)),
        Column("member_id", N_("Member of the team"), Record(), hidden=True),
        Column("village_id", N_("Village record"), Record(), hidden=True),
    ),
)


def _weeks() -> Rows:
    village, township = aliased(Place), aliased(Place)
    return (
        select(
            TeamWeek.id.label("id"),
            TeamWeek.monday.label("monday"),
            TeamMember.name.label("name"),
            func.coalesce(township.name, "").label("township"),
            village.name.label("village"),
            TeamWeek.days.label("days"),
            TeamWeek.log.label("log"),
            TeamWeek.member_id.label("member_id"),
            Team.village_id.label("village_id"),
        )
        .join(TeamMember, TeamMember.id == TeamWeek.member_id)
        .join(Team, Team.id == TeamMember.team_id)
        .join(village, village.id == Team.village_id)
        .outerjoin(township, township.id == village.parent_id)
        .where(TeamWeek.withdrawn_on.is_(None))
    )


WEEKS_LISTING = Listing(
    TEAM_WEEKS, _weeks, search=("name", "village", "log"), order=("-monday", "-id"), named=("name", "monday")
)
