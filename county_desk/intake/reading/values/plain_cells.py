"""Texts that are right as they stand, known by a quick look: nine of ten cells need no other reading.

Each look says yes only where the reader of that kind would take the text unchanged and say nothing.
"""

from collections.abc import Callable, Mapping

from county_desk.identity import id_trouble
from county_desk.intake.reading.values.cards import has_right_check_digit, is_a_persons
from county_desk.intake.reading.values.phones import MOBILE
from county_desk.names import is_usual_name

_LONG = 50  # characters from which the reader looks for what is too long


def _is_word(text: str) -> bool:
    return text.isalnum() and len(text) <= _LONG


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdigit()


def _is_mobile(text: str) -> bool:
    return MOBILE.fullmatch(text) is not None


def _is_card(text: str) -> bool:
    return (
        16 <= len(text) <= 19
        and text.isascii()
        and text.isdigit()
        and has_right_check_digit(text)
        and not is_a_persons(text)
    )


def _is_id(text: str) -> bool:
    return (
        len(text) == 18
        and text.isascii()
        and not text.endswith(("000", "x"))
        and not text.startswith("999999")
        and id_trouble(text) is None
    )


PLAIN: Mapping[str, Callable[[str], bool]] = {
    "serial": str.isalnum,
    "text": _is_word,
    "name": is_usual_name,
    "household_number": _is_number,
    "phone": _is_mobile,
    "card": _is_card,
    "id": _is_id,
}
