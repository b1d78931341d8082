"""Money of a project divided among households, by household or by head, in one act."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Annotated, ClassVar, NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from county_desk.fields import Choice, Numbers, Term
from county_desk.models.household import Household, Standing
from county_desk.models.place import Place
from county_desk.models.project import Payment, Project
from county_desk.models.user import Permission
from county_desk.rules.shares import allocated
from county_desk.tables.area import area_of
from county_desk.tables.history.act_words import OF_PROJECTS, ActWords
from county_desk.text import N_, _
from county_desk.workflow.command import Ask, Change, Command, Work
from county_desk.workflow.declared import asked, record_of
from county_desk.workflow.gate.relations import OF_MONEY_BY_OTHERS
from county_desk.workflow.projects.money import (
    AMOUNT,
    amount_trouble,
    died_on,
    early_trouble,
    money_trouble,
    project_trouble,
)

NAMED = 30  # households that the preview names


class AllocationBasis(Term):
    """The unit by which money is divided."""

    HOUSEHOLD = "household", N_("By household")
    HEAD = "head", N_("By head")


class AllocationShare(NamedTuple):
    """One household of an allocation with its share in yuan, or why it is left out."""

    household: Household
    amount: Decimal = Decimal(0)
    why_not: str = ""


class AllocateMoney(Command):
    """Divide released money of a project among households; the remainder stays with the project."""

    permission: ClassVar = Permission.FUND
    act: ClassVar = ActWords(
        N_("Divide money among households"), N_("Divided money among households"), "project", "payment"
    )
    synonyms: ClassVar = N_("share distribute")
    law: ClassVar = OF_MONEY_BY_OTHERS
    back: ClassVar = OF_PROJECTS

    project: Annotated[int, asked(Payment.project_id)]
    amount: Annotated[Decimal, AMOUNT]
    basis: Annotated[AllocationBasis, Ask(Choice(terms=AllocationBasis), N_("Divided"), in_history=True)]
    households: Annotated[
        tuple[int, ...],
        Ask(
            Numbers(),
            N_("Households"),
            N_("Blank: every household of the project’s place that is registered or has left poverty"),
            of="households",
        ),
    ] = ()
    paid_on: Annotated[date, asked(Payment.paid_on)]
    voucher: Annotated[str, asked(Payment.voucher)]

    def problems(self, work: Work) -> Mapping[str, str]:
        if trouble := project_trouble(work.session, self.project) or amount_trouble(self.amount):
            return trouble
        shares = self.shares(work.session)
        if not any(share.amount for share in shares):
            words = _("Nobody is left who gets a share. {left_out}")
            return {"households": words.format(left_out=_left_out(shares))}
        given = sum((share.amount for share in shares), Decimal(0))
        return money_trouble(work.session, self.project, given) or early_trouble(
            work.session, self.project, given, self.paid_on
        )

    def shares(self, session: Session) -> tuple[AllocationShare, ...]:
        """Each household with its share, or the reason why it has none."""
        checked = [(each, self._exclusion(session, each)) for each in self._chosen(session)]
        taking = [each for each, why in checked if not why]
        heads = [1 if self.basis is AllocationBasis.HOUSEHOLD else each.persons for each in taking]
        amounts = iter(allocated(self.amount, heads)[0])
        return tuple(
            AllocationShare(each, why_not=why) if why else AllocationShare(each, next(amounts))
            for each, why in checked
        )

    def _chosen(self, session: Session) -> list[Household]:
        wanted = select(Household)
        if self.households:
            wanted = wanted.where(Household.id.in_(self.households))
        else:
            place = session.get_one(Project, self.project).place_id
            area = area_of(session, None if session.get_one(Place, place).parent_id is None else place)
            standing = Household.standing.in_((Standing.REGISTERED, Standing.EXITED))
            wanted = wanted.where(standing, Household.withdrawn_on.is_(None))
            wanted = wanted.where(Household.village_id.in_(area)) if area is not None else wanted
        return list(session.scalars(wanted.order_by(Household.id)))

    def _exclusion(self, session: Session, household: Household) -> str:
        if household.withdrawn_on is not None and household.withdrawn_on <= self.paid_on:
            return _("left the register on {day}").format(day=household.withdrawn_on)
        if household.standing is Standing.REMOVED:
            return _("the household was removed from the register")
        if died := died_on(session, household.id, household.head, self.paid_on):
            return _("the head died on {day}").format(day=died)
        paid = select(Payment.id).where(
            Payment.household_id == household.id,
            Payment.project_id == self.project,
            Payment.withdrawn_on.is_(None),
        )
        return _("was paid for this project already") if session.scalar(paid.limit(1)) is not None else ""

    def effect(self, work: Work) -> str:
        """The shares, the remainder, and the households that are left out."""
        shares = self.shares(work.session)
        given = [share for share in shares if not share.why_not]
        rest = self.amount - sum((share.amount for share in given), Decimal(0))
        least, most = min(each.amount for each in given), max(each.amount for each in given)
        words = _("{count} households get {least} to {most} yuan; {rest} yuan remain with the project.")
        said = words.format(count=len(given), least=f"{least:,.2f}", most=f"{most:,.2f}", rest=f"{rest:,.2f}")
        return "\n".join(filter(None, (said, _left_out(shares))))

    def run(self, work: Work) -> Change:
        total = Decimal(0)
        given = [share for share in self.shares(work.session) if share.amount]
        for share in given:
            payment = record_of(
                work,
                self,
                Payment,
                household_id=share.household.id,
                payee=share.household.head,
                account=share.household.account or None,
                amount=share.amount,
            )
            total += share.amount
            work.session.add(payment)
        title = work.session.get_one(Project, self.project).title
        words = _("{amount} yuan for {title} divided among {count} households; {rest} yuan remain")
        rest = f"{self.amount - total:,.2f}"
        summary = words.format(amount=f"{total:,.2f}", title=title, count=len(given), rest=rest)
        return Change(summary, id=self.project)


def _left_out(shares: tuple[AllocationShare, ...]) -> str:
    """The households without a share, a line each with the reason."""
    left = [share for share in shares if share.why_not]
    if not left:
        return ""
    lines = [
        _("{head}: {reason}").format(head=share.household.head, reason=share.why_not)
        for share in left[:NAMED]
    ]
    if (more := len(left) - NAMED) > 0:
        lines.append(_("and {count} more").format(count=more))
    return "\n".join([_("Left out ({count}):").format(count=len(left)), *lines])
