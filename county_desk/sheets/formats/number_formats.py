"""Number formats: which make a number a day or a time, and which show another value than the cell holds.

Text in a format besides the places of digits is read together with them. It is harmless if it can neither
be a digit, a point or a sign of the number nor change its unit. Before the places that is a sign of
money, behind them a unit that a register counts in, between them nothing at all. All other text makes the
cell show another value than it holds.
"""

import operator
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import Enum
from functools import lru_cache

from county_desk.sheets.formats.book import Cell
from county_desk.sheets.formats.format_parts import Part, around, brackets_of, plain_of, sections_of, words_of

LONGEST_CODE = 255  # signs of a format; Excel has no longer ones

_CALENDAR = frozenset("ymdhs")
_ELAPSED = re.compile(r"\[(h+|m+|s+)\]", re.IGNORECASE)
_CONDITION = re.compile(r"(<=|>=|<>|<|>|=)\s*(-?\d{1,15}(?:\.\d{0,15})?)")
_TESTS: Mapping[str, Callable[[float, float], bool]] = {
    **{"<": operator.lt, "<=": operator.le, ">": operator.gt, ">=": operator.ge},
    **{"=": operator.eq, "<>": operator.ne},
}
_COLOUR = re.compile(
    r"black|blue|cyan|green|magenta|red|white|yellow|colou?r ?\d+|[黑蓝绿红白黄青]色?|[洋品]红", re.I
)
_WHITE = re.compile(r"white|colou?r ?2|白色?", re.IGNORECASE)
_MONEY = r"\s¥￥"
_SIGNS = r"\-−–—"
# the same for every number, then as well for one below nought or for nought itself
_BEFORE = re.compile(rf"[{_MONEY}+]*"), re.compile(rf"[{_MONEY}+(（{_SIGNS}]*")
_BEHIND = re.compile(rf"[{_MONEY}元圆人口户岁亩.。,，、:：]*"), re.compile(rf"[{_MONEY}元圆.)）{_SIGNS}]*")
_NO_UNIT = re.compile(rf"[{_MONEY}.。,，、:：]+")
_BESIDE_TEXT = re.compile(rf"[{_MONEY}元圆]*")
_NOUGHT = re.compile(rf"[{_MONEY}]*([{_SIGNS}/]*|0+(\.0*)?)[\s元圆]*")
_PLACES = re.compile(r"G|@|[0#?]+")
_DAY_WORDS = re.compile(r"[\s年月日号时時分秒点上下午\-—–,，./:：TZ'、()（）]*")
_PARTS_OF_SECONDS = re.compile(r"\.0+")
# calendars in which a day has other numbers, as [$-130000] says the lunar one
_LOCALE = re.compile(r"\$[^-]*-([0-9A-F]{1,8})", re.IGNORECASE)
_SOLAR = frozenset({0, 1, 2, 9, 10, 11, 12})
_COMMON_YEARS = frozenset({0, 0x804, 0x1004})  # places where the letter e is the year as others write it


_GENERAL = frozenset({"", "general", "@", "standard", "text"})
_DAY, _MONTH, _MONTH_DAY = 'yyyy"年"m"月"d"日"', 'yyyy"年"m"月"', 'm"月"d"日"'
_CLOCK, _CLOCK_HALF = 'h"时"mm"分"', '上午/下午h"时"mm"分"'
_SECONDS = 'ss"秒"'
# numbers under which a workbook names a format without writing it down, as a Chinese office shows them
BUILT_IN: Mapping[int, str] = {
    **{0: "General", 1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 9: "0%", 10: "0.00%", 11: "0.00E+00"},
    **{12: "# ?/?", 13: "# ??/??", 48: "##0.0E+0", 49: "@", 45: "mm:ss", 46: "[h]:mm:ss", 47: "mm:ss.0"},
    **{5: "¥#,##0;¥-#,##0", 6: "¥#,##0;[Red]¥-#,##0", 7: "¥#,##0.00;¥-#,##0.00"},
    **{8: "¥#,##0.00;[Red]¥-#,##0.00", 37: "#,##0;-#,##0", 38: "#,##0;[Red]-#,##0"},
    **{39: "#,##0.00;-#,##0.00", 40: "#,##0.00;[Red]-#,##0.00"},
    **{41: '_ * #,##0_ ;_ * -#,##0_ ;_ * "-"_ ;_ @_ ', 42: '_ ¥* #,##0_ ;_ ¥* -#,##0_ ;_ ¥* "-"_ ;_ @_ '},
    43: '_ * #,##0.00_ ;_ * -#,##0.00_ ;_ * "-"??_ ;_ @_ ',
    44: '_ ¥* #,##0.00_ ;_ ¥* -#,##0.00_ ;_ ¥* "-"??_ ;_ @_ ',
    **{14: "yyyy/m/d", 15: "d-mmm-yy", 16: "d-mmm", 17: "mmm-yy", 22: "yyyy/m/d h:mm"},
    **{30: "m-d-yy", 31: _DAY},
    **dict.fromkeys((27, 36, 50, 52, 57), _MONTH),
    **dict.fromkeys((28, 29, 51, 53, 54, 58), _MONTH_DAY),
    **{18: "h:mm AM/PM", 19: "h:mm:ss AM/PM", 20: "h:mm", 21: "h:mm:ss", 32: _CLOCK, 33: _CLOCK + _SECONDS},
    **dict.fromkeys((34, 55), _CLOCK_HALF),
    **dict.fromkeys((35, 56), _CLOCK_HALF + _SECONDS),
}


