"""One row while it is being checked: its values, and the notes on it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from county_desk.intake.delivery import Level, Line, Problem, Verdict
from county_desk.intake.reading.values.cell_value import Found
from county_desk.sheets.formats.book import Cell, address, text_of
from county_desk.sheets.formats.memory_budget import MemoryBudget
from county_desk.sheets.packing import Value
from county_desk.text import _


@dataclass(slots=True)
class Draft:
    """One row of one sheet.

    `budget` limits the notes of its file. `columns` are the places of the titles. A row without data has a
    `skip`.

    `values` are the values as read; `odd` are those that JSON carries in another form. `erase` are the
    titles of cells that ask to clear the value on record. `calls` are the list's own words for titles.
    """

    sheet: str
    row: int
    budget: MemoryBudget
    columns: Mapping[str, int] = field(default_factory=dict)
    skip: bool = False
    household: str = ""
    calls: Mapping[str, str] = field(default_factory=dict)
    values: dict[str, Any] = field(default_factory=dict)
    odd: dict[str, Value] = field(default_factory=dict)
    original: dict[str, str] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    erase: list[str] = field(default_factory=list)

    def keep(self, title: str, cell: Cell, found: Found) -> None:
        """Keep the value of a cell that is not blank, and the notes on it."""
        plain = found.plain
        if plain is not None:
            self.values[title] = found.value
            if plain is not found.value:
                self.odd[title] = plain
        if found.notes:
            self.original[title] = text_of(cell)
            for note in found.notes:
                self.note(title, note.kind, note.message, note.level)

    def note(self, title: str, kind: str, message: str, level: Level) -> None:
        """Note a problem at the cell of a title, or at the first cell of the row; see `note_at`."""
        self.note_at(self.columns.get(title, 1), kind, message, level)

    def note_at(self, column: int, kind: str, message: str, level: Level) -> None:
        """Note a problem at the cell of a column, from 1; raises `Unreadable` when there are too many."""
        self.budget.note()
        self.problems.append(Problem(self.sheet, address(self.row, column), kind, message, level))

    def ask(self, title: str, kind: str, message: str) -> None:
        """Note a question that a person has to decide."""
        self.note(title, kind, message, Level.ASK)

    def warn(self, title: str, kind: str, message: str) -> None:
        """Note something odd."""
        self.note(title, kind, message, Level.WARN)

    def put(self, title: str, value: Any, plain: Value) -> None:
        """Set a value that follows from others."""
        self.values[title] = value
        if plain is not value:
            self.odd[title] = plain

    def is_at(self, problem: Problem, title: str, kind: str) -> bool:
        """Whether a problem of the row is of a kind and stands at the cell of a title."""
        return problem.kind == kind and problem.cell == address(self.row, self.columns[title])

    def was_noted(self, title: str) -> bool:
        """Whether the cell of a title was filled in with something that was spoken of."""
        return title in self.original

    def text(self, title: str) -> str:
        """A value as text; "" when there is none."""
        value = self.values.get(title)
        return "" if value is None else str(value)

    def amount(self, title: str) -> Decimal | None:
        """An amount or a measure; None when there is none."""
        value = self.values.get(title)
        return value if isinstance(value, Decimal) else None

    @property
    def plain(self) -> dict[str, Value]:
        """The values by standard title as JSON carries them."""
        return {**self.values, **self.odd} if self.odd else self.values

    @property
    def verdict(self) -> Verdict:
        """The verdict of the row by the problems noted so far."""
        return Verdict.SKIP if self.skip else verdict_of(self.problems)

    def line(self) -> Line:
        """The finished row, its values and texts by the titles that its list has.

        The draft has them as JSON carries them from then on: copies would be half of all that is kept.
        """
        self.values.update(self.odd)
        plain, original, problems = self.values, self.original, tuple(self.problems)
        if self.calls:
            plain = {self.calls.get(title, title): value for title, value in plain.items()}
            original = {self.calls.get(title, title): text for title, text in original.items()}
        kinds = tuple(dict.fromkeys([problem.kind for problem in problems])) if problems else ()
        verdict = Verdict.SKIP if self.skip else verdict_of(problems)
        return Line(self.sheet, self.row, verdict, kinds, plain, problems, self.household, original)


def verdict_of(problems: list[Problem] | tuple[Problem, ...]) -> Verdict:
    """The verdict of a row of data from its problems."""
    if not problems:
        return Verdict.ACCEPT
    levels = {problem.level for problem in problems}
    if Level.ERROR in levels:
        return Verdict.REJECT
    if Level.ASK in levels:
        return Verdict.ASK
    return Verdict.WARN if Level.WARN in levels else Verdict.ACCEPT


def in_words(other: Draft, row: Draft) -> str:
    """Return the place of another row in words, for a note at this row."""
    message = _("row {row}") if other.sheet == row.sheet else _("row {row} of {sheet}")
    return message.format(row=other.row, sheet=other.sheet)
