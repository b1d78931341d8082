"""The facts on which a household enters monitoring, and is released from it."""

from calendar import monthrange
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Self

from county_desk.rules.household_rules import Guarantees


@dataclass(frozen=True, slots=True)
class IncomeWindow(Guarantees):
    """The guarantees, and income and hard spending in yuan a head in the twelve months to `window_end`.

    An income counts only where `window_end`, such as 2024-05, is `window_due`. None means unknown.
    """

    window_income: Decimal | None = None
    hard_spending: Decimal | None = None
    window_end: str | None = None
    window_due: str | None = None

    @property
    def income_per_head(self) -> Decimal | None:
        """The income of the window that counts; None where another window was recorded."""
        return self.window_income if self.window_due and self.window_end == self.window_due else None

    @property
    def left_per_head(self) -> Decimal | None:
        """The income after hard spending."""
        if self.income_per_head is None or self.hard_spending is None:
            return None
        return self.income_per_head - self.hard_spending


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


@dataclass(frozen=True, slots=True)
class MonitoringReleaseFacts(IncomeWindow):
    """The facts of a monitored household for its release; None means unknown.

    The income is that of the twelve months up to the last September. `entered_on` is the day of the
    announcement of its entry, `asked_on` the day on which the release was proposed. `able` is how many
    members can work, `unanswered` how many of the risks of its record have no measure.
    """

    months_above: int | None = None
    risks_gone: bool | None = None
    new_risk: bool | None = None
    entered_on: date | None = None
    asked_on: date | None = None
    delivered: int | None = None
    unanswered: int | None = None
    able: int | None = None

    def proposed(self, day: date) -> Self:
        """The facts for a release that is proposed on a day, and for the window that is due then."""
        return replace(self, asked_on=day, window_due=listed_window(day))

    @property
    def months_watched(self) -> int | None:
        """Whole months since the household entered."""
        if self.entered_on is None or self.asked_on is None:
            return None
        return whole_months(self.entered_on, self.asked_on)

    @property
    def no_labour(self) -> bool | None:
        """Whether the household is wholly without labour power."""
        return None if self.able is None else self.able == 0


def whole_months(begun: date, over: date) -> int:
    """Whole months from a day to a later one; the last day of a short month completes one."""
    months = (over.year - begun.year) * 12 + over.month - begun.month
    short = over.day < min(begun.day, monthrange(over.year, over.month)[1])
    return months - short
