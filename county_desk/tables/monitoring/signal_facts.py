"""The facts beside the figures of a year that signals of monitoring look at, for all households."""

from collections import defaultdict
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from sqlalchemy import Select, func, or_, select
from sqlalchemy.orm import Session

from county_desk.models.clue import Clue
from county_desk.models.department import DepartmentEntry, DepartmentList
from county_desk.models.household import Household, HouseholdYear, Member
from county_desk.models.measure import AssistanceMeasure, MeasureClass
from county_desk.models.monitored import Monitored
from county_desk.models.visit import Visit
from county_desk.rules.checks.signal_facts import Listed, SignalFacts

_NEVER = date(1, 1, 1)
_RESETTLED = "搬迁"


class SignalData(NamedTuple):
    """The signal facts by household; `of` gives those of one, also where nothing is known of it."""

    known: Mapping[int, SignalFacts]
    lists: frozenset[str]

    def of(self, household: int) -> SignalFacts:
        """Return the facts of a household."""
        return self.known.get(household) or SignalFacts(lists=self.lists)


def signal_data(session: Session, year: int, day: date) -> SignalData:
    """Read them all; `day` is the last that counts for visits."""
    now, before = _listed(session, year), _listed(session, year - 1)
    lists = list_sorts(session, year)
    watched, exited = _watched(session), _exited(session)
    looked, resettled = _last_visits(session, day), _resettled(session)
    spent = _spent(session, year)
    return SignalData(
        {
            number: SignalFacts(
                watched=number in watched,
                exited_on=exited.get(number),
                looked_on=looked.get(number),
                resettled=number in resettled,
                hard_spending=spent.get(number),
                listed=tuple(now.get(number, ())),
                listed_before=tuple(before.get(number, ())),
                lists=lists,
            )
            for number in {*now, *before, *watched, *exited, *looked, *resettled, *spent}
        },
        lists,
    )


def list_sorts(session: Session, year: int) -> frozenset[str]:
    """The names of the lists of a year, each with a purpose of its entries."""
    wanted = (
        select(DepartmentList.name, DepartmentEntry.kind)
        .join(DepartmentEntry, DepartmentEntry.list_id == DepartmentList.id)
        .where(DepartmentList.year == year, *_STANDS)
        .distinct()
    )
    return frozenset(f"{name} {kind}" for name, kind in session.execute(wanted))


_STANDS = DepartmentList.withdrawn_on.is_(None), DepartmentEntry.withdrawn_on.is_(None)
_LIVES = Member.withdrawn_on.is_(None)


def _entries[*T](wanted: Select[*T]) -> Select[*T]:
    """A select narrowed to the entries about a member who is on record."""
    return (
        wanted.select_from(DepartmentEntry)
        .join(DepartmentList, DepartmentList.id == DepartmentEntry.list_id)
        .join(Member, Member.id_number == DepartmentEntry.id_number)
        .where(DepartmentEntry.id_number != "", *_STANDS, _LIVES)
    )


def _listed(session: Session, year: int) -> Mapping[int, list[Listed]]:
    given = (
        Member.household_id,
        Member.id,
        Member.name,
        DepartmentList.name,
        DepartmentEntry.kind,
        DepartmentEntry.amount,
    )
    wanted = _entries(select(*given)).where(DepartmentList.year == year).order_by(DepartmentEntry.id)
    found: dict[int, list[Listed]] = defaultdict(list)
    for household, member, name, title, kind, amount in session.execute(wanted):
        found[household].append(Listed(member, name, title, kind, amount))
    return found


def _watched(session: Session) -> frozenset[int]:
    stands = Monitored.removed == "", Monitored.withdrawn_on.is_(None)
    wanted = select(Monitored.household_id).where(Monitored.household_id.is_not(None), *stands)
    return frozenset(number for number in session.scalars(wanted) if number is not None)


def _exited(session: Session) -> Mapping[int, date]:
    wanted = select(Household.id, Household.exited_on).where(Household.exited_on.is_not(None))
    return {number: day for number, day in session.execute(wanted) if day is not None}


def _last_visits(session: Session, day: date) -> Mapping[int, date]:
    """The last day, up to a day, on which each household was visited or a clue about it was verified."""
    visited = func.coalesce(Visit.household_id, Monitored.household_id)
    visits = (
        select(visited, func.max(Visit.visited_on))
        .outerjoin(Monitored, Monitored.id == Visit.monitored_id)
        .where(Visit.withdrawn_on.is_(None), Visit.visited_on <= day)
        .group_by(visited)
    )
    clues = (
        select(Clue.household_id, func.max(Clue.verified_on))
        .where(Clue.withdrawn_on.is_(None), Clue.verified_on <= day)
        .group_by(Clue.household_id)
    )
    found: dict[int, date] = {}
    for wanted in (visits, clues):
        for number, last in session.execute(wanted):
            if number is not None and last is not None:
                found[number] = max(last, found.get(number, _NEVER))
    return found


def _resettled(session: Session) -> frozenset[int]:
    """The households with a measure of relocation, or with a member on a list of resettled people."""
    measures = select(AssistanceMeasure.household_id).where(
        AssistanceMeasure.kind == MeasureClass.RELOCATION, AssistanceMeasure.withdrawn_on.is_(None)
    )
    named = DepartmentList.name.contains(_RESETTLED), DepartmentEntry.kind.contains(_RESETTLED)
    listed = _entries(select(Member.household_id)).where(or_(*named))
    return frozenset((*session.scalars(measures), *session.scalars(listed)))


def _spent(session: Session, year: int) -> Mapping[int, Decimal]:
    wanted = select(HouseholdYear.household_id, HouseholdYear.hard_spending).where(
        HouseholdYear.year == year,
        HouseholdYear.hard_spending.is_not(None),
        HouseholdYear.withdrawn_on.is_(None),
    )
    return {number: amount for number, amount in session.execute(wanted) if amount is not None}
