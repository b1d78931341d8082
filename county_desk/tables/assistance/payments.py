"""The list of payments, each with the questions that an auditor would ask about it."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Annotated

from sqlalchemy import (
    ColumnElement,
    Select,
    String,
    and_,
    cast,
    func,
    literal,
    null,
    or_,
    select,
    tuple_,
)
from sqlalchemy.orm import Session, aliased

from county_desk.fields import Code, Term, Text
from county_desk.models.among import among, listed
from county_desk.models.base import Hundredths
from county_desk.models.household import Household, Member, Standing
from county_desk.models.household_change import ChangeKind, HouseholdChange
from county_desk.models.project import FundShare, Payment, Project, ProjectStanding
from county_desk.several_terms import SeveralTerms
from county_desk.tables.declared import Shown, ShownRow, select_of, table_of
from county_desk.tables.listing import Listing, Rows
from county_desk.tables.terms import as_terms
from county_desk.text import N_

_NO_LIBRARY = (ProjectStanding.PROPOSED, ProjectStanding.STOPPED)
_FEW = "few"  # the parameter with the numbers of the payments that are judged alone


class PaymentQuestion(Term):
    """A question that an auditor would ask about a payment."""

    TWICE = "twice", N_("Household paid twice for one project")
    GONE = "gone", N_("To a household that left or somebody who died")
    STOPPED = "stopped", N_("For a project that is not in the library")
    SHARED = "shared", N_("One account for several payees")
    OVER = "over", N_("Paid more than the budget")
    VOUCHER = "voucher", N_("One voucher twice for the same payee")
    EARLY = "early", N_("Paid before the money was released")


def _household_number() -> ColumnElement[str]:
    return func.coalesce(Household.number, "")


class PaymentRow(ShownRow):
    """One payment in yuan, with every question about it."""

    id: Annotated[int, Shown(Payment.id, N_("Payment record"))]
    paid_on: Annotated[date, Shown(Payment.paid_on)]
    project: Annotated[str, Shown(Project.title, N_("Project"), Text(width=24))]
    payee: Annotated[str, Shown(Payment.payee, width=12)]
    number: Annotated[str, Shown(_household_number, N_("Household number"), Code(width=20))]
    amount: Annotated[Decimal, Shown(Payment.amount)]
    account: Annotated[str | None, Shown(Payment.account)]
    voucher: Annotated[str, Shown(Payment.voucher, width=16)]
    question: Annotated[
        tuple[PaymentQuestion, ...], Shown(label=N_("Question"), kind=SeveralTerms(terms=PaymentQuestion))
    ]
    project_id: Annotated[int, Shown(Payment.project_id, N_("Project record"))]
    household_id: Annotated[int | None, Shown(Payment.household_id)]
    place_id: Annotated[int, Shown(Project.place_id, N_("Place record"))]


PAYMENTS = table_of("payments", N_("Payments"), PaymentRow)


def _payments(*, judged: bool = True) -> Rows:
    """The payments; a page of rows is read first and judged alone, since that takes a hundredth."""
    return (
        select_of(PaymentRow, question=as_terms(_questions()) if judged else null())
        .join(Project, Project.id == Payment.project_id)
        .outerjoin(Household, Household.id == Payment.household_id)
        .where(Payment.withdrawn_on.is_(None))
    )


def _with_questions(session: Session, rows: Sequence[PaymentRow]) -> list[PaymentRow]:
    found = {id: asked for id, asked in session.execute(_judged(), {_FEW: listed(row.id for row in rows)})}
    return [replace(row, question=found[row.id]) for row in rows]


@cache
def _judged() -> Select[int, tuple[PaymentQuestion, ...]]:
    """The questions about a few payments."""
    return select(Payment.id, as_terms(_questions(few=True))).where(among(Payment.id, _FEW))


def _questions(*, few: bool = False) -> Mapping[PaymentQuestion, ColumnElement[bool]]:
    """Each question as a set of payments; for `few`, only the payments that matter for them are read."""
    project = aliased(Project)
    outside = select(project.id).where(project.standing.in_(_NO_LIBRARY))
    bill = (_receiver(Payment), Payment.voucher)
    return {
        PaymentQuestion.TWICE: tuple_(Payment.household_id, Payment.project_id).in_(_twice(few)),
        PaymentQuestion.GONE: or_(Payment.id.in_(_left(few)), Payment.id.in_(_died(few))),
        PaymentQuestion.STOPPED: Payment.project_id.in_(outside),
        PaymentQuestion.SHARED: Payment.account.in_(_shared(few)),
        PaymentQuestion.OVER: Payment.project_id.in_(_paid_over(few)),
        PaymentQuestion.VOUCHER: tuple_(*bill).in_(_same_voucher(few)),
        PaymentQuestion.EARLY: tuple_(Payment.project_id, Payment.paid_on).in_(_unreleased(few)),
    }


def _receiver(payment: type[Payment]) -> ColumnElement[str]:
    """The receiver of the money: the household, or the payee where none is named."""
    return func.coalesce(cast(payment.household_id, String), payment.payee)


def _related(paid: type[Payment], name: str, few: bool) -> tuple[ColumnElement[bool], ...]:
    """The conditions on the payments to look at: those that stand and share a column with the wanted ones."""
    standing = paid.withdrawn_on.is_(None)
    if not few:
        return (standing,)
    wanted = aliased(Payment)
    alike = select(getattr(wanted, name)).where(among(wanted.id, _FEW))
    return standing, getattr(paid, name).in_(alike)


def _twice(few: bool) -> Rows:
    paid = aliased(Payment)
    key = (paid.household_id, paid.project_id)
    known = paid.household_id.is_not(None)
    wanted = select(*key).where(known, *_related(paid, "household_id", few))
    return wanted.group_by(*key).having(func.count() > 1)


def _same_voucher(few: bool) -> Rows:
    paid = aliased(Payment)
    key = (_receiver(paid), paid.voucher)
    return select(*key).where(*_related(paid, "voucher", few)).group_by(*key).having(func.count() > 1)


def _shared(few: bool) -> Rows:
    paid = aliased(Payment)
    several = func.min(_receiver(paid)) != func.max(_receiver(paid))
    known = and_(paid.account.is_not(None), paid.account != "")
    wanted = select(paid.account).where(known, *_related(paid, "account", few))
    return wanted.group_by(paid.account).having(several)


def _paid_over(few: bool) -> Rows:
    """The projects that more was paid for than their budget; each sum is made before its project is read."""
    paid = aliased(Payment)
    sums = select(paid.project_id, func.sum(paid.amount).label("paid"))
    made = sums.where(*_related(paid, "project_id", few)).group_by(paid.project_id).subquery()
    project = aliased(Project)
    wanted = select(made.c.project_id).join(project, project.id == made.c.project_id)
    return wanted.where(made.c.paid > project.budget)


def _left(few: bool) -> Rows:
    """The payments to a household that was removed, or had left the register by the day."""
    paid, household = aliased(Payment), aliased(Household)
    removed = household.standing == Standing.REMOVED
    wanted = select(paid.id).join(household, household.id == paid.household_id)
    wanted = wanted.where(or_(removed, household.withdrawn_on <= paid.paid_on), *_related(paid, "id", few))
    if few:
        return wanted
    gone = select(household.id).where(or_(removed, household.withdrawn_on.is_not(None)))
    return wanted.where(paid.household_id.in_(gone.correlate(None)))  # they are few, and found first


def _died(few: bool) -> Rows:
    """The payments to a payee who had died by the day."""
    paid, change, member = aliased(Payment), aliased(HouseholdChange), aliased(Member)
    return (
        select(paid.id)
        .join(change, change.household_id == paid.household_id)
        .join(member, member.id == change.member_id)
        .where(
            change.kind == ChangeKind.DEATH,
            change.happened_on <= paid.paid_on,
            change.withdrawn_on.is_(None),
            member.name == paid.payee,
            *_related(paid, "id", few),
        )
    )


def _unreleased(few: bool) -> Rows:
    """The projects with the days by which more was paid for them than released to them."""
    paid, share = aliased(Payment), aliased(FundShare)
    day = (paid.project_id, paid.paid_on)
    until = func.sum(func.sum(paid.amount)).over(partition_by=paid.project_id, order_by=paid.paid_on)
    days = (
        select(*day, until.label("paid")).where(*_related(paid, "project_id", few)).group_by(*day).subquery()
    )
    came = select(func.sum(share.amount)).where(
        share.project_id == days.c.project_id,
        share.released_on <= days.c.paid_on,
        share.withdrawn_on.is_(None),
    )
    released = func.coalesce(came.scalar_subquery(), literal(Decimal(0), Hundredths()))
    return select(days.c.project_id, days.c.paid_on).where(days.c.paid > released)


PAYMENTS_LISTING = Listing(
    PAYMENTS,
    _payments,
    search=("payee", "project", "number", "voucher"),
    order=("-paid_on", "-id"),
    complete=_with_questions,
    rows=lambda: _payments(judged=False),
    large=True,
)
