"""What stands around the name of a column is heeded: units, years, other people; the rest is let be."""

import tomllib
from decimal import Decimal
from pathlib import Path

import pytest

from county_desk.intake.delivery import Layout
from county_desk.intake.reading.columns.answers import answer_of
from county_desk.intake.reading.columns.headers import find_header
from county_desk.sheets.formats.book import Grid, Marks

YEAR = 2016
CASES = tomllib.loads((Path(__file__).parent / "titles.toml").read_text("utf8"))["case"]
READ, ASKED = ([case for case in CASES if case.get("asked", False) is asked] for asked in (False, True))
LEDGER = "户编号 姓名 务工收入 低保金（元） 年总收入"


def header(*rows, merged=(), layouts=(), year=YEAR):
    """The header of a sheet of these rows; a text of words is a row of them."""
    cells = [row.split() if isinstance(row, str) else list(row) for row in rows]
    return find_header(Grid("表", cells, marks=Marks(merged=merged)), layouts, year)


def with_title(title):
    """The header of a list that has a column of this title, its first."""
    found = header([title, "序号", "行政村", "文化程度" if "文化程度" not in title else "民族"])
    return found, next((name for name, column in found.columns.items() if column == 1), None)


@pytest.mark.parametrize("case", READ, ids=lambda case: case["cell"])
def test_a_title_is_read_with_what_stands_around_it(case):
    found, column = with_title(case["cell"])
    assert (column, found.open, found.why) == (case["column"], {}, {})
    unit = found.units.get(column)
    assert (unit and unit.name) == case.get("unit")
    assert unit is None or unit.factor == Decimal(str(case.get("factor", 1)))


@pytest.mark.parametrize("case", ASKED, ids=lambda case: case["cell"])
def test_a_title_that_says_more_than_is_known_is_asked_about(case):
    found, column = with_title(case["cell"])
    assert found.open == {1: case.get("seems", "")}
    assert column == case.get("seems")


def test_the_question_names_the_unit():
    found = header("户编号 户主姓名 身份证号 年人均纯收入(元/月)")
    assert "元/月" in found.question(4)
    assert "元/年" in found.question(4)


@pytest.mark.parametrize(
    "banner",
    [
        "单位：元、万元",
        "单位：万元（人均收入为元）",
        "单位：万元；元",
        "单位：元或万元",
        "单位：万元，人均收入单位：元",
        "单位：元/月",
        "单位：元/人",
    ],
)
def test_several_units_above_a_table_are_asked_about_for_what_says_none_itself(banner):
    found = header([banner], LEDGER)
    assert found.open == {3: "", 5: ""}
    assert {name: unit.name for name, unit in found.units.items()} == {"低保金": "元"}


def test_two_units_in_two_rows_above_a_table_are_asked_about():
    assert header(["单位：万元"], ["单位：元"], LEDGER).open == {3: "", 5: ""}


@pytest.mark.parametrize(
    ("banner", "factor"),
    [
        ("单位：户/人/万元", 10_000),
        ("以万元为单位", 10_000),
        ("万元", 10_000),
        ("单位（万元）", 10_000),
        ("填报单位：元坝镇        单位：万元", 10_000),
        ("填报时间：2016年9月26日        单位：元、人、亩", 1),
    ],
)
def test_one_unit_above_a_table_is_that_of_its_amounts(banner, factor):
    found = header([banner], LEDGER)
    assert (found.open, found.units["年总收入"].factor, found.units["低保金"].factor) == ({}, factor, 1)


def test_a_place_whose_name_holds_a_unit_is_none():
    found = header(["填报单位：三元村"], LEDGER)
    assert (found.open, list(found.units)) == ({}, ["低保金"])


def test_areas_go_by_the_unit_above_the_table_too():
    found = header(["单位：公顷"], "户编号 姓名 耕地面积 林地面积（亩） 住房面积")
    assert {name: unit.factor for name, unit in found.units.items()} == {"耕地面积": 15, "林地面积": 1}
    assert header(["单位：亩、公顷"], "户编号 姓名 耕地面积 住房面积").open == {3: ""}


