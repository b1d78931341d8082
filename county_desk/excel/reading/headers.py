"""Finding the header of a sheet: in which rows it stands, and which known column each cell names."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from county_desk.excel.reading.book import Grid, Row
from county_desk.excel.reading.vocabulary import Title, bare, is_our_column, known_title

_TOP = 20  # rows in which a header may begin
_ENOUGH = 3  # known titles that make a row a header


class SheetKind(StrEnum):
    """What a sheet lists."""

    PERSONS = "persons"  # one row a person, with the household's facts on some or all rows
    HEADS = "heads"  # one row a household
    LEDGER = "ledger"  # a household's income
    LIVING = "living"  # how a household lives
    OTHER = "other"


@dataclass(frozen=True)
class Header:
    """Where the header is and what it says. `columns` are the places, from 1, of the known titles.

    `extra` names further lines of a group of income, `unknown` and `twice` hold (column, text).
    """

    kind: SheetKind
    first: int
    last: int
    columns: Mapping[str, int]
    titles: Mapping[str, Title]
    unknown: tuple[tuple[int, str], ...] = ()
    twice: tuple[tuple[int, str], ...] = ()
    missing: tuple[str, ...] = ()


_NEEDED = {
    SheetKind.PERSONS: ("姓名", "与户主关系", "身份证号"),
    SheetKind.HEADS: ("户编号", "户主姓名", "身份证号"),
    SheetKind.LEDGER: ("户编号",),
    SheetKind.LIVING: ("户编号",),
}


def find_header(grid: Grid) -> Header | None:
    """The header of a sheet, or None when no row near the top names known columns."""
    for number, row in enumerate(grid.rows[:_TOP], 1):
        if sum(1 for cell in row if isinstance(cell, str) and cell and known_title(cell)) < _ENOUGH:
            continue
        below = grid.rows[number] if number < len(grid.rows) else []
        return _Finder(row, below if _goes_on(row, below) else None).header(number)
    return None


def _goes_on(top: Row, below: Row) -> bool:
    """Whether the next row holds the lines of the groups that the header row names."""
    if not any(
        isinstance(cell, str) and (known := known_title(cell)) and known.kind == "group" for cell in top
    ):
        return False
    texts = [cell for cell in below if cell != ""]
    named = [cell for cell in texts if isinstance(cell, str) and known_title(cell)]
    return len(named) >= _ENOUGH and len(named) * 2 >= len(texts)


@dataclass
class _Finder:
    """Puts a header together from its one or two rows."""

    top: Row
    second: Row | None
    columns: dict[str, int] = field(default_factory=dict)
    titles: dict[str, Title] = field(default_factory=dict)
    unknown: list[tuple[int, str]] = field(default_factory=list)
    twice: list[tuple[int, str]] = field(default_factory=list)

    def header(self, first: int) -> Header:
        """The finished header; `first` is the number of its first row."""
        group: Title | None = None
        for place, cell in enumerate(self.top):
            text = str(cell)
            under = str(self.second[place]) if self.second and place < len(self.second) else ""
            title = known_title(text) if text.strip() else None
            if text.strip():
                group = title if title and title.kind == "group" else None
            if under.strip() and (group or not title):
                self._line(place + 1, under, group)
            elif title:
                self._take(place + 1, text, title)
            elif text.strip() and not is_our_column(text):
                self.unknown.append((place + 1, text))
        kind = self._kind()
        missing = tuple(name for name in _NEEDED.get(kind, ()) if name not in self.columns)
        last = first + (1 if self.second else 0)
        return Header(
            kind,
            first,
            last,
            self.columns,
            self.titles,
            tuple(self.unknown),
            tuple(self.twice),
            missing,
        )

    def _line(self, column: int, text: str, group: Title | None) -> None:
        title = known_title(text)
        if group:
            title = Title(title.title if title else bare(text), "money", "income", group.group)
        if title:
            self._take(column, text, title)
        else:
            self.unknown.append((column, text))

    def _take(self, column: int, text: str, title: Title) -> None:
        if title.title in self.columns:
            self.twice.append((column, text))
        else:
            self.columns[title.title] = column
            self.titles[title.title] = title

    def _kind(self) -> SheetKind:
        has = self.columns.keys()
        income = sum(1 for title in self.titles.values() if title.of == "income")
        living = sum(1 for title in self.titles.values() if title.of == "living")
        if "与户主关系" in has:
            return SheetKind.PERSONS
        if max(income, living) < _ENOUGH and "身份证号" in has:
            self._name_is_head()
            return SheetKind.HEADS
        if max(income, living) < 2:
            return SheetKind.OTHER
        self._name_is_head()
        return SheetKind.LEDGER if income >= living else SheetKind.LIVING

    def _name_is_head(self) -> None:
        # where nobody's relation is asked, the name is that of the head
        if "姓名" in self.columns and "户主姓名" not in self.columns:
            self.columns["户主姓名"] = self.columns.pop("姓名")
            title = self.titles.pop("姓名")
            self.titles["户主姓名"] = Title("户主姓名", title.kind, "household")
