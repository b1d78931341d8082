"""The tables of a delivered file as lists of acts: a verdict for each row, and the acts of those that fit."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from county_desk.intake.comparing.comparison import Answers, ListAnswer
from county_desk.intake.delivery import Delivery, Level, Line, Problem, SheetIn, Verdict
from county_desk.intake.pasting.act_lists import ACT_LISTS, FittingList, best_of, kinds_of
from county_desk.intake.pasting.block_content import ReadBlock, ReadRow
from county_desk.intake.pasting.grid import PasteGrid
from county_desk.intake.pasting.offered import offered, offered_records
from county_desk.intake.pasting.reading import read_block
from county_desk.intake.pasting.remembered import remembered_meanings
from county_desk.intake.reading.columns.list_kinds import SheetKind, list_of
from county_desk.intake.reading.households.verdicts import judged
from county_desk.intake.reading.rows.draft import verdict_of
from county_desk.intake.reading.rows.row_kinds import reason_in_words
from county_desk.intake.text_table import TextTable
from county_desk.sheets.formats.book import address, letters
from county_desk.text import CHINESE, _, language
from county_desk.workflow.command import Command
from county_desk.workflow.desk import Desk
from county_desk.workflow.pasting import PasteRows

ACTS, WHICH, REFUSED, ASKED, ODD = "acts", "list_ambiguous", "row_refused", "missing", "cell_odd"
NO_DATA = "non_data_row"
AS_READ = "as_read"  # the answer that a table is no list of acts
_ROSTERS = (SheetKind.HEADS, SheetKind.PERSONS)
_FACTS = frozenset({"household_years", "member_years", "new_members"})  # an incomplete roster fits them, too
# problems of a file without a roster
_OF_ROSTERS = frozenset({"sheet_missing", "header_missing", "file_ambiguous", "village_unknown"})
_NO_ANSWER = ListAnswer()
DELIVERED = tuple(grid for grid in ACT_LISTS if grid.whole is PasteRows)  # accounts are given at their page


@dataclass(frozen=True)
class ReadList:
    """One table of a file with its rows, read as a list of acts.

    `fitting` are all lists that fit its titles. `grid` is the chosen one, `block` its rows; both are None
    until a person chooses between several. `given` are the values that all rows share, those that its titles
    or the name of its file offer among them.
    """

    table: TextTable
    fitting: tuple[FittingList, ...]
    grid: PasteGrid | None = None
    block: ReadBlock | None = None
    given: Mapping[str, object] = field(default_factory=dict)

    @property
    def why(self) -> str:
        """The reasons for which it was taken for this list; "" for one that a person chose."""
        return next((fit.why() for fit in self.fitting if fit.grid is self.grid), "")


def with_act_lists(raw: Delivery, answers: Answers) -> Delivery:
    """The file with only those tables that are lists of acts; nothing of them is read as a roster.

    A table with a list of that kind by its titles, or by an answer, is one.
    """
    tables = tuple(table for table in raw.tables if _is_of_acts(raw, table, answers))
    names = {table.sheet for table in tables}
    if not names:
        return replace(raw, tables=())
    heads = {table.sheet: table for table in tables}
    lines = [kept for line in raw.lines if (kept := _kept(line, heads.get(line.sheet)))]
    left = {line.household for line in lines}
    only = all(line.verdict is Verdict.SKIP for line in lines)
    found = replace(
        raw,
        tables=tables,
        households=tuple(each for each in raw.households if each.key in left),
        villages=tuple(each for each in raw.villages if each.sheet not in names),
        monitored=tuple(each for each in raw.monitored if each.sheet not in names),
        entries=tuple(each for each in raw.entries if each.sheet not in names),
        sheets=tuple(sheet for sheet in raw.sheets if sheet.name not in names),
        problems=tuple(each for each in raw.problems if _stays(each, names, only=only)),
    )
    return judged(found, lines)


def _kept(line: Line, table: TextTable | None) -> Line | None:
    """The row of a file where it is of no list of acts, or of the header of one; None for the rest of one."""
    if table is None:
        return line
    if line.row > table.last:
        return None
    return _no_data(line.sheet, line.row, "title" if line.row < table.first else "header")


def _no_data(sheet: str, row: int, why: str) -> Line:
    told = Problem(sheet, address(row, 1), NO_DATA, reason_in_words(why), Level.WARN)
    return Line(sheet, row, Verdict.SKIP, (NO_DATA,), problems=(told,))


def _stays(problem: Problem, names: set[str], *, only: bool) -> bool:
    """Whether a problem of the file is about more than its lists of acts."""
    return not (problem.sheet and problem.sheet in names) and not (only and problem.kind in _OF_ROSTERS)


def _is_of_acts(raw: Delivery, table: TextTable, answers: Answers) -> bool:
    told = answers.lists.get(table.sheet, _NO_ANSWER).list
    if told or table.list:
        return told != AS_READ
    best = best_of(_fitting(raw, table))
    if not best or best[0].unnamed:
        return False
    sheet = next((each for each in raw.sheets if each.name == table.sheet), None)
    facts = all(fit.grid.key in _FACTS for fit in best)
    if sheet is None or sheet.kind == SheetKind.OTHER:
        return True
    if sheet.standard.keys() >= {*list_of(sheet.list).needs}:  # another list that is whole
        return bool(best[0].called) and not facts
    return not facts or sheet.kind not in _ROSTERS


def _fitting(raw: Delivery, table: TextTable) -> tuple[FittingList, ...]:
    return kinds_of(table, DELIVERED, Path(raw.file).stem)


def read_lists(desk: Desk, raw: Delivery, answers: Answers) -> tuple[ReadList, ...]:
    """Read each table of a file as the list that it is by its titles, or by an answer."""
    return tuple(_read(desk, raw, table, answers.lists.get(table.sheet, _NO_ANSWER)) for table in raw.tables)


def _read(desk: Desk, raw: Delivery, table: TextTable, answer: ListAnswer) -> ReadList:
    fitting = _fitting(raw, table)
    best = best_of(fitting)
    key = answer.list or table.list or (best[0].grid.key if len(best) == 1 else "")
    grid = next((each for each in DELIVERED if each.key == key), None)
    if grid is None:
        return ReadList(table, fitting)
    meant = desk.read(remembered_meanings, grid, table)
    year = {name: raw.year for name in grid.shared if name == "year"}
    given = year | offered(grid, table, grid.shared, Path(raw.file).stem) | dict(answer.given)
    block = read_block(desk, grid, table, given, {}, meant, year=raw.year)
    if more := _offered(desk, raw, grid, table, [name for name in block.lacks if name not in given]):
        given |= more
        block = read_block(desk, grid, table, given, {}, meant, year=raw.year)
    return ReadList(table, fitting, grid, block, given)


def _offered(
    desk: Desk, raw: Delivery, grid: PasteGrid, table: TextTable, names: Sequence[str]
) -> Mapping[str, object]:
    """The values that titles or the name of the file offer for fields without a column."""
    found = offered(grid, table, names, Path(raw.file).stem)
    return found | offered_records(desk, grid, table, names)


def with_rows(delivery: Delivery, lists: Sequence[ReadList]) -> Delivery:
    """The delivery with the rows of its lists of acts."""
    if not lists:
        return delivery
    lines = [*delivery.lines, *(line for each in lists for line in _lines(each))]
    return judged(replace(delivery, sheets=(*delivery.sheets, *map(_sheet, lists))), lines)


def _sheet(each: ReadList) -> SheetIn:
    table, block = each.table, each.block
    doubts = block.heading.doubts if block else {}
    texts = {letters(place + 1): table.title(place) for place in range(table.width) if table.title(place)}
    return SheetIn(
        table.sheet,
        ACTS,
        table.first,
        {_title(each, place): letters(place + 1) for place in range(table.width) if _title(each, place)},
        texts,
        {},
        each.grid.key if each.grid else "",
        why={letters(place + 1): doubt for place, doubt in doubts.items()},
    )


def _title(each: ReadList, place: int) -> str:
    """The title of a column: the standard one, else that of the list, else that of the sender."""
    column = each.block.heading.columns.get(place) if each.block else None
    if column is None:
        return each.table.title(place)
    with language(CHINESE):
        return column.titles[0] if column.titles else _(column.label)


def _lines(each: ReadList) -> Iterator[Line]:
    """The rows of a list, those below its header that are no data among them."""
    table = each.table
    yield from (_no_data(table.sheet, row.number, row.why) for row in table.left_out)
    if each.block is None:
        names = _(", ").join(_(fit.grid.title) for fit in best_of(each.fitting))
        which = _("The table can be several lists ({names}); choose above what it is.").format(names=names)
        for row in table.data:
            asked = Problem(table.sheet, address(row.number, 1), WHICH, which, Level.ASK)
            yield Line(table.sheet, row.number, Verdict.ASK, (WHICH,), problems=(asked,))
        return
    for read in each.block.rows:
        yield _line(each, each.block, read)


def _line(each: ReadList, block: ReadBlock, row: ReadRow) -> Line:
    sheet, values, original = each.table.sheet, dict[str, str](), dict[str, str]()
    problems = list(_problems(sheet, block, row))
    for place, cell in enumerate(row.cells):
        if cell.text.strip() and (title := _title(each, place)):
            column = block.heading.columns.get(place)
            shown = column.kind.show(cell.value) if column and cell.value is not None else cell.text
            values[title] = shown
            if shown != cell.text:
                original[title] = cell.text
    verdict = Verdict.SKIP if row.blank else Verdict.UNCHANGED if row.stands else verdict_of(problems)
    kinds = tuple(dict.fromkeys(problem.kind for problem in problems))
    return Line(sheet, row.number, verdict, kinds, values, tuple(problems), original=original)


def _problems(sheet: str, block: ReadBlock, row: ReadRow) -> Iterator[Problem]:
    first, quiet = address(row.number, 1), row.blank or row.stands
    level = Level.WARN if quiet else Level.ASK if row.asks else Level.ERROR
    if row.trouble:
        yield Problem(sheet, first, NO_DATA if row.blank else REFUSED, row.trouble, level)
    for words in block.troubles:
        yield Problem(sheet, first, ASKED, words, Level.ASK)
    for place, cell in enumerate(row.cells):
        where = address(row.number, place + 1)
        if cell.trouble:
            yield Problem(sheet, where, ASKED if row.asks else REFUSED, cell.trouble, level)
        if cell.note:
            yield Problem(sheet, where, ODD, cell.note, Level.WARN)
        if cell.meant:
            yield Problem(sheet, where, "normalized", cell.meant, Level.WARN)
    if row.effect and row.fits:
        yield Problem(sheet, first, ODD, row.effect, Level.WARN)


def acts_of(lists: Sequence[ReadList]) -> Mapping[str, tuple[Command, ...]]:
    """The acts of the rows that can go in, by the key of their list."""
    found: dict[str, tuple[Command, ...]] = {}
    for each in lists:
        if each.grid is not None and each.block is not None:
            acts = tuple(row.act for row in each.block.fitting if row.act)
            found[each.grid.key] = (*found.get(each.grid.key, ()), *acts)
    return {key: acts for key, acts in found.items() if acts}
