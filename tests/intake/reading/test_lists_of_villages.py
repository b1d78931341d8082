"""Tables of villages and ledgers of monitoring: which village a row is of, and what it says."""

import pytest

from county_desk.intake.delivery import FileVerdict, Verdict
from tests.intake.lists import FAMILIES, read_list, table
from tests.intake.villages import line

ASK, TWICE = Verdict.ASK, "duplicate_row"
VILLAGES = (
    "序号",
    "乡镇",
    "行政村",
    "总户数",
    "总人口数",
    "贫困户数",
    "贫困人口数",
    "村集体经济收入（万元）",
)


def test_a_table_of_villages_gives_the_figures_of_each(tmp_path):
    rows = (
        (1, "石桥镇", "上坝村", 312, 1046, 20, 61, 3.5),
        (2, "青山镇", "柳湾村", 200, 700, 10, 30, 0),
        (3, "青山镇", "桃花源村", 1, 2, 3, 4, 5),
    )
    found = read_list(table("行政村信息表", VILLAGES, *rows), tmp_path)
    assert [(one.village, one.facts["总户数"]) for one in found.villages] == [(2, 312), (3, 200)]
    assert found.households == ()
    assert "village_unknown" in line(found, 4, "行政村信息表").kinds
    assert found.verdict is FileVerdict.PARTIAL


def test_a_village_twice_in_a_table_is_asked_about_in_both_rows(tmp_path):
    rows = ((1, "石桥镇", "上坝村", 312, 1046, 20, 61, 3), (2, "石桥镇", "上坝", 300, 900, 20, 60, 3))
    found = read_list(table("行政村信息表", VILLAGES, *rows), tmp_path)
    assert [one.verdict for one in found.lines[1:]] == [ASK, ASK]


MONITORING = (
    *("序号", "乡镇", "行政村", "户编号", "户主姓名", "身份证号", "家庭人口数", "监测对象类别"),
    *("致贫返贫风险1", "识别监测时间", "风险是否消除"),
)


def test_a_monitoring_ledger_gives_its_households(tmp_path):
    name = "监测对象台账"
    row = (1, "石桥镇", "上坝村", "9901011012000001", "张大有", FAMILIES[0][2], 3)
    found = read_list(
        table(name, MONITORING, (*row, "突发严重困难户", "因病", "202106", "否")), tmp_path, year=2022
    )
    (watched,) = found.monitored
    assert (watched.number, watched.head, watched.id_number, watched.village) == (
        "9901011012000001",
        "张大有",
        FAMILIES[0][2],
        2,
    )
    assert watched.facts["监测对象类别"] == "突发严重困难户"
    assert found.households == ()


def test_a_watched_household_may_have_several_risks_in_one_cell(tmp_path):
    row = (1, "石桥镇", "上坝村", "9901011012000001", "张大有", FAMILIES[0][2], 3, "突发严重困难户")
    found = read_list(table("台账", MONITORING, (*row, "因病、缺劳力", "2016-06", "否")), tmp_path)
    assert found.monitored[0].facts["致贫返贫风险1"] == "因病,缺劳动力"
    assert line(found, 2, "台账").kinds == ("normalized",)


def test_the_total_of_a_township_is_no_village(tmp_path):
    rows = (("全镇合计", "", "", 312, 1046, 20, 61, 3.5), (1, "石桥镇", "上坝村", 312, 1046, 20, 61, 3.5))
    found = read_list(table("表", VILLAGES, *rows), tmp_path)
    assert [one.verdict for one in found.lines[1:]] == [Verdict.SKIP, Verdict.WARN]


@pytest.mark.parametrize(
    ("name", "title"), [("青山镇监测台账.xlsx", None), ("名单.xlsx", "青岚县青山镇2022年台账")]
)
def test_a_township_in_the_title_tells_which_village_of_a_name_is_meant(name, title, tmp_path):
    above = [(title,)] if title else []
    watched = (1, "", "柳湾村", "", "张大有", FAMILIES[0][2], 3, "突发严重困难户", "因病", "202106", "否")
    ledger = read_list(table("表", *above, MONITORING, watched), tmp_path, name, year=2022)
    assert [one.village for one in ledger.monitored] == [3]
    villages = table("表", *above, VILLAGES, (1, "", "柳湾村", 312, 1046, 20, 61, 3.5))
    assert [one.village for one in read_list(villages, tmp_path, name).villages] == [3]
    other = table("表", *above, VILLAGES, (1, "石桥镇", "柳湾村", 312, 1046, 20, 61, 3.5))
    assert [one.village for one in read_list(other, tmp_path, name).villages] == [1]


def test_a_watched_household_of_an_unknown_village_goes_to_the_one_that_was_chosen(tmp_path):
    row = (1, "石桥镇", "桃花源", "9901011012000001", "张大有", FAMILIES[0][2], 3)
    book = table("监测", MONITORING, (*row, "突发严重困难户", "因病", "201606", "否"))
    assert read_list(book, tmp_path).counts["ask"] == 1
    found = read_list(book, tmp_path, place_id=6)
    assert ([one.village for one in found.monitored], found.counts["ask"]) == ([6], 0)


def test_a_village_on_two_sheets_is_asked_about_with_the_name_of_the_other_sheet(tmp_path):
    titles = ("乡镇", "行政村", "总户数", "总人口数", "贫困户数")
    book = table("甲", titles, ("石桥镇", "上坝村", 310, 1200, 20), ("青山镇", "青溪社区", 210, 800, 15))
    other = book.create_sheet("乙")
    for row in (titles, ("青山镇", "大河村", 110, 400, 9), ("石桥镇", "上坝村", 311, 1201, 20)):
        other.append(row)
    found = read_list(book, tmp_path)
    said = {one.sheet: one.message for row in found.lines for one in row.problems if one.kind == TWICE}
    assert "row 3 of 乙" in said["甲"]
    assert "row 2 of 甲" in said["乙"]
