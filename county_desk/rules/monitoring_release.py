"""The facts on which a monitored household is released, because its risk is gone."""

from calendar import monthrange
from dataclasses import dataclass, replace
from datetime import date
from typing import Self

from county_desk.rules.income_window import IncomeWindow
from county_desk.rules.monitoring import listed_window


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
