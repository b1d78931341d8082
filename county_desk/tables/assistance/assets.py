"""Assets that projects built, each with its income and shares over all years."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from sqlalchemy import ColumnElement, func, literal, select
from sqlalchemy.orm import InstrumentedAttribute

from county_desk.fields import Column, Count, Day, Money, Record, Table, Text, Year
from county_desk.models.asset import Asset, AssetYear
from county_desk.models.place import Place
from county_desk.models.project import Project
from county_desk.tables.listing import Listing, Rows
from county_desk.text import N_


@dataclass(frozen=True, slots=True)
class AssetRow:
    """One asset; the income and the shares are sums over its years in yuan."""

    id: int
    title: str
    project: str
    place: str
    value: Decimal
    built_on: date
    keeper: str
    document: str | None
    last_year: int | None
    income: Decimal
    village_share: Decimal
    household_share: Decimal
    households: int | None
    project_id: int
    place_id: int


ASSETS = Table(
    key="assets",
    title=N_("Assets"),
    row=AssetRow,
    columns=(
        Column("id", N_("Asset record"), Record(), hidden=True),
        Column("title", N_("Asset"), Text(width=20)),
        Column("project", N_("Project"), Text(width=20)),
        Column("place", N_("Place"), Text(width=12)),
        Column("value", N_("Value (yuan)"), Money()),
        Column("built_on", N_("Built on"), Day()),
        Column("keeper", N_("Looked after by"), Text(width=14)),
        Column("document", N_("Document of the owner"), Text(width=16), hidden=True),
        Column("last_year", N_("Last year with income"), Year()),
        Column("income", N_("Income in all (yuan)"), Money()),
        Column("village_share", N_("Share of the village (yuan)"), Money()),
        Column("household_share", N_("Share of households (yuan)"), Money()),
        Column("households", N_("Households with a share"), Count(width=8)),
        Column("project_id", N_("Project record"), Record(), hidden=True),
        Column("place_id", N_("Place record"), Record(), hidden=True),
    ),
)


def _assets() -> Rows:
    stands = AssetYear.withdrawn_on.is_(None)
    of_asset = (AssetYear.asset_id == Asset.id, stands)
    last = select(func.max(AssetYear.year)).where(*of_asset).scalar_subquery()
    most = select(func.max(AssetYear.households)).where(*of_asset).scalar_subquery()

    def summed(amount: InstrumentedAttribute[Decimal]) -> ColumnElement[Decimal]:
        total = select(func.sum(amount)).where(*of_asset).scalar_subquery()
        return func.coalesce(total, literal(Decimal(0), amount.type))

    return (
        select(
            Asset.id.label("id"),
            Asset.title.label("title"),
            Project.title.label("project"),
            Place.name.label("place"),
            Asset.value.label("value"),
            Asset.built_on.label("built_on"),
            Asset.keeper.label("keeper"),
            Asset.document.label("document"),
            last.label("last_year"),
            summed(AssetYear.income).label("income"),
            summed(AssetYear.village_share).label("village_share"),
            summed(AssetYear.household_share).label("household_share"),
            most.label("households"),
            Asset.project_id.label("project_id"),
            Asset.place_id.label("place_id"),
        )
        .join(Project, Project.id == Asset.project_id)
        .join(Place, Place.id == Asset.place_id)
        .where(Asset.withdrawn_on.is_(None))
    )


LISTING = Listing(ASSETS, _assets, search=("title", "project"), order=("-id",), named=("title", "place"))
