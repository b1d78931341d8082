"""Hidden notes on our list for the next round: the look of cells before our marks, and our own texts."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Set
from copy import copy
from dataclasses import dataclass, field
from itertools import batched
from typing import Any

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from county_desk.sheets.formats.book import Book, letters
from county_desk.sheets.formats.county_additions import KEPT, SAID, SENT, kept_on, lines_on, moved_in
from county_desk.sheets.formats.moved_cells import MovedCells
from county_desk.sheets.writing.look import put_text

_LEAST = 9  # points of letters that are kept
_CELLS = 500  # names of cells in one cell, far from the longest text that Excel lets it have

type Fills = Mapping[str, Any]  # by cell: a fill and a font; openpyxl gives fills no common type


@dataclass(frozen=True)
class EarlierMarks:
    """The notes of an earlier round about one sheet: the looks of cells by their old address, and the moves.

    Cells in `lost` had no visible content before. The lines that the earlier round wrote are kept, too.
    """

    looks: Fills = field(default_factory=dict)
    moved: MovedCells = field(default_factory=lambda: MovedCells({}))
    lost: Set[str] = frozenset()
    said: Set[str] = frozenset()

    def found(self, is_ours: Callable[[int, int], bool]) -> dict[tuple[int, int], str]:
        """The cells that bear our colour, each with the name under which its look was kept."""
        found: dict[tuple[int, int], str] = {}
        for name in sorted(self.looks, key=self.moved.is_known, reverse=True):
            for at in self.moved.places(name):
                if at not in found and is_ours(*at):
                    found[at] = name
                    break
        return found


def taken_off(book: Workbook, grids: Book) -> dict[str, EarlierMarks]:
    """Take the list of an earlier round off; what it kept, by sheet."""
    looks: dict[str, dict[str, Any]] = defaultdict(dict)
    lost, titles = defaultdict[str, set[str]](set), defaultdict[str, set[str]](set)
    said: set[str] = set()
    for grid in grids.grids:
        if not grid.added or grid.name not in book.sheetnames or len(book.sheetnames) == 1:
            continue
        part = book[grid.name]
        said |= lines_on(grid)
        for kept in kept_on(grid):
            lost[kept.sheet].update(kept.lost)
            if kept.title:
                titles[kept.sheet].update(kept.cells)
                continue
            if kept.was:
                continue
            shown = part.cell(kept.row, KEPT + 1)
            looks[kept.sheet] |= {cell: (copy(shown.fill), copy(shown.font)) for cell in kept.cells}
        book.remove(part)
    return {
        grid.name: EarlierMarks(looks[grid.name], moved_in(grid, titles[grid.name]), lost[grid.name], said)
        for grid in grids.grids
    }


def keep(
    part: Worksheet,
    fills: Mapping[str, Fills],
    others: Iterable[tuple[str, str, str, str]],
    said: Iterable[str],
    sent: Iterable[str],
) -> None:
    """Store on our list the fills and fonts that cells had before they were marked, by sheet, then cell.

    A hidden cell that names them bears their look, because every program saves that in any format. `others`
    are further notes (`Kept`): sheet, cell, the title of our column, and the former content of its row. Our
    lines are kept so that an answer directly behind them is recognised. `sent` are the digests of the files
    that were sent before.
    """
    rows: list[tuple[tuple[str, ...], Any]] = [(texts, None) for texts in others]
    for sheet, own in fills.items():
        rows += [((sheet, " ".join(cells)), looks) for looks, cells in _alike(own)]
    for row, (texts, looks) in enumerate(rows, start=1):
        for column, text in enumerate(texts, start=KEPT):
            _put(part, row, column, text)
        if looks is not None:
            shown: Any = part.cell(row, KEPT + 1)
            shown.fill, shown.font = looks[0], _readable(looks[1])
    for row, line in enumerate(sorted(said), start=1):
        _put(part, row, SAID, line)
    _put(part, 1, SENT, " ".join(sent))
    for column in range(KEPT, SENT + 1):
        part.column_dimensions[letters(column)].hidden = True


def _put(part: Any, row: int, column: int, text: str) -> None:
    cell = part.cell(row, column)
    put_text(cell, text)
    cell.number_format = "@"


def _readable(font: Any) -> Any:
    """A font with letters that are lost by nothing but their colour; tiny letters stay tiny under a mark."""
    if font.sz is not None and font.sz >= _LEAST:
        return font
    larger = copy(font)
    larger.sz = _LEAST
    return larger


def _alike(fills: Fills) -> Iterator[tuple[Any, tuple[str, ...]]]:
    """Each fill and font with the cells that have them."""
    alike: dict[Any, list[str]] = defaultdict(list)
    for cell, looks in fills.items():
        alike[looks].append(cell)
    for looks, cells in alike.items():
        yield from ((looks, some) for some in batched(cells, _CELLS))
