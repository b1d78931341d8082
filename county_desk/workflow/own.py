"""The figures of policy that the county itself enters, where the shipped ones are missing or differ."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Annotated, ClassVar

from sqlalchemy import select
from sqlalchemy.orm import Session

from county_desk.fields import Day, Text
from county_desk.models.register import OwnParameter
from county_desk.models.user import Permission
from county_desk.rules.parameters import OwnFigure
from county_desk.rules.policy import OwnPolicy, Policy
from county_desk.rules.words import spoken
from county_desk.tables.words import follow
from county_desk.text import N_, _
from county_desk.workflow.command import Ask, Change, Command, Work
from county_desk.workflow.own_calendar import own_years
from county_desk.workflow.policy_texts import case_texts, own_files

_O = OwnParameter.__table__.c
_KEPT = (  # made once: it is asked for every act
    select(_O.name, _O.since, _O.value, _O.reference).where(_O.withdrawn_on.is_(None)).order_by(_O.since)
)


def policy_in_force(session: Session, shipped: Policy) -> Policy:
    """The policy that a register follows: the shipped one, with all that its county entered laid over it."""
    own = own_policy(session, (shipped.shipped or shipped).procedures.digests())
    laid = shipped.with_own(own)
    follow(laid.procedures if own.files or own.kept else None)
    return laid


def own_policy(session: Session, shipped: Collection[str] = ()) -> OwnPolicy:
    """All that the county has entered and not withdrawn, and the texts that cases follow.

    `shipped` are the digests of the program's own procedures; their texts are not read.
    """
    figures = tuple(OwnFigure(*row) for row in session.execute(_KEPT))
    files = own_files(session)
    known = {*shipped, *(file.digest for file in files)}
    return OwnPolicy(figures, own_years(session), files, case_texts(session, known))


@dataclass(frozen=True, kw_only=True)
class SetParameter(Command):
    """Enter a figure of policy with the document it is written in."""

    permission: ClassVar = Permission.ADMINISTER
    title: ClassVar = N_("Enter a figure of policy")

    name: Annotated[str, Ask(Text(), N_("Figure"))]
    since: Annotated[date, Ask(Day(), N_("In force from"))]
    value: Annotated[str, Ask(Text(), N_("Value"))]
    reference: Annotated[str, Ask(Text(width=40), N_("Document and clause"))]

    def problems(self, work: Work) -> Mapping[str, str]:
        if self.name not in work.policy.book:
            return {"name": _("There is no figure named {name}").format(name=self.name)}
        if trouble := work.policy.book[self.name].trouble_with(self.value):
            return {"value": trouble}
        if not self.reference.strip():
            return {"reference": _("Name the document and clause where this figure is written")}
        if _found(work.session, self.name, self.since):
            return {"since": _("This figure is already entered for this day; withdraw it first")}
        return {}

    def run(self, work: Work) -> Change:
        entered = OwnParameter(
            name=self.name,
            since=self.since,
            value=self.value.strip(),
            reference=self.reference.strip(),
            entered_by=work.actor.id,
        )
        work.session.add(entered)
        work.session.flush()
        summary = _("{name} is {value} from {since}").format(
            name=title_of(work, self.name), value=entered.value, since=self.since
        )
        undo = WithdrawParameter(name=self.name, since=self.since)
        return Change(frozenset({OwnParameter}), summary, undo=undo, id=entered.id)


@dataclass(frozen=True, kw_only=True)
class WithdrawParameter(Command):
    """Take back a figure that the county entered; the entry stays in the history."""

    permission: ClassVar = Permission.ADMINISTER
    title: ClassVar = N_("Withdraw a figure of policy")

    name: Annotated[str, Ask(Text(), N_("Figure"))]
    since: Annotated[date, Ask(Day(), N_("In force from"))]

    def problems(self, work: Work) -> Mapping[str, str]:
        if _found(work.session, self.name, self.since) is None:
            return {"": _("The county entered no such figure")}
        return {}

    def run(self, work: Work) -> Change:
        entered = _found(work.session, self.name, self.since)
        assert entered is not None
        entered.withdrawn_on = work.today
        summary = _("{name} from {since} was withdrawn").format(
            name=title_of(work, self.name), since=self.since
        )
        return Change(frozenset({OwnParameter}), summary, id=entered.id)


def title_of(work: Work, name: str) -> str:
    """The title of a figure in the current language."""
    return spoken(work.policy.book[name].title)


def _found(session: Session, name: str, since: date) -> OwnParameter | None:
    wanted = select(OwnParameter).where(OwnParameter.name == name, OwnParameter.since == since)
    return session.scalar(wanted.where(OwnParameter.withdrawn_on.is_(None)))
