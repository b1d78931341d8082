"""How a filter compares a kind of value, and how a kept value comes back from JSON."""

from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import Any, Literal

from county_desk.fields import Choice, Code, Count, Day, IdNumber, Kind, Measure, Moment, Money, Text
from county_desk.several_terms import SeveralTerms
from county_desk.text_kinds import Digits

type Scale = Literal["words", "text", "number", "day"]


def scale_of(kind: Kind) -> Scale:
    """Whether values compare as text, as numbers, as days, or by the words of a fixed list alone."""
    match kind:
        case Text() | Code() | IdNumber() | Digits():
            return "text"
        case Count() | Measure() | Money():
            return "number"
        case Day() | Moment():
            return "day"
    return "words"


def restored(kind: Kind, value: Any) -> Any:
    """The value that `Kind.plain` gave, without judging it again; ValueError when there is no such value."""
    if value is None:
        return None
    match kind:
        case Money() | Measure():
            return _decimal(value)
        case Day():
            return date.fromisoformat(value)
        case Moment():
            return datetime.fromisoformat(value)
        case Choice():
            return kind.parse(value)
        case SeveralTerms() if isinstance(value, str):
            return kind.terms.named(value)
    return value


def _decimal(value: str) -> Decimal:
    try:
        return Decimal(value)
    except InvalidOperation as error:
        raise ValueError(value) from error
