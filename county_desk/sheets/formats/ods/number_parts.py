"""The elements of an OpenDocument number format as Excel writes them."""

import re
from collections.abc import Mapping
from typing import NamedTuple

from county_desk.sheets.formats.ods.names import NUMBER

_MOST = 30  # digits of a number; Excel keeps half of that
_OTHERS = {  # without a long form, and with one
    "year": ("yy", "yyyy"),
    "month": ("m", "mm"),
    "day": ("d", "dd"),
    "day-of-week": ("ddd", "dddd"),
    "week-of-year": ("d", "d"),
    "quarter": ('"q"', '"q"'),  # Excel has no letter for it
    "era": ("d", "d"),
    "hours": ("h", "hh"),
    "minutes": ("m", "mm"),
    "seconds": ("s", "ss"),
    "am-pm": ("AM/PM", "AM/PM"),
    "text-content": ("@", "@"),
    "boolean": ("0", "0"),
}
_FIXED = re.compile(r"[1-9]\d{0,2}")
_THOUSANDS = re.compile(r"1(000){1,4}")


class DigitsPart(NamedTuple):
    """The places of a number before its decimal point, and the rest from the point on."""

    whole: str
    rest: str = ""


def digits_of(tag: str, given: Mapping[str, str]) -> DigitsPart | None:
    """The places of digits that an element describes; None for an element of another kind."""
    make = _NUMBERS.get(tag)
    return make(given) if make else None


def clock_part(tag: str, given: Mapping[str, str], elapsed: bool) -> str:
    """A part of a day or a time, or the place of a text; hours can go on counting beyond a day."""
    if tag not in _OTHERS:
        return ""
    code = _OTHERS[tag][given.get(f"{NUMBER}style") == "long"]
    if tag == "month" and given.get(f"{NUMBER}textual") == "true":
        return "mmmm" if code == "mm" else "mmm"
    if tag == "seconds" and (places := count(given, "decimal-places")):
        return f"{code}.{'0' * places}"
    return f"[{code}]" if tag == "hours" and elapsed else code


def count(given: Mapping[str, str], name: str, otherwise: int = 0) -> int:
    """A number of digits; 0 for a text that is no number."""
    raw = given.get(f"{NUMBER}{name}")
    if raw is None:
        return otherwise
    return min(int(raw), _MOST) if raw.isascii() and raw.isdigit() and len(raw) < 4 else 0


def _whole(given: Mapping[str, str]) -> str:
    digits = "0" * count(given, "min-integer-digits", 1)
    if given.get(f"{NUMBER}grouping") != "true":
        return digits or "#"
    digits = digits.rjust(4, "#")
    first = len(digits) % 3 or 3
    return ",".join([digits[:first], *(digits[at : at + 3] for at in range(first, len(digits), 3))])


def _decimals(given: Mapping[str, str]) -> str:
    places = count(given, "decimal-places")
    # LibreOffice leaves the replacement blank where it does not fill up further decimals
    usual = 0 if given.get(f"{NUMBER}decimal-replacement") == "" else places
    least = min(count(given, "min-decimal-places", usual), places)
    return "." + "0" * least + "#" * (places - least) if places else ""


def _number(given: Mapping[str, str]) -> DigitsPart:
    scale = given.get(f"{NUMBER}display-factor", "1")
    commas = "" if scale in ("", "1") else ","
    if _THOUSANDS.fullmatch(scale):
        commas = "," * (len(scale) // 3)
    bare = f"{NUMBER}decimal-places" not in given and given.get(f"{NUMBER}grouping") != "true"
    if bare and not commas and count(given, "min-integer-digits", 1) <= 1:
        return DigitsPart("General")
    return DigitsPart(_whole(given), _decimals(given) + commas)


def _scientific(given: Mapping[str, str]) -> DigitsPart:
    exponent = "0" * (count(given, "min-exponent-digits") or 2)
    return DigitsPart(_whole(given), f"{_decimals(given)}E+{exponent}")


def _fraction(given: Mapping[str, str]) -> DigitsPart:
    above, below = (count(given, f"min-{name}-digits") or 1 for name in ("numerator", "denominator"))
    fixed = _FIXED.fullmatch(given.get(f"{NUMBER}denominator-value", ""))
    whole = "# " if f"{NUMBER}min-integer-digits" in given else ""
    return DigitsPart(whole, f"{'?' * above}/{fixed[0] if fixed else '?' * below}")


_NUMBERS = {"number": _number, "scientific-number": _scientific, "fraction": _fraction}
