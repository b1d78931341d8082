"""A pasted block as understood: each cell, what does not fit and why, and the act of each row that fits."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from county_desk.intake.pasting.block import MOST, Cells
from county_desk.intake.pasting.columns import ReadCell
from county_desk.intake.pasting.grid import PasteGrid
from county_desk.intake.pasting.heading import BlockHeading, heading_of
from county_desk.intake.pasting.subjects import Named, Scope, Shared, year_in
from county_desk.text import _
from county_desk.workflow.command import Command
from county_desk.workflow.desk import Desk
from county_desk.workflow.pasting import PasteRows


@dataclass(frozen=True)
class ReadRow:
    """One row of a block: its number from 1, what it is about, its cells, and its act where it fits.

    `before` is what is on record, by the key of the column.
    """

    number: int
    cells: tuple[ReadCell, ...]
    label: str = ""
    record: object = None
    trouble: str = ""
    act: Command | None = None
    before: Mapping[str, object] = field(default_factory=dict)

    @property
    def fits(self) -> bool:
        """Whether nothing is wrong with it."""
        return not self.trouble and not any(cell.trouble for cell in self.cells)


@dataclass(frozen=True)
class ReadBlock:
    """A block; `troubles` concern all of it, so that no row can go in."""

    heading: BlockHeading
    rows: tuple[ReadRow, ...] = ()
    troubles: tuple[str, ...] = ()
    whole: type[PasteRows] = PasteRows

    @property
    def fitting(self) -> tuple[ReadRow, ...]:
        """The rows that can go in."""
        return () if self.troubles else tuple(row for row in self.rows if row.act and row.fits)

    @property
    def unfit(self) -> tuple[ReadRow, ...]:
        """The rows that cannot."""
        return tuple(row for row in self.rows if not row.fits)

    def command(self) -> PasteRows:
        """The act that takes the fitting rows in."""
        return self.whole(acts=tuple(row.act for row in self.fitting if row.act))


def read_block(
    desk: Desk,
    grid: PasteGrid,
    cells: Cells,
    given: Shared,
    scope: Scope,
    meant: Mapping[int, str],
) -> ReadBlock:
    """Read a block for a grid; `given` are the fields that all rows share, `meant` the chosen columns."""
    heading = heading_of(grid, cells[0] if cells else (), year_in(given), meant)
    if troubles := tuple(_block_troubles(grid, cells, heading, scope)):
        return ReadBlock(heading, tuple(_filled_rows(cells, heading)), troubles)
    reader = _Reader(desk, grid, given, scope, heading)
    rows = tuple(reader.rows(cells))
    return ReadBlock(heading, rows, tuple(reader.troubles), grid.whole)


def _filled_rows(cells: Cells, heading: BlockHeading) -> Iterator[ReadRow]:
    """The rows that are not blank, unread."""
    for number, row in enumerate(cells[:MOST], start=1):
        if any(map(str.strip, row)) and not (heading.headed and number == 1):
            yield ReadRow(number, tuple(map(ReadCell, row)))


def _block_troubles(grid: PasteGrid, cells: Cells, heading: BlockHeading, scope: Scope) -> Iterator[str]:
    """The reasons why no row can go in, independent of its cells."""
    if len(cells) - heading.headed > MOST:
        words = _("The block has {count} rows; paste at most {most}, or take the workbook in.")
        yield words.format(count=f"{len(cells):,}", most=f"{MOST:,}")
    if len(cells) <= heading.headed:
        yield _("The clipboard holds no rows of a spreadsheet; copy them there, then paste again.")
        return
    keys = {column.key for column in heading.columns.values()}
    named = [column for column in grid.named if column.key in keys]
    if not named and not grid.may_lack and not (grid.record == "household" and "household" in scope):
        ways = _(", ").join(_(column.label) for column in grid.named)
        yield _("No column says what a row is about; choose one over the table: {ways}").format(ways=ways)
    lacking = [column for column in grid.values if column.key in grid.needed - keys]
    if lacking:
        words = _("These columns are lacking; choose them over the table: {columns}")
        yield words.format(columns=_(", ").join(_(column.label) for column in lacking))
    elif not keys.intersection(column.key for column in grid.values):
        yield _("No column holds anything that can be taken in here; choose over the table what they hold.")


def _record_of(row: ReadRow) -> object:
    return row.record


class _Reader:
    """Reads the rows of one block."""

    def __init__(
        self, desk: Desk, grid: PasteGrid, given: Shared, scope: Scope, heading: BlockHeading
    ) -> None:
        self.desk, self.grid, self.given, self.scope, self.heading = desk, grid, given, scope, heading
        self.troubles: list[str] = []  # of the whole block, as the desk says them
        self._places = {column.key: place for place, column in heading.columns.items()}

    def rows(self, cells: Cells) -> list[ReadRow]:
        """Every row that is not blank, judged in itself, among the others, and by the register."""
        rows = [
            replace(row, cells=tuple(self._cell(place, cell.text) for place, cell in enumerate(row.cells)))
            for row in _filled_rows(cells, self.heading)
        ]
        rows = self._named(rows)
        rows = self._told_once(rows)
        return self._judged([self._acting(row) for row in rows])

    def _cell(self, place: int, text: str) -> ReadCell:
        column = self.heading.columns.get(place)
        if column is None:
            return ReadCell(text)
        if doubt := self.heading.doubts.get(place):
            return ReadCell(text, trouble=doubt if text.strip() else "")
        return column.read(text, self.heading.units.get(place), self.desk.today)

    def _named(self, rows: list[ReadRow]) -> list[ReadRow]:
        """The rows with the record that each names, and what is on record of it."""
        keys = [
            {
                column.key: str(row.cells[place].value)
                for place, column in self.heading.columns.items()
                if column in self.grid.named and row.cells[place].value is not None
            }
            for row in rows
        ]
        found = self.grid.find(self.desk, keys, self.scope)
        records = [each.record for each in found if each.record is not None]
        known = self.desk.read(self.grid.known, records, self.given) if self.grid.known else {}
        return [
            self._about(row, named, known.get(named.record, {}))
            for row, named in zip(rows, found, strict=True)
        ]

    def _about(self, row: ReadRow, named: Named, before: Mapping[str, object]) -> ReadRow:
        row = replace(row, label=named.label, record=named.record, before=before)
        if not named.trouble or any(
            row.cells[self._places[column.key]].trouble
            for column in self.grid.named
            if column.key in self._places
        ):
            return row  # what is wrong with the cell that names it is said there
        return self._wrong(row, named.column or self._key_column(), named.trouble)

    def _told_once(self, rows: list[ReadRow]) -> list[ReadRow]:
        """The rows; those that say again what only one may say are wrong."""
        once = [(_record_of, "")] if not self.grid.repeats else []
        found = rows
        for tell, key in [*once, *((self._value_of(key), key) for key in self.grid.once)]:
            counts = Counter(tell(row) for row in rows)
            words = _("Another row of the block says the same; leave one of them.")
            found = [
                self._wrong(row, key or self._key_column(), words)
                if tell(row) is not None and counts[tell(row)] > 1
                else row
                for row in found
            ]
        return found

    def _value_of(self, key: str) -> Callable[[ReadRow], object]:
        place = self._places.get(key, -1)
        return lambda row: row.cells[place].value if place >= 0 else None

    def _key_column(self) -> str:
        return next((column.key for column in self.grid.named if column.key in self._places), "")

    def _acting(self, row: ReadRow) -> ReadRow:
        """The row with its act, where its own cells allow one."""
        values = {
            column.key: row.cells[place].value
            for place, column in self.heading.columns.items()
            if column in self.grid.values and row.cells[place].value is not None
        }
        for key in self.grid.needed - values.keys() - self.given.keys():
            if not row.cells[self._places[key]].trouble:
                row = self._wrong(row, key, _("Fill this in."))
        if row.fits and not values:
            return replace(row, trouble=_("Every cell is blank; a blank cell changes nothing."))
        return replace(row, act=self.grid.act_on(row.record, self.given, values)) if row.fits else row

    def _judged(self, rows: list[ReadRow]) -> list[ReadRow]:
        """The rows with the desk's answer about their acts."""
        acting = [place for place, row in enumerate(rows) if row.act]
        if not acting:
            return rows
        acts = tuple(act for row in rows if (act := row.act))
        for name, words in self.desk.problems(PasteRows(acts=acts)).items():
            at, _sign, key = name.partition(" ")
            if not at.isdigit():
                self.troubles.append(words)
                continue
            place = acting[int(at)]
            rows[place] = self._wrong(rows[place], key, words)
        return rows

    def _wrong(self, row: ReadRow, key: str, words: str) -> ReadRow:
        """A row with something wrong at the cell of a column, or with all of it."""
        place = self._places.get(key, self._places.get(self._key_column(), -1) if key else -1)
        if place < 0:
            return replace(row, trouble="\n".join(filter(None, (row.trouble, words))))
        cell = row.cells[place]
        changed = replace(cell, trouble="\n".join(filter(None, (cell.trouble, words))))
        return replace(row, cells=(*row.cells[:place], changed, *row.cells[place + 1 :]))
