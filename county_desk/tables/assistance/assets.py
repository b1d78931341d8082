"""Assets that projects built, each with its income and shares over all years."""

from datetime import date
from decimal import Decimal
from typing import Annotated

from sqlalchemy import ColumnElement, func, literal, select
from sqlalchemy.orm import InstrumentedAttribute

from county_desk.fields import Count, Money, Year
from county_desk.models.asset import Asset, AssetYear
from county_desk.models.place import Place
from county_desk.models.project import Project
from county_desk.tables.declared import Shown, ShownRow, select_of, table_of
from county_desk.tables.listing import Listing, Rows
from county_desk.tables.usual_fields import PlaceName
from county_desk.text import N_


class AssetRow(ShownRow):
    """One asset; the income and the shares are sums over its years in yuan."""

    id: Annotated[int, Shown(Asset.id, N_("Asset record"))]
    title: Annotated[str, Shown(Asset.title, width=20)]
    project: Annotated[str, Shown(Project.title, width=20)]
    place: PlaceName
    value: Annotated[Decimal, Shown(Asset.value)]
    built_on: Annotated[date, Shown(Asset.built_on)]
    keeper: Annotated[str, Shown(Asset.keeper, width=14)]
    document: Annotated[str | None, Shown(Asset.document, width=16, hidden=True)]
    last_year: Annotated[int | None, Shown(label=N_("Last year with income"), kind=Year())]
    income: Annotated[Decimal, Shown(label=N_("Income in all (yuan)"), kind=Money())]
    village_share: Annotated[Decimal, Shown(label=N_("Share of the village (yuan)"), kind=Money())]
    household_share: Annotated[Decimal, Shown(label=N_("Share of households (yuan)"), kind=Money())]
    households: Annotated[int | None, Shown(label=N_("Households with a share"), kind=Count(width=8))]
    project_id: Annotated[int, Shown(Asset.project_id, N_("Project record"))]
    place_id: Annotated[int, Shown(Asset.place_id, N_("Place record"))]


ASSETS = table_of("assets", N_("Assets"), AssetRow)


def _assets() -> Rows:
    stands = AssetYear.withdrawn_on.is_(None)
    of_asset = (AssetYear.asset_id == Asset.id, stands)
    last = select(func.max(AssetYear.year)).where(*of_asset).scalar_subquery()
    most = select(func.max(AssetYear.households)).where(*of_asset).scalar_subquery()

    def summed(amount: InstrumentedAttribute[Decimal]) -> ColumnElement[Decimal]:
        total = select(func.sum(amount)).where(*of_asset).scalar_subquery()
        return func.coalesce(total, literal(Decimal(0), amount.type))

    return (
        select_of(
            AssetRow,
            last_year=last,
            income=summed(AssetYear.income),
            village_share=summed(AssetYear.village_share),
            household_share=summed(AssetYear.household_share),
            households=most,
        )
        .join(Project, Project.id == Asset.project_id)
        .join(Place, Place.id == Asset.place_id)
        .where(Asset.withdrawn_on.is_(None))
    )


LISTING = Listing(ASSETS, _assets, search=("title", "project"), order=("-id",), named=("title", "place"))
