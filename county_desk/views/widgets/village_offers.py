"""The villages in which the person at the desk may act, to choose from."""

from county_desk.tables.conditions import SortLevel
from county_desk.tables.listing import Query, page
from county_desk.tables.places import VILLAGES_LISTING
from county_desk.views.types import Desk
from county_desk.views.widgets.editors import Offer


def own_villages(desk: Desk) -> list[Offer]:
    """Every village of the county, of the township, or the one village, as (number, label)."""
    own = desk.actor.place_id
    rows = desk.read(page, VILLAGES_LISTING, Query(sort=(SortLevel("code"),)))
    return [
        (row.id, f"{row.township} · {row.name}")
        for row in rows
        if own is None or own in (row.id, row.township_id)
    ]
