"""The catalogue at import: each list has what is odd in it said at the cell, as the county takes it."""

import openpyxl
import pytest

from county_desk.intake.delivery import Level, ReadingTerms, Verdict
from county_desk.intake.reading.households.verdicts import agreed
from county_desk.intake.reading.report import read_delivery
from county_desk.rules.checks.catalogue import catalogue
from county_desk.rules.checks.running import Switch
from county_desk.text import language
from tests.intake.made_up import a_card
from tests.intake.villages import LEDGER, PLACES, ROSTER, a_workbook, an_id, line, spoil

MONITORING = (
    *("序号", "行政村", "户编号", "户主姓名", "身份证号", "监测对象类别", "致贫返贫风险1", "识别监测时间"),
    *("产业帮扶", "健康帮扶", "风险是否消除", "风险消除时间", "风险消除方式", "监测联系人"),
)
VILLAGES = ("序号", "乡镇", "行政村", "总户数", "总人口数", "未实现饮水安全户数", "危房户数", "通村硬化路")


def a_list(folder, header, *rows, name="柳湾村.xlsx", year=2016, switches=()):
    """What the reader says of a list of one sheet; its header stands in row 2."""
    book = openpyxl.Workbook()
    book.active.append(["石桥镇"])
    for row in (header, *rows):
        book.active.append(row)
    return said(book, folder, name, year, switches)


def said(book, folder, name="柳湾贫困户花名册.xlsx", year=2016, switches=()):
    path = folder / name
    book.save(path)
    return read_delivery(path, ReadingTerms(PLACES, year, switches=switches))


def at(delivery, *kinds):
    """The kinds that the catalogue said, with their cells."""
    known = catalogue().kinds()
    return [
        (problem.kind, problem.cell)
        for row in delivery.lines
        for problem in row.problems
        if problem.kind in known and (not kinds or problem.kind in kinds)
    ]


def watched(*cells):
    return [1, "上坝村", "9901011010010001", "张大有", an_id(1), "边缘易致贫户", *cells]


def test_a_monitoring_ledger_is_checked_row_by_row(tmp_path):
    sound = ["因病", "2023-01", None, "医保资助", "否", None, None, "赵干部"]
    odd = ["因病", "2023-01", "种养", None, "是", "2023-04", "帮扶消除", None]
    second = [2, "上坝村", "9901011010010002", "王秀田", an_id(2, "19680725"), "脱贫不稳定户", *odd]
    delivery = a_list(tmp_path, MONITORING, watched(*sound), second, name="上坝村.xlsx", year=2023)
    assert at(delivery, "check_m02", "check_m06", "check_m15") == [
        ("check_m02", "L4"),
        ("check_m06", "G4"),
        ("check_m15", "N4"),
    ]
    assert [row.verdict for row in delivery.lines if row.row in (3, 4)] == [Verdict.ACCEPT, Verdict.ASK]


def test_a_household_or_head_that_a_monitoring_ledger_lists_twice_is_asked_about_in_both_rows(tmp_path):
    kind = ["边缘易致贫户", "因病", "2023-01", None, "医保资助", "否", None, None, "赵干部"]
    rows = [
        [n, "上坝村", f"990101101001{number:04}", name, an_id(person), *kind]
        for n, number, name, person in (
            *((1, 1, "张大有", 1), (2, 2, "王秀田", 2), (3, 2, "王秀田", 2)),
            *((4, 4, "陈阿水", 4), (5, 5, "陈阿水", 4), (6, 6, "周兰", 6)),
        )
    ]
    delivery = a_list(tmp_path, MONITORING, *rows, name="上坝村.xlsx", year=2023)
    said = [(p.kind, p.cell) for row in delivery.lines for p in row.problems if p.level is Level.ASK]
    assert said == [
        *(("duplicate_row", "C4"), ("duplicate_row", "C5")),
        *(("duplicate_person", "E6"), ("duplicate_person", "E7")),
    ]


