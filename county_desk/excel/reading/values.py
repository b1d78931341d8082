"""Reading single cells: what a value is, how it would be stored, and what was lenient or wrong about it."""

import re
import unicodedata
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from county_desk.excel.delivery import Level, Value
from county_desk.excel.reading.book import Cell
from county_desk.excel.reading.vocabulary import words_of
from county_desk.fields import decimal_of
from county_desk.text import _

FEN = Decimal("0.01")
_INVISIBLE = re.compile(r"[\u200b-\u200f\u202a-\u202e\u2060\ufeff\u00ad]|_x000[dD]_")
_DATE = re.compile(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?")
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})")
_NUMBER = re.compile(r"-?\d+(\.\d+)?", re.ASCII)
_MEASURED = re.compile(r"\s*(元|人|亩|平方米|㎡|m2|个月|月)$")
_NOT_KNOWN = frozenset({"不详", "未知", "不明", "无", "/", "-", "—"})
_LEAP_YEAR_1900 = 61  # before this serial, Excel counts a 29 February that never was
_PLAIN_NAME = re.compile(r"[\u4e00-\u9fff]{2,6}")
_CHINESE = re.compile(r"[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff〇]")


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


def text_of(cell: Cell) -> str:
    """A cell as text, as a spreadsheet would show a plain number."""
    if isinstance(cell, str):
        return cell
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < 1e15:
        return str(int(cell))
    return str(cell)


def tidy(raw: str) -> str:
    """Text without invisible characters and outer blanks."""
    if raw.isalnum():
        return raw
    return _INVISIBLE.sub("", raw).replace("\xa0", " ").replace("\u3000", " ").strip()


def changed(raw: str, value: str) -> tuple[Note, ...]:
    """The note that a text was read leniently; none when it was read as it stands."""
    if raw == value:
        return ()
    message = _("“{raw}” was read as “{value}”.").format(raw=raw, value=value)
    return (Note("normalized", message, Level.WARN),)


def read_text(cell: Cell, title: str = "") -> Found:
    """Free text; line breaks become blanks."""
    raw = text_of(cell)
    if raw.isalnum():
        return Found(raw, raw)
    value = " ".join(tidy(raw).split())
    return Found(value, value, changed(raw, value)) if value else BLANK


def read_name(cell: Cell, title: str = "") -> Found:
    """A person's name: no blanks inside a Chinese name, one form of the middle dot."""
    if not isinstance(cell, str):
        message = _("A name is expected here; the cell holds “{raw}”.")
        return Found(notes=(Note("cell_type", message.format(raw=text_of(cell)), Level.ASK),))
    if cell.isalnum() and _PLAIN_NAME.fullmatch(cell):
        return Found(cell, cell)
    value = tidy(cell)
    if _CHINESE.search(value):
        value = re.sub(r"\s+", "", value)
    value = re.sub("[•‧・●∙⋅．]", "·", value)
    if not value:
        return BLANK
    notes = changed(cell, value)
    bad = [sign for sign in value if not _may_stand_in_name(sign)]
    if bad:
        damaged = any(sign in "?？�□" for sign in bad)
        message = (
            _("“{name}” seems to have lost a character; write the name in full.")
            if damaged
            else _("“{name}” holds a character that does not belong in a name.")
        )
        kind = "mojibake_suspect" if damaged else "name_bad_char"
        notes = (*notes, Note(kind, message.format(name=value), Level.ASK))
    return Found(value, value, notes)


def _may_stand_in_name(sign: str) -> bool:
    return sign in "· " or unicodedata.category(sign) in ("Lo", "Lu", "Ll", "Lm", "Mn", "Nl")


def read_word(cell: Cell, title: str = "") -> Found:
    """One word of the column's fixed list."""
    words = words_of(title)
    if words is not None and cell in words.accepted:
        return Found(cell, str(cell))
    raw = text_of(cell)
    value = re.sub(r"\s+", "", tidy(raw))
    if not value:
        return BLANK
    if words is None:
        return Found(value, value, changed(raw, value))
    word = words.same.get(value, value)
    if word not in words.accepted and f"{word}族" in words.accepted:
        word = f"{word}族"
    if word in words.accepted:
        return Found(word, word, changed(raw, word))
    notes = [_strange(words.unknown, title, value)]
    inside = [known for known in words.accepted if known in value]
    if len(inside) > 1 and sum(map(len, inside)) >= len(value) - len(inside):
        message = _("“{raw}” names several at once; only one may stand here.")
        notes.append(Note("several_values", message.format(raw=value), Level.ASK))
    return Found(value, value, tuple(notes))


def read_words(cell: Cell, title: str = "") -> Found:
    """One or several words of the column's fixed list, with commas between."""
    raw = text_of(cell)
    parts = [part for part in re.split(r"[,，、;；\s]+", tidy(raw)) if part]
    read = [read_word(part, title) for part in parts]
    value = ",".join(str(found.value) for found in read)
    if not value:
        return BLANK
    strange = tuple(note for found in read for note in found.notes if note.kind != "normalized")
    return Found(value, value, (*changed(raw, value), *strange))


