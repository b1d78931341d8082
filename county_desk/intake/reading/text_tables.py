"""Sheets and pasted blocks as tables of texts: the header, the rows of data, and the rows left out."""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence

from county_desk.intake.delivery import Level
from county_desk.intake.reading.columns.header_columns import ColumnFinder
from county_desk.intake.reading.columns.header_rows import FIGURES, LONG, Block, block_of
from county_desk.intake.reading.columns.list_kinds import SheetKind
from county_desk.intake.reading.columns.title_units import is_unit
from county_desk.intake.reading.columns.titles import known_title, notes_in, without_notes
from county_desk.intake.reading.rows.cell_notes import marked_cells
from county_desk.intake.reading.rows.row_kinds import RowKinds
from county_desk.intake.reading.rows.sheet_rows import ReadSheet
from county_desk.intake.text_table import CellTrouble, TableRow, TextTable
from county_desk.intake.vocabulary import act_lists, bare, titles_of_acts
from county_desk.sheets.formats.book import Cell, Grid, Row, address, text_of
from county_desk.text import _

# the hidden sheet in a blank workbook of this program
FORM, VERSION, MARK = "county-desk/rows", "1", "county-desk"
COLUMN = "column:"
MOST_ROWS = 20_000  # of one table; a longer list is no list of acts
_TOP = 20  # rows in which a header may begin
_SOME = 2  # known titles that make a header of a row without figures
_ENOUGH = 3  # short texts that make a likely header where no title is known
_FIGURE = re.compile(r"[\d.,:/\-年月日]*\d[\d.,:/\-年月日]*[Xx元]?")
_DIGIT = re.compile(r"\d")
_OF_ONE_CELL = ("alone", "nothing")


def tables_in(grids: Sequence[Grid]) -> Iterator[TextTable]:
    """The table of each sheet that a person sees, where it has rows of data."""
    said = next((found for grid in grids if (found := _said(grid))), {})
    keys = {title: key.removeprefix(COLUMN) for key, title in said.items() if key.startswith(COLUMN)}
    for grid in grids:
        if not (grid.hidden or grid.added or _said(grid)):
            table = table_of(grid, keys, said.get("grid", ""))
            if table.data and table.last:
                yield table
            if said:
                return  # its other sheets explain the first one


def tables_of_acts(sheets: Sequence[ReadSheet], file: str) -> tuple[TextTable, ...]:
    """The tables of sheets that may be lists of acts, of a file of this name.

    A whole list of households or villages is none, unless its title names a list of acts.
    """
    chosen = [sheet.grid for sheet in sheets if _may_be_of_acts(sheet, file)]
    return tuple(tables_in(chosen)) if chosen else ()


def _may_be_of_acts(sheet: ReadSheet, file: str) -> bool:
    header = sheet.header
    if header is None or header.missing or header.kind in (SheetKind.OTHER, SheetKind.DEPARTMENT):
        return True
    above = (cell for row in sheet.grid.rows[: header.first - 1] for cell in row if isinstance(cell, str))
    names = [*above, sheet.grid.name, file]
    words = [word for each in act_lists().values() for word in each.called]
    return len(sheet.rows) <= MOST_ROWS and any(word in name for name in names for word in words)


def table_of(
    grid: Grid, names: Mapping[str, str] | Collection[str] = (), key: str = "", *, guess: bool = True
) -> TextTable:
    """The table of a sheet or of a block; `names` are the titles of its columns that are known beforehand.

    A mapping gives the keys of the columns, in a workbook of this program for the list `key`. Without known
    titles a sheet has the first row of short texts as its header; a block (no `guess`) has none.
    """
    known = titles_of_acts() | {bare(name) for name in names}
    first = _header_row(grid.rows, known, guess=guess)
    block = block_of(grid, first, known) if first else None
    head, last = (block.first, block.last) if block else (0, 0)
    keys = names if isinstance(names, Mapping) else {}
    rows = tuple(_rows(grid, block, own=bool(keys)))
    data = {row.number for row in rows if not row.why}
    troubles = tuple(_troubles(grid, data))
    above = tuple(
        text for row in grid.rows[: max(0, head - 1)] for cell in row if (text := text_of(cell).strip())
    )
    return TextTable(grid.name, head, last, _titles(block), above, rows, troubles, key, keys)


