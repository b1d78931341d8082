"""Columns are found by what they mean: in several rows, in any order, misspelt; others are asked about."""

import tomllib

import pytest

from county_desk.intake.delivery import Layout
from county_desk.intake.reading.columns.headers import find_header
from county_desk.intake.reading.columns.list_kinds import SheetKind, all_lists, fitting, list_of
from county_desk.intake.reading.columns.title_remarks import remarks_on
from county_desk.intake.reading.columns.titles import known_title, seeming_title
from county_desk.intake.vocabulary import bare, standard_title, words_of
from county_desk.paths import resources
from county_desk.sheets.formats.book import Grid, Marks

APPLICATION = (
    *("序号", "行政村", "户主姓名", "身份证号", "家庭人口", "年人均纯收入(元)", "申请日期"),
    *("银行卡号", "联系电话", "备注"),
)
EXPORT = (
    *(
        "序号",
        "数据日期",
        "县(市、区、旗)",
        "乡(镇)",
        "行政村",
        "自然村",
        "户编号",
        "人编号",
        "姓名",
        "证件号码",
    ),
    *("人数", "与户主关系", "民族", "文化程度", "在校生状况", "健康状况", "劳动技能", "务工时间（月）"),
    *("是否参加大病保险", "致贫原因1", "危房户", "是否解决安全饮用水", "人均纯收入", "户联系电话"),
    *("人联系电话", "首次识别时间", "人员识别时间", "户类型", "易返贫致贫户(监测对象)类型"),
    *("风险是否消除", "风险识别时间", "风险消除时间"),
)
ROSTER = ("序号", "村民小组", "户编号", "姓名", "与户主关系", "身份证号", "民族")


def grid(*rows, merged=()):
    """A sheet of these rows; a text of words is a row of them."""
    cells = [row.split() if isinstance(row, str) else list(row) for row in rows]
    return Grid("表", cells, marks=Marks(merged=merged))


def header(*rows, merged=(), layouts=()):
    """The header of a sheet of these rows."""
    return find_header(grid(*rows, merged=merged), layouts)


def test_every_title_means_one_column():
    data = tomllib.loads((resources() / "columns" / "titles.toml").read_text("utf8"))
    names = [(bare(name), entry["title"]) for entry in data["columns"] for name in _names(entry)]
    assert len({name for name, _title in names}) == len(names)
    for name, title in names:
        assert known_title(name) == standard_title(title)


def _names(entry):
    return entry["title"], *entry.get("also", ()), *entry.get("wrong", ())


def test_every_list_names_columns_that_there_are():
    for known in all_lists():
        named = {*known.all, *known.none, *known.needs, *known.calls, *sum(known.any, ())}
        assert {title for title in named if standard_title(title) is None} == set(), known.key
        assert known.title
        assert list_of(known.key) is known


def test_every_word_that_stands_for_another_is_in_its_list():
    data = tomllib.loads((resources() / "columns" / "words.toml").read_text("utf8"))
    for title in data:
        words = words_of(title)
        assert standard_title(title) is not None or title == "是否", title
        assert set(words.same.values()) <= words.accepted, title
        assert all(set(order) <= words.accepted for _name, order in words.orders), title


@pytest.mark.parametrize(
    ("typed", "title"),
    [
        ("身份证号玛", "身份证号"),
        ("身分证号", "身份证号"),
        ("户主性名", "户主姓名"),
        ("联系电活", "联系电话"),
        ("银行帐号", "银行卡号"),
        ("与户主关糸", "与户主关系"),
        ("姓  名", "姓名"),
        ("身份证号\n（残疾证号）", "身份证号"),
        ("*户主姓名：", "户主姓名"),
        ("1.户主姓名", "户主姓名"),
        ("A1 户编号", "户编号"),
        ("年总收入（万元）", "年总收入"),
        ("年总收入/万元", "年总收入"),
        ("人均纯收入 单位：元", "人均纯收入"),
        ("住房面积㎡", "住房面积"),
        ("出生年月（公历）", "出生日期"),
    ],
)
def test_a_title_is_known_however_it_is_typed(typed, title):
    assert known_title(typed).title == title


