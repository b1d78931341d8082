"""Projects of assistance, the money that comes in for them, and the payments."""

from datetime import date
from decimal import Decimal

from sqlalchemy import CheckConstraint, Index
from sqlalchemy.orm import Mapped, relationship

from county_desk.day_laws import COMING_YEAR, DONE, DUE, ENDS
from county_desk.fields import Choice, Count, Day, Money, Term, Text, Year
from county_desk.models.base import Kept
from county_desk.models.declared import FILL, column, link
from county_desk.models.place import Place
from county_desk.models.record_kind import RecordKind
from county_desk.models.sounding import NAMED
from county_desk.shapes import Shape
from county_desk.text import N_
from county_desk.text_kinds import Digits, Published

_OF_TENDER = N_("Only for a project that was tendered")
_POSTED = N_("Fill it in; it is posted")


class ProjectClass(Term):
    """The purpose of a project."""

    INDUSTRY = "industry", N_("Industry")
    EMPLOYMENT = "employment", N_("Employment")
    RELOCATION = "relocation", N_("Relocation")
    ECOLOGY = "ecology", N_("Ecology")
    EDUCATION = "education", N_("Schools and training")
    HEALTH = "health", N_("Health care")
    HOUSING = "housing", N_("Housing")
    WATER = "water", N_("Drinking water")
    INFRASTRUCTURE = "infrastructure", N_("Village infrastructure")
    SERVICES = "services", N_("Public services")
    OTHER = "other", N_("Other project")


class ProjectStanding(Term):
    """How far a project has come."""

    PROPOSED = "proposed", N_("Proposed"), Shape.NONE
    APPROVED = "approved", N_("In the project library"), Shape.UNDERWAY
    TENDERED = "tendered", N_("Tendered"), Shape.UNDERWAY
    STARTED = "started", N_("Started"), Shape.UNDERWAY
    FINISHED = "finished", N_("Finished"), Shape.UNDERWAY
    ACCEPTED = "accepted", N_("Accepted"), Shape.FINE
    STOPPED = "stopped", N_("Stopped"), Shape.NONE


class Project(Kept):
    """One project. `budget` is yuan; the place is the village, township or county that proposes it.

    `benefit` says what it brings; `helped_households` and `helped_persons` are those it is meant to help.
    """

    __table_args__ = (
        CheckConstraint("budget > 0", name="budget_positive"),
        CheckConstraint("ends_on >= begins_on", name="term_in_order"),
    )

    place_id: Mapped[int] = link("place", N_("Place"), of="places", index=True)
    year: Mapped[int] = column(N_("Year"), Year(), law=COMING_YEAR)
    title: Mapped[str] = column(N_("Project"), Published(width=30), needed=_POSTED, info=NAMED)
    purpose: Mapped[ProjectClass] = column(N_("Purpose"), Choice(terms=ProjectClass))
    content: Mapped[str] = column(
        N_("Content of the project"),
        Published(width=40),
        help=N_("What is done, and how much"),
        needed=_POSTED,
    )
    unit: Mapped[str] = column(N_("Responsible unit"), Published(width=24), needed=_POSTED)
    begins_on: Mapped[date] = column(N_("Begins on"), Day(), law=DUE)
    ends_on: Mapped[date] = column(N_("Ends on"), Day(), law=ENDS, after=("begins_on",))
    budget: Mapped[Decimal] = column(N_("Budget (yuan)"), Money())
    standing: Mapped[ProjectStanding] = column(
        N_("Progress"), Choice(terms=ProjectStanding), default=ProjectStanding.PROPOSED
    )
    approved_on: Mapped[date | None] = column(N_("Approved on"), Day())
    tendered_on: Mapped[date | None] = column(N_("Tendered on"), Day())
    started_on: Mapped[date | None] = column(N_("Started on"), Day())
    finished_on: Mapped[date | None] = column(N_("Finished on"), Day())
    accepted_on: Mapped[date | None] = column(N_("Accepted on"), Day())
    stopped_on: Mapped[date | None] = column(N_("Stopped on"), Day())
    remark: Mapped[str | None] = column(
        N_("Remark"), Text(lines=2, width=40), help=N_("Needed when it is stopped")
    )
    tender_document: Mapped[str | None] = column(N_("Tender document"), Text(width=24), help=_OF_TENDER)
    contractor: Mapped[str | None] = column(N_("Contractor"), Text(width=24), help=_OF_TENDER)
    benefit: Mapped[str | None] = column(
        N_("What it brings"),
        Published(lines=2, width=40),
        help=N_("As the notice of funds and projects says it"),
    )
    helped_households: Mapped[int | None] = column(N_("Households helped"), Count())
    helped_persons: Mapped[int | None] = column(N_("Persons helped"), Count())

    place: Mapped[Place] = relationship()


