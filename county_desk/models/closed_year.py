"""Years with closed figures: they can be read, and not changed."""

from datetime import date

from sqlalchemy import Index
from sqlalchemy.orm import Mapped

from county_desk.day_laws import PAST_YEAR
from county_desk.fields import Day, Text, Year
from county_desk.models.base import Kept
from county_desk.models.declared import column, link
from county_desk.models.record_kind import RecordKind
from county_desk.text import N_


class ClosedYear(Kept):
    """One closing of a year. `withdrawn_on` is the day on which the year was reopened, for the `reason`."""

    __table_args__ = (Index("ix_closed_year_year", "year"),)

    year: Mapped[int] = column(N_("Year"), Year(), law=PAST_YEAR)
    closed_on: Mapped[date] = column(N_("Closed on"), Day())
    closed_by: Mapped[int] = link("user", N_("Closed by"))
    reason: Mapped[str | None] = column(N_("Reason"), Text(width=40))


CLOSED_YEAR = RecordKind(ClosedYear, N_("Closed year"), (ClosedYear.year,))
