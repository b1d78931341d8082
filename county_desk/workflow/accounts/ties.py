"""Ties of the persons behind the accounts: declaring and ending them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Annotated, ClassVar

from sqlalchemy import select

from county_desk.fields import Record
from county_desk.models.household import Household
from county_desk.models.tie import Tie, TieKind
from county_desk.models.user import Permission, User
from county_desk.names import compared
from county_desk.tables.history.act_words import ActWords
from county_desk.text import N_, _
from county_desk.workflow.command import Ask, Change, Command, Work
from county_desk.workflow.declared import added, asked, record_of
from county_desk.workflow.gate.law import OF_ACCOUNTS, Apart

_NEEDS = {
    TieKind.SAME_PERSON: ("other",),
    TieKind.HOUSEHOLD: ("household",),
    TieKind.RELATIVE: ("person", "relation"),
    TieKind.NAMESAKE: ("household",),
}


def _freed(work: Work, act: "DeclareTie | EndTie") -> Iterable[str]:
    """The names of those whom an act allows more: an ended tie, or a namesake."""
    if isinstance(act, DeclareTie):
        numbers = [act.user] if act.kind is TieKind.NAMESAKE else []
    else:
        tie = work.session.get_one(Tie, act.tie)
        numbers = [number for number in (tie.account_id, tie.other_id) if number is not None]
    return work.session.scalars(select(User.name).where(User.id.in_(numbers)))


_LAW = replace(
    OF_ACCOUNTS,
    apart=(
        Apart(
            "freed",
            _freed,
            N_(
                "This lifts a restriction on {name}; another person does it. If no other person has the "
                "right, an administrator opens an account for one"
            ),
        ),
    ),
)


@dataclass(frozen=True, kw_only=True)
class DeclareTie(Command):
    """Declare who stands behind an account: acts that keep persons apart follow the tie."""

    permission: ClassVar = Permission.ADMINISTER
    act: ClassVar = ActWords(N_("Declare a tie"), N_("Declared a tie"), "tie")
    law: ClassVar = _LAW

    user: Annotated[int, asked(Tie.account_id)]
    kind: Annotated[TieKind, asked(Tie.kind)]
    other: Annotated[int | None, asked(Tie.other_id)] = None
    household: Annotated[int | None, asked(Tie.household_id)] = None
    person: Annotated[str, asked(Tie.person)] = ""
    relation: Annotated[str, asked(Tie.relation)] = ""
    since: Annotated[date, asked(Tie.since)]

    def problems(self, work: Work) -> Mapping[str, str]:
        for name in ("other", "household", "person", "relation"):
            given = getattr(self, name) not in (None, "")
            title = _(self.asks()[name].title)
            if name in _NEEDS[self.kind] and not given:
                return {name: _("“{kind}” names “{title}”").format(kind=_(self.kind.label), title=title)}
            if given and name not in _NEEDS[self.kind]:
                words = _("Leave it blank: “{kind}” names no “{title}”")
                return {name: words.format(kind=_(self.kind.label), title=title)}
        if self.user == self.other:
            return {"other": _("Name another account than this one")}
        if self._stands(work):
            return {"": _("This tie is declared already")}
        return {}

    def run(self, work: Work) -> Change:
        account = work.session.get_one(User, self.user).name
        summary = _("{name}: {kind}, {whom}").format(
            name=account, kind=_(self.kind.label), whom=self._whom(work)
        )
        return added(work, record_of(work, self, Tie), summary)

    def _stands(self, work: Work) -> bool:
        """Whether the same tie is declared and not ended."""
        wanted = select(Tie.person).where(
            Tie.account_id == self.user,
            Tie.kind == self.kind,
            Tie.other_id == self.other,
            Tie.household_id == self.household,
            Tie.ended_on.is_(None),
        )
        return any(compared(name or "") == compared(self.person) for name in work.session.scalars(wanted))

    def _whom(self, work: Work) -> str:
        if self.other is not None:
            return work.session.get_one(User, self.other).name
        if self.household is not None:
            return work.session.get_one(Household, self.household).head
        return _("{person} ({relation})").format(person=self.person.strip(), relation=self.relation.strip())


@dataclass(frozen=True, kw_only=True)
class EndTie(Command):
    """End a tie; from then on it keeps the person from nothing."""

    permission: ClassVar = Permission.ADMINISTER
    act: ClassVar = ActWords(N_("End a tie"), N_("Ended a tie"), "tie")
    law: ClassVar = _LAW

    tie: Annotated[int, Ask(Record(), N_("Tie"), of="ties")]
    ended_on: Annotated[date, asked(Tie.ended_on)]

    def problems(self, work: Work) -> Mapping[str, str]:
        ended = work.session.get_one(Tie, self.tie).ended_on
        return {"tie": _("This tie ended on {day}").format(day=ended)} if ended else {}

    def run(self, work: Work) -> Change:
        tie = work.session.get_one(Tie, self.tie)
        tie.ended_on = self.ended_on
        name = work.session.get_one(User, tie.account_id).name
        summary = _("Ended a tie of {name}: {kind}").format(name=name, kind=_(tie.kind.label))
        return Change(frozenset({Tie}), summary, id=tie.id)
