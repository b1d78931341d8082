"""Places, and villages with their standing and the people in their register."""

from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import aliased

from county_desk.fields import Choice, Code, Column, Count, Record, Table, Text
from county_desk.models.household import Household, Standing
from county_desk.models.place import Place, PlaceCode, PlaceLevel
from county_desk.models.village import VillageRecord, VillageStanding
from county_desk.tables.listing import Listing, Rows
from county_desk.text import N_


@dataclass(frozen=True, slots=True)
class VillageRow:
    """One village with its standing and what its register holds."""

    id: int
    code: str
    township: str
    name: str
    standing: VillageStanding
    households: int
    registered_households: int
    registered_persons: int
    contact: str
    telephone: str
    township_id: int | None


VILLAGES = Table(
    key="villages",
    title=N_("Villages"),
    row=VillageRow,
    columns=(
        Column("id", N_("Village record"), Record()),
        Column("code", N_("Code"), Code(width=14)),
        Column("township", N_("Township"), Text(width=10)),
        Column("name", N_("Village"), Text(width=14)),
        Column("standing", N_("Standing"), Choice(terms=VillageStanding, width=14)),
        Column("households", N_("Households on record"), Count(width=10)),
        Column("registered_households", N_("Registered households"), Count(width=10)),
        Column("registered_persons", N_("Registered persons"), Count(width=10)),
        Column("contact", N_("Contact person"), Text(width=10)),
        Column("telephone", N_("Telephone for objections"), Text(width=14)),
        Column("township_id", N_("Township number"), Record(), hidden=True),
    ),
)


def _newest_code() -> object:
    codes = select(PlaceCode.code).where(PlaceCode.place_id == Place.id)
    return codes.order_by(PlaceCode.since.desc()).limit(1).scalar_subquery()


def _villages() -> Rows:
    township = aliased(Place)
    here = select(func.count(Household.id)).where(
        Household.village_id == Place.id, Household.withdrawn_on.is_(None)
    )
    registered = Household.standing == Standing.REGISTERED
    persons = here.where(registered).with_only_columns(func.coalesce(func.sum(Household.persons), 0))
    return (
        select(
            Place.id.label("id"),
            func.coalesce(_newest_code(), "").label("code"),
            func.coalesce(township.name, "").label("township"),
            Place.name.label("name"),
            func.coalesce(VillageRecord.standing, VillageStanding.ORDINARY).label("standing"),
            here.scalar_subquery().label("households"),
            here.where(registered).scalar_subquery().label("registered_households"),
            persons.scalar_subquery().label("registered_persons"),
            Place.contact.label("contact"),
            Place.telephone.label("telephone"),
            Place.parent_id.label("township_id"),
        )
        .outerjoin(township, township.id == Place.parent_id)
        .outerjoin(VillageRecord, VillageRecord.village_id == Place.id)
        .where(Place.level == PlaceLevel.VILLAGE, Place.withdrawn_on.is_(None))
    )


@dataclass(frozen=True, slots=True)
class PlaceRow:
    """One place of any level."""

    id: int
    level: PlaceLevel
    name: str
    short: str
    office: str
    code: str
    parent: str
    contact: str
    telephone: str
    address: str
    agency_code: str
    parent_id: int | None


PLACES = Table(
    key="places",
    title=N_("Places"),
    row=PlaceRow,
    columns=(
        Column("id", N_("Place"), Record()),
        Column("level", N_("Level"), Choice(terms=PlaceLevel)),
        Column("name", N_("Name of the place"), Text(width=14)),
        Column("short", N_("Short name"), Text(width=10)),
        Column("office", N_("Issuing office"), Text(width=20)),
        Column("code", N_("Code"), Code(width=14)),
        Column("parent", N_("Belongs to"), Text(width=10)),
        Column("contact", N_("Contact person"), Text(width=10)),
        Column("telephone", N_("Telephone for objections"), Text(width=14)),
        Column("address", N_("Address for objections"), Text(width=20)),
        Column("agency_code", N_("Agency code"), Text(width=10)),
        Column("parent_id", N_("Number of the place above"), Record(), hidden=True),
    ),
)


def _places() -> Rows:
    above = aliased(Place)
    wanted = select(
        Place.id.label("id"),
        Place.level.label("level"),
        Place.name.label("name"),
        Place.short.label("short"),
        Place.office.label("office"),
        func.coalesce(_newest_code(), "").label("code"),
        func.coalesce(above.name, "").label("parent"),
        Place.contact.label("contact"),
        Place.telephone.label("telephone"),
        Place.address.label("address"),
        func.coalesce(Place.agency_code, "").label("agency_code"),
        Place.parent_id.label("parent_id"),
    )
    return wanted.outerjoin(above, above.id == Place.parent_id).where(Place.withdrawn_on.is_(None))


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
    area="id",
)
