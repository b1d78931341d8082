"""Households and members as the registry shows them; personal numbers are masked on the screen."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from sqlalchemy import func, select
from sqlalchemy.orm import aliased

from county_desk.facts import facts_of
from county_desk.facts.fact import FactSubject
from county_desk.facts.fields_of import with_facts
from county_desk.fields import Choice, Code, Column, Day, IdNumber, Record, Sex, Table, Text
from county_desk.models.household import Household, HouseholdYear, Member, Standing
from county_desk.models.place import Place
from county_desk.tables.fact_columns import fact_column, other_facts, selected
from county_desk.tables.listing import Listing, Rows
from county_desk.text import N_


@dataclass(frozen=True, slots=True)
@with_facts(facts_of(FactSubject.HOUSEHOLD))
class HouseholdRow:
    """One household as listed, with every declared fact; the income is of the last year that is known."""

    id: int
    number: str
    head: str
    id_number: str
    township: str
    village: str
    group_name: str
    persons: int
    standing: Standing
    kind: str
    cause: str
    income_per_head: Decimal | None
    telephone: str
    account: str
    registered_on: date | None
    exited_on: date | None
    village_id: int
    township_id: int | None


_OF_HOUSEHOLD = ("head", "group_name", "persons", "kind", "cause", "telephone", "account")
HOUSEHOLDS = Table(
    key="households",
    title=N_("Household roster"),
    row=HouseholdRow,
    columns=(
        Column("id", N_("Record"), Record(), hidden=True),
        Column("number", N_("Household number"), Code(width=20)),
        fact_column("head"),
        Column("id_number", N_("Identity number"), IdNumber()),
        Column("township", N_("Township"), Text(width=10)),
        Column("village", N_("Village"), Text(width=12)),
        fact_column("group_name"),
        fact_column("persons"),
        Column("standing", N_("Household standing"), Choice(terms=Standing)),
        fact_column("kind"),
        fact_column("cause"),
        fact_column("income_per_head"),
        fact_column("telephone"),
        fact_column("account", hidden=True),
        Column("registered_on", N_("Registered on"), Day()),
        Column("exited_on", N_("Exited on"), Day()),
        Column("village_id", N_("Village record"), Record(), hidden=True),
        Column("township_id", N_("Township number"), Record(), hidden=True),
        *other_facts(FactSubject.HOUSEHOLD, _OF_HOUSEHOLD),
    ),
)


def _households() -> Rows:
    village, township = aliased(Place), aliased(Place)
    head = (
        select(Member.id_number)
        .where(Member.household_id == Household.id, Member.relation == "户主", Member.withdrawn_on.is_(None))
        .limit(1)
        .scalar_subquery()
    )
    income = (
        select(HouseholdYear.income_per_head)
        .where(HouseholdYear.household_id == Household.id, HouseholdYear.withdrawn_on.is_(None))
        .order_by(HouseholdYear.year.desc())
        .limit(1)
        .scalar_subquery()
    )
    worked_out = {
        "id_number": func.coalesce(head, ""),
        "township": func.coalesce(township.name, ""),
        "village": village.name,
        "income_per_head": income,
        "township_id": township.id,
    }
    return (
        select(*selected(HouseholdRow, Household, worked_out))
        .join(village, village.id == Household.village_id)
        .outerjoin(township, township.id == village.parent_id)
        .where(Household.withdrawn_on.is_(None))
    )


@dataclass(frozen=True, slots=True)
@with_facts(facts_of(FactSubject.PERSON))
class MemberRow:
    """One person of a household, with every declared fact."""

    id: int
    household_id: int
    household: str
    name: str
    relation: str
    sex: Sex | None
    id_number: str
    born_on: date | None
    ethnicity: str
    village: str
    village_id: int


_OF_PERSON = ("name", "relation", "sex", "id_number", "born_on", "ethnicity")
MEMBERS = Table(
    key="members",
    title=N_("Member roster"),
    row=MemberRow,
    columns=(
        Column("id", N_("Record"), Record(), hidden=True),
        Column("household_id", N_("Household"), Record(), hidden=True),
        Column("household", N_("Household number"), Code(width=20)),
        *map(fact_column, _OF_PERSON),
        Column("village", N_("Village"), Text(width=12)),
        Column("village_id", N_("Village record"), Record(), hidden=True),
        *other_facts(FactSubject.PERSON, _OF_PERSON),
    ),
)


def _members() -> Rows:
    worked_out = {
        "household": Household.number,
        "village": Place.name,
        "village_id": Household.village_id,
    }
    return (
        select(*selected(MemberRow, Member, worked_out))
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
