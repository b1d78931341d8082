"""The facts of households by year: one row for each year on record, and for every household this year."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Annotated

from sqlalchemy import BigInteger, and_, cast, extract, literal, or_, select, true, union_all

from county_desk.fields import Record, Year
from county_desk.models.household import Household, HouseholdYear
from county_desk.models.place import Place
from county_desk.tables.days import today
from county_desk.tables.declared import Shown, select_of, table_of
from county_desk.tables.fact_columns import with_shown_facts
from county_desk.tables.listing import Listing, Rows
from county_desk.tables.usual_fields import (
    TOWNSHIP,
    HeadName,
    HouseholdNumber,
    TownshipName,
    VillageName,
    VillageRecord,
)
from county_desk.text import N_

FIRST, LAST = 2013, 2049  # the campaign began in 2013
_APART = 10_000  # years fit below it, so that a household and a year make one number
_YEARS = union_all(*(select(literal(year).label("year")) for year in range(FIRST, LAST + 1))).subquery()


@dataclass(frozen=True, slots=True)
@with_shown_facts(HouseholdYear, hidden=True)
class HouseholdYearRow:
    """The facts of one household for a year, blank while none is on record."""

    id: Annotated[int, Shown(cast(Household.id, BigInteger) * _APART + _YEARS.c.year, N_("Record"), Record())]
    number: HouseholdNumber
    head: HeadName
    township: TownshipName
    village: VillageName
    year: Annotated[int, Shown(_YEARS.c.year, N_("Year"), Year())]
    net_income: Annotated[Decimal | None, Shown(HouseholdYear.net_income)]
    income_per_head: Annotated[Decimal | None, Shown(HouseholdYear.income_per_head)]
    enough_food: Annotated[bool | None, Shown(HouseholdYear.enough_food)]
    enough_clothing: Annotated[bool | None, Shown(HouseholdYear.enough_clothing)]
    dropouts: Annotated[int | None, Shown(HouseholdYear.dropouts)]
    all_insured: Annotated[bool | None, Shown(HouseholdYear.all_insured)]
    housing_grade: Annotated[str | None, Shown(HouseholdYear.housing_grade)]
    housing_area: Annotated[Decimal | None, Shown(HouseholdYear.housing_area)]
    safe_water: Annotated[bool | None, Shown(HouseholdYear.safe_water)]
    household_id: Annotated[int, Shown(Household.id, N_("Record of the household"))]
    village_id: VillageRecord


HOUSEHOLD_YEARS = table_of("household_years", N_("Facts of households by year"), HouseholdYearRow)


def _rows() -> Rows:
    of_year = HouseholdYear.household_id == Household.id, HouseholdYear.year == _YEARS.c.year
    this_year = _YEARS.c.year == extract("year", today())
    return (
        select_of(HouseholdYearRow)
        .select_from(Household)
        .join(Place, Place.id == Household.village_id)
        .outerjoin(TOWNSHIP, TOWNSHIP.id == Place.parent_id)
        .join(_YEARS, true())
        .outerjoin(HouseholdYear, and_(*of_year, HouseholdYear.withdrawn_on.is_(None)))
        .where(Household.withdrawn_on.is_(None), or_(HouseholdYear.id.is_not(None), this_year))
    )


LISTING = Listing(
    HOUSEHOLD_YEARS,
    _rows,
    search=("head", "number", "village"),
    order=("-year", "village_id", "number", "id"),
    named=("head", "village", "year"),
)