@pytest.mark.parametrize(
    ("typed", "title"),
    [
        ("户主姓", "户主姓名"),
        ("身份证吗", "身份证号"),
        ("贫困户属性别", "户类型"),
        ("家庭住地址", "家庭住址"),
    ],
)
def test_a_title_that_is_nearly_known_is_only_a_guess(typed, title):
    assert known_title(typed) is None
    assert seeming_title(typed).title == title


@pytest.mark.parametrize(
    "typed", ["鞋码", "授信额度", "党小组", "文化室", "致贫返贫风险6", "", "民旅", "户" * 200]
)
def test_a_title_that_nobody_knows_is_not_guessed(typed):
    assert known_title(typed) is None
    assert seeming_title(typed) is None


@pytest.mark.parametrize(
    ("text", "unit", "factor"),
    [
        ("年总收入（万元）", "万元", 10_000),
        ("年总收入/千元", "千元", 1_000),
        ("年总收入", None, None),
        ("耕地面积（公顷）", "公顷", 15),
        ("耕地面积(亩)", "亩", 1),
        ("贫困发生率（%）", "%", 1),
        ("姓名", None, None),
    ],
)
def test_a_unit_in_a_title_says_what_a_number_is(text, unit, factor):
    found = remarks_on((text,), known_title(text)).unit
    assert (found.name, found.factor) == (unit, factor) if unit else found is None


def test_an_application_list_goes_by_its_own_titles():
    found = header(["贫困户申请名单"], APPLICATION)
    assert (found.list.key, found.kind, found.missing) == ("application", SheetKind.HEADS, ())
    assert tuple(found.called) == ("序号", "行政村", *APPLICATION[2:]) or set(found.called) == set(
        APPLICATION
    )
    assert found.open == {}


def test_an_export_of_the_national_system_is_known_below_its_banner_rows():
    found = header(["已脱贫人口名单"], ["导出时间：2022-10-28"], EXPORT)
    assert (found.list.key, found.kind, found.first) == ("export_persons", SheetKind.PERSONS, 3)
    assert (found.open, found.twice, found.missing) == ({}, (), ())
    assert len(found.columns) == len(EXPORT)


@pytest.mark.parametrize(
    ("titles", "key"),
    [
        (ROSTER, "persons"),
        ("户编号 户主姓名 身份证号 家庭人口数", "heads"),
        (
            "户编号 户主编号 户主姓名 户主证件号码 家庭人口数 工资性收入 财产性收入 转移性收入",
            "export_households",
        ),
        ("户编号 姓名 家庭人口数 务工收入 种植业 低保金 年总收入", "ledger"),
        ("户编号 姓名 住房面积(平方米) 饮水安全 危房等级", "living"),
        ("行政村 总户数 总人口数 贫困户数 贫困人口数 村集体经济收入（万元）", "villages"),
        ("户编号 户主姓名 监测对象类别 致贫/返贫风险1 风险是否已消除 消除监测时间", "monitoring"),
        ("序号 姓名 身份证号 低保类别 保障金额", "department"),
        ("姓名 身份证号码 车牌号码 车辆类型", "department"),
        ("部门 姓名 日期 联系电话 备注 性别", "other"),
    ],
)
def test_a_sheet_is_the_list_that_its_columns_fit(titles, key):
    found = header(titles)
    assert found.list.key == key
    assert found.missing == ()


def test_columns_may_stand_in_any_order():
    found = header(tuple(reversed(ROSTER)))
    assert found.columns == {title: len(ROSTER) - place for place, title in enumerate(ROSTER)}


def test_a_header_may_begin_far_down():
    found = header(*(["说明"] for _ in range(60)), ROSTER)
    assert found.first == 61


def test_lines_stand_under_their_groups_in_two_rows():
    found = header(
        ["户编号", "姓名", "工资性收入", "", "转移性收入", "", "", "年总收入"],
        ["", "", "务工收入", "小计", "低保金", "农机补贴", "小计", ""],
        merged=((1, 1, 2, 1), (1, 2, 2, 2), (1, 3, 1, 4), (1, 5, 1, 7), (1, 8, 2, 8)),
    )
    assert (found.first, found.last, found.list.key) == (1, 2, "ledger")
    groups = {title: known.group for title, known in found.titles.items()}
    assert groups["务工收入"] == "wage"
    assert groups["农机补贴"] == "transfer"
    assert groups["工资性收入小计"] == groups["转移性收入小计"] == ""
    assert found.open == {}


