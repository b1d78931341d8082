"""The rows of one delivered sheet as a table: columns named as in the sheet, problems in the last."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import Enum

from county_desk.decimals import decimal_of
from county_desk.fields import Column, IdNumber, Kind, Table, Text
from county_desk.intake.delivery import Delivery, Level, Line, Problem, SheetIn, Verdict
from county_desk.intake.reading.households.verdicts import WAITS
from county_desk.intake.vocabulary import standard_title
from county_desk.shapes import Shape
from county_desk.text import N_, _, _n
from county_desk.text_kinds import Digits

WIDEST, SAMPLE = 22, 300  # characters of a column, rows that its width is taken from
PROBLEM = "problem"
COVERED: Mapping[str, Kind] = {  # by the kinds of titles
    "id": IdNumber(),
    "certificate": IdNumber(),
    "phone": Digits(),
    "card": Digits(),
}
NAMES = ("户编号", "户主姓名", "姓名")
HELD = (Level.ERROR, Level.ASK)  # of a cell that keeps its row out
MARKS = {Level.ERROR: Shape.MUST, Level.ASK: Shape.WATCH, Level.WARN: Shape.WATCH, Level.NOTE: Shape.UNDERWAY}
TONES = {Level.ERROR: "bad", Level.ASK: "warn", Level.WARN: "warn", Level.NOTE: "info"}  # the gravest first
ROW_MARKS = {
    Verdict.ACCEPT: Shape.FINE,
    Verdict.WARN: Shape.FINE,
    Verdict.ASK: Shape.WATCH,
    Verdict.REJECT: Shape.MUST,
    Verdict.UNCHANGED: Shape.NONE,
}


class Show(Enum):
    """The choices of rows to show of a sheet; the value is the title of the choice."""

    WRONG = N_("Rows with errors")
    ASKED = N_("Rows to check")
    CHANGED = N_("Rows that differ from the register")
    NOTED = N_("Rows read with a remark")
    READY = N_("Rows that can go in")
    ALL = N_("All rows")

    def has(self, line: Line) -> bool:
        """Whether a row is among them."""
        match self:
            case Show.WRONG:
                return line.verdict is Verdict.REJECT
            case Show.ASKED:
                return line.verdict is Verdict.ASK
            case Show.CHANGED:
                return any(problem.level is Level.NOTE for problem in line.problems)
            case Show.NOTED:
                return line.verdict is Verdict.WARN
            case Show.READY:
                return line.verdict in (Verdict.ACCEPT, Verdict.WARN)
        return True


WHOLE = (Show.READY, Show.ALL)  # choices that show every column


@dataclass(frozen=True)
class SheetRow:
    """One row of a sheet: its line, and the problems of each cell by the title of its column."""

    line: Line
    marks: Mapping[str, tuple[Problem, ...]]

    def text(self, title: str) -> str:
        """Return the text of a cell, in the sheet's own form where that differs from the stored value."""
        value = self.line.original.get(title, self.line.values.get(title, ""))
        return str(value)

    def level(self, title: str) -> Level | None:
        """The gravest level of a cell's problems; None without one, or when it only waits for others."""
        if self.line.verdict is Verdict.SKIP:
            return None
        levels = {each.level for each in self.marks.get(title, ()) if each.kind != WAITS}
        return next((level for level in TONES if level in levels), None)

    @property
    def need(self) -> Level | None:
        """The level of an error or a question of the row itself; None when no person has to settle one."""
        own = {each.level for each in self.line.problems if each.kind != WAITS}
        return next((level for level in HELD if level in own), None)

    @property
    def problem(self) -> str:
        """Everything that is wrong or odd in the row, each with its cell."""
        return "  ".join(problem_words(problem) for problem in sorted(self.line.problems, key=gravity))


def problem_words(problem: Problem) -> str:
    """One problem with the place it is at."""
    return _("{cell}: {words}").format(cell=problem.cell, words=problem.message)


def gravity(problem: Problem) -> int:
    """The graver, the less."""
    return list(TONES).index(problem.level)


@dataclass(frozen=True)
class CellColumn(Column[SheetRow]):
    """One column of a sheet; its key is the standard title, its title the letter and that."""

    def value(self, row: SheetRow) -> object:
        """The text, or a number where the column holds numbers and the text is one."""
        text = row.text(self.key)
        return decimal_of(text) if self.kind.align == "right" else text

    def shown(self, row: SheetRow, *, masked: bool = False) -> str:
        """The text of the cell.

        One with something to say about it is never covered: it must be seen to be put right.
        """
        text = row.text(self.key)
        if masked and self.kind.personal and self.key not in row.marks:
            return self.kind.mask(text)
        number = decimal_of(text) if self.kind.align == "right" and text not in row.line.original else None
        return text if number is None or abs(number) < 10_000 else f"{number:,}"


