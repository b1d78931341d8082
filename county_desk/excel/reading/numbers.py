"""Reading numbers that name somebody or something: identity, household, telephone and account numbers.

A numeric cell is never taken for one of them: a spreadsheet keeps only fifteen digits of a number,
and the check digit finds too few of the numbers that were rounded.
"""

import re

from county_desk.excel.delivery import Level
from county_desk.excel.reading.book import Cell
from county_desk.excel.reading.values import (
    BLANK,
    SAID_UNKNOWN,
    Found,
    Note,
    asked,
    changed,
    refused,
    squeezed,
    text_of,
    turned,
)
from county_desk.identity import birth_of, check_digit, id_trouble
from county_desk.text import N_, _

_ROUNDED = re.compile(r"\d([.,]\d+)?[eE]\+?\d+")
_MASKED = re.compile(r"(?=.*[*●•＊])[\dX*●•＊]+|\d{3,14}X{3,}[\dX]*")
_MOBILE = re.compile(r"1\d{10}", re.ASCII)
_PHONE = re.compile(r"1\d{10}|0\d{2,3}-?\d{7,8}(-\d{1,6})?")
_ABROAD = re.compile(r"^(\(?\+?86\)?-?|0086-?|17951)(?!86)(?=1\d{10}$|0?\d{2,3}-?\d{7,8}$)")
_SEVERAL = re.compile(r"[,，、;；/|或]|(?<=\d{11})\s+(?=1\d{10})")
_NOBODY = "999999"  # the prefix of a number for somebody who has none
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
    if _ROUNDED.fullmatch(number):
        message = _("“{raw}” is a rounded number; type the identity number as text.").format(raw=cell)
        return refused("id_rounded_suspect", message)
    if _MASKED.fullmatch(number):
        return refused("id_masked", _("“{raw}” is masked; the full number is needed.").format(raw=cell))
    message = _("{sentence}.").format(sentence=sentence)
    if kind == "id_bad_char" and _like_digits(number):
        message = _(
            "“{number}” has a letter or another sign for a digit: 0 and 1 are digits, the last may be X."
        )
        message = message.format(number=cell.strip())
    return refused(kind, message)


def _like_digits(number: str) -> bool:
    return any(sign in "OILQZSBХ×✕╳Ⅹ〇○О" for sign in number)


def _old_number(number: str) -> Found:
    longer = f"{number[:6]}19{number[6:]}"
    longer += check_digit(longer + "0")
    if birth_of(longer) is None:
        return refused(
            "id_length", _("An identity number has 18 places; this one has {n}").format(n=15) + "."
        )
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
    if _ROUNDED.fullmatch(number) and "E" in number.upper():
        message = _("“{raw}” is a rounded number; type the household number as text.").format(raw=raw)
        return refused("household_number", message)
    notes = changed(raw, number)
    digits = any(sign.isdigit() for sign in number)
    if number and not (number.isascii() and number.replace("-", "").isalnum() and digits):
        message = _("“{raw}” holds a sign that does not belong in a number.").format(raw=raw)
        notes = (*notes, Note("household_number", message, Level.ASK))
    return Found(number, number, notes) if number else BLANK


def _is_exact(cell: Cell) -> bool:
    """Whether a numeric cell still has all the digits that were typed."""
    if isinstance(cell, bool) or not isinstance(cell, int | float):
        return False
    return 0 <= cell < 1e15 and float(cell).is_integer()


def read_phone(cell: Cell, title: str = "") -> Found:
    """A telephone number; one that cannot be right is told of, what is none is left out."""
    if not isinstance(cell, str):
        return _numeric_phone(cell)
    if _MOBILE.fullmatch(cell):
        return Found(cell, cell)
    number = squeezed(cell)
    if not number:
        return BLANK
    parts = [part for part in _SEVERAL.split(cell) if part.strip()]
    if len(parts) > 1:
        message = _("“{raw}” holds several telephone numbers; the first was taken.").format(raw=cell)
        first = read_phone(parts[0])
        return Found(first.value, first.plain, (*first.notes, Note("phone_two", message, Level.WARN)))
    number = _plain_phone(number)
    if _PHONE.fullmatch(number) and number.isascii():
        return Found(number, number, changed(cell, number))
    message = _("“{raw}” is not a telephone number: a mobile number has 11 digits.").format(raw=cell)
    odd = Note("phone_invalid", message, Level.WARN)
    if not re.fullmatch(r"[\d+()-]{5,}", number, re.ASCII):
        return Found(notes=(odd,))
    return Found(number, number, (*changed(cell, number), odd))


def _plain_phone(number: str) -> str:
    """A number without the country's prefix, and an extension behind a hyphen."""
    number = re.sub(r"[转轉]|分机", "-", number.replace("—", "-").replace("–", "-"))
    number = re.sub(r"^\(?(0\d{2,3})\)-?", r"\1-", number)
    number = _ABROAD.sub("", number)
    digits = number.replace("-", "").replace(".", "")
    return digits.removeprefix("0") if re.fullmatch(r"0?1[3-9]\d{9}", digits, re.ASCII) else number


def _numeric_phone(cell: Cell) -> Found:
    number = text_of(cell)
    if isinstance(cell, int | float) and not isinstance(cell, bool) and re.fullmatch(r"1\d{10}", number):
        message = _("The cell holds a number, not text; the telephone number {raw} was taken.")
        return Found(number, number, (Note("phone_invalid", message.format(raw=number), Level.WARN),))
    message = _("The cell holds a number, not text; the telephone number {raw} was left out.")
    return Found(notes=(Note("phone_invalid", message.format(raw=number), Level.WARN),))


def read_card(cell: Cell, title: str = "") -> Found:
    """A bank account; money is paid there, so a number that may be rounded keeps the row out."""
    if not isinstance(cell, str):
        message = _("The cell holds a number, so digits of the account may be lost; type it as text.")
        return refused("card_numeric_cell", message)
    if turned(cell):
        return _turned("card_numeric_cell")
    number = squeezed(cell).replace("-", "")
    if not number:
        return BLANK
    if _ROUNDED.fullmatch(number):
        message = _("“{raw}” is a rounded number; type the account as text.").format(raw=cell)
        return refused("card_numeric_cell", message)
    if not number.isascii() or not number.isdigit():
        message = _("“{raw}” is not an account number: it holds more than digits.").format(raw=cell)
        return asked("card_checksum", message)
    notes = changed(cell, number)
    if not 16 <= len(number) <= 19:
        message = _("An account has 16 to 19 digits; this one has {n}.").format(n=len(number))
        notes = (*notes, Note("card_checksum", message, Level.WARN))
    elif not has_right_check_digit(number):
        message = _("The check digit of the account {raw} is not right.").format(raw=number)
        notes = (*notes, Note("card_checksum", message, Level.WARN))
    return Found(number, number, notes)


_AS_IT_IS = bytes.maketrans(b"0123456789", bytes(range(10)))
_DOUBLED = bytes.maketrans(b"0123456789", bytes((0, 2, 4, 6, 8, 1, 3, 5, 7, 9)))


def has_right_check_digit(number: str) -> bool:
    """Whether the digits of an account agree with its last one (ISO/IEC 7812-1)."""
    digits = number.encode()
    total = sum(digits[-1::-2].translate(_AS_IT_IS)) + sum(digits[-2::-2].translate(_DOUBLED))
    return total > 0 and total % 10 == 0
