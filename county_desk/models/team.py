"""Resident teams of villages with their members and weeks, training, and pledges with their days."""

from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from county_desk.day_laws import COUNTED, DONE, ENDS, OF_HELP, PAST, PLANNED_YEAR, TERM
from county_desk.fields import Choice, Count, Day, Term, Text, Year
from county_desk.models.base import Kept
from county_desk.models.declared import column, link
from county_desk.models.place import Place
from county_desk.models.record_kind import RecordKind
from county_desk.models.sounding import NAMED, SORTED
from county_desk.text import N_
from county_desk.text_kinds import PersonName, Telephone


class Team(Kept):
    """One resident team of a village, for one term; `until` is the last day of the term as planned."""

    __table_args__ = (CheckConstraint("until >= since", name="term_in_order"),)

    village_id: Mapped[int] = link("place", N_("Village"), of="villages", index=True)
    unit: Mapped[str] = column(
        N_("Sending unit"), Text(width=24), needed=N_("Name the unit that sends the team"), info=SORTED
    )
    since: Mapped[date] = column(N_("Term from"), Day(), law=TERM)
    until: Mapped[date] = column(N_("Term until"), Day(), law=ENDS, after=("since",))
    ended_on: Mapped[date | None] = column(
        N_("Term ended on"),
        Day(),
        law=COUNTED,
        after=("team.since", "team.team_member.since", "team.team_member.team_week.monday"),
    )
    reason: Mapped[str | None] = column(N_("Reason"), Text(lines=2, width=40), needed=N_("Give the reason"))
    recorded_by: Mapped[int] = mapped_column(ForeignKey("user.id"))

    village: Mapped[Place] = relationship()


TEAM = RecordKind(Team, N_("Resident team"), (Place.name, Team.unit), about=(Team.village_id,))


class TeamRole(Term):
    """The duty of a member of a resident team."""

    FIRST_SECRETARY = "first_secretary", N_("First secretary")
    LEADER = "leader", N_("Leader of the team")
    MEMBER = "member", N_("Member of the team")


class TeamMember(Kept):
    """One member of a resident team; `until` is None for who belongs to it now."""

    __table_args__ = (CheckConstraint("until IS NULL OR until >= since", name="term_in_order"),)

    team_id: Mapped[int] = link("team", N_("Resident team"), of="teams", index=True)
    name: Mapped[str] = column(N_("Name"), PersonName(), needed=N_("Name the member"), info=NAMED)
    role: Mapped[TeamRole] = column(N_("Duty in the team"), Choice(terms=TeamRole))
    unit: Mapped[str] = column(N_("Unit"), Text(width=20), default="", info=SORTED)
    post: Mapped[str] = column(N_("Post"), Text(width=12), default="")
    telephone: Mapped[str] = column(N_("Telephone"), Telephone(), default="")
    since: Mapped[date] = column(N_("In the village since"), Day(), law=TERM, after=("team.since",))
    until: Mapped[date | None] = column(
        N_("In the village until"), Day(), law=COUNTED, after=("member.since", "member.team_week.monday")
    )

    team: Mapped[Team] = relationship()


TEAM_MEMBER = RecordKind(TeamMember, N_("Member of the team"), (TeamMember.name,))


class TeamWeek(Kept):
    """One week of one member in the village: the days of presence, and the log of the work."""

    __table_args__ = (
        CheckConstraint("days BETWEEN 0 AND 7", name="days_of_a_week"),
        Index("ix_team_week_member_id_monday", "member_id", "monday"),
    )

    member_id: Mapped[int] = link("team_member", N_("Member of the team"), of="team_members")
    monday: Mapped[date] = column(N_("Week from"), Day(), law=COUNTED)
    days: Mapped[int] = column(N_("Days in the village"), Count())
    log: Mapped[str] = column(N_("Work log"), Text(lines=3, width=40), default="")
    recorded_by: Mapped[int] = mapped_column(ForeignKey("user.id"))

    member: Mapped[TeamMember] = relationship()


TEAM_WEEK = RecordKind(TeamWeek, N_("Week of a team member"), (TeamMember.name, TeamWeek.monday))


class Audience(Term):
    """The people that a training was for."""

    OFFICIALS = "officials", N_("Officials")
    TEAMS = "teams", N_("Resident teams")
    HOUSEHOLDS = "households", N_("Members of households")


class Training(Kept):
    """One training: its day, its place, who taught and who took part."""

    place_id: Mapped[int] = link("place", N_("Place"), of="places", index=True)
    title: Mapped[str] = column(
        N_("Subject of the training"),
        Text(width=30),
        needed=N_("Name the subject of the training"),
        info=NAMED,
    )
    audience: Mapped[Audience] = column(N_("Training for"), Choice(terms=Audience))
    held_on: Mapped[date] = column(N_("Held on"), Day(), law=OF_HELP)
    venue: Mapped[str] = column(N_("Venue"), Text(width=24), default="")
    teachers: Mapped[str] = column(N_("Teachers"), Text(width=24), default="")
    persons: Mapped[int] = column(N_("Persons trained"), Count())
    participants: Mapped[str] = column(N_("Who took part"), Text(lines=3, width=40), default="")
    recorded_by: Mapped[int] = mapped_column(ForeignKey("user.id"))

    place: Mapped[Place] = relationship()


TRAINING = RecordKind(
    Training, N_("Training"), (Training.title, Training.held_on), about=(Training.place_id,)
)


class UndertakingKind(Term):
    """A written pledge to the level above, or a task of the county's timetable."""

    PLEDGE = "pledge", N_("Pledge")
    TASK = "task", N_("Task of the timetable")


class Undertaking(Kept):
    """One target with its day and who answers for it: of a signed pledge, or of the county's timetable.

    `given_to` is the level or person to whom a pledge was signed. `done_on` is None until it is done.
    """

    __table_args__ = (CheckConstraint("due_on >= signed_on", name="term_in_order"),)

    kind: Mapped[UndertakingKind] = column(N_("Kind"), Choice(terms=UndertakingKind))
    place_id: Mapped[int] = link("place", N_("Place"), of="places", index=True)
    year: Mapped[int] = column(N_("Year"), Year(), law=PLANNED_YEAR)
    target: Mapped[str] = column(N_("Target"), Text(lines=2, width=40), needed=N_("Enter the target"))
    responsible: Mapped[str] = column(
        N_("Person responsible"), PersonName(staff=True), needed=N_("Name who answers for it"), info=NAMED
    )
    unit: Mapped[str] = column(N_("Unit responsible"), Text(width=20), default="", info=SORTED)
    given_to: Mapped[str] = column(
        N_("Given to"), Text(width=24), help=N_("The level to which it was signed"), default=""
    )
    signed_on: Mapped[date] = column(N_("Signed or set on"), Day(), law=PAST)
    due_on: Mapped[date] = column(N_("To be done by"), Day(), law=ENDS, after=("signed_on",), index=True)
    done_on: Mapped[date | None] = column(N_("Done on"), Day(), law=DONE, after=("undertaking.signed_on",))
    result: Mapped[str | None] = column(N_("Result"), Text(lines=2, width=40), needed=N_("Write the result"))
    recorded_by: Mapped[int] = mapped_column(ForeignKey("user.id"))

    place: Mapped[Place] = relationship()


UNDERTAKING = RecordKind(
    Undertaking, N_("Pledge or task"), (Undertaking.target,), about=(Undertaking.place_id,)
)
