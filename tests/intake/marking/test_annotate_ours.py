"""What is ours in a workbook that comes back, and what is the sender's."""

from copy import copy

import openpyxl
import pytest
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.comments import Comment
from openpyxl.styles import Color, Font, GradientFill, PatternFill
from openpyxl.utils import coordinate_to_tuple

from county_desk.intake.delivery import ReadingTerms
from county_desk.intake.marking.annotate import annotate
from county_desk.intake.reading.report import read_delivery
from county_desk.sheets.writing import look
from tests.intake.annotated import (
    ETHNICITY,
    HEAD_ROW,
    ID,
    PLACES,
    RELATION,
    WRONG,
    an_id,
    changed,
    fills,
    sent_back,
    where,
)
from tests.intake.office import converted

pytestmark = pytest.mark.slow


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
        found = read_delivery(before, ReadingTerms(PLACES, 2016))
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
    found = read_delivery(source, ReadingTerms(PLACES, 2016))
    assert ("several_sheets", "To be corrected") in {(each.kind, each.sheet) for each in found.problems}
    annotate(source, found, tmp_path / "back.xlsx")
    back = openpyxl.load_workbook(tmp_path / "back.xlsx")
    assert back["To be corrected"]["A1"].value == "村里的备注"
    assert back.worksheets[0]["F4"].value == "Problem"


def test_our_list_is_known_under_another_name_and_place(tmp_path, back):
    back.worksheets[0].title = "县里发的"
    back.move_sheet("县里发的", 2)
    back.save(tmp_path / "returned.xlsx")
    again = read_delivery(tmp_path / "returned.xlsx", ReadingTerms(PLACES, 2016))
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
        again = read_delivery(tmp_path / before, ReadingTerms(PLACES, 2016))
        assert again.sheets[-1].open == {}
        annotate(tmp_path / before, again, tmp_path / after)
    sheet = openpyxl.load_workbook(tmp_path / "2.xlsx")["花名册"]
    assert [sheet.cell(row, 10).value for row in (HEAD_ROW, 13)] == ["Problem", "13行也看过"]
    first, *_rule, last = sheet["J12"].value.splitlines()
    assert first.startswith("■ F12 ")
    assert (last, len(_rule)) == ("已改", 1)


def test_our_words_go_where_another_program_gave_their_signs_another_face(tmp_path, source):
    def with_runs(_book, sheet):
        for cell in ("J3", "J12"):
            words = sheet[cell].value
            sheet[cell].value = CellRichText(TextBlock(InlineFont(rFont="Segoe UI"), words[:1]), words[1:])
        sheet["F12"].value = an_id(112)

    sent_back(source, tmp_path / "1.xlsx")
    sheet = sent_back(changed(tmp_path / "1.xlsx", with_runs), tmp_path / "2.xlsx")["花名册"]
    assert [sheet[cell].value for cell in ("J3", "J12", "K3")] == ["Problem", None, None]


def test_our_column_is_known_when_its_texts_were_deleted(tmp_path, back):
    for row in range(HEAD_ROW + 1, back["花名册"].max_row + 1):
        back["花名册"].cell(row, 10).value = None
    back.save(tmp_path / "returned.xlsx")
    again = read_delivery(tmp_path / "returned.xlsx", ReadingTerms(PLACES, 2016))
    assert [sheet.open for sheet in again.sheets] == [{}]


@pytest.mark.parametrize("block", ["A1:J1", "J2:J13", "I3:J3"])
def test_a_block_merged_over_our_column_keeps_nothing_from_being_marked(tmp_path, back, block):
    sheet = back["花名册"]
    sheet.unmerge_cells("A1:I1")
    sheet.merge_cells(block)
    back.save(tmp_path / "returned.xlsx")
    again = read_delivery(tmp_path / "returned.xlsx", ReadingTerms(PLACES, 2016))
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
    annotate(source, read_delivery(source, ReadingTerms(PLACES, 2016)), tmp_path / "1.xlsx")
    book = openpyxl.load_workbook(tmp_path / "1.xlsx")
    assert where(12, ID) in fills(book["花名册"], look.ERROR_FILL)
    book["花名册"].cell(12, ID).value = an_id(112)
    book.save(tmp_path / "1.xlsx")
    annotate(
        tmp_path / "1.xlsx",
        read_delivery(tmp_path / "1.xlsx", ReadingTerms(PLACES, 2016)),
        tmp_path / "2.xlsx",
    )
    sheet = openpyxl.load_workbook(tmp_path / "2.xlsx")["花名册"]
    assert [sheet.cell(row, ID).fill.fill_type for row in (12, 13)] == ["linear", "linear"]


