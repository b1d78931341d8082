"""Exits from the register, and the period of grace in which support goes on."""

from datetime import date

from sqlalchemy import CheckConstraint, Index, text
from sqlalchemy.orm import Mapped

from county_desk.fields import Count, Day, Year
from county_desk.models.base import Kept
from county_desk.models.case import Case
from county_desk.models.declared import column, link
from county_desk.models.record_kind import RecordKind
from county_desk.text import N_

_STANDING = text("withdrawn_on IS NULL")


class Exit(Kept):
    """One household or village that left the register by an announced decision.

    One that was taken back is withdrawn; a case can then be announced again.
    """

    __table_args__ = (
        CheckConstraint("(household_id IS NULL) <> (village_id IS NULL)", name="one_subject"),
        Index("uq_exit_case_id", "case_id", unique=True, sqlite_where=_STANDING, postgresql_where=_STANDING),
    )

    case_id: Mapped[int] = link("case", N_("Case record"))
    household_id: Mapped[int | None] = link("household", N_("Household"), index=True)
    village_id: Mapped[int | None] = link("place", N_("Village"), index=True)
    year: Mapped[int] = column(N_("Year"), Year())
    persons: Mapped[int] = column(N_("Persons"), Count())
    exited_on: Mapped[date] = column(N_("Exited on"), Day())
    grace_until: Mapped[date | None] = column(N_("Grace until"), Day())


EXIT = RecordKind(Exit, N_("Exit"), (Case.subject,), about=(Exit.case_id,))
