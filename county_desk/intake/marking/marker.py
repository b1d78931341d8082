"""Marks in a sender's own workbook: fills, comments and the last column."""

from collections.abc import Container, Iterable, Iterator, Mapping
from copy import copy
from dataclasses import dataclass, field
from typing import Any

from openpyxl.cell.cell import MergedCell
from openpyxl.styles import Font, PatternFill
from openpyxl.worksheet.formula import ArrayFormula, DataTableFormula
from openpyxl.worksheet.worksheet import Worksheet

from county_desk.intake.delivery import Problem
from county_desk.intake.marking.column_runs import set_apart
from county_desk.intake.marking.comments import AGAIN, CHOICE, RULE, one_line, remark
from county_desk.intake.marking.dropped_cells import set_under
from county_desk.intake.marking.mark_colours import darken, is_light
from county_desk.intake.marking.sender_problems import is_wrong
from county_desk.intake.reading.columns.headers import find_header
from county_desk.intake.vocabulary import words_of
from county_desk.sheets.formats.book import Grid, address, letters, text_of
from county_desk.sheets.formats.county_additions import COLUMN, ODD, OURS, WRONG, as_it_is, theirs
from county_desk.sheets.writing import look
from county_desk.sheets.writing.cells import writable
from county_desk.text import _

_AS_TEXT = ("id", "certificate", "household_number", "card", "phone")  # columns that hold digits as text
_SHOWN = 12  # accepted words that a comment lists
_WIDTH, _LAST_COLUMN = 48, 16384  # XFD


def sign(problem: Problem) -> str:
    """The sign before a problem, which says the same as its colour."""
    return WRONG if is_wrong(problem) else ODD


