"""The lists of projects and funds, with the money released and paid."""

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
    Count,
    Money,
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
from county_desk.tables.declared import Shown, ShownRow, select_of, table_of
from county_desk.tables.listing import Listing, Rows
from county_desk.tables.usual_fields import PlaceName
from county_desk.text import N_


def _summed(
    amount: InstrumentedAttribute[Decimal], owner: InstrumentedAttribute[int], number: Any
) -> ColumnElement[Decimal]:
    """The sum of the amounts that stand; 0 without any."""
    standing = amount.class_.withdrawn_on.is_(None)
    total: ScalarSelect[Decimal] = select(func.sum(amount)).where(owner == number, standing).scalar_subquery()
    return func.coalesce(total, literal(Decimal(0), amount.type))


def _released_to() -> ColumnElement[Decimal]:
    return _summed(FundShare.amount, FundShare.project_id, Project.id)


def _paid_for() -> ColumnElement[Decimal]:
    return _summed(Payment.amount, Payment.project_id, Project.id)


def _balance() -> ColumnElement[Decimal]:
    return type_coerce(_released_to() - _paid_for(), Hundredths())


def _households_paid() -> ColumnElement[int]:
    paid = Payment.project_id == Project.id, Payment.withdrawn_on.is_(None)
    return select(func.count(distinct(Payment.household_id))).where(*paid).scalar_subquery()


def _case() -> ColumnElement[int]:
    return select(func.max(Case.id)).where(Case.project_id == Project.id).scalar_subquery()


class ProjectRow(ShownRow):
    """One project with its money in yuan, and its case."""

    id: Annotated[int, Shown(Project.id, N_("Project record"))]
    year: Annotated[int, Shown(Project.year)]
    title: Annotated[str, Shown(Project.title, width=24)]
    place: PlaceName
    purpose: Annotated[ProjectClass, Shown(Project.purpose, width=10)]
    standing: Annotated[ProjectStanding, Shown(Project.standing, width=10)]
    unit: Annotated[str, Shown(Project.unit, width=16)]
    begins_on: Annotated[date, Shown(Project.begins_on)]
    ends_on: Annotated[date, Shown(Project.ends_on)]
    content: Annotated[str, Shown(Project.content, width=24, hidden=True)]
    approved_on: Annotated[date | None, Shown(Project.approved_on, hidden=True)]
    tendered_on: Annotated[date | None, Shown(Project.tendered_on, hidden=True)]
    started_on: Annotated[date | None, Shown(Project.started_on, hidden=True)]
    finished_on: Annotated[date | None, Shown(Project.finished_on, hidden=True)]
    accepted_on: Annotated[date | None, Shown(Project.accepted_on, hidden=True)]
    stopped_on: Annotated[date | None, Shown(Project.stopped_on, hidden=True)]
    remark: Annotated[str | None, Shown(Project.remark, width=20, hidden=True)]
    contractor: Annotated[str | None, Shown(Project.contractor, width=16, hidden=True)]
    tender_document: Annotated[str | None, Shown(Project.tender_document, width=18, hidden=True)]
    benefit: Annotated[str | None, Shown(Project.benefit, width=20, hidden=True)]
    helped_households: Annotated[int | None, Shown(Project.helped_households, hidden=True)]
    helped_persons: Annotated[int | None, Shown(Project.helped_persons, hidden=True)]
    budget: Annotated[Decimal, Shown(Project.budget)]
    released: Annotated[Decimal, Shown(_released_to, N_("Released (yuan)"), Money())]
    paid: Annotated[Decimal, Shown(_paid_for, N_("Paid (yuan)"), Money())]
    balance: Annotated[Decimal, Shown(_balance, N_("Left of the release (yuan)"), Money())]
    households: Annotated[int, Shown(_households_paid, N_("Households paid"), Count(width=8))]
    case_id: Annotated[int | None, Shown(_case, N_("Case"))]
    place_id: Annotated[int, Shown(Project.place_id, N_("Place record"))]


PROJECTS = table_of("projects", N_("Projects"), ProjectRow)


def _projects() -> Rows:
    found = select_of(ProjectRow).join(Place, Place.id == Project.place_id)
    return found.where(Project.withdrawn_on.is_(None))


def _released() -> ColumnElement[Decimal]:
    return _summed(FundShare.amount, FundShare.fund_id, Fund.id)


def _left() -> ColumnElement[Decimal]:
    return type_coerce(Fund.amount - _released(), Hundredths())


def _projects_of_fund() -> ColumnElement[int]:
    """How many projects a fund gave money to."""
    count = select(func.count(distinct(FundShare.project_id)))
    return count.where(FundShare.fund_id == Fund.id, FundShare.withdrawn_on.is_(None)).scalar_subquery()


class FundRow(ShownRow):
    """One fund in yuan, with the sums released to projects and not released."""

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
