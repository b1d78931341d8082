"""The facts of the register that the consistency checks look at, for all households of a year at once."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import Row, or_, select
from sqlalchemy.orm import Session

from county_desk.facts import facts_of
from county_desk.facts.fact import FactSubject
from county_desk.fields import Sex
from county_desk.identity import id_trouble
from county_desk.models.base import Base, from_hundredths
from county_desk.models.household import Household, HouseholdYear, Member, MemberYear, Standing
from county_desk.models.monitored import Monitored, RemovalWay
from county_desk.models.village import VillageRecord, VillageStanding, VillageYear
from county_desk.rules.checks.building import LEAVING, person_of
from county_desk.rules.checks.household_facts import HouseholdFacts, PersonFacts, facts_from, titles_of
from county_desk.rules.checks.monitoring_facts import monitoring
from county_desk.rules.checks.village import VillageFacts
from county_desk.tables.many_rows import SharedWords, rows_of
from county_desk.tables.monitoring.signal_facts import signal_data
from county_desk.tables.monitoring.year_before import years_before
from county_desk.tables.rule_facts import DECLARED
from county_desk.tables.years import household_year, member_year

_CHECKED = {title for of in (HouseholdFacts, PersonFacts) for _name, title, _blank in titles_of(of)}


def _columns(mapped: type[Base], subject: FactSubject) -> dict[str, Any]:
    """The columns of a record that checks look at, by the standard title of the fact that each holds."""
    return {fact.title: getattr(mapped, fact.key) for fact in facts_of(subject) if fact.title in _CHECKED}


HOUSEHOLD = {"户编号": Household.number, **_columns(Household, FactSubject.HOUSEHOLD)}
YEAR = _columns(HouseholdYear, FactSubject.HOUSEHOLD_YEAR)
PERSON = _columns(Member, FactSubject.PERSON)
PERSON_YEAR = _columns(MemberYear, FactSubject.PERSON_YEAR)
VILLAGE = {
    fact.title: getattr(VillageYear, fact.key) for fact in facts_of(FactSubject.VILLAGE_YEAR) if fact.expected
}


def _expected(*subjects: FactSubject) -> frozenset[str]:
    """The standard titles of the facts that were always required, so that a blank is a real blank."""
    return frozenset(fact.title for subject in subjects for fact in facts_of(subject) if fact.expected)


_LIVING = _expected(FactSubject.HOUSEHOLD_YEAR)
_PERSON = _expected(FactSubject.PERSON)
_ALL = _expected(FactSubject.PERSON, FactSubject.PERSON_YEAR)
_SEX = {Sex.MALE: "男", Sex.FEMALE: "女"}


def household_facts(session: Session, year: int, day: date) -> list[HouseholdFacts]:
    """Every household that counts, by village and number, with its people and figures of the year."""
    people, watched = _people(session, year), _monitored(session)
    before, beside = years_before(session, year), signal_data(session, year, day)
    found, words = [], SharedWords()
    for row in rows_of(session, _households(year)):
        number, village, standing, persons, ledger, known = row[:6]
        values = _known(_TITLES, map(words, row[6:]))
        members = people.pop(number, ())
        facts = watched.get(number)
        found.append(
            facts_from(
                HouseholdFacts,
                values,
                year=year,
                day=day,
                id=number,
                village=village,
                people=tuple(members),
                said_persons=(("", persons),),
                counted=len(members),
                leaving=standing is Standing.EXITED or row.claimed in LEAVING,
                lines=_lines(ledger, words),
                monitoring=None if facts is None else monitoring(facts, frozenset(facts)),
                before=before.get(number),
                signal=beside.of(number),
                asked=_LIVING if known is not None else frozenset(),
            )
        )
    return found


_TITLES = (*HOUSEHOLD, *YEAR)


def _households(year: int) -> Any:
    return (
        select(
            Household.id,
            Household.village_id,
            Household.standing,
            Household.persons,
            HouseholdYear.ledger,
            HouseholdYear.id,
            *HOUSEHOLD.values(),
            *YEAR.values(),
        )
        .outerjoin(HouseholdYear, household_year(year))
        .where(Household.withdrawn_on.is_(None), Household.standing != Standing.REMOVED)
        .order_by(Household.village_id, Household.number)
    )


def _people(session: Session, year: int) -> dict[int, list[PersonFacts]]:
    wanted = (
        select(Member.household_id, Member.id, MemberYear.id, *PERSON.values(), *PERSON_YEAR.values())
        .outerjoin(MemberYear, member_year(year))
        .where(Member.withdrawn_on.is_(None))
        .order_by(Member.household_id, Member.position)
    )
    titles, words = (*PERSON, *PERSON_YEAR), SharedWords()
    found: dict[int, list[PersonFacts]] = defaultdict(list)
    for household, number, known, *given in rows_of(session, wanted):
        values = _known(titles, map(words, given))
        if "性别" in values:
            values["性别"] = _SEX[values["性别"]]
        identity = values.get("身份证号")
        trouble = id_trouble(identity) if identity else None
        asked = _PERSON if known is None else _ALL
        found[household].append(
            person_of(values, year, asked, number=number, trouble=trouble[1] if trouble else "")
        )
    return found


def _known(titles: Iterable[str], given: Iterable[object]) -> dict[str, Any]:
    """The known values of a record by title."""
    return {title: value for title, value in zip(titles, given, strict=True) if value is not None}


def _lines(ledger: Mapping[str, object] | None, words: SharedWords) -> dict[str, Decimal]:
    """The lines of a ledger in yuan; the register keeps them in fen."""
    given = (ledger or {}).items()
    return {words(title): from_hundredths(fen) for title, fen in given if isinstance(fen, int)}


def _monitored(session: Session) -> Mapping[int, Mapping[str, object]]:
    """The facts of the newest ledger for each household that was watched, and not by mistake."""
    wanted = select(Monitored.household_id, Monitored.facts).where(
        Monitored.withdrawn_on.is_(None),
        Monitored.household_id.is_not(None),
        or_(Monitored.way.is_(None), Monitored.way != RemovalWay.MISTAKE),
    )
    return {number: facts for number, facts in session.execute(wanted.order_by(Monitored.id)) if number}


def watched_elsewhere(session: Session, year: int, day: date) -> list[HouseholdFacts]:
    """The watched households that are not in the register, as their ledgers list them."""
    wanted = select(Monitored.number, Monitored.head, Monitored.village_id, Monitored.facts).where(
        Monitored.withdrawn_on.is_(None), Monitored.household_id.is_(None)
    )
    return [
        HouseholdFacts(
            number=number,
            head=head,
            village=village,
            year=year,
            day=day,
            monitoring=monitoring(facts, frozenset(facts)),
        )
        for number, head, village, facts in session.execute(wanted.order_by(Monitored.id))
    ]


def village_facts(
    session: Session, year: int, households: Iterable[HouseholdFacts], name: Callable[[int], str]
) -> list[VillageFacts]:
    """Every village that gave figures for the year, with the arable land of its registered households."""
    land: dict[int, Decimal] = defaultdict(Decimal)
    for household in households:
        if household.village is not None and household.arable_land is not None:
            land[household.village] += household.arable_land
    exited = set(
        session.scalars(
            select(VillageRecord.village_id).where(VillageRecord.standing == VillageStanding.EXITED)
        )
    )
    found: dict[int, dict[str, object]] = {}
    for row in sorted(session.execute(_villages(year)), key=_precedence):
        known = found.setdefault(row.village_id, {})
        known.update(row.facts or {})
        known.update((title, value) for title, value in zip(VILLAGE, row[3:], strict=True) if value)
    return [
        VillageFacts(
            name(number),
            year,
            values,
            frozenset((*values, *VILLAGE)),
            number in exited,
            land.get(number),
            number,
        )
        for number, values in found.items()
    ]


def _villages(year: int) -> Any:
    return select(VillageYear.village_id, VillageYear.source, VillageYear.facts, *VILLAGE.values()).where(
        VillageYear.year == year, VillageYear.withdrawn_on.is_(None)
    )


def _precedence(row: Row[object]) -> int:
    """The village's own word comes last, over that of others."""
    return -DECLARED.index(row.source)
