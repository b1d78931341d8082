"""Remarks that a row should not be in the list: the person has died or left, or the row is void."""

import re
import tomllib
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from county_desk.paths import resources

_LONGEST = 40  # characters; what is longer tells a story
_BETWEEN = re.compile(r"[\s\d.,，。;；、:：/\-—()（）\[\]【】]+")


@dataclass(frozen=True, slots=True)
class _RemarkWords:
    """How remarks of one kind begin and end, without what may stand before."""

    kind: str
    begins: tuple[str, ...]
    ends: tuple[str, ...]
    whole: frozenset[str]


@cache
def _declared() -> tuple[re.Pattern[str], tuple[_RemarkWords, ...]]:
    with (resources() / "columns" / "remarks.toml").open("rb") as file:
        said = tomllib.load(file)
    filling = "|".join(map(re.escape, sorted(said["filling"], key=len, reverse=True)))
    return re.compile(rf"(?:{filling})*"), tuple(map(_remark_words, said["remark"]))


def _remark_words(entry: dict[str, Any]) -> _RemarkWords:
    begins, ends, whole = (entry.get(name, []) for name in ("begins", "ends", "whole"))
    return _RemarkWords(entry["kind"], tuple(begins), tuple(ends), frozenset(whole))


@lru_cache(1_000)
def kind_of(remark: str) -> str:
    """The kind of a remark that says the row should not be there; "" for all others."""
    text = _BETWEEN.sub("", remark)
    if len(text) > _LONGEST:
        return ""
    filling, known = _declared()
    found = filling.match(text)
    rest = text[found.end() :] if found else text
    for said in known:
        if rest.startswith(said.begins) or rest in said.whole or (said.ends and text.endswith(said.ends)):
            return said.kind
    return ""
