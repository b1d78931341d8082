"""The fixed lists of words that columns have, as `resources/columns/words.toml` declares them."""

import re
from collections.abc import Mapping
from functools import cache
from typing import Any

from county_desk.paths import toml_resource
from county_desk.text import CHINESE, current

CAUSE = "致贫原因"  # the title of the causes of poverty
RISK = "致贫返贫风险1"  # the title of the risks of monitored households
MONITORED_KIND = "监测对象类别"  # the title of the kinds of monitored households
_BETWEEN = re.compile(r"([、,，;；\s]+)")


def word_lists() -> dict[str, Any]:
    """Every list by the standard title of its column, as the file has it."""
    return toml_resource("columns", "words.toml")


@cache
def listed_words(title: str) -> tuple[str, ...]:
    """The words that may stand in a column, in the order of the list. Raises KeyError when it has none."""
    source = word_lists()[title]
    while "like" in source:
        source = word_lists()[source["like"]]
    return tuple(dict.fromkeys(source["words"]))


@cache
def english_words(title: str) -> Mapping[str, str]:
    """Return the English names of the words of a column; empty for a column without a list."""
    return _entry(title, "english")


@cache
def same_words(title: str) -> Mapping[str, str]:
    """Return the words of a column by their other names in lists; empty for a column without a list."""
    return _entry(title, "same")


def _entry(title: str, key: str) -> Mapping[str, str]:
    source = word_lists().get(title, {})
    while "like" in source:
        source = word_lists()[source["like"]]
    found: Mapping[str, str] = source.get(key, {})
    return found


def stored_words(title: str, text: str) -> str:
    """The words of a column as the register keeps them, from a text in the language in force."""
    if current() == CHINESE:
        return text
    called = {english.casefold(): word for word, english in english_words(title).items()}
    if text.casefold() in called:
        return called[text.casefold()]
    parts = [called.get(part.casefold(), part) for part in re.split(r"\s*[,;]\s*", text)]
    return "、".join(parts)


def in_words(title: str, text: str) -> str:
    """The words of a column in the language in force; words outside its list stay unchanged."""
    if current() == CHINESE or not text:
        return text
    english = english_words(title)
    parts = [english.get(part, part) for part in _BETWEEN.split(text)]
    return "".join(", " if part in ("、", "，") else "; " if part == "；" else part for part in parts)
