"""A file of another format goes back as a workbook that looks like it, in which the same is wrong."""

import struct
from datetime import date, datetime, time, timedelta
from io import BytesIO

import openpyxl
import pytest

from county_desk.excel.delivery import Terms, Verdict
from county_desk.excel.formats.book import Book, Grid, Marks
from county_desk.excel.formats.dress import Dress, Edge, Paper, Style
from county_desk.excel.formats.opening import open_book
from county_desk.excel.formats.room import Room
from county_desk.excel.marking.annotate import annotate
from county_desk.excel.marking.other_format import copied
from county_desk.excel.reading.report import read_delivery
from county_desk.excel.writing import look
from tests.excel import villages
from tests.excel.biff import cell, font, label, number, record, text8, xls
from tests.excel.biff import look as style
from tests.excel.corpus.old_books import xlsb
from tests.excel.corpus.people import FILED, HEAD, ID, INCOME, PERSONS, PHONE, TERMS, TITLES, the_list
from tests.excel.corpus.xlsx import serial
from tests.excel.office import converted

OURS = ("To be corrected", "header_unknown")


def written(grid, dress=None):
    """A sheet as another library reads it, and as we do, once it was copied."""
    made = BytesIO()
    copied(Book((grid,), Room()), {grid.name: dress} if dress else {}).save(made)
    return openpyxl.load_workbook(BytesIO(made.getvalue()))[grid.name], open_book("表.xlsx", made.getvalue())


def worn(*styles):
    """The look of a first row in which each cell has the next of these styles."""
    return Dress(
        styles, {(1, column): number for number, column in enumerate(range(1, 1 + len(styles)))}, {}, {}
    )


def told(found):
    """What was found in each row of data, without what an earlier round added."""
    return {
        (line.sheet, line.row): (
            line.verdict,
            dict(line.values),
            sorted((one.cell, one.kind) for one in line.problems if one.kind not in OURS),
        )
        for line in found.lines
        if line.verdict is not Verdict.SKIP and line.sheet not in OURS
    }


def sent_back(path, terms):
    """What is found in a file, and in the marked copy of it."""
    found = read_delivery(path, terms)
    assert found.read
    back = path.parent / "back" / f"{path.stem}.xlsx"
    back.parent.mkdir()
    annotate(path, found, back)
    return told(found), told(read_delivery(back, terms)), openpyxl.load_workbook(back)


VALUES = [
    "0010",
    12.5,
    -7.0,
    True,
    date(2016, 3, 15),
    datetime(2016, 3, 15, 8, 30),
    time(8, 30),
    timedelta(1.5),
]


@pytest.mark.parametrize("since_1904", [False, True])
def test_every_value_stays_of_its_sort(since_1904):
    sheet, again = written(Grid("表", [VALUES], from_1904=since_1904))
    assert [one.data_type for one in sheet[1]] == ["s", "n", "n", "b", "d", "d", "d", "d"]
    assert again.grids[0].rows == [VALUES]
    assert again.grids[0].from_1904 is since_1904
    assert [sheet["A1"].number_format, sheet["B1"].number_format] == ["@", "General"]


def test_days_keep_the_sender_s_format_and_get_one_where_it_shows_no_day():
    dress = worn(Style('yyyy"年"m"月"'), Style("0.00"), Style("[h]:mm"), Style("h:mm AM/PM"))
    sheet, again = written(Grid("表", [[date(2016, 3, 1), date(2016, 3, 1), timedelta(2), time(8)]]), dress)
    formats = ['yyyy"年"m"月"', "yyyy-mm-dd", "[h]:mm", "h:mm AM/PM"]
    assert [one.number_format for one in sheet[1]] == formats
    assert again.grids[0].rows == [[date(2016, 3, 1), date(2016, 3, 1), timedelta(2), time(8)]]


def test_the_look_of_a_cell_is_carried_over_that_of_a_blank_one_too():
    boxed = Style(
        *("#,##0.00", "黑体", 20, True, True, True, True, "FF0000", "FFFFCC"),
        *(Edge("thin", "336699"), Edge("medium"), Edge(), Edge("double", "000000"), "center", "top", True),
    )
    dress = Dress(
        (Style(), boxed), {(1, 1): 1, (2, 2): 1, (5000, 1): 1, (1, 300): 1}, {1: 17.5, 2: 999}, {2: 42}
    )
    sheet, _again = written(Grid("表", [[2500.5]]), dress)
    for one in (sheet["A1"], sheet["B2"]):
        face = one.font
        assert (face.name, face.sz, face.b, face.i, face.u, face.strike) == (
            "黑体",
            20,
            True,
            True,
            "single",
            True,
        )
        assert (face.color.rgb, one.fill.fgColor.rgb, one.number_format) == (
            "FFFF0000",
            "FFFFFFCC",
            "#,##0.00",
        )
        sides = (one.border.left, one.border.right, one.border.top, one.border.bottom)
        assert [side.style for side in sides] == ["thin", "medium", None, "double"]
        assert one.border.left.color.rgb == "FF336699"
        assert (one.alignment.horizontal, one.alignment.vertical, one.alignment.wrap_text) == (
            "center",
            "top",
            True,
        )
    assert sheet.column_dimensions["A"].width == 17.5
    assert sheet.column_dimensions["B"].width == 13, "a width that no program takes is left out"
    assert sheet.row_dimensions[2].height == 42
    assert (sheet.max_row, sheet.max_column) == (2, 2), "lines far away from the table are left out"


