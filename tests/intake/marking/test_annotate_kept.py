"""What stays as the sender had it in a workbook that goes back, however odd the workbook is."""

import re
import zipfile

import pytest
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.dimensions import ColumnDimension
from openpyxl.worksheet.formula import ArrayFormula

from county_desk.intake.delivery import ReadingTerms, Verdict
from county_desk.intake.marking.annotate import marked
from county_desk.intake.marking.other_format import copied
from county_desk.intake.marking.sender_problems import count_wrong, is_wrong, problems_of
from county_desk.intake.reading.report import read_delivery
from county_desk.sheets.formats.book import Book, Grid
from county_desk.sheets.formats.memory_budget import MemoryBudget
from county_desk.text import language
from tests.intake.annotated import (
    ETHNICITY,
    HEAD,
    ID,
    PHONE,
    PLACES,
    RELATION,
    WRONG,
    an_id,
    changed,
    one_cell,
    rewritten,
    sent_back,
    where,
)
from tests.intake.corpus.catalogue import cases
from tests.intake.corpus.people import TERMS


@pytest.mark.parametrize("far", ["A1048576", "XFD9000"])
def test_a_look_far_away_from_the_table_adds_no_million_cells(tmp_path, source, far):
    def bold(_book, sheet):
        sheet[far].font = Font(bold=True)

    back = sent_back(changed(source, bold), tmp_path / "back.xlsx")["花名册"]
    assert len(back._cells) < 1000


def test_long_numbers_are_shown_as_they_were(tmp_path, source):
    def numeric(_book, sheet):
        for row in range(4, 64):
            sheet.cell(row, 2).value = int(sheet.cell(row, 2).value)
            sheet.cell(row, 2).number_format = "0"
        sheet.cell(12, ID).value, sheet.cell(12, ID).number_format = 990101196503120012, "0"
        sheet.cell(13, PHONE).value = None

    back = sent_back(changed(source, numeric), tmp_path / "back.xlsx")["花名册"]
    assert {back.cell(row, 2).number_format for row in range(4, 64)} == {"0"}
    assert back[where(12, ID)].number_format == "@"  # what is typed there has to stay as it is typed
    assert back.cell(13, PHONE).number_format == "@"


def test_a_sheet_that_is_full_to_its_edge_has_no_column_beyond_it(tmp_path, source):
    def full(_book, sheet):
        sheet["XFD7"] = "x"

    back = sent_back(changed(source, full), tmp_path / "back.xlsx")["花名册"]
    assert back.max_column == 16384
    assert back[where(12, ID)].comment is not None


LONG = "石桥镇柳湾村2016年建档立卡贫困户家庭成员花名册（第二次核对以后的终稿）"


@pytest.mark.parametrize(
    ("name", "called"), [("2016/11 [花名册]?", "2016_11 _花名册__"), (LONG, LONG[:31]), ("'说明", "说明2")]
)
def test_a_name_that_only_another_format_allows_is_made_fit(name, called):
    grids = (Grid("说明", [["x"]]), Grid(name, [["y"]]))
    assert copied(Book(grids, MemoryBudget())).sheetnames == ["说明", called]


def test_what_is_hidden_stays_so_and_the_sender_is_told_to_unhide_it(tmp_path, source):
    def hidden(book, sheet):
        sheet.row_dimensions[12].hidden = True
        book["说明"].sheet_state = "hidden"

    with language("zh"):
        back = sent_back(changed(source, hidden), tmp_path / "back.xlsx")
    words = "■ 本行是隐藏的，先看过再导入。 请取消隐藏；不该列在表里的，删掉这一行。"
    assert back["花名册"]["A12"].comment.text == words
    assert words in [cell.value for cell in back["请改这些"]["F"]]
    assert back["花名册"].row_dimensions[12].hidden


def test_a_sheet_that_no_menu_shows_and_a_locked_workbook_can_be_opened_up_by_the_sender(tmp_path, source):
    def sealed(book, sheet):
        book.active = 1
        sheet.sheet_state = "veryHidden"
        book.security.lockStructure = True
        book.security.workbookPassword = "x"

    back = sent_back(changed(source, sealed), tmp_path / "back.xlsx")
    assert back["花名册"].sheet_state == "hidden"
    assert not back.security.lockStructure
    assert "Unhide the sheet" in back["花名册"]["A3"].comment.text


def runs(path):
    """The runs of columns as they are written: first, last, width, hidden."""
    part = zipfile.ZipFile(path).read("xl/worksheets/sheet2.xml").decode()
    found = [dict(re.findall(r'(\w+)="([^"]*)"', run)) for run in re.findall("<col [^>]*>", part)]
    return [
        (int(run["min"]), int(run["max"]), float(run["width"]), run.get("hidden") == "1") for run in found
    ]


def declaring(first, last, hidden):
    """Declares the width of a run of columns at once, as Excel does."""

    def declare(_book, sheet):
        sheet.column_dimensions.clear()
        name = get_column_letter(first)
        sheet.column_dimensions[name] = ColumnDimension(
            sheet, name, width=12, hidden=hidden, min=first, max=last, customWidth=True
        )

    return declare


