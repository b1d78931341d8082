"""Holidays and make-up working days year by year, and the last day of a period counted by them."""

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from county_desk.fields import Term
from county_desk.paths import resources
from county_desk.rules.words import Words, WrongFile, words_of
from county_desk.text import N_, _

_DAY = timedelta(days=1)
_SATURDAY = 5


class Counting(Term):
    """How the days of a period are counted.

    INCLUSIVE counts the first day. LEGAL does not count it, and a period that would end on a rest
    day ends on the next working day (Civil Code, articles 201 and 203). WORKING counts the working
    days after the first day.
    """

    INCLUSIVE = "inclusive", N_("Calendar days, the first day counted")
    LEGAL = "legal", N_("Calendar days after the first; not ending on a rest day")
    WORKING = "working", N_("Working days after the first")


@dataclass(frozen=True, slots=True)
class YearTable:
    """The days of one year that are not as their day of the week says, each with its occasion."""

    year: int
    holidays: Mapping[date, str]
    workdays: Mapping[date, str]
    source: Words

    @classmethod
    def read(cls, text: str, where: str = "") -> "YearTable":
        """A year from its TOML; `WrongFile` when a day is no day of that year or is named twice."""
        data = tomllib.loads(text)
        where = where or str(data.get("year", ""))
        if not isinstance(data.get("year"), int):
            raise WrongFile(where, "year is missing")
        holidays, workdays = (_days(data, key, where) for key in ("holidays", "workdays"))
        if twice := set(holidays) & set(workdays):
            raise WrongFile(where, f"{min(twice)} is both a holiday and a working day")
        return cls(data["year"], holidays, workdays, words_of(data, "reference", where))


@dataclass(frozen=True, slots=True)
class Undecided:
    """A day that cannot be named, because nobody has loaded the calendar of a year it depends on."""

    year: int

    @property
    def reason(self) -> str:
        """Why, in the language in force."""
        return _("undecided: no calendar for {year}").format(year=self.year)


class Calendar:
    """The years that are known. A county adds a year as soon as the State Council has announced it."""

    def __init__(self, years: Iterable[YearTable]) -> None:
        self._years = {table.year: table for table in years}

    @classmethod
    def load(cls, folder: Path | None = None) -> "Calendar":
        """The years that come with the program."""
        files = sorted((folder or resources() / "calendar").glob("*.toml"))
        return cls(YearTable.read(path.read_text("utf8"), path.name) for path in files)

    def including(self, *tables: YearTable) -> "Calendar":
        """The same calendar with more years, or with newer tables for years it has."""
        return Calendar((*self._years.values(), *tables))

    def years(self) -> tuple[int, ...]:
        """The years that are known, in order."""
        return tuple(sorted(self._years))

    def is_workday(self, day: date) -> bool:
        """Whether offices work; LookupError in a year without a calendar."""
        if day.year not in self._years:
            raise LookupError(f"no calendar for {day.year}")
        table = self._years[day.year]
        if day in table.workdays:
            return True
        return day.weekday() < _SATURDAY and day not in table.holidays

    def occasion(self, day: date) -> str:
        """The holiday, or the holiday that a make-up working day serves; empty for any other day."""
        table = self._years.get(day.year)
        return (table.holidays.get(day) or table.workdays.get(day, "")) if table else ""

    def last_day(self, start: date, days: int, mode: Counting = Counting.INCLUSIVE) -> date | Undecided:
        """The last day of a period of `days` that starts on `start`; ValueError below one day.

        Undecided in every mode when the period touches a year without a calendar.
        """
        if days < 1:
            raise ValueError(f"a period has at least one day, not {days}")
        try:
            last = self._counted(start, days, mode)
            missing = [year for year in range(start.year, last.year + 1) if year not in self._years]
        except _Missing as error:
            missing = [error.year]
        return Undecided(missing[0]) if missing else last

    def _counted(self, start: date, days: int, mode: Counting) -> date:
        if mode is Counting.INCLUSIVE:
            return start + (days - 1) * _DAY
        if mode is Counting.LEGAL:
            return next(self._working(start + days * _DAY))
        working = self._working(start + _DAY)
        return [next(working) for _number in range(days)][-1]

    def _working(self, day: date) -> Iterator[date]:
        """The working days from a day on."""
        while True:
            if day.year not in self._years:
                raise _Missing(day.year)
            if self.is_workday(day):
                yield day
            day += _DAY


class _Missing(Exception):
    def __init__(self, year: int) -> None:
        super().__init__(year)
        self.year = year


def _days(data: Mapping[str, Any], key: str, where: str) -> dict[date, str]:
    days = {}
    for written, occasion in data.get(key, {}).items():
        try:
            day = date.fromisoformat(written)
        except ValueError:
            raise WrongFile(where, f"{written} is no day") from None
        if day.year != data["year"] or not str(occasion).strip():
            raise WrongFile(where, f"{written} is not a day of {data['year']} with its occasion")
        days[day] = str(occasion)
    return days