PROJECT = RecordKind(Project, N_("Project"), (Project.title,), about=(Project.place_id,))


class FundLevel(Term):
    """The level that gives the money."""

    CENTRAL = "central", N_("Central")
    PROVINCE = "province", N_("Province")
    CITY = "city", N_("City")
    COUNTY = "county", N_("County funds")
    PARTNER = "partner", N_("Partner region")
    SOCIAL = "social", N_("Donations")


class Fund(Kept):
    """Money that came in with one document; `amount` is yuan."""

    __table_args__ = (CheckConstraint("amount > 0", name="amount_positive"),)

    document: Mapped[str] = column(N_("Document number"), Text(width=24), needed=FILL, unique=True)
    title: Mapped[str] = column(N_("Name of the fund"), Text(width=30), needed=FILL, info=NAMED)
    level: Mapped[FundLevel] = column(N_("Given by"), Choice(terms=FundLevel))
    year: Mapped[int] = column(N_("Year"), Year(), law=COMING_YEAR)
    received_on: Mapped[date] = column(N_("Received on"), Day(), law=DONE)
    amount: Mapped[Decimal] = column(N_("Amount (yuan)"), Money())


FUND = RecordKind(Fund, N_("Fund"), (Fund.title,))


class FundShare(Kept):
    """Money of one fund that was released to one project; `amount` is yuan."""

    __table_args__ = (CheckConstraint("amount > 0", name="amount_positive"),)

    fund_id: Mapped[int] = link("fund", N_("Fund"), of="funds", index=True)
    project_id: Mapped[int] = link("project", N_("Project"), of="projects", index=True)
    amount: Mapped[Decimal] = column(N_("Amount (yuan)"), Money())
    released_on: Mapped[date] = column(
        N_("Money released on"), Day(), law=DONE, after=("fund.received_on", "project.approved_on")
    )
    document: Mapped[str] = column(N_("Document number"), Text(width=24), needed=FILL)

    fund: Mapped[Fund] = relationship()
    project: Mapped[Project] = relationship()


FUND_SHARE = RecordKind(FundShare, N_("Release of money"), (Project.title,))


class Payment(Kept):
    """Money paid for a project, to a household or to another payee; `amount` is yuan."""

    __table_args__ = (
        CheckConstraint("amount > 0", name="amount_positive"),
        # sums of projects, and the questions about all payments, are answered in these alone
        Index(
            "ix_payment_project_id_paid_on", "project_id", "paid_on", "withdrawn_on", "amount", "household_id"
        ),
        Index("ix_payment_household_id_project_id", "household_id", "project_id", "withdrawn_on"),
        Index("ix_payment_account_household_id", "account", "household_id", "payee", "withdrawn_on"),
        Index("ix_payment_voucher", "voucher", "household_id", "payee", "withdrawn_on"),
    )

    project_id: Mapped[int] = link("project", N_("Project"), of="projects")
    household_id: Mapped[int | None] = link(
        "household", N_("Household"), of="households", help=N_("Only when a household is paid")
    )
    payee: Mapped[str] = column(
        N_("Payee"), Text(width=24), help=N_("Blank: the head of the household"), info=NAMED
    )
    account: Mapped[str | None] = column(
        N_("Account"), Digits(width=20), help=N_("Blank: that of the household")
    )
    amount: Mapped[Decimal] = column(N_("Amount (yuan)"), Money())
    paid_on: Mapped[date] = column(N_("Paid on"), Day(), law=DONE, after=("project.approved_on",))
    voucher: Mapped[str] = column(N_("Voucher"), Text(width=24), needed=FILL)

    project: Mapped[Project] = relationship()


PAYMENT = RecordKind(Payment, N_("Payment"), (Payment.payee, Payment.paid_on), about=(Payment.household_id,))