def _header_row(rows: Sequence[Row], names: Collection[str], *, guess: bool) -> int:
    """The number of the row with the titles, 0 for none."""
    begun = False
    for number, row in enumerate(rows[:_TOP], 1):
        texts = [text for cell in row if (text := text_of(cell).strip())]
        if not texts:
            continue
        known = sum(1 for text in texts if _is_title(text, names))
        if (len(texts) > 1 or not begun) and _is_headed(texts, known):
            return number
        begun = True
    return _likely_row(rows) if guess else 0


def _is_title(text: str, names: Collection[str]) -> bool:
    plain = without_notes(text)
    return (
        bare(text) in names
        or plain in names
        or known_title(text) is not None
        or any(map(is_unit, notes_in(text)))
    )


def _is_headed(texts: Sequence[str], known: int) -> bool:
    """Whether a row holds titles: half of them are known, or some are and none is a figure."""
    return 0 < len(texts) <= 2 * known or (
        known >= _SOME and not any(map(_FIGURE.fullmatch, map(bare, texts)))
    )


def _likely_row(rows: Sequence[Row]) -> int:
    """The first row that has several texts as short as titles and no figures; 0 for none."""
    for number, row in enumerate(rows[:_TOP], 1):
        cells = [cell for cell in row if cell != ""]
        if len(cells) >= _ENOUGH and all(_may_be_title(cell) for cell in cells):
            return number
    return 0


def _may_be_title(cell: Cell) -> bool:
    return isinstance(cell, str) and len(cell) <= LONG and not FIGURES.search(cell)


def _titles(block: Block | None) -> tuple[tuple[str, ...], ...]:
    if block is None:
        return ()
    paths = dict(block.paths())
    return tuple(paths.get(column, ()) for column in range(1, max(paths, default=0) + 1))


def _rows(grid: Grid, block: Block | None, *, own: bool) -> Iterator[TableRow]:
    """The rows that are not blank below the header; in a blank of our `own` one cell may name a row."""
    header = ColumnFinder(block, {}).header() if block else None
    kinds, last, under = RowKinds(grid, header), block.last if block else 0, ""
    units = {(row, column): unit for (column, unit), rows in grid.marks.units.items() for row in rows}
    for number, cells in enumerate(grid.rows[last : last + MOST_ROWS], last + 1):
        texts = [text_of(_rounded(cell)).strip() for cell in cells]
        if not any(texts):
            continue
        why = kinds.why_no_data(number, cells) if header else ""
        under = "other header" if why == "other header" else "" if why == "header again" else under
        why = under or ("" if why in _OF_ONE_CELL and (own or _is_data(texts, len(cells))) else why)
        for place, text in enumerate(texts):
            if text and (unit := units.get((number, place + 1))):
                texts[place] = f"{text}{unit}"
        yield TableRow(number, tuple(texts), why)


def _rounded(cell: Cell) -> Cell:
    """A number with the places that a spreadsheet shows: 0.65 for 0.6499999999999999."""
    return float(f"{cell:.15g}") if isinstance(cell, float) else cell


def _is_data(texts: Sequence[str], width: int) -> bool:
    """Whether a row with one filled cell may be a row of data all the same."""
    return width == 1 or any(map(_DIGIT.search, texts))


def _troubles(grid: Grid, data: Collection[int]) -> Iterator[CellTrouble]:
    """The troubles of cells in rows of data: formulas, errors, merged or hidden ones."""
    for (row, column), kind, message, level in marked_cells(grid):
        if row in data and level is not Level.WARN:
            yield CellTrouble(address(row, column), kind, message)
    message = _("The cell is merged with those below; each row needs its own.")
    for top, left, bottom, _right in grid.marks.merged:
        if bottom > top and top in data:
            for row in range(top, bottom + 1):
                if row in data:
                    yield CellTrouble(address(row, left), "merged_cell", message)
    words = _("The row is hidden; look at it before it is taken in.")
    for row in sorted(grid.marks.hidden_rows.intersection(data)):
        yield CellTrouble(address(row, 1), "hidden_row", words)


def _said(grid: Grid) -> Mapping[str, str]:
    """The keys and values of the hidden sheet in a workbook of this program; none for any other sheet."""
    pairs = {text_of(row[0]): text_of(row[1]) for row in grid.rows[:200] if len(row) > 1}
    return pairs if pairs.get("form") == FORM else {}
