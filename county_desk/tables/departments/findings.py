"""Where the register and the lists of departments contradict each other: allowances, and the dead."""

from dataclasses import dataclass, fields
from datetime import date

from sqlalchemy import BigInteger, ColumnElement, and_, cast, func, literal, null, or_, select
from sqlalchemy.orm import aliased

from county_desk.fields import Choice, Code, Column, Day, IdNumber, Record, Table, Term, Text
from county_desk.models.department import (
    AskedPerson,
    Department,
    DepartmentEntry,
    DepartmentList,
    HitDecision,
    HitOutcome,
)
from county_desk.models.household import Household, Member, Standing
from county_desk.models.place import Place
from county_desk.tables.by_sound import united
from county_desk.tables.departments.hits import COUNTS, in_its_village, names_member
from county_desk.tables.listing import Listing, Rows
from county_desk.tables.terms import as_term, pair_number
from county_desk.text import N_

DEATH_WORDS = ("死亡", "去世", "亡故", "注销")  # as departments write that a person died


class Contradiction(Term):
    """How register and lists contradict each other; the first two are the two directions of one check."""

    REGISTERED_WITHOUT = "registered_without", N_("Registered, no allowance")
    ALLOWANCE_WITHOUT = "allowance_without", N_("Allowance, not registered")
    DEAD = "dead", N_("Dead, still on the register")


@dataclass(frozen=True, slots=True)
class ContradictionRow:
    """One contradiction. `list` is blank for a household that is on no list of the year."""

    id: int
    finding: Contradiction
    name: str
    id_number: str
    kind: str
    list: str
    household: str
    head: str
    village: str
    outcome: HitOutcome | None
    explanation: str | None
    decided_on: date | None
    household_id: int | None
    member_id: int | None
    entry_id: int | None
    village_id: int | None


DEPARTMENT_FINDINGS = Table(
    key="department_findings",
    title=N_("Register against departments"),
    row=ContradictionRow,
    columns=(
        Column("id", N_("Record"), Record(), hidden=True),
        Column("finding", N_("What contradicts"), Choice(terms=Contradiction, width=18)),
        Column("name", N_("Name"), Text(width=10)),
        Column("id_number", N_("Identity number"), IdNumber()),
        Column("kind", N_("Kind"), Text(width=14)),
        Column("list", N_("List"), Text(width=20)),
        Column("household", N_("Household number"), Code(width=20)),
        Column("head", N_("Head of household"), Text(width=10)),
        Column("village", N_("Village"), Text(width=12)),
        Column("outcome", N_("Ruling"), Choice(terms=HitOutcome, width=18)),
        Column("explanation", N_("Explanation"), Text(width=24)),
        Column("decided_on", N_("Ruled on"), Day()),
        Column("household_id", N_("Household"), Record(), hidden=True),
        Column("member_id", N_("Member"), Record(), hidden=True),
        Column("entry_id", N_("Line of the list"), Record(), hidden=True),
        Column("village_id", N_("Village record"), Record(), hidden=True),
    ),
)


def _newest_civil() -> tuple[ColumnElement[bool], ...]:
    """The lists of civil affairs of the newest year that has one."""
    other = aliased(DepartmentList)
    civil = (other.department == Department.CIVIL_AFFAIRS, other.withdrawn_on.is_(None))
    newest = select(func.max(other.year)).where(*civil).scalar_subquery()
    return (
        DepartmentList.department == Department.CIVIL_AFFAIRS,
        DepartmentList.withdrawn_on.is_(None),
        DepartmentList.year == newest,
    )


def _covered() -> ColumnElement[bool]:
    """Whether civil affairs was asked about a household, or sent a list of its own."""
    asked = (
        select(AskedPerson.id)
        .where(
            AskedPerson.request_id == DepartmentList.request_id,
            AskedPerson.household_id == Household.id,
            AskedPerson.withdrawn_on.is_(None),
        )
        .correlate(DepartmentList, Household)
        .exists()
    )
    lists = select(DepartmentList.id).where(*_newest_civil(), or_(DepartmentList.request_id.is_(None), asked))
    return lists.correlate(Household).exists()


def _entitled() -> ColumnElement[bool]:
    """Whether a member of a household is on a list of civil affairs."""
    found = (
        select(Member.id)
        .join(DepartmentEntry, names_member())
        .join(DepartmentList, DepartmentList.id == DepartmentEntry.list_id)
        .where(
            Member.household_id == Household.id,
            Member.withdrawn_on.is_(None),
            in_its_village(),
            *COUNTS,
            *_newest_civil(),
        )
    )
    return found.correlate(Household).exists()