def test_a_watched_household_of_nobody_is_asked_about(tmp_path):
    cells = ["因病", "2023-01", None, "医保资助", "否", None, None, "赵干部"]
    delivery = a_list(
        tmp_path, (*MONITORING, "家庭人口数"), watched(*cells, 0), name="上坝村.xlsx", year=2023
    )
    assert [(p.kind, p.cell) for p in line(delivery, 3, "Sheet").problems] == [("number_range", "O3")]


def test_a_table_of_villages_is_checked_row_by_row(tmp_path):
    delivery = a_list(tmp_path, VILLAGES, [1, "石桥镇", "柳湾村", 310, 1200, 200, 120, "否"])
    assert at(delivery) == [("check_b03", "H3"), ("check_b04", "F3")]
    assert line(delivery, 3, "Sheet").verdict is Verdict.ASK
    assert line(agreed(delivery, {"check_b04"}), 3, "Sheet").verdict is Verdict.WARN


def test_a_contradiction_of_the_whole_household_stands_in_its_first_row(tmp_path):
    delivery = said(spoil(a_workbook(), ROSTER, {"R3": "因残"}), tmp_path)
    assert at(delivery) == [("check_d71", "R3")]


def test_an_amount_is_said_in_the_ledger_and_not_in_the_roster(tmp_path):
    cells = {"J5": 150, "L5": 250, "M5": 250, "N5": 250}
    delivery = said(spoil(a_workbook(), LEDGER, cells), tmp_path)
    assert [(p.sheet, p.cell) for p in line(delivery, 5, LEDGER).problems if p.kind == "check_d53"] == [
        (LEDGER, "J5")
    ]


def test_a_check_of_later_years_is_not_made_of_earlier_lists(tmp_path):
    assert at(said(a_workbook(), tmp_path, year=2016)) == []
    later = said(a_workbook(), tmp_path, year=2017)
    assert ("check_d21", "J5") in at(later)


@pytest.mark.parametrize(
    ("level", "verdict"), [("error", Verdict.ASK), ("warning", Verdict.WARN), ("off", Verdict.ACCEPT)]
)
def test_a_county_takes_a_check_as_it_likes(level, verdict, tmp_path):
    book = spoil(a_workbook(), ROSTER, {"R3": "因残"})
    delivery = said(book, tmp_path, switches=(Switch("D71", level),))
    assert line(delivery, 3).verdict is verdict


def test_a_check_made_heavier_can_be_answered_here(tmp_path):
    book = spoil(a_workbook(), ROSTER, {"R3": "因残"})
    delivery = said(book, tmp_path, switches=(Switch("D71", "error"),))
    assert line(agreed(delivery, {"check_d71"}), 3).verdict is Verdict.WARN


def test_what_is_said_names_the_fix_in_the_language_in_force(tmp_path):
    book = spoil(a_workbook(), ROSTER, {"R3": "因残"})
    with language("zh"):
        delivery = said(book, tmp_path)
    problem = next(p for p in line(delivery, 3).problems if p.kind == "check_d71")
    assert problem.message == "主要致贫原因是因残，没有一人残疾。核对残疾证，改健康状况或致贫原因。"
    assert problem.level is Level.WARN


ROSTER_OF_HEADS = ("序号", "行政村", "户编号", "户主姓名", "身份证号", "家庭人口数")
APPLICATION = ("序号", "行政村", "户主姓名", "身份证号", "家庭人口", "年人均纯收入(元)", "申请日期")


def applicants(folder, column, *values, born="19650312", year=2016):
    """A list of applications, each household with its value in one more column."""
    rows = [
        [n, "柳湾村", name, an_id(n, born), 2, 2600, "2016-11-30", value]
        for n, (name, value) in enumerate(
            zip(("张大有", "王秀田", "陈阿水", "李秀英"), values, strict=False), 1
        )
    ]
    return a_list(folder, (*APPLICATION, column), *rows, year=year)


CARD, OTHER = "6200009901010000016", "6200009901010000024"


def test_one_account_for_two_households_is_warned_about_once(tmp_path):
    delivery = applicants(tmp_path, "银行卡号", CARD, OTHER, CARD)
    assert at(delivery) == [("check_d91", "H3")]
    assert [line(delivery, row, "Sheet").verdict for row in (3, 4, 5)] == [
        Verdict.WARN,
        Verdict.ACCEPT,
        Verdict.ACCEPT,
    ]


