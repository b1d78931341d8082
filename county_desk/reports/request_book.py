"""The workbook of a request to a department: the persons that it names, and columns for the answer."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from openpyxl import Workbook
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from county_desk.models.department import Department
from county_desk.sheets.author import PROGRAM
from county_desk.sheets.writing import look
from county_desk.sheets.writing.look import fit_on_pages, put_text
from county_desk.sheets.writing.package import write_to
from county_desk.sheets.writing.saving import safe_name, whole
from county_desk.sheets.writing.sheet_look import A4
from county_desk.tables.departments.requests import AskedRow
from county_desk.text import CHINESE, _, language

# the columns in which each department answers, by the standard titles that the importer knows
ANSWERS: Mapping[Department, tuple[str, ...]] = {
    Department.CIVIL_AFFAIRS: ("类别", "金额", "享受起始时间"),
    Department.PUBLIC_SECURITY: ("类别", "死亡日期", "注销日期"),
    Department.MARKET: ("企业名称", "注册资本", "登记状态"),
    Department.HOUSING: ("房产地址", "建筑面积"),
    Department.VEHICLES: ("车牌号", "车辆类型", "登记日期"),
    Department.TAX: ("类别", "工作单位", "金额"),
    Department.SOCIAL_INSURANCE: ("类别", "工作单位", "金额"),
    Department.MEDICAL_INSURANCE: ("类别", "参保状态", "金额"),
    Department.DISABLED: ("类别", "残疾等级"),
    Department.EDUCATION: ("类别", "就读学校", "年级"),
    Department.BANK: ("类别", "金额"),
}
_KNOWN = (("序号", 6), ("姓名", 12), ("身份证号", 22), ("乡镇", 14), ("行政村", 16))
_WIDTH, _HEAD = 18, 3


@dataclass(frozen=True)
class RequestSheet:
    """All that the workbook of a request says."""

    number: int
    department: Department
    county: str
    asked_on: date
    due_on: date | None
    rows: Sequence[AskedRow]


def book_name(number: int, department: Department) -> str:
    """Return the name under which the workbook is saved; it is Chinese, as the workbook is."""
    with language(CHINESE):
        words = _("Request_{number}_{department}")
        return safe_name(words.format(number=number, department=_(department.label)), ".xlsx")


def write_request(
    path: Path, request: RequestSheet, before_placing: Callable[[], object] = lambda: None
) -> None:
    """Write the workbook in Chinese, for a department that fills it in and sends it back.

    `before_placing` is called before anybody can see the file: what it raises leaves no file. Raises
    `CannotWrite` in words.
    """
    with whole(path) as file, language(CHINESE):
        book = Workbook()
        book.properties.creator = PROGRAM
        _fill(book.worksheets[0], request)
        write_to(file, book, day=request.asked_on)
        before_placing()


def _fill(sheet: Worksheet, request: RequestSheet) -> None:
    answers = ANSWERS[request.department]
    titles = [title for title, _width in _KNOWN] + list(answers)
    widths = [width for _title, width in _KNOWN] + [_WIDTH] * len(answers)
    sheet.title = _("Persons to compare")
    for place, width in enumerate(widths, start=1):
        sheet.column_dimensions[get_column_letter(place)].width = width
    for row, words in enumerate(_heading(request), start=1):
        put_text(sheet.cell(row, 1), words)
        sheet.merge_cells(start_row=row, start_column=1, end_row=row, end_column=len(titles))
        sheet.cell(row, 1).font = (look.TITLE, look.HINT)[row - 1]
        sheet.cell(row, 1).alignment = (look.CENTRED, look.LEFT)[row - 1]
        sheet.row_dimensions[row].height = (32, 36)[row - 1]
    for place, title in enumerate(titles, start=1):
        cell = sheet.cell(_HEAD, place)
        put_text(cell, title)
        cell.font, cell.border, cell.alignment, cell.fill = (
            look.STRONG,
            look.BOXED,
            look.CENTRED,
            look.HEAD_FILL,
        )
    for place, person in enumerate(request.rows, start=1):
        given = (str(place), person.name, person.id_number, person.township, person.village)
        for column in range(1, len(titles) + 1):
            cell = sheet.cell(_HEAD + place, column)
            put_text(cell, given[column - 1] if column <= len(given) else "")
            cell.number_format, cell.font, cell.border = "@", look.PLAIN, look.BOXED
    sheet.freeze_panes = f"A{_HEAD + 1}"
    sheet.print_title_rows = f"{_HEAD}:{_HEAD}"
    fit_on_pages(sheet, "landscape")
    sheet.page_setup.paperSize = A4


def _heading(request: RequestSheet) -> tuple[str, str]:
    title = _("Request for comparison No. {number} ({department})").format(
        number=request.number, department=_(request.department.label)
    )
    due = _("answer due by {day}").format(day=request.due_on) if request.due_on else ""
    line = _(
        "{county}, {day}, {count} persons. Enter your findings in the columns on the right. Leave the others "
        "blank. Change no name or identity number."
    )
    facts = line.format(county=request.county, day=request.asked_on, count=len(request.rows))
    return title, _("; ").join(filter(None, (facts, due)))
