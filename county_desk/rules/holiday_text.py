"""Reading the holidays of a year as an office writes them, or as the State Council announces them."""

import re
from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from itertools import groupby
from typing import NamedTuple

from county_desk.fields import Invalid
from county_desk.text import _

_PARTS = re.compile(r"[\n；;]")
_NOTE = r"(?:\s*[（(][^（）()\n]*[）)])?"
_DAY = re.compile(
    r"(?:(?P<year>\d{4})\s*[-年./]\s*)?(?P<month>\d{1,2})\s*[-月./]\s*(?P<day>\d{1,2})\s*[日号]?"
    rf"(?P<note>{_NOTE})"
)
_UNTIL = re.compile(rf"\s*(?:至|到|~|～|—+|–)\s*(?:(?P<alone>\d{{1,2}})\s*[日号](?P<note>{_NOTE}))?")
_WEEKDAY = re.compile(r"(?:周|星期)([一二三四五六日天])")
_WEEKDAYS = "一二三四五六日"
_ITEM = re.compile(
    r"^\s*(?:[一二三四五六七八九十]+、|（[一二三四五六七八九十]+）|\d+[.、])?\s*", re.MULTILINE
)
_KIND = re.compile(r"放假|公休|休息|上班")
_WORK = "上班"
_COUNTED = re.compile(r"共\s*(\d+|[一二三四五六七八九十])\s*天")
_COUNTS = "一二三四五六七八九十"
_NUMBER = re.compile(r"国办发(?:明电)?\s*[〔\[（(]\d{4}[〕\])）]\s*\d+\s*号")


class HolidayNotice(NamedTuple):
    """The days of a notice with their occasions, and the number of the notice; "" when it names none."""

    holidays: dict[date, str]
    workdays: dict[date, str]
    number: str


def read_days(text: str, year: int) -> dict[date, str]:
    """Each day of a text with its occasion. A year and, after 至, a month may be left out.

    Raises `Invalid` with the part that holds no day, no occasion, or a day of another year. So it does for a
    weekday that is not that of its day.
    """
    found: dict[date, str] = {}
    for part in filter(str.strip, _PARTS.split(text)):
        first = _DAY.search(part)
        occasion = part[: first.start()].strip(" ：:、，,") if first else ""
        if first is None or not occasion:
            words = _("“{part}” needs an occasion and its days, such as “元旦 1月1日至3日”")
            raise Invalid(words.format(part=part.strip()))
        found |= dict.fromkeys(_days(part, year), occasion)
    return found


def read_notice(text: str, year: int) -> HolidayNotice:
    """The days of the State Council's notice as it is published, such as “一、元旦：1月1日至3日放假…”.

    Raises `Invalid` when it holds no such line, and when a line does not agree with itself: in its weekdays,
    or in how many days it counts.
    """
    holidays: dict[date, str] = {}
    workdays: dict[date, str] = {}
    for line in text.splitlines():
        occasion, colon, rest = _ITEM.sub("", line, count=1).partition("：")
        if not colon or not _DAY.search(rest) or not _KIND.search(rest):
            continue
        rests, works = _item(rest, year)
        if (said := _COUNTED.search(rest)) and _number(said[1]) != len(rests):
            words = _("“{part}” names {found} days off and says {said}")
            raise Invalid(words.format(part=line.strip(), found=len(rests), said=_number(said[1])))
        holidays |= dict.fromkeys(rests, occasion.strip())
        workdays |= dict.fromkeys(works, occasion.strip())
    if not holidays:
        raise Invalid(_("There is no line such as “一、元旦：1月1日至3日放假，共3天。” in this text"))
    number = _NUMBER.search(text)
    return HolidayNotice(holidays, workdays, number[0] if number else "")


def written(days: Mapping[date, str]) -> str:
    """Days in the way in which `read_days` reads them, one occasion after the other."""
    parts = []
    for occasion, same in groupby(sorted(days), key=days.__getitem__):
        runs = [_run(run) for run in _runs(same)]
        parts.append(f"{occasion} {'、'.join(runs)}")
    return "；".join(parts)


def _item(text: str, year: int) -> tuple[list[date], list[date]]:
    """The days off and the working days of one occasion: what stands before 放假, and what before 上班."""
    rests: list[date] = []
    works: list[date] = []
    place = 0
    for kind in _KIND.finditer(text):
        (works if kind[0] == _WORK else rests).extend(_days(text[place : kind.start()], year))
        place = kind.end()
    return rests, works


def _number(text: str) -> int:
    return int(text) if text.isdecimal() else _COUNTS.index(text) + 1


def _runs(days: Iterable[date]) -> list[tuple[date, date]]:
    found: list[tuple[date, date]] = []
    for day in days:
        if found and day - found[-1][1] == timedelta(days=1):
            found[-1] = (found[-1][0], day)
        else:
            found.append((day, day))
    return found


def _run(run: tuple[date, date]) -> str:
    first, last = run
    words = f"{first.month}月{first.day}日"
    if first == last:
        return words
    month = "" if last.month == first.month else f"{last.month}月"
    return f"{words}至{month}{last.day}日"


def _days(part: str, year: int) -> list[date]:
    days: list[date] = []
    place = 0
    while match := _DAY.search(part, place):
        first = last = _date(match["year"] or year, match["month"], match["day"], year, part)
        _check_weekday(first, match["note"], part)
        place = match.end()
        until = _UNTIL.match(part, place)
        if until and until["alone"]:
            last, place = _date(year, first.month, until["alone"], year, part), until.end()
            _check_weekday(last, until["note"], part)
        elif until and (end := _DAY.match(part, until.end())):
            last, place = _date(end["year"] or year, end["month"], end["day"], year, part), end.end()
            _check_weekday(last, end["note"], part)
        if last < first:
            raise Invalid(_("“{part}” ends before it begins").format(part=part.strip()))
        days += [first + timedelta(days=number) for number in range((last - first).days + 1)]
    return days


def _check_weekday(day: date, note: str, part: str) -> None:
    """Raise `Invalid` when a note in brackets gives a day another weekday: a sign of a wrong year."""
    said = _WEEKDAY.search(note or "")
    if said is None or _WEEKDAYS.index(said[1].replace("天", "日")) == day.weekday():
        return
    words = _("“{part}”: {day} is 周{weekday}; look at the year")
    raise Invalid(words.format(part=part.strip(), day=day.isoformat(), weekday=_WEEKDAYS[day.weekday()]))


def _date(written: str | int, month: str | int, day: str, year: int, part: str) -> date:
    try:
        found = date(int(written), int(month), int(day))
    except ValueError:
        raise Invalid(_("“{part}” holds a day that does not exist").format(part=part.strip())) from None
    if found.year != year:
        words = _("“{part}” is not in {year}; enter each year by itself")
        raise Invalid(words.format(part=part.strip(), year=year))
    return found
