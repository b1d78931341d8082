"""Visits to households: of those who watch them, of their contact officials, and of others."""

from datetime import date

from sqlalchemy import ForeignKey, Index, func, select
from sqlalchemy.orm import Mapped, mapped_column, relationship

from county_desk.day_laws import COUNTED
from county_desk.fields import Choice, Day, Term, Text, YesNo
from county_desk.models.base import Kept
from county_desk.models.declared import column, link
from county_desk.models.household import Household
from county_desk.models.monitored import Monitored
from county_desk.models.record_kind import Names, RecordKind
from county_desk.text import N_


class VisitPurpose(Term):
    """The purpose of a visit to a household."""

    MONITORING = "monitoring", N_("Monitoring of risks")
    CONTACT = "contact", N_("Visit of the contact official")
    TEAM = "team", N_("Visit of the resident team")
    MEASURES = "measures", N_("Measures and policies")
    CHECK = "check", N_("Inspection")
    OTHER = "other", N_("Another purpose")


class Visit(Kept):
    """One visit to a household. `found` are the words of the visitors.

    `household_id` is None for a household that only a ledger lists, and `monitored_id` for one that is not
    monitored. `purpose` is None in visits recorded before it was asked for; they are monitoring.
    `new_risk` is None where the visitors did not look for one.
    """

    __tablename__ = "watch_visit"  # the name under which the history knows it
    __table_args__ = (
        Index(
            "ix_watch_visit_household_id_visited_on",
            "household_id",
            "visited_on",
            "withdrawn_on",
            "monitored_id",
        ),
        Index("ix_watch_visit_visited_on", "visited_on", "withdrawn_on"),
    )

    monitored_id: Mapped[int | None] = link(
        "monitored", N_("Monitored household"), of="monitored", index=True
    )
    household_id: Mapped[int | None] = link("household", N_("Household"), of="households")
    purpose: Mapped[VisitPurpose | None] = column(N_("Purpose of the visit"), Choice(terms=VisitPurpose))
    visited_on: Mapped[date] = column(N_("Visited on"), Day(), law=COUNTED)
    visitors: Mapped[str] = column(N_("Visitors"), Text(width=30, staff=True))
    found: Mapped[str] = column(
        N_("What was found"), Text(lines=3, width=40), needed=N_("Enter the findings of the visit")
    )
    new_risk: Mapped[bool | None] = column(N_("A new risk was found"), YesNo())
    recorded_by: Mapped[int] = mapped_column(ForeignKey("user.id"))

    monitored: Mapped[Monitored | None] = relationship()
    household: Mapped[Household | None] = relationship()


def _visited() -> Names:
    """The household of a visit, or what a ledger says of it."""
    return (
        select(Visit.id, func.coalesce(Household.head, Monitored.head), Visit.visited_on)
        .outerjoin(Household, Household.id == Visit.household_id)
        .outerjoin(Monitored, Monitored.id == Visit.monitored_id)
    )


VISIT = RecordKind(Visit, N_("Visit to a household"), _visited, about=(Visit.household_id,))
