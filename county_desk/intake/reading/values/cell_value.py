"""Reading single cells: the value, its form in the register, and the notes on a lenient or failed reading."""

import re
import unicodedata
from dataclasses import dataclass
from datetime import date, time, timedelta
from typing import Any

from county_desk.intake.delivery import Level
from county_desk.intake.vocabulary import YES_OR_NO, Words, longest, words_of
from county_desk.names import NARROW
from county_desk.sheets.formats.book import Cell, text_of
from county_desk.sheets.packing import Value
from county_desk.text import _
from county_desk.unsafe_characters import without_harmless

ROUNDED = re.compile(r"\d([.,]\d+)?[eE]\+?\d+")  # a long number as a spreadsheet shows it: 6.2E+18
_INVISIBLE = re.compile(
    r"[\u200b-\u200f\u2060-\u2064\ufeff\u00ad\u180e]|_x00[01][0-9a-fA-F]_|[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]"
)
_BIDI = re.compile(r"[\u202a-\u202e\u2066-\u2069\u061c]")
_TURNING = re.compile(r"[\u200f\u202b\u202e\u2067\u2068\u061c]")
_BLANK = re.compile(r"[\s\u3000\xa0]+")
_PARTS = re.compile(r"[,，、;；+＋/／\s]+")
_YES = "是"
_WRITTEN = (str, int, float)  # what a person types; a spreadsheet makes days and times of some of it
SAID_UNKNOWN = frozenset(
    {"不详", "未知", "不明", "不清楚", "无", "没有", "暂无", "/", "\\", "-", "--", "—", "——", "－", "空"}
)


@dataclass(frozen=True, slots=True)
class Note:
    """Something to say about a value."""

    kind: str
    message: str
    level: Level


@dataclass(frozen=True, slots=True)
class Found:
    """A value as the program understands it (None: nothing to store), and as JSON would carry it."""

    value: Any = None
    plain: Value | None = None
    notes: tuple[Note, ...] = ()


BLANK = Found()


def tidy(raw: str) -> str:
    """Text without invisible characters and outer blanks."""
    if raw.isalnum():
        return raw
    return _INVISIBLE.sub("", _BIDI.sub("", raw)).replace("\xa0", " ").replace("\u3000", " ").strip()


def narrow(raw: str) -> str:
    """Text with ASCII for the full-width forms of it, and nothing invisible."""
    return raw if raw.isascii() and raw.isalnum() else tidy(raw).translate(NARROW)


def squeezed(raw: str) -> str:
    """A number as text without blanks, invisible characters, quotation marks and full-width forms."""
    if raw.isascii() and raw.isalnum():
        return raw
    return _BLANK.sub("", narrow(raw)).lstrip("'‘’`").rstrip("'‘’`")


def turned(raw: str) -> bool:
    """Whether a text holds signs that turn the direction of reading, so that it is not what it looks like."""
    return not raw.isascii() and _TURNING.search(raw) is not None


def changed(raw: str, value: str) -> tuple[Note, ...]:
    """Return a note if a text was read leniently; none if the value equals the text."""
    if raw == value:
        return ()
    if without_harmless(raw) == value:
        message = _("Signs that cannot be seen were taken out of “{value}”.").format(value=value)
        return (Note("normalized", message, Level.WARN),)
    return (was_read_as(raw, value),)


def was_read_as(raw: object, value: object) -> Note:
    """The note that a cell was read as something else than stands there."""
    message = _("“{raw}” was read as “{value}”.").format(raw=raw, value=value)
    return Note("normalized", message, Level.WARN)


def asked(kind: str, message: str) -> Found:
    """Nothing to store, and a question."""
    return Found(notes=(Note(kind, message, Level.ASK),))


def refused(kind: str, message: str) -> Found:
    """Nothing to store, and the row is refused."""
    return Found(notes=(Note(kind, message, Level.ERROR),))


def read_serial(cell: Cell, title: str = "") -> Found:
    """Read the number of a row in the sheet, in any form; a day or time is left out with a note."""
    if not isinstance(cell, _WRITTEN) or isinstance(cell, bool):
        message = _("A number is expected here; the cell holds “{raw}”.").format(raw=text_of(cell))
        return Found(notes=(Note("cell_type", message, Level.WARN),))
    value = tidy(text_of(cell))
    return Found(value, value) if value else BLANK


