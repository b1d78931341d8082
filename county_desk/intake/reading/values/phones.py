"""Reads telephone numbers: a wrong number gets a note, other texts are left out."""

import re

from county_desk.intake.delivery import Level
from county_desk.intake.reading.values.cell_value import (
    BLANK,
    Found,
    Note,
    changed,
    narrow,
    squeezed,
    was_read_as,
)
from county_desk.sheets.formats.book import Cell, text_of
from county_desk.text import _

MOBILE = re.compile(r"1[3-9]\d{9}", re.ASCII)
_PHONE = re.compile(r"1[3-9]\d{9}|0\d{2,3}-?\d{7,8}(-\d{1,6})?", re.ASCII)
_ABROAD = re.compile(r"^(\(?\+?86\)?-?|0086-?|17951)(?!86)(?=1\d{10}$|0?\d{2,3}-?\d{7,8}$)")
_SEVERAL = re.compile(r"[,，、;；/\\|或和及\r\n]|(?<=\d{11})\s+(?=[01]\d{2})|(?<=\d{7})\s+(?=1\d{10})")
# a number among other words; its groups may stand apart, but no other digits next to it
_AMONG_WORDS = re.compile(
    r"(?<![\d-])(?:1\d{10}|1\d{2}[ -]\d{4}[ -]\d{4}|\(?0\d{2,3}\)?[ -]?\d{7,8})(?![\d-])", re.ASCII
)
_LONGEST = 15  # digits of any telephone number (ITU-T E.164)


def read_phone(cell: Cell, title: str = "") -> Found:
    """A telephone number; other text of the cell stays there. The first counts if there are several."""
    if not isinstance(cell, str):
        return _numeric_phone(cell)
    if MOBILE.fullmatch(cell):
        return Found(cell, cell)
    number = squeezed(cell)
    if not number:
        return BLANK
    parts = [part for part in _SEVERAL.split(narrow(cell)) if any(map(str.isdigit, part))]
    if len(parts) > 1:
        message = _("“{raw}” holds several telephone numbers; the first was taken.").format(raw=cell)
        first = read_phone(parts[0])
        return Found(first.value, first.plain, (*first.notes, Note("phone_two", message, Level.WARN)))
    number = _plain_phone(number)
    if _PHONE.fullmatch(number):
        return Found(number, number, changed(cell, number))
    return _with_words(cell) or _odd(cell, number)


def _with_words(cell: str) -> Found | None:
    """The one number in a cell that also names its owner, as “13900000001（儿子）”."""
    found = _AMONG_WORDS.findall(narrow(cell))
    number = _plain_phone(squeezed(found[0])) if len(found) == 1 else ""
    return Found(number, number, (was_read_as(cell, number),)) if _PHONE.fullmatch(number) else None


def _odd(cell: str, number: str) -> Found:
    digits = sum(map(str.isdigit, number))
    message = _("“{raw}” is not a telephone number: a mobile number has 11 digits and begins with 13 to 19.")
    if digits > _LONGEST:
        message = _("“{raw}” is not a telephone number: it has {n} digits; it was left out.")
    note = Note("phone_invalid", message.format(raw=cell, n=digits), Level.WARN)
    # the text kept must read again as itself, and not as another number within it
    is_steady = _plain_phone(number) == number and _with_words(number) is None
    if digits > _LONGEST or not is_steady or not re.fullmatch(r"[\d+()-]{5,}", number, re.ASCII):
        return Found(notes=(note,))
    return Found(number, number, (*changed(cell, number), note))


def _plain_phone(number: str) -> str:
    """A number without the country's prefix, and an extension behind a hyphen."""
    number = re.sub(r"[转轉]|分机", "-", number.replace("—", "-").replace("–", "-"))
    number = re.sub(r"^\(?(0\d{2,3})\)-?", r"\1-", number)
    number = re.sub(r"^(0\d{2,3})-(\d{3,4})-(\d{4})$", r"\1-\2\3", number)
    number = _ABROAD.sub("", number)
    digits = number.replace("-", "").replace(".", "")
    return digits.removeprefix("0") if re.fullmatch(r"0?1[3-9]\d{9}", digits, re.ASCII) else number


def _numeric_phone(cell: Cell) -> Found:
    number = text_of(cell)
    if isinstance(cell, int | float) and not isinstance(cell, bool) and re.fullmatch(r"1\d{10}", number):
        return read_phone(number)  # all eleven digits are there: a number may have fifteen
    message = _("The cell holds a number, not text; the telephone number {raw} was left out.")
    return Found(notes=(Note("phone_invalid", message.format(raw=number), Level.WARN),))
