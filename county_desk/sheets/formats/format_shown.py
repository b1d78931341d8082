"""Shows a number as its number format displays it, so that a question can quote it."""

from decimal import ROUND_HALF_UP, Decimal

from county_desk.decimals import decimal_of
from county_desk.sheets.formats.book import Cell
from county_desk.sheets.formats.format_parts import Part, brackets_of, sections_of

_DIGITS = "0#?"
_LARGEST = 10**15  # beyond that no program shows every digit


def shown_by(code: str, cell: Cell) -> str:
    """The text that a simple format makes of a number; "" for one that is not simple."""
    number = None if isinstance(cell, bool) or not isinstance(cell, int | float) else decimal_of(repr(cell))
    section = sections_of(code)[0]
    if (
        number is None
        or not 0 <= number < _LARGEST
        or any(words[:1] in ("<", ">", "=") for words in brackets_of(section))
    ):
        return ""
    if any(sort == "word" or (sort == "plain" and words in "@/") for sort, words in section):
        return ""
    return _filled_in(section, number)


def _filled_in(section: list[Part], number: Decimal) -> str:
    """The section with the digits of the number in their places, from the right to the left."""
    whole, decimals, grouped, thousands = _places(section)
    percent = sum(part == ("plain", "%") for part in section)
    value = number * Decimal(100) ** percent / Decimal(1000) ** thousands
    rounded = value.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
    before, _point, behind = f"{rounded:,f}".partition(".")
    digits = list(before if grouped else before.replace(",", ""))
    shown = ""
    for sort, words in reversed(_without_commas(section)):
        if sort == "plain" and words in _DIGITS and decimals:
            decimals -= 1
            shown = behind[decimals] + shown
        elif sort == "plain" and words in _DIGITS:
            whole -= 1
            taken, digits = (
                ("".join(digits), []) if not whole or grouped else ("".join(digits[-1:]), digits[:-1])
            )
            shown = (taken or ("0" if words == "0" and not grouped else "")) + shown
        elif sort in ("plain", "literal"):
            shown = words + shown
        elif sort == "bracket" and words[:1] == "$":
            shown = words[1:].partition("-")[0] + shown
    return shown


def _places(section: list[Part]) -> tuple[int, int, bool, int]:
    """The places before the point and behind it, whether commas stand in them, and how many behind them."""
    whole = decimals = commas = 0
    grouped = point = False
    for part in section:
        if part[0] == "plain" and part[1] in _DIGITS:
            grouped, commas = grouped or commas > 0, 0
            whole, decimals = (whole, decimals + 1) if point else (whole + 1, decimals)
        elif part == ("plain", ".") and not point:
            point = True
        elif part == ("plain", ",") and whole:
            commas += 1
    return whole, decimals, grouped, commas


def _without_commas(section: list[Part]) -> list[Part]:
    return [part for part in section if part != ("plain", ",")]