def _strange(kind: str, title: str, value: str) -> Note:
    message = _("“{raw}” is not in the list of “{title}”.").format(raw=value, title=title)
    return Note(kind, message, Level.ASK)


def read_count(cell: Cell, title: str = "") -> Found:
    """A whole number of persons."""
    return _number(cell, whole=True)


def read_measure(cell: Cell, title: str = "") -> Found:
    """An area, to hundredths."""
    return _number(cell, whole=False)


def read_months(cell: Cell, title: str = "") -> Found:
    """Months of work in the year, from 0 to 12."""
    found = _number(cell, whole=False)
    if found.value is not None and found.value > 12:
        message = _("{n} months do not fit into a year.").format(n=found.plain)
        return Found(notes=(*found.notes, Note("number_range", message, Level.ASK)))
    return found


def read_money(cell: Cell, title: str = "") -> Found:
    """An amount of yuan, to the fen. It may be negative here; that is for the ledger to judge."""
    number, notes = number_of(cell)
    if number is None:
        return Found(notes=notes)
    value = number.quantize(FEN)
    return Found(value, f"{value:.2f}", notes)


def _number(cell: Cell, *, whole: bool) -> Found:
    number, notes = number_of(cell)
    if number is None:
        return Found(notes=notes)
    if number < 0 or (whole and number != number.to_integral_value()):
        message = _("“{raw}” is not a number that can stand here.").format(raw=text_of(cell))
        return Found(notes=(*notes, Note("number_range", message, Level.ASK)))
    if whole:
        return Found(int(number), int(number), notes)
    value = number.quantize(FEN)
    return Found(value, f"{value.normalize():f}", notes)


def number_of(cell: Cell) -> tuple[Decimal | None, tuple[Note, ...]]:
    """A number as typed in an office, and what was lenient or wrong about it."""
    if isinstance(cell, bool) or not isinstance(cell, str | int | float):
        message = _("A number is expected here; the cell holds “{raw}”.").format(raw=text_of(cell))
        return None, (Note("cell_type", message, Level.ASK),)
    if not isinstance(cell, str):
        return decimal_of(repr(cell)), ()
    raw = unicodedata.normalize("NFKC", tidy(cell))
    if not raw:
        return None, ()
    number = decimal_of(_MEASURED.sub("", raw))
    if number is None:
        message = _("“{raw}” is not a number.").format(raw=cell)
        return None, (Note("number_unclear", message, Level.ASK),)
    return number, () if _NUMBER.fullmatch(cell) else changed(cell, f"{number:f}")


def read_yes_no(cell: Cell, title: str = "") -> Found:
    """Yes or no."""
    raw = text_of(cell)
    value = tidy(raw)
    if not value:
        return BLANK
    if value in ("是", "有", "已", "√", "✓"):
        return Found(True, "是", changed(raw, "是"))
    if value in ("否", "无", "未", "×"):
        return Found(False, "否", changed(raw, "否"))
    message = _("“{raw}” is neither 是 nor 否.").format(raw=raw)
    return Found(notes=(Note("cell_type", message, Level.ASK),))


def read_date(cell: Cell, title: str = "") -> Found:
    """A day, written year first; a bare number is read as Excel's serial day and said so."""
    if isinstance(cell, datetime):
        return _day(cell.date())
    if isinstance(cell, date):
        return _day(cell)
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        return _serial(cell)
    raw = text_of(cell)
    value = unicodedata.normalize("NFKC", tidy(raw))
    if not value:
        return BLANK
    if value in _NOT_KNOWN:
        message = _("The date of birth is given as “{raw}”.").format(raw=raw)
        return Found(notes=(Note("date_invalid", message, Level.WARN),))
    found = _DATE.fullmatch(value) or _COMPACT.fullmatch(value)
    try:
        year, month, day = (int(part) for part in found.groups()) if found else (0, 0, 0)
        read = date(year, month, day)
    except ValueError:
        message = _("“{raw}” is not a date; write it as 2016-11-30.").format(raw=raw)
        return Found(notes=(Note("date_invalid", message, Level.ASK),))
    lenient = raw != value or _COMPACT.fullmatch(value)
    return _day(read, changed(raw, read.isoformat()) if lenient else ())


def _serial(cell: float) -> Found:
    compact = _COMPACT.fullmatch(text_of(cell))
    if compact:
        return read_date(text_of(cell))
    if not _LEAP_YEAR_1900 <= cell < 60_000:
        message = _("“{raw}” is not a date; write it as 2016-11-30.").format(raw=text_of(cell))
        return Found(notes=(Note("date_invalid", message, Level.ASK),))
    read = date(1899, 12, 30) + timedelta(days=int(cell))
    message = _("The cell holds the bare number {raw}; as a date that is {day}.")
    note = Note("date_unformatted_number", message.format(raw=text_of(cell), day=read), Level.WARN)
    return _day(read, (note,))


def _day(read: date, notes: tuple[Note, ...] = ()) -> Found:
    return Found(read, read.isoformat(), notes)
