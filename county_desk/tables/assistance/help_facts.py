"""The facts of the rules of help, read from the records of a household and of a person."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from sqlalchemy import func, or_, select, true
from sqlalchemy.orm import InstrumentedAttribute, Session

from county_desk.identity import birth_of
from county_desk.models.household import Household, HouseholdYear, Member, MemberYear, Standing
from county_desk.models.measure import AssistanceMeasure
from county_desk.rules.checks.household_facts import NOTHING
from county_desk.rules.help_facts import HelpFacts
from county_desk.rules.programmes import programmes
from county_desk.tables.monitoring.monitoring_facts import watched_of

_OF_REGISTER = (Standing.REGISTERED, Standing.EXITED)  # policy goes on after the exit


@dataclass(frozen=True, slots=True)
class HelpAsked:
    """The requested help: programme, person, amount in yuan, and term in months.

    `measure` is the number of the measure itself, once it is on record. Its stages state the rest: whether
    the household agrees, whether the money goes into production, and the area of the new house.
    """

    programme: str = ""
    member: int | None = None
    amount: Decimal | None = None
    months: int | None = None
    measure: int | None = None
    consent: bool | None = None
    productive: bool | None = None
    area: Decimal | None = None


def help_facts(session: Session, household: int, day: date, asked: HelpAsked) -> HelpFacts:
    """The facts of a household on a day. Raises LookupError for an unknown household."""
    record = session.get(Household, household)
    if record is None or record.withdrawn_on is not None:
        raise LookupError(f"no household {household}")
    registered = record.standing in _OF_REGISTER
    member = session.get(Member, asked.member) if asked.member is not None else None
    return HelpFacts(
        registered=registered,
        covered=registered or watched_of(session, household) is not None,
        persons=record.persons,
        age=_age(member, day) if member else None,
        labour=_last(session, member, MemberYear.labour, day) if member else None,
        schooling=_last(session, member, MemberYear.schooling, day) if member else None,
        allowance=_allowance(session, household, day),
        housing_grade=_housing(session, household, day),
        running=_running(session, household, day, asked),
        amount=asked.amount,
        months=asked.months,
        area=asked.area,
        consent=asked.consent,
        productive=asked.productive,
    )


def _age(member: Member, day: date) -> int | None:
    born = member.born_on or birth_of(member.id_number)
    if born is None:
        return None
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))


def _last(session: Session, member: Member, fact: InstrumentedAttribute[str | None], day: date) -> str | None:
    """Return the latest known value of a person; None if there is none."""
    wanted = select(fact).where(
        MemberYear.member_id == member.id,
        MemberYear.year <= day.year,
        fact.is_not(None),
        fact != "",
        MemberYear.withdrawn_on.is_(None),
    )
    return session.scalar(wanted.order_by(MemberYear.year.desc()).limit(1))


def _housing(session: Session, household: int, day: date) -> str | None:
    wanted = select(HouseholdYear.housing_grade).where(
        HouseholdYear.household_id == household,
        HouseholdYear.year <= day.year,
        HouseholdYear.housing_grade.is_not(None),
        HouseholdYear.withdrawn_on.is_(None),
    )
    return session.scalar(wanted.order_by(HouseholdYear.year.desc()).limit(1))


def _allowance(session: Session, household: int, day: date) -> bool | None:
    """Whether a member has the allowance, by the latest known values; None if that cannot be excluded."""
    people = select(Member).where(Member.household_id == household, Member.withdrawn_on.is_(None))
    known = [_last(session, each, MemberYear.allowance, day) for each in session.scalars(people)]
    if any(word is not None and word not in NOTHING for word in known):
        return True
    return None if not known or None in known else False


def _running(session: Session, household: int, day: date, asked: HelpAsked) -> int:
    """How many other measures of the same programme the household has on a day; a loan runs until settled."""
    programme = programmes().get(asked.programme)
    lasts = or_(AssistanceMeasure.until.is_(None), AssistanceMeasure.until >= day)
    if programme is not None and programme.owing:
        lasts = true()
    wanted = select(func.count(AssistanceMeasure.id)).where(
        AssistanceMeasure.household_id == household,
        AssistanceMeasure.programme == asked.programme,
        AssistanceMeasure.id != (asked.measure or 0),
        AssistanceMeasure.ended_on.is_(None),
        lasts,
        AssistanceMeasure.withdrawn_on.is_(None),
    )
    return session.scalar(wanted) or 0