@dataclass(frozen=True)
class SheetTable:
    """One sheet that was read: its name, its rows, and the table that shows them.

    The builder computes once all that the window often needs. `choices` are the rows of each choice, `matter`
    the columns that matter for them, `verdicts` how many rows have each.
    """

    name: str
    rows: tuple[SheetRow, ...]
    table: Table[SheetRow]
    letters: Mapping[str, str]
    choices: Mapping[Show, Sequence[SheetRow]]
    matter: Mapping[Show, frozenset[str]]
    verdicts: Mapping[Verdict, int]
    needs: Mapping[Level, int]

    def wanted(self, show: Show) -> Sequence[SheetRow]:
        """The rows of a choice."""
        return self.choices.get(show, ())

    def place(self, show: Show, number: int) -> int:
        """The place of a numbered row of the sheet among the rows of a choice, or of the next one."""
        return bisect_left(self.wanted(show), number, key=lambda row: row.line.row)

    def row(self, number: int) -> SheetRow | None:
        """The row that has this number in the sheet."""
        place = self.place(Show.ALL, number)
        found = self.rows[place] if place < len(self.rows) else None
        return found if found is not None and found.line.row == number else None

    @property
    def titles(self) -> tuple[str, ...]:
        """The standard titles of its columns, in the order of the sheet."""
        return tuple(column.key for column in self.table.columns if column.key != PROBLEM)

    def count(self, *verdicts: Verdict) -> int:
        """The number of rows with one of some verdicts."""
        return sum(self.verdicts.get(verdict, 0) for verdict in verdicts)


def sheets_of(delivery: Delivery) -> list[SheetTable]:
    """The sheets of a delivery in their order; one with an unknown header has no columns of its own."""
    known = {sheet.name: sheet for sheet in delivery.sheets}
    by_sheet: dict[str, list[Line]] = {}
    for line in delivery.lines:
        by_sheet.setdefault(line.sheet, []).append(line)
    return [_sheet(name, lines, known.get(name)) for name, lines in by_sheet.items()]


def _sheet(name: str, lines: Iterable[Line], known: SheetIn | None) -> SheetTable:
    columns, calls = (known.columns, known.calls) if known else ({}, {})
    titles = {letter: title for title, letter in columns.items()}
    rows = tuple(SheetRow(line, _marks(line, titles)) for line in sorted(lines, key=lambda line: line.row))
    ordered = sorted(columns.items(), key=lambda item: (len(item[1]), item[1]))
    cells = [_column(title, calls.get(title, title), letter, rows) for title, letter in ordered]
    problem = Column[SheetRow](PROBLEM, N_("Problem"), Text(width=36))
    table = Table("sheet", N_("Rows of the sheet"), SheetRow, (*cells, problem))
    choices: dict[Show, Sequence[SheetRow]] = {}
    for show in Show:
        choices[show] = rows if show is Show.ALL else tuple(row for row in rows if show.has(row.line))
    matter = {show: _matter(choices[show], columns) for show in choices if show not in WHOLE}
    verdicts = Counter(row.line.verdict for row in rows)
    held = (*choices[Show.WRONG], *choices[Show.ASKED])
    needs = Counter(need for row in held if (need := row.need) is not None)
    return SheetTable(name, rows, table, dict(columns), choices, matter, verdicts, needs)


def _matter(rows: Iterable[SheetRow], titles: Iterable[str]) -> frozenset[str]:
    """The columns that matter for some rows: the names, and every marked one."""
    marked = {title for row in rows for title in row.marks}
    return frozenset(title for title in titles if title in marked or title in NAMES) | {PROBLEM}


def _marks(line: Line, titles: Mapping[str, str]) -> dict[str, tuple[Problem, ...]]:
    found: dict[str, tuple[Problem, ...]] = {}
    for problem in line.problems:
        title = titles.get(problem.cell.rstrip("0123456789"), "")
        if title and problem.kind != WAITS:
            found[title] = (*found.get(title, ()), problem)
    return found


