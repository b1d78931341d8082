"""The columns and words that workbooks use, as the data files beside this program declare them."""

import re
import unicodedata
from collections.abc import Iterable, KeysView, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cache
from typing import Any

from county_desk.facts import FACTS
from county_desk.facts.fact import Fact
from county_desk.facts.word_lists import word_lists
from county_desk.fields import Choice, Count, Day, Kind, Money, YesNo
from county_desk.measure_classes import MeasureClass
from county_desk.paths import toml_resource

YES_OR_NO = "是否"  # the list of columns that have none of their own
_KINDS: tuple[tuple[type[Kind], str], ...] = (
    (YesNo, "yes_no"),
    (Count, "count"),
    (Money, "money"),
    (Day, "date"),
    (Choice, "word"),
)
_BLANKS = re.compile(r"[\s\u200b-\u200f\u202a-\u202e\ufeff]+|_x000[dD]_")


@dataclass(frozen=True, slots=True)
class Title:
    """One known column: its standard title, the kind of its values, its subject, and its group of income.

    `unit` is the county's own unit of its numbers. `spreads` allows one cell to stand for several rows.
    `instead` is the title that it replaces where that is missing. `since` is the first year of its days. In
    the list `only` it has this meaning, though no list is recognised by it.
    """

    title: str
    kind: str
    of: str
    group: str = ""
    unit: str = ""
    spreads: bool = False
    instead: str = ""
    since: int = 1900
    only: str = ""


@dataclass(frozen=True, slots=True)
class Unit:
    """The conversion of a number by the unit in its title; from `most` on, it may be in another unit."""

    name: str
    factor: Decimal
    most: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Words:
    """The fixed list of one column: its words, others that mean the same, and the code for a strange one.

    `accepted` has its words in the order of the list, the usual ones first. `orders` are the orders of codes
    in use, with the words that 1, 2, 3 … stand for in each.
    """

    accepted: KeysView[str]
    same: Mapping[str, str]
    unknown: str
    orders: tuple[tuple[str, tuple[str, ...]], ...] = ()

    def numbered(self, number: int) -> dict[str, str]:
        """The word that a bare number means, by the name of each order of codes that has it."""
        return {name: words[number - 1] for name, words in self.orders if 0 < number <= len(words)}


@dataclass(frozen=True)
class ActList:
    """The names of offices for a list of acts and its columns; see resources/columns/act_lists.toml."""

    called: tuple[str, ...] = ()
    titles: Mapping[str, Sequence[str]] = field(default_factory=dict)
    spreads: tuple[str, ...] = ()
    words: Mapping[str, Mapping[str, str]] = field(default_factory=dict)


@cache
def act_lists() -> Mapping[str, ActList]:
    """The names of offices for every list of acts, by its key."""
    found = toml_resource("columns", "act_lists.toml")
    return {
        key: ActList(
            tuple(entry.get("called", ())),
            entry.get("titles", {}),
            tuple(entry.get("spreads", ())),
            entry.get("words", {}),
        )
        for key, entry in found.items()
    }


@cache
def titles_of_acts() -> frozenset[str]:
    """The titles that lists of acts have for their columns."""
    return frozenset(
        bare(name) for each in act_lists().values() for names in each.titles.values() for name in names
    )


def bare(text: object) -> str:
    """A title without spaces, line breaks and full-width forms, for comparing."""
    return _BLANKS.sub("", unicodedata.normalize("NFKC", str(text)))


def standard_title(title: str) -> Title | None:
    """The column of a standard title."""
    return standard_titles().get(title)


@cache
def titles_of(of: str) -> frozenset[str]:
    """The standard titles of all columns that are of one thing (as person or living)."""
    return frozenset(title for title, known in standard_titles().items() if known.of == of)


@cache
def units_in_cells(kind: str) -> tuple[Unit, ...]:
    """The units that may stand behind a number of money, or ("") of anything else; the longest first."""
    groups = [
        group
        for name, group in units().items()
        if (name == "money" if kind == "money" else not name.startswith("money"))
    ]
    found = {unit.name: unit for group in groups for unit in group.values() if not unit.name.startswith("%")}
    return tuple(sorted(found.values(), key=lambda unit: len(unit.name), reverse=True))


@cache
def words_of(title: str) -> Words | None:
    """The fixed list of a column, yes and no among them, or None when any text may stand there."""
    lists, known = word_lists(), standard_title(title)
    source = lists.get(YES_OR_NO if known and known.kind == "yes_no" and title not in lists else title)
    if source is None:
        return None
    same = source.get("same", {})
    while "like" in source:
        source = lists[source["like"]]
        same = {**source.get("same", {}), **same}
    return Words(
        dict.fromkeys(source["words"]).keys(),
        same,
        source["unknown"],
        tuple((order["name"], tuple(order["words"])) for order in source.get("numbers", ())),
    )


def declared(part: str) -> Any:
    """One part of the declarations in titles.toml."""
    return _declared()[part]


@cache
def _declared() -> dict[str, Any]:
    """The declarations of titles.toml, with a column for every other fact and class of measure."""
    found = toml_resource("columns", "titles.toml")
    known = {entry["title"] for entry in found["columns"]}
    measures = ({"title": each.value, "kind": "text", "of": "monitoring"} for each in MeasureClass)
    facts = (column_of(fact) for fact in FACTS.values() if fact.title)
    others = (each for each in (*measures, *facts) if each["title"] not in known)
    return {**found, "columns": [*found["columns"], *others]}


def column_of(fact: Fact) -> dict[str, str]:
    """Return the column of a fact as titles.toml declares one: its title, the kind of value, and its list."""
    kind = next((name for kind, name in _KINDS if isinstance(fact.kind, kind)), "text")
    subject = fact.of.value.removesuffix("_year").replace("member", "person")
    return {"title": fact.title, "kind": kind, "of": fact.section.value or subject}


@cache
def standard_titles() -> dict[str, Title]:
    """Every column by its standard title."""
    keys = ("kind", "of", "group", "unit", "spreads", "instead", "since", "only")
    return {
        entry["title"]: Title(entry["title"], **{key: entry[key] for key in keys if key in entry})
        for entry in _declared()["columns"]
    }


@cache
def titles_by_name() -> dict[str, Title]:
    """Every column by all that it is called, without blanks and full-width forms."""
    found: dict[str, Title] = {}
    for entry in _declared()["columns"]:
        for name in (
            entry["title"],
            *(name for key in ("also", "wrong", "bare") for name in entry.get(key, ())),
        ):
            found[bare(name)] = standard_titles()[entry["title"]]
    return found


@cache
def bare_names() -> frozenset[str]:
    """The names that do not name the subject of their column; the list in which they stand does."""
    return frozenset(bare(name) for entry in _declared()["columns"] for name in entry.get("bare", ()))


@cache
def unit_names() -> frozenset[str]:
    """The names of all units."""
    return frozenset(name for group in units().values() for name in group)


@cache
def units() -> dict[str, dict[str, Unit]]:
    """The units by name, for money, for per cent, and for each unit that the county keeps."""
    found: dict[str, dict[str, Unit]] = {}
    for kind, group in declared("units").items():
        found[kind] = {}
        for unit in group:
            most = Decimal(unit["most"]) if "most" in unit else None
            for name in unit["of"]:
                found[kind][bare(name)] = Unit(bare(name), Decimal(unit["factor"]), most)
    return found


def longest(kinds: Iterable[str]) -> int | None:
    """How long a text of a column may be, by its title or its kind."""
    limits = declared("longest")
    return next((int(limits[kind]) for kind in kinds if kind in limits), None)
