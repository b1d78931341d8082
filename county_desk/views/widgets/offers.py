"""The records that a number on a form may name, each with a label that a person knows it by."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from county_desk.tables.listing import Query, page
from county_desk.tables.lists import LISTS
from county_desk.text import _

if TYPE_CHECKING:
    from county_desk.workflow.desk import Desk

MOST = 2000  # records a field offers; longer lists are chosen from on their page
NAMED = 3  # records that the heading of a form names


def offers(desk: "Desk", listed: str) -> list[tuple[object, str]]:
    """The rows of a declared list as (number, label)."""
    listing = LISTS[listed]
    rows = desk.read(page, listing, Query(where=listing.offered), limit=MOST)
    return [(row.id, listing.label(row)) for row in rows]


def label(desk: "Desk", listed: str, numbers: Sequence[int], most: int = NAMED) -> str:
    """The names and numbers of some records of a declared list; the first few stand for many."""
    listing = LISTS[listed]
    rows = desk.read(page, listing, Query(where={"id": tuple(numbers[:most])}))
    names = _("; ").join(listing.label(row) for row in rows)
    more = len(numbers) - most
    return names if more <= 0 else _("{names} and {count} more").format(names=names, count=more)
