"""Which rows are one household: members apart, heads twice or not at all, lists that break off, totals."""

from datetime import date

import pytest

from county_desk.intake.delivery import FileVerdict, Level, ReadingTerms, Verdict
from county_desk.intake.reading.columns.headers import find_header
from county_desk.intake.reading.report import read_delivery
from county_desk.sheets.formats.book import Grid
from tests.intake.lists import COUNTY, EXPORT, exported, person_rows, read_list, table
from tests.intake.villages import (
    LEDGER,
    ONE,
    PREFIX,
    ROSTER,
    THREE,
    TWO,
    WIFE,
    a_workbook,
    an_id,
    heads_and_members,
    line,
    problems,
    read,
    repeated,
    spoil,
)

MEMBERS = ("户编号", "姓名", "与户主关系", "身份证号", "家庭人口数")


def households(delivery):
    """The households as (number, head, persons)."""
    return [(one.number[-1:], one.head, one.persons) for one in delivery.households]


def roster(*rows):
    """A list of members with the household on every row, from row 3 on."""
    return table(ROSTER, ["石桥镇柳湾村2016年贫困人口花名册"], MEMBERS, *rows)


def test_a_member_apart_from_the_household_belongs_to_it_and_is_told(tmp_path):
    found = read(roster(ONE, TWO, WIFE, THREE), tmp_path)
    assert households(found) == [("1", "张大有", 2), ("2", "王秀田", 1), ("3", "陈阿水", 1)]
    assert problems(found, "household_duplicate") == [(ROSTER, "A5", "household_duplicate")]
    assert line(found, 5).verdict is Verdict.WARN
    assert found.verdict is FileVerdict.ACCEPT


def test_a_head_below_the_members_is_their_head(tmp_path):
    found = read(roster(WIFE, ONE, TWO), tmp_path)
    assert households(found) == [("1", "张大有", 2), ("2", "王秀田", 1)]
    assert found.verdict is FileVerdict.ACCEPT


def test_a_number_under_which_two_heads_stand_apart_is_asked_about_at_both(tmp_path):
    other = (ONE[0], *THREE[1:])
    found = read(roster(ONE, WIFE, TWO, other), tmp_path)
    assert problems(found, "household_duplicate") == [
        (ROSTER, "A3", "household_duplicate"),
        (ROSTER, "A6", "household_duplicate"),
    ]


def test_two_heads_one_below_the_other_are_two_heads_of_one_household(tmp_path):
    rows = list(person_rows())
    second = list(rows[1])
    second[EXPORT.index("与户主关系")] = "户主"
    found = read_list(exported([rows[0], second, *rows[2:]]), tmp_path, year=2022)
    assert "head_several" in found.kinds
    assert "household_duplicate" not in found.kinds


def test_households_without_numbers_begin_at_their_heads(tmp_path):
    titles, *rows = [row[1:] for row in (MEMBERS, ONE, WIFE, TWO, THREE)]
    found = read(table(ROSTER, ["石桥镇柳湾村花名册"], titles, *rows), tmp_path)
    assert [(one.number, one.where, one.persons) for one in found.households] == [
        ("", f"{ROSTER}!3", 2),
        ("", f"{ROSTER}!5", 1),
        ("", f"{ROSTER}!6", 1),
    ]
    assert [one.household for one in found.lines[2:]] == [
        f"{ROSTER}!3",
        f"{ROSTER}!3",
        f"{ROSTER}!5",
        f"{ROSTER}!6",
    ]


def test_a_wrong_row_of_a_household_without_a_number_holds_only_its_own_household(tmp_path):
    titles, *rows = [row[1:] for row in (MEMBERS, ONE, WIFE, TWO)]
    book = table(ROSTER, ["石桥镇柳湾村花名册"], titles, *rows)
    book[ROSTER]["C4"] = "990101********0026"
    found = read(book, tmp_path)
    assert [one.verdict for one in found.lines[2:]] == [Verdict.ASK, Verdict.REJECT, Verdict.ACCEPT]
    assert [one.verdict for one in found.households] == [Verdict.REJECT, Verdict.ACCEPT]


