"""Number formats: which make a number a day or a time, and which show something else than the cell holds."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache

type Part = tuple[str, str]

LONGEST_CODE = 255  # signs of a format; Excel has no longer ones

# quoted, escaped (a Chinese Excel writes ! as well), width of a character, filled up, in brackets, others
_PART = re.compile(r'"([^"]*)"?|[\\!](.)?|_(.)?|\*(.)?|\[([^\]]*)\]?|(.)', re.DOTALL)
_CALENDAR = frozenset("ymdhs")
_ELAPSED = re.compile(r"\[(h+|m+|s+)\]", re.IGNORECASE)
_CURRENCY = re.compile(r"\$([^-]*)")
_CONDITION = re.compile(r"[<>=]")
# literals that say nothing of the size of a number or name the unit that is meant anyway
_HARMLESS = re.compile(r"[\s元¥￥圆\-—–,，.。()（）/:：+'、]*")
_DAY_WORDS = re.compile(r"[\s年月日号时時分秒点上下午\-—–,，./:：TZ'、()（）]*")


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


class Kind(Enum):
    """What a number in a cell of this format is."""

    NUMBER = "number"
    DAY = "day"
    DURATION = "duration"


class Look(Enum):
    """What a format makes of a value: it can be read, it reads as another, there is nothing to read."""

    AS_IT_IS = 0
    OTHERWISE = 1
    NOTHING = 2


@dataclass(frozen=True)
class NumberFormat:
    """One number format: `looks` are those of a positive number, a negative one, zero, and a text."""

    code: str
    kind: Kind
    looks: tuple[Look, Look, Look, Look]

    @property
    def plain(self) -> bool:
        """Whether every value can be read as it is."""
        return all(look is Look.AS_IT_IS for look in self.looks)

    def look(self, value: object) -> Look:
        """What becomes of one value."""
        if isinstance(value, str):
            return self.looks[3]
        if not isinstance(value, int | float) or value > 0:
            return self.looks[0]
        return self.looks[1] if value < 0 else self.looks[2]


def number_format(code: str) -> NumberFormat:
    """What a format code (as `#,##0.00;[Red]-0`) does; never raises, an odd code is a plain one."""
    return _known(code[:LONGEST_CODE])


@lru_cache(4096)
def _known(code: str) -> NumberFormat:
    sections = _sections(code) if code else [[]]
    kind = _kind(code, sections[0])
    if not code or code.casefold() in ("general", "@", "standard", "text"):
        return NumberFormat(code, kind, (Look.AS_IT_IS,) * 4)
    looks = [_look(section, kind) for section in sections]
    if any(_CONDITION.search(words) for section in sections for sort, words in section if sort == "bracket"):
        worst = Look.OTHERWISE if any(look is not Look.AS_IT_IS for look in looks) else Look.AS_IT_IS
        return NumberFormat(code, kind, (worst, worst, worst, _of_text(sections, looks)))
    positive = Look.OTHERWISE if kind is Kind.NUMBER and _has_sign(sections[0]) else looks[0]
    negative = looks[1] if len(looks) > 1 else positive
    if len(looks) > 1 and kind is Kind.NUMBER and negative is Look.AS_IT_IS and not _is_marked(sections[1]):
        negative = Look.OTHERWISE
    zero = looks[2] if len(looks) > 2 else positive
    return NumberFormat(code, kind, (positive, negative, zero, _of_text(sections, looks)))


def _sections(code: str) -> list[list[Part]]:
    found: list[list[Part]] = [[]]
    for part in _parts(code):
        if part == ("plain", ";"):
            found.append([])
        else:
            found[-1].append(part)
    return found[:4]


def _parts(code: str) -> Iterator[Part]:
    for match in _PART.finditer(code):
        sort = ("literal", "literal", "width", "fill", "bracket", "plain")[(match.lastindex or 3) - 1]
        yield sort, match[match.lastindex] if match.lastindex else ""


def _kind(code: str, first: list[Part]) -> Kind:
    if _ELAPSED.search(code):
        return Kind.DURATION
    plain = "".join(words for sort, words in first if sort == "plain").casefold()
    if "general" in plain or "@" in plain:
        return Kind.NUMBER
    return Kind.DAY if _CALENDAR & set(plain) else Kind.NUMBER


def _look(section: list[Part], kind: Kind) -> Look:
    plain = "".join(words for sort, words in section if sort == "plain")
    literal = "".join(words for sort, words in section if sort == "literal")
    literal += "".join(_money(words) for sort, words in section if sort == "bracket")
    if kind is not Kind.NUMBER:
        return Look.AS_IT_IS if plain and _DAY_WORDS.fullmatch(literal) else _odd(plain, literal)
    general = plain.casefold().replace("general", "0")
    if not re.search(r"[0#?@]", general):
        return _odd(general, literal)
    if not _HARMLESS.fullmatch(literal + re.sub(r"[0#?@,.Ee+\-]", "", general)):
        return Look.OTHERWISE  # among them %, and the stroke of a fraction is none
    scaled = re.search(r"[0#?],+([.\s]*$|\.)", general.rstrip("-+() "))
    return Look.OTHERWISE if scaled else Look.AS_IT_IS


def _has_sign(section: list[Part]) -> bool:
    """Whether a minus or a bracket stands before the number, so that it reads as one below nought."""
    for sort, words in section:
        if sort == "plain" and (words in "0#?@" or words.isalpha()):
            return False
        if sort in ("plain", "literal") and any(sign in words for sign in "-−–—(（"):
            return True
    return False


def _is_marked(section: list[Part]) -> bool:
    """Whether a number below nought can be told from others: by a sign or a colour, or as it is not shown."""
    shown = any(sort == "plain" and words in "0#?" for sort, words in section)
    return not shown or _has_sign(section) or any(sort == "bracket" for sort, _words in section)


def _odd(plain: str, literal: str) -> Look:
    """A section without a place for the value: a text in its stead, or nothing at all."""
    shown = (plain + literal).strip()
    if not shown:
        return Look.NOTHING
    return Look.AS_IT_IS if _HARMLESS.fullmatch(shown) else Look.OTHERWISE


def _money(words: str) -> str:
    found = _CURRENCY.match(words)
    return found[1] if found else ""


def _of_text(sections: list[list[Part]], looks: list[Look]) -> Look:
    if len(sections) == 4:
        shown = any(part == ("plain", "@") for part in sections[3])
        return looks[3] if shown or looks[3] is not Look.AS_IT_IS else Look.NOTHING
    # a lone section with @ is for texts; otherwise a text is shown whatever the sections say
    return looks[0] if ("plain", "@") in sections[0] else Look.AS_IT_IS
