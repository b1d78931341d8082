"""Sending a workbook back: the sender's own file, every wrong cell marked, and nothing else changed."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import openpyxl
import PIL.Image
import pytest
from openpyxl.comments import Comment
from openpyxl.styles import Color, Font, GradientFill, PatternFill

from county_desk.excel import look
from county_desk.excel.annotate import annotate
from county_desk.excel.delivery import Delivery, Level, Line, Place, Problem, Terms, Verdict
from county_desk.excel.reading.report import read_delivery
from county_desk.excel.saving import CannotWrite
from county_desk.excel.told import MarkedNames, annotated_name, chat_message, count_wrong
from county_desk.identity import check_digit
from county_desk.text import language
from tests.excel.office import converted

PLACES = (Place(1, "石桥镇", "柳湾村", "柳湾"),)
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
            "13800000000",
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


@pytest.fixture
def source(tmp_path):
    return roster(tmp_path / "柳湾村花名册.xlsx")


@pytest.fixture
def delivery(source):
    return read_delivery(source, Terms(PLACES, 2016))


@pytest.fixture
def back(tmp_path, source, delivery):
    """The workbook that goes back."""
    annotate(source, delivery, tmp_path / "back.xlsx", day=DAY)
    return openpyxl.load_workbook(tmp_path / "back.xlsx")


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


def test_every_wrong_cell_is_red_and_no_other(back):
    assert fills(back["花名册"], look.ERROR_FILL) == {where(row, column) for row, column in WRONG.items()}


def test_a_comment_says_in_plain_words_what_is_wrong(back):
    comment = back["花名册"][where(12, ID)].comment
    assert comment.text == "■ Place 18 of the identity number should be 1; it is 2."
    assert comment.author == "County Desk"


def test_a_comment_lists_the_accepted_words(back):
    text = back["花名册"][where(20, RELATION)].comment.text
    assert "“老乡” is not in the list of “与户主关系”." in text
    assert "One of: 户主、配偶、之子、之女、" in text
    assert "and 16 more" in text


def test_the_last_column_says_it_again_beside_the_row(back):
    sheet = back["花名册"]
    assert sheet.cell(HEAD_ROW, 10).value == "Problem"
    assert sheet.cell(12, 10).value == "■ F12 Place 18 of the identity number should be 1; it is 2."
    assert sheet.cell(13, 10).value is None


def test_the_first_sheet_lists_what_to_correct_with_links_to_the_cells(back):
    assert back.sheetnames == ["To be corrected", "花名册", "说明"]
    part = back.worksheets[0]
    rows = list(part.iter_rows(min_row=5, max_col=6, values_only=True))
    assert rows[0] == (
        "1",
        "花名册",
        "F12",
        "身份证号",
        "990101196503120012",
        "■ Place 18 of the identity number should be 1; it is 2.",
    )
    assert {row[2] for row in rows if row[5].startswith("■")} == {where(*place) for place in WRONG.items()}
    assert part["C5"].hyperlink.location == "'花名册'!F12"
    assert part["E5"].data_type == "s"


def test_only_the_list_is_selected_when_the_file_opens(back):
    assert [sheet.sheet_view.tabSelected for sheet in back.worksheets] == [True, False, False]


def test_the_sender_s_own_looks_and_words_stay(back):
    sheet = back["花名册"]
    assert (sheet["A1"].font.name, sheet["A1"].font.size) == ("楷体", 20)
    assert sheet["A3"].fill.fgColor.rgb == "FFDDEEDD"
    assert sheet.column_dimensions["F"].width == 33
    assert "A1:I1" in {str(block) for block in sheet.merged_cells.ranges}
    assert back["说明"]["A1"].value == "请勿改动"
    assert sheet["A4"].value == 1


def test_protection_is_off_and_numbers_that_name_something_are_text(back):
    sheet = back["花名册"]
    assert not sheet.protection.sheet
    assert {sheet.cell(row, column).number_format for row in (4, 30) for column in (2, ID, PHONE)} == {"@"}
    assert sheet.cell(4, 8).number_format == "General"


def test_reading_it_again_finds_the_same(tmp_path, delivery, back):
    again = read_delivery(tmp_path / "back.xlsx", Terms(PLACES, 2016))

    def told(found):
        data = [line for line in found.lines if line.verdict is not Verdict.SKIP]
        return [(line.row, line.verdict, line.values, line.kinds) for line in data]

    assert told(again) == told(delivery)


def test_a_corrected_copy_has_no_errors_left(tmp_path, back):
    sheet = back["花名册"]
    for row, column in WRONG.items():
        sheet.cell(row, column).value = {ID: an_id(row + 100), RELATION: "户主", ETHNICITY: "汉族"}[column]
    back.save(tmp_path / "fixed.xlsx")
    fixed = read_delivery(tmp_path / "fixed.xlsx", Terms(PLACES, 2016))
    assert count_wrong(fixed) == 0
    assert fixed.counts["accept"] + fixed.counts["accept_warn"] == 60


def test_a_second_round_takes_off_what_was_corrected_and_counts_what_was_not(tmp_path, back):
    back["花名册"].cell(12, ID).value = an_id(112)
    returned = tmp_path / "柳湾村花名册_5_returned_1124.xlsx"
    back.save(returned)
    again = read_delivery(returned, Terms(PLACES, 2016))
    annotate(returned, again, tmp_path / "second.xlsx")
    second = openpyxl.load_workbook(tmp_path / "second.xlsx")
    sheet = second["花名册"]
    assert second.sheetnames == ["To be corrected", "花名册", "说明"]
    assert (sheet["F12"].comment, sheet["F12"].fill.fill_type) == (None, None)
    assert sheet["F33"].comment.text.startswith("Sent back, round 2.\n■ ")
    assert sheet["F33"].comment.text.count("■") == 1
    assert [sheet.cell(row, 10).value for row in (HEAD_ROW, 12)] == ["Problem", None]
    assert sheet.cell(HEAD_ROW, 11).value is None
    assert annotated_name(again, DAY) == "柳湾村花名册_4_returned_1124.xlsx"


def test_marks_made_in_chinese_are_taken_off_in_english(tmp_path, source, delivery):
    with language("zh"):
        annotate(source, delivery, tmp_path / "zh.xlsx")
    again = read_delivery(tmp_path / "zh.xlsx", Terms(PLACES, 2016))
    annotate(tmp_path / "zh.xlsx", again, tmp_path / "en.xlsx")
    book = openpyxl.load_workbook(tmp_path / "en.xlsx")
    assert book.sheetnames == ["To be corrected", "花名册", "说明"]
    assert book["花名册"].cell(HEAD_ROW, 10).value == "Problem"


def test_a_comment_of_the_sender_is_kept_below_ours(tmp_path, source):
    book = openpyxl.load_workbook(source)
    book["花名册"]["F12"].comment = Comment("本人说没错", "李有田")
    book.save(source)
    once, twice = tmp_path / "once.xlsx", tmp_path / "twice.xlsx"
    annotate(source, read_delivery(source, Terms(PLACES, 2016)), once)
    text = openpyxl.load_workbook(once)["花名册"]["F12"].comment.text
    assert text.startswith("■ ")
    assert text.endswith("本人说没错")
    annotate(once, read_delivery(once, Terms(PLACES, 2016)), twice)
    again = openpyxl.load_workbook(twice)["花名册"]["F12"].comment.text
    assert again == f"Sent back, round 2.\n{text}"


def test_each_round_is_counted_by_the_remark_that_the_file_brings_back(tmp_path, source, delivery):
    with language("zh"):
        annotate(source, delivery, tmp_path / "1.xlsx")
        for before, after in (("1.xlsx", "2.xlsx"), ("2.xlsx", "3.xlsx")):
            again = read_delivery(tmp_path / before, Terms(PLACES, 2016))
            annotate(tmp_path / before, again, tmp_path / after)
    sheet = openpyxl.load_workbook(tmp_path / "3.xlsx")["花名册"]
    assert sheet["F12"].comment.text.splitlines()[0] == "第 3 次退回。"
    assert sheet["F12"].comment.text.count("退回") == 1


def test_a_correction_of_the_county_is_written_and_marked_as_its_own(tmp_path, source, delivery):
    fixes = {"花名册": {"F12": an_id(112)}}
    annotate(source, delivery, tmp_path / "back.xlsx", fixes=fixes)
    cell = openpyxl.load_workbook(tmp_path / "back.xlsx")["花名册"]["F12"]
    assert (cell.value, cell.data_type) == (an_id(112), "s")
    assert "Corrected by the county; it was “990101196503120012”." in cell.comment.text


def test_a_picture_of_the_sender_stays(tmp_path, source, delivery):
    photo = tmp_path / "章.png"
    PIL.Image.new("RGB", (20, 20), "red").save(photo)
    book = openpyxl.load_workbook(source)
    book["花名册"].add_image(openpyxl.drawing.image.Image(str(photo)), "L2")
    book.save(source)
    annotate(source, delivery, tmp_path / "back.xlsx")
    assert len(openpyxl.load_workbook(tmp_path / "back.xlsx")["花名册"]._images) == 1


def test_a_problem_in_a_merged_block_is_marked_where_the_block_shows(tmp_path, source, delivery):
    book = openpyxl.load_workbook(source)
    book["花名册"].merge_cells("F12:F13")
    book.save(source)
    problem = Problem("花名册", "F13", "merged_cell", "Each row needs its own", Level.ASK)
    odd = replace(delivery, lines=(Line("花名册", 13, Verdict.ASK, problems=(problem,)),))
    annotate(source, odd, tmp_path / "back.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "back.xlsx")["花名册"]
    assert sheet["F12"].comment.text == "■ Each row needs its own"


def test_a_white_title_can_be_read_on_its_mark_and_after_it_was_taken_off(tmp_path, source):
    book = openpyxl.load_workbook(source)
    titles = [(1, "FFFFFFFF"), (2, Color(theme=0)), (3, Color(indexed=9)), (4, "FFC00000"), (5, None)]
    for column, ink in titles:
        book["花名册"].cell(HEAD_ROW, column).font = Font(name="楷体", size=12, color=ink)
    book.save(source)
    found = read_delivery(source, Terms(PLACES, 2016))
    odd = [Problem("花名册", where(HEAD_ROW, column), "x", "x", Level.ASK) for column, _ink in titles]
    annotate(source, replace(found, lines=(), problems=tuple(odd)), tmp_path / "back.xlsx")
    cells = openpyxl.load_workbook(tmp_path / "back.xlsx")["花名册"][HEAD_ROW][:5]
    assert [cell.font.color and cell.font.color.rgb for cell in cells] == [
        *["FF000000"] * 3,
        *("FFC00000", None),
    ]
    assert {(cell.font.name, cell.font.sz) for cell in cells} == {("楷体", 12)}


def test_a_look_far_away_from_the_table_costs_nothing(tmp_path, source):
    book = openpyxl.load_workbook(source)
    book["花名册"]["XFD9000"].font = Font(bold=True)
    book.save(source)
    annotate(source, read_delivery(source, Terms(PLACES, 2016)), tmp_path / "back.xlsx")
    assert where(12, ID) in fills_of(tmp_path / "back.xlsx")


def test_warnings_are_amber_and_are_not_counted(tmp_path, source):
    book = openpyxl.load_workbook(source)
    book["花名册"].cell(5, PHONE).value = "12345"
    book.save(source)
    found = read_delivery(source, Terms(PLACES, 2016))
    annotate(source, found, tmp_path / "back.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "back.xlsx")["花名册"]
    assert where(5, PHONE) in fills(sheet, look.WARN_FILL)
    assert sheet[where(5, PHONE)].comment.text.startswith("▲ ")
    assert count_wrong(found) == len(WRONG)


def test_a_warning_stays_while_the_cell_is_as_it_was_on_record(tmp_path, source):
    book = openpyxl.load_workbook(source)
    book["花名册"].cell(5, PHONE).value = "12345"
    book.save(source)
    found = read_delivery(source, Terms(PLACES, 2016))
    lines = (replace(line, verdict=Verdict.UNCHANGED) if line.row == 5 else line for line in found.lines)
    annotate(source, replace(found, lines=tuple(lines)), tmp_path / "back.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "back.xlsx")["花名册"]
    assert where(5, PHONE) in fills(sheet, look.WARN_FILL)
    assert sheet[where(5, PHONE)].comment.text.startswith("▲ ")


def test_the_list_shows_a_day_as_a_day(tmp_path, source, delivery):
    book = openpyxl.load_workbook(source)
    book["花名册"]["D5"].value = date(1991, 1, 1)
    book.save(source)
    problem = Problem("花名册", "D5", "name_bad_char", "A day is no name", Level.ERROR)
    odd = replace(delivery, lines=(Line("花名册", 5, Verdict.REJECT, problems=(problem,)),))
    annotate(source, odd, tmp_path / "back.xlsx")
    assert openpyxl.load_workbook(tmp_path / "back.xlsx").worksheets[0]["E5"].value == "1991-01-01"


def test_a_text_that_looks_like_a_formula_stays_a_text(tmp_path, source, delivery):
    problem = Problem("花名册", "D5", "name_bad_char", "=HYPERLINK(1)", Level.ERROR)
    odd = replace(delivery, lines=(Line("花名册", 5, Verdict.REJECT, problems=(problem,)),))
    book = openpyxl.load_workbook(source)
    book["花名册"]["D5"].value = "=1+1"
    book["花名册"]["D5"].data_type = "s"
    book.save(source)
    annotate(source, odd, tmp_path / "back.xlsx")
    back = openpyxl.load_workbook(tmp_path / "back.xlsx")
    texts = [back["花名册"]["D5"], back["花名册"]["J5"], back.worksheets[0]["E5"], back.worksheets[0]["F5"]]
    assert [cell.data_type for cell in texts] == ["s"] * 4


def test_a_text_table_goes_back_as_a_workbook_of_texts(tmp_path):
    path = tmp_path / "柳湾.csv"
    rows = [",".join(HEAD), f"1,99010100010001,一组,张大有,户主,{an_id(1)},汉族,1,00001234501"]
    rows.append("2,99010100010002,一组,王秀田,户主,990101196503120012,汉族,1,")
    path.write_text("\n".join(rows), "gb18030")
    found = read_delivery(path, Terms(PLACES, 2016))
    annotate(path, found, tmp_path / "back.xlsx")
    book = openpyxl.load_workbook(tmp_path / "back.xlsx")
    assert book.sheetnames == ["To be corrected", "Table"]
    sheet = book["Table"]
    assert (sheet["B2"].value, sheet["B2"].number_format) == ("99010100010001", "@")
    assert sheet["I2"].value == "00001234501"
    assert fills(sheet, look.ERROR_FILL) == {"F3"}
    assert book.worksheets[0]["C5"].hyperlink.location == "'Table'!F3"


def test_a_workbook_under_an_old_ending_goes_back_too(tmp_path, source):
    old = tmp_path / "柳湾.xls"
    old.write_bytes(source.read_bytes())
    found = read_delivery(old, Terms(PLACES, 2016))
    annotate(old, found, tmp_path / "back.xlsx")
    assert openpyxl.load_workbook(tmp_path / "back.xlsx")["花名册"]["F12"].comment is not None


def test_the_sender_s_file_itself_is_not_touched(source, delivery, tmp_path):
    before = source.read_bytes()
    annotate(source, delivery, tmp_path / "back.xlsx")
    assert source.read_bytes() == before


def test_a_file_that_was_not_read_cannot_be_marked(tmp_path, source):
    unread = Delivery(str(source), "", "", 2016, None, read=False)
    with pytest.raises(ValueError, match="not read"):
        annotate(source, unread, tmp_path / "back.xlsx")


def test_a_folder_that_is_not_there_is_said_in_words(tmp_path, source, delivery):
    with pytest.raises(CannotWrite, match="there is no folder"):
        annotate(source, delivery, tmp_path / "gone" / "back.xlsx")


def test_the_file_is_named_after_the_sender_s_with_the_count_and_the_day(delivery):
    with language("zh"):
        assert annotated_name(delivery, DAY) == "柳湾村花名册_退回5处_1124.xlsx"
        for before in ("退回9处_1120", "退回9处_1120_2", "已看_1120"):
            again = replace(delivery, file=f"/tmp/柳湾村花名册_{before}.xlsx")
            assert annotated_name(again, DAY) == "柳湾村花名册_退回5处_1124.xlsx"


def test_no_marked_file_of_a_run_takes_the_place_of_another_or_of_a_sender_s(tmp_path, delivery):
    sent = [
        Path("甲/柳湾.xlsx"),
        Path("乙/柳湾.xls"),
        Path("丙/甲/柳湾.xlsx"),
        Path("甲_柳湾_5_returned_1124_2.xlsx"),
    ]
    files = [tmp_path / path for path in (*sent, "李家沟.xlsx")]
    names = MarkedNames(tmp_path, files, DAY)
    placed = [names.place_of(path, replace(delivery, file=str(path))).name for path in files]
    assert placed == [
        "甲_柳湾_5_returned_1124.xlsx",
        "乙_柳湾_5_returned_1124.xlsx",
        "甲_柳湾_5_returned_1124_3.xlsx",
        "甲_柳湾_5_returned_1124_4.xlsx",
        "李家沟_5_returned_1124.xlsx",
    ]


def test_the_message_for_the_village_is_ready_to_paste(delivery):
    with language("zh"):
        assert chat_message(delivery) == "柳湾村花名册：55 行没有问题，5 处要改，见附件红色格。"
        assert chat_message(delivery, back_by=date(2016, 11, 30)).endswith("2016-11-30 前发回。")
    assert chat_message(replace(delivery, lines=())) == "柳湾村花名册: 0 rows are right, nothing to correct."


@pytest.mark.office
def test_another_office_program_opens_it_with_marks_and_links(tmp_path, back):
    book = openpyxl.load_workbook(converted(tmp_path / "back.xlsx", "xlsx"))
    assert book["花名册"]["F12"].comment.text.startswith("■ ")
    assert fills(book["花名册"], look.ERROR_FILL) == {where(row, column) for row, column in WRONG.items()}
    assert "F12" in book.worksheets[0]["C5"].hyperlink.location


def test_a_hidden_column_is_one_thing_to_do_and_marked_at_its_header(tmp_path, source):
    book = openpyxl.load_workbook(source)
    book["花名册"].column_dimensions["I"].hidden = True
    book.save(source)
    found = read_delivery(source, Terms(PLACES, 2016))
    assert sum("hidden_column" in line.kinds for line in found.lines) == 60
    assert count_wrong(found) == len(WRONG) + 1
    annotate(source, found, tmp_path / "back.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "back.xlsx")["花名册"]
    assert fills(sheet, look.ERROR_FILL) == {where(row, column) for row, column in WRONG.items()} | {"I3"}


def test_what_is_said_of_a_title_does_not_stand_in_place_of_ours(tmp_path, source):
    book = openpyxl.load_workbook(source)
    book["花名册"].column_dimensions["I"].hidden = True
    book.save(source)
    annotate(source, read_delivery(source, Terms(PLACES, 2016)), tmp_path / "back.xlsx")
    assert openpyxl.load_workbook(tmp_path / "back.xlsx")["花名册"].cell(HEAD_ROW, 10).value == "Problem"
    again = read_delivery(tmp_path / "back.xlsx", Terms(PLACES, 2016))
    assert again.sheets[0].open == {}


def test_a_file_without_anything_to_correct_is_named_as_looked_at(tmp_path):
    path = roster(tmp_path / "柳湾村花名册.xlsx", wrong={})
    found = read_delivery(path, Terms(PLACES, 2016))
    with language("zh"):
        assert annotated_name(found, DAY) == "柳湾村花名册_已看_1124.xlsx"


def with_own_column(path, title):
    """The sender's workbook with a last column of their own that bears the name of ours."""
    book = openpyxl.load_workbook(path)
    for row, text in ((HEAD_ROW, title), (4, "房子漏雨"), (12, "■ 重点户")):
        book["花名册"].cell(row, 10).value = text
    book.save(path)
    return path


