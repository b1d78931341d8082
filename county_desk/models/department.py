"""Requests to other departments, their lists, and the decisions about each person on them."""

from datetime import date
from decimal import Decimal

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from county_desk.day_laws import DUE, PAST
from county_desk.fields import Choice, Count, Day, IdNumber, Money, Term, Text, Year, YesNo
from county_desk.models.base import Kept
from county_desk.models.declared import column, link
from county_desk.models.record_kind import RecordKind
from county_desk.models.sounding import NAMED, SORTED
from county_desk.text import N_


class Department(Term):
    """The departments that hold data on people of the register."""

    CIVIL_AFFAIRS = "civil_affairs", N_("Civil affairs")
    PUBLIC_SECURITY = "public_security", N_("Public security")
    MARKET = "market", N_("Market regulation")
    HOUSING = "housing", N_("Housing and real estate")
    VEHICLES = "vehicles", N_("Vehicle administration")
    TAX = "tax", N_("Tax office")
    SOCIAL_INSURANCE = "social_insurance", N_("Social insurance")
    MEDICAL_INSURANCE = "medical_insurance", N_("Medical insurance office")
    DISABLED = "disabled_federation", N_("Disabled persons’ federation")
    EDUCATION = "education", N_("Education office")
    BANK = "bank", N_("Banks")


class Persons(Term):
    """The people whom a request asks about."""

    REGISTERED = "registered", N_("Households registered as poor")
    MONITORED = "monitored", N_("Monitored households")
    EXITED = "exited", N_("Exited households")
    APPLICANTS = "applicants", N_("Applicants")
    ALL = "all", N_("Every household on record")


class HitOutcome(Term):
    """The consequence of standing on a department's list, or of not standing there."""

    NOTHING = "nothing", N_("Explained, nothing follows")
    VISIT = "visit", N_("To be verified by a visit")
    CORRECT = "correct", N_("The register is corrected")
    REEXAMINE = "reexamine", N_("The registration is examined again")
    OTHER_PERSON = "other_person", N_("Another person")


class DepartmentRequest(Kept):
    """One request to one department; it names the people of `place_id`, or of the county when that is None.

    `case_id` is the case that it serves; it concerns the household of that case, and `asked_about` is None.
    """

    department: Mapped[Department] = column(N_("Department"), Choice(terms=Department))
    asked_on: Mapped[date] = column(N_("Asked on"), Day(), law=PAST)
    due_on: Mapped[date | None] = column(N_("Answer due by"), Day(), law=DUE)
    asked_about: Mapped[Persons | None] = column(N_("Asked about"), Choice(terms=Persons))
    place_id: Mapped[int | None] = link("place", N_("Place"), of="places", index=True)
    case_id: Mapped[int | None] = link("case", N_("Case"), of="cases", index=True)
    recorded_by: Mapped[int] = mapped_column(ForeignKey("user.id"))
    reason: Mapped[str] = column(N_("Reason"), Text(lines=2, width=40), default="")


DEPARTMENT_REQUEST = RecordKind(
    DepartmentRequest, N_("Request to a department"), (DepartmentRequest.asked_on,)
)


class AskedPerson(Kept):
    """One person of a request, as the register named the person on that day."""

    request_id: Mapped[int] = link("department_request", N_("Request"), of="requests", index=True)
    row: Mapped[int] = column(N_("Row"), Count(width=6))
    household_id: Mapped[int] = link("household", N_("Household"), of="households", index=True)
    member_id: Mapped[int] = link("member", N_("Member"), index=True)
    name: Mapped[str] = column(N_("Name"), Text(width=10), info=NAMED)
    id_number: Mapped[str] = column(N_("Identity number"), IdNumber(), default="", index=True)

    request: Mapped[DepartmentRequest] = relationship()


ASKED_PERSON = RecordKind(
    AskedPerson,
    N_("Person asked about"),
    (AskedPerson.name,),
    about=(AskedPerson.household_id, AskedPerson.member_id),
)


class DepartmentList(Kept):
    """One list of another department: its name, its year, and the day it arrived.

    `request_id` is the request that it answers; None for a list that came by itself.
    """

    name: Mapped[str] = column(N_("Name"), Text(width=30), info=NAMED)
    year: Mapped[int] = column(N_("Year"), Year())
    received_on: Mapped[date] = column(N_("Received on"), Day())
    batch_id: Mapped[int | None] = link("batch", N_("Batch"), index=True)
    department: Mapped[Department | None] = column(N_("Department"), Choice(terms=Department))
    request_id: Mapped[int | None] = link(
        "department_request", N_("Answers request"), of="requests", index=True
    )

    request: Mapped[DepartmentRequest | None] = relationship()
    entries: Mapped[list["DepartmentEntry"]] = relationship(
        back_populates="list", order_by="DepartmentEntry.row"
    )


DEPARTMENT_LIST = RecordKind(DepartmentList, N_("List of a department"), (DepartmentList.name,))


class DepartmentEntry(Kept):
    """One person of such a list; `amount` is in yuan, `kind` what it is for, `row` where it stands.

    `village_id` is the village that the list names. With `absent` the department has nothing on a
    person whom a request names; None for a list on which everybody counts.
    """

    list_id: Mapped[int] = link("department_list", N_("List"), of="department_lists", index=True)
    row: Mapped[int] = column(N_("Row"), Count(width=6))
    name: Mapped[str] = column(N_("Name on the list"), Text(width=10), info=NAMED)
    id_number: Mapped[str] = column(N_("Identity number"), IdNumber(), default="", index=True)
    kind: Mapped[str] = column(N_("Kind"), Text(width=14), default="", info=SORTED)
    amount: Mapped[Decimal | None] = column(N_("Amount (yuan)"), Money())
    village_id: Mapped[int | None] = link("place", N_("Village"), of="villages", index=True)
    absent: Mapped[bool | None] = column(N_("The department has nothing"), YesNo())

    list: Mapped[DepartmentList] = relationship(back_populates="entries")


DEPARTMENT_ENTRY = RecordKind(DepartmentEntry, N_("Line of a department’s list"), (DepartmentEntry.name,))


class HitDecision(Kept):
    """The decision on a line of a list and the person it names, or on a household that no list names.

    `member_id` is None for a line that names no member of the register, `entry_id` for a household.
    """

    __table_args__ = (Index("ix_hit_decision_pair", "entry_id", "member_id"),)

    entry_id: Mapped[int | None] = link("department_entry", N_("Line of the list"))
    member_id: Mapped[int | None] = link("member", N_("Member"), of="members", index=True)
    household_id: Mapped[int | None] = link("household", N_("Household"), of="households", index=True)
    outcome: Mapped[HitOutcome] = column(N_("Ruling"), Choice(terms=HitOutcome))
    explanation: Mapped[str] = column(
        N_("Explanation"), Text(lines=3, width=40), needed=N_("Explain the hit")
    )
    decided_on: Mapped[date] = column(N_("Ruled on"), Day())
    decided_by: Mapped[int] = link("user", N_("Decided by"))


HIT_DECISION = RecordKind(
    HitDecision,
    N_("Decision on a hit"),
    (HitDecision.explanation,),
    about=(HitDecision.household_id, HitDecision.member_id),
)