def test_white_letters_on_a_dark_fill_come_back_with_it(tmp_path, source):
    book = openpyxl.load_workbook(source)
    for row in (12, 33):
        cell = book["花名册"].cell(row, ID)
        cell.fill, cell.font = PatternFill("solid", fgColor="FF1F4E78"), Font(color="FFFFFFFF", bold=True)
    book.save(source)
    annotate(source, read_delivery(source, ReadingTerms(PLACES, 2016)), tmp_path / "1.xlsx")
    book = openpyxl.load_workbook(tmp_path / "1.xlsx")
    book["花名册"].cell(12, ID).value = an_id(112)
    book.save(tmp_path / "1.xlsx")
    annotate(
        tmp_path / "1.xlsx",
        read_delivery(tmp_path / "1.xlsx", ReadingTerms(PLACES, 2016)),
        tmp_path / "2.xlsx",
    )
    right, wrong = (openpyxl.load_workbook(tmp_path / "2.xlsx")["花名册"].cell(row, ID) for row in (12, 33))
    assert (right.fill.fgColor.rgb, right.font.color.rgb, right.font.bold) == ("FF1F4E78", "FFFFFFFF", True)
    assert (wrong.fill.fgColor.rgb, wrong.font.color.rgb) == (look.ERROR_FILL.fgColor.rgb, "FF000000")


def looks_of(sheet, columns=9):
    return {
        cell.coordinate: (cell.fill.fill_type, cell.fill.fgColor.rgb, cell.fill.fgColor.tint)
        for row in sheet.iter_rows(max_col=columns)
        for cell in row
    }


def test_a_corrected_cell_gets_the_sender_s_own_fill_back_after_any_round(tmp_path, source):
    wrong = openpyxl.load_workbook(striped(source))["花名册"]
    annotate(source, read_delivery(source, ReadingTerms(PLACES, 2016)), tmp_path / "1.xlsx")
    again = read_delivery(tmp_path / "1.xlsx", ReadingTerms(PLACES, 2016))
    annotate(tmp_path / "1.xlsx", again, tmp_path / "2.xlsx")
    book = openpyxl.load_workbook(tmp_path / "2.xlsx")
    assert fills(book["花名册"], look.ERROR_FILL) == {where(*place) for place in WRONG.items()}
    for row, column in WRONG.items():
        right = {ID: an_id(row + 100), RELATION: "户主", ETHNICITY: "汉族"}[column]
        book["花名册"].cell(row, column).value = right
    book.save(tmp_path / "fixed.xlsx")
    fixed = read_delivery(tmp_path / "fixed.xlsx", ReadingTerms(PLACES, 2016))
    annotate(tmp_path / "fixed.xlsx", fixed, tmp_path / "3.xlsx")
    assert looks_of(openpyxl.load_workbook(tmp_path / "3.xlsx")["花名册"]) == looks_of(wrong)


def shifted(looks, change):
    """The looks of cells after rows or columns came in or went."""
    made = {}
    for name, one in looks.items():
        row, column = coordinate_to_tuple(name)
        if place := change(row, column):
            made[where(*place)] = one
    return made


