"""The income of twelve months, on which entry into monitoring and release both rest."""

from dataclasses import dataclass
from decimal import Decimal

from county_desk.rules.guarantees import Guarantees


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