def test_groups_need_not_be_merged():
    found = header(
        ["户编号", "姓名", "工资性收入", "", "转移性收入", "", "年总收入"],
        ["", "", "务工收入", "公益岗收入", "低保金", "地力补贴", ""],
    )
    assert (found.last, found.titles["公益岗收入"].group, found.titles["地力补贴"].group) == (
        2,
        "wage",
        "transfer",
    )


def test_a_group_that_has_lines_is_no_line_itself():
    found = header("户编号 姓名 务工收入 工资性收入 生产经营性收入 低保金 转移性收入 年总收入")
    groups = {title: known.group for title, known in found.titles.items()}
    assert (groups["工资性收入"], groups["转移性收入"], groups["生产经营性收入"]) == ("", "", "business")


def test_three_rows_with_merged_cells_across_and_down():
    found = header(
        ["户编号", "户主", "", "识别时", "", "", "备注"],
        ["", "姓名", "身份证号码", "家庭情况", "", "收入", ""],
        ["", "", "", "家庭人口数", "危房等级", "人均纯收入（万元）", ""],
        merged=(
            *((1, 1, 3, 1), (1, 2, 1, 3), (2, 2, 3, 2), (2, 3, 3, 3), (1, 4, 1, 6), (2, 4, 2, 5)),
            (1, 7, 3, 7),
        ),
    )
    assert (found.first, found.last) == (1, 3)
    assert found.columns["户主姓名"] == 2
    assert found.columns["身份证号"] == 3
    assert found.columns["识别时人均纯收入"] == 6
    assert found.units["识别时人均纯收入"].name == "万元"


def test_groups_may_stand_in_the_row_above():
    found = header(
        ["基本情况", "", "", "家庭收入情况", "", ""],
        "户编号 姓名 家庭人口数 务工收入 低保金 年总收入",
        merged=((1, 1, 1, 3), (1, 4, 1, 6)),
    )
    assert (found.first, found.last, found.list.key) == (1, 2, "ledger")


def test_names_below_other_people_are_not_those_of_the_household():
    found = header(
        ["户编号", "户主姓名", "身份证号", "帮扶责任人", "", "监护人", ""],
        ["", "", "", "姓名", "联系电话", "姓名", "联系电话"],
        merged=(*((1, n, 2, n) for n in (1, 2, 3)), (1, 4, 1, 5), (1, 6, 1, 7)),
    )
    assert found.columns["帮扶责任人"] == 4
    assert found.columns["帮扶责任人电话"] == 5
    assert {"姓名", "联系电话"}.isdisjoint(found.columns)
    assert list(found.open) == [6, 7]


def test_a_title_that_seems_to_mean_something_is_read_so_and_asked():
    found = header("户编号 户主姓名 身份证吗 家庭人口数")
    assert (found.list.key, found.missing) == ("heads", ())
    assert found.open == {3: "身份证号"}
    assert found.columns["身份证号"] == 3


def test_a_title_that_nobody_knows_is_open_and_its_cells_are_kept():
    found = header((*ROSTER, "鞋码"))
    assert found.open == {8: ""}
    assert found.kept == {8: "鞋码"}


def test_a_title_that_stands_twice_is_told_apart():
    found = header((*ROSTER, "身份证号"))
    assert found.twice == ((8, "身份证号"),)
    assert found.texts[8] == "身份证号#2"


def test_what_was_decided_about_a_form_is_followed_in_every_form_of_the_list():
    titles = (*ROSTER, "鞋码", "身高", "身份证号")
    asked = header(titles)
    meanings = {"鞋码": "", "身高": "备注", "身份证号#2": ""}
    layout = Layout("persons", tuple(asked.texts.values()), meanings)
    found = header(titles, layouts=(layout,))
    assert (found.open, found.twice) == ({}, ())
    assert found.columns["备注"] == 9
    assert found.passed == (8, 10)
    other = header((*titles, "体重"), layouts=(layout,))
    assert other.open == {11: ""}


def test_a_form_whose_titles_say_nothing_is_read_once_somebody_told_them():
    titles = ["甲方", "乙方", "丙方", "丁方"]
    assert header(titles) is None
    meanings = dict(zip(titles, ("户编号", "户主姓名", "身份证号", "家庭人口数"), strict=True))
    found = header(titles, layouts=(Layout("heads", tuple(titles), meanings),))
    assert (found.list.key, found.missing, found.open) == ("heads", (), {})


