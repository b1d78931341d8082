"""Changes a sheet before it is read: corrections, and villages that one cell names for many rows."""

import re
from collections.abc import Mapping
from dataclasses import replace

from county_desk.intake.reading.columns.header import Header
from county_desk.sheets.formats.book import Cell, Grid, Marks, Row, text_of

_ADDRESS = re.compile(r"([A-Z]{1,3})([1-9]\d{0,6})")

type Laid = Mapping[int, Mapping[int, Cell]]


def corrected(grid: Grid, fixes: Mapping[str, str]) -> tuple[Grid, dict[int, dict[int, str]]]:
    """The sheet with the texts that the county put into cells, and what stood there, by row and column.

    A cell of that text is no formula and shows no error any more.
    """
    if not fixes:
        return grid, {}
    before: dict[int, dict[int, str]] = {}
    rows = list(grid.rows)
    for where, text in fixes.items():
        if (found := _ADDRESS.fullmatch(where)) is None:
            continue
        row, column = int(found[2]), _column(found[1])
        while len(rows) < row:
            rows.append([])
        cells = [*rows[row - 1], *[""] * (column - len(rows[row - 1]))]
        before.setdefault(row, {})[column] = text_of(cells[column - 1])
        cells[column - 1] = text
        rows[row - 1] = cells
    return replace(grid, rows=rows, marks=_without(grid.marks, before)), before


def _column(name: str) -> int:
    return sum(26**place * (ord(sign) - 64) for place, sign in enumerate(reversed(name)))


def _without(marks: Marks, cells: Mapping[int, Mapping[int, str]]) -> Marks:
    gone = {(row, column) for row, columns in cells.items() for column in columns}
    return replace(
        marks,
        formulas=marks.formulas - gone,
        errors={where: text for where, text in marks.errors.items() if where not in gone},
        formats={where: text for where, text in marks.formats.items() if where not in gone},
        unseen=marks.unseen - gone,
        struck=marks.struck - gone,
        units={
            (column, unit): [row for row in rows if (row, column) not in gone]
            for (column, unit), rows in marks.units.items()
        },
    )


def spread(grid: Grid, header: Header) -> Laid:
    """The cells below the first of a merged block in a column where one may stand for several rows."""
    columns = {header.columns[title] for title, known in header.titles.items() if known.spreads}
    laid: dict[int, dict[int, Cell]] = {}
    for top, left, bottom, _right in grid.marks.merged:
        if left in columns and header.last < top < bottom and left <= len(_row(grid, top)):
            for row in range(top + 1, min(bottom, len(grid.rows)) + 1):
                laid.setdefault(row, {})[left] = grid.rows[top - 1][left - 1]
    return laid


def _row(grid: Grid, number: int) -> Row:
    return grid.rows[number - 1] if number <= len(grid.rows) else []


def with_laid(cells: Row, laid: Mapping[int, Cell]) -> Row:
    """A row with other cells in some columns."""
    width = max(laid)
    row = [*cells, *[""] * (width - len(cells))]
    for column, cell in laid.items():
        row[column - 1] = cell
    return row


def stray_columns(grid: Grid, header: Header) -> list[int]:
    """Columns below the header that are filled in and have no title."""
    titled = {*header.texts, *header.ours}
    last = max(titled)
    between = [column for column in range(1, last) if column not in titled]
    found: set[int] = set()
    for row in grid.rows[header.last :]:
        found.update(column for column in between if column <= len(row) and row[column - 1] != "")
        tail = row[last:]
        if tail.count("") < len(tail):
            found.update(place for place, cell in enumerate(tail, last + 1) if cell != "")
    return sorted(found)
