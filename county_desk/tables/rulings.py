"""Rulings on records that may be one person, as long as they stand."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import aliased

from county_desk.fields import Code, Column, Day, Record, Table, Text, YesNo
from county_desk.models.duplicate import DuplicateRuling
from county_desk.models.household import Household, Member
from county_desk.models.user import User
from county_desk.tables.listing import Listing, Rows
from county_desk.text import N_


@dataclass(frozen=True, slots=True)
class RulingRow:
    """One ruling on two members; of one and the same person only one record goes on."""

    id: int
    name: str
    other_name: str
    same: bool
    household: str
    head: str
    other_household: str
    other_head: str
    reason: str
    settled_on: date
    settled_by: str
    one_id: int
    other_id: int
    survivor_id: int | None
    village_id: int


RULINGS = Table(
    key="rulings",
    title=N_("Rulings on duplicates"),
    row=RulingRow,
    columns=(
        Column("id", N_("Ruling"), Record(), hidden=True),
        Column("name", N_("Name"), Text(width=10)),
        Column("other_name", N_("Name there"), Text(width=10)),
        Column("same", N_("The same person"), YesNo(width=8)),
        Column("household", N_("Household number"), Code(width=20)),
        Column("head", N_("Head of household"), Text(width=10)),
        Column("other_household", N_("Household number there"), Code(width=20)),
        Column("other_head", N_("Head there"), Text(width=10)),
        Column("reason", N_("Reason"), Text(width=24)),
        Column("settled_on", N_("Ruled on"), Day()),
        Column("settled_by", N_("Ruled by"), Text(width=10)),
        Column("one_id", N_("Member"), Record(), hidden=True),
        Column("other_id", N_("Member there"), Record(), hidden=True),
        Column("survivor_id", N_("Record that goes on"), Record(), hidden=True),
        Column("village_id", N_("Village record"), Record(), hidden=True),
    ),
)


def _rulings() -> Rows:
    one, other = aliased(Member), aliased(Member)
    here, there = aliased(Household), aliased(Household)
    return (
        select(
            DuplicateRuling.id.label("id"),
            one.name.label("name"),
            other.name.label("other_name"),
            DuplicateRuling.same.label("same"),
            here.number.label("household"),
            here.head.label("head"),
            there.number.label("other_household"),
            there.head.label("other_head"),
            DuplicateRuling.reason.label("reason"),
            DuplicateRuling.settled_on.label("settled_on"),
            User.name.label("settled_by"),
            DuplicateRuling.one_id.label("one_id"),
            DuplicateRuling.other_id.label("other_id"),
            DuplicateRuling.survivor_id.label("survivor_id"),
            here.village_id.label("village_id"),
        )
        .join(one, one.id == DuplicateRuling.one_id)
        .join(other, other.id == DuplicateRuling.other_id)
        .join(here, here.id == one.household_id)
        .join(there, there.id == other.household_id)
        .join(User, User.id == DuplicateRuling.settled_by)
        .where(DuplicateRuling.withdrawn_on.is_(None))
    )


LISTING = Listing(
    RULINGS,
    _rulings,
    search=("name", "other_name", "head", "other_head", "reason"),
    order=("-id",),
)
