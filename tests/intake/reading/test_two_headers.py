"""A second header on a sheet: the same again, the same in another order, and that of another list."""

import pytest

from county_desk.intake.delivery import Verdict
from tests.intake.lists import read_list, table
from tests.intake.villages import a_card, an_id, problems

TITLES = ("序号", "户主姓名", "身份证号", "家庭人口", "年人均纯收入(元)", "申请日期", "银行卡号", "联系电话")
BORN = ("19650312", "19680725", "19500115", "19810101")
NAMES = ("张大有", "李秀英", "王秀田", "周兰")
SHEET = "名单"


def household(n):
    """The cells of a household."""
    number, card = an_id(n, BORN[n - 1]), a_card(f"6200009901010000{n:02}")
    return n, NAMES[n - 1], number, 2, 2350.5, "2016-03-15", card, f"139000000{n:02}"


def swapped(cells, one, other):
    """Cells of which two columns are exchanged."""
    names = list(cells)
    first, second = TITLES.index(one), TITLES.index(other)
    names[first], names[second] = names[second], names[first]
    return names


def tables(header, *rows):
    """A table of two households and another header with its rows below it, in rows 4 and on."""
    return table(SHEET, ["石桥镇柳湾村名单"], TITLES, household(1), household(2), header, *rows)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("银行卡号", "联系电话"),
        ("序号", "家庭人口"),
        ("户主姓名", "身份证号"),
        ("家庭人口", "年人均纯收入(元)"),
    ],
)
def test_the_same_columns_in_another_order_are_not_read_by_the_first_header(one, other, tmp_path):
    book = tables(
        swapped(TITLES, one, other), swapped(household(3), one, other), swapped(household(4), one, other)
    )
    found = read_list(book, tmp_path, "石桥镇柳湾村.xlsx")
    assert [line.verdict for line in found.lines[2:]] == [
        *(Verdict.ACCEPT, Verdict.ACCEPT, Verdict.SKIP),
        *(Verdict.REJECT, Verdict.REJECT),
    ]
    assert [line.kinds for line in found.lines[5:]] == [("header_missing",)] * 2
    assert [line.row for line in found.lines] == list(range(1, 8))
    assert (SHEET, "A6", "header_missing") in problems(found)
    assert found.lines[-1].original["银行卡号"] == household(4)[6]
    assert len(found.households) == 2


def test_a_table_of_another_kind_below_is_not_read_by_the_first_header(tmp_path):
    ledger = ("序号", "户编号", "户主姓名", "务工收入", "养殖业", "年纯收入")
    book = tables(
        ledger, (1, "9901011010010001", "张大有", 6000, 0, 6000), ("合计", None, None, 6000, 0, 6000)
    )
    found = read_list(book, tmp_path, "石桥镇柳湾村.xlsx")
    assert [line.verdict for line in found.lines[4:]] == [Verdict.SKIP, Verdict.REJECT, Verdict.SKIP]
    assert "total_mismatch" not in found.kinds


@pytest.mark.parametrize(
    "header", [TITLES, [title.replace("身份证号", "身份证号码") for title in TITLES], TITLES[:7]]
)
def test_the_same_header_once_more_is_passed_over(header, tmp_path):
    found = read_list(tables(header, household(3)), tmp_path, "石桥镇柳湾村.xlsx")
    assert [line.verdict for line in found.lines[4:]] == [Verdict.SKIP, Verdict.ACCEPT]
    assert len(found.households) == 3


def test_below_the_first_header_once_more_rows_are_read_again(tmp_path):
    other = swapped(TITLES, "银行卡号", "联系电话")
    book = tables(other, swapped(household(3), "银行卡号", "联系电话"), TITLES, household(4))
    found = read_list(book, tmp_path, "石桥镇柳湾村.xlsx")
    assert [line.verdict for line in found.lines[4:]] == [
        *(Verdict.SKIP, Verdict.REJECT),
        *(Verdict.SKIP, Verdict.ACCEPT),
    ]


def test_a_household_that_goes_on_below_the_other_header_waits_for_those_rows(tmp_path):
    titles = ("户编号", "姓名", "与户主关系", "身份证号")
    one, two = "9901011010010001", "9901011010010002"
    book = table(
        *("名册", ["石桥镇柳湾村花名册"], titles),
        (one, "张大有", "户主", an_id(1, BORN[0])),
        (two, "王秀田", "户主", an_id(3, BORN[2])),
        ("户编号", "与户主关系", "姓名", "身份证号"),
        (two, "之子", "王小田", an_id(5, "19810101")),
    )
    found = read_list(book, tmp_path, "石桥镇柳湾村.xlsx")
    assert [each.verdict for each in found.households] == [Verdict.ACCEPT, Verdict.ASK]
