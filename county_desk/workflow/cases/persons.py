"""Persons named in a step: those who visit or investigate, and those who may sign for a household."""

import re
from collections.abc import Iterable
from datetime import date

from sqlalchemy import select

from county_desk.models.case import SENDS_BACK, Case, StepOutcome
from county_desk.models.household import Household
from county_desk.models.user import User
from county_desk.names import compared, without_posts
from county_desk.rules.kinship import HEAD
from county_desk.text import _
from county_desk.text_kinds import says_nothing
from county_desk.workflow.command import Work
from county_desk.workflow.gate.relations import people_of

_ITSELF = frozenset((HEAD, "本人", "户主本人", "本户", "自己", "家属", "家人"))
_LONG = 4  # characters of a name that is no part of another one
OF_AGE = 18  # years; Civil Code, article 17
_APART = re.compile(r"[、,，;；\n]")
_BRACKETS = re.compile(r"[(（【\[].*?[)）】\]]")


def named(text: str) -> list[str]:
    """The distinct names in a text that separates them by commas, each with its post as it was typed."""
    distinct: list[str] = []
    for name in filter(None, map(str.strip, _APART.split(text))):
        if not says_nothing(name) and not among(name, distinct):
            distinct.append(name)
    return distinct


def among(name: str, names: Iterable[str]) -> bool:
    """Whether a name is one of some others; blanks, width, script and posts make no other person."""
    own = forms(name)
    return any(own & forms(each) for each in names)


def forms(name: str) -> set[str]:
    """The forms of a name for comparing it: as a whole, and without the post in “村委会 田小妹”."""
    post, *rest = map(compared, name.split())
    posted = rest and len(post) > 1 and len(rest[-1]) > 1 and not rest[-1].isascii()
    plain = _without_signs(compared(name))
    return {compared(name), plain, *(rest[-1:] if posted else ()), *without_posts(plain)}


def _without_signs(name: str) -> str:
    """A compared name without the colon of “支书：田小妹” and other signs."""
    return "".join(filter(str.isalnum, name))


def twice_trouble(text: str) -> str:
    """Check that a text names at least one person, and no person twice."""
    given = list(filter(None, map(str.strip, _APART.split(text))))
    if not given or any(map(says_nothing, given)):
        return _("Name the people, separated by commas")
    for place, name in enumerate(given):
        if among(name, given[:place]):
            return _("{name} stands here twice").format(name=name)
    return ""


def outsiders_trouble(work: Work, text: str, households: Iterable[int | None]) -> str:
    """Check that no named person belongs to one of the households that they look at."""
    looked_at = [each for each in households if each is not None]
    own = {compared(name) for name in people_of(work.session, looked_at)}
    for name in named(text):
        plain = _without_signs(compared(name))
        if plain in _ITSELF:
            return _("“{text}” names no person; name another one in full").format(text=name)
        long = {each for each in own if len(each) >= _LONG and each in plain}
        if found := own & (forms(name) | forms(_BRACKETS.sub("", name))) or long:
            words = _(
                "{name} belongs to the household of {head}, or has the name of a member; name another "
                "person. An administrator declares the account of a namesake"
            )
            return words.format(name=name, head=_head_of(work, looked_at, found))
    return ""


def _head_of(work: Work, households: Iterable[int], names: set[str]) -> str:
    """The head of the first of some households to which one of some people belongs."""
    for household in households:
        if names & {compared(name) for name in people_of(work.session, [household])}:
            return work.session.get_one(Household, household).head
    return ""


def visitors_trouble(work: Work, text: str, households: Iterable[int | None]) -> str:
    """Check that at least two people visit, and none who belongs to one of the households."""
    if len(named(text)) < 2:
        return _("A visit is made by two people or more; name them, separated by commas")
    return outsiders_trouble(work, text, households)


def handled_by(case: Case) -> set[int]:
    """The people who entered a case or took a step of it; sending it back is no handling.

    A decision that fell with its list is none either: the same person can decide the case again.
    """
    fallen = {step.id for step in case.steps if step.outcome is StepOutcome.APPROVED and step.withdrawn_on}
    handling = [step for step in case.steps if step.outcome not in SENDS_BACK and step.id not in fallen]
    return {step.actor_id for step in handling} | {case.entered_by}


def signer_trouble(
    work: Work, case: Case, name: str, day: date, relation: str, reason: str
) -> tuple[str, str]:
    """The field and the reason why a person may not sign for a household; two empty texts when they may.

    An adult member signs, or a representative with relation and reason, who has not handled the case. A
    member of unknown age may.
    """
    members = [each for each in case.household.members if each.withdrawn_on is None] if case.household else []
    member = next((each for each in members if compared(each.name) == compared(name)), None)
    if member is not None:
        if member.born_on is not None and _years(member.born_on, day) < OF_AGE:
            words = _("{name} was born on {born} and is not of age; an adult signs, or a representative")
            return "signed_by", words.format(name=name, born=member.born_on)
        return "", ""
    if not members and compared(name) == compared(case.subject):
        return "", ""
    if not relation.strip():
        words = _("{name} is not a member of the household of {head}; a representative states the relation")
        return "relation", words.format(name=name, head=case.subject)
    if not reason.strip():
        return "representing", _("Write why a representative signs")
    clerks = select(User.name).where(User.id.in_(handled_by(case) | {work.actor.id}))
    if among(name, work.session.scalars(clerks)):
        words = _("{name} entered or handled this case and represents nobody in it")
        return "signed_by", words.format(name=name)
    return "", ""


def _years(born: date, day: date) -> int:
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))
