"""A file of another format goes back as a workbook with its cells, in which the same is wrong."""

import struct
from datetime import date, datetime, time, timedelta
from io import BytesIO

import openpyxl
import pytest

from county_desk.intake.delivery import ReadingTerms, Verdict
from county_desk.intake.marking.annotate import annotate
from county_desk.intake.marking.other_format import copied
from county_desk.intake.reading.report import read_delivery
from county_desk.sheets.formats.book import Book, Grid, Marks
from county_desk.sheets.formats.memory_budget import MemoryBudget
from county_desk.sheets.formats.opening import open_book
from tests.intake import villages
from tests.intake.corpus.people import FILED, HEAD, ID, INCOME, PERSONS, PHONE, TERMS, TITLES, the_list
from tests.intake.corpus.xlsx import serial
from tests.intake.office import converted
from tests.sheets.biff import cell, font, label, number, record, text8, xls
from tests.sheets.biff import look as style

OURS = ("To be corrected", "header_unknown")


def written(grid):
    """A sheet as another library reads it, and as we do, once it was copied."""
    made = BytesIO()
    copied(Book((grid,), MemoryBudget())).save(made)
    return openpyxl.load_workbook(BytesIO(made.getvalue()))[grid.name], open_book("表.xlsx", made.getvalue())


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


def test_days_numbers_and_texts_stand_in_plain_formats_in_columns_as_wide_as_their_texts():
    rows = [[date(2016, 3, 1), timedelta(2), time(8)], [2500.5, "说明", "长" * 30]]
    sheet, again = written(Grid("表", rows))
    assert [one.number_format for one in sheet[1]] == ["yyyy-mm-dd", "[h]:mm:ss", "h:mm:ss"]
    assert [one.number_format for one in sheet[2]] == ["General", "@", "@"]
    assert [sheet.column_dimensions[letter].width for letter in "ABC"] == [12, 17, 40]
    assert again.grids[0].rows == rows


def test_a_unit_that_a_format_shows_is_shown_again():
    marks = Marks(units={(1, "元"): [1], (2, "亩"): [1]})
    _sheet, again = written(Grid("表", [[3.0, 5.5, 7.0]], marks=marks))
    assert again.grids[0].rows == [[3.0, 5.5, 7.0]]
    assert again.grids[0].marks.units == marks.units


def test_a_title_across_merged_columns_makes_no_column_wide():
    marks = Marks(merged=((1, 1, 1, 2),))
    sheet, _again = written(Grid("表", [["某某县某某镇二〇一六年名单", ""], ["甲", "乙"]], marks=marks))
    assert sheet.column_dimensions["A"].width == 4


def test_the_header_stands_out_stays_in_sight_and_is_printed_on_every_page():
    rows = [["2016年名单"], ["序号", "户主姓名", "身份证号", "家庭人口"], ["1", "张三", "", "3"]]
    sheet, again = written(Grid("表", rows, marks=Marks(struck=frozenset({(2, 3)}))))
    assert (sheet.freeze_panes, sheet.print_title_rows) == ("A3", "$2:$2")
    assert (sheet["B2"].font.b, sheet["B2"].alignment.wrap_text, sheet["B3"].font.b) == (True, True, False)
    assert again.grids[0].marks.struck == {(2, 3)}


def test_what_was_struck_out_or_could_not_be_seen_is_so_again():
    marks = Marks(unseen=frozenset({(1, 1), (1, 3), (1, 5)}), struck=frozenset({(1, 2)}))
    row = ["a", "b", 5.0, "d", date(2016, 3, 1)]
    _sheet, again = written(Grid("表", [row], marks=marks))
    found = again.grids[0]
    assert (found.marks.unseen, found.marks.struck) == (marks.unseen, marks.struck)
    assert found.rows == [row]


def test_a_cell_that_shows_another_value_does_so_again():
    marks = Marks(formats={(1, 1): '0"万元"', (1, 2): "7", (1, 3): "0%", (1, 4): '"甲"@'})
    sheet, again = written(Grid("表", [[3.0, 5.0, 0.125, "张"]], marks=marks))
    assert [one.number_format for one in sheet[1]] == ['0"万元"', "7", "0%", '"甲"@']
    assert again.grids[0].marks.formats.keys() == marks.formats.keys()


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
    assert [sheet["F2"].value, sheet["F2"].number_format] == [2350.5, "General"]
    assert [sheet["G2"].value, sheet["G2"].number_format] == [datetime(2016, 3, 15), "yyyy-mm-dd"]


@pytest.mark.office
def test_what_is_wrong_in_a_roster_of_another_office_program_is_found_again(tmp_path):
    spoils = {"G5": "990101200609010032", "I5": "汉", "T3": "1390000000", "P8": "=1+1", "G7": 9.9e17}
    book = villages.spoil(villages.a_workbook(), villages.ROSTER, spoils)
    sheet = book[villages.ROSTER]
    sheet["P7"].number_format, sheet["P3"].number_format = '0"万元"', ";;;"
    sheet.row_dimensions[4].hidden = sheet.column_dimensions["K"].hidden = True
    book[villages.LIVING].sheet_state = "hidden"
    book.save(tmp_path / "石桥镇柳湾贫困户花名册.xlsx")
    path = converted(tmp_path / "石桥镇柳湾贫困户花名册.xlsx", "xls")
    terms = ReadingTerms(villages.PLACES, 2016)
    before, _after, _book = sent_back(path, terms)
    kinds = {kind for _verdict, _values, problems in before.values() for _cell, kind in problems}
    assert {"id_numeric_cell", "formula_cell", "number_format_suspect", "hidden_row"} <= kinds
    back = path.parent / "back" / path.with_suffix(".xlsx").name
    saved = converted(back, "xlsx")  # formulas have a value as soon as a program has saved them
    assert told(read_delivery(saved, terms)) == before
