"""Requests to other departments, and the persons whom they ask about."""

from datetime import date
from typing import Annotated

from sqlalchemy import ColumnElement, ScalarSelect, case, func, select

from county_desk.fields import (
    Choice,
    Count,
    Day,
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
from county_desk.tables.declared import Shown, ShownRow, select_of, table_of
from county_desk.tables.departments.hits import COUNTS, decision_on_hit, hit_stands, names_member
from county_desk.tables.listing import Listing, Rows
from county_desk.tables.terms import as_term
from county_desk.tables.usual_fields import HeadName, TownshipName, VillageName, VillageRecord, by_village
from county_desk.text import N_


class RequestState(Term):
    """Whether a request was answered."""

    OPEN = "open", N_("Waits for the answer"), Shape.UNDERWAY
    ANSWERED = "answered", N_("Answered"), Shape.FINE


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
    """The number of hits of the answers without a decision."""
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


class RequestRow(ShownRow):
    """One request with its persons, how many of them the answer names, and the hits that are open."""

    id: Annotated[int, Shown(DepartmentRequest.id, N_("Request"), hidden=False)]
    state: Annotated[RequestState, Shown(label=N_("State"), kind=Choice(terms=RequestState, width=14))]
    department: Annotated[Department, Shown(DepartmentRequest.department, width=16)]
    asked_on: Annotated[date, Shown(DepartmentRequest.asked_on)]
    due_on: Annotated[date | None, Shown(DepartmentRequest.due_on)]
    asked_about: Annotated[Persons | None, Shown(DepartmentRequest.asked_about, width=18)]
    place: Annotated[str, Shown(func.coalesce(Case.subject, Place.name, ""), N_("Place"), Text(width=12))]
    persons: Annotated[int, Shown(_persons, N_("Persons"), Count())]
    answered_on: Annotated[date | None, Shown(label=N_("Answered on"), kind=Day())]
    listed: Annotated[int, Shown(_listed, N_("On their list"), Count())]
    open: Annotated[int, Shown(_hits, N_("Hits to decide"), Count())]
    recorded_by: Annotated[str, Shown(User.name, N_("Asked by"), width=10)]
    case_id: Annotated[int | None, Shown(DepartmentRequest.case_id, hidden=False)]
    place_id: Annotated[int | None, Shown(DepartmentRequest.place_id, N_("Place record"))]


REQUESTS = table_of("requests", N_("Requests to departments"), RequestRow)


def _requests() -> Rows:
    answered = _answered_on()
    state = case((answered.is_(None), RequestState.OPEN.value), else_=RequestState.ANSWERED.value)
    return (
        select_of(RequestRow, state=as_term(state, RequestState), answered_on=answered)
        .join(User, User.id == DepartmentRequest.recorded_by)
        .outerjoin(Place, Place.id == DepartmentRequest.place_id)
        .outerjoin(Case, Case.id == DepartmentRequest.case_id)
        .where(DepartmentRequest.withdrawn_on.is_(None))
    )


class AskedRow(ShownRow):
    """One person of a request, with the place that a department needs to find the person."""

    id: Annotated[int, Shown(AskedPerson.id, N_("Record"))]
    request_id: Annotated[int, Shown(AskedPerson.request_id, hidden=False)]
    department: Annotated[Department, Shown(DepartmentRequest.department, width=16)]
    row: Annotated[int, Shown(AskedPerson.row)]
    name: Annotated[str, Shown(AskedPerson.name)]
    id_number: Annotated[str, Shown(AskedPerson.id_number)]
    township: TownshipName
    village: VillageName
    head: HeadName
    household_id: Annotated[int, Shown(AskedPerson.household_id)]
    village_id: VillageRecord


ASKED = table_of("asked_persons", N_("Persons asked about"), AskedRow)


def _asked() -> Rows:
    rows = select_of(AskedRow).join(DepartmentRequest, DepartmentRequest.id == AskedPerson.request_id)
    found = rows.join(Household, Household.id == AskedPerson.household_id)
    stands = AskedPerson.withdrawn_on.is_(None), DepartmentRequest.withdrawn_on.is_(None)
    return by_village(found, Household.village_id).where(*stands)


REQUESTS_LISTING = Listing(REQUESTS, _requests, search=("place",), order=("-id",), named=("asked_on", "id"))
ASKED_LISTING = Listing(ASKED, _asked, search=("name", "head", "village"), order=("request_id", "row", "id"))
