"""Some rows of a list by their places in it, read a stretch at a time."""

from collections.abc import Iterator, Sequence

from sqlalchemy.orm import Session

from county_desk.progress import SOME, Progress, silent
from county_desk.tables.listing import Listing, Query, page


def stretches(numbers: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Places that follow each other, at most some at a time, as the first of them and how many."""
    start, count = 0, 0
    for number in numbers:
        if count and (number != start + count or count == SOME):
            yield start, count
            count = 0
        if not count:
            start = number
        count += 1
    if count:
        yield start, count


def picked[R](
    session: Session,
    listing: Listing[R],
    query: Query,
    numbers: Sequence[int] | None = None,
    progress: Progress = silent,
) -> list[R]:
    """The rows of a query that stand at some places, counted from 0 in rising order; all without places."""
    if numbers is None:
        return page(session, listing, query)
    rows: list[R] = []
    for start, count in stretches(numbers):
        progress(len(rows), len(numbers))
        rows += page(session, listing, query, start, count)
    return rows
