"""The place and the number of people of each household on any day. Every return counts by it."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from county_desk.models.batch import Batch
from county_desk.models.household import Household, HouseholdYear
from county_desk.models.household_change import COMING, LEAVING, ChangeKind, HouseholdChange


class PersonChange(NamedTuple):
    """One recorded change by its number; `persons` were there after it, and `by` of them more or fewer.

    A birth, arrival, departure or death is `natural`. A split or a merger is not: its persons stay in the
    register.
    """

    day: date
    record: int
    by: int
    persons: int
    natural: bool


class Move(NamedTuple):
    """A recorded move of a household from one village of the county to another."""

    day: date
    record: int
    left: int
    reached: int


@dataclass(frozen=True, slots=True)
class Life:
    """One household with its changes in order. `recorded` are the changes as they were recorded."""

    id: int
    number: str
    village_now: int
    persons_now: int
    gone_on: date | None = None
    persons_by_year: tuple[tuple[int, int], ...] = ()
    changes: tuple[PersonChange, ...] = ()
    moves: tuple[Move, ...] = ()
    recorded: Sequence[HouseholdChange] = field(default=(), compare=False)

    def village(self, day: date) -> int:
        """The village in which the household lived at the end of a day."""
        return next((move.left for move in self.moves if move.day > day), self.village_now)

    def persons(self, day: date) -> int:
        """How many people the household had at the end of a day, by the last known number until then.

        A recorded change knows the day, the facts of a year know only the year.
        """
        past = bisect_right(self.changes, day, key=_day)
        known = [fact for fact in self.persons_by_year if fact[0] <= day.year]
        if past and not (known and known[-1][0] > self.changes[past - 1].day.year):
            return self.changes[past - 1].persons
        ahead = self.changes[past : past + 1]
        if ahead and (not known or ahead[0].day.year == day.year):
            return ahead[0].persons - ahead[0].by
        return known[-1][1] if known else self.persons_now


def lives(session: Session) -> dict[int, Life]:
    """Every household by number of its record; those that were undone never lived."""
    recorded, never_split = _recorded(session)
    years = _persons_by_year(session)
    undone = select(Batch.id).where(Batch.undone_on.is_not(None))
    columns = (
        Household.id,
        Household.number,
        Household.village_id,
        Household.persons,
        Household.withdrawn_on,
    )
    wanted = select(*columns).where(or_(Household.batch_id.is_(None), Household.batch_id.not_in(undone)))
    return {
        row.id: Life(
            *row,
            persons_by_year=tuple(years.get(row.id, ())),
            changes=tuple(_people(recorded.get(row.id, ()))),
            moves=_moves(recorded.get(row.id, ()), row.village_id),
            recorded=recorded.get(row.id, ()),
        )
        for row in session.execute(wanted.order_by(Household.number))
        if row.id not in never_split
    }


def _day(event: PersonChange) -> date:
    return event.day


def _recorded(session: Session) -> tuple[Mapping[int, list[HouseholdChange]], set[int]]:
    """The changes that stand by household, in order, and the households with a split that was taken back."""
    found: dict[int, list[HouseholdChange]] = defaultdict(list)
    never_split = set()
    in_order = (HouseholdChange.happened_on, HouseholdChange.id)
    for change in session.scalars(select(HouseholdChange).order_by(*in_order)):
        if change.withdrawn_on is None:
            found[change.household_id].append(change)
        elif change.kind is ChangeKind.SPLIT_NEW:
            never_split.add(change.household_id)
    return found, never_split


def _people(recorded: Sequence[HouseholdChange]) -> list[PersonChange]:
    return [
        PersonChange(one.happened_on, one.id, one.by, one.persons, one.kind in (*COMING, *LEAVING))
        for one in recorded
        if one.kind not in (ChangeKind.MERGED_AWAY, ChangeKind.MOVED_AWAY)
    ]


def _moves(recorded: Sequence[HouseholdChange], now: int) -> tuple[Move, ...]:
    moved = [one for one in recorded if one.kind is ChangeKind.MOVED and one.village_before]
    left = [one.village_before or 0 for one in moved]
    reached = [*left, now][1:]
    return tuple(
        Move(one.happened_on, one.id, *ends) for one, *ends in zip(moved, left, reached, strict=True)
    )


def _persons_by_year(session: Session) -> Mapping[int, list[tuple[int, int]]]:
    found: dict[int, list[tuple[int, int]]] = defaultdict(list)
    wanted = (
        select(HouseholdYear.household_id, HouseholdYear.year, HouseholdYear.persons)
        .where(HouseholdYear.persons.is_not(None), HouseholdYear.withdrawn_on.is_(None))
        .order_by(HouseholdYear.household_id, HouseholdYear.year)
    )
    for household, year, persons in session.execute(wanted):
        if persons is not None:
            found[household].append((year, persons))
    return found
