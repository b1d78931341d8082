"""Makes facts from lists or the register, and derives birth and sex from an identity number."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from county_desk.identity import birth_of, is_male
from county_desk.rules.checks.household_facts import NOWHERE, PersonFacts, facts_from

_MALE = {"男": True, "女": False}
LEAVING = ("脱贫", "预脱贫")  # how a list marks a household that has left the register, or is to leave


def person_of(
    values: Mapping[str, Any],
    year: int,
    asked: frozenset[str] = NOWHERE,
    *,
    number: int | None = None,
    trouble: str = "",
    called: str = "",
) -> PersonFacts:
    """One person from values by title.

    `number` is that of the record, `trouble` that of the identity number, `called` the relation in the
    sender's own word.

    Birth, age and sex are those of the identity number where it holds any, else those that were written.
    """
    born, identity = values.get("出生日期"), values.get("身份证号")
    male = _MALE.get(values.get("性别", ""))
    if identity and not trouble:
        born, male = birth_of(identity) or born, is_male(identity)
    age = year - born.year if isinstance(born, date) else None
    return facts_from(
        PersonFacts,
        values,
        id=number,
        born=born,
        age=age,
        male=male,
        called=called,
        trouble=trouble,
        asked=asked,
    )
