"""The persons of an act: who stands behind an account, and who is kept apart from an act."""

from collections.abc import Iterable, Mapping

from county_desk.models.user import Actor
from county_desk.names import compared
from county_desk.text import _
from county_desk.workflow.command import Command, Work
from county_desk.workflow.rights import Denial


def apart_trouble(work: Work, command: Command) -> Mapping[str, str]:
    """Check that no declared relation keeps the person who acts from this act."""
    for each in command.law.apart:
        if is_among(work, work.actor, each.people(work, command)):
            return {"": Denial(_(each.words).format(name=work.actor.name))}
    return {}


def is_among(work: Work, actor: Actor, names: Iterable[str]) -> bool:
    """Whether a person is one of some others by name, when blanks and width do not count."""
    own = compared(actor.name)
    return any(compared(name) == own for name in names)


def is_same_person(work: Work, one: int, other: int) -> bool:
    """Whether one person stands behind two accounts."""
    return one == other
