"""The records that a number on a form may name, each with a label that a person knows it by."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from county_desk.tables.listing import Query, best, page
from county_desk.tables.lists import LISTS
from county_desk.text import _

if TYPE_CHECKING:
    from county_desk.workflow.desk import Desk

MOST = 2000  # records that a field offers at once; of a longer list, words find the others
FOUND = 50  # of these
NAMED = 3  # records that the heading of a form names


def offers(desk: "Desk", listed: str) -> list[tuple[object, str]]:
    """The rows of a declared list as (number, label)."""
    listing = LISTS[listed]
    rows = desk.read(page, listing, Query(where=listing.offered), limit=MOST)
    return [(row.id, listing.label(row)) for row in rows]


@dataclass(frozen=True)
class LongList:
    """A declared list that is too long to be offered at once: its records are found by words or by number."""

    desk: "Desk"
    listed: str

    def find(self, words: str) -> list[tuple[object, str]]:
        """The records that some words find, the best first, as (number, label)."""
        listing = LISTS[self.listed]
        rows = self.desk.read(best, listing, Query(where=listing.offered, text=words), FOUND)
        return [(row.id, listing.label(row)) for row in rows]

    def named(self, number: object) -> str:
        """The label of a record; empty where there is none."""
        return label(self.desk, self.listed, (number,)) if isinstance(number, int) else ""


def label(desk: "Desk", listed: str, numbers: Sequence[int], most: int = NAMED) -> str:
    """The names and numbers of some records of a declared list; the first few stand for many."""
    listing = LISTS[listed]
    rows = desk.read(page, listing, Query(where={"id": tuple(numbers[:most])}))
    names = _("; ").join(listing.label(row) for row in rows)
    more = len(numbers) - most
    return names if more <= 0 else _("{names} and {count} more").format(names=names, count=more)
