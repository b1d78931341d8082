"""The columns of a sheet that hold a household's income: which are of a group, and which is its sum."""

from collections.abc import Mapping
from dataclasses import dataclass

from county_desk.excel.reading.vocabulary import Title

GROUPS = ("wage", "business", "property", "transfer", "expense")


@dataclass(frozen=True)
class IncomeColumns:
    """All columns of a group, and by group the one for its sum and those of its other lines."""

    lines: tuple[str, ...]
    sums: Mapping[str, str]
    parts: Mapping[str, tuple[str, ...]]

    @classmethod
    def of(cls, titles: Mapping[str, Title]) -> "IncomeColumns":
        """Those of the columns of a sheet."""
        groups = {
            name: title.group
            for name, title in titles.items()
            if title.of == "income" and title.group in GROUPS
        }
        sums = {groups[name]: name for name, title in titles.items() if title.kind == "group"}
        parts = {
            group: tuple(name for name, of in groups.items() if of == group and name != sums.get(group))
            for group in GROUPS
        }
        return cls(tuple(groups), sums, parts)
