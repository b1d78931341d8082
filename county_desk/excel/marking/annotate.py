"""Sending a workbook back: the sender's own file with every wrong cell marked, and a list of what to do."""

from collections.abc import Mapping, Sequence
from contextlib import nullcontext
from datetime import date
from functools import partial
from io import BytesIO
from pathlib import Path
from typing import Any
from warnings import catch_warnings

from openpyxl import Workbook, load_workbook
from openpyxl.workbook.properties import CalcProperties
from openpyxl.workbook.protection import DocumentSecurity
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from county_desk.excel.child import Reader, Unsafe
from county_desk.excel.child_tasks import MarkFile
from county_desk.excel.delivery import Delivery, Problem
from county_desk.excel.formats.book import Book, Grid
from county_desk.excel.formats.dressing import dress_of
from county_desk.excel.formats.opening import open_book
from county_desk.excel.formats.ours import HEAD, LEGEND
from county_desk.excel.marking.column_width import hide_again
from county_desk.excel.marking.computed import with_values
from county_desk.excel.marking.dropped_cells import put_back
from county_desk.excel.marking.left_out import left_out
from county_desk.excel.marking.loose_checks import let_warn
from county_desk.excel.marking.loose_links import tied_off
from county_desk.excel.marking.marker import Marker, sign
from county_desk.excel.marking.newer_parts import Change, newer_parts
from county_desk.excel.marking.ods_remarks import remarks_of_ods
from county_desk.excel.marking.other_format import copied
from county_desk.excel.marking.over_rules import paint_over
from county_desk.excel.marking.own_fills import Own, keep, taken_off
from county_desk.excel.marking.remarks import put_on
from county_desk.excel.marking.threads import remarks_of_threads
from county_desk.excel.marking.told import chat_message, is_wrong, problems_of
from county_desk.excel.reading.households.judging import WAITS
from county_desk.excel.writing import look
from county_desk.excel.writing.package import write_to
from county_desk.excel.writing.saving import CannotWrite, whole
from county_desk.excel.writing.sheet_look import A4
from county_desk.text import N_, _

LIST = N_("To be corrected")
# what openpyxl raises at odd styles, and at packages that hold no .xlsx
_BY_HAND = (KeyError, ValueError, TypeError, IndexError, AttributeError, OSError)
MEMORY = 3 << 30  # bytes that openpyxl may take for a workbook; it holds every cell as an object

type Fixes = Mapping[str, Mapping[str, str]]
_WIDTHS = {"A": 8, "B": 16, "C": 10, "D": 16, "E": 24, "F": 70}
_FIRST = 5  # the row of the first problem on the list


def annotate(
    source: Path,
    delivery: Delivery,
    out: Path,
    *,
    fixes: Fixes | None = None,
    day: date | None = None,
    reader: Reader | None = None,
) -> None:
    """Write the sender's own workbook with its problems marked, in the language in force.

    Marks of an earlier round go where the cell is right by now; where it is still wrong, they count.
    `fixes` are the texts that the county put into cells (by sheet, then cell); they are written there and
    marked as the county's. The file is opened in a child, `reader` is a warm one for many files. ValueError
    for a file that was not read; `CannotWrite` in words when it cannot be marked, or `out` not be written.
    """
    if not delivery.read:
        raise ValueError("a file that was not read cannot be marked")
    task = MarkFile(str(source), delivery, fixes or {}, day)
    try:
        with nullcontext(reader) if reader else Reader(memory=MEMORY) as child:
            made = child.ask(task)
    except Unsafe as trouble:
        raise CannotWrite(
            _("{file} could not be marked; save it anew in WPS or Excel and read it again.").format(
                file=source.name
            )
        ) from trouble
    with whole(out) as file:
        file.write(made.content)


def marked(source: Path, delivery: Delivery, fixes: Fixes, day: date | None) -> bytes:
    """The sender's workbook with its problems marked, as `annotate` writes it. For the child only."""
    raw = source.read_bytes()
    grids = open_book(source.name, raw)
    book, parts = _opened(raw, grids)
    own, newer = taken_off(book, grids), newer_parts(raw)
    told = [*problems_of(delivery), *left_out(raw, grids.grids, parts)]
    markers: dict[str, Marker] = {}
    for grid in grids.grids:
        part = parts.get(grid.name)
        if part is not None and part in book.worksheets:
            own_here = own.get(grid.name, Own())
            marker = _mark_sheet(part, grid, told, fixes.get(grid.name, {}), own_here)
            if part.conditional_formatting or grid.name in newer:
                paint_over(part, marker.fills)
            markers[grid.name] = marker
    _list(book, delivery, told, markers)
    made = BytesIO()
    write_to(made, book, day=day, changes=_changes(book, markers, newer))
    return made.getvalue()


def _changes(
    book: Workbook, markers: Mapping[str, Marker], newer: Mapping[str, Change]
) -> Mapping[int, Change]:
    """By the place of a sheet: what openpyxl leaves out of it is put back, and no check is in the way."""

    def change(marker: Marker, content: bytes) -> bytes:
        name = marker.grid.name
        content = with_values(marker.grid, book.epoch, content)
        return let_warn(newer[name](content) if name in newer else content, marker.wrong)

    made = {marker.part: marker for marker in markers.values()}
    return {place: partial(change, made[part]) for place, part in enumerate(book.worksheets) if part in made}


