"""Policy files: reading TOML, and errors that name file, line and reason for a person."""

import re
import tomllib
from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from county_desk.text import _

type PolicyData = Mapping[str, Any]  # a policy file, or a table of one

SHOWN = 60  # characters of a line that is not TOML
_AT_LINE = re.compile(r"\(at line (\d+), column \d+\)")


class WrongFile(ValueError):
    """A policy file cannot be used. The message names the file, the line once it is known, and the reason.

    `where` is the file's name, followed by the section where there are several; `at` is the text in the
    file that is wrong, by which `read_policy_file` finds the line.
    """

    def __init__(self, where: str, reason: str, at: object = "", line: int = 0) -> None:
        words = _("{file}, line {line}: {reason}") if line else _("{file}: {reason}")
        super().__init__(words.format(file=where, line=line, reason=reason))
        self.where, self.reason, self.at, self.line = where, reason, str(at), line

    def in_file(self, name: str, text: str) -> "WrongFile":
        """The same error with the full name of the file and the line in its text."""
        section = self.where.partition(" ")[2]
        return WrongFile(name, self.reason, self.at, _line(text, section, self.at))


def read_policy_file[T](path: Path, name: str, read: Callable[[PolicyData], T]) -> T:
    """The result of `read` on a TOML file; raises `WrongFile` for any fault of it."""
    return read_policy_text(decoded(path.read_bytes(), name), name, read)


def decoded(raw: bytes, name: str) -> str:
    """The text of a file, with one kind of line end and no byte order mark; `WrongFile` unless UTF-8."""
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        raise WrongFile(name, _("the file is not saved as UTF-8"), line=line) from None
    return text.replace("\r\n", "\n")


def read_policy_text[T](text: str, name: str, read: Callable[[PolicyData], T]) -> T:
    """The result of `read` on the text of a TOML file; raises `WrongFile` for any fault of it."""
    try:
        data = tomllib.loads(text, parse_float=Decimal)
    except tomllib.TOMLDecodeError as error:
        found = _AT_LINE.search(str(error))
        line = int(found[1]) if found else text.count("\n") + 1
        lines = text.splitlines() or [""]
        wrong = lines[min(line, len(lines)) - 1].strip()
        reason = _("this is not TOML: {text}").format(text=wrong[:SHOWN])
        raise WrongFile(name, reason, line=line) from None
    try:
        return read(data)
    except WrongFile as error:
        raise error.in_file(name, text) from None
    except (TypeError, AttributeError, KeyError, IndexError) as error:
        raise WrongFile(name, _("the file is not built like its neighbours"), line=1) from error


def read_folder[T](paths: Iterable[Path], read: Callable[[Path], T]) -> tuple[list[T], dict[str, WrongFile]]:
    """The results of `read` on each file, and the errors of wrong files by name without suffix."""
    found: list[T] = []
    broken: dict[str, WrongFile] = {}
    for path in paths:
        try:
            found.append(read(path))
        except WrongFile as error:
            broken[path.stem] = error
    return found, broken


def check_keys(data: Mapping[str, object], must: set[str], may: set[str], where: str) -> None:
    """Raise `WrongFile` for a key that is not known, or for one that is missing."""
    for key in sorted(set(data) - may):
        reason = _("the key “{key}” is not known").format(key=key)
        raise WrongFile(where, with_nearest(reason, key, may), at=key)
    if missing := sorted(must - set(data)):
        raise WrongFile(where, _("{keys} is missing").format(keys=", ".join(missing)))


def check_known(value: object, known: Iterable[object], key: str, where: str) -> None:
    """Raise `WrongFile` unless the value of a key is one of those known."""
    every = tuple(known)
    if value not in every:
        words = _("{key} “{value}” is none of {known}")
        reason = words.format(key=key, value=value, known=", ".join(map(str, every)))
        raise WrongFile(where, with_nearest(reason, value, every), at=value)


def check_place(place: object, known: Iterable[str], where: str) -> None:
    """Raise `WrongFile` unless a place is one of those known; there are too many to list them."""
    every = tuple(known)
    if place not in every:
        reason = _("the place “{place}” is not known").format(place=place)
        raise WrongFile(where, with_nearest(reason, place, every), place)


def with_nearest(reason: str, value: object, known: Iterable[object]) -> str:
    """The reason, followed by the known name that looks most like the wrong one, if any does."""
    nearest = get_close_matches(str(value), sorted(map(str, known)), n=1)
    return _("{reason}; did you mean “{name}”?").format(reason=reason, name=nearest[0]) if nearest else reason


def check(right: bool, where: str, reason: str, at: object = "") -> None:
    """Raise `WrongFile` with a reason unless all is right."""
    if not right:
        raise WrongFile(where, reason, at)


def _line(text: str, section: str, at: str) -> int:
    """The line on which a text stands, at or after that of its section; the section's own without one."""
    lines = text.splitlines()
    start = 0
    for word in section.split():
        start = (
            _find(lines, f'key = "{re.escape(word)}"', start) or _find(lines, _whole(word), start) or start
        )
    found = _find(lines, _whole(at), start) if at else None
    return (start if found is None else found) + 1


def _whole(word: str) -> str:
    """A pattern for a word that is no part of a longer one."""
    return rf"(?<![\w-]){re.escape(word)}(?![\w-])"


def _find(lines: list[str], pattern: str, start: int) -> int | None:
    places = (place for place in range(start, len(lines)) if re.search(pattern, lines[place]))
    return next(places, None)
