"""Number formats taken apart: their sections, and what stands around the places of digits in each."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

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
