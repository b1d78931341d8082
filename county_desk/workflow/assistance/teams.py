"""Resident teams: formed for a village and a term, joined and left by members, and their weeks."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Annotated, ClassVar

from sqlalchemy import select

from county_desk.fields import Record
from county_desk.models.place import Place
from county_desk.models.team import Team, TeamMember, TeamRole, TeamWeek
from county_desk.models.user import Permission
from county_desk.rules.grace import years_later
from county_desk.rules.policy import Policy
from county_desk.tables.history.act_words import OF_HELPERS, ActWords
from county_desk.text import N_, _
from county_desk.workflow.command import Ask, Work
from county_desk.workflow.declared import asked
from county_desk.workflow.gate.law import ONE_PERSON
from county_desk.workflow.gate.states import Unless
from county_desk.workflow.record_acts import ChangingAct, MakingAct

TEAM = Ask(Record(), N_("Resident team"), of="teams")
MEMBER = Ask(Record(), N_("Member of the team"), of="team_members")
DAYS = 7  # of a week
_ENDED = Unless(Team.ended_on, N_("The term of this team ended on {ended_on}"))


class FormTeam(MakingAct[Team]):
    """Record the resident team of a village with its sending unit and its term."""

    permission: ClassVar = Permission.RECORD
    act: ClassVar = ActWords(N_("Form a resident team"), N_("Formed a resident team"), "team")
    synonyms: ClassVar = N_("resident work")
    law: ClassVar = ONE_PERSON
    back: ClassVar = OF_HELPERS
    makes: ClassVar = Team
    summary: ClassVar = N_("Resident team of {village.name} formed")

    village: Annotated[int, asked(Team.village_id)]
    unit: Annotated[str, asked(Team.unit)]
    since: Annotated[date, asked(Team.since, after=("village.team.ended_on",))]
    until: Annotated[date, asked(Team.until)]

    def problems(self, work: Work) -> Mapping[str, str]:
        now = select(Team).where(
            Team.village_id == self.village, Team.ended_on.is_(None), Team.withdrawn_on.is_(None)
        )
        if (other := work.session.scalars(now).first()) is not None:
            words = _("{village} has a team of {unit} since {day}; end its term first")
            village = work.session.get_one(Place, self.village).name
            return {"village": words.format(village=village, unit=other.unit, day=other.since)}
        return {}

    def effect(self, work: Work) -> str:
        years = work.terms(self.since)["team_term_years"].whole
        if not years or self.until >= years_later(self.since, years) - timedelta(days=1):
            return ""
        return _("The term is shorter than the {years} years of policy.").format(years=years)


def lacking_members(policy: Policy, since: date, members: int) -> int:
    """Return how many members a team lacks, by the parameter of its first day; 0 if that is not set."""
    least = policy.terms(since)["team_least_members"].whole
    return max(0, least - members) if least else 0


class JoinTeam(MakingAct[TeamMember]):
    """Record a member of a resident team: the first secretary, the leader, or another."""

    permission: ClassVar = Permission.RECORD
    act: ClassVar = ActWords(
        N_("Add a member to a team"), N_("Added a member to a team"), "team_member", "team"
    )
    synonyms: ClassVar = N_("first secretary member")
    law: ClassVar = ONE_PERSON
    back: ClassVar = OF_HELPERS
    makes: ClassVar = TeamMember
    summary: ClassVar = N_("{name} joined the resident team of {team.village.name}")
    refused: ClassVar = (_ENDED,)

    team: Annotated[int, asked(TeamMember.team_id)]
    name: Annotated[str, asked(TeamMember.name)]
    role: Annotated[TeamRole, asked(TeamMember.role)]
    since: Annotated[date, asked(TeamMember.since)]
    unit: Annotated[str, asked(TeamMember.unit)] = ""
    post: Annotated[str, asked(TeamMember.post)] = ""
    telephone: Annotated[str, asked(TeamMember.telephone)] = ""

    def problems(self, work: Work) -> Mapping[str, str]:
        if self.role is TeamRole.FIRST_SECRETARY:
            wanted = select(TeamMember.name).where(
                TeamMember.team_id == self.team,
                TeamMember.role == TeamRole.FIRST_SECRETARY,
                TeamMember.until.is_(None),
                TeamMember.withdrawn_on.is_(None),
            )
            if other := work.session.scalar(wanted):
                return {"role": _("{name} is first secretary; they leave first").format(name=other)}
        return {}


class LeaveTeam(ChangingAct[TeamMember]):
    """Record that a member left the resident team."""

    permission: ClassVar = Permission.RECORD
    act: ClassVar = ActWords(
        N_("Record that a member left the team"),
        N_("Recorded that a member left a team"),
        "team_member",
        "team",
    )
    synonyms: ClassVar = N_("member gone")
    law: ClassVar = ONE_PERSON
    back: ClassVar = OF_HELPERS
    refused: ClassVar = (Unless(TeamMember.until, N_("{name} left on {until}")),)
    summary: ClassVar = N_("{name} left the resident team of {team.village.name}")

    member: Annotated[int, MEMBER]
    until: Annotated[date, asked(TeamMember.until)]


class EndTeam(ChangingAct[Team]):
    """Record the end of the term of a resident team; its members leave on that day."""

    permission: ClassVar = Permission.RECORD
    act: ClassVar = ActWords(N_("End the term of a team"), N_("Ended the term of a team"), "team")
    synonyms: ClassVar = N_("finish")
    law: ClassVar = ONE_PERSON
    back: ClassVar = OF_HELPERS
    refused: ClassVar = (_ENDED,)
    summary: ClassVar = N_("Resident team of {village.name} ended")

    team: Annotated[int, TEAM]
    ended_on: Annotated[date, asked(Team.ended_on)]
    reason: Annotated[str, asked(Team.reason)]

    def own(self, work: Work, record: Team) -> Mapping[str, object]:
        for member in _members_now(work, record.id):
            member.until = self.ended_on
        return {}


class RecordTeamWeek(MakingAct[TeamWeek]):
    """Record the week of a member: the days in the village, and the log of the work."""

    permission: ClassVar = Permission.RECORD
    act: ClassVar = ActWords(
        N_("Record a week of a team member"),
        N_("Recorded a week of a team member"),
        "team_member",
        "team_week",
    )
    synonyms: ClassVar = N_("attendance days log")
    law: ClassVar = ONE_PERSON
    back: ClassVar = OF_HELPERS
    makes: ClassVar = TeamWeek
    summary: ClassVar = N_("{member.name}, week from {monday}: {days} days in the village")

    member: Annotated[int, asked(TeamWeek.member_id)]
    week_of: Annotated[date, asked(TeamWeek.monday, label=N_("Any day of the week"))]
    days: Annotated[int, asked(TeamWeek.days)]
    log: Annotated[str, asked(TeamWeek.log)] = ""

    def problems(self, work: Work) -> Mapping[str, str]:
        member = work.session.get_one(TeamMember, self.member)
        if not 0 <= self.days <= DAYS:
            return {"days": _("A week has 0 to 7 days")}
        first = monday_of(self.week_of)
        if first + timedelta(days=DAYS - 1) < member.since or (member.until and first > member.until):
            words = _("{name} was not in the village that week")
            return {"week_of": words.format(name=member.name)}
        wanted = select(TeamWeek.days).where(
            TeamWeek.member_id == member.id, TeamWeek.monday == first, TeamWeek.withdrawn_on.is_(None)
        )
        if work.session.scalar(wanted) is not None:
            words = _("The week from {day} is on record; undo it first")
            return {"week_of": words.format(day=first)}
        return {}

    def own(self, work: Work) -> Mapping[str, object]:
        return {"monday": monday_of(self.week_of)}


def monday_of(day: date) -> date:
    """The first day of the week of a day."""
    return day - timedelta(days=day.weekday())


def _members_now(work: Work, team: int) -> list[TeamMember]:
    wanted = select(TeamMember).where(
        TeamMember.team_id == team, TeamMember.until.is_(None), TeamMember.withdrawn_on.is_(None)
    )
    return list(work.session.scalars(wanted.order_by(TeamMember.id)))
