"""The facts on which a household enters monitoring, the kind it is of, and the two income windows."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from county_desk.rules.income_window import IncomeWindow

UNSTABLE, VERGE, SUDDEN = "脱贫不稳定户", "边缘易致贫户", "突发严重困难户"
# risks that come as a sudden blow; every other one grows
BLOWS = frozenset({"因病", "因自然灾害", "因意外事故"})


@dataclass(frozen=True, slots=True)
class MonitoringEntryFacts(IncomeWindow):
    """The facts of a household for its entry into monitoring; None means unknown.

    The income is that of the twelve months before the case. `risks` is the number of risks named, `blow`
    whether one of them is sudden. `beyond_means`: the household cannot mend its lack itself.
    `left_poverty` is true for a household that was registered and has left.
    """

    risks: int | None = None
    blow: bool | None = None
    left_poverty: bool | None = None
    beyond_means: bool | None = None

    @property
    def school_gap(self) -> bool | None:
        """Whether a child is out of school, and the household cannot mend it."""
        return both(self.out_of_school, self.beyond_means)

    @property
    def medical_gap(self) -> bool | None:
        """Whether a member is not insured, and the household cannot mend it."""
        return both(self.uninsured, self.beyond_means)

    @property
    def house_gap(self) -> bool | None:
        """Whether the house is of grade C or D, and the household cannot mend it."""
        return both(self.dangerous_house, self.beyond_means)

    @property
    def water_gap(self) -> bool | None:
        """Whether the water is not safe, and the household cannot mend it."""
        return both(self.unsafe_water, self.beyond_means)

    @property
    def sudden_gap(self) -> bool | None:
        """Whether a sudden blow hit the household, and it cannot mend it."""
        return both(self.blow, self.beyond_means)

    def kind(self, line: Decimal | None) -> str:
        """The kind of monitoring, in the words of the ledgers; `line` is that of the year and place.

        Above the line only a sudden difficulty brings a household in; else its past decides. Source: the
        national work guide, as published by Qin'an (Gansu).
        """
        income = self.income_per_head
        if income is not None and line is not None and income >= line:
            return SUDDEN
        return UNSTABLE if self.left_poverty else VERGE


def both(one: bool | None, other: bool | None) -> bool | None:
    """Whether two things are so; unknown only as long as it could still turn out either way."""
    if one is False or other is False:
        return False
    return None if one is None or other is None else True


def entry_window(received: date) -> str:
    """The last month of the twelve that count for a new case: the one before it came in."""
    year, month = divmod(received.year * 12 + received.month - 2, 12)
    return f"{year}-{month + 1:02}"


def listed_window(received: date) -> str:
    """The last month of the twelve that count for a listed household: they run from October to September."""
    return f"{received.year if received.month >= 10 else received.year - 1}-09"
