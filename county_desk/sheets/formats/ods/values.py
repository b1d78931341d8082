"""Reads the value of an OpenDocument cell from its attributes and its text."""

import re
from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from math import isfinite

from county_desk.sheets.formats.book import Cell, Unreadable
from county_desk.sheets.formats.ods.names import EXTENSION, OFFICE
from county_desk.text import _

_TYPE = f"{OFFICE}value-type"
_VALUE = f"{OFFICE}value"
_DATE = f"{OFFICE}date-value"
_TIME = f"{OFFICE}time-value"
_TRUTH = f"{OFFICE}boolean-value"
_STRING = f"{OFFICE}string-value"
_SORT = f"{EXTENSION}value-type"
_NUMBER = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?")
_DAY = re.compile(r"(\d{4})-(\d\d)-(\d\d)(?:T(\d\d):(\d\d):(\d\d)(?:[.,](\d{1,9}))?)?")
_ELAPSED = re.compile(r"(-?)P(?:(\d{1,7})D)?T(?:(\d{1,9})H)?(?:(\d{1,9})M)?(?:(\d{1,9})(?:[.,](\d{1,9}))?S)?")
_ORNAMENTS = re.compile(r"[\s,，¥￥元()（）\xa0]")
_SIMPLE = re.compile(r"[+-]?\d{1,300}(?:\.\d{1,30})?")
NUMBERS = frozenset({"float", "currency", "percentage"})
_PERCENT = "percentage"


def is_error(given: Mapping[str, str]) -> bool:
    """Whether a cell shows an error instead of a value."""
    return given.get(_SORT) == "error"


def is_percentage(given: Mapping[str, str]) -> bool:
    """Whether a cell shows a hundred times what it holds."""
    return given.get(_TYPE) == _PERCENT


def value_of(given: Mapping[str, str], text: str) -> Cell:
    """The value of a cell whose paragraphs are `text`; raises `Unreadable` for a value of no type."""
    kind = given.get(_TYPE)
    if kind is None:
        return text
    if kind == "string":
        return given.get(_STRING, text)
    if kind in NUMBERS:
        return number_of(given.get(_VALUE, ""))
    if kind == "date":
        return day_of(given.get(_DATE, ""))
    if kind == "time":
        return _elapsed(given.get(_TIME, ""))
    if kind == "boolean" and given.get(_TRUTH) in ("true", "false"):
        return given[_TRUTH] == "true"
    raise no_value(kind)


def is_shown(value: float, text: str) -> bool:
    """Whether a text can be what a number shows: the same number, rounded, or none that could be compared."""
    bare = _ORNAMENTS.sub("", text).replace("−", "-")
    if not _SIMPLE.fullmatch(bare):
        return True  # words of the number format, which is looked at by itself
    negative = text.strip().startswith(("(", "（"))
    places = len(bare.partition(".")[2])
    shown = -abs(float(bare)) if negative else float(bare)
    return abs(shown - value) <= 0.5000001 * 0.1**places + abs(value) * 1e-14


def no_value(words: str) -> Unreadable:
    """The refusal of a cell whose declared value is not one."""
    message = _("A cell holds “{words}”, which is no value; open the file and save it as .xlsx.")
    return Unreadable("file_corrupt", message.format(words=words[:40]))


def number_of(raw: str) -> float:
    """The number that an attribute writes; raises `Unreadable`."""
    if not _NUMBER.fullmatch(raw) or not isfinite(value := float(raw)):
        raise no_value(raw)
    return value


def day_of(raw: str) -> Cell:
    """A day, or one with its time; a day outside of the calendar is the text that stands there."""
    found = _DAY.fullmatch(raw)
    if found is None:
        return raw
    try:
        day = date(int(found[1]), int(found[2]), int(found[3]))
        if not found[4]:
            return day
        clock = time(int(found[4]), int(found[5]), int(found[6]), _micro(found[7]))
    except ValueError:
        raise no_value(raw) from None
    return datetime.combine(day, clock) if clock != time() else day


def _elapsed(raw: str) -> Cell:
    """A time of the day, or hours that are more than a day has."""
    found = _ELAPSED.fullmatch(raw)
    if found is None:
        raise no_value(raw)
    sign, days, hours, minutes, seconds, rest = found.groups()
    whole = timedelta(int(days or 0), int(seconds or 0), _micro(rest), 0, int(minutes or 0), int(hours or 0))
    if sign or whole >= timedelta(days=1):
        return -whole if sign else whole
    return (datetime.min + whole).time()


def _micro(rest: str | None) -> int:
    return int((rest or "").ljust(6, "0")[:6])
