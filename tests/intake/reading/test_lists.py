"""Lists other than a village's roster: who goes where, and what there is to say of each row."""

from datetime import date
from decimal import Decimal

import openpyxl
import pytest

from county_desk.intake.delivery import FileVerdict, KnownPlace, ReadingTerms, Verdict
from county_desk.intake.reading.households.verdicts import agreed
from county_desk.intake.reading.report import read_delivery
from county_desk.intake.reading.villages.gazetteer import Gazetteer
from tests.intake.lists import (
    APPLICATION,
    COUNTY,
    FAMILIES,
    applications,
    exported,
    person_rows,
    read_list,
    table,
)
from tests.intake.villages import LEDGER, a_workbook, an_id, line, problems, read

ACCEPT, WARN, ASK, REJECT = Verdict.ACCEPT, Verdict.WARN, Verdict.ASK, Verdict.REJECT
TWICE = "duplicate_row"
BAD = an_id(1, "19650312")[:17] + ("1" if an_id(1, "19650312")[17] != "1" else "2")


def row_of(delivery, row):
    return line(delivery, row, APPLICATION)


def test_every_application_goes_to_the_village_of_its_own_row(tmp_path):
    found = read_list(applications(), tmp_path)
    assert found.verdict is FileVerdict.ACCEPT
    assert found.place_id is None
    assert [household.village for household in found.households] == [2, 4, 5, 6]
    first = found.households[0]
    assert (first.number, first.where, first.key) == ("", f"{APPLICATION}!2", f"{APPLICATION}!2")
    assert (first.head, first.persons, first.filed_on) == ("张大有", 3, date(2016, 11, 1))
    assert first.income is not None
    assert first.income.income_per_head == Decimal("2450.50")
    assert first.income.net_income is None
    assert [(one.name, one.relation, one.id_number) for one in first.members] == [
        ("张大有", "户主", FAMILIES[0][2])
    ]
    assert row_of(found, 2).household == first.key


def test_values_go_by_the_titles_of_the_list(tmp_path):
    values = dict(row_of(read_list(applications(), tmp_path), 2).values)
    assert values.pop("银行卡号").startswith("62000099")
    assert values == {
        "序号": "1",
        "行政村": "上坝村",
        "户主姓名": "张大有",
        "身份证号": FAMILIES[0][2],
        "家庭人口": 3,
        "年人均纯收入(元)": "2450.50",
        "申请日期": "2016-11-01",
        "联系电话": "13900000001",
    }


def test_nothing_is_lacking_in_a_list_of_applications(tmp_path):
    assert read_list(applications(), tmp_path).problems == ()


MISTAKES = [
    ("no identity number", {"D2": None}, "D2", "id_missing", ASK),
    ("no name", {"C2": None}, "C2", "missing", ASK),
    ("no village", {"B2": None}, "B2", "missing", ASK),
    ("no number of persons", {"E2": None}, "E2", "missing", ASK),
    ("a village nobody knows", {"B2": "桃花源村"}, "B2", "village_unknown", ASK),
    ("a village that stands twice in the county", {"B2": "柳湾村"}, "B2", "village_unknown", ASK),
    ("a wrong check digit", {"D2": BAD}, "D2", "id_checksum", REJECT),
    ("nobody in the household", {"E2": 0}, "E2", "number_range", ASK),
    ("thirty in a household", {"E2": 30}, "E2", "number_range", ASK),
    ("half a person", {"E2": 2.5}, "E2", "number_range", ASK),
    ("an application of tomorrow", {"G2": "2016-11-26"}, "G2", "date_future", ASK),
    ("an income that nobody earns", {"F2": "345000"}, "F2", "income_outlier", WARN),
    ("an income of nothing", {"F2": "0"}, "F2", "income_outlier", WARN),
    ("an income below nothing", {"F2": "-20"}, "F2", "number_range", ASK),
    ("an income that seems to be in ten thousands", {"F2": "0.24"}, "F2", "income_unit", ASK),
    ("no income", {"F2": None}, "F2", "income_missing", ASK),
    ("no date", {"G2": None}, "G2", "missing", WARN),
]