@pytest.mark.parametrize("title", ["问题", "Problem"])
def test_a_column_of_the_sender_s_named_as_ours_is_asked_about_and_stays(tmp_path, source, title):
    once, twice = tmp_path / "once.xlsx", tmp_path / "twice.xlsx"
    for before, after in ((with_own_column(source, title), once), (once, twice)):
        found = read_delivery(before, Terms(PLACES, 2016))
        assert found.sheets[0].open == {"J": ""}
        annotate(before, found, after)
    sheet = openpyxl.load_workbook(twice)["花名册"]
    assert [sheet.cell(row, 10).value for row in (HEAD_ROW, 4, 12)] == [title, "房子漏雨", "■ 重点户"]
    assert sheet.cell(HEAD_ROW, 11).value == "Problem"
    assert sheet.cell(12, 11).value.startswith("■ F12 ")
    assert sheet.cell(HEAD_ROW, 12).value is None


def test_a_sheet_of_the_sender_s_named_as_our_list_is_told_of_and_stays(tmp_path, source):
    book = openpyxl.load_workbook(source)
    book.create_sheet("To be corrected")["A1"] = "村里的备注"
    book.save(source)
    found = read_delivery(source, Terms(PLACES, 2016))
    assert ("several_sheets", "To be corrected") in {(each.kind, each.sheet) for each in found.problems}
    annotate(source, found, tmp_path / "back.xlsx")
    back = openpyxl.load_workbook(tmp_path / "back.xlsx")
    assert back["To be corrected"]["A1"].value == "村里的备注"
    assert back.worksheets[0]["F4"].value == "Problem"


