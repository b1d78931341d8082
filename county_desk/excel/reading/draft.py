"""One row while it is being checked: its values, and what there is to say about them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from county_desk.excel.delivery import Level, Line, Problem, Value, Verdict
from county_desk.excel.reading.book import Cell, address
from county_desk.excel.reading.numbers import read_card, read_household_number, read_id, read_phone
from county_desk.excel.reading.values import (
    Found,
    read_count,
    read_date,
    read_measure,
    read_money,
    read_months,
    read_name,
    read_text,
    read_word,
    read_words,
    read_yes_no,
    text_of,
)

READERS: Mapping[str, Callable[[Cell, str], Found]] = {
    "serial": read_text,
    "text": read_text,
    "name": read_name,
    "word": read_word,
    "words": read_words,
    "count": read_count,
    "measure": read_measure,
    "months": read_months,
    "money": read_money,
    "group": read_money,
    "yes_no": read_yes_no,
    "date": read_date,
    "period": read_text,
    "percent": read_measure,
    "id": read_id,
    "household_number": read_household_number,
    "phone": read_phone,
    "card": read_card,
}


@dataclass
class Draft:
    """One row of one sheet. `columns` are the places of the titles; rows that are not data have `skip`.

    `erase` are the titles of the cells that say that what is on record shall go.
    """

    sheet: str
    row: int
    columns: Mapping[str, int] = field(default_factory=dict)
    skip: bool = False
    household: str = ""
    values: dict[str, Any] = field(default_factory=dict)
    plain: dict[str, Value] = field(default_factory=dict)
    original: dict[str, str] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    erase: list[str] = field(default_factory=list)

    def read(self, title: str, kind: str, cell: Cell) -> None:
        """Read one cell that is not blank, keeping its value and what was wrong with it."""
        found = READERS[kind](cell, title)
        for note in found.notes:
            self.say(title, note.kind, note.message, note.level)
        if found.plain is not None:
            self.values[title], self.plain[title] = found.value, found.plain
        if found.notes:
            self.original[title] = text_of(cell)

    def say(self, title: str, kind: str, message: str, level: Level) -> None:
        """Note a problem at the cell of a title, or at the first cell of the row."""
        cell = address(self.row, self.columns.get(title, 1))
        self.problems.append(Problem(self.sheet, cell, kind, message, level))

    def ask(self, title: str, kind: str, message: str) -> None:
        """Note a question that a person has to decide."""
        self.say(title, kind, message, Level.ASK)

    def warn(self, title: str, kind: str, message: str) -> None:
        """Note something odd."""
        self.say(title, kind, message, Level.WARN)

    def put(self, title: str, value: Any, plain: Value) -> None:
        """Set a value that follows from others."""
        self.values[title], self.plain[title] = value, plain

    def text(self, title: str) -> str:
        """A value as text; "" when there is none."""
        value = self.values.get(title)
        return "" if value is None else str(value)

    def amount(self, title: str) -> Decimal | None:
        """An amount or a measure; None when there is none."""
        value = self.values.get(title)
        return value if isinstance(value, Decimal) else None

    @property
    def verdict(self) -> Verdict:
        """What the problems noted so far make of the row."""
        return Verdict.SKIP if self.skip else verdict_of(self.problems)

    def line(self) -> Line:
        """The finished row."""
        kinds = tuple(dict.fromkeys(problem.kind for problem in self.problems))
        return Line(
            self.sheet,
            self.row,
            self.verdict,
            kinds,
            self.plain,
            tuple(self.problems),
            self.household,
            self.original,
        )


def verdict_of(problems: list[Problem] | tuple[Problem, ...]) -> Verdict:
    """The verdict of a row of data from its problems."""
    levels = {problem.level for problem in problems}
    if Level.ERROR in levels:
        return Verdict.REJECT
    if Level.ASK in levels:
        return Verdict.ASK
    return Verdict.WARN if Level.WARN in levels else Verdict.ACCEPT
