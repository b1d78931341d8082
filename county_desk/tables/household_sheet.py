"""The known facts of one household for a paper that goes to its door: a visit sheet or an authorisation."""

from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from county_desk.models.clue import Clue
from county_desk.models.household import Household, Member
from county_desk.models.measure import AssistanceMeasure
from county_desk.models.monitored import Monitored
from county_desk.models.place import Place
from county_desk.models.visit import Visit
from county_desk.tables.assistance.officials import terms_of
from county_desk.tables.county import county_name
from county_desk.tables.policy.office_names import names_on
from county_desk.text import _


@dataclass(frozen=True, slots=True)
class SheetMember:
    """One member on such a paper; no paper bears an identity number that a person did not write there."""

    name: str
    relation: str
    age: int | None


@dataclass(frozen=True, slots=True)
class HouseholdSheet:
    """The household as the paper names it. Blank texts and None stand for unknown facts."""

    head: str
    day: date
    county: str = ""
    office: str = ""
    township: str = ""
    village: str = ""
    group_name: str = ""
    number: str = ""
    members: tuple[SheetMember, ...] = ()
    kind: str = ""
    risks: str = ""
    entered_on: date | None = None
    visited_on: date | None = None
    measures: tuple[str, ...] = ()
    clue: int | None = None
    noticed: str = ""
    official: str = ""


def sheet_of_monitored(session: Session, number: int, day: date) -> HouseholdSheet:
    """The sheet of a monitored household. Raises NoResultFound for an unknown one."""
    watched = session.get_one(Monitored, number)
    found = HouseholdSheet(
        head=watched.head,
        day=day,
        number=watched.number,
        kind=watched.kind,
        risks=watched.risks,
        entered_on=watched.entered_on,
        visited_on=watched.visited_on,
    )
    return _sheet(session, watched.village_id, watched.household_id, day, found)


def sheet_of_clue(session: Session, number: int, day: date) -> HouseholdSheet:
    """The sheet of the household of a clue. Raises NoResultFound for an unknown one."""
    clue = session.get_one(Clue, number)
    found = HouseholdSheet(
        head=clue.head,
        day=day,
        group_name=clue.group_name,
        risks=clue.risks,
        clue=clue.id,
        noticed=clue.words,
    )
    return _sheet(session, clue.village_id, clue.household_id, day, found)


def sheet_of_household(session: Session, number: int, day: date) -> HouseholdSheet:
    """The sheet of a household on record. Raises NoResultFound for an unknown one."""
    household = session.get_one(Household, number)
    last = select(func.max(Visit.visited_on)).where(
        Visit.household_id == number, Visit.withdrawn_on.is_(None)
    )
    found = HouseholdSheet(
        head=household.head,
        day=day,
        visited_on=session.scalar(last),
        official=next((term.official for term in terms_of(session, number) if term.until is None), ""),
    )
    return _sheet(session, household.village_id, number, day, found)


def _sheet(
    session: Session, village: int, household: int | None, day: date, found: HouseholdSheet
) -> HouseholdSheet:
    """The facts of one record, with those of its place and its household."""
    place = session.get_one(Place, village)
    township = session.get(Place, place.parent_id) if place.parent_id else None
    known = session.get(Household, household) if household is not None else None
    office = township or place
    return replace(
        found,
        county=county_name(session),
        office=names_on(session, office.id, day).office or office.name,
        township=township.name if township else "",
        village=place.name,
        number=known.number if known else found.number,
        group_name=known.group_name if known else found.group_name,
        members=_members(session, household, day),
        measures=_measures(session, household),
    )


def _members(session: Session, household: int | None, day: date) -> tuple[SheetMember, ...]:
    wanted = select(Member).where(Member.household_id == household, Member.withdrawn_on.is_(None))
    return tuple(
        SheetMember(one.name, one.relation, day.year - one.born_on.year if one.born_on else None)
        for one in session.scalars(wanted.order_by(Member.position))
    )


def _measures(session: Session, household: int | None) -> tuple[str, ...]:
    wanted = select(AssistanceMeasure).where(
        AssistanceMeasure.household_id == household, AssistanceMeasure.withdrawn_on.is_(None)
    )
    return tuple(
        _("{kind}: {title}").format(kind=_(each.kind.label), title=each.title)
        for each in session.scalars(wanted.order_by(AssistanceMeasure.id))
    )
