"""The facts of the rules of help, read from the records of a household and of a person."""

from collections import defaultdict
from collections.abc import Collection, Generator, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from sqlalchemy import Row, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from county_desk.identity import birth_of
from county_desk.models.among import among
from county_desk.models.household import Household, HouseholdYear, Member, MemberYear, Standing
from county_desk.models.measure import AssistanceMeasure, MeasureStage
from county_desk.models.monitored import Monitored
from county_desk.rules.checks.household_facts import NOTHING
from county_desk.rules.help_facts import HelpFacts
from county_desk.rules.programmes import Programme, programmes
from county_desk.tables.assistance.measure_life import key_of
from county_desk.tables.monitoring.monitoring_facts import monitored_households
from county_desk.tables.years import Facts

_OF_REGISTER = (Standing.REGISTERED, Standing.EXITED)  # policy goes on after the exit

type _Person = Row[int, int, date | None, str, date | None]  # the columns of `_Known._members`


@dataclass(frozen=True, slots=True)
class HelpAsked:
    """The requested help: programme, person, amount in yuan, and term in months.

    `measure` is the number of the measure itself, once it is on record. `stated` are the facts that its
    stages state: whether the household agrees, whether the money goes into production, and the area of the
    new house.
    """

    programme: str = ""
    member: int | None = None
    amount: Decimal | None = None
    months: int | None = None
    measure: int | None = None
    stated: Facts = field(default_factory=dict)


def help_facts(session: Session, household: int, day: date, asked: HelpAsked) -> HelpFacts:
    """The facts of a household on a day. Raises LookupError for an unknown household."""
    return next(help_facts_of(session, day, {0: (household, asked)}))[1]


def help_facts_of(
    session: Session, day: date, asked: Mapping[int, tuple[int, HelpAsked]]
) -> Generator[tuple[int, HelpFacts]]:
    """The facts of households on a day, each for some requested help under a key of the caller.

    Raises LookupError for an unknown household.
    """
    known = _Known(session, day, {household for household, _help in asked.values()})
    for key, (household, wanted) in asked.items():
        yield key, known.facts(household, wanted)


class _Known:
    """The records of some households on a day, read at once."""

    def __init__(self, session: Session, day: date, households: Collection[int]) -> None:
        self.day = day
        self._session, self._chosen = session, households
        stands = Household.withdrawn_on.is_(None), among(Household.id, households)
        wanted = select(Household.id, Household.standing, Household.persons).where(*stands)
        self.households = {row.id: row for row in session.execute(wanted)}
        if missing := set(households) - self.households.keys():
            raise LookupError(f"no household {min(missing)}")
        monitored = monitored_households().where(among(Monitored.household_id, households))
        self.watched = frozenset(session.scalars(monitored))
        self.members = self._members()
        self.labour, self.schooling, self.allowance = (
            self._last_of_members(fact)
            for fact in (MemberYear.labour, MemberYear.schooling, MemberYear.allowance)
        )
        self.grades = self._grades()
        self.running = self._running()

    def facts(self, household: int, asked: HelpAsked) -> HelpFacts:
        """The facts of one household for the requested help."""
        record = self.households[household]
        registered = record.standing in _OF_REGISTER
        member = self.members.get(asked.member) if asked.member is not None else None
        return HelpFacts(
            registered=registered,
            covered=registered or household in self.watched,
            persons=record.persons,
            age=_age(member, self.day) if member else None,
            labour=self.labour.get(member.id) if member else None,
            schooling=self.schooling.get(member.id) if member else None,
            allowance=self._has_allowance(household),
            housing_grade=self.grades.get(household),
            running=self._count_running(household, asked),
            amount=asked.amount,
            months=asked.months,
            **asked.stated,
        )

    def _members(self) -> dict[int, _Person]:
        columns = Member.id, Member.household_id, Member.born_on, Member.id_number, Member.withdrawn_on
        wanted = select(*columns).where(among(Member.household_id, self._chosen)).order_by(Member.id)
        found = {row.id: row for row in self._session.execute(wanted)}
        self.people: dict[int, list[int]] = defaultdict(list)
        for row in found.values():
            if row.withdrawn_on is None:
                self.people[row.household_id].append(row.id)
        return found

    def _last_of_members(self, fact: InstrumentedAttribute[str | None]) -> dict[int, str]:
        """The latest known value of a fact by person."""
        wanted = (
            select(MemberYear.member_id, fact)
            .join(Member, Member.id == MemberYear.member_id)
            .where(
                among(Member.household_id, self._chosen),
                MemberYear.year <= self.day.year,
                fact.is_not(None),
                fact != "",
                MemberYear.withdrawn_on.is_(None),
            )
        )
        return {
            member: value or "" for member, value in self._session.execute(wanted.order_by(MemberYear.year))
        }

    def _grades(self) -> dict[int, str]:
        """The latest known grade of the house by household."""
        grade = HouseholdYear.housing_grade
        wanted = select(HouseholdYear.household_id, grade).where(
            among(HouseholdYear.household_id, self._chosen),
            HouseholdYear.year <= self.day.year,
            grade.is_not(None),
            HouseholdYear.withdrawn_on.is_(None),
        )
        rows = self._session.execute(wanted.order_by(HouseholdYear.year))
        return {household: value or "" for household, value in rows}

    def _has_allowance(self, household: int) -> bool | None:
        """Whether a member has the allowance, by the latest known values; None if that cannot be excluded."""
        people = self.people[household]
        known = [self.allowance[each] for each in people if each in self.allowance]
        if any(word not in NOTHING for word in known):
            return True
        return False if known and len(known) == len(people) else None

    def _running(self) -> dict[tuple[int, str], dict[int, date | None]]:
        """The measures of programmes that have not ended, with their last day."""
        measure = AssistanceMeasure
        wanted = select(measure.household_id, measure.programme, measure.id, measure.until).where(
            among(measure.household_id, self._chosen),
            measure.programme.is_not(None),
            measure.ended_on.is_(None),
            measure.withdrawn_on.is_(None),
        )
        found: dict[tuple[int, str], dict[int, date | None]] = defaultdict(dict)
        for household, programme, number, until in self._session.execute(wanted):
            found[household, programme or ""][number] = until
        return found

    def _count_running(self, household: int, asked: HelpAsked) -> int:
        """How many other measures of the same programme run on the day; a loan runs until settled."""
        programme = programmes().get(asked.programme)
        endless = programme is not None and bool(programme.owing)
        return sum(
            number != asked.measure and (endless or until is None or until >= self.day)
            for number, until in self.running.get((household, asked.programme), {}).items()
        )


def _age(member: _Person, day: date) -> int | None:
    born = member.born_on or birth_of(member.id_number)
    if born is None:
        return None
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))


def stated_facts(programme: Programme, stages: Iterable[MeasureStage]) -> Facts:
    """The facts that recorded stages of a measure state, the later ones over the earlier."""
    stated: Facts = {}
    for each in stages:
        before = programme.stage(key_of(each))
        stated |= {fact: getattr(each, field) for field, fact in (before.facts if before else {}).items()}
    return stated


def asked_by(measure: AssistanceMeasure, stated: Facts, amount: Decimal | None) -> HelpAsked:
    """The help that a measure on record asks for, with the facts that its stages state."""
    return HelpAsked(
        programme=measure.programme or "",
        member=measure.member_id,
        amount=measure.amount if amount is None else amount,
        months=measure.months,
        measure=measure.id,
        stated=stated,
    )
