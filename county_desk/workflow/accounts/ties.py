"""Ties of the persons behind the accounts: declaring and ending them."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
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
from county_desk.workflow.command import Ask, Work
from county_desk.workflow.declared import asked, record_of
from county_desk.workflow.gate.law import OF_ACCOUNTS, Apart
from county_desk.workflow.gate.persons import accounts_of
from county_desk.workflow.gate.relations import OF_THE_HOUSEHOLD
from county_desk.workflow.gate.states import Unless
from county_desk.workflow.record_acts import ChangingAct, MakingAct

_NEEDS = {
    TieKind.SAME_PERSON: ("other",),
    TieKind.HOUSEHOLD: ("household",),
    TieKind.RELATIVE: ("person", "relation"),
    TieKind.NAMESAKE: ("household",),
}


def _freed(work: Work, act: "DeclareTie | EndTie") -> Iterable[str]:
    """The names of those whom an act allows more: an ended tie, or a namesake."""
    if isinstance(act, DeclareTie):
        return _names_of(work, act.user) if act.kind is TieKind.NAMESAKE else []
    tie = work.session.get_one(Tie, act.tie)
    return _names_of(work, tie.account_id, tie.other_id)


def _named(work: Work, act: "DeclareTie | EndTie") -> Iterable[str]:
    """The names of the accounts and of the person that a tie names."""
    if isinstance(act, DeclareTie):
        return [*_names_of(work, act.user, act.other), act.person]
    tie = work.session.get_one(Tie, act.tie)
    return [*_names_of(work, tie.account_id, tie.other_id), tie.person or ""]


def _names_of(work: Work, *accounts: int | None) -> Iterable[str]:
    return work.session.scalars(select(User.name).where(User.id.in_(accounts)))


_LAW = replace(
    OF_ACCOUNTS,
    settles_apart=(
        Apart(
            "named", _named, N_("{name} is named in this tie; another person puts it in force or declines it")
        ),
        OF_THE_HOUSEHOLD,
    ),
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


class DeclareTie(MakingAct[Tie]):
    """Declare who stands behind an account: acts that keep persons apart follow the tie."""

    permission: ClassVar = Permission.ADMINISTER
    act: ClassVar = ActWords(N_("Declare a tie"), N_("Declared a tie"), "tie")
    synonyms: ClassVar = N_("relative avoidance")
    law: ClassVar = _LAW
    makes: ClassVar = Tie

    user: Annotated[int, asked(Tie.account_id)]
    kind: Annotated[TieKind, asked(Tie.kind)]
    other: Annotated[int | None, asked(Tie.other_id)] = None
    household: Annotated[int | None, asked(Tie.household_id)] = None
    person: Annotated[str, asked(Tie.person)] = ""
    relation: Annotated[str, asked(Tie.relation)] = ""
    since: Annotated[date, asked(Tie.since)]

    @classmethod
    def fields_wanted(cls, given: Mapping[str, object]) -> Mapping[str, bool]:
        kind = given.get("kind")
        needs = _NEEDS[kind] if isinstance(kind, TieKind) else ()
        return {name: name in needs for name in ("other", "household", "person", "relation")}

    def problems(self, work: Work) -> Mapping[str, str]:
        if self.user == self.other:
            return {"other": _("Name another account than this one")}
        return self._standing_trouble(work)

    def _standing_trouble(self, work: Work) -> Mapping[str, str]:
        """Check that neither the same tie stands nor one that says something else of the same two."""
        accounts = accounts_of(work.session, self.user)
        others = accounts_of(work.session, self.other) if self.other is not None else set()
        names = {compared(name) for name in _names_of(work, *accounts, *others)}
        tie = record_of(work, self, Tie)
        standing = select(Tie).where(Tie.account_id.in_(accounts | others), Tie.ended_on.is_(None))
        for each in work.session.scalars(standing.order_by(Tie.id)):
            if each.account_id == self.user and _meaning(each) == _meaning(tie):
                return {"": _("This tie is declared already")}
            if _contradict(each, tie, names):
                words = _("It contradicts the tie “{kind}, {whom}” of {name} since {day}; end that tie first")
                name = work.session.get_one(User, each.account_id).name
                about = {"kind": _(each.kind.label), "whom": _whom(work, each), "day": each.since}
                return {"": words.format(name=name, **about)}
        return {}

    def told(self, work: Work, record: Tie) -> str:
        account, kind = work.session.get_one(User, self.user).name, _(self.kind.label)
        return _("{name}: {kind}, {whom}").format(name=account, kind=kind, whom=_whom(work, record))


def _meaning(tie: Tie) -> tuple[object, ...]:
    """The kind of a tie, with the account, the household or the person and relation that it names."""
    person, relation = compared(tie.person or ""), (tie.relation or "").strip()
    return tie.kind, tie.other_id, tie.household_id, person, relation


def _contradict(one: Tie, other: Tie, names: Collection[str]) -> bool:
    """Whether two ties say different things of the same two; `names` are those of the tied accounts."""
    kinds = {one.kind, other.kind}
    if kinds == {TieKind.HOUSEHOLD, TieKind.NAMESAKE}:
        return one.household_id == other.household_id
    if kinds == {TieKind.SAME_PERSON, TieKind.RELATIVE}:
        return compared(one.person or other.person or "") in names
    same = compared(one.person or "") == compared(other.person or "")
    return kinds == {TieKind.RELATIVE} and same and _meaning(one) != _meaning(other)


def _whom(work: Work, tie: Tie) -> str:
    """The account, the household or the person that a tie names."""
    if tie.other_id is not None:
        return work.session.get_one(User, tie.other_id).name
    if tie.household_id is not None:
        return work.session.get_one(Household, tie.household_id).head
    return _("{person} ({relation})").format(person=tie.person, relation=tie.relation)


class EndTie(ChangingAct[Tie]):
    """End a tie; from then on it keeps the person from nothing."""

    permission: ClassVar = Permission.ADMINISTER
    act: ClassVar = ActWords(N_("End a tie"), N_("Ended a tie"), "tie")
    law: ClassVar = _LAW
    refused: ClassVar = (Unless(Tie.ended_on, N_("This tie ended on {ended_on}")),)
    summary: ClassVar = N_("Ended a tie of {account.name}: {kind}")

    tie: Annotated[int, Ask(Record(), N_("Tie"), of="ties")]
    ended_on: Annotated[date, asked(Tie.ended_on)]
