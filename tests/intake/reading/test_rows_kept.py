"""What was read of a cell is kept from file to file, and changes nothing of what the next file says."""

from dataclasses import replace

from county_desk.text import CHINESE, language
from tests.intake.lists import read_list, table
from tests.intake.villages import a_workbook, an_id, read

TITLES = ["行政村", "户编号", "姓名", "与户主关系", "身份证号", "家庭人口数"]


def test_a_file_that_is_read_again_says_the_same_in_the_language_of_then(tmp_path):
    row = ["大河村", "990101100001", "张大有", "同上", an_id(1, "19650312")[:-1], "一"]
    book = table("名册", TITLES, row)
    first = read_list(book, tmp_path)
    with language(CHINESE):
        chinese = read_list(book, tmp_path)
    again = read_list(book, tmp_path)
    assert replace(again, seconds=0, digest="") == replace(first, seconds=0, digest="")
    assert chinese.lines[-1].kinds == first.lines[-1].kinds
    assert {each.message for each in chinese.lines[-1].problems}.isdisjoint(
        {each.message for each in first.lines[-1].problems}
    )


def test_files_with_other_cells_between_them_are_read_as_alone(tmp_path):
    alone = read(a_workbook(), tmp_path)
    for serial in range(1, 4):
        row = [
            "大河村",
            f"99010110000{serial}",
            f"张{'甲乙丙'[serial - 1]}",
            "户主",
            an_id(serial, "19650312"),
            1,
        ]
        read_list(table("名册", TITLES, row), tmp_path)
    assert replace(read(a_workbook(), tmp_path), seconds=0, digest="") == replace(alone, seconds=0, digest="")
