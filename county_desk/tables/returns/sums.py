"""Figures of a return that are sums of other figures, with the records behind them."""

from collections.abc import Iterable, Mapping

from county_desk.tables.figures import FigureLine
from county_desk.text import N_

type MadeOf = Mapping[str, tuple[str, ...]]  # by the key of a figure, those that it is the sum of

HOUSEHOLDS, PERSONS = "_households", "_persons"


def counts_of(key: str) -> str:
    """The title of a figure whose key ends with the households or persons that it counts."""
    return N_("Households") if key.endswith(HOUSEHOLDS) else N_("Persons")


def sums[R](lines: Iterable[FigureLine[R]], made_of: MadeOf) -> dict[str, int]:
    """Each figure over several lines."""
    rows = [line.row for line in lines]
    return {key: sum(getattr(row, part) for part in parts for row in rows) for key, parts in made_of.items()}


def behind[R](lines: Iterable[FigureLine[R]], made_of: MadeOf) -> dict[str, tuple[int, ...]]:
    """The records behind each figure over several lines; figures without any are left out."""
    every = list(lines)
    found = {
        key: tuple(number for part in parts for line in every for number in line.records.get(part, ()))
        for key, parts in made_of.items()
    }
    return {key: numbers for key, numbers in found.items() if numbers}
