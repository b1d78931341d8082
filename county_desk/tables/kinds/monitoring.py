"""Clues and signals, and the households that are watched and visited."""

from sqlalchemy import func, select

from county_desk.models.clue import Clue
from county_desk.models.household import Household
from county_desk.models.monitored import Monitored
from county_desk.models.signal import FoundSignal
from county_desk.models.visit import Visit
from county_desk.tables.kinds.record_kind import Names, RecordKind


def _visited() -> Names:
    """The household of a visit, or what a ledger says of it."""
    return (
        select(Visit.id, func.coalesce(Household.head, Monitored.head), Visit.visited_on)
        .outerjoin(Household, Household.id == Visit.household_id)
        .outerjoin(Monitored, Monitored.id == Visit.monitored_id)
    )


CLUE = RecordKind(Clue, (Clue.head, Clue.found_on), about=(Clue.household_id,))
FOUND_SIGNAL = RecordKind(
    FoundSignal,
    (Household.head, FoundSignal.found_on),
    about=(FoundSignal.household_id, FoundSignal.member_id),
)
MONITORED = RecordKind(Monitored, (Monitored.head,), about=(Monitored.household_id,))
VISIT = RecordKind(Visit, _visited, about=(Visit.household_id,))
