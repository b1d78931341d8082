"""The period of a return: a year, a quarter or a month, with its first and its last day."""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

from county_desk.fields import Invalid
from county_desk.text import _


@dataclass(frozen=True)
class Period:
    """A year (2016), a quarter (2016-Q4) or a month (2016-11) of one."""

    year: int
    month: int | None = None
    quarter: int | None = None

    @classmethod
    def read(cls, text: str) -> "Period":
        """The period that a text names; raises `Invalid` in words when it names none."""
        found = re.fullmatch(r"(\d{4})(?:-(\d{2})|-[Qq]([1-4]))?", text.strip(), re.ASCII)
        if found is None or not 1990 <= int(found[1]) <= 2100 or not 1 <= int(found[2] or 1) <= 12:
            words = _("“{text}” is not a period; write 2016, the month 2016-11 or the quarter 2016-Q4")
            raise Invalid(words.format(text=text))
        month, quarter = (int(part) if part else None for part in found.groups()[1:])
        return cls(int(found[1]), month, quarter)

    def __str__(self) -> str:
        if self.quarter is not None:
            return f"{self.year}-Q{self.quarter}"
        return f"{self.year}" if self.month is None else f"{self.year}-{self.month:02}"

    @property
    def first(self) -> date:
        """The first day."""
        return date(self.year, self.month or 3 * (self.quarter or 1) - 2, 1)

    @property
    def last(self) -> date:
        """The last day."""
        month = self._last_month
        return date(self.year, month, monthrange(self.year, month)[1])

    @property
    def _last_month(self) -> int:
        return self.month or 3 * (self.quarter or 4)

    @property
    def eve(self) -> date:
        """The day before the first; the counts of that day are the opening."""
        return self.first - timedelta(days=1)

    @property
    def ending_alike(self) -> tuple["Period", ...]:
        """The periods that end on the same day: a month, its quarter, and in December its year."""
        month = self._last_month
        quarters = (Period(self.year, quarter=month // 3),) if month % 3 == 0 else ()
        years = (Period(self.year),) if month == 12 else ()
        return (Period(self.year, month), *quarters, *years)

    @property
    def ending_before(self) -> tuple["Period", ...]:
        """The periods that end on the day before this one begins."""
        return Period(self.eve.year, self.eve.month).ending_alike

    def holds(self, day: date | None) -> bool:
        """Whether a day lies in the period."""
        return day is not None and self.first <= day <= self.last

    def words(self) -> str:
        """The period as a title says it."""
        if self.quarter is not None:
            return _("{year}, quarter {quarter}").format(year=self.year, quarter=self.quarter)
        if self.month is None:
            return _("year {year}").format(year=self.year)
        return _("{year}, month {month}").format(year=self.year, month=self.month)
