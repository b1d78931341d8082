"""The way from the current row of a list to its place of work."""

from county_desk.views.lists.list_view import ListView
from county_desk.views.lists.table_model import PAGE
from county_desk.views.place_ways import PlaceSubject, place_of, places_among


def place_opening(shown: ListView) -> tuple[str, PlaceSubject] | None:
    """Return the place of work of the current row, with those of the rows around it; None without one."""
    listed, table = shown.listing.table.key, shown.table
    if (row := table.current()) is None or (found := place_of(listed, row)) is None:
        return None
    page, number = found
    begin = table.currentIndex().row() // PAGE * PAGE
    near = table.rows.rows(range(begin, begin + PAGE))  # rows that were read already
    return page, PlaceSubject(number, among=places_among(page, listed, near))
