"""The questions that an auditor would ask about a payment, shown before it is recorded."""

from collections.abc import Iterable

from sqlalchemy import ColumnElement, and_, false, func, select
from sqlalchemy.orm import Session

from county_desk.models.household import Household
from county_desk.models.project import Payment
from county_desk.text import _


def payment_questions(session: Session, planned: Payment) -> str:
    """Return the questions about a payment that is not recorded yet, a line each; empty without any."""
    given: Iterable[str] = (
        _paid_before(session, planned),
        _same_voucher(session, planned),
        _shared_account(session, planned),
    )
    return "\n".join(filter(None, given))


def _paid_before(session: Session, planned: Payment) -> str:
    if planned.household_id is None:
        return ""
    same = Payment.household_id == planned.household_id, Payment.project_id == planned.project_id
    if (before := _last(session, *same)) is None:
        return ""
    head = session.get_one(Household, planned.household_id).head
    message = _("The household of {head} was paid {amount} yuan for this project on {day} already.")
    return message.format(head=head, amount=f"{before.amount:,.2f}", day=before.paid_on)


def _same_voucher(session: Session, planned: Payment) -> str:
    before = _last(session, Payment.voucher == planned.voucher, _same_receiver(planned))
    if before is None:
        return ""
    message = _("Voucher {voucher} paid {amount} yuan to {payee} on {day} already.")
    about = {"voucher": before.voucher, "payee": before.payee, "day": before.paid_on}
    return message.format(amount=f"{before.amount:,.2f}", **about)


def _shared_account(session: Session, planned: Payment) -> str:
    if not planned.account:
        return ""
    others = func.coalesce(_same_receiver(planned), false()).is_(False)
    before = _last(session, Payment.account == planned.account, others)
    return _("{payee} was paid on this account, too.").format(payee=before.payee) if before else ""


def _same_receiver(planned: Payment) -> ColumnElement[bool]:
    """Whether a payment went to the same household, or to the same payee where none is named."""
    if planned.household_id is not None:
        return Payment.household_id == planned.household_id
    return and_(Payment.household_id.is_(None), Payment.payee == planned.payee)


def _last(session: Session, *conditions: ColumnElement[bool]) -> Payment | None:
    """Return the latest payment that stands and meets some conditions; None without any."""
    wanted = select(Payment).where(Payment.withdrawn_on.is_(None), *conditions)
    return session.scalar(wanted.order_by(Payment.paid_on.desc(), Payment.id.desc()).limit(1))
