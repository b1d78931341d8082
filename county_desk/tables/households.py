"""Households and members as the registry shows them; personal numbers are masked on the screen."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from sqlalchemy import func, select
from sqlalchemy.orm import aliased

from county_desk.fields import (
    Choice,
    Code,
    Column,
    Count,
    Day,
    Digits,
    IdNumber,
    Money,
    Record,
    Sex,
    Table,
    Text,
)
from county_desk.models.household import Household, HouseholdYear, Member, Standing
from county_desk.models.place import Place
from county_desk.tables.listing import Listing, Rows
from county_desk.text import N_


@dataclass(frozen=True, slots=True)
class HouseholdRow:
    """One household as listed; the income is of the last year that is known."""

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


HOUSEHOLDS = Table(
    key="households",
    title=N_("Household roster"),
    row=HouseholdRow,
    columns=(
        Column("id", N_("Record"), Record(), hidden=True),
        Column("number", N_("Household number"), Code(width=20), ("户编号", "贫困户编号")),
        Column("head", N_("Head of household"), Text(width=10), ("户主姓名",)),
        Column("id_number", N_("Identity number"), IdNumber(), ("户主证件号码",)),
        Column("township", N_("Township"), Text(width=10), ("乡镇",)),
        Column("village", N_("Village"), Text(width=12), ("行政村",)),
        Column("group_name", N_("Villager group"), Text(width=8), ("村民小组",)),
        Column("persons", N_("Members"), Count(), ("家庭人口数",)),
        Column("standing", N_("Standing"), Choice(terms=Standing)),
        Column("kind", N_("Household type"), Text(width=12), ("贫困户属性",)),
        Column("cause", N_("Main cause of poverty"), Text(width=12), ("主要致贫原因",)),
        Column("income_per_head", N_("Net income a head (yuan)"), Money(), ("人均纯收入",)),
        Column("telephone", N_("Telephone"), Digits(), ("联系电话",)),
        Column("account", N_("Bank account"), Digits(width=20), ("银行卡号",), hidden=True),
        Column("registered_on", N_("Registered on"), Day()),
        Column("exited_on", N_("Exited on"), Day()),
        Column("village_id", N_("Village record"), Record(), hidden=True),
        Column("township_id", N_("Township number"), Record(), hidden=True),
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
    return (
        select(
            Household.id.label("id"),
            Household.number.label("number"),
            Household.head.label("head"),
            func.coalesce(head, "").label("id_number"),
            func.coalesce(township.name, "").label("township"),
            village.name.label("village"),
            Household.group_name.label("group_name"),
            Household.persons.label("persons"),
            Household.standing.label("standing"),
            Household.kind.label("kind"),
            Household.cause.label("cause"),
            income.label("income_per_head"),
            Household.telephone.label("telephone"),
            Household.account.label("account"),
            Household.registered_on.label("registered_on"),
            Household.exited_on.label("exited_on"),
            Household.village_id.label("village_id"),
            township.id.label("township_id"),
        )
        .join(village, village.id == Household.village_id)
        .outerjoin(township, township.id == village.parent_id)
        .where(Household.withdrawn_on.is_(None))
    )


@dataclass(frozen=True, slots=True)
class MemberRow:
    """One person of a household."""

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


MEMBERS = Table(
    key="members",
    title=N_("Member roster"),
    row=MemberRow,
    columns=(
        Column("id", N_("Record"), Record(), hidden=True),
        Column("household_id", N_("Household"), Record(), hidden=True),
        Column("household", N_("Household number"), Code(width=20)),
        Column("name", N_("Name"), Text(width=10), ("姓名",)),
        Column("relation", N_("Relation to the head"), Text(width=8), ("与户主关系",)),
        Column("sex", N_("Sex"), Choice(terms=Sex, width=6), ("性别",)),
        Column("id_number", N_("Identity number"), IdNumber(), ("身份证号",)),
        Column("born_on", N_("Born on"), Day(), ("出生日期",)),
        Column("ethnicity", N_("Ethnic group"), Text(width=8), ("民族",)),
        Column("village", N_("Village"), Text(width=12)),
        Column("village_id", N_("Village record"), Record(), hidden=True),
    ),
)


def _members() -> Rows:
    return (
        select(
            Member.id.label("id"),
            Member.household_id.label("household_id"),
            Household.number.label("household"),
            Member.name.label("name"),
            Member.relation.label("relation"),
            Member.sex.label("sex"),
            Member.id_number.label("id_number"),
            Member.born_on.label("born_on"),
            Member.ethnicity.label("ethnicity"),
            Place.name.label("village"),
            Household.village_id.label("village_id"),
        )
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
