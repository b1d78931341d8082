"""The lists that can be read, as a data file declares them, and which of them a sheet is by its columns."""

from collections import Counter
from collections.abc import Container, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache
from itertools import chain
from typing import Any

from county_desk.intake.vocabulary import Title, standard_title
from county_desk.paths import toml_resource
from county_desk.text import said


class SheetKind(StrEnum):
    """The kind of the rows of a sheet."""

    PERSONS = "persons"  # a person, with the household's facts on some or all rows
    HEADS = "heads"  # a household
    LEDGER = "ledger"  # the income of a household
    LIVING = "living"  # how a household lives
    VILLAGES = "villages"  # a village
    MONITORING = "monitoring"  # a household that is watched
    DEPARTMENT = "department"  # what another department says of a person
    OTHER = "other"  # nothing that is known


@dataclass(frozen=True)
class ListKind:
    """One list that can be read; the fields are explained in resources/columns/lists.toml."""

    key: str
    kind: SheetKind
    words: Mapping[str, str]
    all: tuple[str, ...] = ()
    any: tuple[tuple[str, ...], ...] = ()
    none: tuple[str, ...] = ()
    least: Mapping[str, int] = field(default_factory=dict)
    most: Mapping[str, int] = field(default_factory=dict)
    over: str = ""
    needs: tuple[str, ...] = ()
    name: str = ""
    calls: Mapping[str, str] = field(default_factory=dict)
    means: Mapping[str, str] = field(default_factory=dict)
    awaits: tuple[str, ...] = ()

    def waits_for(self, title: Title, sure: Container[str] = ()) -> bool:
        """Whether rows wait while a column is doubtful.

        They do when the column identifies them, is required, or is a figure that the list exists for.
        """
        names = {title.title, title.instead} - {""}
        amount = title.kind == "money"
        groups = (group for group in self.any if amount or not any(name in sure for name in group))
        needed = (*identifying(), *self.needs, *self.all, *chain(*groups))
        return title.of in self.least or not names.isdisjoint(needed)

    @property
    def title(self) -> str:
        """The name of the list in the language in force."""
        return said(self.words)

    def fits(self, titles: Mapping[str, Title]) -> bool:
        """Whether a sheet with these columns is this list."""
        sorts = Counter(title.of for title in titles.values() if not title.only)
        return (
            all(title in titles for title in self.all)
            and all(any(title in titles for title in group) for group in self.any)
            and not any(title in titles for title in self.none)
            and all(sorts[sort] >= number for sort, number in self.least.items())
            and all(sorts[sort] <= number for sort, number in self.most.items())
            and (not self.over or all(sorts[sort] >= sorts[self.over] for sort in self.least))
        )


NO_LIST = ListKind("other", SheetKind.OTHER, {})


@cache
def all_lists() -> tuple[ListKind, ...]:
    """Every list that can be read, in the order in which a sheet is held against them."""
    return tuple(_list(entry) for entry in toml_resource("columns", "lists.toml")["list"])


@cache
def identifying() -> frozenset[str]:
    """Return the standard titles that identify the subject of a row, in every list."""
    return frozenset(toml_resource("columns", "lists.toml")["identifying"])


def list_of(key: str) -> ListKind:
    """The list of a name; that of nothing when there is none."""
    return next((known for known in all_lists() if known.key == key), NO_LIST)


def fitting(titles: Mapping[str, Title], bare: Container[str] = ()) -> ListKind:
    """The list that a sheet with these columns is; `bare` are those that depend on the list."""
    return next((known for known in all_lists() if known.fits(meant_in(known, titles, bare))), NO_LIST)


def meant_in(known: ListKind, titles: Mapping[str, Title], bare: Container[str]) -> Mapping[str, Title]:
    """The columns of a sheet as they are to be understood in a list."""
    changed = {
        title: meant
        for title, name in known.means.items()
        if title in titles and title in bare and name not in titles and (meant := standard_title(name))
    }
    if not changed:
        return titles
    named = ((changed.get(title, own), own) for title, own in titles.items())
    return {meant.title: meant if meant is not own else own for meant, own in named}


def _list(entry: dict[str, Any]) -> ListKind:
    return ListKind(
        entry["key"],
        SheetKind(entry["kind"]),
        entry["title"],
        tuple(entry.get("all", ())),
        tuple(tuple(group) for group in entry.get("any", ())),
        tuple(entry.get("none", ())),
        entry.get("least", {}),
        entry.get("most", {}),
        entry.get("over", ""),
        tuple(entry.get("needs", ())),
        entry.get("name", ""),
        entry.get("calls", {}),
        entry.get("means", {}),
        tuple(entry.get("awaits", ())),
    )
