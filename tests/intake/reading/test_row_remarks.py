"""A remark that somebody has died or left, or that a row is void, is asked about before the row goes in."""

import pytest

from county_desk.intake.delivery import Verdict
from county_desk.intake.reading.checks.row_checks import kind_of
from county_desk.intake.reading.households.verdicts import agreed
from tests.intake.lists import applications, read_list, table
from tests.intake.made_up import an_id

GONE = (
    *("去世", "已死亡", "2016年3月去世", "于2016.3病故", "已故", "外嫁", "2015年嫁到四川", "户口已迁出"),
    *("全家迁走", "户主去世"),
)
VOID = ("重复", "与12行重复", "删除", "不要录入", "作废")
NOTHING = (
    *("", "丈夫去世", "因丈夫2010年去世致贫", "女儿外嫁", "父母双亡", "户口在外县", "迁入", "2016年新增"),
    *("外出务工", "故障", "亡羊"),
    "去世" + "，家中欠债较多" * 7,  # what is so long tells a story
)


@pytest.mark.parametrize(("said", "kind"), [(GONE, "remark_gone"), (VOID, "remark_void"), (NOTHING, "")])
def test_only_a_remark_about_the_row_itself_is_one(said, kind):
    assert {remark: kind_of(remark) for remark in said} == dict.fromkeys(said, kind)


def test_a_member_who_has_died_by_the_remark_keeps_the_household_waiting(tmp_path):
    rows = (
        ("户编号", "姓名", "与户主关系", "身份证号", "备注"),
        ("9901011010010001", "张大有", "户主", an_id(1, "19650312"), None),
        ("9901011010010001", "李秀英", "配偶", an_id(2, "19680725"), "2016年3月去世"),
        ("9901011010010002", "王秀田", "户主", an_id(5, "19500115"), "独居"),
    )
    found = read_list(table("名册", *rows), tmp_path, place_id=2)
    assert [(line.row, line.verdict, line.kinds) for line in found.lines[1:]] == [
        (2, Verdict.ASK, ("household_waits",)),
        (3, Verdict.ASK, ("remark_gone",)),
        (4, Verdict.ACCEPT, ()),
    ]
    (asked,) = (problem for problem in found.lines[2].problems if problem.kind == "remark_gone")
    assert asked.cell == "E3"
    assert "2016年3月去世" in asked.message
    taken = agreed(found, ["remark_gone"])
    assert [line.verdict for line in taken.lines[1:]] == [Verdict.ACCEPT, Verdict.WARN, Verdict.ACCEPT]


def test_an_application_that_does_not_count_by_the_remark_waits(tmp_path):
    found = read_list(applications(J3="删除", J4="去世"), tmp_path)
    assert [line.kinds for line in found.lines if line.row in (3, 4)] == [("remark_void",), ("remark_gone",)]
