"""Households and members as the registry shows them; personal numbers are masked on the screen."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Annotated

from sqlalchemy import ColumnElement, func, select

from county_desk.fields import IdNumber, Sex
from county_desk.models.household import Household, HouseholdYear, Member, Standing
from county_desk.models.place import Place
from county_desk.tables.declared import Shown, select_of, table_of
from county_desk.tables.fact_columns import with_shown_facts
from county_desk.tables.listing import Listing, Rows
from county_desk.tables.usual_fields import (
    TOWNSHIP,
    HeadName,
    HouseholdNumber,
    TownshipName,
    VillageName,
    VillageRecord,
)
from county_desk.text import N_


def _head_number() -> ColumnElement[str]:
    """The identity number of the head of a household."""
    head = Member.household_id == Household.id, Member.relation == "户主", Member.withdrawn_on.is_(None)
    number = select(Member.id_number).where(*head).limit(1)
    return func.coalesce(number.scalar_subquery(), "")


@dataclass(frozen=True, slots=True)
@with_shown_facts(Household, hidden=True)
class HouseholdRow:
    """One household as listed, with every declared fact; the income is of the last year that is known."""

    id: Annotated[int, Shown(Household.id, N_("Record"))]
    number: HouseholdNumber
    head: HeadName
    id_number: Annotated[str, Shown(_head_number, N_("Identity number"), IdNumber())]
    township: TownshipName
    village: VillageName
    group_name: Annotated[str, Shown(Household.group_name)]
    persons: Annotated[int, Shown(Household.persons)]
    standing: Annotated[Standing, Shown(Household.standing, N_("Household standing"))]
    kind: Annotated[str, Shown(Household.kind)]
    cause: Annotated[str, Shown(Household.cause)]
    income_per_head: Annotated[Decimal | None, Shown(HouseholdYear.income_per_head)]
    telephone: Annotated[str, Shown(Household.telephone)]
    account: Annotated[str, Shown(Household.account, hidden=True)]
    registered_on: Annotated[date | None, Shown(Household.registered_on)]
    exited_on: Annotated[date | None, Shown(Household.exited_on)]
    village_id: VillageRecord
    township_id: Annotated[int | None, Shown(TOWNSHIP.id, N_("Township number"))]


HOUSEHOLDS = table_of("households", N_("Household roster"), HouseholdRow)


def _households() -> Rows:
    income = (
        select(HouseholdYear.income_per_head)
        .where(HouseholdYear.household_id == Household.id, HouseholdYear.withdrawn_on.is_(None))
        .order_by(HouseholdYear.year.desc())
        .limit(1)
        .scalar_subquery()
    )
    return (
        select_of(HouseholdRow, income_per_head=income)
        .join(Place, Place.id == Household.village_id)
        .outerjoin(TOWNSHIP, TOWNSHIP.id == Place.parent_id)
        .where(Household.withdrawn_on.is_(None))
    )


@dataclass(frozen=True, slots=True)
@with_shown_facts(Member, hidden=True)
class MemberRow:
    """One person of a household, with every declared fact."""

    id: Annotated[int, Shown(Member.id, N_("Record"))]
    household_id: Annotated[int, Shown(Member.household_id)]
    household: HouseholdNumber
    name: Annotated[str, Shown(Member.name)]
    relation: Annotated[str, Shown(Member.relation)]
    sex: Annotated[Sex | None, Shown(Member.sex)]
    id_number: Annotated[str, Shown(Member.id_number)]
    born_on: Annotated[date | None, Shown(Member.born_on)]
    ethnicity: Annotated[str, Shown(Member.ethnicity)]
    village: VillageName
    village_id: VillageRecord


MEMBERS = table_of("members", N_("Member roster"), MemberRow)


def _members() -> Rows:
    return (
        select_of(MemberRow)
        .join(Household, Household.id == Member.household_id)
        .join(Place, Place.id == Household.village_id)
        .where(Member.withdrawn_on.is_(None), Household.withdrawn_on.is_(None))
    )


LISTING = Listing(
    HOUSEHOLDS,
    _households,
    search=("head", "number", "village"),
    order=("village_id", "number"),
    named=("head", "village", "number"),
)
MEMBERS_LISTING = Listing(
    MEMBERS,
    _members,
    search=("name", "id_number"),
    order=("household_id", "id"),
    named=("name", "relation", "household"),
)
