"""The facts of the rules of monitoring, read from the records of one household, or of many at once."""

import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from sqlalchemy import ColumnElement, Row, Select, select, true
from sqlalchemy.orm import InstrumentedAttribute, Session

from county_desk.facts.word_lists import RISK
from county_desk.models.among import among
from county_desk.models.case import UNDER_WAY, Case, CaseState
from county_desk.models.clue import Clue, ClueState
from county_desk.models.household import Household, HouseholdYear, Member, MemberYear, Standing
from county_desk.models.measure import AssistanceMeasure, Need
from county_desk.models.monitored import Monitored
from county_desk.rules.checks.person import WITH_POWER
from county_desk.rules.monitoring_rules import (
    BLOWS,
    MonitoringEntryFacts,
    MonitoringReleaseFacts,
    entry_window,
)
from county_desk.rules.register_outcomes import HOUSEHOLD, MONITORED, RELEASED
from county_desk.tables.many_rows import FEW
from county_desk.tables.procedure_words import procedures
from county_desk.tables.years import household_year

_BEGAN = (*UNDER_WAY, CaseState.DONE)
_MONTH = re.compile(r"(\d{4})\D(\d{1,2})(?:\D(\d{1,2}))?")
BETWEEN = "、"  # between the risks of a record
_OF_YEAR = (
    *("window_income", "hard_spending", "window_end", "months_above", "risks_gone", "new_risk"),
    *("beyond_means", "dropouts", "all_insured", "housing_grade", "safe_water"),
)
LISTED = 5  # columns that a ledger has for risks


class _BegunCase(NamedTuple):
    """A case that was not given up."""

    id: int
    received_on: date


def entry_facts(session: Session, household: int, year: int) -> MonitoringEntryFacts:
    """The facts for the entry of a household. Raises LookupError for an unknown household."""
    return dict(entry_facts_of(session, year, (household,)))[household]


def entry_facts_of(
    session: Session, year: int, chosen: Collection[int] | None = None
) -> Iterator[tuple[int, MonitoringEntryFacts]]:
    """The facts for the entry of chosen households, or of all, each with the number of its household."""
    cases = _last_cases(session, MONITORED, chosen)
    named = _risks_of(session, {household: case.id for household, case in cases.items()}, chosen)
    for row in session.execute(_rows(year, chosen), execution_options=FEW):
        case, risks = cases.get(row.id), named.get(row.id, ())
        yield (
            row.id,
            MonitoringEntryFacts(
                risks=len(risks),
                blow=bool(BLOWS & set(risks)),
                left_poverty=row.standing is Standing.EXITED,
                window_due=entry_window(case.received_on) if case else None,
                window_income=_a_head(row.window_income, row),
                hard_spending=_a_head(row.hard_spending, row),
                window_end=row.window_end,
                beyond_means=row.beyond_means,
                dropouts=row.dropouts,
                all_insured=row.all_insured,
                housing_grade=row.housing_grade,
                safe_water=row.safe_water,
            ),
        )


def release_facts(session: Session, household: int, year: int) -> MonitoringReleaseFacts:
    """The facts for the release of a household. Raises LookupError for an unknown household."""
    return dict(release_facts_of(session, year, (household,)))[household]


def release_facts_of(
    session: Session, year: int, chosen: Collection[int]
) -> Iterator[tuple[int, MonitoringReleaseFacts]]:
    """The facts for the release of chosen households, each with the number of its household."""
    cases = _last_cases(session, RELEASED, chosen)
    watched = _watched_of(session, chosen)
    given, answered = _deliveries_of(session, chosen), _answered_of(session, watched)
    able = _able_of(session, chosen, year)
    for row in session.execute(_rows(year, chosen), execution_options=FEW):
        case, record = cases.get(row.id), watched.get(row.id)
        entered = entered_on(record) if record else None
        facts = MonitoringReleaseFacts(
            entered_on=entered,
            delivered=sum(entered is None or day >= entered for day in given.get(row.id, ())),
            unanswered=sum(risk not in answered[row.id] for risk in risks_in(record.risks))
            if record
            else None,
            able=able.get(row.id),
            window_income=_a_head(row.window_income, row),
            hard_spending=_a_head(row.hard_spending, row),
            window_end=row.window_end,
            months_above=row.months_above,
            risks_gone=row.risks_gone,
            new_risk=row.new_risk,
            dropouts=row.dropouts,
            all_insured=row.all_insured,
            housing_grade=row.housing_grade,
            safe_water=row.safe_water,
        )
        yield row.id, facts.proposed(case.received_on) if case else facts


