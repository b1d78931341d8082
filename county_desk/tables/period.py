"""The period of a return: a year or a month, with its first and its last day."""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

from county_desk.fields import Invalid
from county_desk.text import _


@dataclass(frozen=True)
class Period:
    """A year (2016) or a month of one (2016-11)."""

    year: int
    month: int | None = None

    @classmethod
    def read(cls, text: str) -> "Period":
        """The period that a text names; raises `Invalid` in words when it names none."""
        found = re.fullmatch(r"(\d{4})(?:-(\d{2}))?", text.strip(), re.ASCII)
        if found is None or not 1990 <= int(found[1]) <= 2100 or not 1 <= int(found[2] or 1) <= 12:
            raise Invalid(
                _("“{text}” is not a period; write a year as 2016 or a month as 2016-11").format(text=text)
            )
        return cls(int(found[1]), int(found[2]) if found[2] else None)

    def __str__(self) -> str:
        return f"{self.year}" if self.month is None else f"{self.year}-{self.month:02}"

    @property
    def first(self) -> date:
        """The first day."""
        return date(self.year, self.month or 1, 1)

    @property
    def last(self) -> date:
        """The last day."""
        month = self.month or 12
        return date(self.year, month, monthrange(self.year, month)[1])

    @property
    def eve(self) -> date:
        """The day before the first; what was there then is the opening."""
        return self.first - timedelta(days=1)

    @property
    def ending_alike(self) -> tuple["Period", ...]:
        """The periods that end on the same day: a month, and in December its year."""
        month = Period(self.year, self.month or 12)
        return (month, Period(self.year)) if month.month == 12 else (month,)

    @property
    def ending_before(self) -> tuple["Period", ...]:
        """The periods that end on the day before this one begins."""
        return Period(self.eve.year, self.eve.month).ending_alike

    def holds(self, day: date | None) -> bool:
        """Whether a day lies in the period."""
        return day is not None and self.first <= day <= self.last

    def words(self) -> str:
        """The period as a title says it."""
        if self.month is None:
            return _("year {year}").format(year=self.year)
        return _("{year}, month {month}").format(year=self.year, month=self.month)
