"""The look of a sheet that goes out, made with openpyxl: all but its rows."""

from dataclasses import dataclass
from itertools import groupby
from typing import Any

from openpyxl import Workbook
from openpyxl.cell.cell import Cell
from openpyxl.styles import Alignment
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from county_desk.fields import Column
from county_desk.sheets.writing import look
from county_desk.sheets.writing.cells import Writer, cell_writer, is_number
from county_desk.sheets.writing.look import fit_on_pages, put_text
from county_desk.sheets.writing.sheet import FACTS_ROW, HEAD_ROW, TITLE_ROW, Sheet
from county_desk.text import _

A3, A4 = 8, 9
_WIDE = 190  # half-width places that still can be read when shrunk to the width of A4
_FORBIDDEN = str.maketrans("[]:*?/\\", "_______")


@dataclass(frozen=True)
class SheetFrame:
    """A sheet without its rows, and how a row's cells are written: ordinary ones, and sums."""

    sheet: Sheet[object]
    part: Worksheet
    plain: tuple[Writer, ...]
    strong: tuple[Writer, ...]


def frame_of(book: Workbook, sheet: Sheet[object]) -> SheetFrame:
    """Add the look of a sheet to a workbook."""
    part: Worksheet = book.create_sheet(_name(book, sheet))
    widths = [column.kind.width + 2 for column in sheet.columns]
    for place, width in enumerate(widths, start=1):
        part.column_dimensions[get_column_letter(place)].width = width
    _head(part, sheet, widths)
    _foot(part, sheet, widths)
    _print(part, sheet, sum(widths))
    return SheetFrame(sheet, part, _writers(part, sheet, strong=False), _writers(part, sheet, strong=True))


def _name(book: Workbook, sheet: Sheet[object]) -> str:
    name = f"{sheet.mark}{_(sheet.table.title)}".translate(_FORBIDDEN).strip("' ")[:31]
    return name if name not in book.sheetnames else f"{name[:28]} {len(book.sheetnames) + 1}"


def _head(part: Worksheet, sheet: Sheet[object], widths: list[int]) -> None:
    _line(part, TITLE_ROW, sheet, sheet.heading, 32)
    part.cell(TITLE_ROW, 1).font = look.TITLE
    part.cell(TITLE_ROW, 1).alignment = look.CENTRED
    _line(part, FACTS_ROW, sheet, "　　　".join(sheet.facts), 20)
    titles = [_(column.title) for column in sheet.columns]
    for place, title in enumerate(titles, start=1):
        for row in range(HEAD_ROW, sheet.last_head_row + 1):
            put_text(part.cell(row, place), title if row == sheet.last_head_row else "")
            _boxed(part.cell(row, place), strong=True)
            part.cell(row, place).fill = look.HEAD_FILL
            part.cell(row, place).alignment = look.CENTRED
    if sheet.bands:
        _bands(part, sheet, titles, widths)
    part.row_dimensions[sheet.last_head_row].height = look.height_of(list(zip(titles, widths, strict=True)))


def _bands(part: Worksheet, sheet: Sheet[object], titles: list[str], widths: list[int]) -> None:
    spans: list[tuple[str, float]] = []
    keyed = [(sheet.bands.get(column.key, ""), place) for place, column in enumerate(sheet.columns, start=1)]
    for band, group in groupby(keyed, key=lambda pair: pair[0]):
        places = [place for _band, place in group]
        if band:
            put_text(part.cell(HEAD_ROW, places[0]), band)
            _merge(part, HEAD_ROW, places[0], HEAD_ROW, places[-1])
            spans.append((band, sum(widths[place - 1] for place in places)))
            continue
        for place in places:
            put_text(part.cell(HEAD_ROW, place), titles[place - 1])
            part.cell(HEAD_ROW + 1, place).value = None
            _merge(part, HEAD_ROW, place, HEAD_ROW + 1, place)
    part.row_dimensions[HEAD_ROW].height = look.height_of(spans)


def _foot(part: Worksheet, sheet: Sheet[object], widths: list[int]) -> None:
    if sheet.totals is not None:
        for place, column in enumerate(sheet.columns, start=1):
            cell, value = part.cell(sheet.last_row, place), sheet.totals.get(column.key)
            number = place > 1 and is_number(column, value)
            if place == 1:
                put_text(cell, _("Total"))
            elif number:
                cell.value = value
            elif value is not None:
                put_text(cell, column.kind.show(value))
            _style(cell, column, text=not number, strong=True)
    for row, words in enumerate(sheet.footing, start=sheet.last_row + 1):
        height = look.height_of([(words, sum(widths))], least=24)
        _line(part, row, sheet, words, height)


def _line(part: Worksheet, row: int, sheet: Sheet[object], words: str, height: float) -> None:
    put_text(part.cell(row, 1), words)
    part.cell(row, 1).font = look.PLAIN
    part.cell(row, 1).alignment = look.LEFT
    part.row_dimensions[row].height = height
    _merge(part, row, 1, row, len(sheet.columns))


def _print(part: Worksheet, sheet: Sheet[object], width: int) -> None:
    last_column = get_column_letter(len(sheet.columns))
    part.freeze_panes = f"A{sheet.last_head_row + 1}"
    part.print_title_rows = f"{HEAD_ROW}:{sheet.last_head_row}"
    fit_on_pages(part, "landscape")
    part.page_setup.paperSize = A3 if width > _WIDE else A4
    part.print_options.horizontalCentered = True
    if sheet.mark and part.oddHeader is not None:
        part.oddHeader.center.text = f"&14{sheet.mark}"
    if part.oddFooter is not None:
        part.oddFooter.center.text = _("Page {page} of {pages}").format(page="&P", pages="&N")
    if sheet.rows and not sheet.bands:
        part.auto_filter.ref = f"A{sheet.last_head_row}:{last_column}{sheet.last_head_row + len(sheet.rows)}"


def _writers(part: Worksheet, sheet: Sheet[object], *, strong: bool) -> tuple[Writer, ...]:
    """One function a column; the styles are made once and known by number after that."""
    made = []
    for place, column in enumerate(sheet.columns, start=1):
        text, number = Cell(part, 1, 1), Cell(part, 1, 1)
        _style(text, column, text=True, strong=strong)
        _style(number, column, text=False, strong=strong)
        letters = get_column_letter(place)
        made.append(cell_writer(column, letters, text.style_id, number.style_id, sheet.masked))
    return tuple(made)


def _style[R](cell: Any, column: Column[R], *, text: bool, strong: bool) -> None:
    _boxed(cell, strong=strong)
    align = "left" if text and column.kind.align == "right" else column.kind.align
    cell.alignment = Alignment(horizontal=align, vertical="center", wrap_text=text)
    cell.number_format = "@" if text else column.kind.excel_format
    cell.quotePrefix = text  # so that a text stays one when it is edited
    if strong:
        cell.fill = look.SUM_FILL


def _boxed(cell: Any, *, strong: bool) -> None:
    cell.font = look.STRONG if strong else look.PLAIN
    cell.border = look.BOXED


def _merge(part: Worksheet, top: int, left: int, bottom: int, right: int) -> None:
    if (top, left) != (bottom, right):
        part.merge_cells(start_row=top, start_column=left, end_row=bottom, end_column=right)
