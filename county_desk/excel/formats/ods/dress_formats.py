"""Number formats of an OpenDocument spreadsheet with all that they show, as Excel writes them.

What a format means is read without any of this: here it is only carried over into a copy.
"""

import re
from collections.abc import Mapping

from county_desk.excel.formats.number_formats import LONGEST_CODE
from county_desk.excel.formats.ods.names import NUMBER, OFFICE_EXTENSION
from county_desk.excel.formats.ods.styles import Format, Styles

_GENERAL = "General"
_DIGITS = 30  # places of a number; Excel keeps half of that
_CALENDAR = {  # as it is, and where the long form is wanted
    "year": ("yy", "yyyy"),
    "month": ("m", "mm"),
    "day": ("d", "dd"),
    "day-of-week": ("ddd", "dddd"),
    "hours": ("h", "hh"),
    "minutes": ("m", "mm"),
    "seconds": ("s", "ss"),
    "am-pm": ("AM/PM", "AM/PM"),
}
_ELAPSED = frozenset({"hours", "minutes", "seconds"})
_OTHERS = {"text-content": "@", "boolean": _GENERAL}
_BARE = re.compile(r"[ \-/:.,]+")  # signs of a day that need no quotes
_BARE_OF_NUMBER = re.compile(r"[ \-+()]+")
_PERCENT = re.compile(r"[ \-+()%]+")
_WIDE = re.compile(r"(\D)(\d{0,3})")
_MONEY = re.compile(r'[^\[\]"\-;\s]{1,5}')
_TEST = re.compile(r"value\(\)(<=|>=|<|>|!=|=)(-?\d{1,15}(?:\.\d{1,15})?)")
_FIXED = re.compile(r"[1-9]\d{0,2}")
_USUAL = (["[>=0]"], ["[>0]", "[<0]"], ["[>0]", "[<0]", "[=0]"])


class FormatStyles(Styles):
    """Styles whose number formats keep their decimals, their separators and the order of their days."""

    _tag: str = ""
    _kind: str = ""
    _language: str = ""
    _words_of: Mapping[str, str] = {}
    _behind = 0  # letters of the section behind the whole part of its number

    def code(self, name: str) -> str:
        """The format of a style of cells, by the name of that style; one that is not there is General."""
        found = self._formats.get(self._said(self.cells.get(name), "format"))
        said = self._code(found) if found else _GENERAL
        return said if len(said) <= LONGEST_CODE else _GENERAL

    def _start_format(self, tag: str, given: Mapping[str, str]) -> None:
        before = self._format
        super()._start_format(tag, given)
        if self._format is None:
            return
        if tag == "fill-character":
            self._words = []
        if self._format is not before:
            self._kind = tag
            self._language = given.get(f"{NUMBER}language", "")
        elif self._words is not None:
            self._tag, self._words_of = tag, given

    def _part(self, found: Format, tag: str, given: Mapping[str, str]) -> str:
        if tag in _CALENDAR:
            return self._day_part(found, tag, given)
        whole, rest = _NUMBERS[tag](given) if tag in _NUMBERS else (_OTHERS.get(tag, ""), "")
        if whole == _GENERAL and self._kind == "percentage-style":
            whole = "0"
        self._behind = len(rest)
        return whole + rest

    def _day_part(self, found: Format, tag: str, given: Mapping[str, str]) -> str:
        said = _CALENDAR[tag][given.get(f"{NUMBER}style") == "long"]
        if tag == "month" and given.get(f"{NUMBER}textual") == "true":
            said = "mmmm" if said == "mm" else "mmm"
        elif tag == "day-of-week" and self._language == "zh":
            said = said.replace("d", "a")
        elif tag == "seconds" and (places := _count(given, "decimal-places")):
            said += "." + "0" * places
        elif tag in _ELAPSED and found.elapsed and "[" not in found.section:
            said = f"[{said}]"
        return said

    def _add_words(self, found: Format, words: str, embedded: bool) -> None:
        if embedded:
            self._embed(found, words)
        elif self._tag == "fill-character":
            found.section += f"*{words[0]}"
        elif self._tag == "currency-symbol":
            found.section += self._money(words)
        else:
            found.section += self._shown(words)

    def _embed(self, found: Format, words: str) -> None:
        """Words that stand inside of a number, so many digits before the end of its whole part."""
        at = len(found.section) - self._behind
        left = _count(self._words_of, "position")
        while left and at and found.section[at - 1] in "0#?,":
            at -= 1
            left -= found.section[at] != ","
        found.section = f'{found.section[:at]}"{words}"{found.section[at:]}'

    def _money(self, words: str) -> str:
        is_ours = self._words_of.get(f"{NUMBER}country") == "CN" and _MONEY.fullmatch(words)
        return f"[${words}-804]" if is_ours else f'"{words}"'

    def _shown(self, words: str) -> str:
        """Words as they stand, and blanks of the width of a sign as Excel writes them."""
        wide = {
            int(place or 0): sign
            for sign, place in _WIDE.findall(self._words_of.get(f"{OFFICE_EXTENSION}blank-width-char", ""))
        }
        made, since = "", 0
        for place in sorted(wide):
            if since <= place < len(words) and words[place] == " ":
                made += self._quoted(words[since:place]) + f"_{wide[place]}"
                since = place + 1
        return made + self._quoted(words[since:])

    def _quoted(self, words: str) -> str:
        bare = {"date-style": _BARE, "time-style": _BARE, "percentage-style": _PERCENT}
        pattern = bare.get(self._kind, _BARE_OF_NUMBER)
        made, since = "", 0
        for match in pattern.finditer(words):
            made += _in_quotes(words[since : match.start()]) + match[0]
            since = match.end()
        return made + _in_quotes(words[since:])

    def _code(self, found: Format) -> str:
        if not found.others:
            return found.section or '""'
        tests, sections = [], []
        for condition, name in found.others[:3]:
            if match := _TEST.fullmatch(condition.replace(" ", "")):
                tests.append(f"[{match[1].replace('!=', '<>')}{match[2]}]")
                sections.append(self._formats.get(name, Format()).section)
        if tests not in _USUAL:
            sections = [test + section for test, section in zip(tests[:2], sections, strict=False)]
        return ";".join([*sections, found.section])


