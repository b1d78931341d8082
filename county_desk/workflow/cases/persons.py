"""Persons named in a step: two distinct ones who visit or investigate, and who may sign for a household."""

from datetime import date

from county_desk.models.case import Case
from county_desk.text import _

OF_AGE = 18  # years; Civil Code, article 17


def named(text: str) -> list[str]:
    """The distinct names in a text that separates them by commas."""
    names = (name.strip() for name in text.replace("、", ",").replace("，", ",").split(","))
    return list(dict.fromkeys(name for name in names if name))


def signer_trouble(case: Case, name: str, day: date, relation: str, reason: str) -> tuple[str, str]:
    """The field and the reason why a person may not sign for a household; two empty texts when they may.

    An adult member signs, or a representative with relation and reason. A member of unknown age may.
    """
    members = [each for each in case.household.members if each.withdrawn_on is None] if case.household else []
    member = next((each for each in members if each.name == name), None)
    if member is not None:
        if member.born_on is not None and _years(member.born_on, day) < OF_AGE:
            words = _("{name} was born on {born} and is not of age; an adult signs, or a representative")
            return "signed_by", words.format(name=name, born=member.born_on)
        return "", ""
    if not members and name == case.subject:
        return "", ""
    if not relation.strip():
        words = _("{name} is not a member of the household of {head}; a representative states the relation")
        return "relation", words.format(name=name, head=case.subject)
    if not reason.strip():
        return "representing", _("Write why a representative signs")
    return "", ""


def _years(born: date, day: date) -> int:
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))
