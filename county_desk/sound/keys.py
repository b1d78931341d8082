"""The two keys that are kept beside a name: one to sort it, one to find it.

Both are ASCII and compared byte by byte, so every database orders and finds alike. A change to them, or
another version of pypinyin, requires a migration that makes them anew.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import islice, product

from county_desk.sound.readings import cleaned, is_person, readings, usual

NUMBER, LETTER, OTHER = (
    "0",
    "1",
    "~",
)  # numbers come first, then letters, Chinese, and signs that have no reading
SIGNS = re.compile(r"\d+|[^\W\d_]")
UNITS = re.compile(r"\d|[a-z]+|[^\W\d_]")
COUNTED = re.compile(
    r"(?:(?<=[村区社组])|(?<![㐀-鿿]))第?([零〇一二两三四五六七八九十百]+)(?=[组队社屯号]|村民|小组)"
)
NUMERALS = {sign: value for value, sign in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
INITIALS = 32  # combinations of initials that are kept of one name
EDGE, UNIT = "^", "."


@lru_cache(maxsize=20_000)
def sort_key(text: str) -> str:
    """A text that sorts as the given one in a Chinese office: numbers by their size, characters by sound.

    Characters of one sound go by tone, then by code, so that one family name stays together.
    """
    clean = cleaned(text)
    if not is_person(clean):
        clean = COUNTED.sub(lambda found: str(_numeral_value(found[1])), clean)
    sounds = dict(enumerate(usual(clean)))
    return "".join(_weight(found[0], sounds[found.start()]) for found in SIGNS.finditer(clean))


@lru_cache(maxsize=100_000)
def found_key(text: str) -> str:
    """A text in which `patterns` of a search find the given one.

    First come the initials of every way to read it. Each has a dot, and each way stands between edges. Then
    come the syllables of each sign between slashes: "^l.x.^/li/ /xiao/" for 李小.
    """
    clean = cleaned(text)
    sounds = dict(enumerate(usual(clean)))
    units = [(found[0], sounds[found.start()]) for found in UNITS.finditer(clean)]
    if not units:
        return ""
    spoken = [_syllables(*unit) for unit in units]
    first = [dict.fromkeys(f"{syllable[0]}{UNIT}" for syllable in each) for each in spoken]
    ways = islice(product(*first), INITIALS)
    return EDGE.join(("", *map("".join, ways), " ".join(f"/{'/'.join(each)}/" for each in spoken)))


def _weight(sign: str, sound: str) -> str:
    if sign[0].isdecimal():
        digits = str(int(sign))
        return f"{NUMBER}{len(digits):02}{digits}"
    if sign.isascii():
        return LETTER + sign
    return f"{sound or OTHER}{ord(sign):05x}"


def _syllables(unit: str, sound: str) -> list[str]:
    """The syllables that people type for a unit of a name, the usual one first."""
    if not sound:
        return [unit]
    return list(dict.fromkeys(reading[:-1] for reading in (sound, *readings(unit))))


def _numeral_value(numerals: str) -> int:
    """The value of Chinese numerals below a thousand: 12 for 十二."""
    total = digit = 0
    for sign in numerals:
        if sign in NUMERALS:
            digit = digit * 10 + NUMERALS[sign]
        else:
            total, digit = total + (digit or 1) * (10 if sign == "十" else 100), 0
    return total + digit


def each_initial(sign: str) -> Iterator[str]:
    """The initials of all readings of a sign; the sign itself when it has none."""
    return iter(dict.fromkeys(reading[0] for reading in readings(sign)) or (sign,))
