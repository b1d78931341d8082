"""Years whose figures the county closed: they can be read, and not changed."""

from datetime import date

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from county_desk.models.base import Kept


class ClosedYear(Kept):
    """One closing of a year. `withdrawn_on` is the day on which the year was reopened, for the `reason`."""

    __tablename__ = "closed_year"
    __table_args__ = (Index("ix_closed_year_year", "year"),)

    year: Mapped[int]
    closed_on: Mapped[date]
    closed_by: Mapped[int] = mapped_column(ForeignKey("user.id"))
    reason: Mapped[str | None]
