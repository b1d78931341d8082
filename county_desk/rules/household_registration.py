"""The facts on which the registration of a household is judged."""

from dataclasses import dataclass
from decimal import Decimal

from county_desk.rules.guarantees import Guarantees


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