def test_our_list_is_known_under_another_name_and_place(tmp_path, back):
    back.worksheets[0].title = "县里发的"
    back.move_sheet("县里发的", 2)
    back.save(tmp_path / "returned.xlsx")
    again = read_delivery(tmp_path / "returned.xlsx", Terms(PLACES, 2016))
    assert not any(problem.sheet == "县里发的" for problem in again.problems)
    annotate(tmp_path / "returned.xlsx", again, tmp_path / "second.xlsx")
    assert openpyxl.load_workbook(tmp_path / "second.xlsx").sheetnames == [
        "To be corrected",
        "花名册",
        "说明",
    ]


def test_what_the_sender_writes_into_our_column_stays(tmp_path, back):
    sheet = back["花名册"]
    sheet["J13"], sheet["J33"] = "13行也看过", sheet["J33"].value
    sheet["J12"] = "已改"
    back.save(tmp_path / "0.xlsx")
    for before, after in (("0.xlsx", "1.xlsx"), ("1.xlsx", "2.xlsx")):
        again = read_delivery(tmp_path / before, Terms(PLACES, 2016))
        assert again.sheets[-1].open == {}
        annotate(tmp_path / before, again, tmp_path / after)
    sheet = openpyxl.load_workbook(tmp_path / "2.xlsx")["花名册"]
    assert [sheet.cell(row, 10).value for row in (HEAD_ROW, 13)] == ["Problem", "13行也看过"]
    first, *_rule, last = sheet["J12"].value.splitlines()
    assert first.startswith("■ F12 ")
    assert (last, len(_rule)) == ("已改", 1)


