"""The sender's own fills and fonts under our marks: our list keeps them, unseen, for the next round."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from copy import copy
from itertools import batched
from typing import Any

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from county_desk.excel.reading.book import Book, letters
from county_desk.excel.reading.ours import KEPT, kept_on

_CELLS = 500  # names of cells in one cell, far from the longest text that Excel lets it have

type Fills = Mapping[str, Any]  # by cell: a fill and a font; openpyxl gives fills no common type


def taken_off(book: Workbook, grids: Book) -> dict[str, dict[str, Any]]:
    """Take the list of an earlier round off; the fills and fonts that it kept, by sheet, then cell."""
    fills: dict[str, dict[str, Any]] = defaultdict(dict)
    for grid in grids.grids:
        if not grid.added or grid.name not in book.sheetnames or len(book.sheetnames) == 1:
            continue
        part = book[grid.name]
        for kept in kept_on(grid):
            if not kept.title:
                shown = part.cell(kept.row, KEPT + 1)
                fills[kept.sheet] |= {cell: (copy(shown.fill), copy(shown.font)) for cell in kept.cells}
        book.remove(part)
    return fills


def keep(part: Worksheet, fills: Mapping[str, Fills], titles: Iterable[tuple[str, str, str]]) -> None:
    """Keep on our list the fills and fonts that cells had before they were marked, by sheet, then cell.

    A hidden cell that names them has their look itself: every program saves that as it is, in any format.
    `titles` are the sheet, cell and text of each title of our column.
    """
    rows: list[tuple[tuple[str, str, str], Any]] = [
        ((sheet, cell, title), None) for sheet, cell, title in titles
    ]
    for sheet, own in fills.items():
        rows += [((sheet, " ".join(cells), ""), looks) for looks, cells in _alike(own)]
    for row, (texts, looks) in enumerate(rows, start=1):
        for column, text in enumerate(texts, start=KEPT):
            cell: Any = part.cell(row, column)
            cell.value, cell.data_type, cell.number_format = text or None, "s", "@"
        if looks is not None:
            shown: Any = part.cell(row, KEPT + 1)
            shown.fill, shown.font = looks
    for column in range(KEPT, KEPT + 3):
        part.column_dimensions[letters(column)].hidden = True


def _alike(fills: Fills) -> Iterator[tuple[Any, tuple[str, ...]]]:
    """Each fill and font with the cells that have them."""
    alike: dict[Any, list[str]] = defaultdict(list)
    for cell, looks in fills.items():
        alike[looks].append(cell)
    for looks, cells in alike.items():
        yield from ((looks, some) for some in batched(cells, _CELLS))
