"""The facts of the rules of monitoring, read from the records of one household, or of many at once."""

import re
from collections import defaultdict
from collections.abc import Collection, Generator, Iterable, Mapping, Sequence
from datetime import date

from sqlalchemy import Row, Select, bindparam, select
from sqlalchemy.orm import Session

from county_desk.facts.word_lists import RISK
from county_desk.models.among import among, listed
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
from county_desk.tables.many_rows import rows_of
from county_desk.tables.procedure_words import procedures
from county_desk.tables.years import Facts, household_year, kept_facts, kept_names

_BEGAN = (*UNDER_WAY, CaseState.DONE)
_MONTH = re.compile(r"(\d{4})\D(\d{1,2})(?:\D(\d{1,2}))?")
BETWEEN = "、"  # between the risks of a record
LISTED = 5  # columns that a ledger has for risks
_A_HEAD = ("window_income", "hard_spending")  # kept for the whole household
_OF_YEAR = sorted({*kept_names(MonitoringEntryFacts), *kept_names(MonitoringReleaseFacts)})
_WATCHED = (
    Monitored.household_id.is_not(None),
    Monitored.withdrawn_on.is_(None),
    Monitored.removed == "",
)
# made once: they are carried out for most acts on a household
_RECORDS = (
    select(Monitored).where(*_WATCHED, among(Monitored.household_id, "households")).order_by(Monitored.id)
)
_CLUES = (
    select(Clue.household_id, Clue.risks, Clue.state, Clue.case_id)
    .where(among(Clue.household_id, "households"), Clue.withdrawn_on.is_(None))
    .order_by(Clue.id)
)
_BEGUN = (
    select(Case.household_id, Case.id, Case.received_on)
    .where(
        Case.kind.in_(bindparam("kinds", expanding=True)),
        Case.state.in_(_BEGAN),
        Case.withdrawn_on.is_(None),
        among(Case.household_id, "households"),
    )
    .order_by(Case.id)
)

type _BegunCase = Row[int | None, int, date]  # a case that was not given up: household, number, receipt


def entry_facts(session: Session, household: int, year: int) -> MonitoringEntryFacts:
    """The facts for the entry of a household. Raises LookupError for an unknown household."""
    return dict(entry_facts_of(session, year, (household,)))[household]


def entry_facts_of(
    session: Session, year: int, chosen: Collection[int]
) -> Generator[tuple[int, MonitoringEntryFacts]]:
    """The facts for the entry of chosen households, each with the number of its household."""
    cases = _last_cases(session, MONITORED, chosen)
    named = _risks_of(session, cases, chosen)
    for row in rows_of(session, _rows(year, chosen)):
        case, risks = cases.get(row.id), named.get(row.id, ())
        facts = MonitoringEntryFacts(
            risks=len(risks),
            blow=bool(BLOWS & set(risks)),
            left_poverty=row.standing is Standing.EXITED,
            window_due=entry_window(case.received_on) if case else None,
            **_of_year(row, MonitoringEntryFacts),
        )
        yield row.id, facts


def release_facts_of(
    session: Session, year: int, chosen: Collection[int]
) -> Generator[tuple[int, MonitoringReleaseFacts]]:
    """The facts for the release of chosen households, each with the number of its household."""
    cases = _last_cases(session, RELEASED, chosen)
    watched = _watched_of(session, chosen)
    given, answered = _deliveries_of(session, chosen), _answered_of(session, watched)
    able = _able_of(session, chosen, year)
    for row in rows_of(session, _rows(year, chosen)):
        case, record = cases.get(row.id), watched.get(row.id)
        entered = entered_on(record) if record else None
        risks = risks_in(record.risks) if record else ()
        facts = MonitoringReleaseFacts(
            entered_on=entered,
            delivered=_since(given[row.id], entered),
            unanswered=sum(risk not in answered[row.id] for risk in risks) if record else None,
            able=able.get(row.id),
            **_of_year(row, MonitoringReleaseFacts),
        )
        yield row.id, facts.proposed(case.received_on) if case else facts


