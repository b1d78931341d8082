"""The columns of a sheet that hold a household's income, and of which group each is."""

from collections.abc import Mapping
from dataclasses import dataclass

from county_desk.excel.reading.vocabulary import Title

GROUPS = ("wage", "business", "property", "transfer", "expense")


@dataclass(frozen=True)
class IncomeColumns:
    """The columns in their order, and those of each group. A sum beside its own lines is of no group."""

    lines: tuple[str, ...]
    groups: Mapping[str, tuple[str, ...]]

    @classmethod
    def of(cls, titles: Mapping[str, Title]) -> "IncomeColumns":
        """Those among the columns of a sheet."""
        known = {name: title.group for name, title in titles.items() if title.of == "income"}
        groups = {group: tuple(name for name, of in known.items() if of == group) for group in GROUPS}
        return cls(tuple(name for name, group in known.items() if group in GROUPS), groups)
