"""One roster in every format gives one delivery."""

from dataclasses import replace

import pytest
from openpyxl.comments import Comment
from openpyxl.styles import Font

from county_desk.intake.delivery import ReadingTerms, Verdict
from county_desk.intake.reading.report import read_delivery
from county_desk.sheets.formats.opening import open_book
from tests.intake.office import converted
from tests.intake.villages import LIVING, PERSONS, PLACES, ROSTER, a_workbook, problems, spoil


def test_a_row_whose_cells_may_have_moved_waits_for_a_person(tmp_path):
    head = "序号,行政村,村民小组,姓名,与户主关系,性别,身份证号,贫困户编号,家庭人口数"
    lines = [head]
    for row in (PERSONS[0], PERSONS[3]):
        cells = [row[0], "柳湾", row[2], row[3], row[4], row[5], f"'{row[6]}", f'="{row[14]}"', "1"]
        lines.append(",".join(str(cell) for cell in cells))
    path = tmp_path / "石桥镇柳湾.csv"
    path.write_bytes("\r\n".join([*lines[:2], lines[2] + ",多"]).encode("gbk"))
    found = read_delivery(path, ReadingTerms(PLACES, 2016))
    assert problems(found, "csv_structure") == [("", "A3", "csv_structure")]
    assert [one.verdict for one in found.households] == [Verdict.WARN, Verdict.ASK]


SPOILS = {"G5": "990101200609010032", "F5": "女", "I5": "汉", "T3": "1390000000", "P6": "=1+1", "H7": 25749}


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """One village's workbook with mistakes, as LibreOffice saves it in three formats."""
    folder = tmp_path_factory.mktemp("formats")
    book = spoil(a_workbook(), ROSTER, SPOILS)
    sheet = book[ROSTER]
    sheet["P7"].number_format, sheet["J7"].font = '0"万元"', Font(color="FFFFFFFF")
    sheet["D8"].comment = Comment("核实", "县")
    sheet.row_dimensions[8].hidden = sheet.column_dimensions["K"].hidden = True
    book[LIVING].sheet_state = "hidden"
    path = folder / "石桥镇柳湾贫困户花名册.xlsx"
    book.save(path)
    for suffix in ("xlsx", "xls"):
        converted(path, suffix)
    return folder / "converted"


def told(folder, suffix):
    """What is read of one of the files, without its name, its digest and the time it took."""
    found = read_delivery(folder / f"石桥镇柳湾贫困户花名册.{suffix}", ReadingTerms(PLACES, 2016))
    return replace(found, file="", digest="", seconds=0.0)


@pytest.mark.office
def test_one_roster_in_two_formats_gives_one_delivery(folder):
    expected = told(folder, "xlsx")
    found = told(folder, "xls")
    assert found.lines == expected.lines
    assert found == expected
    kinds = {problem.kind for one in found.lines for problem in one.problems}
    assert {"hidden_row", "formula_cell", "cell_hidden_value", "cell_comment"} <= kinds
    assert "hidden_column" in {problem.kind for problem in found.problems}


@pytest.mark.office
def test_grids_of_two_formats_are_the_same(folder):
    name = "石桥镇柳湾贫困户花名册"
    expected = open_book(f"{name}.xlsx", (folder / f"{name}.xlsx").read_bytes())
    found = open_book(f"{name}.xls", (folder / f"{name}.xls").read_bytes())
    for one, other in zip(found.grids, expected.grids, strict=True):
        assert one.rows == other.rows
        assert replace(one.marks, formats={}) == replace(other.marks, formats={})
        assert one.marks.formats.keys() == other.marks.formats.keys()
        assert (one.name, one.hidden) == (other.name, other.hidden)
