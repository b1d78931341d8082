"""What openpyxl drops or a workbook cannot say of a text table is wrong again when the copy comes back."""

import openpyxl
import pytest

from county_desk.intake.delivery import ReadingTerms
from county_desk.intake.marking.annotate import annotate
from county_desk.intake.reading.report import read_delivery
from tests.intake.annotated import HEAD, ID, PHONE, PLACES, an_id, changed, roster, sent_back
from tests.intake.office import converted

pytestmark = pytest.mark.slow


def read(path):
    return read_delivery(path, ReadingTerms(PLACES, 2016, place_id=1))


def kinds(path):
    """What is found in each row of a file, by row."""
    found = read(path)
    return {line.row: set(line.kinds) for line in found.lines if line.kinds and line.verdict != "skip"}


def test_a_number_that_nobody_sees_is_asked_about_again_though_it_is_one_that_is_kept_as_text(tmp_path):
    def odd(_book, sheet):
        sheet.cell(5, ID).number_format = ";;;"
        sheet.cell(6, PHONE).value, sheet.cell(6, PHONE).number_format = 13800000006, '0"万"'

    source = changed(roster(tmp_path / "表.xlsx", 8, {}), odd)
    sent_back(source, tmp_path / "back.xlsx")
    before = kinds(source)
    assert "cell_hidden_value" in before[5]
    assert "number_format_suspect" in before[6]
    assert kinds(tmp_path / "back.xlsx") == before


def covering(tmp_path):
    """A roster as another program leaves it, with a value, an error and a formula under merged cells."""
    path = roster(tmp_path / "表.xlsx", 8, {})
    book = openpyxl.load_workbook(path)
    sheet = book["花名册"]
    sheet["I6"], sheet["I8"], sheet["I8"].data_type = "=1+1", "#REF!", "e"
    for block in ("F4:F5", "I5:I6", "I7:I8"):
        sheet.merged_cells.add(block)  # this one leaves what stands below
    book.save(path)
    return path


def test_what_stands_under_merged_cells_is_there_again_and_marked_where_it_shows(tmp_path):
    source = covering(tmp_path)
    before = kinds(source)
    assert {"cell_hidden_value", "merged_cell"} <= before[5]
    assert "formula_cell" in before[6]
    assert "cell_error" in before[8]
    sheet = sent_back(source, tmp_path / "back.xlsx")["花名册"]
    assert "shows nothing" in sheet["F4"].comment.text
    assert kinds(tmp_path / "back.xlsx") == before
    sent_back(tmp_path / "back.xlsx", tmp_path / "again.xlsx")
    assert kinds(tmp_path / "again.xlsx") == before


def text_table(tmp_path, second):
    rows = [
        HEAD,
        *((n, f"9901010001000{n}", "一组", "张大有", "户主", an_id(n), "汉族", 1, "") for n in (1, 2, 3)),
    ]
    lines = [",".join(map(str, row)) for row in rows]
    lines[2] = second.format(an_id(2))
    (tmp_path / "柳湾村花名册.csv").write_text("\n".join(lines), "gb18030")
    return tmp_path / "柳湾村花名册.csv"


NARROW = "2,99010100010002,一组,张大有,户主,{},汉族,1"


def test_a_row_of_a_text_table_whose_cells_may_have_moved_is_asked_about_until_it_is_changed(tmp_path):
    source = text_table(tmp_path, NARROW)
    assert kinds(source)[3] == {"csv_structure"}
    for before, after in ((source.name, "1.xlsx"), ("1.xlsx", "2.xlsx")):
        annotate(tmp_path / before, read(tmp_path / before), tmp_path / after)
        assert kinds(tmp_path / after)[3] == {"csv_structure"}
    book = openpyxl.load_workbook(tmp_path / "2.xlsx")
    assert "type a space into a cell" in book["Table"]["A3"].comment.text
    book["Table"]["I3"] = " "
    book.save(tmp_path / "3.xlsx")
    assert 3 not in kinds(tmp_path / "3.xlsx")


def test_such_a_row_is_known_where_rows_came_in_above_it(tmp_path):
    source = text_table(tmp_path, NARROW)
    annotate(source, read(source), tmp_path / "1.xlsx")
    book = openpyxl.load_workbook(tmp_path / "1.xlsx")
    book["Table"].insert_rows(2)
    book.save(tmp_path / "1.xlsx")
    assert kinds(tmp_path / "1.xlsx") == {4: {"csv_structure"}}


@pytest.mark.office
@pytest.mark.parametrize("suffix", ["xls", "xlsx"])
def test_such_a_row_is_asked_about_as_another_office_program_saves_the_file(tmp_path, suffix):
    source = text_table(tmp_path, NARROW)
    annotate(source, read(source), tmp_path / "1.xlsx")
    assert kinds(converted(tmp_path / "1.xlsx", suffix))[3] == {"csv_structure"}


def test_what_we_say_beside_the_name_of_a_village_makes_no_person_of_it(tmp_path):
    cells = [["石桥镇柳湾村名单"], list(HEAD)]
    cells += [[n, "", "一组", "张大有", "户主", an_id(n), "汉族", 1, ""] for n in (1, 2)]
    cells += [["上坝村"], *([n, "", "一组", "王秀田", "户主", an_id(n), "汉族", 1, ""] for n in (3, 4))]
    book = openpyxl.Workbook()
    for row in cells:
        book.active.append(row)
    book.active.title = "花名册"
    book.save(tmp_path / "名单.xlsx")
    sent_back(tmp_path / "名单.xlsx", tmp_path / "back.xlsx")
    assert kinds(tmp_path / "back.xlsx") == kinds(tmp_path / "名单.xlsx")
    assert 5 not in kinds(tmp_path / "back.xlsx")
