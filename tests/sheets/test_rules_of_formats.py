"""Rules that hide or strike out, and odd letters within a text, are told alike in every format."""

import struct

import pytest
from openpyxl import Workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.formatting.rule import CellIsRule, FormulaRule
from openpyxl.styles import Font, PatternFill

from county_desk.sheets.formats.opening import open_book
from county_desk.sheets.formats.rule_formulas import formula_of
from tests.intake.office import converted
from tests.sheets.biff import cell, font, label, number, record, text8
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


@pytest.mark.office
def test_rules_and_letters_are_told_as_in_the_workbook_that_was_saved_anew(tmp_path):
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
    path = tmp_path / "花名册.xlsx"
    book.save(path)
    expected = open_book(path.name, path.read_bytes()).grids[0].marks
    other = converted(path, "xls")
    found = open_book(other.name, other.read_bytes()).grids[0].marks
    assert (found.unseen, found.struck) == (expected.unseen, expected.struck)
    assert found.unseen == {(2, 1), (5, 4), (1, 5), (2, 5), (3, 5), (7, 2)}
    assert found.struck == {*((row, 2) for row in range(1, 6)), (1, 4), (2, 4), (2, 3), (7, 1)}


def look(ink=0xFFFFFFFF, struck=False, code=None):
    """What a rule of an .xls workbook changes."""
    flags, more, before = 1 << 26, 0, b""
    if code is not None:
        said = text8(code)
        flags, more, before = flags | 1 << 25, 1, struct.pack("<H", len(said) + 2) + said
    letters = struct.pack("<64xII", 0xFFFFFFFF, 0x80 * struck) + struct.pack(
        "<8xI4xI", ink, 0x80 * (not struck)
    )
    return struct.pack("<IH", flags, more) + before + letters.ljust(118, b"\0")


def rule(look, formula=b"\x1e\x05\0", kind=1, operator=3):
    """CF, of the first column."""
    cells = record(0x1B0, struct.pack("<HH4HH4H", 1, 1, 0, 9, 0, 0, 1, 0, 9, 0, 0))
    return cells + record(0x1B1, struct.pack("<BBHH", kind, operator, len(formula), 0) + look + formula)


@pytest.mark.parametrize(
    ("rules", "unseen", "struck", "formats"),
    [
        (rule(look(ink=9)), {(1, 1)}, set(), {}),
        (rule(look(ink=9), operator=4), {(2, 1)}, set(), {}),
        (rule(look(struck=True), kind=2, formula=b"\x44\0\0\5\0"), set(), {(1, 1), (2, 1)}, {}),
        (rule(look(code=";;;")), {(1, 1)}, set(), {}),
        (rule(look(code='0"万"')), set(), set(), {(1, 1): '0"万"'}),
        (rule(look()), set(), set(), {}),
        (rule(look()[:30]), set(), set(), {}),
    ],
)
def test_what_a_rule_of_an_old_workbook_does_is_told(rules, unseen, struck, formats):
    marks = open_book("a.xls", made({"表": number(0, 0, 5.0) + number(1, 0, 6.0) + rules})).grids[0].marks
    assert (marks.unseen, marks.struck, marks.formats) == (unseen, struck, formats)


def test_rules_that_excel_2007_adds_to_an_old_workbook_are_told():
    head = struct.pack("<H10x", 0x879)
    cells = record(0x879, head + struct.pack("<HH4HH4H", 1, 1, 0, 9, 0, 0, 1, 0, 9, 0, 0))
    what = look(struck=True)
    later = record(0x87A, head + struct.pack("<BBHHI", 5, 0, 0, 0, len(what)) + what)
    marks = open_book("a.xls", made({"表": number(1, 0, 6.0) + cells + later})).grids[0].marks
    assert marks.struck == {(2, 1)}


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
    old = cell(0xD6, 0, 0, struct.pack("<H", 4), "张大".encode("gbk"), b"\1\2\5")
    lead = record(0x42, struct.pack("<H", 936)) + b"".join(
        record(0x31, struct.pack("<3H8xB", 200, flags, 0x7FFF, 1) + b"A") for flags in (0, 0, 0, 0, 8)
    )
    found = open_book("a.xls", made({"表": old}, lead=lead, version=5)).grids[0]
    assert (found.rows, found.marks.struck) == ([["张大"]], {(1, 1)})


@pytest.mark.parametrize(
    ("tokens", "words"),
    [
        (b"\x4c\0\0\0\xc0\x1e\x23\0\x0d", "B3>35"),
        (b"\x4c\0\0\0\xc0\x41\3\0", "ISERROR(B3)"),
        (b"\x1e\3\0\x13", "-3"),
        (b"\x1f" + struct.pack("<d", 2.5), "2.5"),
        (b"\x17\2\1" + "张三".encode("utf-16-le"), '"张三"'),
        (b"\x4c\1\0\0\xc0\x1e\0\0\x0b", "?=0"),
        (b"\x44\0\0\5\0\x15", "?"),
        (b"\x42\2\1\0", "?"),
        (b"\x0b", "?"),
        (b"\x1e", "?"),
        (b"", "?"),
    ],
)
def test_simple_formulas_of_rules_are_told_as_newer_workbooks_write_them(tokens, words):
    assert formula_of(tokens, (3, 2)) == words
