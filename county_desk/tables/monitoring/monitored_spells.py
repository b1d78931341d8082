"""The times in which households were monitored, with their people on any day, for the returns."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from sqlalchemy import Row, select
from sqlalchemy.orm import Session

from county_desk.models.household import Household, Member, MemberYear
from county_desk.models.household_change import HouseholdChange
from county_desk.models.measure import AssistanceMeasure, MeasureClass
from county_desk.models.monitored import Monitored, RemovalWay
from county_desk.rules.checks.monitored import MonitoringFacts, monitoring
from county_desk.rules.checks.person import WITH_POWER
from county_desk.tables.many_rows import FEW

_DAY = re.compile(r"(\d{4})\D?(\d{1,2})(?:\D?(\d{1,2}))?")
BEFORE_ALL = date(1, 1, 1)


class GivenMeasure(NamedTuple):
    """One measure for a monitored household; `delivered_on` is None until it is delivered."""

    kind: MeasureClass
    since: date
    delivered_on: date | None


@dataclass(frozen=True, slots=True)
class Spell:
    """One record of a monitored household: from its entry to the removal of its risk, or its end.

    `removed_on` is the first of all days where a ledger only says that the risk is removed. `changes` are
    the changes of the number of people by day. `again` is true for a household monitored before.
    """

    record: Monitored
    entered: date
    removed_on: date | None
    gone_on: date | None
    now: int
    changes: tuple[tuple[date, int], ...] = ()
    again: bool = False
    no_labour: bool = False
    measures: Sequence[GivenMeasure] = ()
    ledger: MonitoringFacts = field(default_factory=MonitoringFacts)

    def persons(self, day: date) -> int:
        """How many people the household had on a day."""
        return self.now - sum(by for happened, by in self.changes if happened > day)

    def natural(self, after: date, until: date) -> int:
        """The net change of its people after a day and up to another."""
        return sum(by for happened, by in self.changes if after < happened <= until)

    def stands(self, day: date) -> bool:
        """Whether the household is monitored at the end of a day."""
        over = min(each for each in (self.removed_on, self.gone_on, date.max) if each is not None)
        return self.entered <= day < over

    def measured(self, day: date) -> bool:
        """Whether a measure of the register began by a day, or the ledger names one."""
        return bool(self.ledger.measures) or any(each.since <= day for each in self.measures)

    @property
    def way(self) -> RemovalWay:
        """How the risk went; by help where neither the record nor its ledger says it."""
        itself = self.ledger.way == RemovalWay.ITSELF.value
        return self.record.way or (RemovalWay.ITSELF if itself else RemovalWay.HELP)


def spells(session: Session, year: int) -> list[Spell]:
    """Every record of monitoring in the order of the records; labour power as known up to a year."""
    stands = Monitored.withdrawn_on.is_(None)
    records = session.scalars(select(Monitored).where(stands).order_by(Monitored.id))
    every = [(record, entry) for record in records if (entry := _entered(record)) is not None]
    numbers = {record.household_id for record, _entry in every if record.household_id is not None}
    households = _households(session, numbers)
    changes, measures = _changes(session, numbers), _measures(session, numbers)
    unable = _unable(session, numbers, year)
    seen: set[int] = set()
    found = []
    for record, entered in every:
        number = record.household_id or 0
        household = households.get(number)
        ledger = monitoring(record.facts, frozenset(record.facts))
        told = str(record.facts.get("家庭人口数") or "")
        found.append(
            Spell(
                record=record,
                entered=entered,
                removed_on=_removed(record),
                gone_on=household.withdrawn_on if household else None,
                now=household.persons if household else int(told) if told.isdigit() else 1,
                changes=tuple(changes.get(number, ())),
                again=number in seen,
                no_labour=number in unable if household else ledger.no_labour is True,
                measures=measures.get(number, ()),
                ledger=ledger,
            )
        )
        if number:
            seen.add(number)
    return found


def _entered(record: Monitored) -> date | None:
    return record.entered_on or _day(record.identified)


def _removed(record: Monitored) -> date | None:
    if not record.removed:
        return None
    return record.released_on or _day(record.removed) or BEFORE_ALL


def _day(text: str) -> date | None:
    """The day of a text; the first of a month without one."""
    found = _DAY.match(text)
    try:
        return date(int(found[1]), int(found[2]), int(found[3] or 1)) if found else None
    except ValueError:
        return None


def _households(session: Session, numbers: set[int]) -> Mapping[int, Row[int, int, date | None]]:
    wanted = select(Household.id, Household.persons, Household.withdrawn_on)
    wanted = wanted.join(Monitored, Monitored.household_id == Household.id).distinct()
    return {each.id: each for each in session.execute(wanted) if each.id in numbers}


def _changes(session: Session, numbers: set[int]) -> Mapping[int, list[tuple[date, int]]]:
    rows = session.execute(
        select(HouseholdChange.household_id, HouseholdChange.happened_on, HouseholdChange.by)
        .where(HouseholdChange.withdrawn_on.is_(None))
        .order_by(HouseholdChange.happened_on)
    )
    found: dict[int, list[tuple[date, int]]] = defaultdict(list)
    for number, day, by in rows:
        if number in numbers and by:
            found[number].append((day, by))
    return found


def _measures(session: Session, numbers: set[int]) -> Mapping[int, list[GivenMeasure]]:
    of = AssistanceMeasure
    wanted = select(of.household_id, of.kind, of.since, of.delivered_on).where(of.withdrawn_on.is_(None))
    found: dict[int, list[GivenMeasure]] = defaultdict(list)
    for number, kind, since, delivered_on in session.execute(wanted.order_by(of.id), execution_options=FEW):
        if number in numbers:
            found[number].append(GivenMeasure(kind, since, delivered_on))
    return found


def _unable(session: Session, numbers: set[int], year: int) -> frozenset[int]:
    """The households of whom every member is known to be without labour power."""
    people = (
        select(Member.household_id, Member.id)
        .join(Monitored, Monitored.household_id == Member.household_id)
        .where(Member.withdrawn_on.is_(None))
        .distinct()
    )
    labour: dict[int, dict[int, str]] = defaultdict(dict)
    for household, member in session.execute(people):
        if household in numbers:
            labour[household][member] = ""
    known = (
        select(Member.household_id, Member.id, MemberYear.labour)
        .join(MemberYear, MemberYear.member_id == Member.id)
        .join(Monitored, Monitored.household_id == Member.household_id)
        .where(MemberYear.year <= year, MemberYear.labour.is_not(None), MemberYear.withdrawn_on.is_(None))
        .order_by(MemberYear.year)
    )
    for household, member, power in session.execute(known):
        if member in labour.get(household, {}):
            labour[household][member] = power or ""
    return frozenset(number for number, powers in labour.items() if _all_without(powers.values()))


def _all_without(powers: Iterable[str]) -> bool:
    return all(power and power not in WITH_POWER for power in powers)
