"""Typing into the cells of a list: the columns with facts, and the acts that record the cells."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from sqlalchemy import Column
from sqlalchemy.orm import QueryableAttribute

from county_desk.facts import facts_of
from county_desk.facts.fact import FactSubject
from county_desk.fields import Column as ListColumn
from county_desk.fields import Table, YesNo
from county_desk.intake.pasting.columns import PasteColumn, ReadCell
from county_desk.intake.pasting.grid import PasteGrid, RowRecord
from county_desk.intake.pasting.grids import HOUSEHOLD_YEARS, MEMBER_YEARS
from county_desk.intake.pasting.reading import TypedRow, read_typed
from county_desk.intake.pasting.records import HOUSEHOLD, MEMBER
from county_desk.intake.pasting.subjects import by_query
from county_desk.tables.declared import NumberedRow, Shown, shown_fields
from county_desk.tables.own_notes import NOTE
from county_desk.text import CHINESE, N_, language
from county_desk.workflow.command import Ask, Command
from county_desk.workflow.correcting import CorrectHousehold, CorrectMember
from county_desk.workflow.desk import Desk
from county_desk.workflow.own_notes import NoteRow

ASKED = ("reason", "evidence")  # fields that the person fills in once for all typed cells

CORRECTED_HOUSEHOLDS = PasteGrid(
    "household_facts", N_("Corrections of households"), CorrectHousehold, (HOUSEHOLD,), fixed=ASKED
)
CORRECTED_MEMBERS = PasteGrid(
    "member_facts", N_("Corrections of people"), CorrectMember, (MEMBER,), fixed=ASKED
)
OWN_NOTES = PasteGrid(
    "own_notes",
    N_("My notes"),
    NoteRow,
    (RowRecord("record", (), by_query(lambda _session, _rows, _scope: [])),),
    fixed=("of_list",),
    erases=True,
)
FACT_GRIDS: Mapping[FactSubject, PasteGrid] = {
    FactSubject.HOUSEHOLD: CORRECTED_HOUSEHOLDS,
    FactSubject.PERSON: CORRECTED_MEMBERS,
    FactSubject.HOUSEHOLD_YEAR: replace(HOUSEHOLD_YEARS, fixed=("year", "reason")),
    FactSubject.PERSON_YEAR: replace(MEMBER_YEARS, fixed=("year", "reason")),
}


@dataclass(frozen=True)
class CellGrid:
    """The grid that takes the typed cells of some columns of a list, by their keys.

    `record` is the column of the rows that holds the number of the record, `year` that of the year; "" for
    facts that hold for no year. `given` are fields that hold for all rows of the list.
    """

    grid: PasteGrid
    columns: Mapping[str, PasteColumn]
    record: str
    year: str = ""
    given: Mapping[str, object] = field(default_factory=dict)


def cell_grids(table: Table[NumberedRow]) -> Sequence[CellGrid]:
    """The grids for the columns of a list, from the facts that its columns hold, and for one's own notes."""
    facts = (found for subject in FACT_GRIDS if (found := _cell_grid(table, subject)) is not None)
    (column,) = OWN_NOTES.values
    noted = any(each.key == NOTE for each in table.columns)
    notes = CellGrid(OWN_NOTES, {NOTE: column}, "id", given={"of_list": table.key})
    return (*facts, notes) if noted else tuple(facts)


def _cell_grid(table: Table[NumberedRow], subject: FactSubject) -> CellGrid | None:
    grid, facts = FACT_GRIDS[subject], {fact.key for fact in facts_of(subject) if fact.edit}
    shown = {key: each.mapped for key, each in shown_fields(table.row).items() if not _is_aliased(each)}
    held = {key for key, each in shown.items() if each is not None and each.table.name == subject}
    columns = {each.key: each for each in grid.values if each.key in held & facts}
    owner = grid.records[0].field
    record = next((key for key, column in shown.items() if _numbers(column, owner, subject)), "")
    of_year = "year" in grid.fixed
    if not columns or not record or (of_year and "year" not in shown):
        return None
    return CellGrid(grid, columns, record, "year" if of_year else "")


