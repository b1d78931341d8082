"""The list of payments, each with the questions that an auditor would ask about it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Annotated

from sqlalchemy import (
    ColumnElement,
    String,
    and_,
    cast,
    distinct,
    func,
    literal,
    null,
    or_,
    select,
    tuple_,
)
from sqlalchemy.orm import Session, aliased

from county_desk.fields import Code, Term, Text
from county_desk.models.base import Hundredths
from county_desk.models.household import Household, Member, Standing
from county_desk.models.household_change import ChangeKind, HouseholdChange
from county_desk.models.project import FundShare, Payment, Project, ProjectStanding
from county_desk.several_terms import SeveralTerms
from county_desk.tables.declared import Shown, select_of, table_of
from county_desk.tables.listing import Listing, Rows
from county_desk.tables.terms import as_terms
from county_desk.text import N_

_NO_LIBRARY = (ProjectStanding.PROPOSED, ProjectStanding.STOPPED)


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


@dataclass(frozen=True, slots=True)
class PaymentRow:
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
    ids = [row.id for row in rows]
    asked = as_terms(_questions(ids))
    judged = session.execute(select(Payment.id, asked).where(Payment.id.in_(ids)))
    found = {number: questions for number, questions in judged}
    return [replace(row, question=found[row.id]) for row in rows]


def _questions(ids: Sequence[int] | None = None) -> Mapping[PaymentQuestion, ColumnElement[bool]]:
    """Each question as a set of payments; `ids` are the payments to judge where few are wanted."""
    outside = select(Project.id).where(Project.standing.in_(_NO_LIBRARY))
    bill = (_receiver(Payment), Payment.voucher)
    return {
        PaymentQuestion.TWICE: tuple_(Payment.household_id, Payment.project_id).in_(_twice(ids)),
        PaymentQuestion.GONE: or_(Payment.id.in_(_left(ids)), Payment.id.in_(_died(ids))),
        PaymentQuestion.STOPPED: Payment.project_id.in_(outside),
        PaymentQuestion.SHARED: Payment.account.in_(_shared(ids)),
        PaymentQuestion.OVER: Payment.project_id.in_(_paid_over(ids)),
        PaymentQuestion.VOUCHER: tuple_(*bill).in_(_same_voucher(ids)),
        PaymentQuestion.EARLY: Payment.id.in_(_early(ids)),
    }


def _receiver(payment: type[Payment]) -> ColumnElement[str]:
    """The receiver of the money: the household, or the payee where none is named."""
    return func.coalesce(cast(payment.household_id, String), payment.payee)


def _related(paid: type[Payment], name: str, ids: Sequence[int] | None) -> tuple[ColumnElement[bool], ...]:
    """The conditions on the payments to look at: those that stand and share a column with the wanted ones."""
    standing = paid.withdrawn_on.is_(None)
    if ids is None:
        return (standing,)
    wanted = aliased(Payment)
    alike = select(getattr(wanted, name)).where(wanted.id.in_(ids))
    return standing, getattr(paid, name).in_(alike)


def _twice(ids: Sequence[int] | None) -> Rows:
    paid = aliased(Payment)
    key = (paid.household_id, paid.project_id)
    known = paid.household_id.is_not(None)
    wanted = select(*key).where(known, *_related(paid, "household_id", ids))
    return wanted.group_by(*key).having(func.count() > 1)


def _same_voucher(ids: Sequence[int] | None) -> Rows:
    paid = aliased(Payment)
    key = (_receiver(paid), paid.voucher)
    return select(*key).where(*_related(paid, "voucher", ids)).group_by(*key).having(func.count() > 1)


def _shared(ids: Sequence[int] | None) -> Rows:
    paid = aliased(Payment)
    several = func.count(distinct(_receiver(paid))) > 1
    known = and_(paid.account.is_not(None), paid.account != "")
    wanted = select(paid.account).where(known, *_related(paid, "account", ids))
    return wanted.group_by(paid.account).having(several)


def _paid_over(ids: Sequence[int] | None) -> Rows:
    paid, project = aliased(Payment), aliased(Project)
    wanted = select(paid.project_id).join(project, project.id == paid.project_id)
    wanted = wanted.where(*_related(paid, "project_id", ids)).group_by(paid.project_id, project.budget)
    return wanted.having(func.sum(paid.amount) > project.budget)


def _left(ids: Sequence[int] | None) -> Rows:
    """The payments to a household that was removed, or had left the register by the day."""
    paid, household = aliased(Payment), aliased(Household)
    left = and_(household.withdrawn_on.is_not(None), household.withdrawn_on <= paid.paid_on)
    wanted = select(paid.id).join(household, household.id == paid.household_id)
    return wanted.where(or_(left, household.standing == Standing.REMOVED), *_related(paid, "id", ids))


def _died(ids: Sequence[int] | None) -> Rows:
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
            *_related(paid, "id", ids),
        )
    )


def _early(ids: Sequence[int] | None) -> Rows:
    """The payments on a day by which more was paid for the project than released to it.

    After the last release no payment exceeds the released sum, so that few payments are summed up.
    """
    paid, before, share = aliased(Payment), aliased(Payment), aliased(FundShare)
    released = share.project_id == paid.project_id, share.withdrawn_on.is_(None)
    last = select(func.max(share.released_on)).where(*released).scalar_subquery()
    came = select(func.sum(share.amount)).where(*released, share.released_on <= paid.paid_on)
    went = select(func.sum(before.amount)).where(
        before.project_id == paid.project_id,
        before.paid_on <= paid.paid_on,
        before.withdrawn_on.is_(None),
    )
    more = went.scalar_subquery() > func.coalesce(came.scalar_subquery(), literal(Decimal(0), Hundredths()))
    return select(paid.id).where(*_related(paid, "id", ids), or_(last.is_(None), paid.paid_on < last), more)


PAYMENTS_LISTING = Listing(
    PAYMENTS,
    _payments,
    search=("payee", "project", "number", "voucher"),
    order=("-paid_on", "-id"),
    complete=_with_questions,
    rows=lambda: _payments(judged=False),
    large=True,
)
