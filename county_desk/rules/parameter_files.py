"""Reading the file of a figure, and refusing one that does not say what it is and where it is written."""

import re
from collections.abc import Collection
from dataclasses import replace
from datetime import date
from decimal import Decimal

from county_desk.rules.amounts import FLAG, FRACTION, KINDS, SHARE, UNITS, WORD
from county_desk.rules.bilingual import words_of
from county_desk.rules.figures import SURE, Bounds, FigureEntry, Parameter
from county_desk.rules.places import OWN, PLACES
from county_desk.rules.policy_file import PolicyData, WrongFile, check, check_keys, check_known, check_place
from county_desk.text import _

_BOUNDS = ("least", "above", "most")
_KEYS = {
    *("title", "description", "kind", "unit", "reference", "sure", "fallback", "choices", "values", "yearly"),
    "former_until",
    *_BOUNDS,
}
PROPOSAL = "proposal"  # a fallback that the message offers and no rule uses
_NAME = "[a-z][a-z0-9_]*"
_ENTRY_KEYS = {"value", "reference", "sure", "until"}


def read_parameter(data: PolicyData, name: str, places: Collection[str] = PLACES - {OWN}) -> Parameter:
    """A parameter from its file; `WrongFile` when the file lacks a source, a unit or a sense.

    It may give figures for the `places` only.
    """
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
        name,
        title,
        description,
        unit,
        kind,
        fallback is True,
        proposes,
        choices,
        bounds,
        {},
        bool(data.get("yearly")),
        _former_until(data, where),
    )
    return replace(parameter, history=_histories(data, parameter, places))


def _former_until(data: PolicyData, where: str) -> tuple[int, int] | None:
    """The month and day to which the figure of the year before holds; None where it ends with its year."""
    written = data.get("former_until")
    if written is None:
        return None
    reason = _("former_until is a month and a day, as 03-31, of a yearly figure")
    check(bool(data.get("yearly")) and isinstance(written, str), where, reason, "former_until")
    try:
        found = date.fromisoformat(f"2001-{written}")
    except ValueError:
        raise WrongFile(where, reason, at="former_until") from None
    return found.month, found.day


def read_own_parameter(data: PolicyData, name: str, shipped: Parameter | None) -> Parameter:
    """A parameter with the figures of a county's own file, which `WrongFile` refuses when it is wrong.

    The file gives figures for `own` only. Of a shipped parameter it gives nothing else; a new one is
    declared in full.
    """
    where = f"{name}.toml"
    named = re.fullmatch(_NAME, name) is not None
    check(named, where, _("a figure has a name of small letters and “_”, which is that of its file"), name)
    if shipped is None:
        return read_parameter(data, name, {OWN})
    check_keys(data, {"values"}, {"values", "reference", "sure", "yearly"}, where)
    return replace(shipped, history={**shipped.history, **_histories(data, shipped, {OWN})})


def _histories(
    data: PolicyData, parameter: Parameter, places: Collection[str]
) -> dict[str, tuple[FigureEntry, ...]]:
    where = f"{parameter.name}.toml"
    for place in data.get("values", {}):
        check_place(place, places, where)
    return {place: _history(data, place, parameter, where) for place in data.get("values", {})}


def _bounds(data: PolicyData, kind: str, where: str) -> Bounds:
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


def _history(data: PolicyData, place: str, parameter: Parameter, where: str) -> tuple[FigureEntry, ...]:
    return tuple(
        _entry(data, day, given, parameter, f"{where} {place} {day}")
        for day, given in data["values"][place].items()
    )


def _entry(data: PolicyData, day: str, given: object, parameter: Parameter, where: str) -> FigureEntry:
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


def _last_day(written: object, since: date, yearly: bool, where: str) -> date | None:
    """The last day of a figure: as written, else the end of its year for a yearly one."""
    if written is None:
        return date(since.year, 12, 31) if yearly else None
    last = written if isinstance(written, date) else None
    check(last is not None and last >= since, where, _("it is a day on or after the first day"), "until")
    return last