def test_our_column_is_known_when_its_texts_were_deleted(tmp_path, back):
    for row in range(HEAD_ROW + 1, back["花名册"].max_row + 1):
        back["花名册"].cell(row, 10).value = None
    back.save(tmp_path / "returned.xlsx")
    again = read_delivery(tmp_path / "returned.xlsx", Terms(PLACES, 2016))
    assert [sheet.open for sheet in again.sheets] == [{}]


@pytest.mark.parametrize("block", ["A1:J1", "J2:J13", "I3:J3"])
def test_a_block_merged_over_our_column_keeps_nothing_from_being_marked(tmp_path, back, block):
    sheet = back["花名册"]
    sheet.unmerge_cells("A1:I1")
    sheet.merge_cells(block)
    back.save(tmp_path / "returned.xlsx")
    again = read_delivery(tmp_path / "returned.xlsx", Terms(PLACES, 2016))
    annotate(tmp_path / "returned.xlsx", again, tmp_path / "second.xlsx")
    second = openpyxl.load_workbook(tmp_path / "second.xlsx")["花名册"]
    assert second["F12"].comment.text.startswith("Sent back, round 2.\n■ ")
    assert str(second.cell(33, 10 if block == "A1:J1" else 11).value).startswith("■ F33 ")


def striped(path):
    """The sender's workbook with every other row in a colour, one of them that of a theme."""
    book = openpyxl.load_workbook(path)
    for row in range(HEAD_ROW + 1, HEAD_ROW + 61, 2):
        for cell in book["花名册"][row]:
            theme = Color(theme=4, tint=0.6) if row == 41 else "FFDDEBF7"
            cell.fill = PatternFill("solid", fgColor=theme)
    book.save(path)
    return path