def test_lists_of_heads_and_of_members_without_numbers_meet_by_the_identity_number(tmp_path):
    book = heads_and_members()
    book["贫困户"].delete_cols(4)
    book["家庭成员"].delete_cols(2)
    found = read(book, tmp_path)
    assert [(one.head, one.persons, one.group_name) for one in found.households] == [
        ("张大有", 3, "一组"),
        ("王秀田", 1, "三组"),
        ("陈阿水", 2, "五社"),
    ]


def test_a_list_of_members_without_numbers_meets_its_heads_who_have_them(tmp_path):
    book = heads_and_members()
    book["家庭成员"].delete_cols(2)
    found = read(book, tmp_path)
    assert households(found) == [("1", "张大有", 3), ("2", "王秀田", 1), ("3", "陈阿水", 2)]
    assert found.verdict is FileVerdict.ACCEPT


def test_one_head_under_two_numbers_on_the_two_lists_stays_two_households(tmp_path):
    book = spoil(heads_and_members(), "贫困户", {"D4": f"{PREFIX}0009"})
    found = read(book, tmp_path)
    assert sorted(one.number[-1:] for one in found.households) == ["1", "2", "3", "9"]
    assert line(found, 4, "贫困户").verdict is Verdict.ASK


def test_every_row_that_names_another_village_than_its_household_is_asked_about(tmp_path):
    book = repeated()
    book.active["B4"] = "上坝"
    found = read(book, tmp_path)
    assert problems(found, "several_values") == [(book.active.title, "B4", "several_values")]


def test_one_line_of_a_ledger_for_each_household(tmp_path):
    book = spoil(a_workbook(), LEDGER, {"B6": f"{PREFIX}0002", "C6": "王秀田", "D6": 1})
    found = read(book, tmp_path)
    assert problems(found, "household_duplicate") == [(LEDGER, "B6", "household_duplicate")]
    assert line(found, 7).kinds == ("income_missing",)


def test_a_list_that_ends_within_a_household_seems_to_be_cut_short(tmp_path):
    found = read(roster(TWO, THREE, ONE), tmp_path)
    (problem,) = [one for one in found.problems if one.kind == "file_truncated"]
    assert (problem.sheet, problem.cell, problem.level) == (ROSTER, "A5", Level.WARN)
    assert "member_count" in line(found, 5).kinds


@pytest.mark.parametrize("below", [("合计", None, None, None, 5), ("填表人：张三",)])
def test_a_list_with_something_below_it_is_whole(below, tmp_path):
    assert "file_truncated" not in read(roster(TWO, THREE, ONE, below), tmp_path).kinds


NAMED = ("户编号", "户主姓名", "姓名", "与户主关系", "身份证号")
PEOPLE = (
    ("0001", "张大有", "张大有", "户主", an_id(1, "19650312")),
    ("0001", "张大有", "李秀英", "配偶", an_id(2, "19680725")),
    ("0002", "王秀田", "周兰", "之女", an_id(6, "19720208")),
    ("0002", "王秀田", "王秀田", "户主", an_id(4, "19500115")),
)


def named(*rows, numbered=True):
    """A list of members that names the head on every row, from row 3 on, its households numbered or not."""
    listed = [(f"{PREFIX}{row[0]}", *row[1:]) for row in rows or PEOPLE]
    cells = [NAMED, *listed] if numbered else [row[1:] for row in (NAMED, *listed)]
    return table(ROSTER, ["石桥镇柳湾村花名册"], *cells)


@pytest.mark.parametrize("numbered", [True, False])
def test_a_list_that_names_the_head_on_every_row_is_put_together(numbered, tmp_path):
    found = read(named(numbered=numbered), tmp_path)
    assert [(one.head, one.persons) for one in found.households] == [("张大有", 2), ("王秀田", 2)]
    assert found.verdict is FileVerdict.ACCEPT


