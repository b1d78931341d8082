"""Clues of households at risk, each with its state."""

from datetime import date
from typing import Annotated

from county_desk.models.clue import Clue, ClueSource, ClueState, ClueUrgency
from county_desk.models.household import Household
from county_desk.models.user import User
from county_desk.tables.declared import Shown, ShownRow, select_of, table_of
from county_desk.tables.listing import Listing, Rows
from county_desk.tables.usual_fields import TownshipName, TownshipRecord, VillageName, by_village
from county_desk.text import N_


class ClueRow(ShownRow):
    """One clue as listed; `due_on` is the day by which it has to be verified."""

    id: Annotated[int, Shown(Clue.id, N_("Clue"), hidden=False)]
    state: Annotated[ClueState, Shown(Clue.state, width=14)]
    head: Annotated[str, Shown(Clue.head, width=10)]
    village: VillageName
    group_name: Annotated[str, Shown(Clue.group_name, width=8, hidden=True)]
    risks: Annotated[str, Shown(Clue.risks, width=20)]
    urgency: Annotated[ClueUrgency, Shown(Clue.urgency, width=10)]
    source: Annotated[ClueSource, Shown(Clue.source, width=14)]
    found_on: Annotated[date, Shown(Clue.found_on)]
    assigned_to: Annotated[str | None, Shown(Clue.assigned_to, width=10)]
    due_on: Annotated[date | None, Shown(Clue.due_on)]
    verified_on: Annotated[date | None, Shown(Clue.verified_on)]
    authorised: Annotated[bool | None, Shown(Clue.authorised)]
    visitors: Annotated[str | None, Shown(Clue.visitors, width=16, hidden=True)]
    township: TownshipName
    words: Annotated[str, Shown(Clue.words, width=24)]
    finding: Annotated[str | None, Shown(Clue.finding, width=24)]
    reason: Annotated[str | None, Shown(Clue.reason, width=20)]
    number: Annotated[str, Shown(Household.number, hidden=True, blank=True)]
    recorded_by: Annotated[str, Shown(User.name, N_("Entered by"), width=10, hidden=True)]
    earlier_id: Annotated[int | None, Shown(Clue.earlier_id)]
    case_id: Annotated[int | None, Shown(Clue.case_id, hidden=False)]
    household_id: Annotated[int | None, Shown(Clue.household_id)]
    village_id: Annotated[int, Shown(Clue.village_id, N_("Village record"))]
    township_id: TownshipRecord


CLUES = table_of("clues", N_("Clues"), ClueRow)


def _clues() -> Rows:
    found = by_village(select_of(ClueRow), Clue.village_id)
    with_household = found.outerjoin(Household, Household.id == Clue.household_id)
    return with_household.join(User, User.id == Clue.recorded_by).where(Clue.withdrawn_on.is_(None))


LISTING = Listing(CLUES, _clues, search=("head", "village"), order=("-id",), named=("head", "village", "id"))
