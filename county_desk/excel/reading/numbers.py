"""Reading numbers that name somebody or something: identity, household, telephone and account numbers.

A numeric cell is never taken for one of them: a spreadsheet keeps only fifteen digits of a number,
and the check digit finds too few of the numbers that were rounded.
"""

import re
import unicodedata

from county_desk.excel.delivery import Level
from county_desk.excel.reading.book import Cell
from county_desk.excel.reading.values import BLANK, Found, Note, changed, text_of, tidy
from county_desk.identity import check_digit, id_trouble
from county_desk.text import N_, _

_ROUNDED = re.compile(r"\d(\.\d+)?[eE]\+?\d+")
_MASKED = re.compile(r"[\dX]*\*+[\dX]*")
_PHONE = re.compile(r"1\d{10}|0\d{2,3}-?\d{7,8}")
_DISABILITIES = {
    "1": N_("vision"),
    "2": N_("hearing"),
    "3": N_("speech"),
    "4": N_("limbs"),
    "5": N_("intellect"),
    "6": N_("mental"),
    "7": N_("multiple"),
}


def _squeezed(raw: str) -> str:
    if raw.isascii() and raw.isalnum():
        return raw
    text = unicodedata.normalize("NFKC", tidy(raw)).lstrip("'‘’`")
    return re.sub(r"[\s]+", "", text)


def read_id(cell: Cell, title: str = "") -> Found:
    """An identity number, or a disability certificate that contains one."""
    if not isinstance(cell, str):
        message = _(
            "The cell holds the number {raw}, so the last digits of the identity number are lost; "
            "set the cell to text and type it again."
        )
        return Found(notes=(Note("id_numeric_cell", message.format(raw=text_of(cell)), Level.ERROR),))
    number = _squeezed(cell).upper()
    if not number:
        return BLANK
    trouble = id_trouble(number)
    if trouble is None:
        return Found(number, number, (*changed(cell, number), *_special(number)))
    return _refused_id(cell, number, trouble)


def _refused_id(cell: str, number: str, trouble: tuple[str, str]) -> Found:
    sentence, kind = trouble
    message = _("{sentence}.").format(sentence=sentence)
    if re.fullmatch(r"\d{15}", number):
        return _old_number(number)
    if _ROUNDED.fullmatch(number):
        kind = "id_rounded_suspect"
        message = _("“{raw}” is a rounded number; type the identity number as text.").format(raw=cell)
    elif _MASKED.fullmatch(number):
        kind, message = "id_masked", _("“{raw}” is masked; the full number is needed.").format(raw=cell)
    return Found(notes=(Note(kind, message, Level.ERROR),))


def _old_number(number: str) -> Found:
    longer = f"{number[:6]}19{number[6:]}"
    longer += check_digit(longer + "0")
    message = _("This is an old number of 15 places; look up the one of 18 places (it would be {longer}).")
    return Found(notes=(Note("id_15_digit", message.format(longer=longer), Level.ASK),))


def _special(number: str) -> tuple[Note, ...]:
    if len(number) == 18 and number.endswith("000"):
        message = _("The identity number ends in 000; make sure that no digits were lost.")
        return (Note("id_rounded_suspect", message, Level.WARN),)
    if len(number) == 18:
        return ()
    kind = _(_DISABILITIES.get(number[18], "?"))
    message = _("This is a disability certificate ({kind}, grade {grade}), not an identity card.")
    return (Note("id_special_type", message.format(kind=kind, grade=number[19]), Level.WARN),)


def read_household_number(cell: Cell, title: str = "") -> Found:
    """The number of a household: digits, kept as text."""
    exact = isinstance(cell, int | float) and abs(cell) < 1e15
    if not isinstance(cell, str) and not exact:
        message = _(
            "The cell holds a number, so digits of the household number may be lost; type it as text."
        )
        return Found(notes=(Note("household_number", message, Level.ERROR),))
    raw = text_of(cell)
    number = _squeezed(raw)
    return Found(number, number, changed(raw, number)) if number else BLANK


def read_phone(cell: Cell, title: str = "") -> Found:
    """A telephone number; one that cannot be right is left out, with a word."""
    if not isinstance(cell, str):
        message = _("The cell holds a number, not text; the telephone number {raw} was left out.")
        return Found(notes=(Note("phone_invalid", message.format(raw=text_of(cell)), Level.WARN),))
    number = _squeezed(cell)
    if not number:
        return BLANK
    if len(parts := re.split(r"[,，、;；/]", number)) > 1:
        message = _("“{raw}” holds several telephone numbers; the first was taken.").format(raw=cell)
        first = read_phone(parts[0])
        return Found(first.value, first.plain, (*first.notes, Note("phone_two", message, Level.WARN)))
    notes = changed(cell, number)
    if not _PHONE.fullmatch(number):
        message = _("“{raw}” is not a telephone number: a mobile number has 11 digits.").format(raw=cell)
        notes = (*notes, Note("phone_invalid", message, Level.WARN))
    return Found(number, number, notes)


def read_card(cell: Cell, title: str = "") -> Found:
    """A bank account; money is paid there, so a number that may be rounded keeps the row out."""
    if not isinstance(cell, str):
        message = _("The cell holds a number, so digits of the account may be lost; type it as text.")
        return Found(notes=(Note("card_numeric_cell", message, Level.ERROR),))
    number = _squeezed(cell).replace("-", "")
    if not number:
        return BLANK
    if _ROUNDED.fullmatch(number):
        message = _("“{raw}” is a rounded number; type the account as text.").format(raw=cell)
        return Found(notes=(Note("card_numeric_cell", message, Level.ERROR),))
    notes = changed(cell, number)
    if not number.isascii() or not number.isdigit() or not _luhn(number):
        message = _("The check digit of the account {raw} is not right.").format(raw=number)
        notes = (*notes, Note("card_checksum", message, Level.WARN))
    return Found(number, number, notes)


def _luhn(number: str) -> bool:
    total = 0
    for place, digit in enumerate(reversed(number)):
        value = int(digit) * (2 if place % 2 else 1)
        total += value - 9 if value > 9 else value
    return total % 10 == 0
