"""The records that a number on a form may name, each with a label that a person knows it by."""

from typing import TYPE_CHECKING, Any

from county_desk.fields import Record
from county_desk.tables.listing import page
from county_desk.tables.lists import LISTS

if TYPE_CHECKING:
    from county_desk.workflow.desk import Desk

MOST = 2000  # records a field offers; longer lists are chosen from on their page
PARTS = 3  # columns in a label


def offers(desk: "Desk", listed: str) -> list[tuple[Any, str]]:
    """The rows of a declared list as (number, label)."""
    listing = LISTS[listed]
    columns = [c for c in listing.table.columns if not c.hidden and not isinstance(c.kind, Record)][:PARTS]
    rows = desk.read(page, listing, limit=MOST)
    return [(row.id, " · ".join(filter(None, (c.shown(row, masked=True) for c in columns)))) for row in rows]
