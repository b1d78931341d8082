"""Rows of several years in one list: that of the year goes in."""

from datetime import date

import pytest

from county_desk.intake.delivery import Level, Verdict
from county_desk.intake.reading.households.verdicts import agreed
from tests.intake.lists import read_list, table
from tests.intake.villages import (
    LEDGER,
    LIVING,
    ONE,
    ROSTER,
    TWO,
    WIFE,
    a_workbook,
    an_id,
    line,
    read,
)


def test_rows_of_another_year_are_asked_about_and_an_export_may_be_of_the_year_after(tmp_path):
    rows = [
        ["行政村", "年度", "户编号", "姓名", "与户主关系", "身份证号", "家庭人口数"],
        ["大河村", "2016", "990101100001", "张大有", "户主", an_id(1, "19650312"), 1],
        ["大河村", "2015", "990101100002", "李秀英", "户主", an_id(2, "19680725"), 1],
    ]
    found = read_list(table("名册", ["青山镇2015年度贫困户花名册"], *rows), tmp_path)
    assert [line.kinds for line in found.lines[2:]] == [(), ("year_mismatch",)]
    assert [line.verdict for line in found.lines[2:]] == [Verdict.ACCEPT, Verdict.ASK]
    assert found.lines[3].problems[0].cell == "B4"
    assert "2015" in found.lines[3].problems[0].message
    assert ("year_mismatch", Level.WARN) in [(each.kind, each.level) for each in found.problems]
    assert agreed(found, ["year_mismatch"]).lines[3].verdict is Verdict.WARN
    rows[0][1] = "数据日期"
    for row, said in zip(rows[1:], ("2017-01", "2018-01"), strict=True):
        row[1] = said
    found = read_list(table("名册", *rows), tmp_path, today=date(2018, 2, 1))
    assert [line.kinds for line in found.lines[1:]] == [(), ("year_mismatch",)]
    titled = read_list(table("名册", ["青山镇2015年识别2016年贫困户花名册"], *rows), tmp_path)
    assert "year_mismatch" not in [problem.kind for problem in titled.problems]


def test_of_a_household_with_a_row_for_each_year_that_of_the_year_goes_in(tmp_path):
    titles = ["行政村", "年度", "户编号", "姓名", "与户主关系", "身份证号", "家庭人口数"]
    now = [["大河村", "2016", *ONE[:4], 2], [None, None, None, *WIFE[1:4], None]]
    before = [["大河村", "2015", *row[2:]] for row in now]
    alone = ["大河村", "2015", *TWO[:4], 1]
    found = read_list(table("名册", titles, *before, *now, alone), tmp_path)
    assert [line.verdict for line in found.lines[1:]] == [
        *(Verdict.SKIP, Verdict.SKIP),
        *(Verdict.ACCEPT, Verdict.ACCEPT, Verdict.ASK),
    ]
    assert [line.kinds for line in found.lines[1:3]] == [("year_mismatch",)] * 2
    assert ("year_mismatch", Level.WARN) in [(each.kind, each.level) for each in found.problems]
    assert [(one.head, one.persons) for one in found.households] == [("张大有", 2), ("王秀田", 1)]
    assert read_list(table("名册", titles, *before, *now), tmp_path, year=2015).counts["skip"] == 3


def test_a_ledger_with_a_line_for_each_year_gives_the_income_of_the_year(tmp_path):
    book = a_workbook()
    sheet = book[LEDGER]
    sheet["O2"] = "年度"
    for row in (4, 5, 6):
        sheet.cell(row, 15, "2016")
    sheet.insert_rows(5)
    for column in range(1, 15):
        sheet.cell(5, column, sheet.cell(4, column).value)
    sheet["E5"], sheet["O5"] = 1, "2015"
    found = read(book, tmp_path)
    assert found.households[0].income.wage == 6000
    assert "household_duplicate" not in found.kinds
    assert line(found, 5, LEDGER).verdict is Verdict.SKIP


def test_a_ledger_titled_by_an_earlier_year_is_asked_about_and_no_roster_is(tmp_path):
    book = a_workbook()
    for sheet in (ROSTER, LEDGER):
        book[sheet]["A1"] = book[sheet]["A1"].value.replace("2016", "2015")
    found = read(book, tmp_path)
    asked = {line.sheet for line in found.lines for each in line.problems if each.kind == "year_mismatch"}
    assert asked == {LEDGER}
    assert {line.verdict for line in agreed(found, ["year_mismatch"]).lines} <= {
        Verdict.SKIP,
        Verdict.WARN,
        Verdict.ACCEPT,
    }
    book[LEDGER]["A1"] = "石桥镇柳湾村委会2016年贫困户收入台账（2015年对比）"
    assert "year_mismatch" not in {kind for line in read(book, tmp_path).lines for kind in line.kinds}
    book[LEDGER]["A1"] = "石桥镇柳湾村委会贫困户收入台账（2017年1月）"
    assert "year_mismatch" not in {kind for line in read(book, tmp_path).lines for kind in line.kinds}


@pytest.mark.parametrize(("sheet", "told"), [(LIVING, LIVING), (ROSTER, None)])
def test_a_sheet_of_how_they_live_titled_by_an_earlier_year_is_told_of(sheet, told, tmp_path):
    book = a_workbook()
    book[sheet]["A1"] = book[sheet]["A1"].value.replace("2016", "2015")
    said = [each for each in read(book, tmp_path).problems if each.kind == "year_mismatch"]
    assert [each.sheet for each in said] == ([told] if told else [])
