"""Names of persons: how they are set right, and the doubts that a workbook asks about and a form refuses."""

import re
import unicodedata
from collections.abc import Iterator
from functools import cache
from itertools import batched
from typing import Any

from county_desk.paths import toml_resource
from county_desk.text import _
from county_desk.unsafe_characters import HIDDEN, without_harmless

OF_PERSONS = ("", "姓名", "户主姓名")
# full-width forms of ASCII alone: NFKC would also turn ① and Ⅹ into signs that were not typed
NARROW = {wide: wide - 0xFEE0 for wide in range(0xFF01, 0xFF5F)} | {0x3000: 0x20, 0xA0: 0x20}
_CHINESE = re.compile(r"[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff〇]")
_PRIVATE = re.compile("[\ue000-\uf8ff\U000f0000-\U0010fffd]")
_LETTERS = ("Lo", "Lu", "Ll", "Lm", "Mn", "Mc", "Nl")
_DOTS = re.compile("[·•‧∙・･．]")  # between the parts of a name, as in 尔古·伍达
_JOINED = 4  # characters of a name that may be written with blanks between them

BLANKS = (" ", "\t", "\n", "\xa0", "\u3000")  # signs that do not tell one name from another


def account_key(name: str) -> str:
    """A name as accounts compare it: without blanks, width and case."""
    return "".join(unicodedata.normalize("NFKC", without_harmless(name)).lower().split())


def is_usual_name(text: str) -> bool:
    """Whether a text is a usual Chinese name, which needs no question."""
    return _plain().fullmatch(text) is not None and not _ends_oddly(text)


def name_of(typed: str) -> str:
    """A typed name as the county keeps it: no blanks inside a Chinese name, one form of the middle dot."""
    return set_right(tidied(without_harmless(typed)))


def compared(name: str) -> str:
    """A name for comparing it with another: in narrow signs and standard characters.

    Blanks and the dots within a name of several parts do not count.
    """
    return standard("".join(_DOTS.sub("", tidied(without_harmless(HIDDEN.sub("", name)))).split()))


def standard(text: str) -> str:
    """A text in standard characters for its traditional ones."""
    return text.translate(_standard())


def without_posts(name: str) -> Iterator[str]:
    """A compared name without the post or unit that may stand before it, or the title behind it.

    “乡干部杨义兴” may be 杨义兴, and “杨义兴主任” as well. It may begin at several places; each possible
    one comes.
    """
    posts = tuple(characters()["posts"])
    for at in range(2, len(name) - 1):
        if name[:at].endswith(posts):
            yield name[at:]
        if name[at:].startswith(posts):
            yield name[:at]


def name_trouble(typed: str) -> str:
    """Check that a typed text can be a name; return the problem with the cure, "" without one."""
    if is_usual_name(typed):
        return ""
    kept = without_harmless(typed)
    if HIDDEN.search(kept):
        return hidden_words(kept)
    raw = tidied(kept)
    found = doubt(raw, set_right(raw))
    return found[1] if found else ""


def hidden_words(name: str) -> str:
    """The message for a name with invisible characters."""
    message = _("“{name}” holds signs that cannot be seen; type the name again.")
    return message.format(name=HIDDEN.sub("", name))


def tidied(typed: str) -> str:
    """A name in one form of Unicode, with narrow ASCII signs and without outer blanks."""
    return unicodedata.normalize("NFC", typed.translate(NARROW)).strip()


def set_right(name: str) -> str:
    """Replace private-use characters by standard ones, unify the middle dot, and drop blanks in Chinese."""
    value = _PRIVATE.sub(lambda sign: _private().get(sign[0], sign[0]), name)
    if not _CHINESE.search(value):
        return " ".join(value.split())
    parts = value.split()
    value = "".join(parts) if len("".join(parts)) <= _JOINED or max(map(len, parts)) == 1 else " ".join(parts)
    return re.sub(rf"\s*[{_dots()}]+\s*", "·", value)


def doubt(raw: str, name: str, title: str = "") -> tuple[str, str] | None:
    """The first doubt about a name, a code and words; None when there is none.

    `raw` is the name before `set_right`. Officials, in columns of another title, need not be named in full.
    """
    if any(sign in _lost() for sign in raw) or _PRIVATE.search(name) or _is_rubbish(raw):
        message = _("“{name}” seems to have lost a character; write the name in full.")
        return "mojibake_suspect", message.format(name=name)
    if name in _no_names() or (title in OF_PERSONS and _is_withheld(name)):
        return "name_bad_char", _("“{name}” is not a name; write the name in full.").format(name=name)
    if any(sign in name for sign in characters()["between"]) or (" " in name and _CHINESE.search(name)):
        message = _("“{name}” seems to be two names, or one with a middle dot between its parts.")
        return "several_values", message.format(name=name)
    if _ends_oddly(name):
        message = _("“{name}” says more than a name; write the name alone.")
        return "name_bad_char", message.format(name=name)
    if len(name) == 1 and name.isalpha():
        return "name_bad_char", _("The name “{name}” has only one character; write it in full.").format(
            name=name
        )
    if not _is_name(name):
        message = _("“{name}” holds a character that does not belong in a name.")
        return "name_bad_char", message.format(name=name)
    if len(name) > (most := int(characters()["longest"])):
        return "text_too_long", _("The text has {n} characters; {most} fit.").format(n=len(name), most=most)
    return None


def characters() -> dict[str, Any]:
    """The rules of characters.toml for the characters of names."""
    return toml_resource("columns", "characters.toml")


def _is_name(name: str) -> bool:
    """Whether a name holds letters of one kind, with single dots between its parts."""
    parts = name.split("·")
    signs = "".join(parts).replace(" ", "")
    if not all(parts) or not signs or any(unicodedata.category(sign) not in _LETTERS for sign in signs):
        return False
    chinese = len(_CHINESE.findall(signs))
    return chinese in (0, len(signs)) and len(signs) > 1


def _ends_oddly(name: str) -> bool:
    """Whether a word that is no part of a name stands behind it, in brackets or not."""
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
def _standard() -> dict[int, str]:
    """The standard character of each traditional one."""
    return {ord(pair[0]): pair[1] for row in characters()["traditional"] for pair in batched(row, 2)}


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