def test_one_account_for_two_households_is_asked_about_where_the_county_raised_the_check(tmp_path):
    book = spoil(a_workbook(), ROSTER, {"U6": a_card("620000990101000001")})
    delivery = said(book, tmp_path, switches=(Switch("D91", "error"),))
    assert at(delivery) == [("check_d91", "U3"), ("check_d91", "U6")]
    assert line(delivery, 3).verdict is Verdict.ASK
    assert line(agreed(delivery, {"check_d91"}), 3).verdict is Verdict.WARN


def test_the_other_household_is_named_by_its_head(tmp_path):
    delivery = said(spoil(a_workbook(), ROSTER, {"U6": a_card("620000990101000001")}), tmp_path)
    assert at(delivery) == [("check_d91", "U3")]
    assert "王秀田" in line(delivery, 3).problems[0].message


def test_members_may_share_the_account_of_their_household(tmp_path):
    assert at(said(spoil(a_workbook(), ROSTER, {"U4": a_card("620000990101000001")}), tmp_path)) == []


def test_one_telephone_is_told_of_once_from_the_fourth_household_on(tmp_path):
    phone = "13900000001"
    assert at(applicants(tmp_path, "联系电话", phone, phone, phone)) == []
    delivery = applicants(tmp_path, "联系电话", phone, phone, phone, phone)
    assert at(delivery) == [("check_d09", "H3")]
    assert line(delivery, 3, "Sheet").verdict is Verdict.WARN


def test_a_head_born_after_the_application_is_asked_about(tmp_path):
    delivery = applicants(tmp_path, "备注", None, born="20161201")
    assert at(delivery) == [("date_future", "D3")]
    assert line(delivery, 3, "Sheet").verdict is Verdict.ASK


LEAVING = (*ROSTER_OF_HEADS, "劳动力人数", "脱贫属性", "脱贫年度")


def test_a_year_of_leaving_is_held_against_the_standing(tmp_path):
    rows = [
        [1, "柳湾村", "9901011010010001", "张大有", an_id(1), 2, 1, "未脱贫", "2015"],
        [2, "柳湾村", "9901011010010002", "王秀田", an_id(2), 2, 3, "脱贫", None],
        [3, "柳湾村", "9901011010010003", "陈阿水", an_id(3), 2, 2, "脱贫", 2015],
    ]
    delivery = a_list(tmp_path, LEAVING, *rows)
    assert at(delivery) == [("check_d68", "I3"), ("check_d69", "I4"), ("number_range", "G4")]
    assert [line(delivery, row, "Sheet").verdict for row in (3, 4, 5)] == [
        Verdict.ASK,
        Verdict.ASK,
        Verdict.ACCEPT,
    ]


def test_figures_of_a_village_that_cannot_be_are_asked_about(tmp_path):
    header = (
        *("序号", "乡镇", "行政村", "总户数", "总人口数", "低保户数", "贫困户数", "贫困人口数"),
        "贫困发生率",
    )
    rows = [
        [1, "石桥镇", "柳湾村", 310, 1200, 20, 30, 60, "5%"],
        [2, "石桥镇", "上坝村", 310, 300, 320, 30, 0, "10%"],
    ]
    delivery = a_list(tmp_path, header, *rows)
    assert at(delivery) == [
        ("number_range", "E4"),
        ("number_range", "H4"),
        ("number_range", "F4"),
        ("check_b08", "I4"),
    ]


@pytest.mark.parametrize(
    ("cell", "code", "stored", "kinds"),
    [
        (0.05, "0.00%", "5", ()),
        (0.05, "0%", "5", ()),
        (60 / 1201, "0.00%", "5", ()),
        (0.0523, "0.00%", "5.23", ()),
        (0.0523, "0%", "5.23", ("number_format_suspect",)),
        (0.05, "General", None, ("number_unclear",)),
        (5, "0.00%", "5", ("number_format_suspect",)),
    ],
)
def test_a_share_that_is_shown_in_per_cent_is_read_as_shown(cell, code, stored, kinds, tmp_path):
    book = openpyxl.Workbook()
    book.active.append(["石桥镇"])
    book.active.append(["序号", "乡镇", "行政村", "总户数", "总人口数", "贫困发生率"])
    book.active.append([1, "石桥镇", "柳湾村", 310, 1200, cell])
    book.active["F3"].number_format = code
    row = line(said(book, tmp_path, name="行政村.xlsx"), 3, "Sheet")
    assert row.values.get("贫困发生率") == stored
    assert row.kinds == kinds


