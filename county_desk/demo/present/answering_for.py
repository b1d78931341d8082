"""Contact officials: who answers for each monitored household, and one who hands over."""

from dataclasses import dataclass
from datetime import date

from county_desk.demo.homes import Home
from county_desk.demo.office import Office, Thread
from county_desk.demo.places import DemoVillage
from county_desk.models.official import Affiliation
from county_desk.workflow.officials import AssignOfficial, HandOverHousehold


@dataclass(frozen=True)
class Answering:
    """The official who answers for one household from a day on, and who follows on another day."""

    place: DemoVillage
    home: Home
    since: date
    official: str
    unit: str
    follower: str = ""
    handed_over: date | None = None


def answer_for(office: Office, going: Answering) -> Thread:
    """Assign the official, and hand the household over on its day."""
    who = office.clerk(going.place)
    yield going.since
    assigned = AssignOfficial(
        household=office.household(going.home),
        official=going.official,
        official_unit=going.unit,
        since=office.today,
        official_post="帮扶责任人",
        level=Affiliation.COUNTY,
    )
    office.do(who, assigned)
    if going.handed_over is None:
        return
    yield going.handed_over
    handed = HandOverHousehold(
        household=office.household(going.home),
        official=going.follower,
        official_unit=going.unit,
        since=office.today,
        reason="工作调动",
        level=Affiliation.COUNTY,
    )
    office.do(who, handed)