def test_a_row_that_names_another_head_than_its_household_has_is_asked_about(tmp_path):
    wrong = ("0001", *PEOPLE[2][1:])
    found = read(named(PEOPLE[0], PEOPLE[1], wrong, PEOPLE[3]), tmp_path)
    assert problems(found, "household_number") == [(ROSTER, "B5", "household_number")]
    (said,) = [one.message for one in line(found, 5).problems if one.kind == "household_number"]
    assert all(name in said for name in ("王秀田", "张大有"))
    assert line(found, 3).verdict is Verdict.ASK


def test_a_lost_sign_in_the_name_of_the_head_is_no_other_head(tmp_path):
    found = read(named(PEOPLE[0], ("0001", "张?有", *PEOPLE[1][2:])), tmp_path)
    assert "household_number" not in found.kinds


def test_without_numbers_another_name_of_the_head_begins_another_household(tmp_path):
    stray = (("0001", "张大有", "张小明", "之子", an_id(3, "20060901")), PEOPLE[2])
    found = read(named(*PEOPLE[:2], *stray, numbered=False), tmp_path)
    assert [(one.head, one.persons) for one in found.households] == [("张大有", 3), ("周兰", 1)]
    assert "head_missing" in line(found, 6).kinds
    namesakes = (PEOPLE[0], ("", "张大有", "张大有", "户主", an_id(5, "19700630")))
    assert len(read(named(*namesakes, numbered=False), tmp_path).households) == 2


COUNTED = ("序号", "行政村", "户主姓名", "户编号", "身份证号", "家庭人口数")


def heads(*totals):
    """A list of heads of two villages, with these numbers of persons as totals of 3 and 4, and of 7."""
    first, second, whole = totals
    rows = (
        (1, "上坝村", "张大有", f"{PREFIX}0001", an_id(1, "19650312"), 1),
        (2, "上坝村", "李秀英", f"{PREFIX}0002", an_id(2, "19680725"), 2),
        ("小计", None, None, None, None, first),
        (3, "青溪社区", "王秀田", f"{PREFIX}0003", an_id(4, "19500115"), 4),
        ("小计", None, None, None, None, second),
        ("合计", None, None, None, None, whole),
    )
    return table(ROSTER, COUNTED, *rows)


def test_a_subtotal_sums_its_village_and_a_total_the_whole_list(tmp_path):
    assert "total_mismatch" not in read(heads(3, 4, 7), tmp_path).kinds
    found = read(heads(3, 5, 8), tmp_path)
    assert problems(found, "total_mismatch") == [
        (ROSTER, "F6", "total_mismatch"),
        (ROSTER, "F7", "total_mismatch"),
    ]
    said = [one.problems[-1].message for one in found.lines if "total_mismatch" in one.kinds]
    assert "4" in said[0]
    assert "7" in said[1]


@pytest.mark.parametrize(("given", "wrong"), [(3, False), (5, False), (4, True)])
def test_what_each_row_of_a_household_repeats_may_be_summed_up_once_for_each(given, wrong, tmp_path):
    book = roster(ONE, WIFE, TWO)
    book[ROSTER].append(("合计", None, None, None, given))
    assert ("total_mismatch" in read(book, tmp_path).kinds) is wrong


def test_a_sheet_of_the_words_to_choose_from_is_no_second_roster(tmp_path):
    book = roster(ONE, WIFE, TWO)
    words = book.create_sheet("选项")
    for row in (("与户主关系", "民族", "健康状况"), ("户主", "汉族", "健康"), ("配偶", "苗族", "残疾")):
        words.append(row)
    found = read(book, tmp_path)
    assert {one.verdict for one in found.lines if one.sheet == ROSTER} <= {Verdict.ACCEPT, Verdict.SKIP}
    assert all(one.verdict is Verdict.SKIP for one in found.lines if one.sheet == "选项")


def test_an_average_under_a_figure_a_head_is_no_wrong_total(tmp_path):
    book = a_workbook()
    book[LEDGER]["N7"] = 3083.33
    assert "total_mismatch" not in read(book, tmp_path).kinds


