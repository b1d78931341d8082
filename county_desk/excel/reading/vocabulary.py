"""The columns and words that workbooks use, as the data files beside this program declare them."""

import re
import tomllib
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache, lru_cache
from typing import Any

from county_desk.paths import resources

_NOTE = re.compile(r"\([^()]*\)")
_BLANKS = re.compile(r"[\s\u200b-\u200f\u202a-\u202e\ufeff]+|_x000[dD]_")
_COUNTED = re.compile(
    r"^(其中:|[一二三四五六七八九十]{1,3}[、.]|\d{1,3}[、.](?!\d)|\(\d{1,2}\)|[A-Z]\d{1,2}[a-z]?[、.]?)+"
)
_AROUND = ":*。;"
_SHORT = 8  # signs below which a title may differ from a known one in a single sign only
_LONGEST = 60  # characters of a title; what is longer is a sentence


@dataclass(frozen=True, slots=True)
class Title:
    """One known column: its standard title, the kind of its values, whose they are, its group of income.

    `unit` is that in which the county keeps its numbers, `spreads` whether one cell may stand for several
    rows, `instead` the title for which it is taken where that one is lacking, `since` the first year of
    its days.
    """

    title: str
    kind: str
    of: str
    group: str = ""
    unit: str = ""
    spreads: bool = False
    instead: str = ""
    since: int = 1900


@dataclass(frozen=True, slots=True)
class Unit:
    """What a unit in a title makes of a number; a number of `most` or more may be in another unit."""

    name: str
    factor: Decimal
    most: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Words:
    """The fixed list of one column: its words, others that mean the same, and the code for a strange one.

    `orders` are the orders of codes in use, with the words that 1, 2, 3 … stand for in each.
    """

    accepted: frozenset[str]
    same: Mapping[str, str]
    unknown: str
    orders: tuple[tuple[str, tuple[str, ...]], ...] = ()

    def numbered(self, number: int) -> dict[str, str]:
        """The word that a bare number means, by the name of each order of codes that has it."""
        return {name: words[number - 1] for name, words in self.orders if 0 < number <= len(words)}


def bare(text: Any) -> str:
    """A title without spaces, line breaks and full-width forms, for comparing."""
    return _BLANKS.sub("", unicodedata.normalize("NFKC", str(text)))


@lru_cache(4096)
def known_title(text: str) -> Title | None:
    """The column that a title names, or None when it is not a known one."""
    if len(text) > _LONGEST * 2:
        return None
    for name in _readings(text):
        if found := _titles().get(name):
            return found
    for name in _readings(text):
        if found := _typed_wrong().get(_unconfused(name)):
            return found
    return None


def standard_title(title: str) -> Title | None:
    """The column of a standard title."""
    return _standard().get(title)


@cache
def titles_of(of: str) -> frozenset[str]:
    """The standard titles of all columns that are of one thing (as person or living)."""
    return frozenset(title for title, known in _standard().items() if known.of == of)


@lru_cache(1024)
def seeming_title(text: str) -> Title | None:
    """The one column whose title is near to an unknown one, or None when none or several are."""
    asked = _unconfused(_noted(text))
    if not 3 <= len(asked) <= _LONGEST:
        return None
    near: dict[str, int] = {}
    for name, title in _typed_wrong().items():
        steps = _steps(asked, name)
        if steps is not None:
            near[title.title] = min(steps, near.get(title.title, steps))
    least = min(near.values(), default=0)
    nearest = [title for title, steps in near.items() if steps == least]
    return _standard()[nearest[0]] if len(nearest) == 1 else None


@lru_cache(1024)
def unit_in(text: str, title: Title) -> Unit | None:
    """The unit that a title's text names, if it is one of those in which such values are written."""
    units = _units().get("money" if title.kind in ("money", "group") else title.unit or title.kind, {})
    names = [note[1:-1].removeprefix("单位").strip(":") for note in _NOTE.findall(bare(text))]
    rest, tail = _split_unit(_noted(text))
    if rest in _titles():
        names.append(tail)
    return next((units[name] for name in reversed(names) if name in units), None)