@pytest.mark.parametrize(("what", "cells", "cell", "kind", "verdict"), MISTAKES, ids=[m[0] for m in MISTAKES])
def test_a_mistake_in_an_application(what, cells, cell, kind, verdict, tmp_path):
    found = read_list(applications(**cells), tmp_path)
    assert (APPLICATION, cell, kind) in problems(found, kind)
    assert row_of(found, 2).verdict is verdict
    assert {row_of(found, row).verdict for row in (3, 4, 5)} == {ACCEPT}


def test_a_township_in_front_of_a_village_tells_which_one_is_meant(tmp_path):
    found = read_list(applications(B2="青山镇柳湾村", B3="石桥镇柳湾村民委员会"), tmp_path)
    assert [household.village for household in found.households[:2]] == [3, 1]


def test_a_village_that_is_nearly_known_is_offered(tmp_path):
    found = read_list(applications(B4="大活村"), tmp_path)
    (problem,) = row_of(found, 4).problems
    assert "青山镇大河村…?" in problem.message


def test_a_township_that_has_no_such_village_is_asked_about(tmp_path):
    found = read_list(applications(B2="青山镇上坝村"), tmp_path)
    assert row_of(found, 2).kinds == ("village_unknown",)
    assert "石桥镇上坝村" in row_of(found, 2).problems[0].message


def test_of_one_row_twice_the_first_is_taken_and_the_second_asks(tmp_path):
    book = applications()
    sheet = book[APPLICATION]
    sheet.append([5, *(cell.value for cell in sheet[2][1:])])
    sheet["D6"] = f" {sheet['D2'].value} "
    found = read_list(book, tmp_path)
    assert row_of(found, 2).verdict is ACCEPT
    assert (APPLICATION, "D6", "duplicate_row") in problems(found, "duplicate_row")
    assert row_of(found, 6).verdict is ASK


def test_one_number_with_two_names_asks_on_both_rows_whatever_the_case_of_its_x(tmp_path):
    number = next(one for n in range(1, 999, 2) if (one := an_id(n, "19650312")).endswith("X"))
    found = read_list(applications(D2=number, D5=number.lower()), tmp_path)
    assert [where for where in problems(found, "duplicate_id_other_name")] == [
        (APPLICATION, "D2", "duplicate_id_other_name"),
        (APPLICATION, "D5", "duplicate_id_other_name"),
    ]
    assert {row_of(found, row).verdict for row in (2, 5)} == {ASK}


def test_one_person_with_other_facts_asks_on_both_rows(tmp_path):
    found = read_list(applications(C5="张大有", D5=FAMILIES[0][2]), tmp_path)
    assert {row_of(found, row).kinds[-1] for row in (2, 5)} == {"duplicate_row"}
    assert {row_of(found, row).verdict for row in (2, 5)} == {ASK}


def test_single_rows_of_another_village_are_asked_about_when_the_title_says_which(tmp_path):
    book = applications(B3="上坝", B4="上坝村", B5="柳湾村")
    book[APPLICATION].insert_rows(1)
    book[APPLICATION]["A1"] = "石桥镇上坝村2016年贫困户申请名单"
    found = read_list(book, tmp_path)
    assert found.place_id == 2
    assert problems(found, "village_mismatch") == [(APPLICATION, "B6", "village_mismatch")]
    assert [household.village for household in found.households] == [None] * 4


def test_a_list_of_one_village_is_of_that_village(tmp_path):
    found = read_list(applications(B3="上坝村", B4="上坝", B5="石桥镇上坝村"), tmp_path)
    assert found.place_id == 2
    assert found.verdict is FileVerdict.ACCEPT


def test_a_village_that_a_person_chose_stands_for_names_that_nobody_knows(tmp_path):
    unknown = {f"B{row}": "桃花源" for row in range(2, 6)}
    asked = read_list(applications(**unknown), tmp_path)
    assert asked.counts["ask"] == 4
    told = read_list(applications(**unknown), tmp_path, place_id=6)
    assert (told.place_id, told.verdict) == (6, FileVerdict.ACCEPT)
    mixed = read_list(applications(B2="桃花源"), tmp_path, place_id=6)
    assert [household.village for household in mixed.households] == [6, 4, 5, 6]
    other = read_list(applications(B3="上坝村", B4="上坝村", B5="上坝村"), tmp_path, place_id=6)
    assert other.counts["ask"] == 4
    assert "village_mismatch" in other.kinds


