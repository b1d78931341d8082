"""The times in which households were monitored, with their people on any day, for the returns."""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from county_desk.models.household import Member, MemberYear
from county_desk.models.monitored import Monitored, RemovalWay
from county_desk.rules.checks.monitoring_facts import MonitoringFacts, monitoring
from county_desk.rules.checks.person import WITH_POWER
from county_desk.tables.assistance.given import GivenMeasure, given
from county_desk.tables.lives import Life, lives
from county_desk.tables.presence import AGAIN, NEW, ONE_DAY, Passage, Presence

GONE = "gone"
WAYS = {RemovalWay.HELP: "helped", RemovalWay.ITSELF: "by_itself", RemovalWay.MISTAKE: "mistaken"}
_DAY = re.compile(r"(\d{4})\D?(\d{1,2})(?:\D?(\d{1,2}))?")
BEFORE_ALL = date(1, 1, 1)


@dataclass(frozen=True, slots=True)
class Spell:
    """One record of a monitored household: from its entry to the removal of its risk, or its end.

    `removed_on` is the first of all days where a ledger only says that the risk is removed. `again` is true
    for a household monitored before. `presence` is the time in which it is monitored.
    """

    record: Monitored
    life: Life
    entered: date
    removed_on: date | None
    again: bool = False
    no_labour: bool = False
    measures: Sequence[GivenMeasure] = ()
    ledger: MonitoringFacts = field(default_factory=MonitoringFacts)

    @property
    def over(self) -> date:
        """The day on which it ended, the last of all days while it has not."""
        return min(self.removed_on or date.max, self.life.gone_on or date.max)

    @property
    def removed(self) -> bool:
        """Whether it ended by the removal of its risk."""
        return self.removed_on is not None and self.removed_on == self.over

    @property
    def presence(self) -> Presence:
        """The household on the list of those monitored. One that is gone leaves it with the people it had."""
        if self.over < self.entered:
            return Presence(self.life, (), ())
        entry = Passage(self.entered, AGAIN if self.again else NEW, None)
        if self.over == date.max:
            return Presence(self.life, ((self.entered, True),), (entry,))
        end = Passage(self.over, GONE, self.life.persons(self.over - ONE_DAY))
        if self.removed:
            end = Passage(self.over, WAYS[self.way], None)
        return Presence(self.life, ((self.entered, True), (self.over, False)), (entry, end))

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
    households, unable = lives(session), _unable(session, numbers, year)
    measures: dict[int, list[GivenMeasure]] = defaultdict(list)
    for each in given(session):
        if each.household in numbers:
            measures[each.household].append(each)
    seen: set[int] = set()
    found = []
    for record, entered in every:
        number = record.household_id or 0
        ledger = monitoring(record.facts, frozenset(record.facts))
        found.append(
            Spell(
                record=record,
                life=households.get(number) or _listed(record),
                entered=entered,
                removed_on=_removed(record),
                again=number in seen,
                no_labour=number in unable if number in households else ledger.no_labour is True,
                measures=measures.get(number, ()),
                ledger=ledger,
            )
        )
        if number:
            seen.add(number)
    return found


def _listed(record: Monitored) -> Life:
    """The life of a household that only a ledger lists."""
    size = str(record.facts.get("家庭人口数") or "")
    return Life(0, record.number, record.village_id, int(size) if size.isdigit() else 1)


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
