"""Columns that may mean something else than their title, by the remarks around it or their position."""

from dataclasses import dataclass
from functools import lru_cache

from county_desk.intake.reading.columns.title_remarks import Doubt, Remarks
from county_desk.intake.reading.columns.title_units import MEASURED, without_unit
from county_desk.intake.reading.columns.titles import known_title, without_notes
from county_desk.intake.vocabulary import Title, bare, bare_names, declared


@dataclass(frozen=True)
class TableContext:
    """The context of a whole table: the year of the delivery, and the units named above the table."""

    year: int = 0
    units: tuple[str, ...] = ()


@dataclass(frozen=True)
class Doubtful:
    """A column that may be another than its title says."""

    column: int
    title: Title
    remarks: Remarks

    @property
    def seems(self) -> bool:
        """Whether the column is read by its title until a person answers.

        Figures with an unknown remark are not read so, except a line of income, which remains one.
        """
        if self.remarks.doubt is Doubt.WORD:
            return self.title.kind not in MEASURED or _is_line(self.title)
        return self.remarks.doubt is Doubt.TIME


def _is_line(title: Title) -> bool:
    return title.of == "income" and title.group not in ("head", "net", "gross")


@lru_cache(2048)
def bare_under(path: tuple[str, ...]) -> str | None:
    """The title over one that does not name its subject ("" for none); None for a title that does."""
    name = without_notes(path[-1])
    if name not in bare_names() and without_unit(name)[0] not in bare_names():
        return None
    if any(known_title("".join(path[start:])) for start in range(len(path) - 1)):
        return None
    return bare("".join(path[:-1]))


def is_of_a_part(over: str) -> bool:
    """Whether the figures under a title are those of a part of a village's people or households."""
    return any(word in over for word in declared("groups")["parts"])
