"""The figures of villages: one row for each village, year and source."""

from dataclasses import dataclass
from typing import Annotated

from county_desk.models.place import Place
from county_desk.models.village import Source, VillageYear
from county_desk.tables.declared import Shown, select_of, table_of
from county_desk.tables.fact_columns import with_shown_facts
from county_desk.tables.listing import Listing, Rows
from county_desk.tables.usual_fields import TOWNSHIP, TownshipName
from county_desk.text import N_


@dataclass(frozen=True, slots=True)
@with_shown_facts(VillageYear, hidden=False)
class VillageYearRow:
    """The figures of one village for a year as one source gave them, with every declared fact."""

    id: Annotated[int, Shown(VillageYear.id, N_("Record"))]
    village_id: Annotated[int, Shown(VillageYear.village_id, N_("Village record"))]
    township: TownshipName
    village: Annotated[str, Shown(Place.name, N_("Village"))]
    year: Annotated[int, Shown(VillageYear.year)]
    source: Annotated[Source, Shown(VillageYear.source, N_("Figures from"))]


VILLAGE_YEARS = table_of("village_years", N_("Figures of villages"), VillageYearRow)


def _rows() -> Rows:
    return (
        select_of(VillageYearRow)
        .join(Place, Place.id == VillageYear.village_id)
        .outerjoin(TOWNSHIP, TOWNSHIP.id == Place.parent_id)
        .where(VillageYear.withdrawn_on.is_(None))
    )


LISTING = Listing(
    VILLAGE_YEARS,
    _rows,
    search=("village", "township"),
    order=("year", "village_id", "id"),
    named=("village", "year"),
    area="village_id",
)
