"""Households and their members, with their facts of each year."""

from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import CheckConstraint, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from county_desk.day_laws import COUNTED_YEAR
from county_desk.facts import facts_of
from county_desk.facts.fact import FactSubject
from county_desk.fields import Choice, Code, Count, Day, Sex, Term, Year
from county_desk.models.base import Kept
from county_desk.models.declared import column, link
from county_desk.models.fact_columns import with_fact_columns
from county_desk.models.place import Place
from county_desk.models.record_kind import RecordKind
from county_desk.models.sounding import NAMED, SORTED
from county_desk.shapes import Shape
from county_desk.text import N_

_LONG = text("length(id_number) > 18")
_STANDS = text("withdrawn_on IS NULL")


class Standing(Term):
    """The standing of a household in the register."""

    APPLICANT = "applicant", N_("Applicant"), Shape.NONE
    REGISTERED = "registered", N_("Registered"), Shape.UNDERWAY
    EXITED = "exited", N_("Exited"), Shape.FINE
    REMOVED = "removed", N_("Removed"), Shape.NONE
    ORDINARY = (
        "ordinary",
        N_("Ordinary household"),
        Shape.NONE,
    )  # never registered; on file for monitoring only


@with_fact_columns(facts_of(FactSubject.HOUSEHOLD))
class Household(Kept):
    """A household that lives and spends together; the register's unit of account.

    `earlier_number` is the one of our own that it bore before it took over one of the national system. The
    `stated` days of its coming, leaving and coming back are those of an opening balance; they stay.
    """

    __table_args__ = (
        CheckConstraint("persons > 0", name="persons_positive"),
        Index("ix_household_village_standing", "village_id", "standing"),
        # every delivered file asks who else has its accounts and telephones
        Index("ix_household_account", "account"),
        Index("ix_household_telephone", "telephone"),
        # a list in the order of its names begins at once, both ways; a search reads nothing but the keys
        Index("ix_household_by_name", "head_sort", "village_id", "number"),
        Index("ix_household_head_found", "head_found"),
    )

    number: Mapped[str] = column(N_("Household number"), Code(width=20), unique=True)
    village_id: Mapped[int] = link("place", N_("Village"))
    group_name: Mapped[str] = mapped_column(default="", info=SORTED)
    head: Mapped[str] = mapped_column(index=True, info=NAMED)
    persons: Mapped[int]
    standing: Mapped[Standing] = column(
        N_("Standing in the register"), Choice(terms=Standing), default=Standing.APPLICANT, index=True
    )
    kind: Mapped[str] = mapped_column(default="", info=SORTED)
    cause: Mapped[str] = mapped_column(default="", info=SORTED)
    other_causes: Mapped[str] = mapped_column(default="")
    telephone: Mapped[str] = mapped_column(default="")
    account: Mapped[str] = mapped_column(default="")
    identified: Mapped[str] = mapped_column(default="")
    claimed: Mapped[str] = mapped_column(default="")
    remark: Mapped[str] = mapped_column(default="")
    registered_on: Mapped[date | None] = column(N_("Registered on"), Day())
    exited_on: Mapped[date | None] = column(N_("Exited on"), Day())
    grace_until: Mapped[date | None] = column(N_("Grace until"), Day())
    batch_id: Mapped[int | None] = link("batch", N_("Batch"), index=True)
    earlier_number: Mapped[str | None] = column(N_("Earlier number"), Code())
    official: Mapped[str | None]
    official_unit: Mapped[str | None]
    official_post: Mapped[str | None]
    official_phone: Mapped[str | None]
    stated_entry_on: Mapped[date | None] = column(N_("Registered on by the opening balance"), Day())
    stated_exit_on: Mapped[date | None] = column(N_("Exited on by the opening balance"), Day())
    stated_return_on: Mapped[date | None] = column(N_("Fell back on by the opening balance"), Day())

    village: Mapped[Place] = relationship()
    members: Mapped[list["Member"]] = relationship(back_populates="household", order_by="Member.position")
    years: Mapped[list["HouseholdYear"]] = relationship(
        back_populates="household", order_by="HouseholdYear.year"
    )


HOUSEHOLD = RecordKind(
    Household,
    N_("Household"),
    (Household.head, Household.number),
    terms=((Household.registered_on, Household.withdrawn_on), (Household.registered_on, Household.exited_on)),
)


