"""The facts of two papers of help: the account card of a household, and the confirmation of a measure."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from sqlalchemy import select
from sqlalchemy.orm import Session

from county_desk.models.household import Household
from county_desk.models.measure import AssistanceMeasure, MeasureClass
from county_desk.models.place import Place
from county_desk.models.project import Payment, Project
from county_desk.tables.assistance.measure_titles import stored_title
from county_desk.tables.assistance.needs import LISTING as NEEDS
from county_desk.tables.assistance.needs import NeedRow
from county_desk.tables.assistance.officials import terms_of
from county_desk.tables.county import county_name
from county_desk.tables.listing import Query, page


@dataclass(frozen=True, slots=True)
class AccountMeasure:
    """One measure on a paper; `amount` is yuan."""

    kind: MeasureClass
    title: str
    person: str
    since: date
    delivered_on: date | None
    amount: Decimal | None
    unit: str
    responsible: str


@dataclass(frozen=True, slots=True)
class AccountPayment:
    """Money that the household got for a project; `amount` is yuan."""

    project: str
    paid_on: date
    amount: Decimal


@dataclass(frozen=True, slots=True)
class HouseholdAccount:
    """The help that one household has, as its account card shows it on a day."""

    day: date
    county: str
    township: str
    village: str
    head: str
    number: str
    persons: int
    cause: str
    official: str
    official_telephone: str
    needs: tuple[NeedRow, ...]
    measures: tuple[AccountMeasure, ...]
    payments: tuple[AccountPayment, ...]


def household_account(session: Session, number: int, day: date) -> HouseholdAccount:
    """The account of a household on record. Raises NoResultFound for an unknown one."""
    household = session.get_one(Household, number)
    village = session.get_one(Place, household.village_id)
    township = session.get(Place, village.parent_id) if village.parent_id else None
    official = next((term for term in terms_of(session, number) if term.until is None), None)
    payments = (
        select(Project.title, Payment.paid_on, Payment.amount)
        .join(Project, Project.id == Payment.project_id)
        .where(Payment.household_id == number, Payment.withdrawn_on.is_(None))
        .order_by(Payment.paid_on, Payment.id)
    )
    measures = select(AssistanceMeasure).where(
        AssistanceMeasure.household_id == number, AssistanceMeasure.withdrawn_on.is_(None)
    )
    return HouseholdAccount(
        day=day,
        county=county_name(session),
        township=township.name if township else "",
        village=village.name,
        head=household.head,
        number=household.number,
        persons=household.persons,
        cause=household.cause,
        official=official.official if official else "",
        official_telephone=official.telephone if official else "",
        needs=tuple(page(session, NEEDS, Query(where={"household_id": number}))),
        measures=tuple(
            account_measure(each) for each in session.scalars(measures.order_by(AssistanceMeasure.id))
        ),
        payments=tuple(AccountPayment(*row) for row in session.execute(payments)),
    )


def account_measure(measure: AssistanceMeasure) -> AccountMeasure:
    """A measure as a paper shows it."""
    return AccountMeasure(
        kind=measure.kind,
        title=stored_title(measure.title, measure.programme),
        person=measure.member.name if measure.member else "",
        since=measure.since,
        delivered_on=measure.delivered_on,
        amount=measure.amount,
        unit=measure.unit,
        responsible=measure.responsible,
    )


def measure_paper(session: Session, number: int, day: date) -> tuple[HouseholdAccount, AccountMeasure]:
    """The household of a measure, and the measure itself. Raises NoResultFound for an unknown one."""
    measure = session.get_one(AssistanceMeasure, number)
    return household_account(session, measure.household_id, day), account_measure(measure)
