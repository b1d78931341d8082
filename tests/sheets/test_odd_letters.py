"""Conditional formats of an .xlsx workbook, and odd letters within a text in both formats."""

import struct

import pytest
from openpyxl import Workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.formatting.rule import CellIsRule, FormulaRule
from openpyxl.styles import Font, PatternFill

from county_desk.sheets.formats.opening import open_book
from tests.intake.office import converted
from tests.sheets.biff import cell, font, label, record
from tests.sheets.biff import xls as made

WHITE_INK, RED_ON_RED, STRUCK = Font(color="FFFFFF"), Font(color="FF0000"), Font(strike=True)
RED = PatternFill(bgColor="FF0000", fill_type="solid")
RULES = {
    "A1:A5": CellIsRule(operator="equal", formula=["11"], font=WHITE_INK),
    "B1:B5 D1:D2": FormulaRule(formula=["$F$1=3"], font=STRUCK),
    "C1:C5": CellIsRule(operator="equal", formula=['"张三"'], font=STRUCK),
    "E1:E5": CellIsRule(operator="between", formula=["5", "25"], font=WHITE_INK),
    "F1:F5": FormulaRule(formula=["ISERROR(F1)"], font=WHITE_INK),
    "D3:D5": FormulaRule(formula=["D3>35"], font=RED_ON_RED, fill=RED),
    "G1:G5": CellIsRule(operator="notEqual", formula=["-3"], font=Font(color="FF0000")),
}


def saved(path):
    """A workbook with rules, and with odd letters in some texts."""
    book = Workbook()
    sheet = book.active
    for row in range(5):
        sheet.append([row * 10 + column for column in range(1, 8)])
    sheet["C2"] = "张三"
    for cells, rule in RULES.items():
        sheet.conditional_formatting.add(cells, rule)
    sheet["A7"] = CellRichText("王", TextBlock(InlineFont(strike=True), "五"), "六")
    sheet["B7"] = CellRichText(TextBlock(InlineFont(color="FFFFFF"), "白"), "六")
    sheet["C7"] = CellRichText("王", TextBlock(InlineFont(strike=True), " "), "六")
    book.save(path)
    return path


def marks(path):
    return open_book(path.name, path.read_bytes()).grids[0].marks


def test_rules_and_letters_that_hide_or_strike_out_are_told(tmp_path):
    found = marks(saved(tmp_path / "花名册.xlsx"))
    assert found.unseen == {(2, 1), (5, 4), (1, 5), (2, 5), (3, 5), (7, 2)}
    assert found.struck == {*((row, 2) for row in range(1, 6)), (1, 4), (2, 4), (2, 3), (7, 1)}


@pytest.mark.office
def test_letters_that_hide_or_strike_out_are_told_of_an_old_workbook(tmp_path):
    found = marks(converted(saved(tmp_path / "花名册.xlsx"), "xls"))
    assert (found.unseen, found.struck) == ({(7, 2)}, {(7, 1)})


def test_letters_of_a_text_of_an_old_workbook_that_are_struck_out_are_told():
    fonts = font() * 4 + font(flags=8)
    text = "张大有".encode("utf-16-le")
    rich = struct.pack("<HBH", 3, 9, 2) + text + struct.pack("<4H", 1, 5, 2, 0)
    blank = struct.pack("<HBH", 3, 9, 1) + "张 ".encode("utf-16-le") + b"\n\0" + struct.pack("<2H", 1, 5)
    texts = record(0xFC, struct.pack("<II", 2, 2) + rich + blank)
    shared = b"".join(cell(0xFD, 0, column, struct.pack("<I", column)) for column in range(2))
    found = open_book("a.xls", made({"表": shared + label(0, 2, "x")}, lead=fonts, texts=texts)).grids[0]
    assert found.rows == [["张大有", "张 \n", "x"]]
    assert found.marks.struck == {(1, 1)}
