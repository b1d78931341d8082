"""The money of projects: a fund comes in, shares of it are released to projects, and payments are made."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Annotated, ClassVar

from sqlalchemy import func, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from county_desk.models.base import Kept
from county_desk.models.household import Household, Member, Standing
from county_desk.models.household_change import ChangeKind, HouseholdChange
from county_desk.models.project import Fund, FundLevel, FundShare, Payment, Project, ProjectStanding
from county_desk.models.user import Permission
from county_desk.tables.history.act_words import OF_PROJECTS, ActWords
from county_desk.text import N_, _
from county_desk.workflow.command import Change, Command, Given, Known, Work
from county_desk.workflow.declared import added, asked, record_of
from county_desk.workflow.gate.law import OF_MONEY, ONE_PERSON
from county_desk.workflow.gate.relations import OF_MONEY_BY_OTHERS
from county_desk.workflow.projects.payment_questions import payment_questions
from county_desk.workflow.record_acts import MakingAct

AMOUNT = asked(Fund.amount)
TAKES_MONEY = (
    ProjectStanding.APPROVED,
    ProjectStanding.TENDERED,
    ProjectStanding.STARTED,
    ProjectStanding.FINISHED,
    ProjectStanding.ACCEPTED,
)


class RecordFund(Command):
    """Record money that came in with a document of the giver."""

    permission: ClassVar = Permission.FUND
    act: ClassVar = ActWords(N_("Record a fund"), N_("Recorded a fund"), "fund")
    synonyms: ClassVar = N_("money document received")
    law: ClassVar = ONE_PERSON
    back: ClassVar = OF_PROJECTS

    document: Annotated[str, asked(Fund.document)]
    name: Annotated[str, asked(Fund.title)]
    level: Annotated[FundLevel, asked(Fund.level)]
    year: Annotated[int, asked(Fund.year)]
    received_on: Annotated[date, asked(Fund.received_on)]
    amount: Annotated[Decimal, asked(Fund.amount)]

    def problems(self, work: Work) -> Mapping[str, str]:
        twice = select(Fund.title).where(Fund.document == self.document.strip(), Fund.withdrawn_on.is_(None))
        if title := work.session.scalar(twice):
            message = _("{document} is on record already: {title}")
            return {"document": message.format(document=self.document.strip(), title=title)}
        return amount_trouble(self.amount)

    @classmethod
    def back_trouble(cls, work: Work, gone: Sequence[Kept]) -> str:
        """No fund goes back while money of it is released."""
        if any(paid_in_all(work.session, FundShare.amount, FundShare.fund_id, fund.id) for fund in gone):
            return _("Money of this fund was released; take the release back first")
        return ""

    def run(self, work: Work) -> Change:
        document, title = self.document.strip(), self.name.strip()
        summary = _("{title} ({document}): {amount} yuan came in").format(
            title=title, document=document, amount=f"{self.amount:,.2f}"
        )
        given = {"title": title, "level": self.level, "year": self.year, "amount": self.amount}
        given |= {"received_on": self.received_on, "withdrawn_on": None}
        fund = work.session.scalar(select(Fund).where(Fund.document == document))
        if fund is None:
            return added(work, Fund(document=document, **given), summary)
        for name, value in given.items():
            setattr(fund, name, value)
        return Change(summary, id=fund.id)


class ReleaseFund(MakingAct[FundShare]):
    """Release money of a fund to a project of the library."""

    permission: ClassVar = Permission.FUND
    act: ClassVar = ActWords(
        N_("Release money to a project"), N_("Released money to a project"), "project", "fund_share"
    )
    synonyms: ClassVar = N_("allot money")
    law: ClassVar = OF_MONEY
    back: ClassVar = OF_PROJECTS
    makes: ClassVar = FundShare
    summary: ClassVar = N_("{amount:,.2f} yuan released to {project.title}")

    fund: Annotated[int, asked(FundShare.fund_id)]
    project: Annotated[int, asked(FundShare.project_id)]
    amount: Annotated[Decimal, asked(FundShare.amount)]
    released_on: Annotated[date, asked(FundShare.released_on)]
    document: Annotated[str, asked(FundShare.document)]

    def problems(self, work: Work) -> Mapping[str, str]:
        if trouble := project_trouble(work.session, self.project) or amount_trouble(self.amount):
            return trouble
        fund = work.session.get_one(Fund, self.fund)
        left = fund.amount - paid_in_all(work.session, FundShare.amount, FundShare.fund_id, fund.id)
        if self.amount > left:
            message = _("The fund has {left} yuan left; {over} yuan are too much")
            return {"amount": message.format(left=f"{left:,.2f}", over=f"{self.amount - left:,.2f}")}
        return {}

    @classmethod
    def back_trouble(cls, work: Work, gone: Sequence[Kept]) -> str:
        """No money goes back that was paid since."""
        for share in gone:
            if isinstance(share, FundShare) and share.amount > money_left(work.session, share.project_id):
                return _("This money was paid out; take the payment back first")
        return ""

    def effect(self, work: Work) -> str:
        project = work.session.get_one(Project, self.project)
        released = paid_in_all(work.session, FundShare.amount, FundShare.project_id, project.id) + self.amount
        if released <= project.budget:
            return ""
        message = _("{title}: {released} yuan would be released, {over} yuan more than its budget.")
        over = f"{released - project.budget:,.2f}"
        return message.format(title=project.title, released=f"{released:,.2f}", over=over)


def _contractor(session: Session, given: Given) -> Mapping[str, Sequence[object]]:
    """The contractor of the project, unless a household is paid."""
    project = session.get(Project, given.get("project") or 0)
    named = project.contractor if project is not None and not given.get("household") else None
    return {"payee": (named,) if named else ()}


class RecordPayment(MakingAct[Payment]):
    """Record a payment for a project, to a household or to another payee."""

    permission: ClassVar = Permission.FUND
    act: ClassVar = ActWords(N_("Record a payment"), N_("Recorded a payment"), "payment")
    synonyms: ClassVar = N_("pay voucher money")
    law: ClassVar = OF_MONEY_BY_OTHERS
    back: ClassVar = OF_PROJECTS
    known: ClassVar = Known(("project", "household"), _contractor)
    makes: ClassVar = Payment
    summary: ClassVar = N_("{amount:,.2f} yuan paid to {payee} for {project.title}")

    project: Annotated[int, asked(Payment.project_id)]
    amount: Annotated[Decimal, asked(Payment.amount)]
    paid_on: Annotated[date, asked(Payment.paid_on)]
    voucher: Annotated[str, asked(Payment.voucher)]
    household: Annotated[int | None, asked(Payment.household_id)] = None
    payee: Annotated[str, asked(Payment.payee)] = ""
    account: Annotated[str, asked(Payment.account)] = ""

    @classmethod
    def fields_wanted(cls, given: Mapping[str, object]) -> Mapping[str, bool]:
        """Ask for no household once another payee is named without one."""
        other = given.get("payee") and given.get("household") is None
        return {"household": False} if other else {}

    def problems(self, work: Work) -> Mapping[str, str]:
        if trouble := project_trouble(work.session, self.project) or amount_trouble(self.amount):
            return trouble
        return (
            self._payee_trouble(work.session)
            or money_trouble(work.session, self.project, self.amount)
            or early_trouble(work.session, self.project, self.amount, self.paid_on)
        )

    def _payee_trouble(self, session: Session) -> Mapping[str, str]:
        if self.household is None:
            return {} if self.payee.strip() else {"payee": _("Write who was paid, or choose a household")}
        household = session.get_one(Household, self.household)
        if household.withdrawn_on is not None and household.withdrawn_on <= self.paid_on:
            message = _("The household of {head} left the register on {day}")
            return {"household": message.format(head=household.head, day=household.withdrawn_on)}
        if household.standing is Standing.REMOVED:
            return {"household": _("The household of {head} was removed").format(head=household.head)}
        payee = self.payee.strip() or household.head
        if died := died_on(session, household.id, payee, self.paid_on):
            return {"payee": _("{name} died on {day}; name who was paid").format(name=payee, day=died)}
        return {}

    def effect(self, work: Work) -> str:
        """The questions that an auditor would ask about the payment."""
        return payment_questions(work.session, record_of(work, self, Payment, **self.own(work)))

    def own(self, work: Work) -> Mapping[str, object]:
        household = work.session.get(Household, self.household) if self.household else None
        return {
            "payee": self.payee.strip() or (household.head if household else ""),
            "account": self.account.strip() or (household.account if household else "") or None,
        }


def money_left(session: Session, project: int) -> Decimal:
    """The rest of the money released to a project, in yuan."""
    released = paid_in_all(session, FundShare.amount, FundShare.project_id, project)
    return released - paid_in_all(session, Payment.amount, Payment.project_id, project)


def money_trouble(session: Session, project: int, amount: Decimal) -> Mapping[str, str]:
    """Check that an amount is left of the money released to a project."""
    left = money_left(session, project)
    if amount <= left:
        return {}
    message = _("Of the money released to this project {left} yuan are left; {over} yuan are too much")
    return {"amount": message.format(left=f"{left:,.2f}", over=f"{amount - left:,.2f}")}


def early_trouble(session: Session, project: int, amount: Decimal, day: date) -> Mapping[str, str]:
    """Check that the money of a payment was released by its day."""
    released = select(func.sum(FundShare.amount)).where(
        FundShare.project_id == project, FundShare.released_on <= day, FundShare.withdrawn_on.is_(None)
    )
    paid = select(func.sum(Payment.amount)).where(
        Payment.project_id == project, Payment.paid_on <= day, Payment.withdrawn_on.is_(None)
    )
    came, went = (session.scalar(each) or Decimal(0) for each in (released, paid))
    if came >= went + amount:
        return {}
    words = _("By {day} {released} yuan were released to this project and {paid} yuan paid with this.")
    about = {"released": f"{came:,.2f}", "paid": f"{went + amount:,.2f}"}
    return {"paid_on": words.format(day=day, **about)}


def died_on(session: Session, household: int, name: str, day: date) -> date | None:
    """The day on which a person of a household died, up to a day; None for a living person."""
    wanted = (
        select(HouseholdChange.happened_on)
        .join(Member, Member.id == HouseholdChange.member_id)
        .where(
            HouseholdChange.household_id == household,
            HouseholdChange.kind == ChangeKind.DEATH,
            HouseholdChange.happened_on <= day,
            HouseholdChange.withdrawn_on.is_(None),
            Member.name == name,
        )
    )
    return session.scalar(wanted.limit(1))


def project_trouble(session: Session, number: int) -> Mapping[str, str]:
    """Check that a project is in the library, so that it can receive money."""
    project = session.get_one(Project, number)
    if project.standing not in TAKES_MONEY:
        message = _("{title} is {standing}; money goes to projects of the library")
        return {"project": message.format(title=project.title, standing=_(project.standing.label))}
    return {}


def paid_in_all(
    session: Session, amount: InstrumentedAttribute[Decimal], whose: InstrumentedAttribute[int], number: int
) -> Decimal:
    """The sum of the amounts that stand, in yuan."""
    standing = amount.class_.withdrawn_on.is_(None)
    return session.scalar(select(func.sum(amount)).where(whose == number, standing)) or Decimal(0)


def amount_trouble(amount: Decimal) -> Mapping[str, str]:
    """Check that an amount is more than 0."""
    return {} if amount > 0 else {"amount": _("An amount is more than 0")}
