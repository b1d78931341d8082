"""How a figure of the policy, or of a case, is written with its unit."""

from collections.abc import Callable, Mapping
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from typing import Any

from county_desk.decimals import decimal_of
from county_desk.fields import YesNo
from county_desk.text import _, _n

type Amount = Decimal | int | str | bool

MONEY, NUMBER, SHARE, FRACTION, FLAG, WORD = "money", "number", "share", "fraction", "flag", "word"
KINDS = (MONEY, NUMBER, SHARE, FRACTION, FLAG, WORD)

# how a number of one or many stands with its unit; the number goes where {n} is
UNITS: Mapping[str, Callable[[int], str]] = {
    "": lambda count: "{n}",
    "yuan": lambda count: _("{n} yuan"),
    "yuan/person/year": lambda count: _("{n} yuan"),
    "days": lambda count: _n("{n} day", "{n} days", count),
    "months": lambda count: _n("{n} month", "{n} months", count),
    "years": lambda count: _n("{n} year", "{n} years", count),
    "years old": lambda count: _n("{n} year old", "{n} years old", count),
    "persons": lambda count: _n("{n} person", "{n} persons", count),
    "households": lambda count: _n("{n} household", "{n} households", count),
    "count": lambda count: "{n}",
    "times": lambda count: _n("{n} time", "{n} times", count),
    "square metres": lambda count: _("{n} m²"),
    "industries": lambda count: _n("{n} industry", "{n} industries", count),
    "share": lambda count: "{n}",
    "fraction": lambda count: "{n}",
    "calendar year": lambda count: "{n}",
    "yes or no": lambda count: "{n}",
    "word": lambda count: "{n}",
    "month-day": lambda count: "{n}",
}
MONTH_DAY = "month-day"
# units that have no parts
WHOLE = frozenset({"days", "months", "years", "years old", "count", "persons", "households", "calendar year"})
_CENT, _MILLIONTH = Decimal("0.01"), Decimal("0.000001")


def is_month_day(text: str) -> bool:
    """Whether a text is a month and a day of every year, as 10-01."""
    try:
        return date.fromisoformat(f"2014-{text}").strftime("%m-%d") == text
    except ValueError:
        return False


def unit_words(unit: str) -> str:
    """A unit alone, as the head of a column has it; "" for one that is not written."""
    return UNITS[unit](2).format(n="").strip()


def written(value: Any, unit: str = "", *, exact: bool = False) -> str:
    """A figure as a person reads it, unit and all; nothing for a missing one.

    `exact` keeps every place, for a figure that rounding would put on the wrong side of a line.
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return YesNo().show(value)
    if isinstance(value, str):
        return value
    number = Decimal(value)
    return UNITS[unit](1 if number == 1 else 2).format(n=_figure(number, unit, exact))


def parsed(raw: object, kind: str) -> Amount:
    """The value of a data file or of a county's own entry, by kind; ValueError when it is none.

    Numbers are read as an office writes them (3,015), shares also as 60%, fractions also as 2/3.
    """
    if kind == FLAG:
        return YesNo().parse(raw)
    text = str(raw).strip()
    if kind == WORD:
        return text
    if kind == FRACTION and "/" in text:
        above, _line, below = text.partition("/")
        return _number(above) / (_number(below) or _nothing(text))
    if kind == SHARE and text.endswith(("%", "％")):
        return _number(text[:-1]) / 100
    return _number(raw)


def _number(raw: object) -> Decimal:
    number = decimal_of(raw)
    return _nothing(raw) if number is None else number


def _nothing(raw: object) -> Decimal:
    raise ValueError(f"{raw!r} is not a number")


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
    """Two places when there are any, because that is how an office writes money and rates; exactly, six."""
    rounded = number.quantize(_MILLIONTH if exact else _CENT, ROUND_HALF_UP)
    if exact and rounded != int(rounded):
        return f"{rounded.normalize():,f}"
    return f"{int(rounded):,}" if rounded == int(rounded) else f"{rounded:,f}"
