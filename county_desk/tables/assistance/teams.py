"""Resident teams, their members and their weekly logs."""

from datetime import date
from typing import Annotated

from sqlalchemy import ScalarSelect, case, func, select

from county_desk.fields import Choice, Count, Day, Term, Text
from county_desk.models.household import Household
from county_desk.models.team import (
    Team,
    TeamMember,
    TeamRole,
    TeamWeek,
)
from county_desk.models.visit import Visit, VisitPurpose
from county_desk.shapes import Shape
from county_desk.tables.days import today
from county_desk.tables.declared import Shown, ShownRow, select_of, table_of
from county_desk.tables.listing import Listing, Rows
from county_desk.tables.terms import as_term
from county_desk.tables.usual_fields import TownshipName, VillageName, by_village
from county_desk.text import N_


class TeamState(Term):
    """Whether the term of a team runs."""

    RUNNING = "running", N_("In the village"), Shape.FINE
    LAPSED = "lapsed", N_("Term over, end not recorded"), Shape.WATCH
    ENDED = "ended", N_("Term ended"), Shape.NONE


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


class TeamRow(ShownRow):
    """One resident team; `visits` counts the team visits to households of the village during its term."""

    id: Annotated[int, Shown(Team.id, N_("Resident team"))]
    state: Annotated[TeamState, Shown(label=N_("State"), kind=Choice(terms=TeamState, width=14))]
    township: TownshipName
    village: VillageName
    unit: Annotated[str, Shown(Team.unit, width=18)]
    first_secretary: Annotated[
        str, Shown(func.coalesce(_first_secretary(), ""), N_("First secretary"), Text(width=10))
    ]
    members: Annotated[int, Shown(label=N_("Team members"), kind=Count())]
    since: Annotated[date, Shown(Team.since)]
    until: Annotated[date, Shown(Team.until)]
    ended_on: Annotated[date | None, Shown(Team.ended_on)]
    visits: Annotated[int, Shown(_visits, N_("Team visits"), Count())]
    days: Annotated[int, Shown(label=N_("Days in the village"), kind=Count())]
    last_week: Annotated[date | None, Shown(label=N_("Last week on record"), kind=Day())]
    village_id: Annotated[int, Shown(Team.village_id, N_("Village record"))]


TEAMS = table_of("teams", N_("Resident teams"), TeamRow)


def _teams() -> Rows:
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
    found = select_of(
        TeamRow,
        state=as_term(state, TeamState),
        members=members.scalar_subquery(),
        days=func.coalesce(weeks.scalar_subquery(), 0),
        last_week=weeks.with_only_columns(func.max(TeamWeek.monday)).scalar_subquery(),
    )
    return by_village(found, Team.village_id).where(Team.withdrawn_on.is_(None))


TEAMS_LISTING = Listing(
    TEAMS,
    _teams,
    search=("village",),
    order=("-state", "township", "village", "id"),
    named=("village", "unit", "id"),
)


class TeamMemberRow(ShownRow):
    """One member of a team, with the weeks and days of presence on record."""

    id: Annotated[int, Shown(TeamMember.id, N_("Member of the team"))]
    name: Annotated[str, Shown(TeamMember.name, width=10)]
    role: Annotated[TeamRole, Shown(TeamMember.role)]
    township: TownshipName
    village: VillageName
    unit: Annotated[str, Shown(TeamMember.unit, width=16)]
    post: Annotated[str, Shown(TeamMember.post, width=10)]
    telephone: Annotated[str, Shown(TeamMember.telephone)]
    since: Annotated[date, Shown(TeamMember.since)]
    until: Annotated[date | None, Shown(TeamMember.until)]
    weeks: Annotated[int, Shown(label=N_("Weeks on record"), kind=Count())]
    days: Annotated[int, Shown(label=N_("Days in the village"), kind=Count())]
    last_week: Annotated[date | None, Shown(label=N_("Last week on record"), kind=Day())]
    team_id: Annotated[int, Shown(TeamMember.team_id)]
    village_id: Annotated[int, Shown(Team.village_id, N_("Village record"))]


TEAM_MEMBERS = table_of("team_members", N_("Members of resident teams"), TeamMemberRow)


def _members() -> Rows:
    weeks = (
        select(func.count(TeamWeek.id))
        .where(TeamWeek.member_id == TeamMember.id, TeamWeek.withdrawn_on.is_(None))
        .correlate(TeamMember)
    )
    rows = select_of(
        TeamMemberRow,
        weeks=weeks.scalar_subquery(),
        days=func.coalesce(weeks.with_only_columns(func.sum(TeamWeek.days)).scalar_subquery(), 0),
        last_week=weeks.with_only_columns(func.max(TeamWeek.monday)).scalar_subquery(),
    )
    found = by_village(rows.join(Team, Team.id == TeamMember.team_id), Team.village_id)
    return found.where(TeamMember.withdrawn_on.is_(None), Team.withdrawn_on.is_(None))


MEMBERS_LISTING = Listing(
    TEAM_MEMBERS,
    _members,
    search=("name", "village"),
    order=("village", "role", "id"),
    named=("name", "village"),
)


class TeamWeekRow(ShownRow):
    """One week of a team member with its log."""

    id: Annotated[int, Shown(TeamWeek.id, N_("Record"))]
    monday: Annotated[date, Shown(TeamWeek.monday)]
    name: Annotated[str, Shown(TeamMember.name, width=10)]
    township: TownshipName
    village: VillageName
    days: Annotated[int, Shown(TeamWeek.days)]
    log: Annotated[str, Shown(TeamWeek.log, width=40)]
    member_id: Annotated[int, Shown(TeamWeek.member_id)]
    village_id: Annotated[int, Shown(Team.village_id, N_("Village record"))]


TEAM_WEEKS = table_of("team_weeks", N_("Weeks of resident teams"), TeamWeekRow)


def _weeks() -> Rows:
    rows = select_of(TeamWeekRow).join(TeamMember, TeamMember.id == TeamWeek.member_id)
    found = by_village(rows.join(Team, Team.id == TeamMember.team_id), Team.village_id)
    return found.where(TeamWeek.withdrawn_on.is_(None))


WEEKS_LISTING = Listing(
    TEAM_WEEKS, _weeks, search=("name", "village", "log"), order=("-monday", "-id"), named=("name", "monday")
)
