"""The columns of a sheet that hold a household's income, each with its group."""

from collections.abc import Mapping
from dataclasses import dataclass

from county_desk.intake.reading.columns.header_meaning import SUMS
from county_desk.intake.reading.columns.titles import known_title
from county_desk.intake.vocabulary import Title

GROUPS = ("wage", "business", "property", "transfer", "expense")


@dataclass(frozen=True)
class IncomeColumns:
    """The columns in their order, and those of each group. A sum beside its own lines is of no group.

    `sums` are such sums with their groups.
    """

    lines: tuple[str, ...]
    groups: Mapping[str, tuple[str, ...]]
    sums: Mapping[str, str]

    @classmethod
    def of(cls, titles: Mapping[str, Title]) -> "IncomeColumns":
        """Those among the columns of a sheet."""
        known = {name: title.group for name, title in titles.items() if title.of == "income"}
        groups = {group: tuple(name for name, of in known.items() if of == group) for group in GROUPS}
        sums = {name: group for name, of in known.items() if not of and groups.get(group := _group(name))}
        return cls(tuple(name for name, group in known.items() if group in GROUPS), groups, sums)


def _group(name: str) -> str:
    """The group that a column sums up, by its title; "" for none."""
    known = known_title(name) or next(
        (known_title(name.removesuffix(word)) for word in SUMS if name.endswith(word)), None
    )
    return known.group if known is not None and known.kind == "group" else ""
