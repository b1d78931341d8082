"""Cells that need no reader: plain values, and words for nothing to fill in, as a stroke or 无.

Each look says yes only where the reader of that kind would take the text unchanged and say nothing.
"""

from collections.abc import Callable, Mapping

from county_desk.identity import id_trouble
from county_desk.intake.delivery import Level
from county_desk.intake.reading.values.cards import has_right_check_digit, is_a_persons
from county_desk.intake.reading.values.cell_value import Found, Note
from county_desk.intake.reading.values.phones import MOBILE
from county_desk.intake.vocabulary import Title
from county_desk.names import is_usual_name
from county_desk.paths import toml_resource
from county_desk.sheets.formats.book import Cell
from county_desk.text import _

_LONG = 50  # characters from which the reader looks at the length


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


def blank_in(title: Title) -> frozenset[str]:
    """The texts that mean a blank cell in a column."""
    said = toml_resource("columns", "blanks.toml")
    signs = said["signs"] if title.kind in said["kinds"] and title.title not in said["never"] else ()
    line = title.of == "income" and title.group not in said["sums"]
    figure = title.of == "living" and title.kind in said["figures"]
    words = said["words"] if line or figure or title.title in said["titles"] else ()
    return frozenset((*signs, *words))


def read_as_blank(cell: Cell) -> Found:
    """Nothing to store, with a word: it may stand where something should."""
    message = _("“{raw}” was read as a blank cell.").format(raw=cell)
    return Found(notes=(Note("normalized", message, Level.WARN),))
