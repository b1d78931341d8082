"""The interpretation of a pasted block: each cell with its problems, and the act of each valid row."""

from collections import Counter
from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from county_desk.fields import Count, Money
from county_desk.intake.pasting.block import MOST
from county_desk.intake.pasting.block_content import OtherTotal, Picked, ReadBlock, ReadRow, Refusals
from county_desk.intake.pasting.columns import PasteColumn, ReadCell
from county_desk.intake.pasting.existing_records import on_record
from county_desk.intake.pasting.grid import PasteGrid, RowRecord
from county_desk.intake.pasting.heading import BlockHeading, heading_of
from county_desk.intake.pasting.subjects import FOUND, Named, Scope, Shared, year_in
from county_desk.intake.reading.checks.year_of_file import year_of
from county_desk.intake.reading.households.income import NEAR
from county_desk.intake.text_table import CellTrouble, TableRow, TextTable
from county_desk.intake.vocabulary import bare
from county_desk.sheets.formats.book import address, letters
from county_desk.text import _
from county_desk.workflow.desk import Desk
from county_desk.workflow.fact_asks import FactChoice
from county_desk.workflow.pasting import WHOLE, PasteRows, by_row


def read_block(
    desk: Desk,
    grid: PasteGrid,
    table: TextTable,
    given: Shared,
    scope: Scope,
    meant: Mapping[int, str],
    refused: Refusals | None = None,
    year: int = 0,
    picked: Picked | None = None,
) -> ReadBlock:
    """Read a table as a list of acts; `given` are the fields that all rows share, `meant` the chosen columns.

    `refused` are the rows that cannot go in together with those before them. `year` is that of the
    file. `picked` are the records that a
    person chose for rows with several candidates.
    """
    year = year_in(given) or year_of(table.above, table.sheet) or year
    heading = heading_of(grid, table, year, meant)
    unsaid = (name for name in grid.shared if name in grid.needed and given.get(name) is None)
    lacks = (*unsaid, *grid.lacking(heading.keys, scope)) if table.data else ()
    if troubles := tuple(_block_troubles(grid, table, heading, scope)):
        return ReadBlock(heading, tuple(map(_unread, table.data)), troubles, lacks=lacks)
    reader = _Reader(desk, grid, given, scope, heading, refused or {}, year, picked=picked)
    if blank := [name for name in lacks if given.get(name) is None]:
        labels = _(", ").join(_(grid.act.asks()[name].title) for name in blank)
        reader.troubles.append(_("Fill in over the table, once for all rows: {fields}").format(fields=labels))
    rows = tuple(reader.rows(table))
    totals = tuple(reader.totals(table, rows))
    return ReadBlock(
        heading, rows, tuple(reader.troubles), grid.whole, reader.waits, lacks=lacks, totals=totals
    )


@dataclass(frozen=True)
class TypedRow:
    """The cells that a person typed into one row of a list, by the keys of columns.

    `records` are those that the row is about, by the field of the act.
    """

    records: Mapping[str, object]
    texts: Mapping[str, str]
    label: str = ""


def read_typed(desk: Desk, grid: PasteGrid, typed: Sequence[TypedRow], given: Shared) -> ReadBlock:
    """Read cells that were typed into a list, in the order of `typed`, as those of a block are read.

    An emptied cell clears its fact where the act can do that. A problem with a shared field stands in
    `asked`.
    """
    keys = dict.fromkeys(key for row in typed for key in row.texts)
    columns = {column.key: column for column in grid.values}
    heading = BlockHeading(dict(enumerate(columns[key] for key in keys)))
    reader = _Reader(desk, grid, given, {}, heading, {}, named=False)
    rows = tuple(reader.typed(typed))
    return ReadBlock(heading, rows, tuple(reader.troubles), grid.whole, reader.waits, reader.asked)


def _sum(place: int, rows: Sequence[ReadRow]) -> Decimal:
    values = (row.cells[place].value for row in rows)
    return sum((Decimal(value) for value in values if isinstance(value, int | Decimal)), Decimal(0))


def _unread(row: TableRow) -> ReadRow:
    return ReadRow(row.number, tuple(map(ReadCell, row.cells)))


def _block_troubles(grid: PasteGrid, table: TextTable, heading: BlockHeading, scope: Scope) -> Iterator[str]:
    """The reasons why no row can go in, independent of its cells."""
    if (count := len(table.data)) > MOST:
        words = _("The block has {count} rows; paste at most {most}, or take the workbook in.")
        yield words.format(count=f"{count:,}", most=f"{MOST:,}")
    if not count:
        yield _("The clipboard holds no rows of a spreadsheet; copy them there, then paste again.")
        return
    for record in grid.unnamed(heading.keys, scope):
        ways = _(", ").join(_(column.label) for column in record.columns)
        yield _("No column says what a row is about; choose one over the table: {ways}").format(ways=ways)
    if not heading.keys.intersection(column.key for column in grid.values):
        yield _("No column holds anything that can be taken in here; choose over the table what they hold.")


