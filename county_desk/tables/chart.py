"""A chart as plain data: its question, and a line of bars for each thing compared."""

from dataclasses import dataclass, field
from decimal import Decimal

from county_desk.fields import Count, Kind


@dataclass(frozen=True, slots=True)
class Bars:
    """One line of a chart: its label, a value for each series, and the subject that a click leads to."""

    label: str
    values: tuple[int | Decimal, ...]
    subject: object = None


@dataclass(frozen=True, slots=True)
class Chart:
    """One chart. `question` and `series` are English titles; `kind` shows the values."""

    question: str
    about: str
    series: tuple[str, ...]
    lines: tuple[Bars, ...]
    kind: Kind = field(default_factory=Count)

    @property
    def most(self) -> int | Decimal:
        """The largest value, at least 1, so that it can divide."""
        return max((value for line in self.lines for value in line.values), default=1) or 1
