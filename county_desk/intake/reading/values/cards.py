"""Reads bank accounts. Money is paid there, so a doubtful number raises a question or is kept out."""

import re

from county_desk.identity import id_trouble
from county_desk.intake.delivery import Level
from county_desk.intake.reading.values.cell_value import (
    BLANK,
    ROUNDED,
    Found,
    Note,
    asked,
    changed,
    narrow,
    refused,
    squeezed,
    turned,
)
from county_desk.intake.reading.values.phones import MOBILE
from county_desk.intake.vocabulary import longest
from county_desk.sheets.formats.book import Cell
from county_desk.text import _

_BETWEEN = re.compile(r"[,，、;；/\\|\r\n和或及]+")
_WHOLE = re.compile(r"(?<!\d)\d{12,}(?!\d)", re.ASCII)  # no part of an account in groups is so long
_SHORT = 6  # digits of a number that is no account but may stand beside one, as of a branch


def read_card(cell: Cell, title: str = "") -> Found:
    """A bank account; a number that may be rounded, or is too long for one, keeps the row out."""
    if not isinstance(cell, str):
        message = _("The cell holds a number, so digits of the account may be lost; type it as text.")
        return refused("card_numeric_cell", message)
    if turned(cell):
        message = _("The cell holds signs that cannot be seen and turn its order; type it again.")
        return refused("card_numeric_cell", message)
    number = squeezed(cell).replace("-", "")
    if not number:
        return BLANK
    if ROUNDED.fullmatch(number):
        message = _("“{raw}” is a rounded number; type the account as text.").format(raw=cell)
        return refused("card_numeric_cell", message)
    if _several(cell):
        message = _("“{raw}” holds several accounts; write the one to which the money is paid.")
        return asked("card_two", message.format(raw=cell))
    if not number.isascii() or not number.isdigit():
        return _no_account(cell, number)
    return _account(cell, number)


def _several(cell: str) -> bool:
    """Whether a cell holds more than one account: each on a line of its own, or long numbers in a row."""
    text = narrow(cell)
    parts = [part for part in _BETWEEN.split(text) if sum(map(str.isdigit, part)) > _SHORT]
    return len(parts) > 1 or len(_WHOLE.findall(text)) > 1


def _no_account(cell: str, number: str) -> Found:
    if is_a_persons(number.upper()):
        return _of_a_person(cell)
    message = _("“{raw}” is not an account number: it holds more than digits.").format(raw=cell)
    return asked("card_checksum", message)


def _of_a_person(cell: str) -> Found:
    message = _("“{raw}” is an identity number, not an account; type the account.").format(raw=cell)
    return asked("card_checksum", message)


def _account(cell: str, number: str) -> Found:
    most = longest(("card",))
    if most and len(number) > most:
        message = _("No account has {n} digits; type the account again, and only one.").format(n=len(number))
        return refused("card_checksum", message)
    if is_a_persons(number):
        return _of_a_person(cell)
    if MOBILE.fullmatch(number):
        message = _("“{raw}” is a telephone number, not an account; type the account.").format(raw=cell)
        return asked("card_checksum", message)
    notes = changed(cell, number)
    if not 16 <= len(number) <= 19:
        message = _("An account has 16 to 19 digits; this one has {n}.").format(n=len(number))
        if len(number) <= _SHORT or not number.strip("0"):
            return asked("card_checksum", message)
        notes = (*notes, Note("card_checksum", message, Level.WARN))
    elif not has_right_check_digit(number):
        message = _("The check digit of the account {raw} is not right.").format(raw=number)
        notes = (*notes, Note("card_checksum", message, Level.WARN))
    return Found(number, number, notes)


def is_a_persons(number: str) -> bool:
    """Whether digits are an identity number: one account in some ten thousand could be one by chance."""
    return len(number) in (18, 20) and id_trouble(number) is None


def is_an_account(number: str) -> bool:
    """Whether digits can be nothing but the number of a bank card of this country."""
    return number.startswith("62") and 16 <= len(number) <= 19 and has_right_check_digit(number)


_AS_IT_IS = bytes.maketrans(b"0123456789", bytes(range(10)))
_DOUBLED = bytes.maketrans(b"0123456789", bytes((0, 2, 4, 6, 8, 1, 3, 5, 7, 9)))


def has_right_check_digit(number: str) -> bool:
    """Whether the digits of an account agree with its last one (ISO/IEC 7812-1)."""
    digits = number.encode()
    total = sum(digits[-1::-2].translate(_AS_IT_IS)) + sum(digits[-2::-2].translate(_DOUBLED))
    return total > 0 and total % 10 == 0
