"""Reading the file of a figure, and refusing one that does not say what it is and where it is written."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from county_desk.rules.amounts import FLAG, FRACTION, KINDS, SHARE, UNITS, WORD
from county_desk.rules.figures import SURE, Bounds, FigureEntry, Parameter
from county_desk.rules.places import OWN, PLACES
from county_desk.rules.policy_file import WrongFile, check, check_keys, check_known, check_place
from county_desk.rules.words import words_of
from county_desk.text import _

_BOUNDS = ("least", "above", "most")
_KEYS = {
    *("title", "description", "kind", "unit", "reference", "sure", "fallback", "choices", "values", "yearly"),
    *_BOUNDS,
}
PROPOSAL = "proposal"  # a fallback that the message offers and no rule uses
_ENTRY_KEYS = {"value", "reference", "sure", "until"}


def read_parameter(data: Mapping[str, Any], name: str) -> Parameter:
    """A parameter from its file; `WrongFile` when the file lacks a source, a unit or a sense."""
    where = f"{name}.toml"
    check_keys(data, set(), _KEYS, where)
    kind, unit = data.get("kind", ""), data.get("unit", "")
    check_known(kind, KINDS, "kind", where)
    check_known(unit, filter(None, UNITS), "unit", where)
    title = words_of(data, "title", where)
    description = words_of(data, "description", where)
    choices = tuple(data.get("choices", ()))
    if kind == WORD:
        check_keys(data, {"choices"}, _KEYS, where)
    bounds = _bounds(data, kind, where)
    fallback = data.get("fallback", True)
    proposes = fallback == PROPOSAL
    parameter = Parameter(
        name, title, description, unit, kind, fallback is True, proposes, choices, bounds, {}
    )
    history = {place: _history(data, place, parameter) for place in data.get("values", {})}
    return replace(parameter, history=history)


def _bounds(data: Mapping[str, Any], kind: str, where: str) -> Bounds:
    """The bounds of a figure; a number has a lower one, a share or fraction an upper one too."""
    if kind in (FLAG, WORD):
        return Bounds()
    lower = "above" if "above" in data else "least"
    check_keys(data, {lower, "most"} if kind in (SHARE, FRACTION) else {lower}, _KEYS, where)
    try:
        read = {key: Decimal(data[key]) for key in _BOUNDS if key in data}
    except (ArithmeticError, TypeError, ValueError):
        raise WrongFile(where, _("least, above and most are numbers"), at=lower) from None
    return Bounds(**read)


def _history(data: Mapping[str, Any], place: str, parameter: Parameter) -> tuple[FigureEntry, ...]:
    where = f"{parameter.name}.toml"
    check_place(place, PLACES - {OWN}, where)
    return tuple(
        _entry(data, day, given, parameter, f"{where} {place} {day}")
        for day, given in data["values"][place].items()
    )


def _entry(data: Mapping[str, Any], day: str, given: Any, parameter: Parameter, where: str) -> FigureEntry:
    own = given if isinstance(given, dict) else {"value": given}
    check_keys(own, {"value"}, _ENTRY_KEYS, where)
    both = {**data, **own}
    check_known(both.get("sure"), SURE, "sure", where)
    try:
        value, since = parameter.parse(own["value"]), date.fromisoformat(day)
    except ValueError as error:
        raise WrongFile(where, str(error), at=day) from None
    until = _last_day(own.get("until"), since, bool(data.get("yearly")), f"{where} until")
    return FigureEntry(since, value, words_of(both, "reference", where), both["sure"], until=until)


def _last_day(written: Any, since: date, yearly: bool, where: str) -> date | None:
    """The last day of a figure: as written, else the end of its year for a yearly one."""
    if written is None:
        return date(since.year, 12, 31) if yearly else None
    last = written if isinstance(written, date) else None
    check(last is not None and last >= since, where, _("it is a day on or after the first day"), "until")
    return last