@pytest.mark.parametrize("banner", ["（单位：万元）", "收入台账(单位:万元)", "单位 万元", "【单位：万元】"])
def test_a_unit_over_the_table_is_read_in_brackets_and_without_a_colon(banner):
    found = header([banner], "户编号 姓名 务工收入 低保金（元） 年总收入")
    assert found.units["务工收入"].factor == 10_000


def test_an_amount_goes_by_the_unit_above_the_table_when_its_title_names_none():
    found = header(["单位：户、人、万元"], "户编号 姓名 务工收入 低保金（元） 年总收入")
    assert {title: unit.name for title, unit in found.units.items()} == {
        "务工收入": "万元",
        "低保金": "元",
        "年总收入": "万元",
    }


def test_a_line_of_questions_is_no_header():
    found = header(["村名：", "村支书：", "联系电话：", "备注："], ROSTER)
    assert found.first == 2


def test_a_natural_village_stands_for_the_group_where_no_group_is_given():
    alone = header("户编号 户主姓名 身份证号 自然村")
    assert alone.columns["村民小组"] == 4
    both = header("户编号 户主姓名 身份证号 自然村 村民小组")
    assert (both.columns["自然村"], both.columns["村民小组"], both.twice) == (4, 5, ())


def test_what_fits_no_list_is_none():
    assert fitting({}).kind is SheetKind.OTHER
    assert find_header(Grid("空", [])) is None


def test_a_header_as_wide_as_a_sheet_can_be_is_read():
    titles = (*ROSTER, *(f"无名{number}" for number in range(16_384 - len(ROSTER))))
    merged = tuple((1, column, 2, column) for column in range(1, 16_385))
    found = header(titles, [""] * 16_384, merged=merged)
    assert (found.list.key, found.last, len(found.open)) == ("persons", 2, 16_384 - len(ROSTER))


def test_units_may_stand_in_a_row_of_their_own():
    found = header("户编号 姓名 务工收入 低保金 年总收入", ["", "", "（元）", "(元)", "万元"])
    assert (found.last, found.list.key, found.open) == (2, "ledger", {})
    assert {title: unit.name for title, unit in found.units.items()} == {
        "务工收入": "元",
        "低保金": "元",
        "年总收入": "万元",
    }


def test_a_figure_of_a_year_is_asked_about_for_it_may_be_another_year():
    found = header("户编号 户主姓名 身份证号 2015年人均纯收入（元）")
    assert found.open == {4: "人均纯收入"}
    two = header("户编号 户主姓名 身份证号 2015年人均纯收入 2016年人均纯收入")
    assert two.open == {4: "人均纯收入", 5: ""}


def test_the_number_of_the_head_is_not_that_of_a_member():
    heads = header("户编号 户主姓名 户主身份证号 家庭人口数")
    assert (heads.list.key, heads.columns["身份证号"]) == ("heads", 3)
    members = header("户编号 户主姓名 户主身份证号 姓名 与户主关系 身份证号")
    assert (members.columns["户主身份证号"], members.columns["身份证号"], members.twice) == (3, 6, ())
    lacking = header("户编号 户主姓名 户主身份证号 姓名 与户主关系")
    assert lacking.missing == ("身份证号",)


def test_a_title_that_is_merged_with_a_row_of_data_does_not_swallow_it():
    found = header(
        ROSTER, [1, "一组", "9901011010010001", "张大有", "户主", "", "汉族"], merged=((1, 6, 2, 6),)
    )
    assert (found.first, found.last) == (1, 1)


def test_what_was_told_of_the_columns_decides_which_list_it_is():
    titles = ("编码", "当家人", "证号码", "几口人", "何时申请")
    asked = header(titles, layouts=(Layout("other", titles, {}),))
    assert asked.list.key == "heads"
    meant = dict(zip(titles, ("序号", "户主姓名", "身份证号", "家庭人口数", "申请日期"), strict=True))
    told = header(titles, layouts=(Layout("other", titles, meant),))
    assert (told.list.key, told.open, told.missing) == ("application", {}, ())


def test_a_column_of_yes_and_no_has_them_for_its_list():
    assert list(words_of("不愁吃").accepted) == list(words_of("参加大病保险").accepted) == ["是", "否"]
    assert words_of("备注") is None