def test_a_fill_that_goes_from_colour_to_colour_comes_back_too(tmp_path, source):
    book = openpyxl.load_workbook(source)
    for row in (12, 13):
        book["花名册"].cell(row, ID).fill = GradientFill(stop=("FFFF0000", "FF00FF00"))
    book.save(source)
    annotate(source, read_delivery(source, Terms(PLACES, 2016)), tmp_path / "1.xlsx")
    book = openpyxl.load_workbook(tmp_path / "1.xlsx")
    assert where(12, ID) in fills(book["花名册"], look.ERROR_FILL)
    book["花名册"].cell(12, ID).value = an_id(112)
    book.save(tmp_path / "1.xlsx")
    annotate(
        tmp_path / "1.xlsx", read_delivery(tmp_path / "1.xlsx", Terms(PLACES, 2016)), tmp_path / "2.xlsx"
    )
    sheet = openpyxl.load_workbook(tmp_path / "2.xlsx")["花名册"]
    assert [sheet.cell(row, ID).fill.fill_type for row in (12, 13)] == ["linear", "linear"]


def test_white_letters_on_a_dark_fill_come_back_with_it(tmp_path, source):
    book = openpyxl.load_workbook(source)
    for row in (12, 33):
        cell = book["花名册"].cell(row, ID)
        cell.fill, cell.font = PatternFill("solid", fgColor="FF1F4E78"), Font(color="FFFFFFFF", bold=True)
    book.save(source)
    annotate(source, read_delivery(source, Terms(PLACES, 2016)), tmp_path / "1.xlsx")
    book = openpyxl.load_workbook(tmp_path / "1.xlsx")
    book["花名册"].cell(12, ID).value = an_id(112)
    book.save(tmp_path / "1.xlsx")
    annotate(
        tmp_path / "1.xlsx", read_delivery(tmp_path / "1.xlsx", Terms(PLACES, 2016)), tmp_path / "2.xlsx"
    )
    right, wrong = (openpyxl.load_workbook(tmp_path / "2.xlsx")["花名册"].cell(row, ID) for row in (12, 33))
    assert (right.fill.fgColor.rgb, right.font.color.rgb, right.font.bold) == ("FF1F4E78", "FFFFFFFF", True)
    assert (wrong.fill.fgColor.rgb, wrong.font.color.rgb) == (look.ERROR_FILL.fgColor.rgb, "FF000000")


