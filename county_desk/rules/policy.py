"""All of the policy that one register follows: figures, procedures and working days of its province."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import NamedTuple

from county_desk.rules.calendar import Calendar, YearTable
from county_desk.rules.parameters import OwnFigure, ParameterBook, Terms
from county_desk.rules.policy_file import WrongFile
from county_desk.rules.procedures import Procedure, Procedures


class OwnPolicy(NamedTuple):
    """The part of the policy that the county itself entered."""

    figures: tuple[OwnFigure, ...] = ()
    years: tuple[YearTable, ...] = ()


@dataclass(frozen=True)
class Policy:
    """The policy of one province (pinyin key) and region, with the figures a county entered itself."""

    book: ParameterBook
    procedures: Procedures
    calendar: Calendar
    province: str
    region: str
    own: Sequence[OwnFigure] = field(default=())

    @property
    def broken(self) -> tuple[WrongFile, ...]:
        """The errors of the policy files that cannot be used, in the order of their names."""
        parts = (self.book.broken, self.procedures.broken, self.calendar.broken)
        return tuple(sorted((error for part in parts for error in part.values()), key=str))

    @classmethod
    def load(cls, province: str, region: str) -> "Policy":
        """Read the shipped policy; `broken` names the files that are wrong."""
        book = ParameterBook.load()
        return cls(book, Procedures.load(book), Calendar.load(), province, region)

    def reread(self) -> "Policy":
        """The same policy; wrong files are read again, for errors in the language in force now."""
        return type(self).load(self.province, self.region) if self.broken else self

    def with_own(self, entered: OwnPolicy) -> "Policy":
        """The same policy with the figures and holidays that the county itself entered."""
        calendar = self.calendar.including(entered.years) if entered.years else self.calendar
        return replace(self, own=entered.figures, calendar=calendar)

    def terms(self, day: date) -> Terms:
        """The figures in force on a day."""
        return self.book.on(day, self.province, self.region, own=self.own)

    def procedure(self, key: str, day: date) -> Procedure:
        """The version of a procedure that a case begun on a day follows; LookupError when none does."""
        return self.procedures.in_force(key, day, self.province)

    def first_procedure(self, key: str) -> Procedure:
        """The version before which no case can have begun; LookupError for a procedure that nobody knows."""
        return self.procedures.first(key, self.province)
