"""The facts on which the registration and the exit of a household are judged."""

from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class Guarantees:
    """The guarantees of a household; None means unknown. `housing_grade` is A to D.

    Children who cannot attend school for physical reasons are not dropouts.
    """

    dropouts: int | None = None
    all_insured: bool | None = None
    housing_grade: str | None = None
    safe_water: bool | None = None

    @property
    def out_of_school(self) -> bool | None:
        """Whether children of the household dropped out of school."""
        return None if self.dropouts is None else self.dropouts > 0

    @property
    def uninsured(self) -> bool | None:
        """Whether a member has no medical insurance."""
        return None if self.all_insured is None else not self.all_insured

    @property
    def dangerous_house(self) -> bool | None:
        """Whether the house is of grade C or D."""
        return None if self.housing_grade is None else self.housing_grade in ("C", "D")

    @property
    def unsafe_water(self) -> bool | None:
        """Whether the household has no safe drinking water."""
        return None if self.safe_water is None else not self.safe_water


@dataclass(frozen=True, slots=True)
class HouseholdRegistrationFacts(Guarantees):
    """The facts of a household for its registration; None means unknown.

    Income is yuan a head a year. `disqualified` is true when a ground for exclusion was found that is
    neither explained nor excused.
    """

    income_per_head: Decimal | None = None
    persons: int | None = None
    members_listed: int | None = None
    disqualified: bool | None = None

    @property
    def all_listed(self) -> bool | None:
        """Whether every person of the household is listed as a member."""
        if self.persons is None or self.members_listed is None:
            return None
        return self.persons == self.members_listed


@dataclass(frozen=True, slots=True)
class HouseholdExitFacts(Guarantees):
    """The facts of a household for its exit check; None means unknown.

    Income is yuan a head a year, `housing_area` is square metres of the whole house.
    """

    income_per_head: Decimal | None = None
    income_stable: bool | None = None
    enough_food: bool | None = None
    enough_clothing: bool | None = None
    housing_area: Decimal | None = None
    identified_year: int | None = None
    exit_year: int | None = None
    electricity: bool | None = None
    broadcasting: bool | None = None
    group_road: bool | None = None
    income_source: bool | None = None
    all_illness_insured: bool | None = None

    @property
    def same_year(self) -> bool | None:
        """Whether the household would leave in the year in which it was identified."""
        if self.identified_year is None or self.exit_year is None:
            return None
        return self.identified_year == self.exit_year