def test_a_household_of_nobody_is_asked_about(tmp_path):
    delivery = a_list(tmp_path, ROSTER_OF_HEADS, [1, "柳湾村", "9901011010010001", "张大有", an_id(1), 0])
    assert at(delivery) == [("member_count", "F3")]
    assert line(delivery, 3, "Sheet").verdict is Verdict.ASK


def test_incomes_in_a_row_of_the_roster_are_added_up_like_those_of_a_ledger(tmp_path):
    header = (
        *("序号", "行政村", "户编号", "户主姓名", "身份证号", "家庭人口数", "工资性收入", "生产经营性收入"),
        *(
            "转移性收入",
            "低保金",
            "生产经营性支出",
            "年总收入",
            "年纯收入",
            "人均纯收入",
            "危房户",
            "识别标准",
        ),
    )
    first = [1, "柳湾村", "9901011010010001", "张大有", an_id(1), 2, 6000, 1000, 800, 800, 300, 7800, 7500]
    second = [2, "柳湾村", "9901011010010002", "王秀田", an_id(2, "19680725"), 1, 0, 0, 2400, 2400, 0, 2400]
    delivery = a_list(
        tmp_path,
        header,
        [*first, 3750, "否", "国家标准"],
        [*second, 2500, 2500, "否", "国家标准"],
    )
    assert at(delivery, "income_sum", "income_per_head") == [("income_sum", "M4")]
    income = delivery.households[0].income
    assert (income.transfer, income.net_income) == (800, 7500)


HEADS = ("户编号", "户主姓名", "身份证号", "家庭人口数")


@pytest.mark.parametrize(
    ("titles", "figures", "cell", "kind"),
    [
        (("人均纯收入",), (0.25,), "E3", "income_unit"),
        (("务工收入", "低保金"), (0.6, 2400), "E3", "income_unit"),
        (("务工收入", "公益林补贴"), (6000, 9.75), "", ""),
    ],
)
def test_an_income_in_ten_thousands_is_asked_about_wherever_it_stands(titles, figures, cell, kind, tmp_path):
    found = a_list(
        tmp_path, (*HEADS, *titles), ["9901011010010001", "张大有", an_id(1, "19650312"), 2, *figures]
    )
    assert at(found, "income_unit") == ([(kind, cell)] if kind else [])
    assert (found.households[0].verdict is Verdict.ASK) == bool(kind)


def test_a_household_of_33_is_asked_about_in_a_list_of_heads(tmp_path):
    found = a_list(tmp_path, HEADS, ["9901011010010001", "张大有", an_id(1, "19650312"), 33])
    assert [(each.kind, each.cell) for each in line(found, 3, "Sheet").problems] == [("number_range", "D3")]


@pytest.mark.parametrize(("said", "cells"), [(6500, []), (9500, ["E3"]), (None, [])])
def test_a_sum_of_a_group_beside_its_lines_is_held_against_them(said, cells, tmp_path):
    titles = (*HEADS, "工资性收入", "务工收入", "公益岗收入", "种植业")
    row = ["9901011010010001", "张大有", an_id(1, "19650312"), 2, said, 6000, 500, 1000]
    found = a_list(tmp_path, titles, row)
    assert at(found, "income_sum") == [("income_sum", cell) for cell in cells]


def test_a_sum_of_which_only_a_part_is_listed_is_asked_about(tmp_path):
    titles = (*HEADS, "转移性收入", "其中：低保金", "种植业")
    found = a_list(
        tmp_path, titles, ["9901011010010001", "张大有", an_id(1, "19650312"), 2, 3000, 2400, 1000]
    )
    assert at(found, "income_sum") == [("income_sum", "E3")]
