"""Resident teams: sent to a village for two years, with their weeks in it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from county_desk.demo.office import Office, Thread
from county_desk.demo.places import CLERK, DemoVillage
from county_desk.models.team import TeamRole
from county_desk.workflow.assistance.teams import FormTeam, JoinTeam, RecordTeamWeek
from county_desk.workflow.pasting import PasteRows

_TERM = timedelta(730)


@dataclass(frozen=True)
class Residing:
    """One team: the unit that sends it, and its people with the first secretary first.

    Each of `weeks` is a Friday with the days that each member was in the village, and what they did.
    """

    place: DemoVillage
    since: date
    unit: str
    people: Sequence[str]
    weeks: Sequence[tuple[date, Sequence[int], str]]


def reside(office: Office, going: Residing) -> Thread:
    """Form the team, and paste each week on its Friday."""
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
    for friday, days, log in going.weeks:
        yield friday
        rows = tuple(
            RecordTeamWeek(member=member, week_of=friday, days=present, log=log)
            for member, present in zip(members, days, strict=True)
        )
        office.do(who, PasteRows(acts=rows))
