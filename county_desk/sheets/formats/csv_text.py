"""A text table (CSV) as a sheet: its encoding and its delimiter are found, quotes and widths are checked."""

import csv
import re
from collections import Counter
from collections.abc import Iterator
from io import BytesIO, TextIOWrapper
from itertools import islice
from sys import getsizeof

from county_desk.sheets.formats.book import Book, Grid, Marks, Row, Unreadable
from county_desk.sheets.formats.csv_encoding import encoding_of
from county_desk.sheets.formats.memory_budget import CELL, LONGEST, MARK, REACH, ROW, MemoryBudget
from county_desk.text import _

_MARKS = ",\t;|，"
_COLUMNS = 16_384  # as many as a sheet can have
_AS_TEXT = re.compile(r'="((?:[^"]|"")*)"')  # how Excel is made to keep a long number as it is
_DECLARED = re.compile(r"sep=(.)\r?\n?", re.IGNORECASE)
_HEAD = 1_000_000  # bytes by which a text under another name is known
_SAMPLE = 500  # lines by which the delimiter is found, from each end of the text


def read_csv(raw: bytes) -> Book:
    """The rows of a text table.

    A tab before a value, ="…" around it, or an apostrophe before the sign of a formula marks it as text and
    is left out.

    Raises `Unreadable` when the encoding is unclear or quotes do not close. A row of another width than most
    is a doubt of the sheet. The line `sep=;` is a row as any other, so that lines keep their numbers.
    """
    if (count := max(raw.count(b"\n"), raw.count(b"\r"))) > LONGEST:
        message = _("The table has {count} lines, far more than a list can have.")
        raise Unreadable("csv_structure", message.format(count=count))
    budget = MemoryBudget()
    budget.take(len(raw))
    lines = list(_counted_lines(_lines(raw, encoding_of(raw)), budget))
    said = _DECLARED.fullmatch(lines[0]) if lines else None
    mark = said[1] if said else _delimiter(lines)
    _check_size(lines, mark)
    rows: list[Row] = [[lines[0].strip()]] if said else []
    rows += [_row(cells, budget) for cells in _records(lines[1:] if said else lines, mark, len(rows))]
    width = max(map(len, rows), default=0)
    doubts = dict(_doubts(rows, budget))
    budget.take(CELL * (width * len(rows) - sum(map(len, rows))))
    for row in rows:
        row += [""] * (width - len(row))
    return Book((Grid("", rows, marks=Marks(doubts=doubts)),), budget)


def looks_like_a_table(raw: bytes) -> bool:
    """Whether bytes under any name are lines of text, most of them cut alike by one delimiter."""
    head = _head(raw)
    try:
        lines = list(_lines(head, encoding_of(head)))[: 2 * _SAMPLE]
    except Unreadable:
        return False
    filled = sum(1 for line in lines if line.strip())
    return filled > 1 and 2 * max(_steadiness(lines, mark)[0] for mark in _MARKS) > filled


def _head(raw: bytes) -> bytes:
    end = raw.rfind(b"\n", 0, _HEAD) + 1 if len(raw) > _HEAD else len(raw)
    return raw[: end - end % 2 if b"\0" in raw[:_SAMPLE] else end]  # UTF-16 ends with a whole character


def _lines(raw: bytes, encoding: str) -> Iterator[str]:
    with TextIOWrapper(BytesIO(raw), encoding, newline="") as text:
        for line in text:
            yield line.rstrip("\x1a") if "\x1a" in line else line  # the end of a text of old programs


def _counted_lines(lines: Iterator[str], budget: MemoryBudget) -> Iterator[str]:
    for line in lines:
        budget.take(ROW + getsizeof(line))
        yield line


def _records(lines: list[str], mark: str, before: int) -> Iterator[list[str]]:
    width = 0  # marks since the last record, which may go over many lines

    def fed() -> Iterator[str]:
        nonlocal width
        for number, line in enumerate(lines, before + 1):
            width += line.count(mark)
            if width > _COLUMNS:
                raise _too_wide(number, width)
            yield line

    reader = csv.reader(fed(), delimiter=mark, strict=True)
    begun = before + 1
    try:
        for record in reader:
            yield record
            width = 0
            begun = before + reader.line_num + 1
    except csv.Error as error:
        message = _("The quotation marks of the table do not close; look at line {line}.")
        if "limit" in str(error):
            message = _("Line {line} holds a text that is longer than any cell can be.")
        raise Unreadable("csv_structure", message.format(line=begun)) from None


def _row(cells: list[str], budget: MemoryBudget) -> Row:
    """The values of a row; texts that stand there again and again are kept once."""
    budget.take(ROW + CELL * len(cells))
    return [budget.text(_value(cell) if cell[:1] in _BEFORE else cell) for cell in cells]


_BEFORE = frozenset("\t='")
_FORMULA = re.compile("'[=+\\-@＝＋－＠\t\r\n]")  # an apostrophe keeps a worksheet from a formula


def _value(cell: str) -> str:
    if cell.startswith("\t"):
        return cell.strip("\t")
    if cell.startswith("'"):
        return cell[1:] if _FORMULA.match(cell) else cell
    found = _AS_TEXT.fullmatch(cell)
    return found[1].replace('""', '"') if found else cell


def _delimiter(lines: list[str]) -> str:
    """The mark that cuts most lines into the same number of cells, several of them."""
    sample = _beginning(lines if len(lines) <= 2 * _SAMPLE else lines[:_SAMPLE])
    found = [(_steadiness(sample, mark), mark) for mark in _MARKS if any(mark in line for line in sample)]
    return max(found, key=lambda one: one[0])[1] if found else ","


def _beginning(lines: list[str]) -> list[str]:
    """As many of the first lines as are not too much to be cut by every delimiter."""
    budget = _HEAD
    for number, line in enumerate(lines):
        budget -= len(line)
        if budget < 0:
            return lines[:number]
    return lines


def _steadiness(lines: list[str], mark: str) -> tuple[int, int]:
    """How many lines have the commonest width of two cells or more, and that width."""
    widths: Counter[int] = Counter()
    try:
        for record in csv.reader(lines, delimiter=mark):
            widths[len(record)] += 1
    except csv.Error:
        return 0, 0
    alike = [(count, width) for width, count in widths.items() if width > 1]
    return max(alike, default=(0, 0))


def _check_size(lines: list[str], mark: str) -> None:
    widest = max((line.count(mark) for line in lines), default=0) + 1
    if widest > _COLUMNS or widest * len(lines) > REACH:
        line = next(number for number, line in enumerate(lines, 1) if line.count(mark) + 1 == widest)
        raise _too_wide(line, widest)


def _too_wide(line: int, count: int) -> Unreadable:
    message = _("Line {line} has {count} cells, far more than a table can have.")
    return Unreadable("csv_structure", message.format(line=line, count=count))


def _doubts(rows: list[Row], budget: MemoryBudget) -> Iterator[tuple[int, tuple[str, str]]]:
    """The rows of another width than most, when it is not only blank cells that they have too many."""
    widths = Counter(len(row) for row in rows if len(row) > 1)
    if not widths:
        return
    usual = max(widths, key=lambda width: (widths[width], width))
    message = _("Line {line} has {count} cells where most have {usual}; look whether its cells have moved.")
    for number, row in enumerate(rows, 1):
        if len(row) > 1 and len(row) != usual and (len(row) < usual or any(islice(row, usual, None))):
            words = message.format(line=number, count=len(row), usual=usual)
            budget.take(MARK + getsizeof(words))
            yield number, ("csv_structure", words)
