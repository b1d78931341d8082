"""Turns the text typed over a column into a condition: a word, a figure, a day, a month, or a range."""

import re

from county_desk.facts.kinds import Word, WordText
from county_desk.fields import Column, Invalid, Kind
from county_desk.tables.conditions import Condition, Operator, limit_kind
from county_desk.tables.period import Period
from county_desk.tables.scales import scale_of
from county_desk.text import _

ENDS = re.compile(r"(?P<low>.+?)\s*(?:\.\.|~|～|至|到)\s*(?P<high>.+)")
SIGNS = {">=": Operator.AT_LEAST, "≥": Operator.AT_LEAST, "<=": Operator.AT_MOST, "≤": Operator.AT_MOST}
PERIOD = re.compile(r"(?P<year>\d{4})(?:[-/.年](?P<month>\d{1,2})月?|年)?")


def typed_condition[R](column: Column[R], text: str) -> Condition | None:
    """The condition that a text over a column stands for; None for a blank one.

    A column of text is searched for it; “=” in front asks for exactly that. A figure or day stands for
    itself, for one end with ≥ or ≤, or for both with .. between; a year or month for all of its days.
    Raises `Invalid` with the forms that can be typed.
    """
    text = text.strip()
    if not text:
        return None
    if scale_of(column.kind) == "text":
        if text.startswith("=") and (exact := text[1:].strip()):
            return Condition(column.key, Operator.IS, _stored_text(column.kind, exact))
        return Condition(column.key, Operator.CONTAINS, _stored_text(column.kind, text))
    try:
        return _compared(column, text)
    except Invalid as error:
        example = "2016-11" if scale_of(column.kind) == "day" else "3000..5000"
        words = _("{reason}; you can type {example}, ≥ or ≤")
        raise Invalid(words.format(reason=error, example=example)) from None


def _stored_text(kind: Kind, text: str) -> str:
    """A typed text as the register keeps it: coded words are shown in the language of the reader."""
    return kind.sought(text) if isinstance(kind, Word | WordText) else text


def condition_text[R](column: Column[R], condition: Condition) -> str:
    """The text that gives a condition when typed; "" for one that cannot be typed."""
    kind = limit_kind(column.kind, condition.operator)
    value, other = (kind.show(each) for each in (condition.value, condition.other))
    typed = {
        Operator.CONTAINS: value,
        Operator.IS: f"={value}" if scale_of(kind) == "text" else value,
        Operator.AT_LEAST: f"≥{value}",
        Operator.AT_MOST: f"≤{value}",
        Operator.BETWEEN: f"{value}..{other}",
    }
    return typed.get(condition.operator, "")


def _compared[R](column: Column[R], text: str) -> Condition:
    kind = limit_kind(column.kind, Operator.IS)
    for sign, operator in SIGNS.items():
        if text.startswith(sign):
            return Condition(column.key, operator, kind.parse(text.removeprefix(sign).strip()))
    if ends := ENDS.fullmatch(text):
        low, high = (kind.parse(ends[name]) for name in ("low", "high"))
        return Condition(column.key, Operator.BETWEEN, min(low, high), max(low, high))
    if scale_of(kind) == "day" and (found := PERIOD.fullmatch(text)):
        return _period(column, found)
    return Condition(column.key, Operator.IS, kind.parse(text))


def _period[R](column: Column[R], found: re.Match[str]) -> Condition:
    period = Period(int(found["year"]), int(found["month"]) if found["month"] else None)
    try:
        return Condition(column.key, Operator.BETWEEN, period.first, period.last)
    except ValueError:
        raise Invalid(_("“{raw}” is not a month").format(raw=found[0])) from None
