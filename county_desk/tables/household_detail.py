"""One household with its people and years, and one person with theirs, as their places of work show them."""

import json
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from sqlalchemy import Select, or_, select
from sqlalchemy.orm import Session

from county_desk.facts import facts_of
from county_desk.facts.fact import FactSubject
from county_desk.models.among import among
from county_desk.models.audit import Event
from county_desk.models.event_record import EventRecord
from county_desk.models.household import Household, HouseholdYear, Member, MemberYear
from county_desk.tables.history.act_words import ActName
from county_desk.tables.history.acts_done import ACT_NAME
from county_desk.tables.households import MEMBERS_LISTING, MemberRow
from county_desk.tables.listing import Query, page
from county_desk.text import _

EVERY = ""  # the key of a record that was written at once with others, whose columns have no entry each


@dataclass(frozen=True, slots=True)
class FactSource:
    """The act that a value comes from: its day, its person, and the name of its command."""

    day: date
    actor: str
    act: str

    @property
    def words(self) -> str:
        """The act, the person and the day in one line."""
        return _("{act}, {name}, {day}").format(act=ActName().show(self.act), name=self.actor, day=self.day)


def fact_sources(
    session: Session, record: str, numbers: Collection[int]
) -> dict[int, Mapping[str, FactSource]]:
    """Return the source of each column of some records of a table, by number and column."""
    found: dict[int, dict[str, FactSource]] = {number: {} for number in numbers}
    if not numbers:
        return dict(found)
    low, high = min(numbers), max(numbers)
    run = (EventRecord.high > EventRecord.low) & (EventRecord.low <= high) & (EventRecord.high >= low)
    columns = EventRecord.low, EventRecord.high, EventRecord.after, Event.at, Event.actor, ACT_NAME
    wanted = (
        select(*columns)
        .join(Event, Event.id == EventRecord.event_id)
        .where(EventRecord.record == record, or_(among(EventRecord.low, numbers), run))
        .order_by(Event.id)
    )
    for first, last, after, at, actor, act in session.execute(wanted):
        source = FactSource(at.date(), actor, act or "")
        keys = json.loads(after) if after else (EVERY,)
        for number in (number for number in numbers if first <= number <= last):
            found[number].update(dict.fromkeys(keys, source))
    return dict(found)


@dataclass(frozen=True, slots=True)
class PersonYear:
    """The facts of one person in a year, by key; only those that are known."""

    name: str
    facts: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class YearFacts:
    """The known facts of a household or a person in one year, by key, with the act that each comes from.

    `people` are the facts of the people of a household.
    """

    year: int
    facts: Mapping[str, object]
    people: tuple[PersonYear, ...] = ()
    sources: Mapping[str, FactSource] = field(default_factory=dict)

    def source(self, key: str) -> str:
        """The act that a fact comes from, in words; "" where the history does not name it."""
        found = self.sources.get(key) or self.sources.get(EVERY)
        return found.words if found else ""


@dataclass(frozen=True, slots=True)
class HouseholdDetail:
    """A household with its people and its years, newest first."""

    id: int
    grace_until: date | None
    members: tuple[MemberRow, ...]
    years: tuple[YearFacts, ...]


def household_detail(session: Session, number: int) -> HouseholdDetail | None:
    """One household in full; None when there is none of that number."""
    found = session.get(Household, number)
    if found is None:
        return None
    members = page(session, MEMBERS_LISTING, Query(where={"household_id": number}))
    return HouseholdDetail(
        id=found.id,
        grace_until=found.grace_until,
        members=tuple(members),
        years=tuple(_years(session, number)),
    )


def _years(session: Session, household: int) -> Iterator[YearFacts]:
    """The years of a household, newest first, with those of its people."""
    of_people: dict[int, list[PersonYear]] = defaultdict(list)
    wanted = (
        select(Member.name, MemberYear)
        .join(Member, Member.id == MemberYear.member_id)
        .where(Member.household_id == household, Member.withdrawn_on.is_(None))
        .where(MemberYear.withdrawn_on.is_(None))
        .order_by(Member.position)
    )
    for name, record in session.execute(wanted):
        known = facts_on_record(record, FactSubject.PERSON_YEAR)
        of_people[record.year].append(PersonYear(name, known))
    years = select(HouseholdYear).where(
        HouseholdYear.household_id == household, HouseholdYear.withdrawn_on.is_(None)
    )
    own = {each.year: each for each in _with_sources(session, years, FactSubject.HOUSEHOLD_YEAR)}
    for year in sorted({*own, *of_people}, reverse=True):
        found = own.get(year, YearFacts(year, {}))
        yield replace(found, people=tuple(of_people.get(year, ())))


def person_years(session: Session, member: int) -> list[YearFacts]:
    """The years of one person, newest first."""
    years = select(MemberYear).where(MemberYear.member_id == member, MemberYear.withdrawn_on.is_(None))
    found = _with_sources(session, years, FactSubject.PERSON_YEAR)
    return sorted(found, key=lambda each: each.year, reverse=True)


def _with_sources[M: HouseholdYear | MemberYear](
    session: Session, wanted: Select[M], subject: FactSubject
) -> list[YearFacts]:
    """The known facts of some records of a year."""
    records = list(session.scalars(wanted))
    sources = fact_sources(session, subject.value, [record.id for record in records])
    return [
        YearFacts(record.year, facts_on_record(record, subject), sources=sources[record.id])
        for record in records
    ]


def facts_on_record(record: object, subject: FactSubject) -> dict[str, object]:
    """The facts that a record or its row in a list holds, by key, without those that are unknown."""
    values = {fact.key: getattr(record, fact.key) for fact in facts_of(subject)}
    return {key: value for key, value in values.items() if value not in (None, "")}
