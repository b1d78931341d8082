"""Reading numbers that identify a person or a household.

A numeric cell is never taken for one of them: a spreadsheet keeps only fifteen digits of a number,
and the check digit finds too few of the numbers that were rounded.
"""

import re

from county_desk.identity import birth_of, check_digit, id_trouble
from county_desk.intake.delivery import Level
from county_desk.intake.reading.values.cards import is_an_account
from county_desk.intake.reading.values.cell_value import (
    BLANK,
    ROUNDED,
    SAID_UNKNOWN,
    Found,
    Note,
    asked,
    changed,
    refused,
    squeezed,
    tidy,
    turned,
)
from county_desk.intake.reading.values.phones import MOBILE
from county_desk.sheets.formats.book import Cell, text_of
from county_desk.text import N_, _

_MASKED = re.compile(r"(?=.*[*●•＊])[\dX*●•＊]+|\d{3,14}X{3,}[\dX]*")
_NOBODY = "999999"  # the prefix of a number for a person without one
_DISABILITIES = {
    "1": N_("vision"),
    "2": N_("hearing"),
    "3": N_("speech"),
    "4": N_("limbs"),
    "5": N_("intellect"),
    "6": N_("mental"),
    "7": N_("multiple"),
}


def read_id(cell: Cell, title: str = "") -> Found:
    """An identity number, or a disability certificate that contains one."""
    if not isinstance(cell, str):
        message = _(
            "The cell holds the number {raw}, so the last digits of the identity number are lost; "
            "set the cell to text and type it again."
        )
        return refused("id_numeric_cell", message.format(raw=text_of(cell)))
    if turned(cell):
        return _turned("id_bad_char")
    number = squeezed(cell).upper()
    if not number:
        return BLANK
    if number in SAID_UNKNOWN:
        message = _("The identity number is given as “{raw}”; look it up.").format(raw=cell)
        return asked("id_missing", message)
    trouble = id_trouble(number)
    if trouble is None:
        return Found(number, number, (*changed(cell, number), *_special(number)))
    return _refused_id(cell, number, trouble)


def read_certificate(cell: Cell, title: str = "") -> Found:
    """The number of a disability certificate, which is expected here."""
    found = read_id(cell, title)
    warned = [note for note in found.notes if note.kind != "id_special_type" or note.level is not Level.WARN]
    return Found(found.value, found.plain, tuple(warned))


def _turned(kind: str) -> Found:
    return refused(kind, _("The cell holds signs that cannot be seen and turn its order; type it again."))


def _refused_id(cell: str, number: str, trouble: tuple[str, str]) -> Found:
    sentence, kind = trouble
    if re.fullmatch(r"\d{15}", number, re.ASCII):
        return _old_number(number)
    if ROUNDED.fullmatch(number):
        message = _("“{raw}” is a rounded number; type the identity number as text.").format(raw=cell)
        return refused("id_rounded_suspect", message)
    if _MASKED.fullmatch(number):
        return refused("id_masked", _("“{raw}” is masked; the full number is needed.").format(raw=cell))
    message = _of_another_column(cell, number) or _("{sentence}.").format(sentence=sentence)
    if kind == "id_bad_char" and _like_digits(number):
        message = _(
            "“{number}” has a letter or another sign for a digit: 0 and 1 are digits, the last may be X."
        )
        message = message.format(number=cell.strip())
    return refused(kind, message)


def _of_another_column(cell: str, number: str) -> str:
    """The note on a number that is an account or telephone."""
    if is_an_account(number) and birth_of(number) is None:
        return _("“{raw}” is the number of a bank card, not an identity number.").format(raw=cell)
    if MOBILE.fullmatch(number):
        return _("“{raw}” is a telephone number, not an identity number.").format(raw=cell)
    return ""


def _like_digits(number: str) -> bool:
    return any(sign in "OILQZSBХ×✕╳Ⅹ〇○О" for sign in number)


def _old_number(number: str) -> Found:
    longer = f"{number[:6]}19{number[6:]}"
    longer += check_digit(longer + "0")
    if birth_of(longer) is None:
        sentence = _("An identity number has 18 places; this one has {n}").format(n=15)
        return refused("id_length", _("{sentence}.").format(sentence=sentence))
    message = _("This is an old number of 15 places; look up the one of 18 places (it would be {longer}).")
    return asked("id_15_digit", message.format(longer=longer))


def _special(number: str) -> tuple[Note, ...]:
    if len(number) == 18:
        return _odd(number)
    kind, grade = _DISABILITIES.get(number[18]), number[19]
    if kind is None or grade not in "1234":
        message = _("“{number}” names no kind or grade of disability that there is.").format(number=number)
        return (Note("id_special_type", message, Level.ASK),)
    message = _("This is a disability certificate ({kind}, grade {grade}), not an identity card.")
    return (Note("id_special_type", message.format(kind=_(kind), grade=grade), Level.WARN),)


def _odd(number: str) -> tuple[Note, ...]:
    if number.endswith("000"):
        message = _("The identity number ends in 000; make sure that no digits were lost.")
        return (Note("id_rounded_suspect", message, Level.WARN),)
    if number.startswith(_NOBODY):
        message = _("A number with {prefix} stands for somebody who has none; look up the true one.")
        return (Note("id_special_type", message.format(prefix=_NOBODY), Level.WARN),)
    return ()


def read_household_number(cell: Cell, title: str = "") -> Found:
    """The number of a household: digits, kept as text."""
    if isinstance(cell, str) and cell.isascii() and cell.isdigit():
        return Found(cell, cell)
    if not isinstance(cell, str) and not _is_exact(cell):
        message = _(
            "The cell holds a number, so digits of the household number may be lost; type it as text."
        )
        return refused("household_number", message)
    raw = text_of(cell)
    if turned(raw):
        return _turned("household_number")
    number = squeezed(raw)
    if ROUNDED.fullmatch(number) and "E" in number.upper():
        message = _("“{raw}” is a rounded number; type the household number as text.").format(raw=raw)
        return refused("household_number", message)
    notes = changed(raw, number)
    digits = any(sign.isdigit() for sign in number)
    if number and not (number.isascii() and number.replace("-", "").isalnum() and digits):
        message = _("“{raw}” holds a sign that does not belong in a number.").format(raw=raw)
        notes = (*notes, Note("household_number", message, Level.ASK))
    if not number and tidy(raw):  # a mark of text without a number
        message = _("“{raw}” was read as a blank cell.").format(raw=raw)
        return Found(notes=(Note("normalized", message, Level.WARN),))
    if not number:
        return BLANK
    return Found(number, number, notes)


def _is_exact(cell: Cell) -> bool:
    """Whether a numeric cell still has all the digits that were typed."""
    if isinstance(cell, bool) or not isinstance(cell, int | float):
        return False
    return 0 <= cell < 1e15 and float(cell).is_integer()