def last_case(session: Session, household: int, outcome: str) -> Case | None:
    """The last case of an outcome that was not given up; None without one."""
    wanted = select(Case).where(Case.household_id == household, *_began(outcome))
    return session.scalar(wanted.order_by(Case.id.desc()).limit(1))


def _began(outcome: str) -> tuple[ColumnElement[bool], ...]:
    """The conditions on cases of households for an outcome that were not given up."""
    kinds = procedures().keys(HOUSEHOLD, outcome)
    return Case.kind.in_(kinds), Case.state.in_(_BEGAN), Case.withdrawn_on.is_(None)


def named_risks(session: Session, household: int) -> tuple[str, ...]:
    """The risks that the clues of the last case of a household name, and its verified clues; each once."""
    case = last_case(session, household, MONITORED)
    return _risks_of(session, {household: case.id} if case else {}, (household,)).get(household, ())


def _risks_of(
    session: Session, cases: Mapping[int, int], chosen: Collection[int] | None
) -> dict[int, tuple[str, ...]]:
    """The same by household; `cases` are the last cases of the households."""
    wanted = select(Clue.household_id, Clue.risks, Clue.state, Clue.case_id).where(
        Clue.household_id.is_not(None), Clue.withdrawn_on.is_(None), _among(Clue.household_id, chosen)
    )
    found: dict[int, dict[str, None]] = defaultdict(dict)
    for household, risks, state, case in session.execute(wanted.order_by(Clue.id)):
        if state is ClueState.VERIFIED or (case is not None and case == cases.get(household or 0)):
            found[household or 0] |= dict.fromkeys(risks_in(risks))
    return {household: tuple(risks) for household, risks in found.items()}


def risks_in(text: str) -> tuple[str, ...]:
    """The risks of a record."""
    return tuple(filter(None, text.split(BETWEEN)))


def risk_columns(risks: Sequence[str], *, blank: bool = False) -> dict[str, str]:
    """The columns of a ledger that list risks; those without one only where they are to be blanked."""
    listed = [*risks[:LISTED], *([""] * (LISTED - len(risks)) if blank else ())]
    return {f"{RISK[:-1]}{number}": risk for number, risk in enumerate(listed, start=1)}


def watched_of(session: Session, household: int) -> Monitored | None:
    """The record under which a household is monitored now; None when it is not."""
    wanted = select(Monitored).where(
        Monitored.household_id == household, Monitored.withdrawn_on.is_(None), Monitored.removed == ""
    )
    return session.scalar(wanted.order_by(Monitored.id.desc()).limit(1))


def entered_on(watched: Monitored) -> date | None:
    """The day when a household entered monitoring; the first of a month that a ledger gives without a day."""
    if watched.entered_on is not None:
        return watched.entered_on
    found = _MONTH.match(watched.identified)
    try:
        return date(int(found[1]), int(found[2]), int(found[3] or 1)) if found else None
    except ValueError:
        return None


def delivered(session: Session, household: int, since: date | None) -> Sequence[AssistanceMeasure]:
    """The measures that a household was given, since it entered monitoring where that day is known."""
    wanted = select(AssistanceMeasure).where(
        AssistanceMeasure.household_id == household,
        AssistanceMeasure.delivered_on.is_not(None),
        AssistanceMeasure.withdrawn_on.is_(None),
    )
    if since is not None:
        wanted = wanted.where(AssistanceMeasure.delivered_on >= since)
    return session.scalars(wanted.order_by(AssistanceMeasure.id)).all()


