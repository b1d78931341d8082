"""Sending a workbook back: the sender's own file with every wrong cell marked, and a list of corrections."""

from collections.abc import Callable, Mapping, Sequence
from contextlib import nullcontext
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from io import BytesIO
from pathlib import Path
from typing import ClassVar

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from county_desk.intake.delivery import Delivery, Problem
from county_desk.intake.marking.clearing import cleared, tidy
from county_desk.intake.marking.column_runs import hide_again
from county_desk.intake.marking.comments import one_line
from county_desk.intake.marking.computed import with_values
from county_desk.intake.marking.first_sheet import add_list
from county_desk.intake.marking.hidden_notes import EarlierMarks, taken_off
from county_desk.intake.marking.left_out import left_out
from county_desk.intake.marking.mark_colours import paint_over
from county_desk.intake.marking.marker import Marker
from county_desk.intake.marking.sender_problems import problems_of
from county_desk.intake.marking.workbook_to_mark import opened
from county_desk.intake.reader import Reader
from county_desk.progress import Progress
from county_desk.sheets.child import Unsafe
from county_desk.sheets.child_task import ChildTask
from county_desk.sheets.formats.book import Grid
from county_desk.sheets.formats.opening import open_book
from county_desk.sheets.writing.cells import writable
from county_desk.sheets.writing.package import write_to
from county_desk.sheets.writing.saving import CannotWrite, whole
from county_desk.text import _

MEMORY = 3 << 30  # bytes that openpyxl may take for a workbook; it holds every cell as an object

type Fixes = Mapping[str, Mapping[str, str]]


@dataclass(frozen=True)
class Marked:
    """A workbook with its problems marked, as the bytes of an .xlsx file."""

    content: bytes


@dataclass(frozen=True)
class MarkFile(ChildTask[Marked]):
    """Mark the problems of a delivery in a copy of its file; see `annotate` for the fields."""

    path: str
    delivery: Delivery
    fixes: Fixes
    day: date | None
    answer: ClassVar[type[object]] = Marked
    writes: ClassVar[bool] = True  # openpyxl writes each sheet into a scratch file first

    def run(self, progress: Progress) -> Marked:
        """The marked copy."""
        return Marked(marked(Path(self.path), self.delivery, self.fixes, self.day))


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
    book, parts = opened(raw, grids)
    own = taken_off(book, grids)
    # a message may quote signs that XML forbids, and lines; our text is split from an answer by lines
    said = (*problems_of(delivery), *left_out(raw, grids.grids, parts))
    told = [replace(problem, message=writable(one_line(problem.message))) for problem in said]
    markers: dict[str, Marker] = {}
    for grid in grids.grids:
        part = parts.get(grid.name)
        if part is not None and part in book.worksheets:
            own_here = own.get(grid.name, EarlierMarks())
            marker = _mark_sheet(part, grid, told, fixes.get(grid.name, {}), own_here)
            if part.conditional_formatting:
                paint_over(part, marker.fills)
            markers[grid.name] = marker
    add_list(book, delivery, told, markers)
    made = BytesIO()
    write_to(made, book, day=day, changes=_changes(book, markers))
    return made.getvalue()


def _changes(book: Workbook, markers: Mapping[str, Marker]) -> Mapping[int, Callable[[bytes], bytes]]:
    """The changes by the place of a sheet: the value of each formula."""
    grids = {marker.part: marker.grid for marker in markers.values()}
    return {
        place: partial(with_values, grids[part], book.epoch)
        for place, part in enumerate(book.worksheets)
        if part in grids
    }


def _mark_sheet(
    part: Worksheet, grid: Grid, told: Sequence[Problem], fixes: Mapping[str, str], own: EarlierMarks
) -> Marker:
    part.protection.sheet = False
    for check in part.data_validations.dataValidation:
        if check.errorStyle in (None, "stop"):
            check.errorStyle = (
                "warning"  # words or a length that exclude the right value could not be corrected
            )
    if part.sheet_state == "veryHidden":
        part.sheet_state = "hidden"  # no menu shows the other kind, and the sender has to
    hide_again(part, grid)
    title, rounds = cleared(part, grid, own)
    marker = Marker(part, grid, title, rounds)
    marker.fix(fixes)
    marker.mark(problem for problem in told if problem.sheet == grid.name and problem.cell)
    tidy(part, grid.ours)
    return marker
