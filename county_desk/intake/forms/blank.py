"""The blank application form of a village: a workbook that checks what is typed into it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from county_desk.intake.forms.village_fields import FIELDS, FORM, VERSION, FormField
from county_desk.sheets.writing import look
from county_desk.sheets.writing.package import save
from county_desk.sheets.writing.put import fit_on_pages, put_text
from county_desk.sheets.writing.sheet_look import A4
from county_desk.text import _

_WIDTHS = {"A": 34, "B": 30, "C": 14, "D": 40}
_FIRST_ROW = 4
_FORMATS = {
    "count": "0",
    "amount": "#,##0.00####",
    "yes_no": "@",
    "text": "@",
    "day": "yyyy-mm-dd",
    "value": "General",
}


@dataclass(frozen=True)
class Addressee:
    """The village that a form is made for; `id` and `code` are how the register knows it."""

    id: int
    code: str
    county: str
    township: str
    name: str


def write_blank_village_form(
    path: Path, village: Addressee, year: int, kind: str = "", indicators: Sequence[FormField] = ()
) -> None:
    """Write a village's blank form for a year, in the language in force; raises `CannotWrite` in words.

    `kind` is the procedure that it is for; an exit asks for `indicators` too.
    """
    fields = (*FIELDS[:-1], *indicators, FIELDS[-1])
    book = Workbook()
    book.properties.creator = look.PROGRAM
    sheet: Worksheet = book.worksheets[0]
    sheet.title = _("Application of the village")
    for letter, width in _WIDTHS.items():
        sheet.column_dimensions[letter].width = width
    _heading(sheet, village, year, leaving=bool(indicators))
    for row, field in enumerate(fields, start=_FIRST_ROW):
        _question(sheet, row, field)
    _closing(sheet, village, _FIRST_ROW + len(fields))
    _print(sheet)
    asked = {field.key: f"{field.shape}|{field.title}" for field in indicators}
    _mark(book, village, {"year": year, **({"kind": kind} if kind else {}), **asked})
    save(path, book)


def _heading(sheet: Worksheet, village: Addressee, year: int, *, leaving: bool) -> None:
    title = _("Application for registration as a poor village, {year}").format(year=year)
    if leaving:
        title = _("Application for the exit of a poor village, {year}").format(year=year)
    where = " ".join((village.county, village.township, village.name))
    told = _("* must be filled in. Leave blank what is not known; write 0 when there is none.")
    for row, words, height in ((1, title, 34), (2, where, 22), (3, told, 22)):
        put_text(sheet.cell(row, 1), words)
        sheet.merge_cells(start_row=row, start_column=1, end_row=row, end_column=4)
        sheet.row_dimensions[row].height = height
        sheet.cell(row, 1).alignment = look.CENTRED if row < 3 else look.LEFT
        sheet.cell(row, 1).font = (look.TITLE, look.STRONG, look.HINT)[row - 1]
    sheet.freeze_panes = f"A{_FIRST_ROW}"


def _question(sheet: Worksheet, row: int, field: FormField) -> None:
    star = "* " if field.required else ""
    label, answer, unit, help_ = (sheet.cell(row, column) for column in range(1, 5))
    put_text(label, star + field.shown)
    put_text(unit, _(field.unit))
    put_text(help_, _(field.help))
    for cell, font in ((label, look.STRONG), (answer, look.PLAIN), (unit, look.PLAIN), (help_, look.HINT)):
        cell.font, cell.border, cell.alignment = font, look.BOXED, look.LEFT
    label.fill = look.HEAD_FILL
    answer.number_format = _FORMATS[field.shape]
    if field.shape == "text":
        answer.alignment = look.TOP_LEFT
        sheet.merge_cells(start_row=row, start_column=2, end_row=row, end_column=4)
        for column in (3, 4):
            sheet.cell(row, column).border = look.BOXED
    sheet.row_dimensions[row].height = 84 if field.shape == "text" else 30
    _check(sheet, answer, field)


def _check(sheet: Worksheet, answer: Any, field: FormField) -> None:
    checks = {
        "count": lambda: DataValidation("whole", operator="between", formula1="0", formula2="9999999"),
        "amount": lambda: DataValidation("decimal", operator="greaterThanOrEqual", formula1="0"),
        "yes_no": lambda: DataValidation("list", formula1=f'"{_("Yes")},{_("No")}"'),
        "text": lambda: DataValidation("textLength", operator="lessThanOrEqual", formula1="500"),
        "day": lambda: DataValidation("date", operator="greaterThan", formula1="36525"),  # 1 January 2000
        "value": lambda: DataValidation("textLength", operator="lessThanOrEqual", formula1="20"),
    }
    words = {
        "count": _("Write a whole number, without a unit."),
        "amount": _("Write a number in {unit}, without the unit.").format(unit=_(field.unit)),
        "yes_no": _("Choose from the list."),
        "text": _("At most 500 characters."),
        "day": _("Write the day year first, as 2016-11-30."),
        "value": _("At most 20 characters."),
    }
    check = checks[field.shape]()
    check.allow_blank = True
    check.showErrorMessage = True
    check.errorTitle, check.error = field.shown[:32], words[field.shape]
    check.add(answer)
    sheet.add_data_validation(check)
    comment = Comment(" ".join((_(field.help), words[field.shape])).strip(), look.PROGRAM, 70, 260)
    sheet.cell(answer.row, 1).comment = comment


def _closing(sheet: Worksheet, village: Addressee, row: int) -> None:
    words = _("Villagers' committee of {village} (seal)        Filled in by:                Telephone:")
    put_text(sheet.cell(row, 1), words.format(village=village.name))
    sheet.cell(row, 1).font, sheet.cell(row, 1).alignment = look.PLAIN, look.LEFT
    sheet.merge_cells(start_row=row, start_column=1, end_row=row, end_column=4)
    sheet.row_dimensions[row].height = 48


def _print(sheet: Worksheet) -> None:
    fit_on_pages(sheet, "portrait", high=1)
    sheet.page_setup.paperSize = A4
    sheet.print_options.horizontalCentered = True


def _mark(book: Workbook, village: Addressee, more: Mapping[str, object]) -> None:
    """A hidden sheet that says which form this is, for whom, so that it needs no guessing on its way back."""
    sheet: Worksheet = book.create_sheet("county-desk")
    pairs = {"form": FORM, "version": VERSION, "village": village.id, "code": village.code, **more}
    for row, (key, value) in enumerate(pairs.items(), start=1):
        put_text(sheet.cell(row, 1), key)
        put_text(sheet.cell(row, 2), str(value))
        sheet.cell(row, 2).number_format = "@"
    sheet.sheet_state = "hidden"