def looks_of(sheet):
    return {
        cell.coordinate: (cell.fill.fill_type, cell.fill.fgColor.rgb, cell.fill.fgColor.tint)
        for row in sheet.iter_rows(max_col=9)
        for cell in row
    }


def test_a_corrected_cell_gets_the_sender_s_own_fill_back_after_any_round(tmp_path, source):
    wrong = openpyxl.load_workbook(striped(source))["花名册"]
    annotate(source, read_delivery(source, Terms(PLACES, 2016)), tmp_path / "1.xlsx")
    again = read_delivery(tmp_path / "1.xlsx", Terms(PLACES, 2016))
    annotate(tmp_path / "1.xlsx", again, tmp_path / "2.xlsx")
    book = openpyxl.load_workbook(tmp_path / "2.xlsx")
    assert fills(book["花名册"], look.ERROR_FILL) == {where(*place) for place in WRONG.items()}
    for row, column in WRONG.items():
        right = {ID: an_id(row + 100), RELATION: "户主", ETHNICITY: "汉族"}[column]
        book["花名册"].cell(row, column).value = right
    book.save(tmp_path / "fixed.xlsx")
    fixed = read_delivery(tmp_path / "fixed.xlsx", Terms(PLACES, 2016))
    annotate(tmp_path / "fixed.xlsx", fixed, tmp_path / "3.xlsx")
    assert looks_of(openpyxl.load_workbook(tmp_path / "3.xlsx")["花名册"]) == looks_of(wrong)