@pytest.mark.parametrize(
    ("change", "to"),
    [
        (
            lambda sheet: (sheet.insert_rows(30), sheet.insert_rows(6)),
            lambda row, column: (row + (row >= 6) + (row >= 30), column),
        ),
        (
            lambda sheet: sheet.delete_rows(15),
            lambda row, column: (row - (row > 15), column) if row != 15 else None,
        ),
        (lambda sheet: sheet.insert_cols(2), lambda row, column: (row, column + (column >= 2))),
    ],
    ids=["twice", "one less", "a column"],
)
def test_own_fills_are_found_again_where_rows_came_in_or_went_between_rounds(tmp_path, source, change, to):
    before = looks_of(openpyxl.load_workbook(striped(source))["花名册"])
    annotate(source, read_delivery(source, ReadingTerms(PLACES, 2016)), tmp_path / "1.xlsx")
    book = openpyxl.load_workbook(tmp_path / "1.xlsx")
    sheet = book["花名册"]
    sheet.unmerge_cells("A1:I1")
    for place in WRONG.items():
        sheet.cell(*place).value = {ID: an_id(100 + place[0]), RELATION: "户主", ETHNICITY: "汉族"}[place[1]]
    sheet["F57"].value = "990101196503120012"
    change(sheet)
    book.save(tmp_path / "fixed.xlsx")
    again = read_delivery(tmp_path / "fixed.xlsx", ReadingTerms(PLACES, 2016))
    annotate(tmp_path / "fixed.xlsx", again, tmp_path / "2.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "2.xlsx")["花名册"]
    wanted = shifted(before, to)
    wrong = where(*to(57, ID))
    assert fills(sheet, look.ERROR_FILL) - {wrong} == set()
    found = looks_of(sheet, 10)
    assert {name: found[name] for name in wanted if name != wrong} == {
        name: one for name, one in wanted.items() if name != wrong
    }


def test_a_row_that_took_our_red_over_from_the_row_above_loses_it(tmp_path, source):
    annotate(source, read_delivery(source, ReadingTerms(PLACES, 2016)), tmp_path / "1.xlsx")
    book = openpyxl.load_workbook(tmp_path / "1.xlsx")
    sheet = book["花名册"]
    sheet.unmerge_cells("A1:I1")
    sheet.insert_rows(13)
    for column in range(1, 10):
        sheet.cell(13, column)._style = copy(sheet.cell(12, column)._style)
    book.save(tmp_path / "returned.xlsx")
    again = read_delivery(tmp_path / "returned.xlsx", ReadingTerms(PLACES, 2016))
    annotate(tmp_path / "returned.xlsx", again, tmp_path / "2.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "2.xlsx")["花名册"]
    wrong = {where(row + (row >= 13), column) for row, column in WRONG.items()}
    assert fills(sheet, look.ERROR_FILL) == wrong


@pytest.mark.parametrize(("ink", "fill", "above"), [("FFFFFFFF", None, 2), ("FF1F4E78", "FF1F4E78", 0)])
def test_what_could_not_be_seen_before_our_mark_is_asked_about_until_it_is_changed(
    tmp_path, source, ink, fill, above
):
    book = openpyxl.load_workbook(source)
    cell = book["花名册"]["D8"]
    cell.font = Font(color=ink)
    cell.fill = PatternFill("solid", fgColor=fill) if fill else PatternFill()
    book.save(source)

    def asked(path):
        found = read_delivery(path, ReadingTerms(PLACES, 2016))
        lines = [each for line in found.lines for each in line.problems if each.kind == "cell_hidden_value"]
        return found, [each.cell for each in lines]

    place = f"D{8 + above}"
    annotate(source, asked(source)[0], tmp_path / "1.xlsx")
    book = openpyxl.load_workbook(tmp_path / "1.xlsx")
    book["花名册"].unmerge_cells("A1:I1")
    if above:
        book["花名册"].insert_rows(5, above)
    book.save(tmp_path / "returned.xlsx")
    again, cells = asked(tmp_path / "returned.xlsx")
    assert cells == [place]
    annotate(tmp_path / "returned.xlsx", again, tmp_path / "2.xlsx")
    assert asked(tmp_path / "2.xlsx")[1] == [place]
    book = openpyxl.load_workbook(tmp_path / "2.xlsx")
    book["花名册"][place].value = "张小有"
    book.save(tmp_path / "2.xlsx")
    found, cells = asked(tmp_path / "2.xlsx")
    assert cells == []
    annotate(tmp_path / "2.xlsx", found, tmp_path / "3.xlsx")
    assert asked(tmp_path / "3.xlsx")[1] == []


@pytest.mark.office
@pytest.mark.parametrize("suffix", ["xlsx", "xls"])
def test_what_is_ours_is_known_as_another_office_program_saves_it(tmp_path, source, suffix):
    book = openpyxl.load_workbook(striped(source))
    book["花名册"]["D5"].comment = Comment("户主常年在外", "李有田")
    book.save(source)
    annotate(source, read_delivery(source, ReadingTerms(PLACES, 2016)), tmp_path / "back.xlsx")
    saved = converted(tmp_path / "back.xlsx", suffix)
    again = read_delivery(saved, ReadingTerms(PLACES, 2016))
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
    annotate(source, read_delivery(source, ReadingTerms(PLACES, 2016)), tmp_path / "back.xlsx")
    saved = converted(tmp_path / "back.xlsx", "xlsx")
    book = openpyxl.load_workbook(saved)
    book["花名册"]["F12"].value = an_id(112)
    book.save(saved)
    annotate(saved, read_delivery(saved, ReadingTerms(PLACES, 2016)), tmp_path / "second.xlsx")
    assert openpyxl.load_workbook(tmp_path / "second.xlsx")["花名册"]["F12"].fill.fgColor.rgb == wrong