class _Reader:
    """Reads the rows of one block."""

    def __init__(
        self,
        desk: Desk,
        grid: PasteGrid,
        given: Shared,
        scope: Scope,
        heading: BlockHeading,
        refused: Refusals,
        year: int = 0,
        *,
        named: bool = True,
        picked: Picked | None = None,
    ) -> None:
        self.desk, self.grid, self.given, self.scope, self.heading = desk, grid, given, scope, heading
        self.refused, self.year, self.picked = refused, year, picked or {}
        self.troubles: list[str] = []  # of the whole block, as the desk says them
        self.waits = ""
        self.asked: dict[str, str] = {}
        self._places = {column.key: place for place, column in heading.columns.items()}
        shared = grid.needed.intersection(grid.shared)
        self._lacks = {*shared, *grid.lacking(heading.keys, scope)} if named else set()
        self._naming = {record.field: self._first(record.columns) for record in grid.records}

    def rows(self, table: TextTable) -> list[ReadRow]:
        """Return every row of data, checked alone, against the others and the register."""
        shared = [record.field for record in self.grid.records if self.given.get(record.field) is not None]
        records = {name: self.given[name] for name in shared}
        noted = {each.cell: each for each in table.troubles}
        rows: list[ReadRow] = []
        for row in table.data[:MOST]:
            texts = row.cells + ("",) * (table.width - len(row.cells))
            cells = tuple(self._cell(place, text) for place, text in enumerate(texts))
            if not table.list:  # in a blank of this program a blank cell is not filled in
                cells = self._spread(cells, rows)
            rows.append(ReadRow(row.number, cells, records=records))
            for place in range(len(cells)):
                if trouble := noted.get(address(row.number, place + 1)):
                    rows[-1] = self._noted(rows[-1], place, trouble)
        for record in self.grid.records:
            rows = self._named(record, rows)
        rows = self._known(self._mark_repeated(rows))
        return self._judged(self._acts_once([self._acting(row) for row in rows]))

    def totals(self, table: TextTable, rows: Sequence[ReadRow]) -> Iterator[OtherTotal]:
        """The totals that are not the sums of all rows above, nor of those since the total before."""
        since = 0
        for total in (row for row in table.rows if row.why == "totals"):
            above = [row for row in rows if row.number < total.number] or rows
            for place, column in self.heading.columns.items():
                text = total.cells[place] if place < len(total.cells) else ""
                given = self._cell(place, text).value
                if not isinstance(column.kind, Money | Count) or not isinstance(given, int | Decimal):
                    continue
                sums = [_sum(place, some) for some in (above, [row for row in above if row.number > since])]
                if all(abs(found - given) > NEAR for found in sums):
                    words = _("Column {column}: the total is {given}, its rows add up to {found}.")
                    shown = words.format(column=letters(place + 1), given=given, found=sums[0])
                    yield OtherTotal(total.number, place, shown)
            since = total.number

    def _spread(self, cells: tuple[ReadCell, ...], above: Sequence[ReadRow]) -> tuple[ReadCell, ...]:
        """The cells of a row; blank ones that one cell above stands for have its value."""
        places = [place for key in self.grid.said.spreads if (place := self._places.get(key, -1)) >= 0]
        if not above or any(cells[place].text.strip() for place in places):
            return cells
        words = _("As in the row above: {value}")
        filled = list(cells)
        for place in places:
            cell = above[-1].cells[place]
            filled[place] = replace(cell, meant=words.format(value=cell.text)) if cell.text.strip() else cell
        return tuple(filled)

    def _noted(self, row: ReadRow, place: int, trouble: CellTrouble) -> ReadRow:
        """The row with a trouble of its sheet, if it is of a column that is read."""
        column = self.heading.columns.get(place)
        if trouble.kind == "hidden_row":
            return replace(row, trouble=trouble.words)
        if column is None or (trouble.kind == "merged_cell" and column.key in self.grid.said.spreads):
            return row
        return self._wrong(row, column.key, trouble.words)

    def typed(self, typed: Sequence[TypedRow]) -> list[ReadRow]:
        """Return rows with known records, checked as those of a block."""
        rows = []
        for number, row in enumerate(typed, start=1):
            columns = self.heading.columns.items()
            cells = tuple(self._cell(place, row.texts.get(column.key, "")) for place, column in columns)
            emptied = [key for key, text in row.texts.items() if not text.strip()]
            rows.append(self._clearing(ReadRow(number, cells, row.label, row.records), emptied))
        return self._judged(rows, asking=True)

    def _clearing(self, row: ReadRow, emptied: Sequence[str]) -> ReadRow:
        """The row with its act, which clears the fact of an emptied cell."""
        clear = self.grid.act.asks().get("clear")
        can = clear.kind.keys if clear is not None and isinstance(clear.kind, FactChoice) else ()
        if self.grid.erases:
            return self._with_act(row, dict.fromkeys(emptied, ""))
        for key in emptied:
            if key not in can:
                row = self._wrong(row, key, _("A blank cell erases nothing here; type the right value."))
            elif key != emptied[0]:
                words = _("One fact of a record is cleared at a time; save this one by itself.")
                row = self._wrong(row, key, words)
        return self._with_act(row, {"clear": emptied[0]} if emptied and row.fits else {})

    def _cell(self, place: int, text: str) -> ReadCell:
        column = self.heading.columns.get(place)
        if column is None:
            return ReadCell(text)
        if doubt := self.heading.doubts.get(place):
            return ReadCell(text, trouble=doubt if text.strip() else "")
        meant = self.grid.said.words.get(column.key, {}).get(bare(text), text)
        cell = column.read(meant, self.heading.units.get(place), self.desk.today, self.year)
        if meant is text:
            return cell
        words = _("“{raw}” was read as “{value}”.").format(raw=text, value=column.kind.show(cell.value))
        return replace(cell, text=text, meant=words)

    def _named(self, record: RowRecord, rows: list[ReadRow]) -> list[ReadRow]:
        """The rows with the record of one kind that each names."""
        if record.field in self._lacks:
            return rows
        found = record.find(self.desk, [self._keys_of(row) for row in rows], self.scope)
        return [self._with_record(record, row, named) for row, named in zip(rows, found, strict=True)]

    def _keys_of(self, row: ReadRow) -> dict[str, str]:
        """Return the texts of a row in the columns that name records, and the records found so far."""
        keys = {
            column.key: str(row.cells[place].value)
            for place, column in self.heading.columns.items()
            if column in self.grid.named and row.cells[place].value is not None
        }
        return keys | {FOUND + field: str(record) for field, record in row.records.items()}

    def _with_record(self, record: RowRecord, row: ReadRow, named: Named) -> ReadRow:
        cells = [row.cells[place] for column in record.columns if (place := self._place_of(column)) >= 0]
        if self.grid.may_lack(record) and not any(cell.text.strip() for cell in cells):
            return row
        if (chosen := self.picked.get(row.number, {}).get(record.field)) is not None:
            named = next((Named(*each) for each in named.candidates if each[0] == chosen), named)
        if named.record is not None:
            records = {**row.records, record.field: named.record}
            return replace(row, label=row.label or named.label, records=records)
        if any(cell.trouble for cell in cells):
            return row  # the problem is reported at the cell that names it
        key = named.column or self._naming[record.field]
        if named.candidates:
            row = replace(row, candidates={**row.candidates, record.field: named.candidates})
        return self._wrong(row, key, named.trouble or _("Fill this in."))

    def _known(self, rows: list[ReadRow]) -> list[ReadRow]:
        """The rows, each with the values on record for its subject."""
        records = [record for row in rows if (record := self._main(row)) is not None]
        known = self.desk.read(self.grid.known, records, self.given) if self.grid.known else {}
        return [replace(row, before=known.get(self._main(row), {})) for row in rows]

    def _main(self, row: ReadRow) -> object:
        return row.records.get(self.grid.records[0].field) if self.grid.records else None

    def _mark_repeated(self, rows: list[ReadRow]) -> list[ReadRow]:
        """Return the rows; a repeated value that may occur only once is marked as a problem."""
        once = [(self._main, self._key_column())] if not self.grid.repeats else []
        found = rows
        for tell, key in [*once, *((self._value_of(key), key) for key in self.grid.once)]:
            told = [None if self._is_blank(row) else tell(row) for row in rows]
            found = self._same(found, told, key)
        return found

    def _acts_once(self, rows: list[ReadRow]) -> list[ReadRow]:
        """Return the rows; a row that repeats the act of another one is marked as a problem."""
        return self._same(rows, [row.act for row in rows], self._key_column())

    def _same(self, rows: list[ReadRow], told: Sequence[Hashable], key: str) -> list[ReadRow]:
        counts = Counter(each for each in told if each is not None)
        words = _("Another row of the block says the same; leave one of them.")
        return [
            replace(self._wrong(row, key, words), act=None) if counts[each] > 1 else row
            for row, each in zip(rows, told, strict=True)
        ]

    def _value_of(self, key: str) -> Callable[[ReadRow], Hashable]:
        place = self._places.get(key, -1)
        return lambda row: row.cells[place].value if place >= 0 else None

    def _place_of(self, column: PasteColumn) -> int:
        return self._places.get(column.key, -1)

    def _first(self, columns: Sequence[PasteColumn]) -> str:
        """The first of some columns that the block has."""
        return next((column.key for column in columns if column.key in self._places), "")

    def _key_column(self) -> str:
        return self._first(self.grid.named)

    def _is_blank(self, row: ReadRow) -> bool:
        """Whether a row has no value besides those that name records."""
        places = (place for place, column in self.heading.columns.items() if column in self.grid.values)
        return not any(row.cells[place].text.strip() for place in places)

    def _acting(self, row: ReadRow) -> ReadRow:
        """The row with its act, where its own cells allow one."""
        if self._is_blank(row):
            words = _("Every cell is blank; a blank cell changes nothing.")
            return replace(row, trouble=words, blank=row.fits)
        if self._brings_nothing(row):
            words = _("These facts are on record already.")
            return replace(self._wrong(row, self._key_column(), words), stands=True)
        return self._with_act(row, {})

    def _brings_nothing(self, row: ReadRow) -> bool:
        """Whether the register has the values of a row already."""
        return (
            bool(row.before)
            and row.fits
            and all(row.before.get(key) == value for key, value in self._values(row).items())
        )

    def _values(self, row: ReadRow) -> dict[str, object]:
        """The values of a row for the fields of its act."""
        return {
            column.key: row.cells[place].value
            for place, column in self.heading.columns.items()
            if column in self.grid.values and row.cells[place].value is not None
        }

    def _with_act(self, row: ReadRow, more: Mapping[str, object]) -> ReadRow:
        """The row with its act, which has `more` fields than the cells; unless a cell does not fit."""
        values = self._values(row)
        given = {name for name, value in self.given.items() if value is not None}
        for key in (self.grid.needed - values.keys() - given) & self._places.keys():
            if not row.cells[self._places[key]].trouble:
                row = self._wrong(row, key, _("Fill this in."))
        if not row.fits or self._lacks - given:
            return row  # what lacks is asked once for all rows
        kept = {key: row.before.get(key) for key in self.grid.keeps}
        return replace(row, act=self.grid.act_on(row.records, self.given, {**kept, **values, **more}))

    def _judged(self, rows: list[ReadRow], *, asking: bool = False) -> list[ReadRow]:
        """Return the rows with the problems that the desk finds in their acts.

        With `asking`, a problem with a field that all rows share goes to `asked` and not to its row.
        """
        acting = [place for place, row in enumerate(rows) if row.act]
        acts = tuple(act for row in rows if (act := row.act))
        if not acts:
            return rows
        problems, effects = self.desk.judge_rows(PasteRows(acts=acts))
        self.waits = effects.get(WHOLE, "")
        wrong, whole = by_row(problems)
        self.troubles += whole
        standing = self.desk.read(on_record, self.grid.again, acts) if self.grid.again else []
        for at, stands in enumerate(standing):
            if stands and at not in wrong:
                words = _("The same is on record already. If it is meant twice, record it with the form.")
                wrong[at] = {self._key_column(): words}
                rows[acting[at]] = replace(rows[acting[at]], stands=True)
        for at, place in enumerate(acting):
            row = replace(rows[place], effect=effects.get(at, ""))
            for said in (wrong.get(at, {}), self.refused.get(row.number, {})):
                for key, words in said.items():
                    if asking and key in self.grid.shared:
                        self.asked[key] = words
                        continue
                    row = replace(row, asks=key in self.grid.shared and (row.asks or row.fits))
                    row = self._wrong(row, self._naming.get(key, key), words)
            rows[place] = row
        return rows

    def _wrong(self, row: ReadRow, key: str, words: str) -> ReadRow:
        """Return the row with a problem at a cell, or at the whole row."""
        place = self._places.get(key, self._places.get(self._key_column(), -1) if key else -1)
        if place < 0:
            return replace(row, trouble="\n".join(filter(None, (row.trouble, words))))
        cell = row.cells[place]
        changed = replace(cell, trouble="\n".join(filter(None, (cell.trouble, words))))
        return replace(row, cells=(*row.cells[:place], changed, *row.cells[place + 1 :]))
