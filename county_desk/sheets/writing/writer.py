"""Writing rows out as a workbook that reads back the same.

openpyxl makes the look of each sheet (title, heads, widths, printing, sums). The rows, which can be
tens of thousands, are spliced into it as text: several times as fast, and every feature stays.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any, BinaryIO

from openpyxl import Workbook
from openpyxl.utils import get_column_letter

from county_desk.fields import Table
from county_desk.progress import Progress, each, shifted, silent
from county_desk.sheets.author import PROGRAM
from county_desk.sheets.writing.cells import values_of
from county_desk.sheets.writing.package import Rows, write_to
from county_desk.sheets.writing.saving import whole
from county_desk.sheets.writing.sheet import Sheet
from county_desk.sheets.writing.sheet_look import SheetFrame, frame_of


def write[R](
    path: Path,
    table: Table[R],
    rows: Sequence[R],
    *,
    title: str = "",
    facts: tuple[str, ...] = (),
    totals: Mapping[str, object] | None = None,
    masked: bool = False,
    day: date | None = None,
    progress: Progress = silent,
) -> None:
    """Write one list as a workbook, in the language in force; raises `CannotWrite` in words."""
    sheet = Sheet(table, rows, title=title, facts=facts, totals=totals, masked=masked)
    write_sheets(path, (sheet,), day=day, progress=progress)


def write_sheets(
    path: Path, sheets: Sequence[Sheet[Any]], *, day: date | None = None, progress: Progress = silent
) -> None:
    """Write a workbook of several sheets; the same sheets and day always give the same bytes.

    Raises `CannotWrite` in words, and then the file that was there before is untouched.
    """
    with whole(path) as file:
        write_sheets_to(file, sheets, day=day, progress=progress)


def write_sheets_to(
    file: BinaryIO, sheets: Sequence[Sheet[Any]], *, day: date | None = None, progress: Progress = silent
) -> None:
    """Write such a workbook into an open file."""
    book = Workbook()
    book.remove(book.worksheets[0])
    book.properties.creator = PROGRAM
    frames = [frame_of(book, sheet) for sheet in sheets]
    total = sum(len(sheet.rows) for sheet in sheets)
    rows, before = {}, 0
    for place, frame in enumerate(frames):
        rows[place] = _rows(frame, shifted(progress, before, total))
        before += len(frame.sheet.rows)
    write_to(file, book, rows, day)


def _rows(frame: SheetFrame, progress: Progress) -> Rows:
    sheet = frame.sheet
    reach = f"A1:{get_column_letter(len(sheet.columns))}{sheet.last_row + len(sheet.footing)}"
    return Rows(sheet.last_head_row, reach, _xml(frame, progress))


def _xml(frame: SheetFrame, progress: Progress) -> Iterator[str]:
    sheet = frame.sheet
    values = values_of(sheet.columns)
    for number, row in enumerate(each(sheet.rows, progress), start=sheet.last_head_row + 1):
        writers = frame.strong if sheet.strong(row) else frame.plain
        cells = [write(number, value) for write, value in zip(writers, values(row), strict=True)]
        yield f'<row r="{number}">{"".join(cells)}</row>'
