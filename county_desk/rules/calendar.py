"""Holidays and make-up working days year by year, and the last day of a period counted by them."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from pathlib import Path
from typing import Any

from county_desk.fields import Term
from county_desk.paths import resources
from county_desk.rules.bilingual import Words, words_of
from county_desk.rules.own_files import PolicyFile
from county_desk.rules.policy_file import WrongFile, read_folder, read_policy_file
from county_desk.text import N_, _

_DAY = timedelta(days=1)
SATURDAY = 5


class Counting(Term):
    """How the days of a period are counted.

    INCLUSIVE counts the first day. LEGAL does not count it. A LEGAL period that would end on a rest day ends
    on the next working day (Civil Code, articles 201 and 203). WORKING counts the working days after the
    first day. WORKING_INCLUSIVE counts the working days from the first day on, as Gansu's notices of
    February 2020 do.
    """

    INCLUSIVE = "inclusive", N_("Calendar days, the first day counted")
    LEGAL = "legal", N_("Calendar days after the first; not ending on a rest day")
    WORKING = "working", N_("Working days after the first")
    WORKING_INCLUSIVE = "working_inclusive", N_("Working days, the first day counted")


@dataclass(frozen=True, slots=True)
class YearTable:
    """The days of one year that are not as their day of the week says, each with its occasion."""

    year: int
    holidays: Mapping[date, str]
    workdays: Mapping[date, str]
    source: Words

    @classmethod
    def read(cls, data: Mapping[str, Any], where: str) -> "YearTable":
        """A year from its data; `WrongFile` when a day is no day of that year or is named twice."""
        if not isinstance(data.get("year"), int):
            raise WrongFile(where, _("{keys} is missing").format(keys="year"))
        holidays, workdays = (_days(data, key, where) for key in ("holidays", "workdays"))
        if twice := set(holidays) & set(workdays):
            reason = _("{day} is both a holiday and a working day").format(day=min(twice))
            raise WrongFile(where, reason, at=min(twice))
        return cls(data["year"], holidays, workdays, words_of(data, "reference", where))


@dataclass(frozen=True, slots=True)
class Undecided:
    """A day that cannot be computed, because the register has no holidays of a year it depends on."""

    year: int

    @property
    def reason(self) -> str:
        """Why, in the language in force."""
        words = _(
            "the holidays of {year} are not known yet; the administrator enters them with "
            "“Enter the holidays of a year” (EnterHolidays)"
        )
        return words.format(year=self.year)


class Calendar:
    """The years that are known. A county adds a year as soon as the State Council has announced it."""

    def __init__(self, years: Iterable[YearTable], broken: Mapping[str, WrongFile] | None = None) -> None:
        self._years = {table.year: table for table in years}
        self.broken = dict(broken or {})  # by the name of the file, which is the year

    @classmethod
    def load(cls, folder: Path | None = None) -> "Calendar":
        """The years that come with the program; a wrong file stops only those who need its year."""
        return cls(*read_folder(sorted((folder or resources() / "calendar").glob("*.toml")), _read))

    def including(self, tables: Iterable[YearTable]) -> "Calendar":
        """The same calendar with more years, or with newer tables for years it has."""
        added = {str(table.year) for table in tables}
        broken = {year: error for year, error in self.broken.items() if year not in added}
        return Calendar((*self._years.values(), *tables), broken)

    def with_own(self, files: Iterable[PolicyFile]) -> "Calendar":
        """The same calendar with the years of a county's own files; a wrong one stops only its year."""
        tables: list[YearTable] = []
        wrong: dict[str, WrongFile] = {}
        for file in files:
            try:
                tables.append(file.read(partial(YearTable.read, where=file.file)))
            except WrongFile as error:
                wrong[file.name] = error
        laid = self.including(tables)
        return Calendar(laid._years.values(), laid.broken | wrong)

    def years(self) -> tuple[int, ...]:
        """The years that are known, in order."""
        return tuple(sorted(self._years))

    def table(self, year: int) -> YearTable | None:
        """The days of a year that are not as their day of the week says; None for an unknown year.

        Raises `WrongFile` when the file of that year is wrong.
        """
        if str(year) in self.broken:
            raise self.broken[str(year)]
        return self._years.get(year)

    def is_workday(self, day: date) -> bool:
        """Whether offices work; LookupError in a year without a calendar."""
        if day.year not in self._years:
            raise LookupError(f"no calendar for {day.year}")
        table = self._years[day.year]
        if day in table.workdays:
            return True
        return day.weekday() < SATURDAY and day not in table.holidays

    def occasion(self, day: date) -> str:
        """The holiday, or the holiday that a make-up working day serves; empty for any other day."""
        table = self._years.get(day.year)
        return (table.holidays.get(day) or table.workdays.get(day, "")) if table else ""

    def last_day(self, start: date, days: int, mode: Counting = Counting.INCLUSIVE) -> date | Undecided:
        """The last day of a period of `days` that starts on `start`; ValueError below one day.

        Calendar days need no holidays. The other modes are `Undecided` when they depend on a year of
        unknown holidays, and raise `WrongFile` when its file is wrong.
        """
        if days < 1:
            raise ValueError(f"a period has at least one day, not {days}")
        try:
            return self._counted(start, days, mode)
        except _Missing as error:
            return Undecided(error.year)

    def _counted(self, start: date, days: int, mode: Counting) -> date:
        if mode is Counting.INCLUSIVE:
            return start + (days - 1) * _DAY
        if mode is Counting.LEGAL:
            return next(self._working(start + days * _DAY))
        working = self._working(start if mode is Counting.WORKING_INCLUSIVE else start + _DAY)
        return [next(working) for _number in range(days)][-1]

    def _working(self, day: date) -> Iterator[date]:
        """The working days from a day on."""
        while True:
            if str(day.year) in self.broken:
                raise self.broken[str(day.year)]
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
            raise WrongFile(where, _("{day} is not a day").format(day=written), at=written) from None
        if day.year != data["year"] or not str(occasion).strip():
            reason = _("{day} is not a day of {year} with its occasion")
            raise WrongFile(where, reason.format(day=written, year=data["year"]), at=written)
        days[day] = str(occasion)
    return days


def _read(path: Path) -> YearTable:
    return read_policy_file(path, f"calendar/{path.name}", lambda data: YearTable.read(data, path.name))