@pytest.mark.office
@pytest.mark.parametrize("suffix", ["xlsx", "ods", "xls"])
def test_what_is_ours_is_known_as_another_office_program_saves_it(tmp_path, source, suffix):
    book = openpyxl.load_workbook(striped(source))
    book["花名册"]["D5"].comment = Comment("户主常年在外", "李有田")
    book.save(source)
    annotate(source, read_delivery(source, Terms(PLACES, 2016)), tmp_path / "back.xlsx")
    saved = converted(tmp_path / "back.xlsx", suffix)
    again = read_delivery(saved, Terms(PLACES, 2016))
    remarks = {each.cell for line in again.lines for each in line.problems if each.kind == "cell_comment"}
    assert remarks == {"D5"}
    assert {each.sheet for each in again.problems if each.sheet} == {"说明"}
    annotate(saved, again, tmp_path / "second.xlsx")
    second = openpyxl.load_workbook(tmp_path / "second.xlsx")
    assert second.sheetnames == ["To be corrected", "花名册", "说明"]
    assert second["花名册"].cell(HEAD_ROW, 11).value is None


@pytest.mark.office
def test_the_sender_s_fill_comes_back_when_another_office_program_saved_the_file(tmp_path, source):
    wrong = openpyxl.load_workbook(striped(source))["花名册"]["F12"].fill.fgColor.rgb
    annotate(source, read_delivery(source, Terms(PLACES, 2016)), tmp_path / "back.xlsx")
    saved = converted(tmp_path / "back.xlsx", "xlsx")
    book = openpyxl.load_workbook(saved)
    book["花名册"]["F12"].value = an_id(112)
    book.save(saved)
    annotate(saved, read_delivery(saved, Terms(PLACES, 2016)), tmp_path / "second.xlsx")
    assert openpyxl.load_workbook(tmp_path / "second.xlsx")["花名册"]["F12"].fill.fgColor.rgb == wrong
