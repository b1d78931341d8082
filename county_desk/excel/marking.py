"""Marks in a sender's own workbook: fills, comments and the last column, and taking them off again."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from openpyxl.comments import Comment
from openpyxl.styles import Font, PatternFill
from openpyxl.worksheet.worksheet import Worksheet

from county_desk.excel import look
from county_desk.excel.delivery import Problem
from county_desk.excel.reading.book import Grid, letters
from county_desk.excel.reading.headers import find_header
from county_desk.excel.reading.values import text_of
from county_desk.excel.reading.vocabulary import words_of
from county_desk.excel.told import is_wrong
from county_desk.text import LANGUAGES, N_, _, language

WRONG, ODD, OURS = "■", "▲", "○"
AGAIN = N_("Sent back, round {count}.")
COLUMN = N_("Problem")
_AS_TEXT = ("id", "certificate", "household_number", "card", "phone")  # columns that hold digits as text
_SHOWN = 12  # accepted words that a comment lists
_RULE = "—" * 6
_WAS = {fill.fgColor.rgb for fill in (look.ERROR_FILL, look.WARN_FILL, look.FIXED_FILL)}


def sign(problem: Problem) -> str:
    """The sign before a problem, which says the same as its colour."""
    return WRONG if is_wrong(problem) else ODD


@dataclass
class Marker:
    """Puts the marks of one sheet where its problems are, and counts in which round a cell is wrong."""

    part: Worksheet
    grid: Grid
    rounds: dict[str, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        header = find_header(self.grid)
        self.head_row = header.last if header else 1
        self.titles = {column: title for title, column in header.columns.items()} if header else {}
        kinds = (
            {column: header.titles[title].kind for title, column in header.columns.items()} if header else {}
        )
        self.as_text = [column for column, kind in kinds.items() if kind in _AS_TEXT]
        self.last = max((_reach(row) for row in self.grid.rows), default=0)

    def title_of(self, where: str) -> str:
        """The standard title of the column that a cell stands in; empty for one that is not known."""
        return self.titles.get(self.part[where].column, "")

    def clear(self) -> None:
        """Take off the marks of an earlier round."""
        for cells in self.part.iter_rows():
            for cell in cells:
                if cell.comment is not None and cell.comment.author == look.PROGRAM:
                    self.rounds[cell.coordinate] = _round_of(cell.comment.text)
                    cell.comment = _theirs(cell.comment)
                    cell.fill = PatternFill()
                elif cell.fill.fill_type and cell.fill.fgColor.rgb in _WAS:
                    cell.fill = PatternFill()
        if self.last and self.part.cell(self.head_row, self.last).value in said_in_any_language(COLUMN):
            for row in range(1, self.part.max_row + 1):
                self.part.cell(row, self.last).value = None
            self.last -= 1

    def fix(self, fixes: Mapping[str, str]) -> None:
        """Write what the county put into cells, and say so there with what the sender had written."""
        for where, text in fixes.items():
            cell = self._top_left(where)
            before = "" if cell.value is None else text_of(cell.value)
            cell.value, cell.data_type, cell.number_format = text, "s", "@"
            cell.fill = look.FIXED_FILL
            said = _("Corrected by the county; it was “{before}”.").format(before=before)
            self._remark(cell, [f"{OURS} {said}"])

    def mark(self, problems: Iterable[Problem]) -> None:
        """Mark every problem of the sheet, and keep columns of digits from turning into numbers."""
        cells: dict[str, list[Problem]] = {}
        for problem in problems:
            cells.setdefault(problem.cell, []).append(problem)
        rows: dict[int, list[str]] = {}
        for where, found in cells.items():
            cell = self._top_left(where)
            found.sort(key=is_wrong, reverse=True)
            self._mark_cell(cell, found)
            said = " ".join(f"{sign(problem)} {where} {problem.message}" for problem in found)
            rows.setdefault(cell.row, []).append(said)
        if rows:
            self._last_column(rows)
        for column in self.as_text:
            for row in range(self.head_row + 1, self.part.max_row + 1):
                self.part.cell(row, column).number_format = "@"

    def _mark_cell(self, cell: Any, found: list[Problem]) -> None:
        cell.fill = look.ERROR_FILL if is_wrong(found[0]) else look.WARN_FILL
        lines = [f"{sign(problem)} {problem.message}" for problem in found]
        before = self.rounds.get(cell.coordinate, 0)
        if before and is_wrong(found[0]):
            lines.insert(0, _(AGAIN).format(count=before + 1))
        if accepted := self._accepted(cell.column, found):
            lines.append(accepted)
        self._remark(cell, lines)

    def _remark(self, cell: Any, lines: list[str]) -> None:
        if cell.comment is not None:
            ours = cell.comment.author == look.PROGRAM
            lines += [cell.comment.text] if ours else [_RULE, cell.comment.text]
        comment = Comment("\n".join(lines), look.PROGRAM)
        comment.width, comment.height = 300, 24 + 18 * sum(1 + look.breadth(line) // 40 for line in lines)
        cell.comment = comment

    def _top_left(self, where: str) -> Any:
        """The cell itself, or the one that shows for it in a merged block."""
        for block in self.part.merged_cells.ranges:
            if where in block:
                return self.part.cell(block.min_row, block.min_col)
        return self.part[where]

    def _accepted(self, column: int, found: list[Problem]) -> str:
        words = words_of(self.titles.get(column, ""))
        if words is None or not any(problem.kind == words.unknown for problem in found):
            return ""
        known = list(words.accepted)
        shown = "、".join(known[:_SHOWN])
        if len(known) > _SHOWN:
            return _("One of: {words}, and {count} more").format(words=shown, count=len(known) - _SHOWN)
        return _("One of: {words}").format(words=shown)

    def _last_column(self, rows: dict[int, list[str]]) -> None:
        blocks = [block for block in self.part.merged_cells.ranges if block.max_row >= self.head_row]
        column = max([self.last, *(block.max_col for block in blocks)]) + 1
        for row, said in {self.head_row: [_(COLUMN)], **rows}.items():
            cell = self.part.cell(row, column)
            cell.value, cell.data_type, cell.number_format = "\n".join(said), "s", "@"
            cell.alignment = look.LEFT
            cell.font = Font(name=look.SONG, size=10, bold=row == self.head_row)
        self.part.column_dimensions[letters(column)].width = 48


def _reach(row: list[Any]) -> int:
    """The last column of a row that is filled in."""
    return max((column for column, cell in enumerate(row, start=1) if cell != ""), default=0)


def _theirs(comment: Comment) -> Comment | None:
    """What the sender had written there before."""
    _ours, found, text = comment.text.partition(f"\n{_RULE}\n")
    return Comment(text, "") if found else None


def _round_of(text: str) -> int:
    """In which round a remark of ours was made; 0 for one that only told of something odd."""
    first = text.splitlines()[0] if text else ""
    for words in said_in_any_language(AGAIN):
        before, _field, after = words.partition("{count}")
        if first.startswith(before) and first.endswith(after) and first != before + after:
            count = first.removeprefix(before).removesuffix(after)
            return int(count) if count.isdecimal() else 1
    return int(first.startswith(WRONG))


@cache
def said_in_any_language(message: str) -> frozenset[str]:
    """A text in every language that the program speaks."""
    said = set()
    for code in LANGUAGES:
        with language(code):
            said.add(_(message))
    return frozenset(said)
