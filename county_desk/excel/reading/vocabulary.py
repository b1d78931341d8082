"""The columns and words that villages' workbooks use, as the data files beside this program declare them."""

import re
import tomllib
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from county_desk.paths import resources

_UNIT = re.compile(r"\([^()]*\)$")
_BLANKS = re.compile(r"[\s\u200b-\u200f\u202a-\u202e\ufeff]+")


@dataclass(frozen=True, slots=True)
class Title:
    """One known column: its standard title, the kind of its values, whose they are, its group of income."""

    title: str
    kind: str
    of: str
    group: str = ""


@dataclass(frozen=True, slots=True)
class Words:
    """The fixed list of one column: its words, others that mean the same, and the code for a strange one."""

    accepted: frozenset[str]
    same: Mapping[str, str]
    unknown: str


def bare(text: Any) -> str:
    """A title without spaces, line breaks and full-width forms, for comparing."""
    return _BLANKS.sub("", unicodedata.normalize("NFKC", str(text)))


@cache
def known_title(text: str) -> Title | None:
    """The column that a title names, or None when it is not a known one."""
    name = bare(text).rstrip(":*").lstrip("*")
    titles = _titles()
    return titles.get(name) or titles.get(_UNIT.sub("", name))


@cache
def words_of(title: str) -> Words | None:
    """The fixed list of a column, or None when any text may stand there."""
    source = _lists().get("致贫原因" if title == "其他致贫原因" else title)
    if source is None:
        return None
    return Words(frozenset(source["words"]), source.get("same", {}), source["unknown"])


def is_our_column(text: str) -> bool:
    """Whether a column is one that the county added to a workbook it sent back."""
    return text.strip() in _declared()["ours"]["columns"]


def is_our_sheet(name: str) -> bool:
    """Whether a sheet is one that the county added to a workbook it sent back."""
    return name in _declared()["ours"]["sheets"]


@cache
def _declared() -> dict[str, Any]:
    with (resources() / "columns" / "titles.toml").open("rb") as file:
        return tomllib.load(file)


@cache
def _titles() -> dict[str, Title]:
    found: dict[str, Title] = {}
    for entry in _declared()["column"]:
        title = Title(entry["title"], entry["kind"], entry["of"], entry.get("group", ""))
        for name in (entry["title"], *entry.get("also", ())):
            found[bare(name)] = title
    return found


@cache
def _lists() -> dict[str, Any]:
    with (resources() / "columns" / "words.toml").open("rb") as file:
        return tomllib.load(file)
