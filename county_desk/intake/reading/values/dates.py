"""Reads days and months as people write them; a date with two readings raises a question."""

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from county_desk.intake.delivery import Level
from county_desk.intake.reading.values.cell_value import (
    BLANK,
    SAID_UNKNOWN,
    Found,
    Note,
    asked,
    narrow,
    was_read_as,
)
from county_desk.intake.reading.values.numerals import digits_of
from county_desk.sheets.formats.book import Cell, text_of
from county_desk.text import _

_MARCH_1900 = date(1900, 3, 1)  # before it, the days of a spreadsheet are not those of the calendar
_LEAP_YEAR_1900 = 61  # before this serial, Excel counts a 29 February that never was
_LAST_SERIAL = 60_000
_EPOCH, _EPOCH_1904 = date(1899, 12, 30), date(1904, 1, 1)
_DAY = re.compile(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})[日号]?")
_ONE_FOR_A_STROKE = re.compile(r"(?<=\d)一(?=\d)", re.ASCII)  # they look alike: 1965一3一12
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})")
# the same with whatever sign, twice the same one, or with a stop or a quotation mark around it
_ODD_DAY = re.compile(r"^['‘’`]?(\d{4})([。、，,\\—–·./-])(\d{1,2})\2(\d{1,2})[日号]?[。.]?$")
_MONTH = re.compile(r"(\d{4})[-/.年](\d{1,2})月?(?:份)?")
_COMPACT_MONTH = re.compile(r"((?:19|20)\d{2})(\d{2})")
_YEAR = re.compile(r"((?:19|20)\d{2})(?:年[度底末]?|度)?")
_CLOCK = re.compile(r"(.*\d[日号]?)[T ]+(\d{1,2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?")
_SHORT = re.compile(r"\d{1,2}[-/.年]\d{1,2}[-/.月]\d{1,4}[日号]?|\d{6}")
_LUNAR = re.compile(r"农历|阴历|腊月|正月|冬月|初[一二三四五六七八九十]|闰")


@dataclass(frozen=True, slots=True)
class Span:
    """The first and the last day that can stand in a column, and from when bare numbers count days."""

    first: date = date(1900, 1, 1)
    last: date = date.max
    from_1904: bool = False


EVER = Span()


def read_date(cell: Cell, title: str = "", span: Span = EVER) -> Found:
    """Read a day that is written year first; a day outside of the span raises a question."""
    if isinstance(cell, str) and (usual := _as_it_should_be(cell)) is not None:
        return _within(usual, span, ())
    if isinstance(cell, datetime | date):
        return _from_date_cell(cell, span)
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        return _serial(cell, span)
    raw = text_of(cell)
    value = _text(raw) if isinstance(cell, str) else ""
    if not value:
        return BLANK if isinstance(cell, str) else _no_date(raw)
    if value in SAID_UNKNOWN:
        message = _("The date is given as “{raw}”.").format(raw=raw)
        return Found(notes=(Note("date_invalid", message, Level.WARN),))
    value, clock = _without_clock(value)
    if found := _DAY.fullmatch(value) or _COMPACT.fullmatch(value):
        return _checked(found, raw, span, clock)
    return _unclear(value, raw, title)


def _as_it_should_be(text: str) -> date | None:
    """The day of a text like 2016-11-30, as nearly all are written; None for any other."""
    if len(text) != 10 or text[4] != "-" or text[7] != "-":
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _text(raw: str) -> str:
    """The text without blanks around the signs of a date, with ASCII digits and usual signs between them."""
    value = digits_of(_ONE_FOR_A_STROKE.sub("-", narrow(raw)))
    if " " in value:
        value = re.sub(r"\s*([-/.年月日号:])\s*", r"\1", value).replace("日 ", "日")
    return value if _DAY.fullmatch(value) else _ODD_DAY.sub(r"\1-\3-\4", value)


def _without_clock(value: str) -> tuple[str, bool]:
    """The day of a text that also holds a time, and whether that time is more than midnight."""
    found = _CLOCK.fullmatch(value) or re.fullmatch(r"(.*[日号])(\d{1,2}):(\d{2})(?::(\d{2}))?", value)
    if found is None:
        return value, False
    return found[1].strip(), any(int(part or 0) for part in found.groups()[1:])


def _checked(found: re.Match[str], raw: str, span: Span, clock: bool) -> Found:
    year, month, day = (int(part) for part in found.groups())
    try:
        read = date(year, month, day)
    except ValueError:
        return _no_date(raw)
    plain = raw == found[0] and found.re is _DAY
    notes = () if plain else (was_read_as(raw, read.isoformat()),)
    return _within(read, span, (*notes, *((_time_left_out(raw, read),) if clock else ())))