@dataclass
class Marker:
    """Puts the marks of one sheet where its problems are, and counts in which round a cell is wrong.

    `title` is the cell and text of the title of our column, if there is one. `rounds` says how often cells
    were wrong before. `fills` are the fills and fonts from before the marks. The lines written on cells and
    beside rows are collected.
    """

    part: Worksheet
    grid: Grid
    title: tuple[str, str] | None
    rounds: Mapping[str, int]
    fills: dict[str, object] = field(default_factory=dict)
    said: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        header = find_header(theirs(self.grid))
        self.head_row = header.last if header else 1
        self.head = range(header.first if header else 1, self.head_row + 1)
        self.titles = {column: title for title, column in header.columns.items()} if header else {}
        kinds = (
            {column: header.titles[title].kind for title, column in header.columns.items()} if header else {}
        )
        self.as_text = [column for column, kind in kinds.items() if kind in _AS_TEXT]
        self.covered = set_under(self.grid)
        self.last = max((_reach(row) for row in self.grid.rows), default=0)

    def listed(self, where: str) -> tuple[str, str]:
        """The standard title of the column of a cell, and the text in the cell; both may be empty."""
        cell: Any = self.part[where]
        value = cell.value
        if value is not None and not isinstance(value, str):
            # as it is read again, so that the present text compares with the former one
            read = self.grid.at(cell.row, cell.column)
            value = _own_text(value) if read == "" else read
        return self.titles.get(cell.column, ""), "" if value is None else text_of(value)

    def kept(self) -> Iterator[tuple[str, str, str, str]]:
        """Yield the notes for the next round: the title of our column, and the rows in doubt."""
        if self.title:
            yield self.part.title, *self.title, ""
        for row in sorted(self.grid.marks.doubts):
            yield self.part.title, address(row, 1), "", as_it_is(self.grid, row)

    def fix(self, fixes: Mapping[str, str]) -> None:
        """Write the county's corrections into cells, each with a remark that gives the sender's own text."""
        for where, text in fixes.items():
            cell = self._top_left(where)
            before = "" if cell.value is None else text_of(_own_text(cell.value))
            cell.value, cell.data_type, cell.number_format = text, "s", "@"
            self._dye(cell, look.FIXED_FILL)
            said = _("Corrected by the county; it was “{before}”.").format(before=before)
            self._comment(cell, [f"{OURS} {writable(one_line(said))}"])

    def mark(self, problems: Iterable[Problem]) -> None:
        """Mark every problem of the sheet, and keep columns of digits from turning into numbers.

        Beside the titles stands none: a sentence among them, and they would be none any more.
        """
        cells: dict[str, list[Problem]] = {}
        for problem in problems:
            cells.setdefault(problem.cell, []).append(problem)
        rows: dict[int, list[str]] = {}
        for where, found in cells.items():
            cell = self._top_left(where)
            found.sort(key=is_wrong, reverse=True)
            before = self.rounds.get(cell.coordinate, 0)
            again = _(AGAIN).format(count=before + 1) if before and is_wrong(found[0]) else ""
            self._mark_cell(cell, found, again)
            parts = [f"{sign(problem)} {where} {problem.message}" for problem in found]
            if again:
                parts[0] = f"{sign(found[0])} {where} {again} {found[0].message}"
            said = " ".join(parts)
            if cell.row not in self.head:
                rows.setdefault(cell.row, []).append(said)
        if rows:
            self._last_column(rows)
        self._keep_digits(cells)

    def _keep_digits(self, marked: Container[str]) -> None:
        """Make columns of digits text in the rows of the table, where something is yet to be typed.

        A number or a day is shown otherwise as text (9.9E+13, 33239): it keeps its format unless it is wrong.
        Below the table nothing is touched: a look there may lie a million rows away.
        """
        shown_otherwise = self.grid.marks.formats.keys() | self.grid.marks.unseen
        for column in self.as_text:
            for row in range(self.head_row + 1, len(self.grid.rows) + 1):
                cell = self.part.cell(row, column)
                if (row, column) in shown_otherwise:
                    continue  # the format is the fault, or a part of it
                if cell.coordinate in marked or cell.value is None or cell.data_type == "s":
                    cell.number_format = "@"

    def _mark_cell(self, cell: Any, found: list[Problem], again: str) -> None:
        self._dye(cell, look.ERROR_FILL if is_wrong(found[0]) else look.WARN_FILL)
        lines = [f"{sign(problem)} {problem.message}" for problem in found]
        if again:
            lines.insert(0, again)
        if accepted := self._accepted(cell.column, found):
            lines.append(accepted)
        self._comment(cell, lines)

    def _comment(self, cell: object, lines: list[str]) -> None:
        self.said.update(lines)
        remark(cell, lines)

    def _dye(self, cell: Any, fill: PatternFill) -> None:
        self.fills.setdefault(cell.coordinate, (copy(cell.fill), copy(cell.font)))
        cell.fill = fill
        if is_light(cell.font.color):
            # white on blue would be white on the fill of the mark, and on nothing once it is taken off
            darken(cell)

    def _top_left(self, where: str) -> Any:
        """The cell itself, or the one that shows for it in a merged block."""
        cell: Any = self.part[where]
        for _step in self.part.merged_cells.ranges:  # the first cell of one may lie in another
            if not isinstance(cell, MergedCell) and _at(cell) not in self.covered:
                break
            blocks = (block for block in self.part.merged_cells.ranges if cell.coordinate in block)
            first = min((self.part.cell(block.min_row, block.min_col) for block in blocks), key=_at)
            if first is cell:
                break
            cell = first
        return cell

    def _accepted(self, column: int, found: list[Problem]) -> str:
        words = words_of(self.titles.get(column, ""))
        if words is None or not any(problem.kind == words.unknown for problem in found):
            return ""
        known = list(words.accepted)
        shown = "、".join(known[:_SHOWN])
        if len(known) > _SHOWN:
            return _("One of: {words}, and {count} more").format(words=shown, count=len(known) - _SHOWN)
        return _(CHOICE).format(words=shown)

    def _last_column(self, rows: dict[int, list[str]]) -> None:
        column = self._place_of_column()
        if column > _LAST_COLUMN:
            return  # the sheet is full to its edge; the remarks and the list say it all
        self.title = f"{letters(column)}{self.head_row}", _(COLUMN)
        self.said.update(*rows.values())
        for row, said in {self.head_row: [_(COLUMN)], **rows}.items():
            cell: Any = self.part.cell(row, column)
            if row not in self.head and cell.value is not None:
                said = [*said, RULE, text_of(_own_text(cell.value))]
            cell.value, cell.data_type, cell.number_format = "\n".join(said), "s", "@"
            cell.alignment = look.LEFT
            cell.font = Font(name=look.SONG, size=10, bold=row == self.head_row)
        set_apart(self.part, column, _WIDTH)

    def _place_of_column(self) -> int:
        """The place of our column, or else the first one to the right of all content."""
        blocks = [block for block in self.part.merged_cells.ranges if block.max_row >= self.head_row]
        free = self.grid.ours - {each for block in blocks for each in range(block.min_col, block.max_col + 1)}
        return max(free) if free else max([self.last, *(block.max_col for block in blocks)]) + 1


def _own_text(value: Any) -> Any:
    """A value of a cell; for formulas of several cells, the text that is written there."""
    if isinstance(value, ArrayFormula):
        return value.text or ""
    return "" if isinstance(value, DataTableFormula) else value


def _at(cell: Any) -> tuple[int, int]:
    return cell.row, cell.column


def _reach(row: list[Any]) -> int:
    """The last column of a row that is filled in."""
    return max((column for column, cell in enumerate(row, start=1) if cell != ""), default=0)
