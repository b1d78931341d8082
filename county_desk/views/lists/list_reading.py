"""One reading of a list: how many rows, and the first of them."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from county_desk.tables.listing import Listing, Query, count, newest_act, numbers, page
from county_desk.views.lists.table_model import PAGE
from county_desk.views.types import Desk


@dataclass(frozen=True)
class ListReading:
    """`total` rows under a query, of `every` without the person's filters, and the first page.

    `act` is the newest act of the history when they were counted. `place` is that of the `wanted` record,
    None where the list does not hold it.
    """

    query: Query
    all_rows: Query
    total: int
    every: int
    rows: Sequence[object]
    act: int
    wanted: int | None = None
    place: int | None = None

    def same_rows(self, other: "ListReading | None") -> bool:
        """Whether another reading asked for the same rows, however sorted."""
        return other is not None and _rows(other.query) == _rows(self.query)


def read_list(
    desk: Desk,
    listing: Listing[object],
    query: Query,
    all_rows: Query,
    before: ListReading | None = None,
    wanted: int | None = None,
) -> ListReading:
    """Read a list. Rows that fit on the first page are not counted.

    Nor are those that were counted `before` while the history is the same.
    """
    act = desk.read(newest_act)
    rows = desk.read(page, listing, query, 0, PAGE)
    known = before if before is not None and before.act == act else None
    if known is not None and _rows(known.query) == _rows(query):
        total = known.total
    elif len(rows) < PAGE:
        total = len(rows)
    else:
        total = desk.read(count, listing, query)
    if _rows(query) == _rows(all_rows):
        every = total
    elif known is not None and known.all_rows == all_rows:
        every = known.every
    else:
        every = desk.read(count, listing, all_rows)
    places = [getattr(row, "id", 0) for row in rows]
    if wanted is not None and wanted not in places and total > len(rows):
        places = desk.read(numbers, listing, query)
    place = places.index(wanted) if wanted in places else None
    return ListReading(query, all_rows, total, every, rows, act, wanted, place)


def _rows(query: Query) -> Query:
    """The part of the query that decides the rows."""
    return replace(query, sort=(), columns=())
