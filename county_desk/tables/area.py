"""The part of a list that belongs to one place and the places below it."""

from dataclasses import replace

from sqlalchemy import ColumnElement, or_, select, true
from sqlalchemy.orm import InstrumentedAttribute, Session

from county_desk.models.place import Place
from county_desk.tables.listing import Listing, Query

type Area = frozenset[int]  # the numbers of places


def area_of(session: Session, place: int | None) -> Area | None:
    """A place and the places below it; None for the whole county."""
    if place is None:
        return None
    return frozenset(
        session.scalars(select(Place.id).where(or_(Place.id == place, Place.parent_id == place)))
    )


def is_in(place: InstrumentedAttribute[int] | ColumnElement[int], area: Area | None) -> ColumnElement[bool]:
    """Whether a column names a place of an area."""
    return true() if area is None else place.in_(area)


def within[R](listing: Listing[R], query: Query, area: Area | None) -> Query:
    """The query narrowed to the rows of an area; a list of the whole county stays as it is."""
    key = listing.area_key
    if area is None or not key:
        return query
    wanted = area
    if key in query.where:
        before = query.where[key]
        wanted = area.intersection(before if isinstance(before, tuple) else (before,))
    return replace(query, where={**query.where, key: tuple(sorted(wanted))})


def is_within[R](listing: Listing[R], row: R, area: Area | None) -> bool:
    """Whether a row belongs to an area; a row of the whole county belongs to every one."""
    key = listing.area_key
    return area is None or not key or listing.table[key].value(row) in area
