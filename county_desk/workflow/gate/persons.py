"""The persons of an act: who stands behind an account, and who is kept apart from an act."""

from collections.abc import Iterable, Mapping

from sqlalchemy import select
from sqlalchemy.orm import Session

from county_desk.models.tie import Tie, TieKind
from county_desk.models.user import Actor, User
from county_desk.names import compared
from county_desk.text import _, in_a_row
from county_desk.workflow.command import Command, Work
from county_desk.workflow.rights import Denial


def apart_trouble(work: Work, command: Command, *, settling: bool = False) -> Mapping[str, str]:
    """Check that no declared relation keeps the person at work from this act, or from `settling` it."""
    for each in command.law.apart + (command.law.settles_apart if settling else ()):
        related = _related(work, work.actor, each.people(work, command))
        if related is not None:
            (name, tie), said = related, each.words
            words = said(work, command) if callable(said) else _(said).format(name=name)
            return {"": Denial(in_a_row(words, tie))}
    return {}


def is_among(work: Work, actor: Actor, names: Iterable[str]) -> bool:
    """Whether a person, or a declared relative, is one of some others by name.

    All accounts of the person count. Blanks and width make no other name.
    """
    return _related(work, actor, names) is not None


def is_same_person(work: Work, one: int, other: int) -> bool:
    """Whether one person stands behind two accounts."""
    return other in accounts_of(work.session, one)


def accounts_of(session: Session, account: int) -> set[int]:
    """All accounts of the person behind an account, by the declared ties from one to the next."""
    wanted = select(Tie.account_id, Tie.other_id).where(
        Tie.kind == TieKind.SAME_PERSON, Tie.ended_on.is_(None)
    )
    pairs = [{one, other} for one, other in session.execute(wanted) if other is not None]
    found = {account}
    while joined := [pair for pair in pairs if found & pair and not pair <= found]:
        found = found.union(*joined)
    return found


def _related(work: Work, actor: Actor, names: Iterable[str]) -> tuple[str, str] | None:
    """The person or the declared relative who is one of some others by name, with the tie in words.

    "" is the tie of the person; None stands for a stranger.
    """
    others = {compared(name) for name in names}
    if not others or compared(actor.name) in others:
        return (actor.name, "") if others else None
    ties = tied_names(work.session, actor)
    return next(((name, words) for name, words in ties if compared(name) in others), None)


def tied_names(session: Session, actor: Actor) -> Iterable[tuple[str, str]]:
    """The names of the accounts of a person and of the declared relatives, each with its tie in words."""
    accounts = accounts_of(session, actor.id)
    words = _("Declared tie: {other} and {name} are one person")
    for other in session.scalars(select(User.name).where(User.id.in_(accounts))):
        yield other, words.format(other=other, name=actor.name) if other != actor.name else ""
    wanted = select(Tie.person, Tie.relation).where(
        Tie.account_id.in_(accounts), Tie.kind == TieKind.RELATIVE, Tie.ended_on.is_(None)
    )
    words = _("Declared tie: {person} is a relative of {name} ({relation})")
    for person, relation in session.execute(wanted):
        yield person or "", words.format(person=person, name=actor.name, relation=relation)
