"""The place of a record: its own, or that of the first record with one that it points to."""

from functools import cache

from sqlalchemy.orm import Session

from county_desk.models.base import Base, mapped_class
from county_desk.models.place import Place

PLACES = ("place_id", "village_id", "township_id", "county_id")  # the columns of a record's place


def place_of(session: Session, record: Base) -> int | None:
    """The number of the place of a record, or of the first record with one that it points to.

    None for a record of the whole county.
    """
    if isinstance(record, Place):
        return record.id
    for name in PLACES:
        if (place := getattr(record, name, None)) is not None:
            return int(place)
    for column, target in pointing(record.__tablename__):
        number = getattr(record, column)
        if number is not None and (found := place_of(session, session.get_one(mapped_class(target), number))):
            return found
    return None


@cache
def pointing(table: str) -> tuple[tuple[str, str], ...]:
    """The columns of a table that point to other records, no persons or places, each with its target."""
    return tuple(
        (column.name, key.column.table.name)
        for column in Base.metadata.tables[table].c
        for key in column.foreign_keys
        if key.column.table.name not in ("user", "place", "policy_text")
    )
