"""The facts on which the exit of a village is judged."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from county_desk.rules import shares
from county_desk.rules.findings import FindingNote


@dataclass(frozen=True, slots=True)
class VillageExitFacts:
    """The facts of a village for its exit check; None or a missing indicator is unknown.

    Without `incidence` (a share of the people who have not left), it is worked out from the counts.
    """

    poor_persons: int | None = None
    persons: int | None = None
    incidence: Decimal | None = None
    indicators: Mapping[str, object] = field(default_factory=dict)

    @property
    def share(self) -> Decimal | None:
        """The incidence, given or worked out."""
        return shares.incidence(self.incidence, self.poor_persons, self.persons)

    @property
    def working(self) -> FindingNote | None:
        """How the incidence was worked out, or what is missing for it."""
        return shares.working(self.incidence, self.poor_persons, self.persons)