def test_an_export_of_the_national_system_is_put_together_by_number_for_each_village(tmp_path):
    found = read_list(exported(), tmp_path, year=2022, today=date(2022, 11, 25))
    assert found.verdict is FileVerdict.ACCEPT
    assert [(one.number, one.village, one.persons) for one in found.households] == [
        ("9901011012000001", 1, 2),
        ("9901011022000001", 3, 1),
        ("9901011022010001", 4, 1),
    ]
    assert found.households[0].income is not None
    assert found.households[0].income.income_per_head == Decimal("9500.50")
    assert [sheet.list for sheet in found.sheets] == ["export_persons"]


def test_the_rows_of_an_export_may_stand_in_any_order(tmp_path):
    rows = list(person_rows())
    found = read_list(exported([rows[2], rows[1], rows[3], rows[0]]), tmp_path, year=2022)
    assert sorted((one.number, one.head, one.persons) for one in found.households) == [
        ("9901011012000001", "张大有", 2),
        ("9901011022000001", "王秀田", 1),
        ("9901011022010001", "陈阿水", 1),
    ]


def test_a_form_is_called_what_it_is(tmp_path):
    book = table(
        "表1",
        ("农户信息采集表",),
        ("户主姓名", "", "身份证号码", "", "家庭人口", "", "联系电话"),
        ("姓名", "与户主关系", "身份证号码", "年龄", "文化程度"),
    )
    found = read_list(book, tmp_path)
    assert found.verdict is FileVerdict.REJECT
    assert [problem.kind for problem in found.problems] == ["file_unsupported"]
    assert {one.verdict for one in found.lines} == {Verdict.SKIP}


def test_a_roster_that_is_titled_like_a_form_is_still_a_roster(tmp_path):
    book = applications()
    book[APPLICATION].insert_rows(1)
    book[APPLICATION]["A1"] = "2016年贫困户信息采集表"
    assert read_list(book, tmp_path).verdict is FileVerdict.ACCEPT


def test_every_village_of_the_county_is_found_by_each_of_its_names():
    known = Gazetteer(COUNTY)
    for place in COUNTY:
        for name in (place.name, place.short, f"{place.short}村委会"):
            assert known.find(name, place.township).place is place
            assert known.find(f"青岚县{place.township}{name}").place is place
            assert known.find(f"青岚县{name}", place.township).place is place
        assert known.find(f"{place.township}{place.name}", "别的镇").place is None


def test_a_township_in_the_title_tells_villages_of_one_name_apart(tmp_path):
    book = applications(B2="柳湾村")
    book[APPLICATION].insert_rows(1)
    book[APPLICATION]["A1"] = "青岚县青山镇2016年贫困户申请名单"
    assert [one.village for one in read_list(book, tmp_path).households] == [3, 4, 5, 6]


def test_a_title_that_names_the_village_of_that_name_in_another_township_is_told_of(tmp_path):
    book = a_workbook()
    assert "village_mismatch" not in read(book, tmp_path).kinds
    book[LEDGER]["A1"] = "青山镇柳湾村委会2016年贫困户收入台账"
    (said,) = [each for each in read(book, tmp_path).problems if each.kind == "village_mismatch"]
    assert "青山镇柳湾村" in said.message


def test_a_list_without_a_row_says_so(tmp_path):
    book = applications()
    book[APPLICATION].delete_rows(2, 4)
    found = read_list(book, tmp_path)
    assert [problem.kind for problem in found.problems] == ["no_rows"]
    assert found.verdict is FileVerdict.REJECT


def test_the_columns_of_a_list_are_found_by_its_own_titles_and_by_the_standard_ones(tmp_path):
    (sheet,) = read_list(applications(), tmp_path).sheets
    assert (sheet.columns["年人均纯收入(元)"], sheet.standard["人均纯收入"]) == ("F", "F")
    assert (sheet.columns["户主姓名"], sheet.standard["户主姓名"]) == ("C", "C")
    assert "人均纯收入" not in sheet.columns


