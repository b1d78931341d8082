"""The list of changes of households: births, arrivals, departures, deaths, splits, mergers and moves."""

from dataclasses import dataclass
from datetime import date
from typing import Annotated

from sqlalchemy.orm import aliased

from county_desk.decimals import decimal_of
from county_desk.fields import Count, Invalid
from county_desk.models.household import Household, Member
from county_desk.models.household_change import ChangeKind, HouseholdChange
from county_desk.models.place import Place
from county_desk.models.user import User
from county_desk.tables.declared import Shown, ShownRow, select_of, table_of
from county_desk.tables.listing import Listing, Rows
from county_desk.tables.usual_fields import TOWNSHIP, HeadName, HouseholdNumber, VillageName, VillageRecord
from county_desk.text import N_, _

_OTHER = aliased(Household)


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


class HouseholdChangeRow(ShownRow):
    """One valid change; `persons` is the number after it, `by` the difference."""

    id: Annotated[int, Shown(HouseholdChange.id, N_("Change"))]
    number: HouseholdNumber
    head: HeadName
    township: Annotated[str | None, Shown(TOWNSHIP.name, N_("Township"), width=10)]
    village: VillageName
    kind: Annotated[ChangeKind, Shown(HouseholdChange.kind, N_("Change of the household"))]
    name: Annotated[str | None, Shown(Member.name, N_("Person concerned"))]
    happened_on: Annotated[date, Shown(HouseholdChange.happened_on)]
    persons: Annotated[int, Shown(HouseholdChange.persons, N_("Members after it"))]
    by: Annotated[int, Shown(HouseholdChange.by, N_("More or fewer"), MoreOrFewer(width=8))]
    other_head: Annotated[str | None, Shown(_OTHER.head, N_("Head of the other household"))]
    evidence: Annotated[str, Shown(HouseholdChange.evidence, width=24)]
    recorded_on: Annotated[date, Shown(HouseholdChange.recorded_on)]
    recorded_by: Annotated[str, Shown(User.name, N_("Recorded by"), width=10)]
    household_id: Annotated[int, Shown(HouseholdChange.household_id)]
    village_id: VillageRecord


CHANGES = table_of("changes", N_("Changes of households"), HouseholdChangeRow)


def _changes() -> Rows:
    return (
        select_of(HouseholdChangeRow)
        .join(Household, Household.id == HouseholdChange.household_id)
        .join(Place, Place.id == Household.village_id)
        .outerjoin(TOWNSHIP, TOWNSHIP.id == Place.parent_id)
        .outerjoin(Member, Member.id == HouseholdChange.member_id)
        .outerjoin(_OTHER, _OTHER.id == HouseholdChange.other_id)
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