@pytest.mark.parametrize(
    ("declared", "written"),
    [
        ((6, 16384, False), [(6, 9, 12, False), (10, 10, 48, False), (11, 16384, 12, False)]),
        ((10, 16384, True), [(10, 10, 48, False), (11, 16384, 12, True)]),
        ((10, 10, True), [(10, 10, 48, False)]),
        ((6, 10, False), [(6, 9, 12, False), (10, 10, 48, False)]),
        ((11, 20, False), [(10, 10, 48, False), (11, 20, 12, False)]),
    ],
)
def test_our_column_is_shown_and_no_other_of_its_run_is_changed(tmp_path, source, declared, written):
    sent_back(changed(source, declaring(*declared)), tmp_path / "1.xlsx")
    assert runs(tmp_path / "1.xlsx") == written
    sent_back(tmp_path / "1.xlsx", tmp_path / "2.xlsx")
    assert runs(tmp_path / "2.xlsx") == written


@pytest.mark.parametrize(
    ("declared", "left"),
    [
        ((6, 16384, False), [(6, 9, 12, False), (10, 10, 12, False), (11, 16384, 12, False)]),
        ((10, 16384, True), [(10, 10, 12, True), (11, 16384, 12, True)]),
        ((6, 9, False), [(6, 9, 12, False)]),
    ],
)
def test_our_column_leaves_no_trace_once_all_is_right(tmp_path, source, declared, left):
    def corrected(_book, sheet):
        for row, column in WRONG.items():
            sheet.cell(row, column).value = {ID: an_id(row - 3), RELATION: "户主", ETHNICITY: "汉族"}[column]

    sent_back(changed(source, declaring(*declared)), tmp_path / "1.xlsx")
    corrected_copy = changed(tmp_path / "1.xlsx", corrected)
    sheet = sent_back(corrected_copy, tmp_path / "2.xlsx")["花名册"]
    assert runs(tmp_path / "2.xlsx") == left
    assert sheet.max_column == 9


def test_a_template_goes_back_as_a_workbook(tmp_path, source):
    def template(book, _sheet):
        book.template = True

    assert not sent_back(changed(source, template), tmp_path / "back.xlsx").template


def test_a_formula_of_several_cells_is_listed_by_what_it_gave_or_by_its_words(tmp_path, source):
    def computed(_book, sheet):
        for cell in ("I12", "J13"):
            sheet[cell] = ArrayFormula(cell, "=SUM(H4:H5)")

    with language("en"):
        out = tmp_path / "back.xlsx"
        book = sent_back(changed(source, computed), out, {"花名册": {"J13": "2"}})
    written = [row[4].value for row in book.worksheets[0].iter_rows(min_row=5)]
    assert "=SUM(H4:H5)" in written
    assert "“=SUM(H4:H5)”" in book["花名册"]["J13"].comment.text
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    said = [cell.value for cell in cells if isinstance(cell.value, str)]
    said += [cell.comment.text for cell in cells if cell.comment]
    assert not [text for text in said if "object at" in text]


def test_a_village_that_nothing_tells_is_asked_for_once(tmp_path):
    rows = [",".join(HEAD)]
    rows += [f"{n},990101000100{n:02},一组,张大有,户主,{an_id(n)},汉族,1," for n in range(1, 20)]
    (tmp_path / "表.csv").write_text("\n".join(rows), "gb18030")
    found = read_delivery(tmp_path / "表.csv", ReadingTerms(PLACES, 2016))
    assert [each.cell for each in problems_of(found) if is_wrong(each)] == ["A1"]
    assert count_wrong(found) == 1


@pytest.mark.parametrize("name", ["strict_book", "merged_overlap", "row_flat", "column_narrow"])
def test_an_odd_workbook_of_the_corpus_is_marked_and_read_again_with_all_its_rows(tmp_path, name):
    case = next(each for each in cases() if each.name == name)
    (tmp_path / case.file).write_bytes(case.content)
    found = read_delivery(tmp_path / case.file, TERMS)
    (tmp_path / "back.xlsx").write_bytes(marked(tmp_path / case.file, found, {}, None))
    again = read_delivery(tmp_path / "back.xlsx", TERMS)

    def told(delivery):
        rows = (line for line in delivery.lines if line.verdict is not Verdict.SKIP)
        return {(line.sheet, line.row): line.verdict for line in rows}

    assert told(found)
    assert told(again) == told(found)


@pytest.mark.parametrize("column", "BHI")
def test_a_cell_with_a_sign_that_no_workbook_holds_as_it_is_is_marked(tmp_path, source, column):
    inside = "<is><t>老_x0001_乡</t></is>"
    rewritten(source, one_cell(f"{column}6", ' t="inlineStr"', inside))
    sheet = sent_back(source, tmp_path / "back.xlsx")["花名册"]
    assert "“老_x0001_乡”" in sheet[f"{column}6"].comment.text
    found = read_delivery(tmp_path / "back.xlsx", ReadingTerms(PLACES, 2016))
    assert {each.cell for line in found.lines for each in line.problems} >= {f"{column}6"}
