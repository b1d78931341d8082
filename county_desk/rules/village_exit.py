"""The facts on which the exit of a village is judged."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from county_desk.rules import shares
from county_desk.rules.findings import FindingNote


@dataclass(frozen=True, slots=True)
class VillageExitFacts:
    """What an exit check must know of a village; what is None or left out, nobody has looked at.

    The incidence (a share of those not yet exited) is worked out from the counts when it is not given.
    """

    poor_persons: int | None = None
    persons: int | None = None
    incidence: Decimal | None = None
    indicators: Mapping[str, Any] = field(default_factory=dict)

    @property
    def share(self) -> Decimal | None:
        """The incidence, given or worked out."""
        return shares.incidence(self.incidence, self.poor_persons, self.persons)

    @property
    def working(self) -> FindingNote | None:
        """How the incidence was worked out, or what is missing for it."""
        return shares.working(self.incidence, self.poor_persons, self.persons)
