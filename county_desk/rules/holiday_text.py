"""Reading the holidays of a year as an office writes them: “元旦 1月1日至3日；春节 2月5日至11日”."""

import re
from datetime import date, timedelta

from county_desk.fields import Invalid
from county_desk.text import _

_PARTS = re.compile(r"[\n；;]")
_DAY = re.compile(
    r"(?:(?P<year>\d{4})\s*[-年./]\s*)?(?P<month>\d{1,2})\s*[-月./]\s*(?P<day>\d{1,2})\s*[日号]?"
    r"(?P<weekday>\s*[（(](?:周|星期).[）)])?"
)
_UNTIL = re.compile(r"\s*(?:至|到|~|～|—+|–)\s*(?:(?P<alone>\d{1,2})\s*[日号])?")


def read_days(text: str, year: int) -> dict[date, str]:
    """Each day of a text with its occasion. A year and, after 至, a month may be left out.

    Raises `Invalid` naming the part that holds no day, no occasion, or a day of another year.
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


def _days(part: str, year: int) -> list[date]:
    days: list[date] = []
    place = 0
    while match := _DAY.search(part, place):
        first = last = _date(match["year"] or year, match["month"], match["day"], year, part)
        place = match.end()
        until = _UNTIL.match(part, place)
        if until and until["alone"]:
            last, place = _date(year, first.month, until["alone"], year, part), until.end()
        elif until and (end := _DAY.match(part, until.end())):
            last, place = _date(end["year"] or year, end["month"], end["day"], year, part), end.end()
        if last < first:
            raise Invalid(_("“{part}” ends before it begins").format(part=part.strip()))
        days += [first + timedelta(days=number) for number in range((last - first).days + 1)]
    return days


def _date(written: str | int, month: str | int, day: str, year: int, part: str) -> date:
    try:
        found = date(int(written), int(month), int(day))
    except ValueError:
        raise Invalid(_("“{part}” holds a day that does not exist").format(part=part.strip())) from None
    if found.year != year:
        words = _("“{part}” is not in {year}; enter each year by itself")
        raise Invalid(words.format(part=part.strip(), year=year))
    return found
