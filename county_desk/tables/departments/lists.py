"""Lists of other departments, and everybody of the register whom they name."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from sqlalchemy import ColumnElement, and_, case, func, or_, select
from sqlalchemy.orm import aliased

from county_desk.fields import (
    Choice,
    Code,
    Column,
    Count,
    Day,
    IdNumber,
    Money,
    Record,
    Table,
    Term,
    Text,
    Year,
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
from county_desk.tables.departments.hits import COUNTS, decision_on_hit, hit_stands, names_member
from county_desk.tables.listing import Listing, Rows
from county_desk.tables.terms import as_term, pair_number
from county_desk.text import N_


@dataclass(frozen=True, slots=True)
class DepartmentListRow:
    """One list that another department sent, with how many of its persons the register has."""

    id: int
    name: str
    department: Department | None
    request_id: int | None
    year: int
    received_on: date
    persons: int
    matched: int
    batch_id: int | None


DEPARTMENT_LISTS = Table(
    key="department_lists",
    title=N_("Lists of other departments"),
    row=DepartmentListRow,
    columns=(
        Column("id", N_("List"), Record()),
        Column("name", N_("Name"), Text(width=30)),
        Column("department", N_("Department"), Choice(terms=Department, width=16)),
        Column("request_id", N_("Answers request"), Record()),
        Column("year", N_("Year"), Year()),
        Column("received_on", N_("Received on"), Day()),
        Column("persons", N_("Persons"), Count()),
        Column("matched", N_("In the register"), Count()),
        Column("batch_id", N_("Batch"), Record()),
    ),
)


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
    return select(
        DepartmentList.id.label("id"),
        DepartmentList.name.label("name"),
        DepartmentList.department.label("department"),
        DepartmentList.request_id.label("request_id"),
        DepartmentList.year.label("year"),
        DepartmentList.received_on.label("received_on"),
        entries.scalar_subquery().label("persons"),
        entries.where(DepartmentEntry.id_number != "", on_record).scalar_subquery().label("matched"),
        DepartmentList.batch_id.label("batch_id"),
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


@dataclass(frozen=True, slots=True)
class MatchRow:
    """One person of a department's list who is on record, with the household that the person lives in."""

    id: int
    state: HitState
    list_id: int
    list: str
    department: Department | None
    row: int
    name: str
    id_number: str
    kind: str
    amount: Decimal | None
    match: Match
    member: str
    household: str
    head: str
    village: str
    standing: Standing
    outcome: HitOutcome | None
    explanation: str | None
    decided_on: date | None
    request_id: int | None
    household_id: int
    member_id: int
    entry_id: int
    village_id: int


MATCHES = Table(
    key="comparisons",
    title=N_("Comparison with departments' lists"),
    row=MatchRow,
    columns=(
        Column("id", N_("Record"), Record(), hidden=True),
        Column("state", N_("State"), Choice(terms=HitState, width=14)),
        Column("list_id", N_("List"), Record(), hidden=True),
        Column("list", N_("List"), Text(width=20)),
        Column("department", N_("Department"), Choice(terms=Department, width=12)),
        Column("row", N_("Row"), Count(width=6)),
        Column("name", N_("Name on the list"), Text(width=10)),
        Column("id_number", N_("Identity number"), IdNumber()),
        Column("kind", N_("Kind"), Text(width=14)),
        Column("amount", N_("Amount (yuan)"), Money()),
        Column("match", N_("Comparison"), Choice(terms=Match)),
        Column("member", N_("Name in the register"), Text(width=10)),
        Column("household", N_("Household number"), Code(width=20)),
        Column("head", N_("Head of household"), Text(width=10)),
        Column("village", N_("Village"), Text(width=12)),
        Column("standing", N_("Standing"), Choice(terms=Standing)),
        Column("outcome", N_("Ruling"), Choice(terms=HitOutcome, width=18)),
        Column("explanation", N_("Explanation"), Text(width=24)),
        Column("decided_on", N_("Ruled on"), Day()),
        Column("request_id", N_("Request"), Record(), hidden=True),
        Column("household_id", N_("Household"), Record(), hidden=True),
        Column("member_id", N_("Member"), Record(), hidden=True),
        Column("entry_id", N_("Line of the list"), Record(), hidden=True),
        Column("village_id", N_("Village record"), Record(), hidden=True),
    ),
)


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


def _matches() -> Rows:
    return (
        select(
            pair_number(DepartmentEntry.id, Member.id).label("id"),
            _hit_state().label("state"),
            DepartmentEntry.list_id.label("list_id"),
            DepartmentList.name.label("list"),
            DepartmentList.department.label("department"),
            DepartmentEntry.row.label("row"),
            DepartmentEntry.name.label("name"),
            DepartmentEntry.id_number.label("id_number"),
            DepartmentEntry.kind.label("kind"),
            DepartmentEntry.amount.label("amount"),
            _match().label("match"),
            Member.name.label("member"),
            Household.number.label("household"),
            Household.head.label("head"),
            Place.name.label("village"),
            Household.standing.label("standing"),
            HitDecision.outcome.label("outcome"),
            HitDecision.explanation.label("explanation"),
            HitDecision.decided_on.label("decided_on"),
            DepartmentList.request_id.label("request_id"),
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
        .outerjoin(HitDecision, decision_on_hit())
        .where(*hit_stands())
    )


DEPARTMENT_LISTS_LISTING = Listing(
    DEPARTMENT_LISTS, _department_lists, search=("name",), order=("-id",), named=("name", "id")
)
MATCHES_LISTING = Listing(
    MATCHES, _matches, search=("name", "member", "head", "village"), order=("list_id", "row", "member_id")
)
