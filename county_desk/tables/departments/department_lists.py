"""Lists of other departments, and everybody of the register whom they name."""

from datetime import date
from decimal import Decimal
from typing import Annotated

from sqlalchemy import ColumnElement, and_, case, func, or_, select
from sqlalchemy.orm import aliased

from county_desk.fields import (
    Choice,
    Count,
    Term,
)
from county_desk.models.department import (
    Department,
    DepartmentEntry,
    DepartmentList,
    HitDecision,
    HitOutcome,
)
from county_desk.models.household import Household, Member, Standing
from county_desk.models.place import Place
from county_desk.shapes import Shape
from county_desk.tables.declared import Shown, ShownRow, select_of, table_of
from county_desk.tables.departments.hits import COUNTS, decision_on_hit, hit_stands, names_member
from county_desk.tables.listing import Listing, Rows
from county_desk.tables.terms import as_term, pair_number
from county_desk.tables.usual_fields import HeadName, HouseholdNumber, VillageName, VillageRecord
from county_desk.text import N_


class DepartmentListRow(ShownRow):
    """One list that another department sent, with how many of its persons the register has."""

    id: Annotated[int, Shown(DepartmentList.id, N_("List"), hidden=False)]
    name: Annotated[str, Shown(DepartmentList.name)]
    department: Annotated[Department | None, Shown(DepartmentList.department, width=16)]
    request_id: Annotated[int | None, Shown(DepartmentList.request_id, hidden=False)]
    year: Annotated[int, Shown(DepartmentList.year)]
    received_on: Annotated[date, Shown(DepartmentList.received_on)]
    persons: Annotated[int, Shown(label=N_("Persons"), kind=Count())]
    matched: Annotated[int, Shown(label=N_("In the register"), kind=Count())]
    batch_id: Annotated[int | None, Shown(DepartmentList.batch_id, hidden=False)]


DEPARTMENT_LISTS = table_of("department_lists", N_("Lists of other departments"), DepartmentListRow)


def _department_lists() -> Rows:
    entries = (
        select(func.count())
        .where(DepartmentEntry.list_id == DepartmentList.id, *COUNTS)
        .correlate(DepartmentList)
    )
    on_record = (
        select(Member.id)
        .join(Household, Household.id == Member.household_id)
        .where(
            Member.id_number == DepartmentEntry.id_number,
            Member.withdrawn_on.is_(None),
            Household.withdrawn_on.is_(None),
        )
        .correlate(DepartmentEntry)
        .exists()
    )
    return select_of(
        DepartmentListRow,
        persons=entries.scalar_subquery(),
        matched=entries.where(DepartmentEntry.id_number != "", on_record).scalar_subquery(),
    ).where(DepartmentList.withdrawn_on.is_(None))


class Match(Term):
    """How the register matches a person of another department's list."""

    SAME = "same", N_("Name agrees")
    OTHER_NAME = "other_name", N_("Another name")
    BY_NAME = "by_name", N_("By name in the village")


class HitState(Term):
    """Whether a hit was looked into."""

    OPEN = "open", N_("To decide"), Shape.WATCH
    KNOWN = "known", N_("Known from an earlier list"), Shape.NONE
    DECIDED = "decided", N_("Decided"), Shape.FINE


def _decided_before() -> ColumnElement[bool]:
    """Whether the same was decided about the same member on an earlier list of the same department."""
    earlier, listed, decided = aliased(DepartmentEntry), aliased(DepartmentList), aliased(HitDecision)
    same_amount = or_(
        earlier.amount == DepartmentEntry.amount,
        and_(earlier.amount.is_(None), DepartmentEntry.amount.is_(None)),
    )
    return (
        select(decided.id)
        .join(earlier, earlier.id == decided.entry_id)
        .join(listed, listed.id == earlier.list_id)
        .where(
            decided.member_id == Member.id,
            decided.withdrawn_on.is_(None),
            earlier.id < DepartmentEntry.id,
            earlier.kind == DepartmentEntry.kind,
            same_amount,
            listed.department == DepartmentList.department,
        )
        .correlate(DepartmentEntry, DepartmentList, Member)
        .exists()
    )


def _match() -> ColumnElement[object]:
    """How a line and the member it names agree."""
    same = case(
        (DepartmentEntry.id_number == "", Match.BY_NAME.value),
        (Member.name == DepartmentEntry.name, Match.SAME.value),
        else_=Match.OTHER_NAME.value,
    )
    return as_term(same, Match)


def _hit_state() -> ColumnElement[object]:
    state = case(
        (HitDecision.id.is_not(None), HitState.DECIDED.value),
        (_decided_before(), HitState.KNOWN.value),
        else_=HitState.OPEN.value,
    )
    return as_term(state, HitState)


class MatchRow(ShownRow):
    """One person of a department's list who is on record, with the household that the person lives in."""

    id: Annotated[int, Shown(pair_number(DepartmentEntry.id, Member.id), N_("Record"))]
    state: Annotated[HitState, Shown(_hit_state, N_("State"), Choice(terms=HitState, width=14))]
    list_id: Annotated[int, Shown(DepartmentEntry.list_id)]
    list: Annotated[str, Shown(DepartmentList.name, N_("List"), width=20)]
    department: Annotated[Department | None, Shown(DepartmentList.department)]
    row: Annotated[int, Shown(DepartmentEntry.row)]
    name: Annotated[str, Shown(DepartmentEntry.name)]
    id_number: Annotated[str, Shown(DepartmentEntry.id_number)]
    kind: Annotated[str, Shown(DepartmentEntry.kind)]
    amount: Annotated[Decimal | None, Shown(DepartmentEntry.amount)]
    match: Annotated[Match, Shown(_match, N_("Comparison"), Choice(terms=Match))]
    member: Annotated[str, Shown(Member.name, N_("Name in the register"))]
    household: HouseholdNumber
    head: HeadName
    village: VillageName
    standing: Annotated[Standing, Shown(Household.standing, N_("Standing"))]
    outcome: Annotated[HitOutcome | None, Shown(HitDecision.outcome, width=18)]
    explanation: Annotated[str | None, Shown(HitDecision.explanation, width=24)]
    decided_on: Annotated[date | None, Shown(HitDecision.decided_on)]
    request_id: Annotated[int | None, Shown(DepartmentList.request_id, N_("Request"))]
    household_id: Annotated[int, Shown(Household.id, N_("Household"))]
    member_id: Annotated[int, Shown(Member.id, N_("Member"))]
    entry_id: Annotated[int, Shown(DepartmentEntry.id, N_("Line of the list"))]
    village_id: VillageRecord


MATCHES = table_of("comparisons", N_("Comparison with departments' lists"), MatchRow)


def _matches() -> Rows:
    return (
        select_of(MatchRow)
        .select_from(DepartmentEntry)
        .join(DepartmentList, DepartmentList.id == DepartmentEntry.list_id)
        .join(Member, names_member())
        .join(Household, Household.id == Member.household_id)
        .join(Place, Place.id == Household.village_id)
        .outerjoin(HitDecision, decision_on_hit())
        .where(*hit_stands())
    )


DEPARTMENT_LISTS_LISTING = Listing(
    DEPARTMENT_LISTS, _department_lists, search=("name",), order=("-id",), named=("name", "id")
)
MATCHES_LISTING = Listing(
    MATCHES, _matches, search=("name", "member", "head", "village"), order=("list_id", "row", "member_id")
)
