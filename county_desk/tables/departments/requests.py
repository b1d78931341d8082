"""Requests to other departments, and the persons whom they ask about."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, ScalarSelect, case, func, select
from sqlalchemy.orm import aliased

from county_desk.fields import (
    Choice,
    Column,
    Count,
    Day,
    IdNumber,
    Record,
    Table,
    Term,
    Text,
)
from county_desk.models.case import Case
from county_desk.models.department import (
    AskedPerson,
    Department,
    DepartmentEntry,
    DepartmentList,
    DepartmentRequest,
    HitDecision,
    Persons,
)
from county_desk.models.household import Household, Member
from county_desk.models.place import Place
from county_desk.models.user import User
from county_desk.shapes import Shape
from county_desk.tables.departments.hits import COUNTS, decision_on_hit, hit_stands, names_member
from county_desk.tables.listing import Listing, Rows
from county_desk.tables.terms import as_term
from county_desk.text import N_


class RequestState(Term):
    """Whether a request was answered."""

    OPEN = "open", N_("Waits for the answer"), Shape.UNDERWAY
    ANSWERED = "answered", N_("Answered"), Shape.FINE


@dataclass(frozen=True, slots=True)
class RequestRow:
    """One request with its persons, how many of them the answer names, and the hits that are open."""

    id: int
    state: RequestState
    department: Department
    asked_on: date
    due_on: date | None
    asked_about: Persons | None
    place: str
    persons: int
    answered_on: date | None
    listed: int
    open: int
    recorded_by: str
    case_id: int | None
    place_id: int | None


REQUESTS = Table(
    key="requests",
    title=N_("Requests to departments"),
    row=RequestRow,
    columns=(
        Column("id", N_("Request"), Record()),
        Column("state", N_("State"), Choice(terms=RequestState, width=14)),
        Column("department", N_("Department"), Choice(terms=Department, width=16)),
        Column("asked_on", N_("Asked on"), Day()),
        Column("due_on", N_("Answer due by"), Day()),
        Column("asked_about", N_("Asked about"), Choice(terms=Persons, width=18)),
        Column("place", N_("Place"), Text(width=12)),
        Column("persons", N_("Persons"), Count()),
        Column("answered_on", N_("Answered on"), Day()),
        Column("listed", N_("On their list"), Count()),
        Column("open", N_("Hits to decide"), Count()),
        Column("recorded_by", N_("Asked by"), Text(width=10)),
        Column("case_id", N_("Case"), Record()),
        Column("place_id", N_("Place record"), Record(), hidden=True),
    ),
)


def _answers() -> tuple[ColumnElement[bool], ...]:
    return DepartmentList.request_id == DepartmentRequest.id, DepartmentList.withdrawn_on.is_(None)


def _answered_on() -> ScalarSelect[date]:
    """The day on which the first answer came."""
    found = select(func.min(DepartmentList.received_on)).where(*_answers())
    return found.correlate(DepartmentRequest).scalar_subquery()


def _persons() -> ScalarSelect[int]:
    """How many persons a request names."""
    found = select(func.count(AskedPerson.id)).where(
        AskedPerson.request_id == DepartmentRequest.id, AskedPerson.withdrawn_on.is_(None)
    )
    return found.correlate(DepartmentRequest).scalar_subquery()


def _listed() -> ScalarSelect[int]:
    """How many persons the answers name."""
    found = (
        select(func.count(DepartmentEntry.id))
        .join(DepartmentList, DepartmentList.id == DepartmentEntry.list_id)
        .where(*_answers(), *COUNTS)
    )
    return found.correlate(DepartmentRequest).scalar_subquery()


def _hits() -> ScalarSelect[int]:
    """How many hits of the answers nobody decided on."""
    found = (
        select(func.count())
        .select_from(DepartmentEntry)
        .join(DepartmentList, DepartmentList.id == DepartmentEntry.list_id)
        .join(Member, names_member())
        .join(Household, Household.id == Member.household_id)
        .outerjoin(HitDecision, decision_on_hit())
        .where(*_answers(), *hit_stands(), HitDecision.id.is_(None))
    )
    return found.correlate(DepartmentRequest).scalar_subquery()


def _requests() -> Rows:
    answered = _answered_on()
    state = case((answered.is_(None), RequestState.OPEN.value), else_=RequestState.ANSWERED.value)
    return (
        select(
            DepartmentRequest.id.label("id"),
            as_term(state, RequestState).label("state"),
            DepartmentRequest.department.label("department"),
            DepartmentRequest.asked_on.label("asked_on"),
            DepartmentRequest.due_on.label("due_on"),
            DepartmentRequest.asked_about.label("asked_about"),
            func.coalesce(Case.subject, Place.name, "").label("place"),
            _persons().label("persons"),
            answered.label("answered_on"),
            _listed().label("listed"),
            _hits().label("open"),
            User.name.label("recorded_by"),
            DepartmentRequest.case_id.label("case_id"),
            DepartmentRequest.place_id.label("place_id"),
        )
        .join(User, User.id == DepartmentRequest.recorded_by)
        .outerjoin(Place, Place.id == DepartmentRequest.place_id)
        .outerjoin(Case, Case.id == DepartmentRequest.case_id)
        .where(DepartmentRequest.withdrawn_on.is_(None))
    )


@dataclass(frozen=True, slots=True)
class AskedRow:
    """One person of a request, with the place that a department needs to find the person."""

    id: int
    request_id: int
    department: Department
    row: int
    name: str
    id_number: str
    township: str
    village: str
    head: str
    household_id: int
    village_id: int


ASKED = Table(
    key="asked_persons",
    title=N_("Persons asked about"),
    row=AskedRow,
    columns=(
        Column("id", N_("Record"), Record(), hidden=True),
        Column("request_id", N_("Request"), Record()),
        Column("department", N_("Department"), Choice(terms=Department, width=16)),
        Column("row", N_("Row"), Count(width=6)),
        Column("name", N_("Name"), Text(width=10)),
        Column("id_number", N_("Identity number"), IdNumber()),
        Column("township", N_("Township"), Text(width=10)),
        Column("village", N_("Village"), Text(width=12)),
        Column("head", N_("Head of household"), Text(width=10)),
        Column("household_id", N_("Household"), Record(), hidden=True),
        Column("village_id", N_("Village record"), Record(), hidden=True),
    ),
)


def _asked() -> Rows:
    village, township = aliased(Place), aliased(Place)
    return (
        select(
            AskedPerson.id.label("id"),
            AskedPerson.request_id.label("request_id"),
            DepartmentRequest.department.label("department"),
            AskedPerson.row.label("row"),
            AskedPerson.name.label("name"),
            AskedPerson.id_number.label("id_number"),
            func.coalesce(township.name, "").label("township"),
            village.name.label("village"),
            Household.head.label("head"),
            AskedPerson.household_id.label("household_id"),
            Household.village_id.label("village_id"),
        )
        .join(DepartmentRequest, DepartmentRequest.id == AskedPerson.request_id)
        .join(Household, Household.id == AskedPerson.household_id)
        .join(village, village.id == Household.village_id)
        .outerjoin(township, township.id == village.parent_id)
        .where(AskedPerson.withdrawn_on.is_(None), DepartmentRequest.withdrawn_on.is_(None))
    )


REQUESTS_LISTING = Listing(REQUESTS, _requests, search=("place",), order=("-id",), named=("asked_on", "id"))
ASKED_LISTING = Listing(ASKED, _asked, search=("name", "head", "village"), order=("request_id", "row", "id"))
