"""Number formats taken apart into sections and words, and a number as its format displays it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from county_desk.decimals import decimal_of
from county_desk.sheets.formats.book import Cell

type Part = tuple[str, str]

# quoted, escaped (a Chinese Excel writes ! as well), width of a character, filled up, in brackets, places
# that are written as a word, others
_PART = re.compile(
    r'"([^"]*)"?|[\\!](.)?|_(.)?|\*(.)?|\[([^\]]*)\]?|(General|Standard|G/通用格式|E[+-])|(.)',
    re.DOTALL | re.IGNORECASE,
)
_SORTS = ("literal", "literal", "width", "fill", "bracket", "word", "plain")
_CURRENCY = re.compile(r"\$([^-]*)")
_PLACES = "0#?@"
_FRACTION = re.compile(r"[0#?]+\s*/\s*[0#?]+")


@dataclass(frozen=True)
class SectionWords:
    """The words of one section by where they stand to its places, and the places in one word each.

    `scaled`: commas behind the places, or anything else, take the number down.
    """

    before: str
    between: str
    behind: str
    places: str
    scaled: bool


def sections_of(code: str) -> list[list[Part]]:
    """The parts of each section: how a part is written, and its words without that."""
    found: list[list[Part]] = [[]]
    for match in _PART.finditer(code):
        part = _SORTS[(match.lastindex or 3) - 1], match[match.lastindex] if match.lastindex else ""
        if part == ("plain", ";"):
            found.append([])
        else:
            found[-1].append(part)
    return found[:4]


def plain_of(section: list[Part]) -> str:
    """The characters of a section outside quotes and escapes."""
    return "".join(words for sort, words in section if sort in ("plain", "word"))


def words_of(section: list[Part]) -> str:
    """The literal words of a section: quoted, escaped or a currency."""
    return "".join(map(_visible_text, section))


def brackets_of(section: list[Part]) -> Iterator[str]:
    """The contents of each bracket in a section."""
    return (words for sort, words in section if sort == "bracket")


def around(section: list[Part]) -> SectionWords:
    """The words before, between and after the digits of a section."""
    held, said = "", ["", "", ""]
    places, commas, point, scaled = "", False, False, False
    for sort, words in section:
        is_place = sort == "word" or (sort == "plain" and words in _PLACES)
        if is_place:
            scaled |= commas and point
            said[1 if places else 0] += held
            places, commas, held = places + (words if sort == "plain" else _word(words)), False, ""
        elif sort == "plain" and words == "," and places:
            commas = True
        elif sort == "plain" and words == "." and not point:
            point = True
            scaled, commas = scaled or commas, False
        else:
            held += words if sort == "plain" else _visible_text((sort, words))
    if _FRACTION.search(plain_of(section)):
        said[1] = said[1].replace("/", "", 1)
    return SectionWords(said[0], said[1], held, places, scaled or commas)


def _word(words: str) -> str:
    """A place written as a word: General as G, the exponent as an ending of the place before it."""
    return "" if words[-1] in "+-" else "G"


def _visible_text(part: Part) -> str:
    """The visible text of a part; a filler is visible where it could be read as a digit."""
    sort, words = part
    if sort == "bracket":
        found = _CURRENCY.match(words)
        return found[1] if found else ""
    if sort == "fill":
        return words if words.isalnum() or words == "%" else ""
    return words if sort == "literal" else ""


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
