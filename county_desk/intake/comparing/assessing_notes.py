"""The rows of a delivery held against the register: where each is, and what there is to say of it."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import replace
from functools import cached_property

from county_desk.intake.delivery import Delivery, HouseholdIn, Level, Line, Problem, Verdict

_KINDS = ("heads", "persons", "ledger", "living")  # sheets of which one tells a household, in this order


class Notes:
    """Finds the rows of households and collects what is said of them, cell by cell."""

    def __init__(self, delivery: Delivery) -> None:
        self._delivery = delivery
        self._said: dict[tuple[str, int], list[Problem]] = defaultdict(list)
        self._stays: dict[tuple[str, int], dict[str, str]] = defaultdict(dict)
        self._columns = {sheet.name: sheet.standard for sheet in delivery.sheets}
        self._calls = {sheet.name: sheet.calls for sheet in delivery.sheets}
        self._kinds = {sheet.name: sheet.kind for sheet in delivery.sheets}

    def __bool__(self) -> bool:
        return bool(self._said)

    @cached_property
    def lines(self) -> dict[tuple[str, int], Line]:
        """The rows by sheet and number."""
        return {(line.sheet, line.row): line for line in self._delivery.lines}

    @cached_property
    def _rows(self) -> dict[tuple[str, str], Line]:
        """The first row of each household on each kind of sheet."""
        rows: dict[tuple[str, str], Line] = {}
        for line in self._delivery.lines:
            if line.household and line.verdict is not Verdict.SKIP:
                rows.setdefault((line.household, self._kinds.get(line.sheet, "")), line)
        return rows

    def row(self, household: HouseholdIn, kind: str) -> Line | None:
        """The first row of a household on a kind of sheet."""
        return self._rows.get((household.key, kind))

    def first(self, household: HouseholdIn) -> Line | None:
        """The row that stands for a household; None where no sheet has one."""
        return next(filter(None, (self.row(household, kind) for kind in _KINDS)), None)

    def say(self, line: Line, title: str, kind: str, message: str, level: Level) -> None:
        """Note something at the cell of a row."""
        self._said[line.sheet, line.row].append(
            Problem(line.sheet, self.cell(line, title), kind, message, level)
        )

    def unsay(self, line: Line, kinds: Collection[str]) -> None:
        """Nothing of these kinds is to be said of a row after all."""
        said = self._said[line.sheet, line.row]
        said[:] = [problem for problem in said if problem.kind not in kinds]

    def cell(self, line: Line, title: str) -> str:
        """The name of the cell of a row in the column of a title; the first where there is no such column."""
        columns = self._columns.get(line.sheet, {})
        if title == "姓名" and title not in columns:
            title = "户主姓名"  # of a list of heads
        return f"{columns.get(title, 'A')}{line.row}"

    def stay(self, line: Line, title: str, old: str) -> None:
        """Let a row say what the register keeps."""
        called = self._calls.get(line.sheet, {}).get(title, title)
        self._stays[line.sheet, line.row][called] = old

    def asks(self, line: Line) -> bool:
        """Whether a question was noted at a row."""
        return any(said.level is Level.ASK for said in self._said.get((line.sheet, line.row), ()))

    def on(self, line: Line) -> Line:
        """A row with what was said of it."""
        said = self._said.get((line.sheet, line.row))
        if not said:
            return line
        stays = self._stays.get((line.sheet, line.row), {})
        values = {title: stays.get(title, value) for title, value in line.values.items()}
        return replace(line, problems=(*line.problems, *said), values=values if stays else line.values)
