"""Numbers of an overview: the rows of a list under a query, in all and by township."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from sqlalchemy.orm import Session

from county_desk.models.place import PlaceLevel
from county_desk.shapes import Shape
from county_desk.tables.home.content import Cell, HomeContent, number
from county_desk.tables.listing import ALL, Listing, Query, count, facets, page
from county_desk.tables.places import PLACES_LISTING
from county_desk.text import _


@dataclass(frozen=True, slots=True)
class CountedRows:
    """Rows of a list that are counted: a title, the page of the list, and a query.

    `shape` is the shape of any number above zero.
    """

    title: str
    page: str
    listing: Listing[Any]
    query: Query = ALL
    shape: Shape | None = None


def in_all(session: Session, counted: Sequence[CountedRows]) -> HomeContent:
    """One line for each kind of rows, with its number."""
    return HomeContent([(Cell(_(each.title)), _number(session, each)) for each in counted])


def side_by_side(
    session: Session, headings: Sequence[str], lines: Sequence[Sequence[CountedRows]]
) -> HomeContent:
    """One line for each title, with a number under each heading."""
    rows = [(Cell(_(line[0].title)), *(_number(session, each) for each in line)) for line in lines]
    return HomeContent(rows, ("", *map(_, headings)))


def by_township(session: Session, counted: Sequence[CountedRows]) -> HomeContent:
    """One line for each township in the order of the register, and one for the county."""
    towns = page(session, PLACES_LISTING, Query({"level": PlaceLevel.TOWNSHIP}))
    found = [dict(facets(session, each.listing, "township", each.query)) for each in counted]
    rows = [
        (Cell(town.name), *(_of_town(each, of, town.name) for each, of in zip(counted, found, strict=True)))
        for town in towns
    ]
    rows.append((Cell(_("Whole county")), *(_number(session, each) for each in counted)))
    return HomeContent(rows, ("", *(_(each.title) for each in counted)))


def summed[R](session: Session, listing: Listing[R], key: str, query: Query) -> int | Decimal:
    """The sum of a column of numbers over the rows under a query."""
    values = facets(session, listing, key, query)
    found: int | Decimal = sum((value * rows for value, rows in values if value is not None), 0)
    return found


def _number(session: Session, each: CountedRows) -> Cell:
    return number(each.page, each.query, count(session, each.listing, each.query), each.shape)


def _of_town(each: CountedRows, found: dict[str, int], town: str) -> Cell:
    query = replace(each.query, where={**each.query.where, "township": (town,)})
    return number(each.page, query, found.get(town, 0), each.shape)
