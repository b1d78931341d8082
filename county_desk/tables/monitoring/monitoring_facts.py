"""The facts of the rules of monitoring, read from the records of one household."""

import re
from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from sqlalchemy import func, literal, select
from sqlalchemy.orm import Session

from county_desk.facts.word_lists import RISK
from county_desk.models.case import Case, CaseState
from county_desk.models.clue import Clue, ClueState
from county_desk.models.household import Household, HouseholdYear, Member, MemberYear, Standing
from county_desk.models.measure import AssistanceMeasure
from county_desk.models.monitored import Monitored
from county_desk.rules.checks.person import WITH_POWER
from county_desk.rules.monitoring_rules import (
    BLOWS,
    MonitoringEntryFacts,
    MonitoringReleaseFacts,
    entry_window,
)
from county_desk.rules.register_outcomes import HOUSEHOLD, MONITORED, RELEASED
from county_desk.tables.monitoring.unanswered import unanswered
from county_desk.tables.procedure_words import procedures

_UNDER_WAY = (CaseState.OPEN, CaseState.APPROVED)
_BEGAN = (*_UNDER_WAY, CaseState.DONE)
_MONTH = re.compile(r"(\d{4})\D(\d{1,2})(?:\D(\d{1,2}))?")
BETWEEN = "、"  # between the risks of a record
LISTED = 5  # columns that a ledger has for risks


def entry_facts(session: Session, household: int, year: int) -> MonitoringEntryFacts:
    """The facts for the entry of a household. Raises LookupError for an unknown household."""
    record, kept = _household(session, household), _year(session, household, year)
    case = last_case(session, household, MONITORED)
    received = case.received_on if case else None
    risks = named_risks(session, household)
    return MonitoringEntryFacts(
        risks=len(risks),
        blow=bool(BLOWS & set(risks)),
        left_poverty=record.standing is Standing.EXITED,
        window_due=entry_window(received) if received else None,
        window_income=_a_head(kept.window_income, record, kept),
        hard_spending=_a_head(kept.hard_spending, record, kept),
        window_end=kept.window_end,
        beyond_means=kept.beyond_means,
        dropouts=kept.dropouts,
        all_insured=kept.all_insured,
        housing_grade=kept.housing_grade,
        safe_water=kept.safe_water,
    )


def release_facts(session: Session, household: int, year: int) -> MonitoringReleaseFacts:
    """The facts for the release of a household. Raises LookupError for an unknown household."""
    record, kept = _household(session, household), _year(session, household, year)
    case = last_case(session, household, RELEASED)
    watched = watched_of(session, household)
    entered = entered_on(watched) if watched else None
    facts = MonitoringReleaseFacts(
        entered_on=entered,
        delivered=len(delivered(session, household, entered)),
        unanswered=_unanswered(session, watched) if watched else None,
        able=_able(session, household, year),
        window_income=_a_head(kept.window_income, record, kept),
        hard_spending=_a_head(kept.hard_spending, record, kept),
        window_end=kept.window_end,
        months_above=kept.months_above,
        risks_gone=kept.risks_gone,
        new_risk=kept.new_risk,
        dropouts=kept.dropouts,
        all_insured=kept.all_insured,
        housing_grade=kept.housing_grade,
        safe_water=kept.safe_water,
    )
    return facts.proposed(case.received_on) if case else facts


def last_case(session: Session, household: int, outcome: str) -> Case | None:
    """The last case of an outcome that was not given up; None without one."""
    wanted = select(Case).where(
        Case.household_id == household,
        Case.kind.in_(procedures().keys(HOUSEHOLD, outcome)),
        Case.state.in_(_BEGAN),
        Case.withdrawn_on.is_(None),
    )
    return session.scalar(wanted.order_by(Case.id.desc()).limit(1))


def named_risks(session: Session, household: int) -> tuple[str, ...]:
    """The risks that the clues of the last case of a household name, and its verified clues; each once."""
    case = last_case(session, household, MONITORED)
    live = (Clue.state == ClueState.VERIFIED) | (Clue.case_id == (case.id if case else None))
    wanted = select(Clue.risks).where(Clue.household_id == household, Clue.withdrawn_on.is_(None), live)
    named = session.scalars(wanted.order_by(Clue.id))
    return tuple(dict.fromkeys(risk for risks in named for risk in risks_in(risks)))


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


def _unanswered(session: Session, watched: Monitored) -> int:
    """Return how many risks of a monitored household have no measure."""
    wanted = select(literal(1)).select_from(Monitored).where(Monitored.id == watched.id)
    return sum(
        session.scalar(wanted.where(unanswered(literal(risk)))) is not None
        for risk in risks_in(watched.risks)
    )


def _household(session: Session, number: int) -> Household:
    found = session.get(Household, number)
    if found is None or found.withdrawn_on is not None:
        raise LookupError(f"no household {number}")
    return found


def _year(session: Session, household: int, year: int) -> HouseholdYear:
    """The household's record of a year; an empty one of its own where there is none."""
    wanted = select(HouseholdYear).where(
        HouseholdYear.household_id == household,
        HouseholdYear.year == year,
        HouseholdYear.withdrawn_on.is_(None),
    )
    return session.scalar(wanted) or HouseholdYear()


def _a_head(amount: Decimal | None, household: Household, year: HouseholdYear) -> Decimal | None:
    """An amount of the household a head, not rounded."""
    return None if amount is None else amount / (year.persons or household.persons)


def _able(session: Session, household: int, year: int) -> int | None:
    """Return how many members can work, by the latest known values; None if that is unknown."""
    people = select(Member.id).where(Member.household_id == household, Member.withdrawn_on.is_(None))
    numbers = session.scalars(people).all()
    last = (
        select(MemberYear.member_id, func.max(MemberYear.year).label("year"))
        .where(
            MemberYear.member_id.in_(numbers),
            MemberYear.year <= year,
            MemberYear.labour.is_not(None),
            MemberYear.withdrawn_on.is_(None),
        )
        .group_by(MemberYear.member_id)
        .subquery()
    )
    newest = (MemberYear.member_id == last.c.member_id) & (MemberYear.year == last.c.year)
    known = session.scalars(select(MemberYear.labour).join(last, newest)).all()
    able = sum(labour in WITH_POWER for labour in known)
    return able if able or len(known) == len(numbers) > 0 else None
