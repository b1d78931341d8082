"""Facts of a household or a person that the office learns in the course of a year."""

from dataclasses import dataclass, replace
from datetime import date

from county_desk.demo.homes import Home
from county_desk.demo.office import Office, Thread
from county_desk.demo.places import DemoVillage
from county_desk.workflow.registry import RecordMemberYear, RecordYear


@dataclass(frozen=True)
class Surveyed:
    """Facts of a year as they were learned on a day; the number of the household or person is filled in.

    `person` is a place on the roster, from 0.
    """

    place: DemoVillage
    home: Home
    day: date
    facts: RecordYear | RecordMemberYear
    person: int = 0


def survey(office: Office, going: Surveyed) -> Thread:
    """Record the facts on the day."""
    yield going.day
    who, facts = office.clerk(going.place), going.facts
    if isinstance(facts, RecordYear):
        office.do(who, replace(facts, household=office.household(going.home)))
    else:
        office.do(who, replace(facts, member=office.member(going.home.people[going.person])))
