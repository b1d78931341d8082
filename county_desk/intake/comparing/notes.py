"""Notes at the rows of a delivery, collected while it is compared with the register."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import replace
from functools import cached_property

from county_desk.intake.delivery import Delivery, HouseholdIn, Level, Line, Problem, Verdict

type RowKey = tuple[str, int]
"""A row by its sheet and its number."""

HOUSEHOLD_SHEETS = ("heads", "persons", "ledger", "living")  # the first that has a household stands for it


class Notes:
    """The rows of a delivery, and the notes that rules add to their cells."""

    def __init__(self, delivery: Delivery) -> None:
        self._delivery = delivery
        self._notes: dict[RowKey, list[Problem]] = defaultdict(list)
        self._kept: dict[RowKey, dict[str, str]] = defaultdict(dict)
        self._columns = {sheet.name: sheet.standard for sheet in delivery.sheets}
        self._calls = {sheet.name: sheet.calls for sheet in delivery.sheets}
        self._kinds = {sheet.name: sheet.kind for sheet in delivery.sheets}

    def __bool__(self) -> bool:
        return bool(self._notes)

    @cached_property
    def lines(self) -> dict[RowKey, Line]:
        """The rows by sheet and number."""
        return {(line.sheet, line.row): line for line in self._delivery.lines}

    @cached_property
    def _rows(self) -> dict[tuple[str, str], Line]:
        """The first row of each household on each kind of sheet."""
        rows: dict[tuple[str, str], Line] = {}
        for line in self._delivery.lines:
            if line.household and line.verdict is not Verdict.SKIP:
                rows.setdefault((line.household, self.kind(line)), line)
        return rows

    def kind(self, line: Line) -> str:
        """The kind of sheet on which a row stands; "" for an unknown sheet."""
        return self._kinds.get(line.sheet, "")

    def row(self, household: HouseholdIn, kind: str) -> Line | None:
        """The first row of a household on a kind of sheet; None where that sheet lacks it."""
        return self._rows.get((household.key, kind))

    def first(self, household: HouseholdIn) -> Line | None:
        """The row that stands for a household; None where no sheet has one."""
        return next(filter(None, (self.row(household, kind) for kind in HOUSEHOLD_SHEETS)), None)

    def ledger(self, household: HouseholdIn) -> Line | None:
        """The row of a household's income; where the file has no ledger, the row that stands for it."""
        return self.row(household, "ledger") or self.first(household)

    def add(self, line: Line, title: str, kind: str, message: str, level: Level, sent: str = "") -> None:
        """Add a note at the cell of a row; `sent` is its sentence for the sender, "" for the same."""
        problem = Problem(line.sheet, self.cell(line, title), kind, message, level, sent)
        self._notes[line.sheet, line.row].append(problem)

    def drop(self, line: Line, kinds: Collection[str]) -> None:
        """Take the notes of these kinds off a row."""
        notes = self._notes[line.sheet, line.row]
        notes[:] = [problem for problem in notes if problem.kind not in kinds]

    def cell(self, line: Line, title: str) -> str:
        """The address of the cell under a title, as "C7"; column A where the sheet lacks the title."""
        columns = self._columns.get(line.sheet, {})
        if title == "姓名" and title not in columns:
            title = "户主姓名"  # of a list of heads
        return f"{columns.get(title, 'A')}{line.row}"

    def keep(self, line: Line, title: str, value: str) -> None:
        """Let a row show the register's value under a title instead of its own."""
        called = self._calls.get(line.sheet, {}).get(title, title)
        self._kept[line.sheet, line.row][called] = value

    def has(self, line: Line) -> bool:
        """Whether a row has a note."""
        return bool(self._notes.get((line.sheet, line.row)))

    def asks(self, line: Line) -> bool:
        """Whether a note of a row is a question."""
        return any(note.level is Level.ASK for note in self._notes.get((line.sheet, line.row), ()))

    def on(self, line: Line) -> Line:
        """The row with its notes."""
        notes = self._notes.get((line.sheet, line.row))
        if not notes:
            return line
        kept = self._kept.get((line.sheet, line.row), {})
        values = {title: kept.get(title, value) for title, value in line.values.items()}
        return replace(line, problems=(*line.problems, *notes), values=values if kept else line.values)
