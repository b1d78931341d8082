"""The level of an act: which posts take the acts of a village, a township or the county."""

from collections.abc import Mapping

from county_desk.fields import Term
from county_desk.models.place import Place, PlaceLevel
from county_desk.models.user import Actor, Role
from county_desk.rules.steps import ActorLevel
from county_desk.text import _
from county_desk.workflow.command import Command, Work
from county_desk.workflow.rights import Denial

REACH = {
    Role.VILLAGE_CLERK: {"village"},
    Role.TOWNSHIP_CLERK: {"village", "township"},
    Role.COUNTY_CLERK: {"village", "township", "county"},
    Role.REVIEWER: {"county"},
}

ACTS_FOR = {  # the level of the place that an account with this post acts for
    Role.VILLAGE_CLERK: PlaceLevel.VILLAGE,
    Role.TOWNSHIP_CLERK: PlaceLevel.TOWNSHIP,
}


def levels_trouble(work: Work, command: Command) -> Mapping[str, str]:
    """Check that the post of the person who acts takes the acts of each level that the act stands for."""
    for level, title in command.law.levels(work, command) if command.law.levels else ():
        if trouble := level_trouble(work.actor, level, title):
            return {"": trouble}
    return {}


def reaches(role: Role, level: Term) -> bool:
    """Whether a post takes the steps of a level; that of the county records those of the levels above it."""
    reach = REACH.get(role, set())
    above = level.value in [each.value for each in ActorLevel if each.above_county]
    return level.value in reach or (above and ActorLevel.COUNTY.value in reach)


def level_trouble(actor: Actor, level: Term, title: str) -> str:
    """Check that the post of this person takes the acts of a level."""
    if reaches(actor.role, level):
        return ""
    return Denial(
        _("“{step}” is for the {level}; {name} is {role}").format(
            step=title, level=_(level.label), name=actor.name, role=_(actor.role.label)
        )
    )


def post_trouble(role: Role, place: Place | None) -> str:
    """Check that the place of an account has the level that its post acts for."""
    level = ACTS_FOR.get(role)
    if level is None or (place is not None and place.level is level):
        return ""
    about = {"level": _(level.label).lower()}
    if place is None:
        return _("Name the {level} that this person acts for").format(**about)
    words = _("{place} is no {level}; name the {level} that this person acts for")
    return words.format(place=place.name, **about)