def _registered_without() -> Rows:
    """Registered households that the lists of civil affairs cover but do not name."""
    decided = and_(HitDecision.household_id == Household.id, HitDecision.withdrawn_on.is_(None))
    return (
        select(
            (cast(Household.id, BigInteger) * 4 + 1).label("id"),
            literal(Contradiction.REGISTERED_WITHOUT.value).label("finding"),
            Household.head.label("name"),
            literal("").label("id_number"),
            literal("").label("kind"),
            literal("").label("list"),
            *_of_household(),
            *_of_decision(),
            Household.id.label("household_id"),
            cast(null(), BigInteger).label("member_id"),
            cast(null(), BigInteger).label("entry_id"),
            Household.village_id.label("village_id"),
        )
        .join(Place, Place.id == Household.village_id)
        .outerjoin(HitDecision, decided)
        .where(
            Household.standing == Standing.REGISTERED,
            Household.withdrawn_on.is_(None),
            _covered(),
            ~_entitled(),
        )
    )


def _allowance_without() -> Rows:
    """Persons on the lists of civil affairs who live in no household that is or was registered."""
    known = (
        select(Member.id)
        .join(Household, Household.id == Member.household_id)
        .where(
            names_member(),
            in_its_village(),
            Member.withdrawn_on.is_(None),
            Household.withdrawn_on.is_(None),
            Household.standing.in_((Standing.REGISTERED, Standing.EXITED)),
        )
        .correlate(DepartmentEntry)
        .exists()
    )
    decided = and_(
        HitDecision.entry_id == DepartmentEntry.id,
        HitDecision.member_id.is_(None),
        HitDecision.withdrawn_on.is_(None),
    )
    return (
        select(
            (cast(DepartmentEntry.id, BigInteger) * 4 + 2).label("id"),
            literal(Contradiction.ALLOWANCE_WITHOUT.value).label("finding"),
            *_of_entry(),
            literal("").label("household"),
            literal("").label("head"),
            func.coalesce(Place.name, "").label("village"),
            *_of_decision(),
            cast(null(), BigInteger).label("household_id"),
            cast(null(), BigInteger).label("member_id"),
            DepartmentEntry.id.label("entry_id"),
            DepartmentEntry.village_id.label("village_id"),
        )
        .select_from(DepartmentEntry)
        .join(DepartmentList, DepartmentList.id == DepartmentEntry.list_id)
        .outerjoin(Place, Place.id == DepartmentEntry.village_id)
        .outerjoin(HitDecision, decided)
        .where(*COUNTS, *_newest_civil(), ~known, ~_died())
    )


def _dead() -> Rows:
    """Members of the register whom a list reports dead."""
    decided = and_(
        HitDecision.entry_id == DepartmentEntry.id,
        HitDecision.member_id == Member.id,
        HitDecision.withdrawn_on.is_(None),
    )
    return (
        select(
            (pair_number(DepartmentEntry.id, Member.id) * 4 + 3).label("id"),
            literal(Contradiction.DEAD.value).label("finding"),
            *_of_entry(),
            *_of_household(),
            *_of_decision(),
            Household.id.label("household_id"),
            Member.id.label("member_id"),
            DepartmentEntry.id.label("entry_id"),
            Household.village_id.label("village_id"),
        )
        .select_from(DepartmentEntry)
        .join(DepartmentList, DepartmentList.id == DepartmentEntry.list_id)
        .join(Member, names_member())
        .join(Household, Household.id == Member.household_id)
        .join(Place, Place.id == Household.village_id)
        .outerjoin(HitDecision, decided)
        .where(
            *COUNTS,
            in_its_village(),
            DepartmentList.withdrawn_on.is_(None),
            Member.withdrawn_on.is_(None),
            Household.withdrawn_on.is_(None),
            _died(),
        )
    )


def _died() -> ColumnElement[bool]:
    """Whether a line reports the person dead."""
    return or_(*(DepartmentEntry.kind.contains(word) for word in DEATH_WORDS))


def _of_entry() -> tuple[ColumnElement[str], ...]:
    return (
        DepartmentEntry.name.label("name"),
        DepartmentEntry.id_number.label("id_number"),
        DepartmentEntry.kind.label("kind"),
        DepartmentList.name.label("list"),
    )


def _of_household() -> tuple[ColumnElement[str], ...]:
    return Household.number.label("household"), Household.head.label("head"), Place.name.label("village")


def _of_decision() -> tuple[ColumnElement[HitOutcome], ColumnElement[str], ColumnElement[date]]:
    return (
        HitDecision.outcome.label("outcome"),
        HitDecision.explanation.label("explanation"),
        HitDecision.decided_on.label("decided_on"),
    )


def _findings() -> Rows:
    parts = (_registered_without(), _allowance_without(), _dead())
    found = united(*parts).subquery()
    terms = {"finding": Contradiction, "outcome": HitOutcome}
    keys = [field.name for field in fields(ContradictionRow)]
    return select(
        *((as_term(found.c[key], terms[key]) if key in terms else found.c[key]).label(key) for key in keys)
    )


LISTING = Listing(
    DEPARTMENT_FINDINGS, _findings, search=("name", "head", "village"), order=("finding", "village", "id")
)