@cache
def units_in_cells(kind: str) -> tuple[Unit, ...]:
    """The units that may stand behind a number of money, or ("") of anything else; the longest first."""
    groups = [units for name, units in _units().items() if (name == "money") == (kind == "money")]
    found = {unit.name: unit for units in groups for unit in units.values() if not unit.name.startswith("%")}
    return tuple(sorted(found.values(), key=lambda unit: len(unit.name), reverse=True))


def money_unit(name: str) -> Unit | None:
    """A unit of money by its name."""
    return _units()["money"].get(name)


@cache
def words_of(title: str) -> Words | None:
    """The fixed list of a column, or None when any text may stand there."""
    lists = _lists()
    source = lists.get(title)
    while source is not None and "like" in source:
        source = lists.get(source["like"])
    if source is None:
        return None
    return Words(
        frozenset(source["words"]),
        source.get("same", {}),
        source["unknown"],
        tuple((order["name"], tuple(order["words"])) for order in source.get("numbers", ())),
    )


def is_our_column(text: str) -> bool:
    """Whether a column is one that the county added to a workbook it sent back."""
    return text.strip() in declared("ours")["columns"]


def is_our_author(name: str) -> bool:
    """Whether a remark on a cell is one that the county wrote into a workbook it sent back."""
    return name.strip() in declared("ours")["authors"]


def is_our_sheet(name: str) -> bool:
    """Whether a sheet is one that the county added to a workbook it sent back."""
    return name in declared("ours")["sheets"]


def declared(part: str) -> Any:
    """One part of the declarations in titles.toml."""
    return _declared()[part]


@cache
def _declared() -> dict[str, Any]:
    with (resources() / "columns" / "titles.toml").open("rb") as file:
        return tomllib.load(file)


@cache
def _standard() -> dict[str, Title]:
    keys = ("kind", "of", "group", "unit", "spreads", "instead", "since")
    return {
        entry["title"]: Title(entry["title"], **{key: entry[key] for key in keys if key in entry})
        for entry in _declared()["columns"]
    }


@cache
def _titles() -> dict[str, Title]:
    found: dict[str, Title] = {}
    for entry in _declared()["columns"]:
        for name in (entry["title"], *entry.get("also", ()), *entry.get("wrong", ())):
            found[bare(name)] = _standard()[entry["title"]]
    return found


@cache
def _typed_wrong() -> dict[str, Title]:
    return {_unconfused(name): title for name, title in _titles().items()}


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
        if name[start:] in _unit_names():
            return name[:start].rstrip("/,:").removesuffix("单位").rstrip("/,:"), name[start:]
    return name, ""


@cache
def _unit_names() -> frozenset[str]:
    return frozenset(name for units in _units().values() for name in units)


@cache
def _units() -> dict[str, dict[str, Unit]]:
    found: dict[str, dict[str, Unit]] = {}
    for kind, units in declared("units").items():
        found[kind] = {}
        for unit in units:
            most = Decimal(unit["most"]) if "most" in unit else None
            for name in unit["of"]:
                found[kind][bare(name)] = Unit(bare(name), Decimal(unit["factor"]), most)
    return found


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


def longest(kinds: Iterable[str]) -> int | None:
    """How long a text of a column may be, by its title or its kind."""
    limits = declared("longest")
    return next((int(limits[kind]) for kind in kinds if kind in limits), None)


@cache
def characters() -> dict[str, Any]:
    """What characters.toml says of the signs in names."""
    with (resources() / "columns" / "characters.toml").open("rb") as file:
        return tomllib.load(file)


@cache
def _lists() -> dict[str, Any]:
    with (resources() / "columns" / "words.toml").open("rb") as file:
        return tomllib.load(file)
