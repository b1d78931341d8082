"""What a title in a header means: the column that it names, the one that it seems to name, the unit in it."""

import re
from functools import cache, lru_cache

from county_desk.excel.reading.vocabulary import (
    Title,
    Unit,
    bare,
    declared,
    standard_titles,
    titles_by_name,
    unit_names,
    units,
)

_NOTE = re.compile(r"\([^()]*\)")
_COUNTED = re.compile(
    r"^(其中:|[一二三四五六七八九十]{1,3}[、.]|\d{1,3}[、.](?!\d)|\(\d{1,2}\)|[A-Z]\d{1,2}[a-z]?[、.]?)+"
)
_YEAR = re.compile(r"(19|20)\d{2}年?度?")
_AROUND = ":*。;"
_SHORT = 8  # signs below which a title may differ from a known one in a single sign only
_LONGEST = 60  # characters of a title; what is longer is a sentence


@lru_cache(4096)
def known_title(text: str) -> Title | None:
    """The column that a title names, or None when it is not a known one."""
    if len(text) > _LONGEST * 2:
        return None
    for name in _readings(text):
        if found := titles_by_name().get(name):
            return found
    for name in _readings(text):
        if found := _typed_wrong().get(_unconfused(name)):
            return found
    return None


@lru_cache(1024)
def seeming_title(text: str) -> Title | None:
    """The one column whose title is near to an unknown one, or None when none or several are."""
    asked = _unconfused(_noted(text))
    if (dated := _YEAR.match(asked)) and (of_a_year := _typed_wrong().get(asked[dated.end() :])):
        return of_a_year
    if not 3 <= len(asked) <= _LONGEST:
        return None
    near: dict[str, int] = {}
    for name, title in _typed_wrong().items():
        steps = _steps(asked, name)
        if steps is not None:
            near[title.title] = min(steps, near.get(title.title, steps))
    least = min(near.values(), default=0)
    nearest = [title for title, steps in near.items() if steps == least]
    return standard_titles()[nearest[0]] if len(nearest) == 1 else None


@lru_cache(1024)
def unit_in(text: str, title: Title) -> Unit | None:
    """The unit that a title's text names, if it is one of those in which such values are written."""
    written = units().get("money" if title.kind in ("money", "group") else title.unit or title.kind, {})
    names = [note[1:-1].removeprefix("单位").strip(":") for note in _NOTE.findall(bare(text))]
    rest, tail = _split_unit(_noted(text))
    if rest in titles_by_name():
        names.append(tail)
    return next((written[name] for name in reversed(names) if name in written), None)


def is_note(text: str) -> bool:
    """Whether a text under a title says only more about it: a note in brackets, a unit."""
    plain = bare(text).removeprefix("单位").strip(":")
    return bool(plain) and (_NOTE.fullmatch(plain) is not None or plain in unit_names())


@cache
def _typed_wrong() -> dict[str, Title]:
    return {_unconfused(name): title for name, title in titles_by_name().items()}


@cache
def _confused() -> dict[int, str]:
    return str.maketrans(declared("confused"))


def _unconfused(name: str) -> str:
    return name.translate(_confused())


def _readings(text: str) -> list[str]:
    """A title as it stands, and with less and less around it: marks, numbers, notes in brackets, a unit."""
    name = bare(text).strip(_AROUND)
    noted = _noted(text)
    found = [name, _COUNTED.sub("", name), noted, _split_unit(noted)[0]]
    return [reading for reading in dict.fromkeys(found) if reading]


def _noted(text: str) -> str:
    return _NOTE.sub("", _COUNTED.sub("", bare(text).strip(_AROUND))).strip(_AROUND)


def _split_unit(name: str) -> tuple[str, str]:
    """A title and the unit at its end, "" when none is."""
    for start in range(max(1, len(name) - 4), len(name)):
        if name[start:] in unit_names():
            return name[:start].rstrip("/,:").removesuffix("单位").rstrip("/,:"), name[start:]
    return name, ""


def _steps(one: str, other: str) -> int | None:
    """In how many signs two titles differ, or None when in too many to be the same."""
    signs, others, shorter = set(one), set(other), min(len(one), len(other))
    most = 1 if shorter < _SHORT else 2
    if shorter < 3 or (shorter == 3 and len(one) == len(other) and signs != others):
        return None
    if abs(len(one) - len(other)) > most or len(signs & others) < min(len(signs), len(others)) - most:
        return None
    steps = _distance(one, other)
    return steps if steps <= most else None


def _distance(one: str, other: str) -> int:
    """The number of signs to change, add, leave out or swap with the next."""
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, left in enumerate(one, 1):
        earlier, before, row = before, row, [i]
        for j, right in enumerate(other, 1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (left != right))
            if i > 1 and j > 1 and left == other[j - 2] and one[i - 2] == right:
                cost = min(cost, earlier[j - 2] + 1)
            row.append(cost)
    return row[-1]
