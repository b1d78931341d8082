"""The facts on which the registration of a household is judged."""

from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class HouseholdRegistrationFacts:
    """The facts of a household for its registration; None means unknown.

    Income is yuan a head a year. `disqualified` is true when a ground for exclusion was found that is
    neither explained nor excused. `housing_grade` is A to D.
    """

    income_per_head: Decimal | None = None
    persons: int | None = None
    members_listed: int | None = None
    disqualified: bool | None = None
    housing_grade: str | None = None
    dropouts: int | None = None
    all_insured: bool | None = None
    safe_water: bool | None = None

    @property
    def all_listed(self) -> bool | None:
        """Whether every person of the household is listed as a member."""
        if self.persons is None or self.members_listed is None:
            return None
        return self.persons == self.members_listed

    @property
    def dangerous_house(self) -> bool | None:
        """Whether the house is of grade C or D."""
        return None if self.housing_grade is None else self.housing_grade in ("C", "D")

    @property
    def out_of_school(self) -> bool | None:
        """Whether children of the household dropped out of school."""
        return None if self.dropouts is None else self.dropouts > 0

    @property
    def uninsured(self) -> bool | None:
        """Whether a member has no medical insurance."""
        return None if self.all_insured is None else not self.all_insured

    @property
    def unsafe_water(self) -> bool | None:
        """Whether the household has no safe drinking water."""
        return None if self.safe_water is None else not self.safe_water
