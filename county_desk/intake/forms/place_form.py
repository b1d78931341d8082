"""A blank workbook for the list of villages of a new county."""

from pathlib import Path

from openpyxl import Workbook
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from county_desk.sheets.author import PROGRAM
from county_desk.sheets.writing import look
from county_desk.sheets.writing.look import fit_on_pages, put_text
from county_desk.sheets.writing.package import save
from county_desk.text import _
from county_desk.workflow.divisions import ListedCounty
from county_desk.workflow.place_list import OPTIONAL, REQUIRED

_BLANK = 1000  # rows whose cells take codes as text
_WIDTHS = (20, 20, 30, 18)
_TEXT = "@"


def write_place_form(path: Path, county: ListedCounty) -> None:
    """Write a blank list of villages with its guide. Raises `CannotWrite` in words."""
    book = Workbook()
    book.properties.creator = PROGRAM
    sheet: Worksheet = book.worksheets[0]
    sheet.title = _("Villages")
    columns = [*REQUIRED.values(), OPTIONAL["committee_type_from_code"]]
    for place, titles in enumerate(columns, start=1):
        head, letter = sheet.cell(1, place), get_column_letter(place)
        put_text(head, titles[0])
        head.font, head.fill, head.alignment, head.border = (
            *(look.STRONG, look.HEAD_FILL),
            *(look.CENTRED, look.BOXED),
        )
        sheet.column_dimensions[letter].width = _WIDTHS[place - 1]
        for row in range(2, _BLANK + 2):
            sheet.cell(row, place).number_format = _TEXT
    sheet.freeze_panes = "A2"
    fit_on_pages(sheet, "portrait")
    _add_guide(book, county)
    save(path, book)


def _add_guide(book: Workbook, county: ListedCounty) -> None:
    """Write the sheet that explains the columns, in the language in force."""
    sheet: Worksheet = book.create_sheet(_("How to fill it in"))
    sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width = 18, 70
    codes = _("12 digits, as text; in {name} they begin with {code}")
    lines = (
        (REQUIRED["town"][0], _("The township or town, the same words in each of its rows")),
        (REQUIRED["village_code"][0], codes.format(name=county.name, code=county.code)),
        (REQUIRED["village_official_name"][0], _("The village or community, with or without its committee")),
        (OPTIONAL["committee_type_from_code"][0], _("May stay blank: 村民委员会 or 居民委员会")),
    )
    for row, texts in enumerate(lines, start=1):
        for place, text in enumerate(texts, start=1):
            cell = sheet.cell(row, place)
            put_text(cell, text)
            cell.font, cell.border, cell.alignment = look.PLAIN, look.BOXED, look.LEFT
