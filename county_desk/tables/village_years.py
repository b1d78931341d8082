"""The figures of villages: one row for each village, year and source."""

from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import aliased

from county_desk.facts import VILLAGE_FACTS
from county_desk.facts.fields_of import with_facts
from county_desk.fields import Choice, Column, Record, Table, Text, Year
from county_desk.models.place import Place
from county_desk.models.village import Source, VillageYear
from county_desk.tables.fact_columns import column_of, selected
from county_desk.tables.listing import Listing, Rows
from county_desk.text import N_


@dataclass(frozen=True, slots=True)
@with_facts(VILLAGE_FACTS.values())
class VillageYearRow:
    """The figures of one village for a year as one source gave them, with every declared fact."""

    id: int
    village_id: int
    township: str
    village: str
    year: int
    source: Source


VILLAGE_YEARS = Table(
    key="village_years",
    title=N_("Figures of villages"),
    row=VillageYearRow,
    columns=(
        Column("id", N_("Record"), Record(), hidden=True),
        Column("village_id", N_("Village record"), Record(), hidden=True),
        Column("township", N_("Township"), Text(width=10)),
        Column("village", N_("Village"), Text(width=14)),
        Column("year", N_("Year"), Year()),
        Column("source", N_("Figures from"), Choice(terms=Source, width=12)),
        *map(column_of, VILLAGE_FACTS.values()),
    ),
)


def _rows() -> Rows:
    township = aliased(Place)
    worked_out = {"township": func.coalesce(township.name, ""), "village": Place.name}
    return (
        select(*selected(VillageYearRow, VillageYear, worked_out))
        .join(Place, Place.id == VillageYear.village_id)
        .outerjoin(township, township.id == Place.parent_id)
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