def test_what_stays_in_sight_the_paper_and_turned_texts_are_carried_over():
    grid = Grid("表", [["2016年名单"], ["序号", "户主姓名", "身份证号", "家庭人口"], ["1", "张三", "", "3"]])
    dress = Dress((Style(turned=255),), {(2, 1): 0}, {}, {}, Paper((2, 1), 8, True, True))
    sheet, _again = written(grid, dress)
    assert (sheet.freeze_panes, sheet.page_setup.paperSize, sheet.page_setup.orientation) == (
        "B3",
        8,
        "landscape",
    )
    assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (1, 0)
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert sheet.print_title_rows == "$2:$2"
    assert sheet["A2"].alignment.textRotation == 255


def test_what_was_struck_out_or_lost_is_so_again_where_its_looks_do_not_tell():
    marks = Marks(unseen=frozenset({(1, 1), (1, 3)}), struck=frozenset({(1, 2)}))
    grid = Grid("表", [["a", "b", 5.0, "d"]], marks=marks)
    for dress in (None, worn(Style(), Style(), Style(), Style())):
        _sheet, again = written(grid, dress)
        found = again.grids[0].marks
        assert (found.unseen, found.struck) == (marks.unseen, marks.struck)
    white = Style(ink="FFFFFF")
    sheet, again = written(grid, worn(white, Style(struck=True), white))
    assert (again.grids[0].marks.unseen, again.grids[0].marks.struck) == (marks.unseen, marks.struck)
    assert sheet["C1"].number_format == "General"


def test_cells_that_look_alike_are_changed_one_by_one(tmp_path):
    dress = worn(Style(paper="FFFFCC"), Style(paper="FFFFCC"))
    part = copied(Book((Grid("表", [["a", "b"]]),), Room()), {"表": dress})["表"]
    part["A1"].fill = look.ERROR_FILL
    assert part["B1"].fill.fgColor.rgb == "FFFFFFCC"


def test_a_format_that_hides_a_text_still_hides_it():
    sheet, again = written(Grid("表", [["张大有", "李秀英"]]), worn(Style(";;;"), Style("0.00")))
    assert [one.number_format for one in sheet[1]] == [";;;", "@"]
    assert again.grids[0].marks.unseen == {(1, 1)}


def test_errors_formulas_and_what_stands_under_a_merged_block_are_there_again():
    marks = Marks(
        errors={(1, 1): "#REF!"}, formulas=frozenset({(1, 2), (1, 3), (1, 4)}), merged=((2, 1, 3, 1),)
    )
    rows = [["", -2.5, 'a"b', date(2016, 3, 15)], ["上", "", "", ""], ["下", "", "", ""]]
    sheet, again = written(Grid("表", rows, marks=marks))
    assert [one.value for one in sheet[1]] == ["#REF!", "=-2.5", '="a""b"', "=42444"]
    found = again.grids[0]
    assert (found.marks.errors, found.marks.formulas) == (marks.errors, marks.formulas)
    assert found.marks.merged == marks.merged
    assert found.rows[2][0] == "下"
    assert (3, 1) in found.marks.unseen


def test_signs_that_a_workbook_cannot_hold_as_they_are_come_back_as_they_were():
    texts = ["张\x01大有", "a\rb", "_x0001_", "=1+1", " a "]
    sheet, again = written(Grid("表", [texts]))
    assert {one.data_type for one in sheet[1]} == {"s"}
    assert again.grids[0].rows == [texts]


PLAIN, DAY, MONEY, MANY, WHITE, NOTHING = range(6)
CODES = ("yyyy-mm-dd", "#,##0.00", '0"万元"', ";;;")
FORMATS = b"".join(
    record(0x41E, struct.pack("<H", 164 + place) + text8(code)) for place, code in enumerate(CODES)
)
STYLES = ((0,), (164,), (165,), (166,), (0, 5), (167,))
LEAD = font() * 4 + font(9) + FORMATS + b"".join(style(code, *more) for code, *more in STYLES)


