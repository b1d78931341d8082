"""Places, and villages with their standing and the people in their register."""

from typing import Annotated

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import aliased

from county_desk.fields import Choice, Code, Count, Text
from county_desk.models.household import Household, Standing
from county_desk.models.place import Place, PlaceCode, PlaceLevel
from county_desk.models.village import VillageRecord, VillageStanding
from county_desk.tables.declared import Shown, ShownRow, select_of, table_of
from county_desk.tables.listing import Listing, Rows
from county_desk.tables.usual_fields import TOWNSHIP, TownshipName
from county_desk.text import N_

_ABOVE = aliased(Place)


def _newest_code() -> ColumnElement[str]:
    codes = select(PlaceCode.code).where(PlaceCode.place_id == Place.id)
    newest = codes.order_by(PlaceCode.since.desc()).limit(1).scalar_subquery()
    return func.coalesce(newest, "")


class VillageRow(ShownRow):
    """One village with its standing and what its register holds."""

    id: Annotated[int, Shown(Place.id, N_("Village record"), hidden=False)]
    code: Annotated[str, Shown(_newest_code, N_("Code"), Code(width=14))]
    township: TownshipName
    name: Annotated[str, Shown(Place.name, N_("Village"))]
    standing: Annotated[
        VillageStanding,
        Shown(
            func.coalesce(VillageRecord.standing, VillageStanding.ORDINARY),
            N_("Standing"),
            Choice(terms=VillageStanding, width=14),
        ),
    ]
    households: Annotated[int, Shown(label=N_("Households on record"), kind=Count(width=10))]
    registered_households: Annotated[int, Shown(label=N_("Registered households"), kind=Count(width=10))]
    registered_persons: Annotated[int, Shown(label=N_("Registered persons"), kind=Count(width=10))]
    contact: Annotated[str, Shown(Place.contact, width=10)]
    telephone: Annotated[str, Shown(Place.telephone, kind=Text(width=14))]
    township_id: Annotated[int | None, Shown(Place.parent_id, N_("Township number"))]


VILLAGES = table_of("villages", N_("Villages"), VillageRow)


def _villages() -> Rows:
    here = select(func.count(Household.id)).where(
        Household.village_id == Place.id, Household.withdrawn_on.is_(None)
    )
    registered = Household.standing == Standing.REGISTERED
    persons = here.where(registered).with_only_columns(func.coalesce(func.sum(Household.persons), 0))
    return (
        select_of(
            VillageRow,
            households=here.scalar_subquery(),
            registered_households=here.where(registered).scalar_subquery(),
            registered_persons=persons.scalar_subquery(),
        )
        .outerjoin(TOWNSHIP, TOWNSHIP.id == Place.parent_id)
        .outerjoin(VillageRecord, VillageRecord.village_id == Place.id)
        .where(Place.level == PlaceLevel.VILLAGE, Place.withdrawn_on.is_(None))
    )


class PlaceRow(ShownRow):
    """One place of any level."""

    id: Annotated[int, Shown(Place.id, N_("Place"), hidden=False)]
    level: Annotated[PlaceLevel, Shown(Place.level)]
    name: Annotated[str, Shown(Place.name)]
    short: Annotated[str, Shown(Place.short)]
    office: Annotated[str, Shown(Place.office, width=20)]
    code: Annotated[str, Shown(_newest_code, N_("Code"), Code(width=14))]
    parent: Annotated[str, Shown(_ABOVE.name, N_("Belongs to"), width=10, blank=True)]
    contact: Annotated[str, Shown(Place.contact, width=10)]
    telephone: Annotated[str, Shown(Place.telephone, kind=Text(width=14))]
    address: Annotated[str, Shown(Place.address, width=20)]
    agency_code: Annotated[str, Shown(Place.agency_code, blank=True)]
    parent_id: Annotated[int | None, Shown(Place.parent_id, N_("Number of the place above"))]


PLACES = table_of("places", N_("Places"), PlaceRow)


def _places() -> Rows:
    wanted = select_of(PlaceRow).outerjoin(_ABOVE, _ABOVE.id == Place.parent_id)
    return wanted.where(Place.withdrawn_on.is_(None))


VILLAGES_LISTING = Listing(
    VILLAGES,
    _villages,
    search=("name", "township", "code"),
    order=("code", "id"),
    named=("name", "township", "code"),
    area="id",
)
PLACES_LISTING = Listing(
    PLACES,
    _places,
    search=("name", "parent", "code"),
    order=("id",),
    named=("level", "parent", "name"),
    offered={"level": (PlaceLevel.COUNTY, PlaceLevel.TOWNSHIP, PlaceLevel.VILLAGE)},
    area="id",
)
