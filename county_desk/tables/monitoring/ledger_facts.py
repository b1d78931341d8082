"""Facts for the ledger of monitoring: the last visit, the contact official, the income at the entry."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from sqlalchemy import select
from sqlalchemy.orm import Session

from county_desk.models.case import Case, CaseStep
from county_desk.models.monitored import Monitored
from county_desk.models.official import Official, Pairing
from county_desk.models.visit import Visit
from county_desk.rules.shares import a_head


@dataclass(frozen=True, slots=True)
class LedgerFacts:
    """The facts by record of monitoring; `officials` by household.

    `visited` holds the last visit up to the day, `incomes` the yuan a head that the visit of the entry found.
    """

    visited: Mapping[int, date]
    officials: Mapping[int, str]
    incomes: Mapping[int, Decimal]


def ledger_facts(session: Session, last: date) -> LedgerFacts:
    """The facts as they stood at the end of a day."""
    return LedgerFacts(_visited(session, last), _officials(session, last), _incomes(session))


def _visited(session: Session, last: date) -> Mapping[int, date]:
    wanted = (
        select(Visit.monitored_id, Visit.visited_on)
        .where(Visit.monitored_id.is_not(None), Visit.visited_on <= last, Visit.withdrawn_on.is_(None))
        .order_by(Visit.visited_on)
    )
    return {number: day for number, day in session.execute(wanted) if number is not None}


def _officials(session: Session, last: date) -> Mapping[int, str]:
    wanted = (
        select(Pairing.household_id, Official.name)
        .join(Official, Official.id == Pairing.official_id)
        .where(
            Pairing.withdrawn_on.is_(None),
            Pairing.since <= last,
            Pairing.until.is_(None) | (Pairing.until >= last),
        )
        .order_by(Pairing.since)
    )
    return {number: name for number, name in session.execute(wanted)}


def _incomes(session: Session) -> Mapping[int, Decimal]:
    wanted = (
        select(Monitored.id, Case.persons, CaseStep.facts)
        .join(Case, Case.id == Monitored.entry_case_id)
        .join(CaseStep, CaseStep.case_id == Case.id)
        .where(CaseStep.withdrawn_on.is_(None), CaseStep.facts.is_not(None))
        .order_by(CaseStep.id)
    )
    return {
        number: a_head(Decimal(str(facts["window_income"])), persons)
        for number, persons, facts in session.execute(wanted)
        if persons and isinstance(facts, dict) and facts.get("window_income") is not None
    }
