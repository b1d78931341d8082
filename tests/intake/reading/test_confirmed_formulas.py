"""A formula is taken where the typed cells of its row come to the same; any other refuses the row."""

from datetime import date

import pytest

from county_desk.intake.delivery import Level, ReadingTerms, Verdict
from county_desk.intake.reading.checks.confirmed_formulas import prove
from county_desk.intake.reading.households.joining import put_together
from county_desk.intake.reading.rows.sheet_rows import Steps, read_sheet
from county_desk.sheets.formats.book import Grid, Marks
from county_desk.sheets.formats.memory_budget import MemoryBudget
from tests.intake.made_up import an_id

TODAY = date(2016, 11, 25)
LEDGER = (
    *("户编号", "户主姓名", "家庭人口数", "工资性收入合计", "务工收入", "公益岗收入", "种植业", "种植业支出"),
    *("年总收入", "年纯收入", "人均纯收入"),
)
MEMBERS = ("户编号", "姓名", "与户主关系", "身份证号", "性别", "出生日期", "年龄")
LINE = ("9901011010010001", "张大有", 3, 6000, 6000, 0, 1200, 500, 7200, 6700, 2233.3333)
PERSON = ("9901011010010001", "张大有", "户主", an_id(1, "19650312"), "男", "1965-03-12", 51)


def read(titles, values, computed, **cells):
    """One row of which some cells are computed."""
    row = [cells.get(title, value) for title, value in zip(titles, values, strict=True)]
    places = frozenset((2, titles.index(title) + 1) for title in computed)
    grid = Grid("表", [list(titles), row], marks=Marks(formulas=places))
    sheet = read_sheet(grid, Steps(lambda done, total: None, 1, MemoryBudget()), ReadingTerms((), 2016))
    prove([sheet], put_together([sheet]), TODAY)
    return sheet.rows[1]


def verdict(*row, **cells):
    """What becomes of such a row."""
    return read(*row, **cells).verdict


@pytest.mark.parametrize(
    "computed", [("年总收入",), ("年总收入", "年纯收入", "人均纯收入"), ("人均纯收入",), ("工资性收入合计",)]
)
def test_sums_that_the_lines_of_the_row_come_to_are_taken_with_a_word(computed):
    assert verdict(LEDGER, LINE, computed) is Verdict.WARN


@pytest.mark.parametrize(("given", "becomes"), [(6000, Verdict.WARN), (6500, Verdict.REJECT)])
def test_so_is_a_subtotal_below_the_title_of_its_group(given, becomes):
    groups = ("户编号", "户主姓名", "家庭人口数", "工资性收入", "", "", "种植业", "年纯收入")
    lines = ("", "", "", "务工收入", "公益岗收入", "小计", "", "")
    row = ["9901011010010001", "张大有", 3, 6000, 0, given, 1200, 7200]
    grid = Grid("表", [list(groups), list(lines), row], marks=Marks(formulas=frozenset({(3, 6)})))
    sheet = read_sheet(grid, Steps(lambda done, total: None, 1, MemoryBudget()), ReadingTerms((), 2016))
    prove([sheet], put_together([sheet]), TODAY)
    assert sheet.rows[2].verdict is becomes


@pytest.mark.parametrize(
    ("computed", "cells"),
    [
        (("年总收入",), {"年总收入": 7300}),
        (("工资性收入合计",), {"工资性收入合计": 6500}),
        (("年纯收入",), {"年纯收入": 800}),
        (("人均纯收入",), {"人均纯收入": 2300}),
        (("年总收入",), {"年总收入": ""}),
        (("人均纯收入",), {"家庭人口数": ""}),
        (("年总收入",), {"务工收入": "", "公益岗收入": "", "种植业": "", "种植业支出": ""}),
        (("户主姓名",), {}),
        (("户编号", "年总收入"), {}),
    ],
)
def test_what_the_typed_cells_do_not_prove_refuses_the_row(computed, cells):
    assert verdict(LEDGER, LINE, computed, **cells) is Verdict.REJECT


@pytest.mark.parametrize("computed", [("性别",), ("出生日期",), ("年龄",), ("性别", "出生日期", "年龄")])
def test_what_the_identity_number_says_is_taken_with_a_word(computed):
    assert verdict(MEMBERS, PERSON, computed) is Verdict.WARN


@pytest.mark.parametrize(
    ("computed", "cells"),
    [
        (("性别",), {"性别": "女"}),
        (("出生日期",), {"出生日期": "1965-03-13"}),
        (("性别",), {"身份证号": ""}),
        (("姓名",), {}),
        (("与户主关系",), {}),
    ],
)
def test_what_the_identity_number_does_not_say_refuses_the_row(computed, cells):
    assert verdict(MEMBERS, PERSON, computed, **cells) is Verdict.REJECT


@pytest.mark.parametrize(
    ("titles", "values", "computed"),
    [
        (LEDGER, LINE, ("年总收入", "种植业")),
        (LEDGER, LINE, ("人均纯收入", "家庭人口数")),
        (MEMBERS, PERSON, ("性别", "身份证号")),
    ],
)
def test_what_is_computed_itself_proves_nothing(titles, values, computed):
    levels = [each.level for each in read(titles, values, computed).problems if each.kind == "formula_cell"]
    assert levels == [Level.ERROR, Level.ERROR]


def test_an_age_may_be_that_before_the_birthday_of_the_year():
    for age, right in ((50, Verdict.WARN), (51, Verdict.WARN), (49, Verdict.REJECT), (52, Verdict.REJECT)):
        assert verdict(MEMBERS, PERSON, ("年龄",), 年龄=age) is right


def test_a_formula_that_counts_the_rows_is_no_data():
    titles, values = ("序号", *MEMBERS), (1, *PERSON)
    assert verdict(titles, values, ("序号",)) is Verdict.ACCEPT
    assert verdict(titles[:1] + titles[2:], values[:1] + values[2:], ("序号",)) is Verdict.REJECT