def _is_aliased(shown: Shown) -> bool:
    """Whether a column shows another record of the same kind, so that it says nothing of the row's own."""
    source = shown.source
    return isinstance(source, QueryableAttribute) and source.parent.is_aliased_class


def _numbers(column: Column[object] | None, owner: str, subject: str) -> bool:
    """Whether a column holds the numbers of the records that own the facts."""
    if column is None:
        return False
    own = column.table.name == owner and column.primary_key
    return own or (
        column.table.name == subject and any(key.column.table.name == owner for key in column.foreign_keys)
    )


@dataclass(frozen=True)
class ListRow:
    """A row of a list with the texts that were typed into it, by the keys of its columns."""

    row: NumberedRow
    texts: Mapping[str, str]


@dataclass(frozen=True)
class ReadCells:
    """Typed cells as they were read, by the number of the row and the key of the column.

    `troubles` are those of rows and of all cells together, in words. `asked` has the words for each shared
    field that must still be filled in. `waits` names the persons for whom the acts wait.
    """

    cells: Mapping[tuple[int, str], ReadCell] = field(default_factory=dict)
    troubles: tuple[str, ...] = ()
    asked: Mapping[str, str] = field(default_factory=dict)
    waits: str = ""
    acts: tuple[Command, ...] = ()

    @property
    def unfit(self) -> list[tuple[int, str]]:
        """The cells that do not fit."""
        return [place for place, cell in self.cells.items() if cell.trouble]


def read_cells(
    desk: Desk, grids: Sequence[CellGrid], rows: Sequence[ListRow], given: Mapping[str, object]
) -> ReadCells:
    """Read typed cells and judge their acts; `given` are the answers that hold for all of them."""
    cells: dict[tuple[int, str], ReadCell] = {}
    troubles: list[str] = []
    asked: dict[str, str] = {}
    acts: list[Command] = []
    waits = ""
    for grid in grids:
        mine = [row for row in rows if row.texts.keys() & grid.columns.keys()]
        for year in sorted({getattr(row.row, grid.year) if grid.year else 0 for row in mine}):
            of_year = [row for row in mine if not grid.year or getattr(row.row, grid.year) == year]
            typed = [_typed(grid, row) for row in of_year]
            shared = {name: given.get(name) or "" for name in grid.grid.shared} | {**grid.given}
            block = read_typed(desk, grid.grid, typed, shared | ({"year": year} if grid.year else {}))
            for row, read in zip(of_year, block.rows, strict=True):
                found = {column.key: read.cells[at] for at, column in block.heading.columns.items()}
                cells |= {(row.row.id, key): cell for key, cell in found.items() if key in row.texts}
                troubles += [f"{read.label}: {read.trouble}"] if read.trouble else []
            troubles += block.troubles
            asked |= block.asked
            acts += [row.act for row in block.fitting if row.act]
            waits = waits or block.waits
    return ReadCells(cells, tuple(troubles), asked, waits, tuple(acts))


def asks_of(grids: Sequence[CellGrid]) -> dict[str, Ask]:
    """The fields that all typed cells share, by name."""
    return {name: ask for grid in grids for name, ask in grid.grid.act.asks().items() if name in ASKED}


def choices_of(column: ListColumn[NumberedRow]) -> Sequence[tuple[str, str]]:
    """The words that a cell of a column takes, in Chinese and as they are shown; none for free text."""
    kind = column.kind
    values = (True, False) if isinstance(kind, YesNo) else tuple(value for value, _words in kind.options())
    with language(CHINESE):
        chinese = [kind.show(value) for value in values]
    return [(words, kind.show(value)) for words, value in zip(chinese, values, strict=True)]


def _typed(grid: CellGrid, row: ListRow) -> TypedRow:
    texts = {key: text for key, text in row.texts.items() if key in grid.columns}
    return TypedRow({grid.grid.records[0].field: getattr(row.row, grid.record)}, texts)
