"""Contact officials: who answers for each household, and who follows when one leaves."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import cycle, islice

from county_desk.demo.homes import Home
from county_desk.demo.office import Office, Thread
from county_desk.demo.places import CLERK, DemoVillage, town_clerk
from county_desk.models.official import Affiliation
from county_desk.tables.assistance.officials import OFFICIALS_LISTING, PAIRINGS_LISTING, PairingState
from county_desk.tables.listing import Query, page
from county_desk.workflow.assistance.officials import (
    AssignOfficial,
    EndPairing,
    HandOverAll,
    HandOverHousehold,
)
from county_desk.workflow.pasting import PasteRows

type Units = Mapping[str, tuple[str, Sequence[str]]]  # by village: a unit and its officials
_POST = "科员"


@dataclass(frozen=True)
class Answering:
    """The official who answers for one household from a day on; `ended` says until when, and why."""

    place: DemoVillage
    home: Home
    since: date
    official: str
    unit: str
    ended: tuple[date, str] | None = None


@dataclass(frozen=True)
class HandingOver:
    """A hand-over on a day to a follower: of one household, or of all that an official had."""

    day: date
    official: str
    follower: str
    unit: str
    reason: str
    of: tuple[DemoVillage, Home] | None = None


def answer_for(office: Office, going: Answering) -> Thread:
    """Assign the official on the day, and end the pairing on its last."""
    yield going.since
    who, household = office.clerk(going.place), office.household(going.home)
    office.do(who, _assigned(household, going.official, going.unit, going.since))
    if going.ended:
        last, reason = going.ended
        yield last
        office.do(who, EndPairing(household=household, until=last, reason=reason))


def hand_over(office: Office, going: HandingOver) -> Thread:
    """Hand the households over on the day."""
    yield going.day
    if going.of is not None:
        place, home = going.of
        one = HandOverHousehold(
            household=office.household(home),
            official=going.follower,
            official_unit=going.unit,
            since=office.today,
            reason=going.reason,
            official_post=_POST,
            level=Affiliation.COUNTY,
        )
        office.do(office.clerk(place), one)
        return
    (leaving,) = office.read(page, OFFICIALS_LISTING, Query(where={"name": going.official}))
    everything = HandOverAll(
        leaving=leaving.id,
        official=going.follower,
        official_unit=going.unit,
        since=office.today,
        reason=going.reason,
        official_post=_POST,
        level=Affiliation.COUNTY,
    )
    office.do(CLERK, everything)


def answer_for_all(office: Office, town: str, day: date, units: Units) -> Thread:
    """Paste an official for each household of a township that has none; those of a village take turns."""
    yield day
    wanted = Query(where={"state": PairingState.NONE, "township": town})
    alone = office.read(page, PAIRINGS_LISTING, wanted)
    rows: list[AssignOfficial] = []
    for village, (unit, officials) in units.items():
        homes = [row for row in alone if row.village == village]
        turns = zip(homes, islice(cycle(officials), len(homes)), strict=True)
        rows += [_assigned(row.id, name, unit, day) for row, name in turns]
    office.do(town_clerk(town), PasteRows(acts=tuple(rows)))


def _assigned(household: int, official: str, unit: str, since: date) -> AssignOfficial:
    return AssignOfficial(
        household=household,
        official=official,
        official_unit=unit,
        since=since,
        official_post=_POST,
        level=Affiliation.COUNTY,
    )
