"""One household in full, as the windows show it beside a list."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from county_desk.facts import facts_of
from county_desk.facts.fact import FactSubject
from county_desk.models.case import Case, CaseState
from county_desk.models.household import Household, HouseholdYear, Member, MemberYear
from county_desk.tables.households import MEMBERS_LISTING, MemberRow
from county_desk.tables.listing import Query, page


@dataclass(frozen=True, slots=True)
class PersonYear:
    """The facts of one person in a year, by key; only those that are known."""

    name: str
    facts: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class YearFacts:
    """The known facts of a household in one year, by key, and those of its people."""

    year: int
    facts: Mapping[str, object]
    people: tuple[PersonYear, ...] = ()


@dataclass(frozen=True, slots=True)
class CaseLine:
    """One case of a household."""

    id: int
    kind: str
    year: int
    state: CaseState
    step: str
    received_on: date


@dataclass(frozen=True, slots=True)
class HouseholdDetail:
    """A household with its people, its years (newest first) and its cases (newest first)."""

    id: int
    grace_until: date | None
    members: tuple[MemberRow, ...]
    years: tuple[YearFacts, ...]
    cases: tuple[CaseLine, ...]


def household_detail(session: Session, number: int) -> HouseholdDetail | None:
    """One household in full; None when there is none of that number."""
    found = session.get(Household, number)
    if found is None:
        return None
    cases = select(*(getattr(Case, name) for name in CaseLine.__dataclass_fields__))
    cases = cases.where(Case.household_id == number).order_by(Case.id.desc())
    members = page(session, MEMBERS_LISTING, Query(where={"household_id": number}))
    return HouseholdDetail(
        id=found.id,
        grace_until=found.grace_until,
        members=tuple(members),
        years=tuple(_years(session, number)),
        cases=tuple(CaseLine(*row) for row in session.execute(cases)),
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
    own = {
        record.year: facts_on_record(record, FactSubject.HOUSEHOLD_YEAR) for record in session.scalars(years)
    }
    for year in sorted({*own, *of_people}, reverse=True):
        yield YearFacts(year, own.get(year, {}), tuple(of_people.get(year, ())))


def facts_on_record(record: object, subject: FactSubject) -> dict[str, object]:
    """The facts that a record or its row in a list holds, by key, without those that are unknown."""
    values = {fact.key: getattr(record, fact.key) for fact in facts_of(subject)}
    return {key: value for key, value in values.items() if value not in (None, "")}
