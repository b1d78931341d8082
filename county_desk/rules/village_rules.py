"""The facts on which the registration and the exit of a village are judged."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from county_desk.rules import shares
from county_desk.rules.findings import FindingNote
from county_desk.text import N_


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


APART = N_(
    "the village declares {declared} and the register holds {registered}; a survey explains the difference"
)
EMPTY = N_("the register holds no household of this village; a survey explains that")


def poor_left(
    declared: int | None,
    registered: int | None,
    surveyed: int | None = None,
    *,
    apart: str = APART,
    empty: str = EMPTY,
) -> tuple[int | None, FindingNote | None]:
    """The poor persons of a village or a county that count, or why none of three figures can be used.

    `registered` is None where the register holds no household of the place. A survey, which has an
    explanation, goes before the others. `apart` and `empty` are the words for a contradiction and for an
    empty register.
    """
    if surveyed is not None:
        return surveyed, None
    if registered is None:
        return None, FindingNote(empty)
    if declared is None or declared == registered:
        return registered, None
    figures = (("declared", declared, "persons"), ("registered", registered, "persons"))
    return None, FindingNote(apart, figures)


@dataclass(frozen=True, slots=True)
class VillageExitFacts:
    """The facts of a village for its exit check; None or a missing indicator is unknown.

    Without `incidence` (a share of the people who have not left), it is worked out from the counts. `doubt`
    says why no count of the poor can be used.
    """

    poor_persons: int | None = None
    persons: int | None = None
    incidence: Decimal | None = None
    indicators: Mapping[str, object] = field(default_factory=dict)
    doubt: FindingNote | None = None

    @property
    def share(self) -> Decimal | None:
        """The incidence, given or worked out."""
        return shares.incidence(self.incidence, self.poor_persons, self.persons)

    @property
    def working(self) -> FindingNote | None:
        """The working of the incidence, or the missing or contradictory figure."""
        return self.doubt or shares.working(self.incidence, self.poor_persons, self.persons)
