"""The declared facts among the values of one row, as the register would keep them."""

from collections.abc import Collection, Iterable, Mapping
from typing import Any

from county_desk.facts.fact import Fact


def by_title(facts: Iterable[Fact], besides: Collection[str] = ()) -> Mapping[str, Fact]:
    """The facts that workbooks deliver, by standard title, without those of the keys `besides`."""
    return {fact.title: fact for fact in facts if fact.title and fact.key not in besides}


def facts_in(values: Mapping[str, object], wanted: Mapping[str, Fact]) -> dict[str, Any]:
    """The wanted facts of a row by key, each of the type of its column; other values are left out."""
    found: dict[str, object] = {}
    for title, value in values.items():
        if (fact := wanted.get(title)) is not None and value is not None:
            if isinstance(value, fact.type):
                found[fact.key] = value
            elif fact.type is str:
                found[fact.key] = str(value)
    return found
