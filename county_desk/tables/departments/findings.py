"""The contradictions between the register and the lists of departments: allowances, and the dead."""

from dataclasses import fields
from datetime import date
from typing import Annotated

from sqlalchemy import BigInteger, ColumnElement, and_, cast, func, literal, null, or_, select
from sqlalchemy.orm import aliased

from county_desk.fields import Choice, Term
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
from county_desk.tables.declared import Shown, ShownRow, select_of, table_of
from county_desk.tables.departments.hits import COUNTS, in_its_village, names_member
from county_desk.tables.listing import Listing, Rows
from county_desk.tables.terms import as_term, pair_number
from county_desk.tables.usual_fields import HeadName, HouseholdNumber, VillageName
from county_desk.text import N_

DEATH_WORDS = ("死亡", "去世", "亡故", "注销")  # as departments write that a person died


class Contradiction(Term):
    """How register and lists contradict each other; the first two are the two directions of one check."""

    REGISTERED_WITHOUT = "registered_without", N_("Registered, no allowance")
    ALLOWANCE_WITHOUT = "allowance_without", N_("Allowance, not registered")
    DEAD = "dead", N_("Dead, still on the register")


class ContradictionRow(ShownRow):
    """One contradiction. `list` is blank for a household that is on no list of the year."""

    id: Annotated[int, Shown(label=N_("Record"))]
    finding: Annotated[
        Contradiction, Shown(label=N_("What contradicts"), kind=Choice(terms=Contradiction, width=18))
    ]
    name: Annotated[str, Shown(DepartmentEntry.name, N_("Name"))]
    id_number: Annotated[str, Shown(DepartmentEntry.id_number)]
    kind: Annotated[str, Shown(DepartmentEntry.kind)]
    list: Annotated[str, Shown(DepartmentList.name, N_("List"), width=20)]
    household: HouseholdNumber
    head: HeadName
    village: VillageName
    outcome: Annotated[HitOutcome | None, Shown(HitDecision.outcome, width=18)]
    explanation: Annotated[str | None, Shown(HitDecision.explanation, width=24)]
    decided_on: Annotated[date | None, Shown(HitDecision.decided_on)]
    household_id: Annotated[int | None, Shown(Household.id, N_("Household"))]
    member_id: Annotated[int | None, Shown(Member.id, N_("Member"))]
    entry_id: Annotated[int | None, Shown(DepartmentEntry.id, N_("Line of the list"))]
    village_id: Annotated[int | None, Shown(Household.village_id, N_("Village record"))]


DEPARTMENT_FINDINGS = table_of("department_findings", N_("Register against departments"), ContradictionRow)


_BLANK, _NONE = literal(""), cast(null(), BigInteger)


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
    """Whether a list of civil affairs covers a household: a request named it, or none was made."""
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
        select_of(
            ContradictionRow,
            id=cast(Household.id, BigInteger) * 4 + 1,
            finding=literal(Contradiction.REGISTERED_WITHOUT.value),
            name=Household.head,
            id_number=_BLANK,
            kind=_BLANK,
            list=_BLANK,
            member_id=_NONE,
            entry_id=_NONE,
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
        select_of(
            ContradictionRow,
            id=cast(DepartmentEntry.id, BigInteger) * 4 + 2,
            finding=literal(Contradiction.ALLOWANCE_WITHOUT.value),
            household=_BLANK,
            head=_BLANK,
            village=func.coalesce(Place.name, ""),
            household_id=_NONE,
            member_id=_NONE,
            village_id=DepartmentEntry.village_id,
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
        select_of(
            ContradictionRow,
            id=pair_number(DepartmentEntry.id, Member.id) * 4 + 3,
            finding=literal(Contradiction.DEAD.value),
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