def read_text(cell: Cell, title: str = "") -> Found:
    """Free text; line breaks become blanks."""
    if isinstance(cell, date | time | timedelta):
        message = _("A text is expected here; the spreadsheet made a date of it: {raw}.")
        return asked("cell_type", message.format(raw=text_of(cell)))
    raw = text_of(cell)
    value = raw if raw.isalnum() else " ".join(tidy(raw).split())
    notes = changed(raw, value)
    limit = longest((title, "text")) if len(value) > 50 else None
    if limit and len(value) > limit:
        message = _("The text has {n} characters; {most} fit.").format(n=len(value), most=limit)
        notes = (*notes, Note("text_too_long", message, Level.ASK))
    return Found(value, value, notes) if value else BLANK


def read_word(cell: Cell, title: str = "") -> Found:
    """One word of the column's fixed list."""
    words = words_of(title)
    if words is not None and cell in words.accepted:
        return Found(cell, str(cell))
    raw = text_of(cell)
    value = _BLANK.sub("", tidy(raw))
    if not value:
        return BLANK
    if words is None:
        return Found(value, value, changed(raw, value))
    word = _meant(value, words)
    if word in words.accepted:
        return Found(word, word, changed(raw, word))
    narrowed = value.translate(NARROW)
    if narrowed.isascii() and narrowed.replace(".", "").isdigit():
        return _numbered(narrowed, words, title)
    notes = [_strange(words.unknown, title, value)]
    inside = [known for known in words.accepted if known in value]
    if len(inside) > 1 and sum(map(len, inside)) >= len(value) - len(inside):
        message = _("“{raw}” names several at once; only one may stand here.")
        notes.append(Note("several_values", message.format(raw=value), Level.ASK))
    return Found(value, value, tuple(notes))


def _meant(value: str, words: Words) -> str:
    """The word that a text means, as far as the list says."""
    for text in (value, value.translate(NARROW), unicodedata.normalize("NFKC", value).strip(".。;；:：")):
        word = words.same.get(text, text)
        if word in words.accepted:
            return word
        if f"{word}族" in words.accepted:
            return f"{word}族"
    return value


def _numbered(raw: str, words: Words, title: str) -> Found:
    """A bare number in place of a word: the orders of codes differ, so it raises a question."""
    meant = words.numbered(int(raw)) if raw.isdigit() and len(raw) < 4 else {}
    if not meant:
        return Found(notes=(_strange(words.unknown, title, raw),))
    told = _("; ").join(
        _("{word} by {order}").format(word=word, order=order) for order, word in meant.items()
    )
    message = _("“{raw}” is a number where a word is expected: it means {told}. Write the word.")
    return asked(words.unknown, message.format(raw=raw, told=told))


def read_words(cell: Cell, title: str = "") -> Found:
    """One or several words of the column's fixed list, with commas between."""
    words = words_of(title)
    if words is not None and cell in words.accepted:
        return Found(cell, str(cell))
    raw = text_of(cell)
    read = [read_word(part, title) for part in _PARTS.split(tidy(raw)) if part]
    value = ",".join(dict.fromkeys(str(found.value) for found in read if found.value is not None))
    strange = tuple(note for found in read for note in found.notes if note.kind != "normalized")
    if not value:
        return Found(notes=strange) if strange else BLANK
    return Found(value, value, (*changed(raw, value), *strange))


def _strange(kind: str, title: str, value: str) -> Note:
    message = _("“{raw}” is not in the list of “{title}”.").format(raw=value, title=title)
    return Note(kind, message, Level.ASK)


def read_yes_no(cell: Cell, title: str = "") -> Found:
    """Yes or no."""
    words = words_of(title) or words_of(YES_OR_NO)
    assert words is not None
    if cell in words.accepted:
        return Found(cell == _YES, str(cell))
    raw = text_of(cell)
    value = _BLANK.sub("", tidy(raw))
    if not value:
        return BLANK
    word = _meant(value, words)
    if word not in words.accepted:
        return asked("cell_type", _("“{raw}” is neither 是 nor 否.").format(raw=raw))
    return Found(word == _YES, word, changed(raw, word))
