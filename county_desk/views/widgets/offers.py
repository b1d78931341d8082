"""The records that a number on a form may name, each with a label that a person knows it by."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from county_desk.fields import Kind
from county_desk.tables.all_lists import LISTS
from county_desk.tables.history.record_words import kind_of
from county_desk.tables.listing import Query, best, one, page
from county_desk.text import _
from county_desk.views.types import Desk
from county_desk.workflow.command import Ask, Command

MOST = 2000  # records that a field offers at once; of a longer list, words find the others
FOUND = 50  # of these
NAMED = 3  # records that the heading of a form names
# what a form offers of one household, by the list: which of its rows, and the columns of their label
OF_HOUSEHOLD: Mapping[str, tuple[Mapping[str, object], Sequence[str]]] = {
    "members": ({}, ("name", "relation")),
    "needs": ({"ended_on": None}, ("wants", "words", "id")),
}


def offers(desk: Desk, listed: str) -> list[tuple[object, str]]:
    """The rows of a declared list as (number, label)."""
    listing = LISTS[listed]
    rows = desk.read(page, listing, Query(where=listing.offered), limit=MOST)
    return [(row.id, listing.label(row)) for row in rows]


def offers_within(desk: Desk, asked: Ask, around: str, number: object) -> list[tuple[object, str]]:
    """The rows of a list that belong to a household, given as the number of a record of the list `around`.

    Nothing without a number, and not that record itself.
    """
    if not isinstance(number, int):
        return []
    row = None if around == "households" else desk.read(one, LISTS[around], number)
    household = number if row is None else row.household_id
    listing, (among, named) = LISTS[asked.of], OF_HOUSEHOLD[asked.of]
    rows = desk.read(page, listing, Query({"household_id": household, **among}))
    others = [each for each in rows if around != asked.of or each.id != number]
    return [(each.id, " · ".join(listing.table[key].shown(each) for key in named)) for each in others]


class FoundRecords(Protocol):
    """Records that a field finds by words instead of offering them all."""

    def find(self, words: str) -> list[tuple[object, str]]:
        """The records that some words find, the best first, as (value, label)."""
        ...

    def named(self, value: object) -> str:
        """The label of a record; empty where there is none."""
        ...


@dataclass(frozen=True)
class LongList:
    """A declared list that is too long to be offered at once: its records are found by words or by number."""

    desk: Desk
    listed: str

    def find(self, words: str) -> list[tuple[object, str]]:
        """The records that some words find, the best first, as (number, label)."""
        listing = LISTS[self.listed]
        rows = self.desk.read(best, listing, Query(where=listing.offered, text=words), FOUND)
        return [(row.id, listing.label(row)) for row in rows]

    def named(self, value: object) -> str:
        """The label of a record; empty where there is none."""
        return label(self.desk, self.listed, (value,)) if isinstance(value, int) else ""


def label(desk: Desk, listed: str, numbers: Sequence[int], most: int = NAMED) -> str:
    """The names and numbers of some records of a declared list; the first few stand for many."""
    listing = LISTS[listed]
    rows = desk.read(page, listing, Query(where={"id": tuple(numbers[:most])}))
    names = _("; ").join(listing.label(row) for row in rows)
    more = len(numbers) - most
    return names if more <= 0 else _("{names} and {count} more").format(names=names, count=more)


def filled_fields(
    desk: Desk, command: Command, without: Collection[str] = (), *, masked: bool = True
) -> Iterator[tuple[str, str]]:
    """The filled fields of an act, each as its title and its value in words; personal numbers are masked."""
    for name, ask in command.asks().items():
        value = getattr(command, name)
        if name in without or value in (None, "", ()):
            continue
        if ask.of in LISTS:
            yield _(ask.title), label(desk, ask.of, value if isinstance(value, tuple) else (value,))
        else:
            kind = _kind(ask)
            yield _(ask.title), kind.mask(value) if masked else kind.show(value)


def holds_personal(command: Command) -> bool:
    """Whether an act names a personal number."""
    return any(_kind(ask).personal and getattr(command, name) for name, ask in command.asks().items())


def _kind(ask: Ask) -> Kind:
    return ask.kind if ask.column is None else kind_of(ask.column.table.name, ask.column.name)
