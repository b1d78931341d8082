"""Shares of one that their format shows in per cent: in a column of per cent the share shown counts."""

import re
from dataclasses import replace
from decimal import ROUND_HALF_UP, Decimal

from county_desk.decimals import FEN, decimal_of
from county_desk.intake.reading.columns.header import Header
from county_desk.sheets.formats.book import Cell, Grid

_FORMAT = re.compile(r"[#,]*0(?:\.(0+))?%(?:_.|\s)*(?:;.*)?")


def as_per_cent(grid: Grid, header: Header) -> Grid:
    """The sheet with 5.23% for 0.0523 in its columns of per cent, where the format shows it so.

    Where the format shows fewer places than are kept, it is still asked which of the two is meant.
    """
    columns = {header.columns[title] for title, known in header.titles.items() if known.kind == "percent"}
    formats = grid.marks.formats
    if not columns or not formats:
        return grid
    rows, settled = list(grid.rows), set()
    for (row, column), code in formats.items():
        found = _FORMAT.fullmatch(code) if column in columns and row > header.last else None
        share = _share(rows[row - 1], column) if found and row <= len(rows) else None
        if found is None or share is None:
            continue
        shown = share.quantize(Decimal(1).scaleb(-len(found[1] or "")), ROUND_HALF_UP)
        value = share.quantize(FEN, ROUND_HALF_UP)
        cells = list(rows[row - 1])
        cells[column - 1] = f"{value.normalize():f}%"
        rows[row - 1] = cells
        if shown.quantize(FEN, ROUND_HALF_UP) == value:
            settled.add((row, column))
    left = {where: code for where, code in formats.items() if where not in settled}
    return replace(grid, rows=rows, marks=replace(grid.marks, formats=left))


def _share(cells: list[Cell], column: int) -> Decimal | None:
    """A share of one in per cent; None for a text or a number that cannot be a share."""
    cell = cells[column - 1] if column <= len(cells) else ""
    number = None if isinstance(cell, bool) or not isinstance(cell, int | float) else decimal_of(repr(cell))
    return 100 * number if number is not None and abs(number) <= 1 else None