def monitored_households(session: Session, chosen: Collection[int] | None = None) -> frozenset[int]:
    """The numbers of the chosen households, or of all, that are monitored now."""
    return frozenset(_watched_of(session, chosen))


def _watched_of(session: Session, chosen: Collection[int] | None) -> dict[int, Monitored]:
    """The record under which each household is monitored now."""
    wanted = select(Monitored).where(
        Monitored.household_id.is_not(None),
        Monitored.withdrawn_on.is_(None),
        Monitored.removed == "",
        _among(Monitored.household_id, chosen),
    )
    return {each.household_id or 0: each for each in session.scalars(wanted.order_by(Monitored.id))}


def _last_cases(session: Session, outcome: str, chosen: Collection[int] | None) -> dict[int, "_BegunCase"]:
    """The last case of an outcome by household: its number and the day on which it came in."""
    wanted = select(Case.household_id, Case.id, Case.received_on).where(
        *_began(outcome), _among(Case.household_id, chosen)
    )
    rows = session.execute(wanted.order_by(Case.id))
    return {household or 0: _BegunCase(number, day) for household, number, day in rows}


def _deliveries_of(session: Session, chosen: Collection[int]) -> dict[int, list[date]]:
    """The days on which households were given a measure."""
    wanted = select(AssistanceMeasure.household_id, AssistanceMeasure.delivered_on).where(
        AssistanceMeasure.delivered_on.is_not(None),
        AssistanceMeasure.withdrawn_on.is_(None),
        _among(AssistanceMeasure.household_id, chosen),
    )
    found: dict[int, list[date]] = defaultdict(list)
    for household, day in session.execute(wanted):
        if day is not None:
            found[household].append(day)
    return found


def _answered_of(session: Session, chosen: Collection[int]) -> dict[int, set[str]]:
    """The risks of households that a measure answers, by itself or through its need."""
    measure = AssistanceMeasure
    wanted = select(measure.household_id, measure.risk, Need.risk.label("of_need")).outerjoin(
        Need, Need.id == measure.need_id
    )
    wanted = wanted.where(measure.withdrawn_on.is_(None), _among(measure.household_id, chosen))
    found: dict[int, set[str]] = defaultdict(set)
    for household, risk, of_need in session.execute(wanted):
        found[household] |= {risk, of_need}
    return found


def _rows(year: int, chosen: Collection[int] | None) -> Select[object]:
    """Households with their facts of a year, where there are any."""
    wanted = select(
        Household.id,
        Household.standing,
        Household.persons,
        HouseholdYear.persons.label("shared_by"),
        *(getattr(HouseholdYear, name) for name in _OF_YEAR),
    )
    wanted = wanted.outerjoin(HouseholdYear, household_year(year))
    return wanted.where(Household.withdrawn_on.is_(None), _among(Household.id, chosen))


def _among(
    column: InstrumentedAttribute[int] | InstrumentedAttribute[int | None], chosen: Collection[int] | None
) -> ColumnElement[bool]:
    return true() if chosen is None else among(column, chosen)


def _a_head(amount: Decimal | None, row: Row[object]) -> Decimal | None:
    """An amount of the household a head, not rounded."""
    return None if amount is None else amount / (row.shared_by or row.persons)


def _able_of(session: Session, chosen: Collection[int], year: int) -> dict[int, int]:
    """How many members of each household can work, by the latest known values; none where it is unknown."""
    stands = Member.withdrawn_on.is_(None), _among(Member.household_id, chosen)
    people: dict[int, list[int]] = defaultdict(list)
    for household, member in session.execute(select(Member.household_id, Member.id).where(*stands)):
        people[household].append(member)
    wanted = select(MemberYear.member_id, MemberYear.labour).join(Member, Member.id == MemberYear.member_id)
    known = wanted.where(
        *stands, MemberYear.year <= year, MemberYear.labour.is_not(None), MemberYear.withdrawn_on.is_(None)
    )
    last = {member: labour for member, labour in session.execute(known.order_by(MemberYear.year))}
    found = {}
    for household, members in people.items():
        able = sum(last.get(member) in WITH_POWER for member in members)
        if able or all(member in last for member in members):
            found[household] = able
    return found
