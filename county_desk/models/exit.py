"""Exits from the register, and the period of grace in which support goes on."""

from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from county_desk.models.base import Kept

_STANDING = text("withdrawn_on IS NULL")


class Exit(Kept):
    """One household or village that left the register by an announced decision.

    One that was taken back is withdrawn; a case can then be announced again.
    """

    __tablename__ = "exit"
    __table_args__ = (
        CheckConstraint("(household_id IS NULL) <> (village_id IS NULL)", name="one_subject"),
        Index("uq_exit_case_id", "case_id", unique=True, sqlite_where=_STANDING, postgresql_where=_STANDING),
    )

    case_id: Mapped[int] = mapped_column(ForeignKey("case.id"))
    household_id: Mapped[int | None] = mapped_column(ForeignKey("household.id"), index=True)
    village_id: Mapped[int | None] = mapped_column(ForeignKey("place.id"), index=True)
    year: Mapped[int]
    persons: Mapped[int]
    exited_on: Mapped[date]
    grace_until: Mapped[date | None]
