"""Households that are watched, and what other departments say of people, held against the register."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from sqlalchemy import case, func, select
from sqlalchemy.orm import Session, aliased

from county_desk.facts.kinds import WordText
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
from county_desk.models.department import DepartmentEntry, DepartmentList
from county_desk.models.household import Household, Member, Standing
from county_desk.models.monitored import Intensity, Monitored, RemovalWay
from county_desk.models.place import Place
from county_desk.tables.listing import Listing, Rows
from county_desk.tables.terms import as_term, pair_number
from county_desk.text import N_


class MonitoredState(Term):
    """Whether the risk of a household stands."""

    WATCHED = "watched", N_("Monitored")
    RELEASED = "released", N_("Released")


@dataclass(frozen=True, slots=True)
class MonitoredRow:
    """One watched household; `removed` is blank while the risk stands."""

    id: int
    state: MonitoredState
    head: str
    village: str
    kind: str
    risks: str
    identified: str
    removed: str
    township: str
    number: str
    id_number: str
    entered_on: date | None
    intensity: Intensity | None
    visited_on: date | None
    visit_due_on: date | None
    released_on: date | None
    way: RemovalWay | None
    standing: Standing | None
    entry_case_id: int | None
    release_case_id: int | None
    household_id: int | None
    village_id: int


MONITORED = Table(
    key="monitored",
    title=N_("Monitored households"),
    row=MonitoredRow,
    columns=(
        Column("id", N_("Record"), Record(), hidden=True),
        Column("state", N_("State"), Choice(terms=MonitoredState, width=13)),
        Column("head", N_("Head of household"), Text(width=10)),
        Column("village", N_("Village"), Text(width=12)),
        Column("kind", N_("Kind of monitoring"), WordText(title="监测对象类别", width=14)),
        Column("risks", N_("Risks"), WordText(title="致贫返贫风险1", width=20)),
        Column("identified", N_("Identified"), Text(width=10)),
        Column("removed", N_("Risk removed"), Text(width=10)),
        Column("township", N_("Township"), Text(width=10)),
        Column("number", N_("Household number"), Code(width=20)),
        Column("id_number", N_("Identity number"), IdNumber()),
        Column("entered_on", N_("Entry announced"), Day(), hidden=True),
        Column("intensity", N_("Intensity"), Choice(terms=Intensity)),
        Column("visited_on", N_("Last visit"), Day()),
        Column("visit_due_on", N_("Next visit by"), Day()),
        Column("released_on", N_("Release announced"), Day(), hidden=True),
        Column("way", N_("How the risk went"), Choice(terms=RemovalWay)),
        Column("standing", N_("Standing in the register"), Choice(terms=Standing)),
        Column("entry_case_id", N_("Case of the entry"), Record(), hidden=True),
        Column("release_case_id", N_("Case of the release"), Record(), hidden=True),
        Column("household_id", N_("Household"), Record(), hidden=True),
        Column("village_id", N_("Village record"), Record(), hidden=True),
    ),
)


def _monitored() -> Rows:
    township = aliased(Place)
    state = case((Monitored.removed == "", MonitoredState.WATCHED.value), else_=MonitoredState.RELEASED.value)
    return (
        select(
            Monitored.id.label("id"),
            as_term(state, MonitoredState).label("state"),
            Monitored.head.label("head"),
            Place.name.label("village"),
            Monitored.kind.label("kind"),
            Monitored.risks.label("risks"),
            Monitored.identified.label("identified"),
            Monitored.removed.label("removed"),
            func.coalesce(township.name, "").label("township"),
            Monitored.number.label("number"),
            Monitored.id_number.label("id_number"),
            Monitored.entered_on.label("entered_on"),
            Monitored.intensity.label("intensity"),
            Monitored.visited_on.label("visited_on"),
            Monitored.visit_due_on.label("visit_due_on"),
            Monitored.released_on.label("released_on"),
            Monitored.way.label("way"),
            Household.standing.label("standing"),
            Monitored.entry_case_id.label("entry_case_id"),
            Monitored.release_case_id.label("release_case_id"),
            Monitored.household_id.label("household_id"),
            Monitored.village_id.label("village_id"),
        )
        .join(Place, Place.id == Monitored.village_id)
        .outerjoin(township, township.id == Place.parent_id)
        .outerjoin(Household, Household.id == Monitored.household_id)
        .where(Monitored.withdrawn_on.is_(None))
    )


def overdue_visits(session: Session, today: date) -> int:
    """Return how many monitored households should have been visited before today."""
    late = (Monitored.removed == "") & (Monitored.visit_due_on < today) & Monitored.withdrawn_on.is_(None)
    return session.scalar(select(func.count(Monitored.id)).where(late)) or 0


@dataclass(frozen=True, slots=True)
class DepartmentListRow:
    """One list that another department sent, with how many of its persons the register has."""

    id: int
    name: str
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
        .where(DepartmentEntry.list_id == DepartmentList.id, DepartmentEntry.withdrawn_on.is_(None))
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


@dataclass(frozen=True, slots=True)
class MatchRow:
    """One person of a department's list who is on record, with the household that the person lives in."""

    id: int
    list_id: int
    list: str
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
    household_id: int
    member_id: int
    village_id: int


MATCHES = Table(
    key="department_matches",
    title=N_("Comparison with departments' lists"),
    row=MatchRow,
    columns=(
        Column("id", N_("Record"), Record(), hidden=True),
        Column("list_id", N_("List"), Record(), hidden=True),
        Column("list", N_("List"), Text(width=20)),
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
        Column("household_id", N_("Household"), Record(), hidden=True),
        Column("member_id", N_("Member"), Record(), hidden=True),
        Column("village_id", N_("Village record"), Record(), hidden=True),
    ),
)


def _matches() -> Rows:
    same = case((Member.name == DepartmentEntry.name, Match.SAME.value), else_=Match.OTHER_NAME.value)
    return (
        select(
            pair_number(DepartmentEntry.id, Member.id).label("id"),
            DepartmentEntry.list_id.label("list_id"),
            DepartmentList.name.label("list"),
            DepartmentEntry.row.label("row"),
            DepartmentEntry.name.label("name"),
            DepartmentEntry.id_number.label("id_number"),
            DepartmentEntry.kind.label("kind"),
            DepartmentEntry.amount.label("amount"),
            as_term(same, Match).label("match"),
            Member.name.label("member"),
            Household.number.label("household"),
            Household.head.label("head"),
            Place.name.label("village"),
            Household.standing.label("standing"),
            Household.id.label("household_id"),
            Member.id.label("member_id"),
            Household.village_id.label("village_id"),
        )
        .join(DepartmentList, DepartmentList.id == DepartmentEntry.list_id)
        .join(Member, Member.id_number == DepartmentEntry.id_number)
        .join(Household, Household.id == Member.household_id)
        .join(Place, Place.id == Household.village_id)
        .where(
            DepartmentEntry.id_number != "",
            DepartmentEntry.withdrawn_on.is_(None),
            DepartmentList.withdrawn_on.is_(None),
            Member.withdrawn_on.is_(None),
            Household.withdrawn_on.is_(None),
        )
    )


MONITORED_LISTING = Listing(
    MONITORED, _monitored, search=("head", "number", "village"), order=("village_id", "number", "id")
)
DEPARTMENT_LISTS_LISTING = Listing(DEPARTMENT_LISTS, _department_lists, search=("name",), order=("-id",))
MATCHES_LISTING = Listing(
    MATCHES, _matches, search=("name", "member", "head", "village"), order=("list_id", "row", "member_id")
)
