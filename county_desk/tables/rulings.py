"""Rulings on records that may be one person, as long as they stand."""

from datetime import date
from typing import Annotated

from county_desk.models.duplicate import DuplicateRuling
from county_desk.models.user import User
from county_desk.tables.declared import Shown, ShownRow, select_of, table_of
from county_desk.tables.duplicates import HERE, ONE, OTHER, THERE
from county_desk.tables.listing import Listing, Rows
from county_desk.text import N_


class RulingRow(ShownRow):
    """One ruling on two members; of one and the same person only one record goes on."""

    id: Annotated[int, Shown(DuplicateRuling.id, N_("Ruling"))]
    name: Annotated[str, Shown(ONE.name)]
    other_name: Annotated[str, Shown(OTHER.name, N_("Name there"))]
    same: Annotated[bool, Shown(DuplicateRuling.same, width=8)]
    household: Annotated[str, Shown(HERE.number)]
    head: Annotated[str, Shown(HERE.head)]
    other_household: Annotated[str, Shown(THERE.number, N_("Household number there"))]
    other_head: Annotated[str, Shown(THERE.head, N_("Head there"))]
    reason: Annotated[str, Shown(DuplicateRuling.reason, width=24)]
    settled_on: Annotated[date, Shown(DuplicateRuling.settled_on, N_("Ruled on"))]
    settled_by: Annotated[str, Shown(User.name, N_("Ruled by"), width=10)]
    one_id: Annotated[int, Shown(DuplicateRuling.one_id, N_("Member"))]
    other_id: Annotated[int, Shown(DuplicateRuling.other_id, N_("Member there"))]
    survivor_id: Annotated[int | None, Shown(DuplicateRuling.survivor_id, N_("Record that goes on"))]
    village_id: Annotated[int, Shown(HERE.village_id, N_("Village record"))]


RULINGS = table_of("rulings", N_("Rulings on duplicates"), RulingRow)


def _rulings() -> Rows:
    return (
        select_of(RulingRow)
        .join(ONE, ONE.id == DuplicateRuling.one_id)
        .join(OTHER, OTHER.id == DuplicateRuling.other_id)
        .join(HERE, HERE.id == ONE.household_id)
        .join(THERE, THERE.id == OTHER.household_id)
        .join(User, User.id == DuplicateRuling.settled_by)
        .where(DuplicateRuling.withdrawn_on.is_(None))
    )


LISTING = Listing(
    RULINGS,
    _rulings,
    search=("name", "other_name", "head", "other_head", "reason"),
    order=("-id",),
)