def under(group):
    """The header of a ledger whose amounts stand under one title."""
    merged = ((1, 1, 2, 1), (1, 2, 2, 2), (1, 3, 1, 5))
    return header(
        ["户编号", "姓名", group, "", ""], ["", "", "务工收入", "低保金", "年总收入"], merged=merged
    )


@pytest.mark.parametrize("group", ["上年情况", "去年", "2015年", "2015年家庭收入情况(元)"])
def test_figures_of_another_year_are_asked_about(group):
    found = under(group)
    assert found.open == {3: "务工收入", 4: "低保金", 5: "年总收入"}
    assert group in found.question(3)


@pytest.mark.parametrize("group", ["2016年", "2016年家庭收入情况", "家庭收入情况", "当年情况（元）"])
def test_figures_of_the_files_own_year_are_not(group):
    found = under(group)
    assert (found.list.key, found.open, found.missing) == ("ledger", {}, ())


def test_of_two_years_the_files_own_is_read():
    merged = ((1, 1, 2, 1), (1, 2, 2, 2), (1, 3, 2, 3), (1, 4, 1, 5))
    rows = ["户编号", "户主姓名", "身份证号", "人均纯收入", ""], ["", "", "", "2015年", "2016年"]
    found = header(*rows, merged=merged)
    assert (found.columns["人均纯收入"], found.open) == (5, {4: ""})


def test_a_line_of_months_is_no_line_of_the_year_and_a_sum_with_a_unit_no_line():
    merged = ((1, 1, 2, 1), (1, 2, 2, 2), (1, 3, 1, 4), (1, 5, 2, 5))
    rows = ["户编号", "姓名", "工资性收入", "", "年总收入"], ["", "", "月工资(元/月)", "小计（元）", ""]
    found = header(*rows, merged=merged)
    assert found.open == {3: ""}
    assert found.titles["工资性收入小计"].group == ""
    group = header(
        ["户编号", "姓名", "工资性收入（元/月）", "", "年总收入"],
        ["", "", "务工收入", "公益岗收入", ""],
        merged=merged,
    )
    assert list(group.open) == [3, 4]


def test_the_sum_of_the_groups_under_their_title_is_the_gross_income():
    merged = ((1, 1, 2, 1), (1, 2, 2, 2), (1, 3, 1, 5), (1, 6, 2, 6))
    rows = ["户编号", "姓名", "2016年家庭收入情况（元）", "", "", "人均纯收入"]
    found = header(rows, ["", "", "工资性收入", "转移性收入", "合计", ""], merged=merged)
    assert (found.open, found.columns["年总收入"]) == ({}, 5)


def test_a_unit_of_months_in_a_row_of_its_own_is_no_row_of_data():
    found = header("户编号 姓名 务工收入 低保金 年总收入", ["", "", "元", "元/人/月", "万元"])
    assert (found.last, found.open, found.units["年总收入"].factor) == (2, {4: ""}, 10_000)


@pytest.mark.parametrize("titles", ["姓名（配偶） 户主姓名", "户主姓名 姓名（配偶）"])
def test_a_column_of_the_spouse_is_never_the_heads_wherever_it_stands(titles):
    found = header(f"序号 行政村 {titles} 身份证号 家庭人口 申请日期")
    assert found.list.key == "application"
    assert (list(found.open.values()), "户主姓名" in found.columns) == ([""], True)


def test_a_doubtful_title_waits_under_the_name_that_it_has_in_the_list():
    found = header("户编号 姓名（旧） 身份证号 家庭人口数")
    assert (found.columns["户主姓名"], found.open) == (2, {2: "户主姓名"})


@pytest.mark.parametrize("name", ["人口", "人数", "总人口"])
def test_persons_are_those_of_the_village_in_a_table_of_villages(name):
    found = header(f"行政村 户数 {name} 贫困户数 贫困人口数")
    assert (found.list.key, found.columns["总人口数"], found.open) == ("villages", 3, {})


@pytest.mark.parametrize("name", ["人口", "人数", "总人口"])
def test_persons_are_those_of_the_household_in_a_list_of_households(name):
    found = header(f"户编号 户主姓名 身份证号 {name} 致贫原因")
    assert (found.list.key, found.columns["家庭人口数"], found.open) == ("heads", 4, {})


