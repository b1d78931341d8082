"""Changes of households that wait for the window of the year, the oldest first."""

from datetime import date
from typing import Annotated

from county_desk.models.household import Household
from county_desk.models.place import Place
from county_desk.models.user import User
from county_desk.models.waiting_change import WaitingAct, WaitingChange
from county_desk.tables.declared import Shown, ShownRow, select_of, table_of
from county_desk.tables.listing import Listing, Rows
from county_desk.tables.usual_fields import TOWNSHIP, HeadName, HouseholdNumber, VillageName, VillageRecord
from county_desk.text import N_


class WaitingRow(ShownRow):
    """One change that waits; `opens_on` is None while no document gives the next window."""

    id: Annotated[int, Shown(WaitingChange.id, N_("Waiting change"))]
    number: HouseholdNumber
    head: HeadName
    township: Annotated[str | None, Shown(TOWNSHIP.name, N_("Township"), width=10)]
    village: VillageName
    act: Annotated[WaitingAct, Shown(WaitingChange.act)]
    happened_on: Annotated[date, Shown(WaitingChange.happened_on)]
    opens_on: Annotated[date | None, Shown(WaitingChange.opens_on)]
    recorded_on: Annotated[date, Shown(WaitingChange.recorded_on)]
    recorded_by: Annotated[str, Shown(User.name, N_("Recorded by"), width=10)]
    household_id: Annotated[int, Shown(WaitingChange.household_id)]
    village_id: VillageRecord


WAITING = table_of("waiting_changes", N_("Waiting changes"), WaitingRow)


def _waiting() -> Rows:
    return (
        select_of(WaitingRow)
        .join(Household, Household.id == WaitingChange.household_id)
        .join(Place, Place.id == Household.village_id)
        .outerjoin(TOWNSHIP, TOWNSHIP.id == Place.parent_id)
        .join(User, User.id == WaitingChange.recorded_by)
        .where(WaitingChange.withdrawn_on.is_(None), WaitingChange.entered_on.is_(None))
    )


LISTING = Listing(
    WAITING,
    _waiting,
    search=("head", "number", "village"),
    order=("happened_on", "id"),
    named=("head", "act", "happened_on"),
)
