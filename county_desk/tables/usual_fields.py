"""Fields that many lists have: the household, and the village and township that it lies in."""

from typing import Annotated

from sqlalchemy import func
from sqlalchemy.orm import aliased

from county_desk.fields import Count, Text
from county_desk.models.household import Household
from county_desk.models.place import Place
from county_desk.tables.declared import Shown
from county_desk.text import N_

TOWNSHIP = aliased(Place)  # the place above the village

LineNumber = Annotated[int, Shown(label=N_("No."), kind=Count(width=5))]
HouseholdNumber = Annotated[str, Shown(Household.number)]
HeadName = Annotated[str, Shown(Household.head)]
TownshipName = Annotated[str, Shown(func.coalesce(TOWNSHIP.name, ""), N_("Township"), Text(width=10))]
VillageName = Annotated[str, Shown(Place.name, N_("Village"), Text(width=12))]
VillageRecord = Annotated[int, Shown(Household.village_id, N_("Village record"))]
