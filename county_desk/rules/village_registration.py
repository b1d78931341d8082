"""The facts on which the registration of a village is judged."""

from dataclasses import dataclass
from decimal import Decimal

from county_desk.rules import shares
from county_desk.rules.findings import FindingNote


@dataclass(frozen=True, slots=True)
class VillageRegistrationFacts:
    """The facts of a village in the base year for its registration; None means unknown.

    Incomes are yuan. Without `incidence` (a share), it is worked out from the counts.
    """

    poor_persons: int | None = None
    persons: int | None = None
    income_per_head: Decimal | None = None
    collective_income: Decimal | None = None
    incidence: Decimal | None = None

    @property
    def share(self) -> Decimal | None:
        """The incidence, given or worked out."""
        return shares.incidence(self.incidence, self.poor_persons, self.persons)

    @property
    def working(self) -> FindingNote | None:
        """The working of the incidence, or the missing figure."""
        return shares.working(self.incidence, self.poor_persons, self.persons)