def _unclear(value: str, raw: str, title: str) -> Found:
    if month := _MONTH.fullmatch(value) or _COMPACT_MONTH.fullmatch(value):
        if not 1 <= int(month[2]) <= 12:
            return _no_date(raw)
        message = _("“{raw}” names a month; the day is missing.").format(raw=raw)
        level = Level.WARN if title == "出生日期" else Level.ASK  # the identity number has the day
        return Found(notes=(Note("date_invalid", message, level),))
    if _SHORT.fullmatch(value):
        message = _("“{raw}” can be read in more than one way; write the year first and in full: 2016-11-30.")
        return asked("date_ambiguous", message.format(raw=raw))
    if _LUNAR.search(raw):
        message = _("“{raw}” is a day of the lunar calendar; write that of the common one: 2016-11-30.")
        return asked("date_invalid", message.format(raw=raw))
    return _no_date(raw)


def _from_date_cell(cell: date | datetime, span: Span) -> Found:
    day = cell.date() if isinstance(cell, datetime) else cell
    if date(1899, 12, 1) < day < _MARCH_1900:
        return _no_date(text_of(cell))
    if not isinstance(cell, datetime):
        return _within(cell, span, ())
    clock = cell.time() != time(0)
    return _within(day, span, (_time_left_out(text_of(cell), day),) if clock else ())


def _time_left_out(raw: str, read: date) -> Note:
    message = _("“{raw}” has a time of day; {day} was kept.").format(raw=raw, day=read)
    return Note("normalized", message, Level.WARN)


def _serial(cell: float, span: Span) -> Found:
    text = text_of(cell)
    if _COMPACT.fullmatch(text):
        return read_date(text, span=span)
    if 1900 <= cell <= 2100:
        message = _("“{raw}” is a year alone; write the day as 2016-11-30.").format(raw=text)
        return asked("date_ambiguous", message)
    if not _LEAP_YEAR_1900 <= cell < _LAST_SERIAL:
        return _no_date(text)
    read = (_EPOCH_1904 if span.from_1904 else _EPOCH) + timedelta(days=int(cell))
    message = _("The cell holds the bare number {raw}; as a date that is {day}.")
    note = Note("date_unformatted_number", message.format(raw=text, day=read), Level.WARN)
    return _within(read, span, (note,))


def _within(read: date, span: Span, notes: tuple[Note, ...]) -> Found:
    if read < span.first:
        message = _("{day} is too long ago.").format(day=read)
        notes = (*notes, Note("date_range", message, Level.ASK))
    elif read > span.last:
        message = _("{day} has not come yet.").format(day=read)
        notes = (*notes, Note("date_future", message, Level.ASK))
    return Found(read, read.isoformat(), notes)


def _no_date(raw: str) -> Found:
    message = _("“{raw}” is not a date; write it as 2016-11-30.").format(raw=raw)
    return asked("date_invalid", message)


def read_period(cell: Cell, title: str = "", span: Span = EVER) -> Found:
    """A year, a month or a day, as exactly as it is written: 2014, 2014-05 or 2014-05-31."""
    if isinstance(cell, datetime | date):
        found = _from_date_cell(cell, span)
        return Found(found.plain, found.plain, found.notes)
    if isinstance(cell, bool | time | timedelta):
        return _no_period(text_of(cell))
    if not isinstance(cell, str):
        return _period_number(cell, span)
    value = _text(cell)
    if not value:
        return BLANK
    if value in SAID_UNKNOWN:
        message = _("The date is given as “{raw}”.").format(raw=cell)
        return Found(notes=(Note("date_invalid", message, Level.WARN),))
    return _period(_without_clock(value)[0], cell, span)


def _period(value: str, raw: str, span: Span) -> Found:
    day = _DAY.fullmatch(value) or _COMPACT.fullmatch(value)
    month = None if day else _COMPACT_MONTH.fullmatch(value) or _MONTH.fullmatch(value)
    year = None if day or month else _YEAR.fullmatch(value)
    found = day or month or year
    if found is None:
        return asked("date_ambiguous", _no_period_words(raw)) if _SHORT.fullmatch(value) else _no_period(raw)
    parts = [int(part) for part in found.groups()]
    try:
        read = date(*[*parts, 1, 1][:3])
    except ValueError:
        return _no_period(raw)
    plain = read.isoformat()[: {1: 4, 2: 7, 3: 10}[len(parts)]]
    within = _within(read, span, () if raw == plain else (was_read_as(raw, plain),))
    return Found(plain, plain, within.notes)


def _period_number(cell: float, span: Span) -> Found:
    text = text_of(cell)
    if text.isdigit() and (_YEAR.fullmatch(text) or len(text) in (6, 8)):
        found = _period(text, text, span)
        # a spreadsheet keeps a bare 2014 as a number; that is no leniency
        return found if len(text) > 4 else Found(found.value, found.plain, found.notes)
    if _LEAP_YEAR_1900 <= cell < _LAST_SERIAL and not 1800 <= cell <= 2200:
        found = _serial(cell, span)
        return Found(found.plain, found.plain, found.notes)
    if "." in text and _MONTH.fullmatch(text):
        return asked("date_ambiguous", _no_period_words(text))
    return _no_period(text)


def _no_period(raw: str) -> Found:
    return asked("date_invalid", _no_period_words(raw))


def _no_period_words(raw: str) -> str:
    return _("“{raw}” is not a year or a month; write it as 2014 or 2014-05.").format(raw=raw)
