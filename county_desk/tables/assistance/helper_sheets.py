"""The facts of two papers: the account of a village, and the hand-over of an official's households."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from county_desk.models.clue import OPEN as OPEN_CLUES
from county_desk.models.clue import Clue
from county_desk.models.household import Household, Standing
from county_desk.models.measure import AssistanceMeasure, Need
from county_desk.models.monitored import Monitored
from county_desk.models.official import Official, Pairing
from county_desk.models.place import Place
from county_desk.tables.assistance.measure_titles import measure_title
from county_desk.tables.assistance.officials import PAIRINGS_LISTING, PairingState
from county_desk.tables.assistance.plans import LISTING as PLANS_LISTING
from county_desk.tables.assistance.plans import PlanForecast, forecasts
from county_desk.tables.assistance.teams import MEMBERS_LISTING, TeamMemberRow
from county_desk.tables.county import county_name
from county_desk.tables.listing import Query, page
from county_desk.tables.village_figures import village_figures
from county_desk.text import _


@dataclass(frozen=True, slots=True)
class VillageAccount:
    """A village as its account states it; `people` is None while the population of the year is unknown."""

    county: str
    township: str
    village: str
    year: int
    day: date
    people: int | None
    registered: tuple[int, int]
    exited: tuple[int, int]
    monitored: int
    measures: tuple[int, int]
    without_official: int
    overdue: int
    team: tuple[TeamMemberRow, ...]
    plans: tuple[PlanForecast, ...]


@dataclass(frozen=True, slots=True)
class HandedHousehold:
    """One household that goes over, with its open things in words."""

    number: str
    village: str
    head: str
    persons: int
    since: date
    visited_on: date | None
    open_things: str


@dataclass(frozen=True, slots=True)
class HandOverFacts:
    """The households for which an official answers now."""

    county: str
    day: date
    official: str
    unit: str
    households: tuple[HandedHousehold, ...]


def village_account(session: Session, village: int, year: int, day: date) -> VillageAccount:
    """The account of a village for a year. Raises NoResultFound for an unknown one."""
    place = session.get_one(Place, village)
    township = session.get(Place, place.parent_id) if place.parent_id else None
    figures = village_figures(session, year).get(village)
    watched = select(func.count(Monitored.id)).where(
        Monitored.village_id == village, Monitored.removed == "", Monitored.withdrawn_on.is_(None)
    )
    running = [
        row
        for row in page(session, MEMBERS_LISTING, Query(where={"village_id": village}))
        if row.until is None
    ]
    plans = page(session, PLANS_LISTING, Query(where={"village_id": village, "year": year}))
    without, overdue = _officials(session, village, day)
    return VillageAccount(
        county=county_name(session),
        township=township.name if township else "",
        village=place.name,
        year=year,
        day=day,
        people=figures.persons if figures else None,
        registered=_standing(session, village, Standing.REGISTERED),
        exited=_standing(session, village, Standing.EXITED),
        monitored=session.scalar(watched) or 0,
        measures=_measures(session, village),
        without_official=without,
        overdue=overdue,
        team=tuple(running),
        plans=tuple(forecasts(session, plans)),
    )


def hand_over_facts(session: Session, official: int, day: date) -> HandOverFacts:
    """The households of an official with their open things. Raises NoResultFound for an unknown one."""
    known = session.get_one(Official, official)
    wanted = (
        select(Pairing, Household, Place.name)
        .join(Household, Household.id == Pairing.household_id)
        .join(Place, Place.id == Household.village_id)
        .where(Pairing.official_id == official, Pairing.until.is_(None), Pairing.withdrawn_on.is_(None))
        .order_by(Place.id, Household.number)
    )
    households = tuple(
        HandedHousehold(
            number=household.number,
            village=village,
            head=household.head,
            persons=household.persons,
            since=pairing.since,
            visited_on=pairing.visited_on,
            open_things=open_things(session, household.id),
        )
        for pairing, household, village in session.execute(wanted)
    )
    return HandOverFacts(county_name(session), day, known.name, known.unit, households)


def open_things(session: Session, household: int) -> str:
    """The measures not delivered, needs and clues of a household that are open, in words; "" for none."""
    measures = select(measure_title()).where(
        AssistanceMeasure.household_id == household,
        AssistanceMeasure.delivered_on.is_(None),
        AssistanceMeasure.withdrawn_on.is_(None),
    )
    needs = select(Need).where(
        Need.household_id == household, Need.ended_on.is_(None), Need.withdrawn_on.is_(None)
    )
    clues = select(Clue).where(
        Clue.household_id == household, Clue.state.in_(OPEN_CLUES), Clue.withdrawn_on.is_(None)
    )
    found = [_("measure not delivered: {title}").format(title=title) for title in session.scalars(measures)]
    found += [
        _("need: {words}").format(words=each.words or _(each.wants.label)) for each in session.scalars(needs)
    ]
    found += [_("clue: {risks}").format(risks=each.risks) for each in session.scalars(clues)]
    return _("; ").join(found)


def _standing(session: Session, village: int, standing: Standing) -> tuple[int, int]:
    """The households and persons of a standing."""
    wanted = select(func.count(Household.id), func.coalesce(func.sum(Household.persons), 0)).where(
        Household.village_id == village, Household.standing == standing, Household.withdrawn_on.is_(None)
    )
    households, persons = session.execute(wanted).one()
    return households, int(persons)


def _measures(session: Session, village: int) -> tuple[int, int]:
    """The measures of the households of a village, and how many of them were delivered."""
    wanted = (
        select(func.count(AssistanceMeasure.id), func.count(AssistanceMeasure.delivered_on))
        .join(Household, Household.id == AssistanceMeasure.household_id)
        .where(Household.village_id == village, AssistanceMeasure.withdrawn_on.is_(None))
    )
    every, delivered = session.execute(wanted).one()
    return every, delivered


def _officials(session: Session, village: int, day: date) -> tuple[int, int]:
    """Count the households without a contact official, and those with an overdue visit."""
    rows = page(session, PAIRINGS_LISTING, Query(where={"village_id": village}))
    late = sum(row.visit_due_on is not None and row.visit_due_on < day for row in rows)
    return sum(row.state is PairingState.NONE for row in rows), late