def test_a_workbook_may_hold_lists_of_several_kinds(tmp_path):
    book = roster(ONE, WIFE, TWO)
    sheet = book.create_sheet("行政村信息表")
    sheet.append(("乡镇", "行政村", "总户数", "总人口数", "贫困户数", "贫困人口数"))
    sheet.append(("石桥镇", "柳湾村", 312, 1046, 20, 61))
    found = read(book, tmp_path)
    assert len(found.households) == 2
    assert [village.village for village in found.villages] == [1]
    assert found.place_id == 1


def test_an_export_as_a_text_table_in_gbk_is_read(tmp_path):
    rows = [["已脱贫人口名单"], ["导出时间：2022-10-28"], EXPORT, *person_rows()]
    width = len(EXPORT)
    text = "\r\n".join(",".join([*map(str, row), *[""] * (width - len(row))]) for row in rows)
    path = tmp_path / "导出.csv"
    path.write_bytes(text.encode("gbk"))
    found = read_delivery(path, ReadingTerms(COUNTY, 2022, date(2022, 11, 25)))
    assert [(one.village, one.persons) for one in found.households] == [(1, 2), (3, 1), (4, 1)]
    assert found.verdict is FileVerdict.ACCEPT


HOUSES = (
    *("省", "市", "县", "乡", "村", "户编号", "户主编号", "户主姓名", "户主证件号码", "家庭人口数"),
    *("是否危房户", "人均纯收入", "年收入", "是否解决安全饮用水", "年度", "开户银行名称", "银行卡号"),
    *("识别标准", "主要致贫原因", "工资性收入", "生产经营性收入", "财产性收入", "转移性收入"),
    *("生产经营性支出", "纯收入"),
)


def test_the_national_export_of_households_gives_their_income_and_how_they_live(tmp_path):
    row = (
        *("某省", "某市", "青岚县", "石桥镇", "柳湾村", "9901011012000001", "990101101200000101", "张大有"),
        *(an_id(1, "19650312"), "2", "否", "3750", "8000", "是", "2018", "", "", "国家标准", "缺技术"),
        *("6000", "2000", "0", "0", "500", "7500"),
    )
    found = read_list(table("户", HOUSES, row), tmp_path, year=2018, today=date(2018, 12, 1))
    (household,) = found.households
    assert household.income is not None
    assert household.guarantees is not None
    assert (household.income.wage, household.income.net_income, household.income.income_per_head) == (
        6000,
        7500,
        3750,
    )
    assert household.guarantees.safe_water is True
    assert [sheet.list for sheet in found.sheets] == ["export_households"]
    assert found.problems == ()


def test_households_of_one_village_are_held_against_those_of_their_own_village(tmp_path):
    rows = [list(row) for row in person_rows()]
    assert "household_number" not in read_list(exported(rows), tmp_path, year=2022).kinds
    number, identity = EXPORT.index("户编号"), EXPORT.index("证件号码")
    others = [[*rows[3]], [*rows[3]]]
    for serial, row in enumerate(others, 2):
        row[number], row[identity] = f"99010110220100{serial:02}", an_id(serial * 10, "19600101")
    others[1][number] = "220100003"
    found = read_list(exported([*rows, *others]), tmp_path, year=2022)
    assert problems(found, "household_number") == [("已脱贫人口名单", "G9", "household_number")]


def test_a_workbook_may_have_a_sheet_for_each_village(tmp_path):
    book = table("柳湾村", ["石桥镇柳湾村2016年贫困人口花名册"], MEMBERS, ONE, WIFE)
    other = book.create_sheet("二")
    for row in (["石桥镇上坝村2016年贫困人口花名册"], MEMBERS, TWO):
        other.append(row)
    found = read_list(book, tmp_path)
    assert [one.village for one in found.households] == [1, 2]
    assert "village_unknown" not in found.kinds
    assert found.verdict is FileVerdict.ACCEPT
    assert "file_ambiguous" not in found.kinds