@with_fact_columns(facts_of(FactSubject.PERSON))
class Member(Kept):
    """One person of a household."""

    __table_args__ = (
        # the few that bear the number of a certificate are looked for with every delivered file
        Index("ix_member_certificate", "id_number", sqlite_where=_LONG, postgresql_where=_LONG),
        # lists of households show and sort by the number of the head
        Index(
            "ix_member_head",
            *("household_id", "relation", "id_number"),
            sqlite_where=_STANDS,
            postgresql_where=_STANDS,
        ),
        Index("ix_member_by_name", "name_sort", "household_id"),
        Index("ix_member_name_found", "name_found"),
    )

    household_id: Mapped[int] = link("household", N_("Household"), of="households", index=True)
    position: Mapped[int]
    name: Mapped[str] = mapped_column(index=True, info=NAMED)
    relation: Mapped[str] = mapped_column(info=SORTED)
    sex: Mapped[Sex | None]
    id_number: Mapped[str] = mapped_column(default="", index=True)
    born_on: Mapped[date | None]
    ethnicity: Mapped[str] = mapped_column(default="", info=SORTED)

    household: Mapped[Household] = relationship(back_populates="members")
    years: Mapped[list["MemberYear"]] = relationship(back_populates="member")


MEMBER = RecordKind(
    Member,
    N_("Member"),
    (Member.name,),
    about=(Member.household_id,),
    terms=((Member.born_on, Member.withdrawn_on),),
)


@with_fact_columns(facts_of(FactSubject.HOUSEHOLD_YEAR))
class HouseholdYear(Kept):
    """The facts of a household in one year; None means that they were not looked at.

    Money is yuan, areas are square metres and mu. `ledger` maps the Chinese title of each income line to
    fen, as the workbook or the visit gave it.
    """

    __table_args__ = (
        UniqueConstraint("household_id", "year"),
        # lists of households show and sort by the income of the newest year
        Index(
            "ix_household_year_newest",
            *("household_id", "year", "income_per_head"),
            sqlite_where=_STANDS,
            postgresql_where=_STANDS,
        ),
        CheckConstraint("persons IS NULL OR persons > 0", name="persons_positive"),
    )

    household_id: Mapped[int] = link("household", N_("Household"), of="households")
    year: Mapped[int] = column(N_("Year"), Year(), law=COUNTED_YEAR)
    persons: Mapped[int | None] = column(N_("Members"), Count())
    wage: Mapped[Decimal | None]
    business: Mapped[Decimal | None]
    property: Mapped[Decimal | None]
    transfer: Mapped[Decimal | None]
    expense: Mapped[Decimal | None]
    net_income: Mapped[Decimal | None]
    income_per_head: Mapped[Decimal | None]
    income_stable: Mapped[bool | None]
    ledger: Mapped[dict[str, Any] | None]
    enough_food: Mapped[bool | None]
    enough_clothing: Mapped[bool | None]
    dropouts: Mapped[int | None]
    all_insured: Mapped[bool | None]
    housing_grade: Mapped[str | None]
    housing_area: Mapped[Decimal | None]
    safe_water: Mapped[bool | None]
    electricity: Mapped[bool | None]
    arable_land: Mapped[Decimal | None]
    disqualified: Mapped[bool | None]
    window_income: Mapped[Decimal | None]
    window_end: Mapped[str | None]
    hard_spending: Mapped[Decimal | None]
    beyond_means: Mapped[bool | None]
    months_above: Mapped[int | None]
    risks_gone: Mapped[bool | None]
    new_risk: Mapped[bool | None]

    household: Mapped[Household] = relationship(back_populates="years")


HOUSEHOLD_YEAR = RecordKind(
    HouseholdYear,
    N_("Facts of a household in a year"),
    (Household.head, HouseholdYear.year),
    about=(HouseholdYear.household_id,),
)


@with_fact_columns(facts_of(FactSubject.PERSON_YEAR))
class MemberYear(Kept):
    """The facts of a person in one year; None means that they were not looked at."""

    __table_args__ = (
        UniqueConstraint("member_id", "year"),
        CheckConstraint("work_months IS NULL OR work_months BETWEEN 0 AND 1200", name="months_in_a_year"),
    )

    member_id: Mapped[int] = link("member", N_("Member"), of="members")
    year: Mapped[int] = column(N_("Year"), Year(), law=COUNTED_YEAR)
    education: Mapped[str | None]
    schooling: Mapped[str | None]
    health: Mapped[str | None]
    labour: Mapped[str | None]
    work_months: Mapped[Decimal | None]
    insured: Mapped[bool | None]
    allowance: Mapped[str | None]

    member: Mapped[Member] = relationship(back_populates="years")


MEMBER_YEAR = RecordKind(
    MemberYear,
    N_("Facts of a person in a year"),
    (Member.name, MemberYear.year),
    about=(MemberYear.member_id,),
)
