"""Sums of the selected figures, for the status bar."""

from collections.abc import Sequence
from decimal import Decimal

from county_desk.text import _

SUMMED = 20_000  # cells up to which a selection is summed while it is being made


def too_many(count: int) -> str:
    """The note that so many figures are not summed; empty when they are."""
    if count <= SUMMED:
        return ""
    words = _("{count} figures are too many to sum; up to {most} are summed")
    return words.format(count=f"{count:,}", most=f"{SUMMED:,}")


def sums(figures: Sequence[Decimal]) -> str:
    """Count, sum, average, least and greatest of some figures; empty without two."""
    if len(figures) < 2:
        return ""
    total = sum(figures, Decimal())
    words = _("Count {count}  Sum {sum}  Average {average}  Min {least}  Max {most}")
    return words.format(
        count=f"{len(figures):,}",
        sum=_figure(total),
        average=_figure(total / len(figures)),
        least=_figure(min(figures)),
        most=_figure(max(figures)),
    )


def _figure(value: Decimal) -> str:
    """A figure with separators, to the fen when it has any."""
    return f"{value:,.0f}" if value == value.to_integral_value() else f"{value:,.2f}"
