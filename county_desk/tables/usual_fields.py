"""Fields that many lists have: the household, and the village and township that it lies in."""

from typing import Annotated

from sqlalchemy.orm import InstrumentedAttribute, aliased

from county_desk.fields import Count
from county_desk.models.household import Household
from county_desk.models.place import Place
from county_desk.tables.declared import Shown
from county_desk.tables.listing import Rows
from county_desk.text import N_

TOWNSHIP = aliased(Place)  # the place above the village

LineNumber = Annotated[int, Shown(label=N_("No."), kind=Count(width=5))]
HouseholdNumber = Annotated[str, Shown(Household.number)]
HeadName = Annotated[str, Shown(Household.head)]
TownshipName = Annotated[str, Shown(TOWNSHIP.name, N_("Township"), width=10, blank=True)]
VillageName = Annotated[str, Shown(Place.name, N_("Village"), width=12)]
VillageRecord = Annotated[int, Shown(Household.village_id, N_("Village record"))]
TownshipRecord = Annotated[int | None, Shown(TOWNSHIP.id, N_("Township number"))]
PlaceName = Annotated[str, Shown(Place.name, N_("Place"), width=12)]


def by_village(rows: Rows, village: InstrumentedAttribute[int]) -> Rows:
    """The rows with the village of each, and with its township where it has one."""
    return rows.join(Place, Place.id == village).outerjoin(TOWNSHIP, TOWNSHIP.id == Place.parent_id)
