"""Visits to households, the newest first."""

from datetime import date
from typing import Annotated

from sqlalchemy import func

from county_desk.fields import Choice, Code, Text
from county_desk.models.household import Household
from county_desk.models.monitored import Monitored
from county_desk.models.place import Place
from county_desk.models.visit import Visit, VisitPurpose
from county_desk.tables.declared import Shown, ShownRow, select_of, table_of
from county_desk.tables.listing import Listing, Rows
from county_desk.tables.usual_fields import TOWNSHIP, TownshipName, VillageName
from county_desk.text import N_

_HEAD = func.coalesce(Household.head, Monitored.head)
_NUMBER = func.coalesce(Household.number, Monitored.number)
_HOUSEHOLD = func.coalesce(Visit.household_id, Monitored.household_id)
_PLACE = func.coalesce(Household.village_id, Monitored.village_id)
_PURPOSE = func.coalesce(Visit.purpose, VisitPurpose.MONITORING)


class VisitRow(ShownRow):
    """One visit as listed; a household that only a ledger lists has no `household_id`."""

    id: Annotated[int, Shown(Visit.id, N_("Visit"))]
    visited_on: Annotated[date, Shown(Visit.visited_on)]
    head: Annotated[str, Shown(_HEAD, N_("Head of household"), Text(width=10))]
    number: Annotated[str, Shown(_NUMBER, N_("Household number"), Code(width=20), hidden=True)]
    purpose: Annotated[
        VisitPurpose, Shown(_PURPOSE, N_("Purpose of the visit"), Choice(terms=VisitPurpose, width=14))
    ]
    township: TownshipName
    village: VillageName
    visitors: Annotated[str, Shown(Visit.visitors, width=16)]
    found: Annotated[str, Shown(Visit.found, width=30)]
    new_risk: Annotated[bool | None, Shown(Visit.new_risk)]
    monitored_id: Annotated[int | None, Shown(Visit.monitored_id)]
    household_id: Annotated[int | None, Shown(_HOUSEHOLD, N_("Household"))]
    village_id: Annotated[int, Shown(_PLACE, N_("Village record"))]


VISITS = table_of("visits", N_("Household visits"), VisitRow)


def _visits() -> Rows:
    """The facts of the visited household, or what its ledger says."""
    return (
        select_of(VisitRow)
        .select_from(Visit)
        .outerjoin(Household, Household.id == Visit.household_id)
        .outerjoin(Monitored, Monitored.id == Visit.monitored_id)
        .outerjoin(Place, Place.id == _PLACE)
        .outerjoin(TOWNSHIP, TOWNSHIP.id == Place.parent_id)
        .where(Visit.withdrawn_on.is_(None))
    )


LISTING = Listing(
    VISITS,
    _visits,
    search=("head", "village"),
    order=("-visited_on", "-id"),
    named=("head", "visited_on", "id"),
    large=True,
)
