"""Sending a workbook back: the sender's own file, every wrong cell marked, and nothing else changed."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import openpyxl
import PIL.Image
import pytest
from openpyxl.comments import Comment
from openpyxl.styles import Color, Font

from county_desk.intake.delivery import Delivery, Level, Line, Problem, ReadingTerms, Verdict
from county_desk.intake.marking.annotate import annotate
from county_desk.intake.marking.sender_problems import count_wrong
from county_desk.intake.marking.sending import MarkedNames, annotated_name
from county_desk.intake.reading.report import read_delivery
from county_desk.sheets.writing import look
from county_desk.sheets.writing.saving import CannotWrite
from county_desk.text import language
from tests.intake.annotated import (
    DAY,
    ETHNICITY,
    HEAD,
    HEAD_ROW,
    ID,
    PHONE,
    PLACES,
    RELATION,
    WRONG,
    an_id,
    fills,
    roster,
    where,
)
from tests.intake.office import converted


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
    again = read_delivery(tmp_path / "back.xlsx", ReadingTerms(PLACES, 2016))

    def told(found):
        data = [line for line in found.lines if line.verdict is not Verdict.SKIP]
        return [(line.row, line.verdict, line.values, line.kinds) for line in data]

    assert told(again) == told(delivery)


def test_a_corrected_copy_has_no_errors_left(tmp_path, back):
    sheet = back["花名册"]
    for row, column in WRONG.items():
        sheet.cell(row, column).value = {ID: an_id(row + 100), RELATION: "户主", ETHNICITY: "汉族"}[column]
    back.save(tmp_path / "fixed.xlsx")
    fixed = read_delivery(tmp_path / "fixed.xlsx", ReadingTerms(PLACES, 2016))
    assert count_wrong(fixed) == 0
    assert fixed.counts["accept"] + fixed.counts["accept_warn"] == 60


def test_a_second_round_takes_off_what_was_corrected_and_counts_what_was_not(tmp_path, back):
    back["花名册"].cell(12, ID).value = an_id(112)
    returned = tmp_path / "柳湾村花名册_5_returned_1124.xlsx"
    back.save(returned)
    again = read_delivery(returned, ReadingTerms(PLACES, 2016))
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
    again = read_delivery(tmp_path / "zh.xlsx", ReadingTerms(PLACES, 2016))
    annotate(tmp_path / "zh.xlsx", again, tmp_path / "en.xlsx")
    book = openpyxl.load_workbook(tmp_path / "en.xlsx")
    assert book.sheetnames == ["To be corrected", "花名册", "说明"]
    assert book["花名册"].cell(HEAD_ROW, 10).value == "Problem"


def test_a_comment_of_the_sender_is_kept_below_ours(tmp_path, source):
    book = openpyxl.load_workbook(source)
    book["花名册"]["F12"].comment = Comment("本人说没错", "李有田")
    book.save(source)
    once, twice = tmp_path / "once.xlsx", tmp_path / "twice.xlsx"
    annotate(source, read_delivery(source, ReadingTerms(PLACES, 2016)), once)
    text = openpyxl.load_workbook(once)["花名册"]["F12"].comment.text
    assert text.startswith("■ ")
    assert text.endswith("本人说没错")
    annotate(once, read_delivery(once, ReadingTerms(PLACES, 2016)), twice)
    again = openpyxl.load_workbook(twice)["花名册"]["F12"].comment.text
    assert again == f"Sent back, round 2.\n{text}"


def test_each_round_is_counted_by_the_remark_that_the_file_brings_back(tmp_path, source, delivery):
    with language("zh"):
        annotate(source, delivery, tmp_path / "1.xlsx")
        for before, after in (("1.xlsx", "2.xlsx"), ("2.xlsx", "3.xlsx")):
            again = read_delivery(tmp_path / before, ReadingTerms(PLACES, 2016))
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
    found = read_delivery(source, ReadingTerms(PLACES, 2016))
    odd = [Problem("花名册", where(HEAD_ROW, column), "x", "x", Level.ASK) for column, _ink in titles]
    annotate(source, replace(found, lines=(), problems=tuple(odd)), tmp_path / "back.xlsx")
    cells = openpyxl.load_workbook(tmp_path / "back.xlsx")["花名册"][HEAD_ROW][:5]
    assert [cell.font.color and cell.font.color.rgb for cell in cells] == [
        *["FF000000"] * 3,
        *("FFC00000", None),
    ]
    assert {(cell.font.name, cell.font.sz) for cell in cells} == {("楷体", 12)}


def test_warnings_are_amber_and_are_not_counted(tmp_path, source):
    book = openpyxl.load_workbook(source)
    book["花名册"].cell(5, PHONE).value = "12345"
    book.save(source)
    found = read_delivery(source, ReadingTerms(PLACES, 2016))
    annotate(source, found, tmp_path / "back.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "back.xlsx")["花名册"]
    assert where(5, PHONE) in fills(sheet, look.WARN_FILL)
    assert sheet[where(5, PHONE)].comment.text.startswith("▲ ")
    assert count_wrong(found) == len(WRONG)


def test_a_warning_stays_while_the_cell_is_as_it_was_on_record(tmp_path, source):
    book = openpyxl.load_workbook(source)
    book["花名册"].cell(5, PHONE).value = "12345"
    book.save(source)
    found = read_delivery(source, ReadingTerms(PLACES, 2016))
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
    found = read_delivery(path, ReadingTerms(PLACES, 2016))
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
    found = read_delivery(old, ReadingTerms(PLACES, 2016))
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
            again = replace(delivery, file=f"柳湾村花名册_{before}.xlsx")
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


@pytest.mark.office
def test_another_office_program_opens_it_with_marks_and_links(tmp_path, back):
    book = openpyxl.load_workbook(converted(tmp_path / "back.xlsx", "xlsx"))
    assert book["花名册"]["F12"].comment.text.startswith("■ ")
    assert fills(book["花名册"], look.ERROR_FILL) == {where(row, column) for row, column in WRONG.items()}
    assert "F12" in book.worksheets[0]["C5"].hyperlink.location


def test_a_hidden_column_is_one_thing_to_do_and_marked_at_its_header(tmp_path, source):
    book = openpyxl.load_workbook(source)
    book["花名册"].column_dimensions["F"].hidden = True
    book.save(source)
    found = read_delivery(source, ReadingTerms(PLACES, 2016))
    assert sum("hidden_column" in line.kinds for line in found.lines) == 57
    assert count_wrong(found) == len(WRONG) + 1
    annotate(source, found, tmp_path / "back.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "back.xlsx")["花名册"]
    assert fills(sheet, look.ERROR_FILL) == {where(row, column) for row, column in WRONG.items()} | {"F3"}


def test_a_column_that_only_the_county_is_asked_about_is_nothing_to_correct(tmp_path, source):
    book = openpyxl.load_workbook(source)
    book["花名册"]["J3"], book["花名册"]["J4"] = "鞋码", 42
    book.save(source)
    found = read_delivery(source, ReadingTerms(PLACES, 2016))
    assert count_wrong(found) == len(WRONG)
    annotate(source, found, tmp_path / "back.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "back.xlsx")["花名册"]
    assert fills(sheet, look.WARN_FILL) == {"J3"}


def test_what_is_said_of_a_title_does_not_stand_in_place_of_ours(tmp_path, source):
    book = openpyxl.load_workbook(source)
    book["花名册"].column_dimensions["I"].hidden = True
    book.save(source)
    annotate(source, read_delivery(source, ReadingTerms(PLACES, 2016)), tmp_path / "back.xlsx")
    assert openpyxl.load_workbook(tmp_path / "back.xlsx")["花名册"].cell(HEAD_ROW, 10).value == "Problem"
    again = read_delivery(tmp_path / "back.xlsx", ReadingTerms(PLACES, 2016))
    assert again.sheets[0].open == {}


def test_a_file_without_anything_to_correct_is_named_as_looked_at(tmp_path):
    path = roster(tmp_path / "柳湾村花名册.xlsx", wrong={})
    found = read_delivery(path, ReadingTerms(PLACES, 2016))
    with language("zh"):
        assert annotated_name(found, DAY) == "柳湾村花名册_已看_1124.xlsx"
