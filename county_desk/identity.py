"""Identity numbers: their check digit, and the data in their places (GB 11643-1999)."""

import re
from datetime import date
from functools import lru_cache
from math import sumprod

from county_desk.text import _

_WEIGHTS = tuple(2 ** (17 - place) % 11 for place in range(17))
_ZEROS = sum(_WEIGHTS) * ord("0")
_SHAPE = re.compile(r"\d{17}[\dX](\d{2}(B\d)?)?", re.ASCII)


def check_digit(number: str) -> str:
    """The eighteenth place of an identity number. GB 11643-1999: weights are powers of two modulo eleven."""
    total = sumprod(_WEIGHTS, number[:17].encode()) - _ZEROS
    return "10X98765432"[total % 11]


def id_trouble(number: str) -> tuple[str, str] | None:
    """A sentence and a code for the fault of an identity number or certificate; None for a right one."""
    if len(number) not in (18, 20, 22):
        return _("An identity number has 18 places; this one has {n}").format(n=len(number)), "id_length"
    if not _SHAPE.fullmatch(number):
        return _("“{number}” holds a character that cannot stand here").format(number=number), "id_bad_char"
    if birth_of(number) is None:
        return _("Places 7 to 14 of “{number}” are not a date of birth").format(number=number), "id_birthdate"
    if (right := check_digit(number)) != number[17]:
        message = _("Place 18 of the identity number should be {right}; it is {found}")
        return message.format(right=right, found=number[17]), "id_checksum"
    return None


def birth_of(number: str) -> date | None:
    """The date of birth written in an identity number, or None when it is no date."""
    return _birth(number[6:14])


@lru_cache(40_000)  # the days of a century; a county's list has each many times
def _birth(digits: str) -> date | None:
    try:
        born = date(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
    except ValueError:
        return None
    return born if born.year >= 1900 else None


def is_male(number: str) -> bool:
    """Place 17 of an identity number is odd for men."""
    return number[16] in "13579"
