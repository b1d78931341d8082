"""The year of a file: the one that its title or its name says, where a person gave none."""

import pytest

from county_desk.intake.delivery import Level, Verdict
from county_desk.intake.reading.checks.across_files import across_files
from county_desk.rules.checks.running import Switch
from tests.intake.lists import read_list, table
from tests.intake.villages import LEDGER, ONE, a_workbook, an_id, read

TITLES = ["行政村", "户编号", "姓名", "与户主关系", "身份证号", "家庭人口数"]
ROW = ["大河村", "990101100001", "张大有", "户主", an_id(1, "19650312"), 1]


def a_list(folder, title="", name="名单.xlsx", sheet="名册", **terms):
    rows = [[title], TITLES, ROW] if title else [TITLES, ROW]
    return read_list(table(sheet, *rows), folder, name, year=2026, by_title=True, **terms)


@pytest.mark.parametrize(
    ("about", "year"),
    [
        ({"title": "青山镇大河村2016年贫困户花名册"}, 2016),
        ({"title": "青山镇大河村 2016 年度花名册"}, 2016),
        ({"title": "2014年识别2016年贫困户花名册"}, 2016),
        ({"title": "2015—2016年贫困户花名册"}, 2016),
        ({"title": "2016年花名册（填报时间：2017年1月5日）"}, 2016),
        ({"title": "2016年花名册（2030年规划）"}, 2016),
        ({"title": "贫困户花名册", "sheet": "2015年名册"}, 2015),
        ({"name": "大河村花名册2016.xlsx"}, 2016),
        ({"name": "2016年大河村花名册.xlsx"}, 2016),
    ],
)
def test_the_year_is_that_of_the_title_else_of_the_sheet_or_the_name(about, year, tmp_path):
    found = a_list(tmp_path, **about)
    assert found.year == year
    assert found.lines[-1].verdict is Verdict.ACCEPT
    assert not found.assumed


def test_a_file_of_an_earlier_year_is_said_to_be_taken_as_that(tmp_path):
    found = a_list(tmp_path, "2016年贫困户花名册")
    assert [(each.kind, each.level) for each in found.problems if "year" in each.kind] == [
        ("year_mismatch", Level.NOTE)
    ]
    assert "2016" in found.problems[-1].message


def test_a_file_that_names_no_year_says_which_one_it_is_taken_for(tmp_path):
    found = a_list(tmp_path, "贫困户花名册")
    assert (found.year, found.assumed, found.named) == (2026, True, ())
    assert [(each.kind, each.level) for each in found.problems if "year" in each.kind] == [
        ("year_unknown", Level.WARN)
    ]


@pytest.mark.parametrize(
    "about",
    [{"name": "大河2016.11.23.xlsx"}, {"name": "大河20161123.xlsx"}, {"title": "花名册（2016年11月）"}],
)
def test_a_file_that_names_only_a_day_of_another_year_is_asked_about_once(about, tmp_path):
    found = a_list(tmp_path, **about)
    assert (found.year, found.assumed, found.named) == (2026, True, (2016,))
    asked = [each for each in found.lines[-1].problems if each.level is Level.ASK]
    assert [each.kind for each in asked] == ["year_unknown"]
    assert [each.message for each in found.problems if each.kind == "year_unknown"] == [asked[0].message]


def test_a_year_that_a_person_gives_is_not_asked_about(tmp_path):
    found = read_list(table("名册", TITLES, ROW), tmp_path, "大河2016.11.23.xlsx", year=2026)
    assert not [kind for kind in found.kinds if "year" in kind]


def test_the_ages_and_the_checks_of_a_file_are_those_of_its_own_year(tmp_path):
    rows = [[*TITLES, "文化程度", "在校生状况"], [*ROW, "小学", None]]
    pupil = [None, "990101100001", "张小有", "长子", an_id(1, "20060312"), None, None, "非在校生"]
    book = table("名册", ["2016年花名册"], *rows, pupil)
    assert "school_age" in read_list(book, tmp_path, year=2016).kinds
    assert "school_age" in read_list(book, tmp_path, year=2026, by_title=True).kinds
    assert "school_age" not in read_list(book, tmp_path, year=2026).kinds
    off = Switch("D20", "off", 2026)
    assert "school_age" in read_list(book, tmp_path, year=2026, by_title=True, switches=(off,)).kinds


def test_beside_files_of_another_year_one_that_names_none_is_asked_about(tmp_path):
    named = a_list(tmp_path, "2016年贫困户花名册", "甲.xlsx")
    unsure = a_list(tmp_path, "贫困户花名册", "乙.xlsx")
    assert [
        [each.kind for each in said if "year" in each.kind] for said in across_files([named, unsure])
    ] == [
        [],
        ["year_unknown"],
    ]
    this = a_list(tmp_path, "2026年贫困户花名册", "丙.xlsx")
    assert not [each for each in across_files([named, unsure, this])[1] if "year" in each.kind]


def test_a_ledger_of_another_year_than_the_given_one_says_so_in_one_sentence(tmp_path):
    book = a_workbook()
    for sheet in book:
        sheet["A1"] = str(sheet["A1"].value).replace("2016", "2015")
    found = read(book, tmp_path)
    rows = {each.message for line in found.lines for each in line.problems if each.kind == "year_mismatch"}
    assert rows == {each.message for each in found.problems if each.kind == "year_mismatch"}
    assert len(rows) == 1
    assert {line.sheet for line in found.lines if "year_mismatch" in line.kinds} == {LEDGER}
    assert ONE[0] in str(found.households)
