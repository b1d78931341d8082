"""Lists of other departments, and columns that only they have."""

from decimal import Decimal

import pytest

from county_desk.intake.delivery import FileVerdict, Layout, Level, Verdict
from county_desk.intake.marking.sender_problems import problems_of
from tests.intake.lists import (
    APPLICATION,
    FAMILIES,
    applications,
    read_list,
    table,
)
from tests.intake.villages import an_id, line


def test_a_list_of_another_department_gives_who_and_what(tmp_path):
    book = table(
        "车辆",
        ("序号", "姓名", "身份证号", "车牌号", "车辆类型"),
        (1, "张大有", FAMILIES[0][2], "X1", "轿车"),
    )
    found = read_list(book, tmp_path)
    (entry,) = found.entries
    assert (entry.name, entry.id_number, entry.kind) == ("张大有", FAMILIES[0][2], "轿车、X1")
    assert found.place_id is None
    assert found.verdict is FileVerdict.ACCEPT


@pytest.mark.parametrize(
    "titles",
    [
        ("序号", "机动车所有人", "身份证号", "车牌号", "车辆品牌", "初次登记日期"),
        ("序号", "权利人", "身份证号", "不动产坐落", "建筑面积（㎡）", "登记时间"),
        ("序号", "患者姓名", "身份证号", "病种", "备注", "确诊时间"),
        ("序号", "法定代表人", "身份证号", "企业名称", "登记状态", "成立日期"),
        ("序号", "职工姓名", "身份证号", "工作单位", "职务", "备注"),
        ("序号", "学生姓名", "身份证号", "就读学校", "年级", "补助类型", "家长姓名"),
        ("序号", "姓名", "身份证号", "岗位名称", "岗位类型", "上岗时间"),
        ("序号", "参保人姓名", "身份证号", "参保类型", "参保年度", "备注"),
        ("序号", "死者姓名", "身份证号", "死亡日期", "注销户口时间"),
        ("序号", "低保对象姓名", "身份证号", "月金额"),
        ("序号", "姓名", "身份证号", "金额（元/人/月）"),
        ("序号", "对象姓名", "身份证号", "保障人口", "低保标准（元）", "月保障金额"),
        ("序号", "残疾人姓名", "身份证号", "残疾级别", "补贴标准", "发放月数"),
        ("序号", "参保人姓名", "身份证号", "险种", "参保状态", "缴费档次"),
    ],
)
def test_the_usual_columns_of_other_departments_are_no_question(titles, tmp_path):
    cells = {
        "建筑面积（㎡）": "98.5",
        "参保年度": "2016",
        "月金额": 320,
        "月保障金额": 320,
        "金额（元/人/月）": 320,
    } | dict.fromkeys(
        ("初次登记日期", "登记时间", "确诊时间", "成立日期", "死亡日期", "注销户口时间", "上岗时间"),
        "2014-03-02",
    )
    row = (1, "张大有", FAMILIES[0][2], *(cells.get(title, "某某") for title in titles[3:]))
    found = read_list(table("比对", titles, row), tmp_path)
    assert [(entry.name, entry.id_number) for entry in found.entries] == [("张大有", FAMILIES[0][2])]
    assert found.verdict is FileVerdict.ACCEPT


@pytest.mark.parametrize("title", ["职务", "登记日期", "建筑面积"])
def test_in_a_list_of_households_they_are_asked_about(title, tmp_path):
    found = read_list(applications(K1=title, K2="2014-03-02"), tmp_path)
    (asked,) = [problem for problem in found.problems if problem.kind == "header_unknown"]
    assert (asked.cell, asked.level) == ("K1", Level.ASK)
    assert line(found, 2, APPLICATION).verdict is Verdict.ACCEPT


def test_a_column_for_signatures_is_no_question(tmp_path):
    assert read_list(applications(K1="户主签字（手印）", K2="张大有"), tmp_path).counts["accept"] == 4


def test_two_tables_side_by_side_are_one_thing_to_put_right_and_no_column_to_pass_over(tmp_path):
    titles = ("序号", "行政村", "户主姓名", "身份证号", "家庭人口", "申请日期")
    rows = [
        (
            1,
            "上坝村",
            "张大有",
            FAMILIES[0][2],
            3,
            "2016-11-01",
            "",
            2,
            "上坝村",
            "李秀英",
            FAMILIES[1][2],
            4,
            "2016-11-02",
        ),
    ]
    found = read_list(table("公示", (*titles, "", *titles), *rows), tmp_path)
    (said,) = {(each.cell, each.message) for each in found.problems if each.kind == "header_duplicate"}
    assert said[0] == "H1"
    assert "H to M" in said[1]
    assert [each.cell for each in found.lines[-1].problems if each.kind == "header_duplicate"] == ["H2"]
    assert [each.cell for each in problems_of(found) if each.kind == "header_duplicate"] == ["H1"]
    assert found.lines[-1].verdict is Verdict.ASK
    assert not found.sheets[0].open


def test_a_title_that_stands_twice_is_asked_about_and_can_be_answered(tmp_path):
    book = applications(K1="户主", K2="张大有")
    found = read_list(book, tmp_path)
    (sheet,) = found.sheets
    assert sheet.open == {"K": ""}
    (said,) = [each for each in found.problems if each.kind == "header_duplicate"]
    assert (said.cell, "C and K" in said.message) == ("K1", True)
    layout = Layout(sheet.list, tuple(sheet.texts.values()), {sheet.texts["K"]: ""})
    assert read_list(book, tmp_path, layouts=(layout,)).verdict is FileVerdict.ACCEPT


@pytest.mark.parametrize("title", ["年级", "监护人", "婚姻状况"])
def test_a_title_that_stands_twice_names_both_its_columns(title, tmp_path):
    titles = ["行政村", "户编号", "姓名", "与户主关系", title, title, "身份证号", "家庭人口数"]
    row = ["大河村", "990101100001", "张大有", "户主", "甲", "乙", an_id(1, "19650312"), 1]
    found = read_list(table("名册", titles, row), tmp_path)
    (said,) = [each.message for each in found.problems if each.kind == "header_duplicate"]
    assert "Columns E and F are both" in said


def test_an_unknown_column_that_nobody_filled_in_is_told_and_asks_nothing(tmp_path):
    found = read_list(applications(K1="驻村干部核对"), tmp_path)
    (said,) = [each for each in found.problems if each.kind == "header_unknown"]
    assert (said.cell, said.level) == ("K1", Level.WARN)
    assert (found.verdict, found.sheets[0].open) == (FileVerdict.ACCEPT, {})
    filled = read_list(applications(K1="驻村干部核对", K3="已核对"), tmp_path)
    assert filled.sheets[0].open == {"K": ""}
    assert line(filled, 3, APPLICATION).verdict is Verdict.ACCEPT


def test_an_amount_of_another_department_is_kept_as_money(tmp_path):
    book = table(
        "低保", ("姓名", "身份证号", "保障类型", "保障金额"), ("李秀英", FAMILIES[1][2], "农村低保", "350")
    )
    (entry,) = read_list(book, tmp_path).entries
    assert (entry.kind, entry.amount) == ("农村低保", Decimal("350.00"))
