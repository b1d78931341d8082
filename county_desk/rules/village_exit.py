"""When a registered village may leave the register: incidence low, and the indicators of its province."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from county_desk.rules import shares
from county_desk.rules.amounts import parsed
from county_desk.rules.combining import Dated, gathered
from county_desk.rules.comparing import Rule, below, compared
from county_desk.rules.findings import Finding, Note
from county_desk.rules.indicators import Indicator
from county_desk.rules.parameters import Terms, Value
from county_desk.text import N_

SET = "village_exit"


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
    def working(self) -> Note | None:
        """How the incidence was worked out, or what is missing for it."""
        return shares.working(self.incidence, self.poor_persons, self.persons)


INCIDENCE: Rule[VillageExitFacts] = below(
    N_("Incidence of poverty"), lambda v: v.share, "village_exit_incidence", note=lambda v: v.working
)
_LABEL = N_("Exit of the village")


def indicator_rule(indicator: Indicator) -> Rule[VillageExitFacts]:
    """The rule that an indicator of a data file stands for."""
    line = Value(
        indicator.key,
        indicator.target,
        indicator.unit,
        indicator.kind,
        indicator.since,
        indicator.place,
        indicator.source,
        indicator.sure,
        indicator.title,
    )
    return compared(indicator.key, lambda v: _given(v, indicator), indicator.comparator, lambda _terms: line)


def _given(case: VillageExitFacts, indicator: Indicator) -> Any:
    """The village's own figure, as JSON or a form gave it; None when it is none."""
    try:
        return parsed(case.indicators[indicator.key], indicator.kind)
    except (KeyError, ValueError):
        return None


def village_exit(case: VillageExitFacts, terms: Terms) -> Finding:
    """The incidence, and each indicator of the place as it decides or is shown only."""
    parts = [INCIDENCE(case, terms)]
    for indicator in terms.indicators(SET):
        finding = indicator_rule(indicator)(case, terms)
        parts.append(finding if indicator.decides else finding._replace(weighs=False))
    return gathered(_LABEL, tuple(parts))


VILLAGE_EXIT = Dated(_LABEL, ((date(2016, 4, 1), village_exit),))