def _mark_sheet(
    part: Worksheet, grid: Grid, told: Sequence[Problem], fixes: Mapping[str, str], own: Own
) -> Marker:
    part.protection.sheet = False
    if part.sheet_state == "veryHidden":
        part.sheet_state = "hidden"  # no menu shows the other kind, and the sender has to
    hide_again(part, grid)
    marker = Marker(part, grid, own)
    marker.clear()
    marker.fix(fixes)
    marker.mark(problem for problem in told if problem.sheet == grid.name and problem.cell)
    marker.tidy()
    return marker


def _opened(raw: bytes, grids: Book) -> tuple[Workbook, dict[str, Worksheet]]:
    """The workbook itself, with its sheets by the names that the sender gave them; one of another format, or
    that openpyxl cannot open, as a copy of its cells.
    """
    if raw.startswith(b"PK"):
        try:
            # links to other files stay closed and are dropped: a link that openpyxl stumbles over is no loss
            with catch_warnings(record=True, action="always", category=UserWarning) as said:
                book = load_workbook(BytesIO(raw), keep_links=False, rich_text=True)
        except _BY_HAND:
            pass
        else:
            parts: dict[str, Worksheet] = {part.title: part for part in book.worksheets}
            if _is_whole(parts, grids):
                tied_off(book, grids)
                put_back(book, grids, [str(each.message) for each in said])
                put_on(parts, remarks_of_threads(raw))
                _make_workable(book)
                return book, parts
    book = copied(grids, dress_of(raw))
    copies: dict[str, Worksheet] = dict(
        zip((grid.name for grid in grids.grids), book.worksheets, strict=True)
    )
    if any(grid.marks.comments for grid in grids.grids):
        put_on(copies, remarks_of_ods(raw))
    return book, copies


def _is_whole(parts: Mapping[str, Any], grids: Book) -> bool:
    """Whether openpyxl saw the cells of every sheet: of a workbook of the strict kind it sees none."""
    filled = (grid.name for grid in grids.grids if any(map(any, grid.rows)))
    return all(name in parts and parts[name]._cells for name in filled)


def _make_workable(book: Workbook) -> None:
    book.template = False  # or Excel opens no file named .xlsx
    book.security = DocumentSecurity()  # a hidden sheet has to be shown, our list deleted
    book.calculation = CalcProperties()  # anew: the county's corrections change what is computed of them


def _list(book: Workbook, delivery: Delivery, told: Sequence[Problem], markers: Mapping[str, Marker]) -> None:
    """The first sheet: what to correct, the worst first, each with the way to its cell."""
    part: Worksheet = book.create_sheet(_(LIST), 0)
    _list_head(part, delivery)
    listed = [problem for problem in told if problem.kind != WAITS]
    for row, problem in enumerate(sorted(listed, key=is_wrong, reverse=True), start=_FIRST):
        marker = markers.get(problem.sheet) if problem.cell else None
        there = marker.part.title if marker else problem.sheet
        title, written = marker.listed(problem.cell) if marker else ("", "")
        said = f"{sign(problem)} {problem.message}"
        _row(part, row, (str(row - _FIRST + 1), there, problem.cell, title, written, said))
        part.cell(row, 6).fill = look.ERROR_FILL if is_wrong(problem) else look.WARN_FILL
        if marker:
            place = there.replace("'", "''")
            part.cell(row, 3).hyperlink = Hyperlink(ref="", location=f"'{place}'!{problem.cell}")
            part.cell(row, 3).font = look.LINK
    keep(
        part,
        {each.part.title: each.fills for each in markers.values()},
        [each for marker in markers.values() for each in marker.kept()],
    )
    for other in book.worksheets:
        other.sheet_view.tabSelected = other is part  # else both are selected, and edited together
    book.active = 0


def _list_head(part: Worksheet, delivery: Delivery) -> None:
    lines = ((_(LIST), look.TITLE), (chat_message(delivery), look.PLAIN), (_(LEGEND), look.HINT))
    for row, (words, font) in enumerate(lines, start=1):
        cell = part.cell(row, 1)
        cell.value, cell.data_type, cell.font, cell.alignment = words, "s", font, look.LEFT
        part.merge_cells(start_row=row, start_column=1, end_row=row, end_column=len(_WIDTHS))
        part.row_dimensions[row].height = 30
    _row(part, _FIRST - 1, [_(title) for title in HEAD], head=True)
    for letter, width in _WIDTHS.items():
        part.column_dimensions[letter].width = width
    part.freeze_panes = f"A{_FIRST}"
    part.page_setup.orientation, part.page_setup.paperSize = "landscape", A4
    part.page_setup.fitToWidth, part.page_setup.fitToHeight = 1, 0
    part.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)


def _row(part: Worksheet, row: int, texts: Sequence[str], *, head: bool = False) -> None:
    for column, words in enumerate(texts, start=1):
        cell = part.cell(row, column)
        cell.border, cell.alignment = look.BOXED, look.CENTRED if head else look.LEFT
        cell.font, cell.number_format = look.STRONG if head else look.PLAIN, "@"
        if head:
            cell.fill = look.HEAD_FILL
        if words:
            cell.value, cell.data_type = words, "s"
