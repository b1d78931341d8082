"""Reading the file of a figure, and refusing one that does not say what it is and where it is written."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from county_desk.rules.amounts import KINDS, UNITS, WORD
from county_desk.rules.figures import SURE, Entry, Parameter
from county_desk.rules.places import OWN, PLACES
from county_desk.rules.words import WrongFile, words_of

_KEYS = {"title", "description", "kind", "unit", "reference", "sure", "fallback", "choices", "values"}
_ENTRY_KEYS = {"value", "reference", "sure"}


def read_parameter(data: Mapping[str, Any], name: str) -> Parameter:
    """A parameter from its file; `WrongFile` when the file lacks a source, a unit or a sense."""
    where = f"{name}.toml"
    if unknown := set(data) - _KEYS:
        raise WrongFile(where, f"unknown key {', '.join(sorted(unknown))}")
    kind, unit = data.get("kind", ""), data.get("unit", "")
    if kind not in KINDS:
        raise WrongFile(where, f"kind {kind!r} is none of {', '.join(KINDS)}")
    if not unit or unit not in UNITS:
        raise WrongFile(where, f"unit {unit!r} is not known")
    title = words_of(data, "title", where)
    description = words_of(data, "description", where)
    choices = tuple(data.get("choices", ()))
    if kind == WORD and not choices:
        raise WrongFile(where, "choices is missing")
    parameter = Parameter(name, title, description, unit, kind, data.get("fallback", True), choices, {})
    history = {place: _history(data, place, parameter) for place in data.get("values", {})}
    return replace(parameter, history=history)


def _history(data: Mapping[str, Any], place: str, parameter: Parameter) -> tuple[Entry, ...]:
    where = f"{parameter.name}.toml"
    if place not in PLACES or place == OWN:
        raise WrongFile(where, f"place {place!r} is not known")
    return tuple(
        _entry(data, day, given, parameter, f"{where} {place} {day}")
        for day, given in data["values"][place].items()
    )


def _entry(data: Mapping[str, Any], day: str, given: Any, parameter: Parameter, where: str) -> Entry:
    own = given if isinstance(given, dict) else {"value": given}
    if unknown := set(own) - _ENTRY_KEYS:
        raise WrongFile(where, f"unknown key {', '.join(sorted(unknown))}")
    both = {**data, **own}
    if both.get("sure") not in SURE:
        raise WrongFile(where, f"sure {both.get('sure')!r} is none of {', '.join(SURE)}")
    try:
        value, since = parameter.parse(own["value"]), date.fromisoformat(day)
    except (KeyError, ValueError) as error:
        raise WrongFile(where, str(error)) from None
    return Entry(since, value, words_of(both, "reference", where), both["sure"])
