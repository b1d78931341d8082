"""How a figure of the policy, or of a case, is written with its unit."""

from collections.abc import Mapping
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from typing import Any

from county_desk.text import N_, _, _n

type Amount = Decimal | int | str | bool

MONEY, NUMBER, SHARE, FRACTION, FLAG, WORD = "money", "number", "share", "fraction", "flag", "word"
KINDS = (MONEY, NUMBER, SHARE, FRACTION, FLAG, WORD)

# one form for one, one for many; the number stands where {n} is
UNITS: Mapping[str, tuple[str, str]] = {
    "": ("{n}", "{n}"),
    "yuan": (N_("{n} yuan"), N_("{n} yuan")),
    "yuan/person/year": (N_("{n} yuan"), N_("{n} yuan")),
    "days": (N_("{n} day"), N_("{n} days")),
    "years": (N_("{n} year"), N_("{n} years")),
    "persons": (N_("{n} person"), N_("{n} persons")),
    "households": (N_("{n} household"), N_("{n} households")),
    "times": (N_("{n} times"), N_("{n} times")),
    "square metres": (N_("{n} m²"), N_("{n} m²")),
    "kilometres": (N_("{n} km"), N_("{n} km")),
    "industries": (N_("{n} industry"), N_("{n} industries")),
    "share": ("{n}", "{n}"),
    "fraction": ("{n}", "{n}"),
    "calendar year": ("{n}", "{n}"),
    "yes or no": ("{n}", "{n}"),
    "word": ("{n}", "{n}"),
}
_CENT = Decimal("0.01")


def written(value: Any, unit: str = "", *, exact: bool = False) -> str:
    """A figure as a person reads it, unit and all; nothing for a missing one.

    `exact` keeps every place, for a figure that rounding would put on the wrong side of a line.
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    if isinstance(value, str):
        return value
    if isinstance(value, tuple):
        return " / ".join(written(part, unit) for part in value)
    number = Decimal(value)
    one, many = UNITS[unit]
    return _n(one, many, 1 if number == 1 else 2).format(n=_figure(number, unit, exact))


def parsed(raw: Any, kind: str) -> Amount:
    """The value of a data file or a county's own entry, by kind; ValueError when it is none."""
    if kind == FLAG:
        return _flag(raw)
    if kind == WORD:
        return str(raw)
    if isinstance(raw, bool):
        raise ValueError(f"{raw!r} is not a number")
    if kind == FRACTION and "/" in str(raw):
        above, _line, below = str(raw).partition("/")
        return _number(above) / _number(below)
    return _number(raw)


def _flag(raw: Any) -> bool:
    known = {"true": True, "yes": True, "1": True, "false": False, "no": False, "0": False}
    if (word := str(raw).strip().lower()) not in known:
        raise ValueError(f"{raw!r} is neither true nor false")
    return known[word]


def _number(raw: Any) -> Decimal:
    try:
        number = Decimal(str(raw).strip())
    except ArithmeticError:
        raise ValueError(f"{raw!r} is not a number") from None
    if not number.is_finite():
        raise ValueError(f"{raw!r} is not a number")
    return number


def _figure(number: Decimal, unit: str, exact: bool) -> str:
    match unit:
        case "share":
            return _digits(number * 100, exact) + "%"
        case "fraction":
            return str(Fraction(number).limit_denominator(100))
        case "calendar year":
            return str(int(number))
    return _digits(number, exact)


def _digits(number: Decimal, exact: bool) -> str:
    """Two places when there are any, because that is how an office writes money and rates."""
    rounded = number if exact else number.quantize(_CENT, ROUND_HALF_UP)
    return f"{int(rounded):,}" if rounded == int(rounded) else f"{rounded:,f}"
