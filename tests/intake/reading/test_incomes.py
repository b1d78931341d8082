"""What is kept of a line of incomes with blank cells: a blank is nought only where a sum shows it."""

from decimal import Decimal

import pytest

from county_desk.intake.delivery import Verdict
from tests.intake.lists import read_list, table
from tests.intake.villages import LEDGER, a_workbook, an_id, line, read

ROSTER = ("行政村", "户编号", "户主姓名", "身份证号", "家庭人口数")
GROUPS = ("工资性收入", "生产经营性收入", "财产性收入", "转移性收入", "生产经营性支出")


def of_one(folder, titles, *amounts):
    """What is said of a household with these incomes in its row of a list of heads."""
    row = ("大河村", "9901011010010001", "张大有", an_id(1, "19650312"), 2, *amounts)
    return read_list(table("名册", (*ROSTER, *titles), row), folder)


def kept(delivery):
    """The groups, the net income and the figure a head that would be stored."""
    income = delivery.households[0].income
    sums = (income.wage, income.business, income.property, income.transfer, income.expense)
    return *sums, income.net_income, income.income_per_head


def test_a_group_of_which_nothing_is_said_is_not_known_and_no_net_income_is_made_of_it(tmp_path):
    found = of_one(tmp_path, GROUPS, 6000, 1200, None, None, 0)
    assert kept(found) == (6000, 1200, None, None, 0, None, None)
    (said,) = line(found, 2, "名册").problems
    assert (said.kind, said.cell) == ("income_missing", "H2")
    assert "财产性收入、转移性收入" in said.message
    assert line(found, 2, "名册").verdict is Verdict.WARN


def test_groups_that_are_all_filled_in_make_the_net_income(tmp_path):
    found = of_one(tmp_path, GROUPS, 6000, 1200, 0, 800, 500)
    assert kept(found) == (6000, 1200, 0, 800, 500, 7500, 3750)
    assert line(found, 2, "名册").problems == ()


@pytest.mark.parametrize(
    ("titles", "sums"), [(("年纯收入",), (7200,)), (("年总收入", "年纯收入"), (7200, 7200))]
)
def test_blank_groups_are_nought_where_the_sum_is_right_without_them(titles, sums, tmp_path):
    found = of_one(tmp_path, (*GROUPS, *titles), 6000, 1200, None, None, None, *sums)
    assert kept(found) == (6000, 1200, 0, 0, 0, 7200, 3600)
    assert line(found, 2, "名册").verdict is Verdict.ACCEPT


def test_so_they_are_where_the_figure_a_head_is_right_without_them(tmp_path):
    found = of_one(tmp_path, (*GROUPS, "人均纯收入"), 6000, 1200, None, None, None, 3600)
    assert kept(found) == (6000, 1200, 0, 0, 0, 7200, 3600)
    assert line(found, 2, "名册").verdict is Verdict.ACCEPT
    other = of_one(tmp_path, (*GROUPS, "人均纯收入"), 6000, 1200, None, None, None, 3900)
    assert kept(other) == (6000, 1200, None, None, None, None, 3900)
    assert line(other, 2, "名册").kinds == ("income_missing",)


def test_none_in_a_group_is_a_blank_cell_and_asked_about_in_a_sum(tmp_path):
    found = of_one(tmp_path, (*GROUPS, "年纯收入"), 6000, 1200, "无", "没有", "无", 7200)
    assert kept(found) == (6000, 1200, 0, 0, 0, 7200, 3600)
    assert line(found, 2, "名册").kinds == ("normalized",)
    assert (
        line(of_one(tmp_path, (*GROUPS, "年纯收入"), 6000, 1200, 0, 0, 0, "无"), 2, "名册").verdict
        is Verdict.ASK
    )


def test_a_gross_income_tells_nothing_of_blank_expenses(tmp_path):
    found = of_one(tmp_path, (*GROUPS, "年总收入"), 6000, 1200, None, None, None, 7200)
    assert kept(found) == (6000, 1200, 0, 0, None, None, None)


def test_a_blank_group_beside_a_right_gross_income_is_not_spoken_of(tmp_path):
    found = of_one(tmp_path, (*GROUPS, "年总收入"), 6000, 1200, None, None, 200, 7200)
    assert kept(found) == (6000, 1200, 0, 0, 200, 7000, 3500)
    assert line(found, 2, "名册").verdict is Verdict.ACCEPT


@pytest.mark.parametrize(("a_head", "net"), [(3600, 7200), (3600.4, 7200), (3000, None)])
def test_a_net_income_is_worked_out_only_where_the_figure_a_head_agrees(a_head, net, tmp_path):
    found = of_one(tmp_path, ("工资性收入", "年总收入", "人均纯收入"), 7200, 7200, a_head)
    assert kept(found)[-2:] == (net, Decimal(str(a_head)))


def test_a_net_income_without_a_single_line_is_taken_and_tells_nothing_of_the_groups(tmp_path):
    found = of_one(tmp_path, (*GROUPS, "年纯收入"), *[None] * 5, 7200)
    assert kept(found) == (None, None, None, None, None, 7200, 3600)
    assert line(found, 2, "名册").verdict is Verdict.ACCEPT


def test_one_kind_of_income_alone_is_not_the_income_of_a_household(tmp_path):
    assert kept(of_one(tmp_path, ("低保金",), 2400)) == (None, None, None, 2400, None, None, None)


def test_a_sum_beside_its_lines_is_asked_about_where_all_of_them_are_blank(tmp_path):
    found = of_one(tmp_path, ("工资性收入", "务工收入", "公益岗收入", "年纯收入"), 6500, None, None, 6500)
    assert ("income_sum", "F2") in [(one.kind, one.cell) for one in line(found, 2, "名册").problems]


def test_a_line_of_a_ledger_without_sums_erases_nothing(tmp_path):
    book = a_workbook()
    book[LEDGER].delete_cols(12, 3)
    book[LEDGER]["J4"] = None
    income = read(book, tmp_path).households[0].income
    assert (income.transfer, income.property, income.net_income) == (None, 0, None)