class FormatKind(Enum):
    """The kind of value that a number format shows: a number, a day, a time, a duration."""

    NUMBER = "number"
    DAY = "day"
    DURATION = "duration"


class FormatLook(Enum):
    """How a format shows a value: as it is, as another value, or not at all."""

    AS_IT_IS = 0
    OTHERWISE = 1
    NOTHING = 2


@dataclass(frozen=True)
class NumberFormat:
    """One number format: `looks` are those of a positive number, a negative one, zero, and a text.

    `cases` are the numbers that have a section of their own: a comparison, its number, and their look. `unit`
    stands behind the places of numbers.
    """

    code: str
    kind: FormatKind
    looks: tuple[FormatLook, FormatLook, FormatLook, FormatLook]
    cases: tuple[tuple[str, float, FormatLook], ...] = ()
    unit: str = ""

    @property
    def plain(self) -> bool:
        """Whether every value can be read as it is."""
        return all(look is FormatLook.AS_IT_IS for look in (*self.looks, *(case[2] for case in self.cases)))

    def look(self, value: object) -> FormatLook:
        """How the format shows one value."""
        if isinstance(value, str):
            return self.looks[3]
        if not isinstance(value, int | float):
            return self.looks[0]
        if value < 0:
            return self.looks[1]
        for test, limit, look in self.cases:
            if _TESTS[test](value, limit):
                return look
        return self.looks[0] if value > 0 else self.looks[2]


def number_format(code: str) -> NumberFormat:
    """The parsed format of a code such as `#,##0.00;[Red]-0`; an odd code counts as a plain one."""
    return _known(code[:LONGEST_CODE])


@lru_cache(4096)
def _known(code: str) -> NumberFormat:
    sections = sections_of(code) if code else [[]]
    kind = _kind(code, sections[0])
    if code.casefold() in _GENERAL:
        return NumberFormat(code, kind, (FormatLook.AS_IT_IS,) * 4)
    of_text, sections = _of_text(sections)
    if any(_CONDITION.match(words) for section in sections for words in brackets_of(section)):
        return _of_cases(code, kind, sections, of_text)
    positive = negative = zero = _look(sections[0], kind)
    if len(sections) > 1:
        negative = _look(sections[1], kind, below=True)
        if kind is FormatKind.NUMBER and negative is FormatLook.AS_IT_IS and not _is_marked(sections[1]):
            negative = FormatLook.OTHERWISE
    if len(sections) > 2:
        zero = _look(sections[2], kind, below=True, nought=True)
    unit = _unit(sections[0]) if kind is FormatKind.NUMBER and positive is FormatLook.AS_IT_IS else ""
    return NumberFormat(code, kind, (positive, negative, zero, of_text), unit=unit)


def _unit(section: list[Part]) -> str:
    return _NO_UNIT.sub("", around(section).behind)


def _of_cases(code: str, kind: FormatKind, sections: list[list[Part]], of_text: FormatLook) -> NumberFormat:
    """A format that itself says to which numbers its sections belong."""
    cases, rest = [], FormatLook.AS_IT_IS
    for section in sections:
        test = next(filter(None, map(_CONDITION.fullmatch, brackets_of(section))), None)
        look = _look(section, kind)
        if test is not None:
            cases.append((test[1], float(test[2]), look))
        elif look is not FormatLook.AS_IT_IS:
            rest = FormatLook.OTHERWISE
    # with which sign a number below nought is shown, programs do not agree on
    return NumberFormat(code, kind, (rest, FormatLook.OTHERWISE, rest, of_text), tuple(cases))


