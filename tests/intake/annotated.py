"""A made-up roster with the sender's own looks and some wrong cells, and what a marked copy of it shows."""

import re
import zipfile
from datetime import date

import openpyxl
from openpyxl.styles import Font, PatternFill

from county_desk.identity import check_digit
from county_desk.intake.delivery import KnownPlace, ReadingTerms
from county_desk.intake.marking.annotate import marked
from county_desk.intake.reading.report import read_delivery
from county_desk.sheets.writing import look

PLACES = (KnownPlace(1, "石桥镇", "柳湾村", "柳湾"),)
HEAD = ("序号", "户编号", "村民小组", "姓名", "与户主关系", "身份证号", "民族", "家庭人口数", "联系电话")
ID, RELATION, ETHNICITY, PHONE = 6, 5, 7, 9
HEAD_ROW = 3
DAY = date(2016, 11, 24)
WRONG = {12: ID, 20: RELATION, 33: ID, 41: ETHNICITY, 57: ID}


def an_id(serial):
    number = f"99010119650312{serial:03}"
    return number + check_digit(number)


def roster(path, rows=60, wrong=WRONG):
    """A village's roster of one-person households with the sender's own looks; some cells are wrong."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "花名册"
    sheet["A1"] = "石桥镇柳湾村2016年贫困户花名册"
    sheet["A1"].font = Font(name="楷体", size=20, bold=True)
    sheet.merge_cells("A1:I1")
    sheet["A2"] = "填报单位：柳湾村"
    for column, title in enumerate(HEAD, start=1):
        sheet.cell(HEAD_ROW, column).value = title
        sheet.cell(HEAD_ROW, column).fill = PatternFill("solid", fgColor="FFDDEEDD")
    for number in range(1, rows + 1):
        row = HEAD_ROW + number
        cells = (
            number,
            f"9901010001{number:04}",
            "一组",
            "张大有",
            "户主",
            an_id(number),
            "汉族",
            1,
            f"138{number:08}",
        )
        for column, value in enumerate(cells, start=1):
            sheet.cell(row, column).value = value
        if column := wrong.get(row):
            bad = {ID: "990101196503120012", RELATION: "老乡", ETHNICITY: "火星族"}[column]
            sheet.cell(row, column).value = bad
    sheet.column_dimensions["F"].width = 33
    sheet.protection.sheet = True
    book.create_sheet("说明")["A1"] = "请勿改动"
    book.save(path)
    return path


def changed(path, change):
    """The sender's workbook with something about it changed."""
    book = openpyxl.load_workbook(path)
    change(book, book["花名册"])
    book.save(path)
    return path


def rewritten(path, change, part="xl/worksheets/sheet1.xml"):
    """The sender's workbook with the XML of one part changed, as only another program writes it."""
    with zipfile.ZipFile(path) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    parts[part] = change(parts[part].decode()).encode()
    with zipfile.ZipFile(path, "w") as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return path


def one_cell(where, given, inside):
    """A change of one cell, which keeps its style."""

    def change(text):
        found = rf'<c r="{where}"((?: s="\d+")?)[^>]*?(/>|>.*?</c>)'
        made = re.sub(found, rf'<c r="{where}"\1{given}>{inside}</c>', text)
        assert made != text
        return made

    return change


def sheet_of(path):
    """The XML of the roster in a marked copy, in which our list stands before it."""
    with zipfile.ZipFile(path) as package:
        return package.read("xl/worksheets/sheet2.xml").decode()


def sent_back(source, out, fixes=None):
    """The marked copy of a file; made here and not in a child, which is quicker."""
    out.write_bytes(marked(source, read_delivery(source, ReadingTerms(PLACES, 2016)), fixes or {}, DAY))
    return openpyxl.load_workbook(out)


def fills(sheet, fill):
    return {
        cell.coordinate
        for row in sheet.iter_rows()
        for cell in row
        if cell.fill.fill_type == "solid" and cell.fill.fgColor.rgb == fill.fgColor.rgb
    }


def fills_of(path):
    """The red cells of a file, as few as there are."""
    cells = openpyxl.load_workbook(path)["花名册"]._cells.values()
    return {cell.coordinate for cell in cells if cell.fill.fgColor.rgb == look.ERROR_FILL.fgColor.rgb}


def where(row, column):
    return f"{'ABCDEFGHIJ'[column - 1]}{row}"
