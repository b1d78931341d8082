"""A list of households that names its head in two columns is taken where both say the same."""

import pytest

from county_desk.intake.delivery import Verdict
from tests.intake.lists import read_list, table
from tests.intake.made_up import an_id

ONE, OTHER = an_id(1, "19650312"), an_id(2, "19680725")
TITLES = ("户编号", "行政村", "户主姓名", "身份证号", "家庭人口数")
ROW = ("9901011010010001", "上坝村", "张大有", ONE, 3)


@pytest.mark.parametrize(
    ("title", "same", "different"), [("姓名", "张大有", "李秀英"), ("户主身份证号", ONE, OTHER)]
)
def test_two_columns_for_the_head_are_asked_about_where_they_differ(tmp_path, title, same, different):
    for said, kinds in ((same, []), (None, []), (different, ["several_values"])):
        found = read_list(table("户主", (*TITLES, title), (*ROW, said)), tmp_path)
        (line,) = (line for line in found.lines if line.row == 2)
        asked = [problem for problem in line.problems if problem.kind == "several_values"]
        assert [problem.kind for problem in asked] == kinds
        assert (line.verdict is Verdict.ASK) == bool(kinds)
        assert all(problem.cell == "F2" for problem in asked)
