"""Lists of today's offices, in the words of the standard and of the national system."""

import pytest

from county_desk.intake.delivery import STORED, Verdict
from county_desk.intake.reading.columns.header_meaning import meaning
from tests.intake.lists import read_list, table
from tests.intake.villages import an_id

HEADS = ("户编号", "户主姓名", "身份证号", "家庭人口数", "行政村", "乡镇")
ZHANG = ("9901011012000001", "张大有", an_id(1, "19650312"), 1, "柳湾村", "石桥镇")
LEDGER = ("户主姓名", "公民身份号码", "户编码", "监测对象类型", "致（返）贫风险", "", "纳入监测时间")


@pytest.mark.parametrize(
    ("path", "meant"),
    [
        (("基本医疗有保障",), "全员参加医保"),
        (("义务教育是否有保障",), "义务教育有保障"),
        (("住房安全有保障",), "住房安全有保障"),
        (("生产经营净收入",), "生产经营性收入"),
        (("财产净收入",), "财产性收入"),
        (("转移净收入",), "转移性收入"),
        (("纳入时人均纯收入（元）",), "识别时人均纯收入"),
        (("监测时人均纯收入",), "识别时人均纯收入"),
        (("致（返）贫风险", "次要风险"), "致贫返贫风险2"),
        (("帮扶措施", "措施类别"), "帮扶类型"),
        (("风险消除情况", "是否消除"), "风险是否消除"),
        (("风险消除情况", "消除时间"), "风险消除时间"),
        (("家庭成员情况", "务工区域"), "务工所在地"),
    ],
)
def test_the_titles_of_the_standard_are_known(path, meant):
    assert meaning(path).title == meant


@pytest.mark.parametrize(
    ("told", "facts"),
    [
        ({"基本医疗有保障": "√"}, {"all_insured": True}),
        ({"基本医疗有保障": "×"}, {"all_insured": False}),
        ({"住房安全有保障": "是"}, {"dangerous": False}),
        ({"住房安全有保障": "否"}, {"dangerous": True}),
        ({"义务教育有保障": "是"}, {"dropouts": 0}),
        ({"义务教育有保障": "否"}, {"dropouts": None}),
        ({"义务教育有保障": "是", "辍学人数": 1}, {"dropouts": 1}),
        ({"住房安全有保障": ""}, {"dangerous": None}),
    ],
)
def test_what_is_said_in_the_words_of_the_standard_is_a_fact_of_the_household(told, facts, tmp_path):
    titles, cells = (*HEADS, *told, "饮水安全"), (*ZHANG, *told.values(), "是")
    found = read_list(table("花名册", titles, cells), tmp_path)
    assert [sheet.open for sheet in found.sheets] == [{}]
    (household,) = found.households
    assert {name: getattr(household.guarantees, name) for name in facts} == facts


def watched(*last, groups=("风险消除情况", "")):
    """A ledger with a head of two rows, which ends with what became of the risk."""
    book = table(
        "监测对象",
        (*LEDGER, *groups),
        ("", "", "", "", "主要风险", "次要风险", "", *last),
        (*(ZHANG[place] for place in (1, 2, 0)), "脱贫不稳定户", "因病", "", "202605", "是", "2026/9/20"),
    )
    for cells in ("A1:A2", "B1:B2", "C1:C2", "D1:D2", "E1:F1", "G1:G2", "H1:I1"):
        book.active.merge_cells(cells)
    return book


def test_a_household_whose_risk_is_gone_is_not_under_watch(tmp_path):
    found = read_list(watched("是否消除", "消除时间"), tmp_path, year=2026, today=None, place_id=1)
    (household,) = found.monitored
    assert (household.facts["风险是否消除"], household.facts["风险消除时间"]) == ("是", "2026-09-20")
    assert {line.verdict for line in found.lines if line.values} <= STORED


def test_a_ledger_waits_while_nobody_knows_what_became_of_the_risk(tmp_path):
    found = read_list(watched("消除与否核实", "日期"), tmp_path, year=2026, today=None, place_id=1)
    (sheet,) = found.sheets
    assert "H" in sheet.awaited
    assert [line.verdict for line in found.lines if line.values] == [Verdict.ASK]
