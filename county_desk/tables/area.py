"""The part of a list that belongs to one place and the places below it."""

from dataclasses import replace

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from county_desk.models.place import Place
from county_desk.tables.listing import Listing, Query

KEYS = ("village_id", "place_id")  # columns that hold the place of a row, the first one first

type Area = frozenset[int]  # the numbers of places


def area_of(session: Session, place: int | None) -> Area | None:
    """A place and the places below it; None for the whole county."""
    if place is None:
        return None
    return frozenset(
        session.scalars(select(Place.id).where(or_(Place.id == place, Place.parent_id == place)))
    )


def area_key[R](listing: Listing[R]) -> str:
    """The column that holds the place of a row; empty for a list that belongs to the whole county."""
    declared = {column.key for column in listing.table.columns}
    return listing.area or next((key for key in KEYS if key in declared), "")


def within[R](listing: Listing[R], query: Query, area: Area | None) -> Query:
    """The query narrowed to the rows of an area; a list of the whole county stays as it is."""
    key = area_key(listing)
    if area is None or not key:
        return query
    wanted = area
    if key in query.where:
        before = query.where[key]
        wanted = area.intersection(before if isinstance(before, tuple) else (before,))
    return replace(query, where={**query.where, key: tuple(sorted(wanted))})


def is_within[R](listing: Listing[R], row: R, area: Area | None) -> bool:
    """Whether a row belongs to an area; a row of the whole county belongs to every one."""
    key = area_key(listing)
    return area is None or not key or listing.table[key].value(row) in area
