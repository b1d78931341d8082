"""Sets of indicators that a village must show, each place with its own, as data."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from county_desk.rules.amounts import FLAG, NUMBER, SHARE, UNITS, Amount, parsed
from county_desk.rules.places import OWN, PLACES
from county_desk.rules.words import Words, WrongFile, words_of

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
    if unknown := set(entry) - _KEYS:
        raise WrongFile(where, f"unknown key {', '.join(sorted(unknown))}")
    if lacking := _KEYS - {"decides", "unit", "comparator", "target"} - set(entry):
        raise WrongFile(where, f"{', '.join(sorted(lacking))} is missing")
    kind = entry["kind"]
    unit = entry.get("unit", "yes or no" if kind == FLAG else "")
    comparator = entry.get("comparator", "=")
    _check(where, kind in (FLAG, NUMBER, SHARE), f"kind {kind!r} is none of flag, number, share")
    _check(where, bool(unit) and unit in UNITS, f"unit {unit!r} is not known")
    _check(where, comparator in COMPARATORS, f"comparator {comparator!r} is not known")
    _check(where, entry["place"] in PLACES - {OWN}, f"place {entry['place']!r} is not known")
    try:
        target = parsed(entry.get("target", True if kind == FLAG else None), kind)
    except ValueError as error:
        raise WrongFile(where, f"target: {error}") from None
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


def _check(where: str, right: bool, trouble: str) -> None:
    if not right:
        raise WrongFile(where, trouble)
