"""The fixed lists of words that columns have, as `resources/columns/words.toml` declares them."""

import tomllib
from functools import cache
from typing import Any

from county_desk.paths import resources


@cache
def word_lists() -> dict[str, Any]:
    """Every list by the standard title of its column, as the file has it."""
    with (resources() / "columns" / "words.toml").open("rb") as file:
        return tomllib.load(file)


@cache
def listed_words(title: str) -> tuple[str, ...]:
    """The words that may stand in a column, in the order of the list. Raises KeyError when it has none."""
    source = word_lists()[title]
    while "like" in source:
        source = word_lists()[source["like"]]
    return tuple(dict.fromkeys(source["words"]))