def test_two_sheets_with_the_same_people_are_asked_about_and_a_person_on_both_alone(tmp_path):
    book = table("柳湾村", ["石桥镇柳湾村2016年贫困人口花名册"], MEMBERS, ONE, WIFE, TWO)
    other = book.create_sheet("二")
    for row in (MEMBERS, ONE, WIFE):
        other.append(row)
    assert all("file_ambiguous" in line(read_list(book, tmp_path), row, "柳湾村").kinds for row in (3, 4, 5))
    for row in (TWO, THREE):
        other.append(row)
    other.delete_rows(2, 2)
    found = read_list(book, tmp_path)
    assert "file_ambiguous" in found.kinds
    other.append((f"{PREFIX}0004", "郑有田", "户主", an_id(7, "19810101"), 1))
    found = read_list(book, tmp_path)
    assert "file_ambiguous" not in found.kinds
    assert "household_duplicate" in line(found, 5, "柳湾村").kinds


def test_braces_in_the_names_of_sheets_and_titles_are_signs_like_others(tmp_path):
    book = table("{1}", (*MEMBERS, "家庭人口数{0}"), (*ONE, 2), (*WIFE, 2))
    other = book.create_sheet("{二}")
    for row in (MEMBERS, ONE, WIFE):
        other.append(row)
    found = read_list(book, tmp_path)
    assert {"file_ambiguous", "header_duplicate"} <= set(found.kinds)
    assert "{1}、{二}" in next(one.message for one in found.problems if one.kind == "file_ambiguous")


def test_a_cell_that_asks_for_the_record_to_go_is_carried_with_whom_it_is_about(tmp_path):
    book = spoil(a_workbook(), ROSTER, {"T3": "【清空】", "K4": "【清空】"})
    spoil(book, "三保障", {"K3": "【清空】"})
    first, second, *_ = read(book, tmp_path).households
    assert first.erase == ("联系电话", "耕地面积")
    assert [member.erase for member in first.members] == [(), ("健康状况",), ()]
    assert (first.telephone, first.members[1].health) == ("", None)
    assert second.erase == ()


def test_a_sum_beside_its_own_lines_is_of_no_group_of_income():
    texts = ("户编号", "务工收入", "财产性收入", "工资性收入", "年纯收入")
    header = find_header(Grid("收入", [texts, ("1", 100, 20, 100, 120)]))
    assert header.incomes.lines == ("务工收入", "财产性收入")
    assert header.incomes.groups["wage"] == ("务工收入",)
    assert header.incomes.groups["transfer"] == ()


@pytest.mark.parametrize("other", ["配偶", "子女", "代领人", "开户人"])
def test_columns_of_another_person_are_never_taken_for_the_heads(other, tmp_path):
    rows = [
        ["行政村", "户主", None, "家庭人口数", other, None],
        [None, "姓名", "身份证号", None, "姓名", "身份证号"],
        ["大河村", "张大有", an_id(1, "19650312"), 2, "何秋花", an_id(2, "19680725")],
    ]
    book = table("名册", *rows)
    for block in ("A1:A2", "B1:C1", "D1:D2", "E1:F1"):
        book.active.merge_cells(block)
    found = read_list(book, tmp_path)
    assert "header_unknown" in found.kinds
    assert found.lines[-1].original[f"{other}/姓名"] == "何秋花"
    assert an_id(2, "19680725") not in found.lines[-1].values.values()


def test_an_income_a_head_of_the_roster_is_held_against_that_of_the_ledger(tmp_path):
    cells = {"X2": "人均纯收入", "X3": 2500.6, "X6": 2600, "X7": 4250}
    delivery = read(spoil(a_workbook(), ROSTER, cells), tmp_path)
    assert problems(delivery, "income_per_head") == [(ROSTER, "X6", "income_per_head")]
    said = next(p.message for p in line(delivery, 6).problems if p.kind == "income_per_head")
    assert "2500" in said
    assert f"N5 of {LEDGER}" in said
    assert line(delivery, 6).verdict is Verdict.ASK


def test_a_roster_is_not_held_against_a_line_of_the_ledger_that_is_blank(tmp_path):
    book = spoil(a_workbook(), ROSTER, {"X2": "人均纯收入", "X6": 2600})
    blank = dict.fromkeys([f"{column}5" for column in "EFGHIJKLMN"])
    assert problems(read(spoil(book, LEDGER, blank), tmp_path), "income_per_head") == []
