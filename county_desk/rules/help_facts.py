"""The facts on which it is judged whether a household or a person may have the help of a programme."""

from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class HelpFacts:
    """The facts of a household, and of the person who would have the help; None means unknown.

    `registered` is true for a household that stands in the register or has left it, `covered` for one that
    is monitored besides. `age`, `labour` and `schooling` are those of the person on the day. `running` is
    the number of measures of the same programme that the household has already. `area` is that of the
    house after a relocation in square metres. `amount` is yuan, `months` the term.
    """

    registered: bool | None = None
    covered: bool | None = None
    persons: int | None = None
    age: int | None = None
    labour: str | None = None
    schooling: str | None = None
    allowance: bool | None = None
    housing_grade: str | None = None
    running: int | None = None
    amount: Decimal | None = None
    months: int | None = None
    area: Decimal | None = None
    consent: bool | None = None
    productive: bool | None = None

    @property
    def area_a_head(self) -> Decimal | None:
        """Square metres of the house after the relocation for each person."""
        return None if self.area is None or not self.persons else self.area / self.persons