def old_list(odd, lead=b"", origin=0):
    """The clean list as an .xls; `odd` gives cells by row of people and title another value and style."""
    cells = b"".join(label(0, column, title) for column, title in enumerate(TITLES))
    for place, person in enumerate(the_list(), 1):
        for column, title in enumerate(TITLES):
            usual = DAY if title == FILED else MONEY if title == INCOME else PLAIN
            value, look_of = odd.get((place, title), (person[title], usual))
            if isinstance(value, bytes):
                cells += cell(0x205, place, column, value)
            elif isinstance(value, str):
                cells += label(place, column, value, look_of)
            elif value is not None:
                cells += number(place, column, serial(value) - origin if look_of == DAY else value, look_of)
    return xls({"申请名单": cells}, lead=lead + LEAD)


ODD = {
    (1, ID): (9.901011965031200e17, PLAIN),
    (2, FILED): (42445.0, PLAIN),
    (3, INCOME): (3.0, MANY),
    (4, HEAD): ("阿依古丽", WHITE),
    (5, PERSONS): (2, NOTHING),
    (6, INCOME): (b"\x17\1", PLAIN),
    (6, PHONE): (13900000006.0, PLAIN),
}
KINDS = {
    **{2: {("D2", "id_numeric_cell")}, 3: {("G3", "date_unformatted_number")}},
    **{4: {("F4", "number_format_suspect")}, 5: {("C5", "cell_hidden_value")}},
    **{6: {("E6", "cell_hidden_value")}, 7: {("F7", "cell_error")}},
}


def test_what_was_wrong_in_an_old_workbook_is_found_again_in_the_copy(tmp_path):
    path = tmp_path / "申请名单.xls"
    path.write_bytes(old_list(ODD))
    before, after, _book = sent_back(path, TERMS)
    for (_sheet, row), (_verdict, _values, problems) in before.items():
        assert KINDS[row] <= set(problems)
    assert after == before


def test_days_of_a_workbook_that_counts_from_1904_are_the_same_in_the_copy(tmp_path):
    path = tmp_path / "申请名单.xls"
    path.write_bytes(old_list({(2, FILED): (40983.0, PLAIN)}, record(0x22, b"\1\0"), 1462))
    before, after, _book = sent_back(path, TERMS)
    assert before["申请名单", 3][1][FILED] == "2016-03-16"
    assert after == before


def test_good_rows_of_an_old_workbook_are_as_good_in_the_copy(tmp_path):
    path = tmp_path / "申请名单.xls"
    path.write_bytes(old_list({}))
    before, after, book = sent_back(path, TERMS)
    assert {verdict for verdict, _values, _problems in before.values()} == {Verdict.ACCEPT}
    assert after == before
    sheet = book["申请名单"]
    assert [sheet["F2"].value, sheet["F2"].number_format] == [2350.5, "#,##0.00"]
    assert [sheet["G2"].value, sheet["G2"].number_format] == [datetime(2016, 3, 15), "yyyy-mm-dd"]
    assert sheet["B1"].font.name == "A"


def test_a_binary_workbook_goes_back_as_one_that_looks_like_it(tmp_path):
    path = tmp_path / "申请名单.xlsb"
    path.write_bytes(xlsb([TITLES, *(list(person.values()) for person in the_list())]))
    before, after, book = sent_back(path, TERMS)
    assert {verdict for verdict, _values, _problems in before.values()} == {Verdict.ACCEPT}
    assert after == before
    assert book["申请名单"]["G2"].number_format == "yyyy-mm-dd"


@pytest.mark.office
@pytest.mark.parametrize("suffix", ["xls", "ods"])
def test_what_is_wrong_in_a_roster_of_another_office_program_is_found_again(suffix, tmp_path):
    spoils = {"G5": "990101200609010032", "I5": "汉", "T3": "1390000000", "P8": "=1+1", "G7": 9.9e17}
    book = villages.spoil(villages.a_workbook(), villages.ROSTER, spoils)
    sheet = book[villages.ROSTER]
    sheet["P7"].number_format, sheet["P3"].number_format = '0"万元"', ";;;"
    sheet.row_dimensions[4].hidden = sheet.column_dimensions["K"].hidden = True
    book[villages.LIVING].sheet_state = "hidden"
    book.save(tmp_path / "石桥镇柳湾贫困户花名册.xlsx")
    path = converted(tmp_path / "石桥镇柳湾贫困户花名册.xlsx", suffix)
    terms = Terms(villages.PLACES, 2016)
    before, _after, _book = sent_back(path, terms)
    kinds = {kind for _verdict, _values, problems in before.values() for _cell, kind in problems}
    assert {"id_numeric_cell", "formula_cell", "number_format_suspect", "hidden_row"} <= kinds
    back = path.parent / "back" / path.with_suffix(".xlsx").name
    saved = converted(back, "xlsx")  # formulas have a value as soon as a program has saved them
    assert told(read_delivery(saved, terms)) == before
