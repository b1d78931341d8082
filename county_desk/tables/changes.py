"""The list of changes of households: births, arrivals, departures, deaths, splits, mergers and moves."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import aliased

from county_desk.decimals import decimal_of
from county_desk.fields import Choice, Code, Column, Count, Day, Invalid, Record, Table, Text
from county_desk.models.household import Household, Member
from county_desk.models.household_change import ChangeKind, HouseholdChange
from county_desk.models.place import Place
from county_desk.models.user import User
from county_desk.tables.listing import Listing, Rows
from county_desk.text import N_, _


@dataclass(frozen=True)
class MoreOrFewer(Count):
    """A whole number that can be below 0, with its sign."""

    def show(self, value: int | None) -> str:
        return "" if value is None else f"{value:+d}" if value else "0"

    def parse(self, raw: object) -> int:
        number = decimal_of(str(raw).replace("−", "-"))
        if number is None or number != int(number):
            raise Invalid(_("“{raw}” is not a whole number").format(raw=raw), "number_unclear")
        return int(number)


@dataclass(frozen=True, slots=True)
class HouseholdChangeRow:
    """One valid change; `persons` is the number after it, `by` the difference."""

    id: int
    number: str
    head: str
    township: str | None
    village: str
    kind: ChangeKind
    name: str | None
    happened_on: date
    persons: int
    by: int
    other_head: str | None
    evidence: str
    recorded_on: date
    recorded_by: str
    household_id: int
    village_id: int


CHANGES = Table(
    key="changes",
    title=N_("Changes of households"),
    row=HouseholdChangeRow,
    columns=(
        Column("id", N_("Change"), Record(), hidden=True),
        Column("number", N_("Household number"), Code(width=20)),
        Column("head", N_("Head of household"), Text(width=10)),
        Column("township", N_("Township"), Text(width=10)),
        Column("village", N_("Village"), Text(width=12)),
        Column("kind", N_("Change of the household"), Choice(terms=ChangeKind, width=16)),
        Column("name", N_("Person concerned"), Text(width=10)),
        Column("happened_on", N_("Happened on"), Day()),
        Column("persons", N_("Members after it"), Count(width=8)),
        Column("by", N_("More or fewer"), MoreOrFewer(width=8)),
        Column("other_head", N_("Head of the other household"), Text(width=10)),
        Column("evidence", N_("Evidence"), Text(width=24)),
        Column("recorded_on", N_("Recorded on"), Day()),
        Column("recorded_by", N_("Recorded by"), Text(width=10)),
        Column("household_id", N_("Household"), Record(), hidden=True),
        Column("village_id", N_("Village record"), Record(), hidden=True),
    ),
)


def _changes() -> Rows:
    township, other = aliased(Place), aliased(Household)
    return (
        select(
            HouseholdChange.id.label("id"),
            Household.number.label("number"),
            Household.head.label("head"),
            township.name.label("township"),
            Place.name.label("village"),
            HouseholdChange.kind.label("kind"),
            Member.name.label("name"),
            HouseholdChange.happened_on.label("happened_on"),
            HouseholdChange.persons.label("persons"),
            HouseholdChange.by.label("by"),
            other.head.label("other_head"),
            HouseholdChange.evidence.label("evidence"),
            HouseholdChange.recorded_on.label("recorded_on"),
            User.name.label("recorded_by"),
            HouseholdChange.household_id.label("household_id"),
            Household.village_id.label("village_id"),
        )
        .join(Household, Household.id == HouseholdChange.household_id)
        .join(Place, Place.id == Household.village_id)
        .outerjoin(township, township.id == Place.parent_id)
        .outerjoin(Member, Member.id == HouseholdChange.member_id)
        .outerjoin(other, other.id == HouseholdChange.other_id)
        .join(User, User.id == HouseholdChange.recorded_by)
        .where(HouseholdChange.withdrawn_on.is_(None))
    )


LISTING = Listing(
    CHANGES,
    _changes,
    search=("head", "number", "name", "village"),
    order=("-happened_on", "-id"),
    named=("head", "kind", "happened_on"),
)
