"""Resident teams: sent to a village for two years, with their weeks in it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from county_desk.demo.office import Office, Thread
from county_desk.demo.places import CLERK, DemoVillage
from county_desk.models.team import TeamRole
from county_desk.workflow.teams import FormTeam, JoinTeam, RecordTeamWeek

_TERM = timedelta(730)
_LOG = "走访监测户，核对帮扶措施落实情况"


@dataclass(frozen=True)
class Residing:
    """One team: the unit that sends it, its people with the first secretary first, its days in each week."""

    place: DemoVillage
    since: date
    unit: str
    people: Sequence[str]
    weeks: Sequence[tuple[date, int]]


def reside(office: Office, going: Residing) -> Thread:
    """Form the team, and record each week on its Friday."""
    yield going.since
    team = office.made(
        CLERK,
        FormTeam(
            village=office.place(going.place.code),
            unit=going.unit,
            since=office.today,
            until=office.today + _TERM,
        ),
    )
    members = [
        office.made(
            CLERK,
            JoinTeam(
                team=team,
                name=name,
                role=TeamRole.MEMBER if place else TeamRole.FIRST_SECRETARY,
                since=office.today,
                unit=going.unit,
            ),
        )
        for place, name in enumerate(going.people)
    ]
    who = office.clerk(going.place)
    for friday, days in going.weeks:
        yield friday
        for member in members:
            office.do(who, RecordTeamWeek(member=member, week_of=friday, days=days, log=_LOG))
