"""Putting a drafted workbook on disk: as a workbook, or its roster as a text table in GBK."""

import csv
from datetime import date
from io import StringIO
from itertools import groupby
from pathlib import Path

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from county_desk.demo.drafts import PEOPLE, DraftBook, DraftSheet, Heading, Row
from county_desk.sheets.writing.look import fit_on_pages
from county_desk.sheets.writing.package import save
from county_desk.sheets.writing.saving import whole
from county_desk.sheets.writing.sheet_look import A4

_TITLE, _HEAD = Font(name="黑体", size=14), Font(name="宋体", size=10, bold=True)
_CENTRED = Alignment(horizontal="center", vertical="center", wrap_text=True)
_TEXT = frozenset(("户编号", "证件", "电话", "卡号", "识别", "年度"))


def put(book: DraftBook, folder: Path, day: date) -> Path:
    """Write the workbook; the same draft and day give the same bytes."""
    path = folder / book.folder / book.name
    path.parent.mkdir(parents=True, exist_ok=True)
    if path.suffix == ".csv":
        _put_text(book.sheet(PEOPLE), path)
        return path
    made = Workbook()
    made.remove(made.worksheets[0])
    for sheet in book.sheets:
        _fill(made.create_sheet(sheet.name), sheet)
    save(path, made, day=day)
    return path


def _put_text(sheet: DraftSheet, path: Path) -> None:
    """A tab stands before long numbers, as offices write them so that spreadsheets keep them text."""
    made = StringIO(newline="")
    writer = csv.writer(made)
    writer.writerow([heading.title.replace("\n", "") for heading in sheet.headings])
    for row in sheet.rows:
        cells = ((heading.key, row.get(heading.key)) for heading in sheet.headings)
        writer.writerow(["" if value is None else _cell_text(key, value) for key, value in cells])
    with whole(path) as file:
        file.write(made.getvalue().encode("gbk"))


def _cell_text(key: str, value: object) -> str:
    return f"\t{value}" if key in ("户编号", "证件", "卡号") else str(value)


def _fill(page: Worksheet, sheet: DraftSheet) -> None:
    width = len(sheet.headings)
    for text in sheet.above:
        page.append([text or None])
        if text and not text.startswith("（"):
            _across(page, page.max_row, width)
    first = len(sheet.above) + _head(page, sheet) + 1
    _body(page, sheet, first)
    if sheet.total is not None:
        page.append([sheet.total.get(heading.key) for heading in sheet.headings])
        page.merge_cells(start_row=page.max_row, end_row=page.max_row, start_column=1, end_column=3)
    if sheet.below:
        page.append([None])
    for text in sheet.below:
        page.append([text])
        page.merge_cells(start_row=page.max_row, end_row=page.max_row, start_column=1, end_column=width)
    for place, heading in enumerate(sheet.headings, start=1):
        page.column_dimensions[get_column_letter(place)].width = heading.width
    page.freeze_panes = f"A{first}"
    fit_on_pages(page, "landscape")
    page.page_setup.paperSize = A4


def _across(page: Worksheet, row: int, width: int) -> None:
    page.merge_cells(start_row=row, end_row=row, start_column=1, end_column=width)
    page.cell(row, 1).font, page.cell(row, 1).alignment = _TITLE, _CENTRED


def _head(page: Worksheet, sheet: DraftSheet) -> int:
    """Write the titles of the columns; returns how many rows they take."""
    row = len(sheet.above) + 1
    bands = any(heading.band for heading in sheet.headings)
    for place, heading in enumerate(sheet.headings, start=1):
        below = row + 1 if heading.band else row
        page.cell(below, place, heading.title)
        if bands and not heading.band:
            page.merge_cells(start_row=row, end_row=row + 1, start_column=place, end_column=place)
        for line in (row, row + 1) if bands else (row,):
            page.cell(line, place).font, page.cell(line, place).alignment = _HEAD, _CENTRED
    for band, places in groupby(enumerate(sheet.headings, start=1), key=_band):
        spanned = [place for place, _heading in places]
        if band:
            page.cell(row, spanned[0], band)
            page.merge_cells(start_row=row, end_row=row, start_column=spanned[0], end_column=spanned[-1])
    return 2 if bands else 1


def _band(numbered: tuple[int, Heading]) -> str:
    return numbered[1].band


def _body(page: Worksheet, sheet: DraftSheet, first: int) -> None:
    starts: list[int] = []
    before = None
    for place, row in enumerate(sheet.rows):
        begins = not sheet.once or row.get("序号") != before
        before = row.get("序号")
        if begins:
            starts.append(first + place)
        _row(page, sheet, first + place, row, begins)
        if place in sheet.hidden:
            page.row_dimensions[first + place].hidden = True
    if sheet.merged:
        _merge(page, sheet, starts, first + len(sheet.rows))


def _row(page: Worksheet, sheet: DraftSheet, line: int, row: Row, begins: bool) -> None:
    for column, heading in enumerate(sheet.headings, start=1):
        value = row.get(heading.key)
        if value in (None, "") or (heading.key in sheet.once and not begins):
            continue
        cell = page.cell(line, column, value)
        if heading.key in _TEXT and isinstance(value, str):
            cell.number_format = "@"
        elif isinstance(value, date):
            cell.number_format = "yyyy/m/d"


def _merge(page: Worksheet, sheet: DraftSheet, starts: list[int], end: int) -> None:
    for start, following in zip(starts, (*starts[1:], end), strict=True):
        if following - start < 2:
            continue
        for column, heading in enumerate(sheet.headings, start=1):
            if heading.key in sheet.once:
                page.merge_cells(
                    start_row=start, end_row=following - 1, start_column=column, end_column=column
                )
