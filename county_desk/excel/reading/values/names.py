"""Reading names of persons: little is set right, and what may have been lost or added is asked about."""

import re
import unicodedata
from functools import cache

from county_desk.excel.delivery import Level
from county_desk.excel.formats.book import Cell, text_of
from county_desk.excel.reading.values.found import (
    BLANK,
    NARROW,
    Found,
    Note,
    asked,
    changed,
    refused,
    tidy,
    without_harmless,
)
from county_desk.excel.vocabulary import characters, longest
from county_desk.text import _

_OF_PERSONS = ("", "姓名", "户主姓名")
_CHINESE = re.compile(r"[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff〇]")
_PRIVATE = re.compile("[\ue000-\uf8ff\U000f0000-\U0010fffd]")
_HIDDEN = re.compile(
    r"[\u200b-\u200f\u202a-\u202e\u2060-\u2069\u061c\ufeff\u00ad\u180e\x00-\x08\x0b\x0c\x0e-\x1f\x7f]"
)
_LETTERS = ("Lo", "Lu", "Ll", "Lm", "Mn", "Mc", "Nl")
_JOINED = 4  # characters of a name that may be written with blanks between them


def read_name(cell: Cell, title: str = "") -> Found:
    """A person's name: no blanks inside a Chinese name, one form of the middle dot."""
    if not isinstance(cell, str):
        message = _("A name is expected here; the cell holds “{raw}”.")
        return asked("cell_type", message.format(raw=text_of(cell)))
    if is_usual_name(cell):
        return Found(cell, cell)
    if _HIDDEN.search(without_harmless(cell)):
        message = _("“{name}” holds signs that cannot be seen; type the name again.")
        return refused("name_bad_char", message.format(name=_HIDDEN.sub("", cell)))
    tidied = unicodedata.normalize("NFC", tidy(cell).translate(NARROW)).strip()
    value = _set_right(tidied)
    if not value:
        return BLANK
    return Found(value, value, (*changed(cell, value), *_doubts(tidied, value, title)))


def is_usual_name(text: str) -> bool:
    """Whether a text is a usual Chinese name, about which there is nothing to ask."""
    return _plain().fullmatch(text) is not None and not _ends_oddly(text)


def _set_right(name: str) -> str:
    """Private-use characters by what they stand for, one form of the middle dot, no blanks in Chinese."""
    value = _PRIVATE.sub(lambda sign: _private().get(sign[0], sign[0]), name)
    if not _CHINESE.search(value):
        return " ".join(value.split())
    parts = value.split()
    value = "".join(parts) if len("".join(parts)) <= _JOINED or max(map(len, parts)) == 1 else " ".join(parts)
    return re.sub(rf"\s*[{_dots()}]+\s*", "·", value)


def _doubts(raw: str, name: str, title: str) -> tuple[Note, ...]:
    """What there is to ask about a name; the first that applies. Officials need not be named in full."""
    if any(sign in _lost() for sign in raw) or _PRIVATE.search(name) or _is_rubbish(raw):
        message = _("“{name}” seems to have lost a character; write the name in full.")
        return (_ask("mojibake_suspect", message, name),)
    if name in _no_names() or (title in _OF_PERSONS and _is_withheld(name)):
        return (_ask("name_bad_char", _("“{name}” is not a name; write the name in full."), name),)
    if any(sign in name for sign in characters()["between"]) or (" " in name and _CHINESE.search(name)):
        message = _("“{name}” seems to be two names, or one with a middle dot between its parts.")
        return (_ask("several_values", message, name),)
    if _ends_oddly(name):
        message = _("“{name}” says more than a name; write the name alone.")
        return (_ask("name_bad_char", message, name),)
    if len(name) == 1 and name.isalpha():
        return (
            _ask("name_bad_char", _("The name “{name}” has only one character; write it in full."), name),
        )
    if not _is_name(name):
        message = _("“{name}” holds a character that does not belong in a name.")
        return (_ask("name_bad_char", message, name),)
    limit = longest(("name",))
    if limit and len(name) > limit:
        message = _("The text has {n} characters; {most} fit.").format(n=len(name), most=limit)
        return (Note("text_too_long", message, Level.ASK),)
    return ()


def _ask(kind: str, message: str, name: str) -> Note:
    return Note(kind, message.format(name=name), Level.ASK)


def _is_name(name: str) -> bool:
    """Whether a name holds letters of one kind, with single dots between its parts."""
    parts = name.split("·")
    signs = "".join(parts).replace(" ", "")
    if not all(parts) or not signs or any(unicodedata.category(sign) not in _LETTERS for sign in signs):
        return False
    chinese = len(_CHINESE.findall(signs))
    return chinese in (0, len(signs)) and len(signs) > 1


def _ends_oddly(name: str) -> bool:
    """Whether a word stands behind a name that is no part of it, in brackets or not."""
    if name in _no_names():
        return True
    return len(name) > 3 and name.strip("()[]（）【】").endswith(_behind())


def _is_withheld(name: str) -> bool:
    return any(sign in name for sign in characters()["withheld"])


def _is_rubbish(name: str) -> bool:
    return any(text in name for text in characters()["lost_texts"])


@cache
def _plain() -> re.Pattern[str]:
    rubbish = "|".join(map(re.escape, (*characters()["lost_texts"], *characters()["withheld"])))
    return re.compile(rf"(?!.*(?:{rubbish}))[\u4e00-\u9fff]{{2,4}}")


@cache
def _private() -> dict[str, str]:
    return {chr(int(code, 16)): sign for code, sign in characters()["private"].items()}


@cache
def _dots() -> str:
    return "".join(re.escape(sign) for sign in ("·", *characters()["dots"]))


@cache
def _lost() -> frozenset[str]:
    return frozenset(characters()["lost"])


@cache
def _no_names() -> frozenset[str]:
    return frozenset(characters()["no_names"])


@cache
def _behind() -> tuple[str, ...]:
    return tuple(characters()["behind"])
