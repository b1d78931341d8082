"""The rows of one sheet: which are data, which are titles and footers, and what each cell of them holds."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from county_desk.excel.delivery import Level
from county_desk.excel.reading.book import Grid, Marks, Row, address
from county_desk.excel.reading.draft import Draft
from county_desk.excel.reading.headers import Header, find_header, said_of_open
from county_desk.excel.reading.lists import SheetKind
from county_desk.excel.reading.values import text_of
from county_desk.excel.reading.vocabulary import bare, known_title
from county_desk.progress import Progress
from county_desk.text import _

_TOTAL = re.compile(r"(合计|总计|小计|共计|累计)")
_FOOTER = re.compile(
    r"(填表人|填报人|制表人|审核人|审批人|单位负责人|负责人|注|备注|说明|填报单位|填报时间|联系电话)[\s(（:：]"
)
_STEP = 200  # rows between two words of progress
_MAY_NOT_SPREAD = ("姓名", "户主姓名", "身份证号")


@dataclass(frozen=True)
class Sheet:
    """One sheet read: its header (None when it has no known one), its rows, and its totals row."""

    grid: Grid
    header: Header | None
    rows: tuple[Draft, ...]
    totals: tuple[Draft, ...] = ()

    @property
    def kind(self) -> SheetKind:
        """What the sheet lists."""
        return self.header.kind if self.header else SheetKind.OTHER

    @property
    def data(self) -> list[Draft]:
        """The rows that hold data."""
        return [row for row in self.rows if not row.skip]


@dataclass
class Steps:
    """Counts the rows that were read, for a progress over all sheets."""

    progress: Progress
    total: int
    done: int = 0

    def one(self) -> None:
        """One row more."""
        if self.done % _STEP == 0:
            self.progress(self.done, self.total)
        self.done += 1


def read_sheet(grid: Grid, steps: Steps) -> Sheet:
    """Read every row of a sheet; what cannot be read is noted with its row, never raised."""
    header = find_header(grid)
    rows, totals = [], []
    for number, cells in enumerate(grid.rows, 1):
        steps.one()
        reason = _why_no_data(header, number, cells)
        draft = Draft(grid.name, number, header.columns if header else {}, skip=bool(reason))
        rows.append(draft)
        if reason:
            _note_skip(draft, reason)
        elif header is not None:
            _read_cells(draft, header, cells)
        if header is not None and reason == "totals":
            _read_totals(draft, header, cells)
            totals.append(draft)
    if header is not None:
        _look_behind(grid, header, rows)
    return Sheet(grid, header, tuple(rows), tuple(totals))


def _why_no_data(header: Header | None, number: int, cells: Row) -> str:
    filled = [place for place, cell in enumerate(cells) if cell != "" and text_of(cell).strip()]
    if not filled:
        return "blank"
    if header is None:
        return "no header"
    if number <= header.last:
        return "title" if number < header.first else "header"
    return _why_not_in_table(header, cells, filled)


def _why_not_in_table(header: Header, cells: Row, filled: list[int]) -> str:
    first = text_of(cells[filled[0]]).strip()
    if _TOTAL.match(bare(first)):
        return "totals"
    if _FOOTER.match(first + ":") and len(filled) <= 3:
        return "footer"
    if len(filled) > 2 and known_title(first):
        known = sum(1 for place in filled if known_title(text_of(cells[place])))
        return "header again" if known * 2 > len(filled) else ""
    if len(filled) == 1 and filled[0] + 1 in (header.columns.get("序号", 1), 1):
        return "alone"
    return ""


def _note_skip(draft: Draft, reason: str) -> None:
    messages = {
        "blank": _("The row is blank."),
        "no header": _("No known header stands over this row, so it was not read."),
        "title": _("A title above the table."),
        "header": _("The header of the table."),
        "totals": _("A row of totals."),
        "footer": _("A note or signature below the table."),
        "header again": _("The header stands here once more."),
        "alone": _("Nothing but this one cell is filled in."),
    }
    draft.warn("", "non_data_row", messages[reason])


def _read_cells(draft: Draft, header: Header, cells: Row) -> None:
    for title, column in header.columns.items():
        if column <= len(cells) and cells[column - 1] != "":
            draft.read(title, header.titles[title].kind, cells[column - 1])
    for column, text in header.kept.items():
        if column <= len(cells) and cells[column - 1] != "":
            draft.original[text] = text_of(cells[column - 1])
            if column in header.open:
                draft.ask("", "header_unknown", said_of_open(text, header.open[column]))
    draft.household = draft.text("户编号")


def _read_totals(draft: Draft, header: Header, cells: Row) -> None:
    numbers = {"money", "count", "measure"}
    for title, column in header.columns.items():
        if header.titles[title].kind in numbers and column <= len(cells) and cells[column - 1] != "":
            draft.read(title, "money", cells[column - 1])
    draft.problems = draft.problems[:1]


def _look_behind(grid: Grid, header: Header, rows: list[Draft]) -> None:
    """Note what the sheet hides or computes: nobody saw it, so nobody vouches for it."""
    marks = grid.marks
    data = {row.row: row for row in rows if not row.skip}
    known = {column: title for title, column in header.columns.items()}
    _ask_of_rows(marks, data)
    for row, column in sorted(marks.formulas):
        if row in data and column in known:
            message = _("The cell holds a formula; replace it by its value (paste as values).")
            data[row].say(known[column], "formula_cell", message, Level.ERROR)
    for column in marks.hidden_columns & known.keys():
        for draft in data.values():
            if known[column] in draft.values:
                message = _("Column {column} is hidden; look at it before it is taken in.")
                draft.ask(
                    known[column],
                    "hidden_column",
                    message.format(column=address(0, column).rstrip("0")),
                )
    for draft, title in _spread(marks.merged, header.columns, data):
        draft.ask(title, "merged_cell", _("The cell is merged with those below; each row needs its own."))


def _ask_of_rows(marks: Marks, data: Mapping[int, Draft]) -> None:
    for number in marks.hidden_rows & data.keys():
        data[number].ask("", "hidden_row", _("The row is hidden; look at it before it is taken in."))
    for number in marks.doubts.keys() & data.keys():
        data[number].ask("", *marks.doubts[number])


def _spread(
    merged: tuple[tuple[int, int, int, int], ...], columns: Mapping[str, int], data: Mapping[int, Draft]
) -> Iterator[tuple[Draft, str]]:
    for top, left, bottom, right in merged:
        for title in _MAY_NOT_SPREAD if bottom > top else ():
            if left <= columns.get(title, 0) <= right:
                yield from ((data[row], title) for row in range(top, bottom + 1) if row in data)
