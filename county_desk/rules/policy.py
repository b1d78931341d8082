"""All of the policy that one register follows: figures, procedures and working days of its province."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from county_desk.rules.calendar import Calendar
from county_desk.rules.parameters import Book, Own, Terms
from county_desk.rules.procedures import Procedure, Procedures


@dataclass(frozen=True)
class Policy:
    """The policy of one province (pinyin key) and region, with the figures a county entered itself."""

    book: Book
    procedures: Procedures
    calendar: Calendar
    province: str
    region: str
    own: Sequence[Own] = field(default=())

    @classmethod
    def load(cls, province: str, region: str) -> "Policy":
        """Read the shipped policy; raises ValueError naming the file that is wrong."""
        book = Book.load()
        return cls(book, Procedures.load(book), Calendar.load(), province, region)

    def with_own(self, own: Sequence[Own]) -> "Policy":
        """The same policy with the figures that the county itself entered."""
        return replace(self, own=tuple(own))

    def terms(self, day: date) -> Terms:
        """The figures in force on a day."""
        return self.book.on(day, self.province, self.region, own=self.own)

    def procedure(self, key: str, day: date) -> Procedure:
        """The version of a procedure that a case begun on a day follows; LookupError when none does."""
        return self.procedures.in_force(key, day, self.province)

    def first_procedure(self, key: str) -> Procedure:
        """The version before which no case can have begun; LookupError for a procedure that nobody knows."""
        return self.procedures.first(key, self.province)