def test_persons_twice_are_asked_about():
    assert header("户编号 户主姓名 身份证号 总人口 家庭人口").open == {4: ""}
    assert header("行政村 总户数 总人口 人口 贫困户数").open == {4: ""}


def test_persons_of_a_part_of_a_village_are_not_all_of_its_people():
    merged = ((1, 1, 2, 1), (1, 2, 1, 3), (1, 4, 1, 5), (1, 6, 2, 6))
    rows = ["行政村", "脱贫情况", "", "全村", "", "集体收入"], ["", "户数", "人口", "户数", "人口", ""]
    found = header(*rows, merged=merged)
    assert (found.columns["总户数"], found.columns["总人口数"]) == (4, 5)
    assert list(found.open) == [2, 3]


@pytest.mark.parametrize(("one", "other"), [("身份证号", "身份证号码"), ("联系电话", "手机号")])
def test_of_two_columns_of_one_meaning_the_second_is_never_taken_silently(one, other):
    found = header(f"户编号 户主姓名 家庭人口数 {one} {other}")
    assert (found.columns[one], found.twice) == (4, ((5, other),))


def test_what_was_told_of_a_form_does_not_hold_when_a_remark_in_it_changes():
    def form(remark):
        return f"户编号 户主姓名 身份证号 年人均纯收入（{remark}）"

    texts = tuple(header(form("元/月")).texts.values())
    told = Layout("heads", texts, {texts[3]: "人均纯收入"})
    assert header(form("元/月"), layouts=(told,)).open == {}
    for changed in ("元/季", "2013年", "元/户", "配偶"):
        assert 4 in header(form(changed), layouts=(told,)).open, changed
    assert header(form("万元"), layouts=(told,)).units["人均纯收入"].factor == 10_000


def test_what_was_told_of_a_form_does_not_hold_when_the_units_above_it_change():
    texts = tuple(header(["单位：元、万元"], LEDGER).texts.values())
    told = Layout("ledger", texts, {texts[2]: "务工收入", texts[4]: "年总收入"})
    assert header(["单位：元、万元"], LEDGER, layouts=(told,)).open == {}
    assert header(["单位：元、千元"], LEDGER, layouts=(told,)).open == {3: "", 5: ""}
    assert header(["单位：万元"], LEDGER, layouts=(told,)).units["年总收入"].factor == 10_000


def answered(title, meaning, year=YEAR):
    """The header of a form with a column of which somebody said what it means."""
    row = f"户编号 户主姓名 身份证号 {title}"
    texts = tuple(header(row, year=year).texts.values())
    return header(row, layouts=(Layout("heads", texts, {texts[-1]: meaning}),), year=year)


def test_the_unit_that_was_told_is_that_of_the_figures():
    found = answered("年人均纯收入(元/月)", "人均纯收入(万元)")
    assert (found.open, found.columns["人均纯收入"]) == ({}, 4)
    assert found.units["人均纯收入"].factor == 10_000


def test_a_column_whose_unit_is_unknown_tells_which_it_would_be():
    assert header("户编号 户主姓名 身份证号 年人均纯收入(元/月)").unit_of == {4: "人均纯收入"}


@pytest.mark.parametrize("meaning", ["人均纯收入(2016年)", "(2016年)"])
def test_what_was_told_for_a_year_is_asked_again_in_another(meaning):
    title = "人均纯收入（2015年）"
    assert answered(title, meaning).open == {}
    assert answered(title, meaning, 2017).open == {4: "人均纯收入"}
    assert answered(title, meaning, 2015).open == {}, "its title says that year"
    assert answered(title, meaning, 2015).columns["人均纯收入"] == 4


@pytest.mark.parametrize("title", ["", "人均纯收入"])
@pytest.mark.parametrize("besides", ["", "(万元)", "(2016年)", "(万元)(2016年)"])
def test_an_answer_is_remembered_as_a_title_is_written(title, besides):
    said = title + besides
    assert answer_of(said).remembered == said
    assert answer_of(said).known is None or answer_of(said).known.title == "人均纯收入"