def _in_quotes(words: str) -> str:
    return f'"{words}"' if words else ""


def _count(given: Mapping[str, str], name: str, otherwise: int = 0, space: str = NUMBER) -> int:
    """A number of digits; one that cannot be is nought."""
    said = given.get(f"{space}{name}")
    if said is None:
        return otherwise
    return min(int(said), _DIGITS) if said.isascii() and said.isdigit() and len(said) < 4 else 0


def _whole(given: Mapping[str, str]) -> str:
    """The digits before the decimal point."""
    least = _count(given, "min-integer-digits")
    blank = min(_count(given, "max-blank-integer-digits", space=OFFICE_EXTENSION), least)
    digits = "?" * blank + "0" * (least - blank)
    if given.get(f"{NUMBER}grouping") != "true":
        return digits or "#"
    digits = digits.rjust(4, "#")
    first = len(digits) % 3 or 3
    return ",".join([digits[:first], *(digits[at : at + 3] for at in range(first, len(digits), 3))])


def _decimals(given: Mapping[str, str]) -> str:
    places = _count(given, "decimal-places")
    # LibreOffice leaves the replacement blank where further decimals are not filled up
    usual = 0 if given.get(f"{NUMBER}decimal-replacement") == "" else places
    least = min(_count(given, "min-decimal-places", usual), places)
    return "." + "0" * least + "#" * (places - least) if places else ""


def _number(given: Mapping[str, str]) -> tuple[str, str]:
    if f"{NUMBER}decimal-places" not in given and given.get(f"{NUMBER}grouping") != "true":
        least = _count(given, "min-integer-digits", 1)
        return (_GENERAL, "") if least <= 1 else ("0" * least, "")
    scale = given.get(f"{NUMBER}display-factor", "1")
    thousands = (len(scale) - 1) // 3 if re.fullmatch(r"1(000){1,4}", scale) else 0
    return _whole(given), _decimals(given) + "," * thousands


def _scientific(given: Mapping[str, str]) -> tuple[str, str]:
    exponent = "0" * (_count(given, "min-exponent-digits") or 2)
    return _whole(given), f"{_decimals(given)}E+{exponent}"


def _fraction(given: Mapping[str, str]) -> tuple[str, str]:
    above, below = (_count(given, f"min-{name}-digits") or 1 for name in ("numerator", "denominator"))
    fixed = _FIXED.fullmatch(given.get(f"{NUMBER}denominator-value", ""))
    whole = "# " if f"{NUMBER}min-integer-digits" in given else ""
    return whole, f"{'?' * above}/{fixed[0] if fixed else '?' * below}"


_NUMBERS = {"number": _number, "scientific-number": _scientific, "fraction": _fraction}
