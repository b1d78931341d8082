"""Sets of indicators that a village must show, each place with its own, as data."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from county_desk.rules.amounts import FLAG, NUMBER, SHARE, UNITS, Amount, parsed
from county_desk.rules.places import OWN, PLACES
from county_desk.rules.policy_file import WrongFile, check, check_keys, check_known
from county_desk.rules.words import Words, words_of
from county_desk.text import _

COMPARATORS = ("≥", "≤", ">", "<", "=")
_KEYS = {
    "key",
    "place",
    "since",
    "title",
    "kind",
    "unit",
    "comparator",
    "target",
    "decides",
    "reference",
    "sure",
}


@dataclass(frozen=True, slots=True)
class Indicator:
    """One indicator: a fact of a village, how it is compared, and with what.

    One that does not decide is shown beside the others and never blocks.
    """

    key: str
    place: str
    since: date
    title: Words
    kind: str
    unit: str
    comparator: str
    target: Amount
    decides: bool
    source: Words
    sure: str


def read_indicators(data: Mapping[str, Any], where: str) -> tuple[Indicator, ...]:
    """Every indicator of a file, in its order; `WrongFile` when one lacks a source, a unit or a sense."""
    return tuple(_read(entry, f"{where} {entry.get('key', '?')}") for entry in data["indicator"])


def _read(entry: Mapping[str, Any], where: str) -> Indicator:
    check_keys(entry, _KEYS - {"decides", "unit", "comparator", "target"}, _KEYS, where)
    kind = entry["kind"]
    unit = entry.get("unit", "yes or no" if kind == FLAG else "")
    comparator = entry.get("comparator", "=")
    check_known(kind, (FLAG, NUMBER, SHARE), "kind", where)
    check_known(unit, filter(None, UNITS), "unit", where)
    check_known(comparator, COMPARATORS, "comparator", where)
    place = entry["place"]
    check(place in PLACES - {OWN}, where, _("the place “{place}” is not known").format(place=place), place)
    try:
        target = parsed(entry.get("target", True if kind == FLAG else None), kind)
    except ValueError as error:
        reason = _("target: {error}").format(error=error)
        raise WrongFile(where, reason, at=entry.get("target", "target")) from None
    return Indicator(
        entry["key"],
        entry["place"],
        entry["since"],
        words_of(entry, "title", where),
        kind,
        unit,
        comparator,
        target,
        entry.get("decides", True),
        words_of(entry, "reference", where),
        entry["sure"],
    )