def named_risks(session: Session, household: int) -> tuple[str, ...]:
    """The risks that the clues of the last case of a household name, and its verified clues; each once."""
    chosen = (household,)
    return _risks_of(session, _last_cases(session, MONITORED, chosen), chosen).get(household, ())


def _risks_of(
    session: Session, cases: Mapping[int, _BegunCase], chosen: Collection[int]
) -> dict[int, tuple[str, ...]]:
    """The same by household; `cases` are the last cases of the households."""
    found: dict[int, dict[str, None]] = defaultdict(dict)
    for household, risks, state, case in session.execute(_CLUES, {"households": listed(chosen)}):
        last = cases.get(household or 0)
        if state is ClueState.VERIFIED or (last is not None and case == last.id):
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
    return _watched_of(session, (household,)).get(household)


def entered_on(watched: Monitored) -> date | None:
    """The day when a household entered monitoring; the first of a month that a ledger gives without a day."""
    if watched.entered_on is not None:
        return watched.entered_on
    found = _MONTH.match(watched.identified)
    try:
        return date(int(found[1]), int(found[2]), int(found[3] or 1)) if found else None
    except ValueError:
        return None


def delivered(session: Session, household: int, since: date | None) -> int:
    """How many measures a household was given, since it entered monitoring where that day is known."""
    return _since(_deliveries_of(session, (household,))[household], since)


def _since(days: Iterable[date], entered: date | None) -> int:
    return sum(entered is None or day >= entered for day in days)


def monitored_households() -> Select[int | None]:
    """The numbers of all households that are monitored now."""
    return select(Monitored.household_id).where(*_WATCHED)


def _watched_of(session: Session, chosen: Collection[int]) -> dict[int, Monitored]:
    """The record under which each household is monitored now."""
    found = session.scalars(_RECORDS, {"households": listed(chosen)})
    return {each.household_id or 0: each for each in found}


def _last_cases(session: Session, outcome: str, chosen: Collection[int]) -> dict[int, _BegunCase]:
    """The last case of an outcome that was not given up by household: number, and day of receipt."""
    given = {"kinds": procedures().keys(HOUSEHOLD, outcome), "households": listed(chosen)}
    return {row.household_id or 0: row for row in session.execute(_BEGUN, given)}


def _deliveries_of(session: Session, chosen: Collection[int]) -> dict[int, list[date]]:
    """The days on which households were given a measure."""
    wanted = select(AssistanceMeasure.household_id, AssistanceMeasure.delivered_on).where(
        AssistanceMeasure.delivered_on.is_not(None),
        AssistanceMeasure.withdrawn_on.is_(None),
        among(AssistanceMeasure.household_id, chosen),
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
    wanted = wanted.where(measure.withdrawn_on.is_(None), among(measure.household_id, chosen))
    found: dict[int, set[str]] = defaultdict(set)
    for household, risk, of_need in session.execute(wanted):
        found[household] |= {risk, of_need}
    return found


def _rows(year: int, chosen: Collection[int]) -> Select[object]:
    """Households with their facts of a year, where there are any."""
    wanted = select(
        Household.id,
        Household.standing,
        Household.persons,
        HouseholdYear.persons.label("shared_by"),
        *(getattr(HouseholdYear, name) for name in _OF_YEAR),
    )
    wanted = wanted.outerjoin(HouseholdYear, household_year(year))
    return wanted.where(Household.withdrawn_on.is_(None), among(Household.id, chosen))


def _of_year(row: Row[object], facts: type[object]) -> Facts:
    """The facts that the year keeps; amounts of the household a head, not rounded."""
    kept, persons = kept_facts(row, facts), row.shared_by or row.persons
    return kept | {name: kept[name] / persons for name in _A_HEAD if kept[name] is not None}


def _able_of(session: Session, chosen: Collection[int], year: int) -> dict[int, int]:
    """How many members of each household can work, by the latest known values; none where it is unknown."""
    stands = Member.withdrawn_on.is_(None), among(Member.household_id, chosen)
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
