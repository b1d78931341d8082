"""The rows of one sheet: which are data, which are titles and footers, and the values of their cells."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal
from itertools import batched

from county_desk.decimals import FEN, decimal_of
from county_desk.intake.delivery import Level, ReadingTerms
from county_desk.intake.reading.columns.header import Header
from county_desk.intake.reading.columns.headers import find_header, unknown_header
from county_desk.intake.reading.columns.list_kinds import NO_LIST, SheetKind
from county_desk.intake.reading.rows.cell_notes import look_behind
from county_desk.intake.reading.rows.draft import Draft
from county_desk.intake.reading.rows.overlay import corrected, spread, stray_columns, with_laid
from county_desk.intake.reading.rows.plan import Plan
from county_desk.intake.reading.rows.row_kinds import RowKinds, is_somebodys, reason_in_words
from county_desk.progress import Progress
from county_desk.sheets.formats.book import Cell, Grid, Row, text_of
from county_desk.sheets.formats.memory_budget import MemoryBudget
from county_desk.text import _

_CELLS_OF_DATA = 2  # filled cells that make a row of an unknown sheet more than a note
_LISTED = 20_000  # rows of a sheet without known columns that are listed one by one
_STEP = 200  # rows between two words of progress
_OF_A_TABLE = frozenset({"", "nothing", "numbers", "example"})  # what may be a row of any other table
_TOGETHER = 1_000  # rows that are read together


@dataclass(frozen=True)
class ReadSheet:
    """One sheet read: its header (None when it has no known one), its rows, and its totals row.

    `starts` are the rows of data with which another village begins, `others` those that stand under a header
    with other columns: they are not read.
    """

    grid: Grid
    header: Header | None
    rows: tuple[Draft, ...]
    totals: tuple[Draft, ...] = ()
    starts: frozenset[int] = frozenset()
    others: tuple[Draft, ...] = ()

    @property
    def kind(self) -> SheetKind:
        """The kind of the rows of the sheet."""
        return self.header.kind if self.header else SheetKind.OTHER

    @property
    def listed_rows(self) -> list[Draft]:
        """Every row that the report lists, in the order of the sheet."""
        rows = [*self.rows, *self.others]
        return sorted(rows, key=lambda row: row.row) if self.others else rows

    @property
    def data(self) -> list[Draft]:
        """The rows that hold data."""
        return [row for row in self.rows if not row.skip]


@dataclass
class Steps:
    """Counts the rows that were read, for a progress over all sheets; they share the budget of their file."""

    progress: Progress
    total: int
    budget: MemoryBudget
    done: int = 0

    def one(self) -> None:
        """One row more."""
        if self.done % _STEP == 0:
            self.progress(self.done, self.total)
        self.done += 1


def read_sheet(grid: Grid, steps: Steps, terms: ReadingTerms) -> ReadSheet:
    """Read every row of a sheet; what cannot be read is noted with its row, never raised."""
    grid, before = corrected(grid, terms.fixes.get(grid.name, {}))
    header = find_header(grid, terms.layouts, terms.year)
    if header is None or header.list is NO_LIST:
        return ReadSheet(grid, header, tuple(_unread(grid, steps)))
    grid = as_per_cent(grid, header)
    stray = stray_columns(grid, header)
    reading = _Reading(grid, header.with_blank(stray) if stray else header, steps, terms)
    rows, totals = reading.all()
    data = {row.row: row for row in rows if not row.skip}
    look_behind(grid, header, data)
    _note_corrections(header, before, data)
    header = _closed(reading.header, stray, data.values())
    return ReadSheet(grid, header, tuple(rows), tuple(totals), others=tuple(reading.others))


def _unread(grid: Grid, steps: Steps) -> list[Draft]:
    kinds, rows, budget = RowKinds(grid, None), [], steps.budget
    for number, cells in enumerate(grid.rows[:_LISTED], 1):
        steps.one()
        rows.append(_skipped(Draft(grid.name, number, budget, skip=True), kinds.why_no_data(number, cells)))
    if len(grid.rows) > _LISTED:
        rest = Draft(grid.name, _LISTED + 1, budget, skip=True)
        message = _("Nor was any further row read, to row {last}.").format(last=len(grid.rows))
        rest.warn("", "non_data_row", message)
        rows.append(rest)
    return rows


def ask_where_nothing_is_known(sheets: Sequence[ReadSheet]) -> list[ReadSheet]:
    """Return the sheets of a file; if none is a known list, their rows wait until a person names the columns.

    Beside a known list, only a sheet that begins with the row of a person waits: it continues the list.
    """
    if any(sheet.kind is not SheetKind.OTHER for sheet in sheets):
        return [_asked_about(sheet) if _goes_on(sheet) else sheet for sheet in sheets]
    return [sheet if sheet.grid.added else _asked_about(sheet) for sheet in sheets]


def _goes_on(sheet: ReadSheet) -> bool:
    """Whether a sheet without a header begins with the row of a person."""
    if sheet.header is not None or sheet.grid.added:
        return False
    first = next((cells for cells in sheet.grid.rows if any(cell != "" for cell in cells)), None)
    return first is not None and is_somebodys(first)


def _asked_about(sheet: ReadSheet) -> ReadSheet:
    header = sheet.header or unknown_header(sheet.grid)
    last = header.last if header else 0
    for draft in sheet.rows[:_LISTED]:
        cells = sheet.grid.rows[draft.row - 1]
        if draft.row <= last and not is_somebodys(cells):
            continue
        if sum(1 for cell in cells if cell != "") >= _CELLS_OF_DATA:
            draft.skip, draft.problems = False, []
            draft.original = {
                text: text_of(cells[column - 1])
                for column, text in (header.texts if header else {}).items()
                if column <= len(cells) and cells[column - 1] != ""
            }
            message = _("It is not known what the columns of this sheet mean; say so before it is taken in.")
            draft.ask("", "header_unknown" if header else "header_missing", message)
    return replace(sheet, header=header)


def _skipped(draft: Draft, reason: str) -> Draft:
    draft.warn("", "non_data_row", reason_in_words(reason))
    return draft


class _Reading:
    """Reads the rows of one sheet under its header."""

    def __init__(self, grid: Grid, header: Header, steps: Steps, terms: ReadingTerms) -> None:
        self.grid, self.header, self.steps = grid, header, steps
        self.plan = Plan(header, terms, grid.from_1904)
        self.kinds = RowKinds(grid, header)
        self.others: list[Draft] = []
        self._under = 0  # the row of the other header under which we are

    def all(self) -> tuple[list[Draft], list[Draft]]:
        """Every row, and those of totals."""
        rows: list[Draft] = []
        totals: list[Draft] = []
        laid = spread(self.grid, self.header)
        columns, calls, budget = self.header.columns, self.header.list.calls, self.steps.budget
        for some in batched(enumerate(self.grid.rows, 1), _TOGETHER):
            data: list[Draft] = []
            read: list[Row] = []
            for number, cells in some:
                self.steps.one()
                reason = self.kinds.why_no_data(number, cells)
                if self._is_under_another(number, reason):
                    self.others.append(self._unread(number, cells))
                    continue
                draft = Draft(self.grid.name, number, budget, columns, bool(reason), "", calls)
                rows.append(draft)
                if reason:
                    self._other(_skipped(draft, reason), reason, cells, totals)
                else:
                    data.append(draft)
                    read.append(with_laid(cells, laid[number]) if number in laid else cells)
            self.plan.read(data, read)
            self._ask_above(data)
        return rows, totals

    def _is_under_another(self, number: int, reason: str) -> bool:
        """Whether a row is of a table with other columns than those by which the sheet is read."""
        if reason == "other header":
            self._under = number
        elif reason == "header again":
            self._under = 0
        return 0 < self._under < number and reason in _OF_A_TABLE

    def _unread(self, number: int, cells: Row) -> Draft:
        titles = self.grid.rows[self._under - 1]
        pairs = zip(titles, cells, strict=False)
        texts = {text_of(title): text_of(cell) for title, cell in pairs if title != "" and cell != ""}
        draft = Draft(self.grid.name, number, self.steps.budget, original=texts)
        message = _(
            "The columns of the table that begins in row {row} are not those of the first table; put them in "
            "the same order, or move the table to a sheet of its own."
        )
        draft.note("", "header_missing", message.format(row=self._under), Level.ERROR)
        return draft

    def _ask_above(self, data: Sequence[Draft]) -> None:
        message = _("The row stands above the header of its table; move it below the header.")
        for draft in data:
            if draft.row >= self.header.first:
                break
            draft.ask("", "header_missing", message)

    def _other(self, draft: Draft, reason: str, cells: Row, totals: list[Draft]) -> None:
        if reason == "totals" and not self._under:
            self.plan.totals(draft, cells)
            totals.append(draft)


def _note_corrections(
    header: Header, before: Mapping[int, Mapping[int, str]], data: Mapping[int, Draft]
) -> None:
    """Say at each cell that the county corrected what the sender had written there."""
    titles = {column: title for title, column in header.columns.items()}
    for row, cells in before.items():
        for column, text in cells.items() if row in data else ():
            draft = data[row]
            title = titles.get(column) or header.texts.get(column, "")
            draft.original[title] = text
            message = _("Corrected by the county; it was “{before}”.").format(before=text)
            draft.note_at(column, "county_corrected", message, Level.NOTE)


def _closed(header: Header, stray: Sequence[int], data: Iterable[Draft]) -> Header:
    """The header without questions about columns that have no cells in rows of data, a title or none."""
    if not header.open:
        return header
    filled = {text for draft in data for text in draft.original}
    empty = {column for column, seems in header.open.items() if not seems} - {
        column for column, text in header.texts.items() if text in filled
    }
    return replace(
        header,
        texts={
            column: text for column, text in header.texts.items() if column not in empty.intersection(stray)
        },
        open={column: text for column, text in header.open.items() if column not in empty},
        empty=tuple(sorted(empty.difference(stray))),
    )


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
