"""A workbook of a village before it is written: sheets of rows, in which mistakes can still be made."""

from dataclasses import dataclass, field
from functools import cache
from typing import Any

from county_desk.paths import toml_resource

type Row = dict[str, Any]

PEOPLE, HEADS, INCOME, LIVING, SUMMARY = "people", "heads", "income", "living", "summary"


@dataclass(frozen=True)
class Heading:
    """One column: the key of its values, its title, its width, and the title that spans it and others."""

    key: str
    title: str
    width: int = 10
    band: str = ""


@dataclass
class DraftSheet:
    """One sheet: its kind, its columns, its rows, and the lines above and below them.

    `once` are the columns of a household that stand only in its first row; `merged` joins their cells
    instead of leaving them blank. `hidden` are rows, counted from 0, that the sheet does not show.
    """

    role: str
    name: str
    headings: tuple[Heading, ...]
    rows: list[Row]
    above: tuple[str, ...] = ()
    below: tuple[str, ...] = ()
    once: frozenset[str] = frozenset()
    merged: bool = False
    total: Row | None = None
    hidden: set[int] = field(default_factory=set)


@dataclass
class DraftBook:
    """One workbook to be: its file name, its folder and its sheets."""

    folder: str
    name: str
    sheets: list[DraftSheet]

    def sheet(self, *roles: str) -> DraftSheet:
        """The first sheet of one of these roles; LookupError when there is none."""
        for sheet in self.sheets:
            if sheet.role in roles:
                return sheet
        raise LookupError(f"{self.name} has no sheet of {roles}")


@cache
def headings(sheet: str) -> tuple[Heading, ...]:
    """The columns of a kind of sheet, as the file of the sheets lists them."""
    columns = toml_resource("demo", "sheets.toml")[sheet]
    return tuple(Heading(*column) for column in columns)
