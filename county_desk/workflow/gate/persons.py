"""The persons of an act: who stands behind an account, and who is kept apart from an act."""

from collections.abc import Iterable, Mapping, Sequence
from functools import partial

from sqlalchemy import Row, select
from sqlalchemy.orm import Session

from county_desk.models.among import among, listed
from county_desk.models.tie import Tie, TieKind
from county_desk.models.user import Actor, User
from county_desk.names import compared
from county_desk.text import _, in_a_row
from county_desk.workflow.command import Command, Work
from county_desk.workflow.rights import Denial

_U, _T = User.__table__.c, Tie.__table__.c
# made once: they are carried out for most acts
_SAME = select(_T.account_id, _T.other_id).where(_T.kind == TieKind.SAME_PERSON, _T.ended_on.is_(None))
_ACCOUNTS = select(_U.name).where(among(_U.id, "accounts"))
_RELATIVES = select(_T.person, _T.relation).where(
    among(_T.account_id, "accounts"), _T.kind == TieKind.RELATIVE, _T.ended_on.is_(None)
)


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
    pairs = [{one, other} for one, other in session.execute(_SAME) if other is not None]
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
    ties = tied_names(work, actor)
    return next(((name, words) for name, words in ties if compared(name) in others), None)


def tied_names(work: Work, actor: Actor) -> Iterable[tuple[str, str]]:
    """The names of the accounts of a person and of the declared relatives, each with its tie in words."""
    names, relatives = work.keep(("ties", actor.id), partial(_ties, work.session, actor.id))
    words = _("Declared tie: {other} and {name} are one person")
    for other in names:
        yield other, words.format(other=other, name=actor.name) if other != actor.name else ""
    words = _("Declared tie: {person} is a relative of {name} ({relation})")
    for person, relation in relatives:
        yield person or "", words.format(person=person, name=actor.name, relation=relation)


def _ties(session: Session, account: int) -> tuple[Sequence[str], Sequence[Row[str | None, str | None]]]:
    """The names of the accounts of a person, and the declared relatives with their relations."""
    given = {"accounts": listed(accounts_of(session, account))}
    return session.scalars(_ACCOUNTS, given).all(), session.execute(_RELATIVES, given).all()
