"""When a village may be registered as poor: incidence high, income low, no collective income."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from county_desk.rules import shares
from county_desk.rules.combining import Dated, all_of
from county_desk.rules.comparing import Rule, at_least, at_most, below, product
from county_desk.rules.findings import Note
from county_desk.text import N_


@dataclass(frozen=True, slots=True)
class VillageRegistrationFacts:
    """What a registration must know of a village in the base year; None means that nobody has said.

    Incomes are yuan. The incidence (a share) is worked out from the counts when it is not given.
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
    def working(self) -> Note | None:
        """How the incidence was worked out, or what is missing for it."""
        return shares.working(self.incidence, self.poor_persons, self.persons)


type _Rule = Rule[VillageRegistrationFacts]

INCIDENCE: _Rule = at_least(
    N_("Incidence of poverty"),
    lambda v: v.share,
    product("village_incidence_factor", "provincial_incidence"),
    note=lambda v: v.working,
)
INCOME: _Rule = below(
    N_("Net income a head of the village"),
    lambda v: v.income_per_head,
    product("village_income_share", "provincial_rural_income"),
)
COLLECTIVE: _Rule = at_most(
    N_("Village collective income"), lambda v: v.collective_income, "village_collective_income"
)

_LABEL = N_("Registration of the village")
VILLAGE_REGISTRATION = Dated(_LABEL, ((date(2014, 1, 1), all_of(_LABEL, INCIDENCE, INCOME, COLLECTIVE)),))
