"""R9B: the contact officials by household, and the members of resident teams, at the end of a period."""

from datetime import date
from typing import Annotated

from sqlalchemy import ColumnElement, and_, func, or_, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from county_desk.fields import Count
from county_desk.models.household import Household
from county_desk.models.official import Affiliation, Official, Pairing
from county_desk.models.team import Team, TeamMember, TeamRole, TeamWeek
from county_desk.models.visit import Visit, VisitPurpose
from county_desk.tables.county import County
from county_desk.tables.declared import Shown, ShownRow, table_of
from county_desk.tables.figures import FigureLine, ReturnPage
from county_desk.tables.lives import lives
from county_desk.tables.many_rows import SharedWords
from county_desk.tables.period import Period
from county_desk.tables.returns.page import PageKind, households, persons
from county_desk.tables.usual_fields import HeadName, HouseholdNumber, LineNumber, TownshipName, VillageName
from county_desk.text import N_

COUNTED = (VisitPurpose.CONTACT, VisitPurpose.MONITORING)  # visits that count for a contact official


class HelperRow(ShownRow):
    """One household with its contact official, and the visits of the period."""

    position: LineNumber
    township: TownshipName
    village: VillageName
    number: HouseholdNumber
    head: HeadName
    persons: Annotated[int, Shown(label=N_("Persons"), kind=Count(width=6))]
    official: Annotated[str, Shown(Official.name, width=10)]
    unit: Annotated[str, Shown(Official.unit, width=18)]
    post: Annotated[str, Shown(Official.post, width=10)]
    affiliation: Annotated[Affiliation | None, Shown(Official.affiliation, width=10)]
    telephone: Annotated[str, Shown(Official.telephone)]
    since: Annotated[date, Shown(Pairing.since, width=11)]
    visits: Annotated[int, Shown(label=N_("Visits in the period"), kind=Count(width=8))]


HELPERS = table_of("helpers", N_("Contact officials"), HelperRow)


class TeamRosterRow(ShownRow):
    """One member of a resident team, and the days of presence in the period."""

    position: LineNumber
    township: TownshipName
    village: VillageName
    sent_by: Annotated[str, Shown(Team.unit, width=18)]
    name: Annotated[str, Shown(TeamMember.name, width=10)]
    role: Annotated[TeamRole, Shown(TeamMember.role)]
    unit: Annotated[str, Shown(TeamMember.unit, width=16)]
    post: Annotated[str, Shown(TeamMember.post, width=10)]
    telephone: Annotated[str, Shown(TeamMember.telephone)]
    since: Annotated[date, Shown(TeamMember.since, width=11)]
    until: Annotated[date, Shown(Team.until, width=11)]
    days: Annotated[int, Shown(label=N_("Days in the village"), kind=Count(width=8))]


TEAM_ROSTER = table_of("team_roster", N_("Resident teams"), TeamRosterRow)


def helper_page(session: Session, county: County, period: Period) -> ReturnPage[HelperRow]:
    """The households with a contact official at the end of the period, by village and number."""
    wanted = (
        select(
            *(Household.id, Household.number, Household.head),
            *(Official.name, Official.unit, Official.post, Official.affiliation, Official.telephone),
            Pairing.since,
        )
        .select_from(Pairing)
        .join(Household, Household.id == Pairing.household_id)
        .join(Official, Official.id == Pairing.official_id)
        .where(_lasting(Pairing.since, Pairing.until, period.last), Pairing.withdrawn_on.is_(None))
        .order_by(Household.number)
    )
    visits, words, known = _visits(session, period), SharedWords(), lives(session)
    lines = []
    for position, village, each in county.read_by_village(session, wanted, known, period.last):
        row = HelperRow(
            position=position,
            township=village.township,
            village=village.name,
            number=each.number,
            head=each.head,
            persons=known[each.id].persons(period.last),
            official=words(each.name),
            unit=words(each.unit),
            post=words(each.post),
            affiliation=each.affiliation,
            telephone=words(each.telephone),
            since=each.since,
            visits=visits.get(each.id, 0),
        )
        lines.append(FigureLine(row, {"number": (each.id,)}, village.id))
    totals = {key: sum(getattr(line.row, key) for line in lines) for key in ("persons", "visits")}
    return ReturnPage(HELPERS, "households", tuple(lines), totals)


def team_page(session: Session, county: County, period: Period) -> ReturnPage[TeamRosterRow]:
    """The members of resident teams at the end of the period, by village."""
    wanted = (
        select(TeamMember, Team)
        .join(Team, Team.id == TeamMember.team_id)
        .where(
            _lasting(TeamMember.since, TeamMember.until, period.last),
            TeamMember.withdrawn_on.is_(None),
            Team.withdrawn_on.is_(None),
            Team.until >= period.last,
        )
        .order_by(TeamMember.id)
    )
    rows = county.by_village(session.execute(wanted), lambda row: row.Team.village_id)
    days = _days(session, period)
    lines = []
    for position, village, (member, team) in rows:
        row = TeamRosterRow(
            position=position,
            township=village.township,
            village=village.name,
            sent_by=team.unit,
            name=member.name,
            role=member.role,
            unit=member.unit,
            post=member.post,
            telephone=member.telephone,
            since=member.since,
            until=team.until,
            days=days.get(member.id, 0),
        )
        lines.append(FigureLine(row, {"name": (team.id,)}, village.id))
    return ReturnPage(TEAM_ROSTER, "teams", tuple(lines), {"days": sum(line.row.days for line in lines)})


def _lasting(
    since: InstrumentedAttribute[date], until: InstrumentedAttribute[date | None], day: date
) -> ColumnElement[bool]:
    return and_(since <= day, or_(until.is_(None), until > day))


def _visits(session: Session, period: Period) -> dict[int, int]:
    """The counted visits of a period by household."""
    wanted = (
        select(Visit.household_id, func.count(Visit.id))
        .where(
            Visit.household_id.is_not(None),
            Visit.purpose.in_(COUNTED),
            Visit.visited_on.between(period.first, period.last),
            Visit.withdrawn_on.is_(None),
        )
        .group_by(Visit.household_id)
    )
    return {household: count for household, count in session.execute(wanted) if household is not None}


def _days(session: Session, period: Period) -> dict[int, int]:
    """The days of presence of each member in the weeks that begin in a period."""
    wanted = (
        select(TeamWeek.member_id, func.sum(TeamWeek.days))
        .where(TeamWeek.monday.between(period.first, period.last), TeamWeek.withdrawn_on.is_(None))
        .group_by(TeamWeek.member_id)
    )
    return {member: int(days) for member, days in session.execute(wanted)}


HELPERS_PAGE = PageKind(
    table=HELPERS,
    collect=helper_page,
    title=N_("Roster of contact officials of {county}, {period}"),
    units=N_("households, persons"),
    counts=("head", households),
)


TEAM_ROSTER_PAGE = PageKind(
    table=TEAM_ROSTER,
    collect=team_page,
    title=N_("Roster of resident teams of {county}, {period}"),
    units=N_("persons, days"),
    counts=("name", persons),
)