def _column(title: str, standard: str, letter: str, rows: Sequence[SheetRow]) -> CellColumn:
    values = [row.line.values[title] for row in rows[:SAMPLE] if title in row.line.values]
    figures = bool(values) and all(_is_figure(value) for value in values)
    longest = max((_breadth(row.text(title)) for row in rows[:SAMPLE]), default=0)
    known = standard_title(standard)
    kind = COVERED.get(known.kind if known else "", Text())
    kind = replace(kind, width=max(6, min(WIDEST, longest + 2)), align="right" if figures else "left")
    return CellColumn(title, f"{letter} {title}", kind)


def _is_figure(value: str | int) -> bool:
    """A count, or an amount with its two places; a number that names something is neither."""
    return isinstance(value, int) or (value[-3:-2] == "." and isinstance(decimal_of(value), Decimal))


def _breadth(text: str) -> int:
    """Characters as wide as a digit; a Han character takes two."""
    return sum(2 if ord(sign) > 0x2E80 else 1 for sign in text)


@dataclass(frozen=True, order=True)
class Spot:
    """A cell with a problem: its sheet, its row and its title."""

    sheet: int
    row: int
    column: int


def spots(sheets: Sequence[SheetTable]) -> list[Spot]:
    """Every cell that keeps its row out, errors and questions, from the first sheet to the last."""
    found = []
    for place, sheet in enumerate(sheets):
        titles = {title: column for column, title in enumerate(sheet.titles)}
        for row in (*sheet.wanted(Show.WRONG), *sheet.wanted(Show.ASKED)):
            found += [
                Spot(place, row.line.row, titles[title]) for title in row.marks if row.level(title) in HELD
            ]
    return sorted(found)


def similar_rows(
    sheets: Sequence[SheetTable], its: SheetTable, row: SheetRow, title: str
) -> list[tuple[SheetTable, SheetRow]]:
    """The rows outside `its` sheet with the same text and the same kind of problem in the same column."""
    text, kinds = row.text(title), {problem.kind for problem in row.marks.get(title, ())}
    if not kinds:
        return []
    return [
        (sheet, other)
        for sheet in sheets
        for show in (Show.WRONG, Show.ASKED, Show.NOTED)
        for other in sheet.wanted(show)
        if (sheet.name, other.line.row) != (its.name, row.line.row)
        and other.text(title) == text
        and kinds.intersection(problem.kind for problem in other.marks.get(title, ()))
    ]


def tone(sheet: SheetTable) -> str:
    """The tone of the gravest row of a sheet."""
    return next((TONES[level] for level in HELD if sheet.needs.get(level)), "")


def needs_words(sheet: SheetTable) -> str:
    """Explain the number of a sheet; rows that only wait for others are named, and not counted in it."""
    wrong, asked = (sheet.needs.get(level, 0) for level in HELD)
    waits = sheet.count(Verdict.ASK) - asked
    counted = (
        (wrong, _n("{count} row with errors", "{count} rows with errors", wrong)),
        (asked, _n("{count} row with questions", "{count} rows with questions", asked)),
        (
            waits,
            _n("{count} row only waits for others", "{count} rows only wait for others", waits),
        ),
    )
    told = _(" · ").join(words.format(count=f"{count:,}") for count, words in counted if count)
    return _("{sheet}: {words}").format(
        sheet=sheet.name or _("Table"), words=told or _("no row needs anybody")
    )


def first_sheet(sheets: Sequence[SheetTable]) -> int:
    """The sheet to begin with: one with errors, else with questions of its own, else the first one read.

    A sheet with rows that only wait for those of another is never the one.
    """
    for level in HELD:
        for place, sheet in enumerate(sheets):
            if sheet.needs.get(level):
                return place
    for wanted in (Verdict.ACCEPT, Verdict.WARN, Verdict.ASK, Verdict.UNCHANGED):
        for place, sheet in enumerate(sheets):
            if sheet.count(wanted):
                return place
    return 0


def first_spot(spots: Sequence[Spot], place: int, sheet: SheetTable, choice: Show) -> Spot | None:
    """The first cell of a sheet that keeps a row of a choice out; none where it is no choice of such rows."""
    if choice not in (Show.WRONG, Show.ASKED):
        return None
    for spot in spots[bisect_left(spots, Spot(place, 0, -1)) :]:
        if spot.sheet != place:
            break
        row = sheet.row(spot.row)
        if row is not None and choice.has(row.line):
            return spot
    return None


NO_SHEET = _sheet("", (), None)
