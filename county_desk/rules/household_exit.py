"""The facts on which the exit of a household is judged."""

from dataclasses import dataclass
from decimal import Decimal

from county_desk.rules.guarantees import Guarantees


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
