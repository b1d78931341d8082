"""The meaning of a title in a header: the column that it names or seems to name, and its notes."""

import re
from functools import cache, lru_cache

from county_desk.intake.reading.columns.title_units import is_unit, without_unit
from county_desk.intake.vocabulary import (
    Title,
    bare,
    declared,
    standard_titles,
    titles_by_name,
)

_NOTE = re.compile(r"\([^()]*\)")
_COUNTED = re.compile(
    r"^(其中:|[一二三四五六七八九十]{1,3}[、.]|\d{1,3}[、.](?!\d)|\(\d{1,2}\)|[A-Z]\d{1,2}[a-z]?[、.]?)+"
)
_YEAR = re.compile(r"(19|20)\d{2}年?度?")
_SIGNS = str.maketrans("【】[]〔〕〖〗{}", "()()()()()", "“”‘’\"'「」")
_AROUND = ":*。;、,.★☆※▲△●○◆◇■□#_-—…·!?"
_SHORT = 8  # signs below which a title may differ from a known one in a single sign only
_LONGEST = 60  # characters of a title; a longer text is a sentence

type Said = tuple[Title, tuple[str, ...]]  # a column, and what the title that names it says besides


def known_title(text: str) -> Title | None:
    """The column that a title names, or None when it is not a known one."""
    found = read_title(text)
    return found[0] if found else None


@lru_cache(4096)
def read_title(text: str) -> Said | None:
    """The column that a title names, and what it says besides: notes in brackets, a unit at its end."""
    if len(text) > _LONGEST * 2:
        return None
    ways = _ways(text)
    for names, spelt in ((titles_by_name(), str), (_typed_wrong(), _unconfused)):
        for name, besides in ways:
            if found := names.get(spelt(name)):
                return found, besides
    return None


def notes_in(text: str) -> tuple[str, ...]:
    """Return the texts in the brackets of a title."""
    return tuple(note[1:-1] for note in _NOTE.findall(_uncounted(text)))


def without_notes(text: str) -> str:
    """A title without what stands in its brackets."""
    return _NOTE.sub("", _uncounted(text)).strip(_AROUND)


@lru_cache(1024)
def seeming_title(text: str) -> Title | None:
    """The one column with a title near to an unknown one, or None when none or several are."""
    asked = _unconfused(without_notes(text))
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


def is_note(text: str) -> bool:
    """Whether a text under a title says only more about it: a note in brackets, a unit."""
    plain = _plain(text).removeprefix("单位").strip(":")
    return bool(plain) and (_NOTE.fullmatch(plain) is not None or is_unit(plain))


@cache
def _typed_wrong() -> dict[str, Title]:
    return {_unconfused(name): title for name, title in titles_by_name().items()}


@cache
def _confused() -> dict[int, str]:
    return str.maketrans(declared("confused"))


def _unconfused(name: str) -> str:
    return name.translate(_confused())


def _plain(text: str) -> str:
    return bare(text).translate(_SIGNS)


def _uncounted(text: str) -> str:
    return _COUNTED.sub("", _plain(text).strip(_AROUND))


def _ways(text: str) -> list[tuple[str, tuple[str, ...]]]:
    """A title unchanged, then with less and less around it: marks, numbers, notes in brackets, a unit.

    A single note may be a part of the name: 姓名(户主), 家庭人口(数).
    """
    whole = _plain(text)
    stripped = whole.strip(_AROUND)
    counted = _COUNTED.sub("", stripped)
    notes = tuple(note[1:-1] for note in _NOTE.findall(counted))
    noted = _NOTE.sub("", counted).strip(_AROUND) if notes else counted
    names = [whole, stripped, counted]
    if len(notes) == 1:
        names += [counted.replace("(", "").replace(")", ""), notes[0] + noted]
    found: list[tuple[str, tuple[str, ...]]] = [(name, ()) for name in dict.fromkeys(names) if name]
    found.append((noted, notes))
    rest, unit = without_unit(noted)
    return [*found, (rest, (*notes, unit))] if unit else found


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