@pytest.mark.parametrize("number", [int(FAMILIES[0][2]), f"{FAMILIES[0][2][:6]}********0011", None])
def test_a_list_titled_like_a_form_is_a_list_however_wrong_its_numbers_are(number, tmp_path):
    book = applications(**{f"D{row}": number for row in range(2, 6)})
    book[APPLICATION].insert_rows(1)
    book[APPLICATION]["A1"] = "石桥镇2016年贫困户情况统计表"
    found = read_list(book, tmp_path)
    assert [sheet.list for sheet in found.sheets] == ["application"]
    assert found.counts["ask"] + found.counts["reject_row"] == 4


def test_nobody_can_agree_to_rows_of_which_nothing_would_go_in(tmp_path):
    book = table("表", ("户号码", "名", "身份", "联系电话"), ("1", "张大有", FAMILIES[0][2], "13900000001"))
    found = read_list(book, tmp_path)
    assert found.households == ()
    assert agreed(found, found.kinds).counts["accept_warn"] == 0


def test_a_village_and_a_community_of_one_name_are_told_apart_by_what_they_are():
    village = KnownPlace(1, "石桥镇", "锁南村", "锁南", ("锁南村委会",))
    town = KnownPlace(2, "石桥镇", "锁南社区", "锁南", ("锁南居委会",))
    known = Gazetteer((village, town))
    told = {name: known.find(name, "石桥镇").place for name in ("锁南村", "锁南村委会", "锁南村民委员会")}
    assert set(told.values()) == {village}
    told = {name: known.find(name).place for name in ("锁南社区", "锁南居委会", "石桥镇锁南居民委员会")}
    assert set(told.values()) == {town}
    assert known.find("锁南", "石桥镇").place is None


def test_a_village_and_a_community_of_one_name_in_one_list_are_two(tmp_path):
    book = applications(B2="柳湾村", B3="柳湾社区", B4="柳湾村", B5="柳湾社区")
    path = tmp_path / "名单.xlsx"
    book.save(path)
    places = (KnownPlace(1, "石桥镇", "柳湾村", "柳湾"), KnownPlace(2, "石桥镇", "柳湾社区", "柳湾"))
    found = read_delivery(path, ReadingTerms(places, 2016))
    assert [one.village for one in found.households] == [1, 2, 1, 2]


@pytest.mark.parametrize(
    ("title", "code", "asked"),
    [
        ("年人均纯收入(万元)", '0.00"元"', True),
        ("年人均纯收入(元)", '0.00"元"', False),
        ("年人均纯收入", '0.00"元"', False),
        ("年人均纯收入(元)", '0.00"亩"', True),
        ("年人均纯收入(元)", "0.00", False),
    ],
)
def test_a_unit_that_a_format_shows_is_that_of_the_column_or_asked(title, code, asked, tmp_path):
    book = openpyxl.Workbook()
    book.active.append(("户编号", "户主姓名", "身份证号", "家庭人口", title))
    book.active.append(("9901010001", "赵一", "990101196503120011", 3, 0.28))
    book.active["E2"].number_format = code
    said = [each for row in read_list(book, tmp_path).lines for each in row.problems if each.cell == "E2"]
    words = [each.message for each in said if each.kind == "number_format_suspect"]
    assert bool(words) is asked
    assert all("0.28" in each for each in words)


def test_a_list_of_households_with_how_they_live_is_a_roster_of_its_own(tmp_path):
    titles = (
        *("户编号", "行政村", "户主姓名", "身份证号", "家庭人口数", "户类型", "致贫原因"),
        *(
            "住房面积",
            "饮水安全",
            "通生活用电",
            "工资性收入",
            "转移性收入",
            "生产经营性支出",
            "年纯收入",
            "人均纯收入",
        ),
    )
    told = ("9901011012000001", "上坝村", "张大有", FAMILIES[0][2], 2, "低保户", "因病")
    row = (*told, 80, "是", "是", 5000, 1200, 200, 6000, 3000)
    found = read_list(table("贫困户信息表", titles, row), tmp_path)
    (one,) = found.households
    assert (one.kind, one.cause, one.persons) == ("低保户", "因病", 2)
    assert (one.guarantees.housing_area, one.guarantees.safe_water) == (80, True)
    assert (one.income.wage, one.income.net_income) == (5000, 6000)
    assert line(found, 2, "贫困户信息表").verdict is ACCEPT, line(found, 2, "贫困户信息表").kinds
