"""The lists of projects and funds, with the money released and paid."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Annotated, Any

from sqlalchemy import (
    ColumnElement,
    ScalarSelect,
    distinct,
    func,
    literal,
    select,
    type_coerce,
)
from sqlalchemy.orm import InstrumentedAttribute

from county_desk.fields import (
    Choice,
    Column,
    Count,
    Day,
    Money,
    Record,
    Table,
    Text,
    Year,
)
from county_desk.models.base import Hundredths
from county_desk.models.case import Case
from county_desk.models.place import Place
from county_desk.models.project import (
    Fund,
    FundLevel,
    FundShare,
    Payment,
    Project,
    ProjectClass,
    ProjectStanding,
)
from county_desk.tables.declared import Shown, select_of, table_of
from county_desk.tables.listing import Listing, Rows
from county_desk.text import N_


@dataclass(frozen=True, slots=True)
class ProjectRow:
    """One project with its money in yuan, and its case."""

    id: int
    year: int
    title: str
    place: str
    purpose: ProjectClass
    standing: ProjectStanding
    unit: str
    begins_on: date
    ends_on: date
    content: str
    approved_on: date | None
    tendered_on: date | None
    started_on: date | None
    finished_on: date | None
    accepted_on: date | None
    stopped_on: date | None
    remark: str | None
    contractor: str | None
    tender_document: str | None
    benefit: str | None
    helped_households: int | None
    helped_persons: int | None
    budget: Decimal
    released: Decimal
    paid: Decimal
    balance: Decimal
    households: int
    case_id: int | None
    place_id: int


PROJECTS = Table(
    key="projects",
    title=N_("Projects"),
    row=ProjectRow,
    columns=(
        Column("id", N_("Project record"), Record(), hidden=True),
        Column("year", N_("Year"), Year()),
        Column("title", N_("Project"), Text(width=24)),
        Column("place", N_("Place"), Text(width=12)),
        Column("purpose", N_("Purpose"), Choice(terms=ProjectClass, width=10)),
        Column("standing", N_("Progress"), Choice(terms=ProjectStanding, width=10)),
        Column("unit", N_("Responsible unit"), Text(width=16)),
        Column("begins_on", N_("Begins on"), Day()),
        Column("ends_on", N_("Ends on"), Day()),
        Column("content", N_("Content of the project"), Text(width=24), hidden=True),
        Column("approved_on", N_("Approved on"), Day(), hidden=True),
        Column("tendered_on", N_("Tendered on"), Day(), hidden=True),
        Column("started_on", N_("Started on"), Day(), hidden=True),
        Column("finished_on", N_("Finished on"), Day(), hidden=True),
        Column("accepted_on", N_("Accepted on"), Day(), hidden=True),
        Column("stopped_on", N_("Stopped on"), Day(), hidden=True),
        Column("remark", N_("Remark"), Text(width=20), hidden=True),
        Column("contractor", N_("Contractor"), Text(width=16), hidden=True),
        Column("tender_document", N_("Tender document"), Text(width=18), hidden=True),
        Column("benefit", N_("What it brings"), Text(width=20), hidden=True),
        Column("helped_households", N_("Households helped"), Count(width=8), hidden=True),
        Column("helped_persons", N_("Persons helped"), Count(width=8), hidden=True),
        Column("budget", N_("Budget (yuan)"), Money()),
        Column("released", N_("Released (yuan)"), Money()),
        Column("paid", N_("Paid (yuan)"), Money()),
        Column("balance", N_("Left of the release (yuan)"), Money()),
        Column("households", N_("Households paid"), Count(width=8)),
        Column("case_id", N_("Case"), Record(), hidden=True),
        Column("place_id", N_("Place record"), Record(), hidden=True),
    ),
)


def _summed(
    amount: InstrumentedAttribute[Decimal], whose: InstrumentedAttribute[int], number: Any
) -> ColumnElement[Decimal]:
    """The sum of the amounts that stand; 0 without any."""
    standing = amount.class_.withdrawn_on.is_(None)
    total: ScalarSelect[Decimal] = select(func.sum(amount)).where(whose == number, standing).scalar_subquery()
    return func.coalesce(total, literal(Decimal(0), amount.type))


_STEP_DAYS = ("approved_on", "tendered_on", "started_on", "finished_on", "accepted_on", "stopped_on")


def _projects() -> Rows:
    released = _summed(FundShare.amount, FundShare.project_id, Project.id)
    paid = _summed(Payment.amount, Payment.project_id, Project.id)
    households = (
        select(func.count(distinct(Payment.household_id)))
        .where(Payment.project_id == Project.id, Payment.withdrawn_on.is_(None))
        .scalar_subquery()
    )
    opened = select(func.max(Case.id)).where(Case.project_id == Project.id).scalar_subquery()
    return (
        select(
            Project.id.label("id"),
            Project.year.label("year"),
            Project.title.label("title"),
            Place.name.label("place"),
            Project.purpose.label("purpose"),
            Project.standing.label("standing"),
            Project.unit.label("unit"),
            Project.begins_on.label("begins_on"),
            Project.ends_on.label("ends_on"),
            Project.content.label("content"),
            *(getattr(Project, name).label(name) for name in _STEP_DAYS),
            Project.remark.label("remark"),
            Project.contractor.label("contractor"),
            Project.tender_document.label("tender_document"),
            Project.benefit.label("benefit"),
            Project.helped_households.label("helped_households"),
            Project.helped_persons.label("helped_persons"),
            Project.budget.label("budget"),
            released.label("released"),
            paid.label("paid"),
            type_coerce(released - paid, Hundredths()).label("balance"),
            households.label("households"),
            opened.label("case_id"),
            Project.place_id.label("place_id"),
        )
        .join(Place, Place.id == Project.place_id)
        .where(Project.withdrawn_on.is_(None))
    )


def _released() -> ColumnElement[Decimal]:
    return _summed(FundShare.amount, FundShare.fund_id, Fund.id)


def _left() -> ColumnElement[Decimal]:
    return type_coerce(Fund.amount - _released(), Hundredths())


def _projects_of_fund() -> ColumnElement[int]:
    """How many projects a fund gave money to."""
    count = select(func.count(distinct(FundShare.project_id)))
    return count.where(FundShare.fund_id == Fund.id, FundShare.withdrawn_on.is_(None)).scalar_subquery()


@dataclass(frozen=True, slots=True)
class FundRow:
    """One fund in yuan; what was released to projects, and what is left."""

    id: Annotated[int, Shown(Fund.id, N_("Fund record"))]
    year: Annotated[int, Shown(Fund.year)]
    document: Annotated[str, Shown(Fund.document, width=20)]
    title: Annotated[str, Shown(Fund.title, width=24)]
    level: Annotated[FundLevel, Shown(Fund.level, width=10)]
    received_on: Annotated[date, Shown(Fund.received_on)]
    amount: Annotated[Decimal, Shown(Fund.amount)]
    released: Annotated[Decimal, Shown(_released, N_("Released (yuan)"), Money())]
    left: Annotated[Decimal, Shown(_left, N_("Not released (yuan)"), Money())]
    projects: Annotated[int, Shown(_projects_of_fund, N_("Projects"), Count(width=8))]


FUNDS = table_of("funds", N_("Funds"), FundRow)


def _funds() -> Rows:
    return select_of(FundRow).where(Fund.withdrawn_on.is_(None))


PROJECTS_LISTING = Listing(
    PROJECTS,
    _projects,
    search=("title", "place"),
    order=("-year", "-id"),
    named=("title", "place", "year"),
)
FUNDS_LISTING = Listing(
    FUNDS, _funds, search=("title", "document"), order=("-year", "-id"), named=("title", "document")
)
