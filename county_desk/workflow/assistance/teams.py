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
from county_desk.workflow.command import Ask, Change, Command, Work
from county_desk.workflow.declared import added, asked, record_of
from county_desk.workflow.gate.law import ONE_PERSON

TEAM = Ask(Record(), N_("Resident team"), of="teams")
MEMBER = Ask(Record(), N_("Member of the team"), of="team_members")
DAYS = 7  # of a week


class FormTeam(Command):
    """Record the resident team of a village with its sending unit and its term."""

    permission: ClassVar = Permission.RECORD
    act: ClassVar = ActWords(N_("Form a resident team"), N_("Formed a resident team"), "team")
    synonyms: ClassVar = N_("resident work")
    law: ClassVar = ONE_PERSON
    back: ClassVar = OF_HELPERS

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

    def run(self, work: Work) -> Change:
        team = record_of(work, self, Team)
        name = work.session.get_one(Place, self.village).name
        summary = _("Resident team of {village} formed").format(village=name)
        return added(work, team, summary)


def lacking_members(policy: Policy, since: date, members: int) -> int:
    """Return how many members a team lacks, by the parameter of its first day; 0 if that is not set."""
    least = policy.terms(since)["team_least_members"].whole
    return max(0, least - members) if least else 0


class JoinTeam(Command):
    """Record a member of a resident team: the first secretary, the leader, or another."""

    permission: ClassVar = Permission.RECORD
    act: ClassVar = ActWords(
        N_("Add a member to a team"), N_("Added a member to a team"), "team_member", "team"
    )
    synonyms: ClassVar = N_("first secretary member")
    law: ClassVar = ONE_PERSON
    back: ClassVar = OF_HELPERS

    team: Annotated[int, asked(TeamMember.team_id)]
    name: Annotated[str, asked(TeamMember.name)]
    role: Annotated[TeamRole, asked(TeamMember.role)]
    since: Annotated[date, asked(TeamMember.since)]
    unit: Annotated[str, asked(TeamMember.unit)] = ""
    post: Annotated[str, asked(TeamMember.post)] = ""
    telephone: Annotated[str, asked(TeamMember.telephone)] = ""

    def problems(self, work: Work) -> Mapping[str, str]:
        if trouble := team_trouble(work, self.team):
            return trouble
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

    def run(self, work: Work) -> Change:
        member = record_of(work, self, TeamMember)
        village = work.session.get_one(Team, self.team).village.name
        words = _("{name} joined the resident team of {village}")
        return added(work, member, words.format(name=member.name, village=village))


class LeaveTeam(Command):
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

    member: Annotated[int, MEMBER]
    until: Annotated[date, asked(TeamMember.until)]

    def problems(self, work: Work) -> Mapping[str, str]:
        return _member_trouble(work, self.member)

    def run(self, work: Work) -> Change:
        member = work.session.get_one(TeamMember, self.member)
        member.until = self.until
        words = _("{name} left the resident team of {village}")
        summary = words.format(name=member.name, village=member.team.village.name)
        return Change(summary, id=member.id)


class EndTeam(Command):
    """Record the end of the term of a resident team; its members leave on that day."""

    permission: ClassVar = Permission.RECORD
    act: ClassVar = ActWords(N_("End the term of a team"), N_("Ended the term of a team"), "team")
    synonyms: ClassVar = N_("finish")
    law: ClassVar = ONE_PERSON
    back: ClassVar = OF_HELPERS

    team: Annotated[int, TEAM]
    ended_on: Annotated[date, asked(Team.ended_on)]
    reason: Annotated[str, asked(Team.reason)]

    def problems(self, work: Work) -> Mapping[str, str]:
        return team_trouble(work, self.team)

    def run(self, work: Work) -> Change:
        team = work.session.get_one(Team, self.team)
        team.ended_on = self.ended_on
        team.reason = self.reason.strip()
        for member in _members_now(work, team.id):
            member.until = self.ended_on
        summary = _("Resident team of {village} ended").format(village=team.village.name)
        return Change(summary, id=team.id)


class RecordTeamWeek(Command):
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

    def run(self, work: Work) -> Change:
        week = record_of(work, self, TeamWeek, monday=monday_of(self.week_of))
        name = work.session.get_one(TeamMember, self.member).name
        words = _("{name}, week from {day}: {days} days in the village")
        summary = words.format(name=name, day=week.monday, days=self.days)
        return added(work, week, summary)


def team_trouble(work: Work, number: int) -> Mapping[str, str]:
    """Check that the term of a team goes on."""
    ended_on = work.session.get_one(Team, number).ended_on
    if ended_on is not None:
        return {"team": _("The term of this team ended on {day}").format(day=ended_on)}
    return {}


def monday_of(day: date) -> date:
    """The first day of the week of a day."""
    return day - timedelta(days=day.weekday())


def _member_trouble(work: Work, number: int) -> Mapping[str, str]:
    """Check that a member is in the team still."""
    member = work.session.get_one(TeamMember, number)
    if member.until is not None:
        return {"member": _("{name} left on {day}").format(name=member.name, day=member.until)}
    return {}


def _members_now(work: Work, team: int) -> list[TeamMember]:
    wanted = select(TeamMember).where(
        TeamMember.team_id == team, TeamMember.until.is_(None), TeamMember.withdrawn_on.is_(None)
    )
    return list(work.session.scalars(wanted.order_by(TeamMember.id)))
