"""The register itself: its county, the province of its policy, and whether it is a rehearsal."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import CheckConstraint, Index
from sqlalchemy.orm import Mapped, mapped_column

from county_desk.day_laws import COMING_YEAR, FIGURE_IN_FORCE
from county_desk.fields import Choice, Day, Term, Text, Year
from county_desk.models.base import Base, Kept
from county_desk.models.declared import column, dated_back_column, link
from county_desk.models.record_kind import RecordKind
from county_desk.text import N_
from county_desk.text_kinds import Published


class RegisterKind(Term):
    """The purpose of a register, which never changes."""

    REAL = "real", N_("Register")
    REHEARSAL = "rehearsal", N_("Rehearsal")
    DEMO = "demo", N_("Demo county")


class Register(Base):
    """The one row that says what this file is."""

    __table_args__ = (CheckConstraint("id = 1", name="only_one"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    uid: Mapped[str]
    name: Mapped[str] = column(N_("Name of the county"), Text())
    kind: Mapped[RegisterKind] = column(N_("Purpose"), Choice(terms=RegisterKind))
    county_id: Mapped[int] = link("place", N_("County"))
    province: Mapped[str] = column(N_("Province whose policy applies"), Text())
    region: Mapped[str] = column(N_("Region whose figures apply"), Text())
    leading_group: Mapped[str] = column(N_("Leading group"), Published(width=30))
    created_at: Mapped[datetime]


REGISTER = RecordKind(Register, N_("The register"), (Register.name,))


class OwnParameter(Kept):
    """A figure of policy that the county itself entered, with where it is written.

    The value is a decimal kept as text, because rates have more places than money. `scan` is the SHA-256 of
    the document as an `Original`, `dated_back` the reason why its first day lies before the day of the entry.
    Earlier versions kept the day of a proposal and its confirmation.
    """

    __table_args__ = (Index("ix_own_parameter_name_since", "name", "since"),)

    name: Mapped[str] = column(N_("Figure"), Text())
    since: Mapped[date] = column(N_("In force from"), Day(), law=FIGURE_IN_FORCE)
    value: Mapped[str] = column(N_("Value"), Text())
    reference: Mapped[str] = column(
        N_("Document and clause"),
        Text(width=40),
        needed=N_("Name the document and clause where this figure is written"),
    )
    entered_by: Mapped[int] = link("user", N_("Entered by"))
    proposed_on: Mapped[date | None] = column(N_("Proposed on"), Day(), default=None)
    confirmed_on: Mapped[date | None] = column(N_("Confirmed on"), Day(), default=None)
    confirmed_by: Mapped[int | None] = link("user", N_("Confirmed by"), default=None)
    scan: Mapped[str | None] = mapped_column(default=None)
    dated_back: Mapped[str | None] = dated_back_column()


OWN_PARAMETER = RecordKind(OwnParameter, N_("Figure of policy"))


class OwnYear(Kept):
    """The holidays and make-up working days of one year that the county itself entered, by ISO day."""

    year: Mapped[int] = column(N_("Year"), Year(), law=COMING_YEAR, index=True)
    holidays: Mapped[dict[str, Any]]
    workdays: Mapped[dict[str, Any]]
    reference: Mapped[str] = column(
        N_("Document"), Text(width=40), needed=N_("Name the document that announces them")
    )
    entered_by: Mapped[int] = link("user", N_("Entered by"))


OWN_YEAR = RecordKind(OwnYear, N_("Holidays of a year"), (OwnYear.year,))