def _kind(code: str, first: list[Part]) -> FormatKind:
    if _ELAPSED.search(code):
        return FormatKind.DURATION
    plain = "".join(words for sort, words in first if sort == "plain").casefold()
    if "@" in plain or any(sort == "word" and words[-1] not in "+-" for sort, words in first):
        return FormatKind.NUMBER
    return FormatKind.DAY if _CALENDAR & set(plain) else FormatKind.NUMBER


def _look(section: list[Part], kind: FormatKind, *, below: bool = False, nought: bool = False) -> FormatLook:
    """The look that a section gives its values; `below` nought allows a sign, `nought` a stroke."""
    if any(_WHITE.fullmatch(words) for words in brackets_of(section)):
        return FormatLook.NOTHING
    if kind is not FormatKind.NUMBER and plain_of(section).strip():
        return _look_of_days(section)
    found = around(section)
    if not found.places:
        shown = found.behind.strip()
        if not shown:
            return FormatLook.NOTHING
        return FormatLook.AS_IT_IS if nought and _NOUGHT.fullmatch(shown) else FormatLook.OTHERWISE
    harmless = (
        _BEFORE[below].fullmatch(found.before)
        and not found.between.strip()
        and _BEHIND[below].fullmatch(found.behind)
        and _PLACES.fullmatch(found.places)
        and not found.scaled
    )
    return FormatLook.AS_IT_IS if harmless else FormatLook.OTHERWISE


def _look_of_days(section: list[Part]) -> FormatLook:
    """The look of a section of days or times; its literal digits are no part of the day."""
    plain = _PARTS_OF_SECONDS.sub("", plain_of(section)).casefold()
    places = {int(found[1], 16) for words in brackets_of(section) if (found := _LOCALE.match(words))}
    otherwise = (
        not _DAY_WORDS.fullmatch(words_of(section))
        or any(sign.isdigit() or sign in "gb" for sign in plain)
        or any(place >> 16 & 0xFF not in _SOLAR for place in places)
        or ("e" in plain and any(place & 0xFFFF not in _COMMON_YEARS for place in places))
    )
    return FormatLook.OTHERWISE if otherwise else FormatLook.AS_IT_IS


def _is_marked(section: list[Part]) -> bool:
    """Whether a number below nought looks different: by a sign or a colour."""
    found = around(section)
    return bool(re.search(rf"[(（{_SIGNS}]", found.before + found.behind)) or any(
        _COLOUR.fullmatch(words) for words in brackets_of(section)
    )


def _of_text(sections: list[list[Part]]) -> tuple[FormatLook, list[list[Part]]]:
    """The look of a text, and the sections that are left for numbers."""
    own = len(sections) == 4 or ("plain", "@") in sections[-1]
    if not own:
        return FormatLook.AS_IT_IS, sections  # a text is shown whatever the sections of numbers say
    found = around(sections[-1])
    look = FormatLook.AS_IT_IS
    if found.places not in ("@", "G"):
        look = FormatLook.OTHERWISE if (found.places + found.behind).strip() else FormatLook.NOTHING
    elif not _BESIDE_TEXT.fullmatch(found.before + found.behind):
        look = FormatLook.OTHERWISE
    return look, sections[:-1] or sections


_FIRST_1904 = 1462  # serial day 0 of a workbook that counts from 1904, in days of one that counts from 1900
_LEAP_BUG = 60  # Excel has a 29th of February 1900; what it counts before that day is one day off
_EPOCH = datetime(1899, 12, 30)
_LAST = 2_958_466  # the first of January 10000
_ONE_DAY = 86_400_000  # milliseconds


def day_or_time(serial: float, kind: FormatKind, from_1904: bool = False) -> Cell:
    """The day or time that a number shows under a format; the number itself under any other format.

    A whole day is a `date`, a part of a day alone a `time`, both a `datetime`, elapsed hours a `timedelta`.
    """
    if kind is FormatKind.NUMBER:
        return serial
    if kind is FormatKind.DURATION:
        return timedelta(milliseconds=round(serial * _ONE_DAY)) if abs(serial) < _LAST else serial
    days = serial + _FIRST_1904 if from_1904 else serial
    if serial < 0 or days >= _LAST:  # what days before the first one show, programs do not agree on
        return serial
    whole, rest = divmod(round(days * _ONE_DAY), _ONE_DAY)
    if whole == _LAST:
        return serial
    moment = _EPOCH + timedelta(days=whole + (0 < whole < _LEAP_BUG), milliseconds=rest)
    if rest == 0 and whole:
        return date(moment.year, moment.month, moment.day)
    alone = serial < 1 if from_1904 else whole == 0
    return time(moment.hour, moment.minute, moment.second, moment.microsecond) if alone else moment
