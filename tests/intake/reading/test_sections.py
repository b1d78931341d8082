"""Rows of one village are never taken for another's: titles between rows, bands, names that disagree."""

import openpyxl
import pytest

from county_desk.intake.delivery import KnownPlace, Verdict
from county_desk.intake.reading.households.verdicts import agreed
from county_desk.intake.reading.villages.gazetteer import AS_UNIT, Gazetteer
from county_desk.intake.reading.villages.row_village import placed
from tests.intake.lists import read_list, table
from tests.intake.villages import a_card, an_id, problems

TITLES = ("序号", "户主姓名", "身份证号", "家庭人口", "年人均纯收入(元)", "申请日期", "银行卡号")
MEMBERS = ("户编号", "姓名", "与户主关系", "身份证号")
BORN = ("19650312", "19680725", "19500115", "19810101", "19700630", "19720208")
NAMES = ("张大有", "李秀英", "王秀田", "周兰", "陈阿水", "郑有田")
SHEET = "名单"


def household(n):
    """The cells of a household."""
    number = an_id(n, BORN[n - 1])
    return n, NAMES[n - 1], number, 2, 2350.5, "2016-03-15", a_card(f"6200009901010000{n:02}")


def title(village):
    """The title over a table of a village."""
    return [f"石桥镇{village}贫困户花名册"]


def two_tables(*between, first="柳湾村", rows=(1, 2, 3)):
    """A table of two households, something between, and the rest below it."""
    one, two, *rest = map(household, rows)
    above = [title(first)] if first else []
    return table(SHEET, *above, TITLES, one, two, *between, *rest)


def villages(found):
    """The village of each household by its number, or that of the file."""
    return [each.village or found.place_id for each in found.households]


def asked(found):
    """By row the kinds of what is asked."""
    return {line.row: line.kinds for line in found.lines if line.verdict is Verdict.ASK}


OTHER = title("上坝村")


@pytest.mark.parametrize("between", [[OTHER], [OTHER, TITLES], [[], OTHER, TITLES]])
def test_a_table_under_the_title_of_another_village_is_of_that_village(between, tmp_path):
    found = read_list(two_tables(*between), tmp_path, "石桥镇.xlsx")
    assert villages(found) == [1, 1, 2]
    assert found.lines[-1].values["行政村"] == "上坝村"
    told = [each.cell for each in found.problems if each.kind == "village_above"]
    assert told == ["A1", f"A{5 + between.index(OTHER)}"]
    assert asked(found) == {}


@pytest.mark.parametrize(
    "band", ["上坝村", "上坝", "二、上坝村", "石桥镇上坝村", "上坝村三组", "上坝村（3户）"]
)
def test_a_row_with_nothing_but_a_village_begins_its_households(band, tmp_path):
    found = read_list(two_tables([band]), tmp_path, "石桥镇.xlsx")
    assert villages(found) == [1, 1, 2]


def test_a_band_may_be_merged_across_and_stand_in_any_column(tmp_path):
    book = two_tables([None, None, "上坝村"])
    book.active.merge_cells("C5:G5")
    assert villages(read_list(book, tmp_path, "石桥镇.xlsx")) == [1, 1, 2]


def test_a_band_may_stand_in_the_column_of_names(tmp_path):
    found = read_list(two_tables([None, "上坝村"]), tmp_path, "石桥镇.xlsx")
    assert villages(found) == [1, 1, 2]
    assert found.lines[4].kinds == ("non_data_row",)
    half = read_list(two_tables([None, "陈阿水"]), tmp_path, "石桥镇.xlsx")
    assert half.lines[4].verdict is Verdict.ASK


def test_a_title_of_the_same_village_on_each_page_changes_nothing(tmp_path):
    found = read_list(two_tables(title("柳湾村"), TITLES), tmp_path)
    assert (found.place_id, villages(found)) == (1, [1, 1, 1])
    assert "行政村" not in found.lines[-1].values
    assert problems(found, "village_above") == []


def test_nor_does_that_of_the_village_just_above(tmp_path):
    book = two_tables(OTHER, TITLES, household(4), OTHER, TITLES, rows=(1, 2, 3))
    found = read_list(book, tmp_path, "石桥镇.xlsx")
    assert villages(found) == [1, 1, 2, 2]
    assert [each.cell for each in found.problems if each.kind == "village_above"] == ["A1", "A5"]


def test_a_sum_with_the_name_of_a_village_closes_the_rows_above_it(tmp_path):
    found = read_list(two_tables(["柳湾村小计"], first=""), tmp_path, "石桥镇柳湾村.xlsx")
    assert (found.place_id, villages(found), asked(found)) == (1, [1, 1, 1], {})


def test_a_title_of_two_villages_is_asked_about(tmp_path):
    found = read_list(two_tables(title("柳湾村、上坝村"), first="大河村"), tmp_path, "石桥镇.xlsx")
    assert asked(found) == {6: ("village_mismatch",)}


def test_groups_of_a_village_are_no_villages(tmp_path):
    found = read_list(two_tables(["二组"]), tmp_path)
    assert (found.place_id, asked(found)) == (1, {})


def test_a_band_that_the_register_does_not_know_is_asked_about_among_villages(tmp_path):
    book = two_tables(["上坝村"], household(4), ["新庄村"], rows=(1, 2, 5))
    found = read_list(book, tmp_path, "石桥镇.xlsx")
    assert asked(found) == {8: ("village_unknown",)}
    assert "新庄村" in found.lines[7].problems[0].message


def test_a_note_that_names_another_village_is_asked_about_below_it(tmp_path):
    found = read_list(two_tables(["注：下列农户原属上坝村"]), tmp_path, "石桥镇.xlsx")
    assert asked(found) == {6: ("village_mismatch",)}


def test_a_row_below_such_a_note_that_names_its_own_village_is_not_asked_about(tmp_path):
    rows = [("行政村", *TITLES[1:]), ("柳湾村", *household(1)[1:]), ["注：下列农户原属上坝村"]]
    book = table(SHEET, *rows, ("柳湾村", *household(2)[1:]))
    assert asked(read_list(book, tmp_path, "石桥镇.xlsx")) == {}


def test_a_title_between_that_the_name_of_the_file_denies_is_asked_about(tmp_path):
    found = read_list(two_tables(["上坝村"]), tmp_path, "柳湾村名单.xlsx")
    assert asked(found) == {6: ("village_mismatch",)}
    assert villages(agreed(found, ["village_mismatch"])) == [1, 1, 2]


def test_a_row_that_names_its_own_village_below_the_title_of_another_is_asked_about(tmp_path):
    rows = [("行政村", *TITLES[1:]), ("柳湾村", *household(1)[1:]), ["上坝村"], ("柳湾村", *household(2)[1:])]
    found = read_list(table(SHEET, *rows), tmp_path, "石桥镇.xlsx")
    assert asked(found) == {4: ("village_mismatch",)}


def test_members_below_a_title_do_not_go_on_with_the_household_above_it(tmp_path):
    rows = [
        ("990101100001", "张大有", "户主", an_id(1, BORN[0])),
        title("上坝村"),
        (None, "李秀英", "户主", an_id(2, BORN[1])),
    ]
    found = read_list(table(SHEET, title("柳湾村"), MEMBERS, *rows), tmp_path, "石桥镇.xlsx")
    assert [(one.head, one.persons) for one in found.households] == [("张大有", 1), ("李秀英", 1)]
    assert asked(found) == {5: ("missing",)}


def listed(*names):
    """A list whose rows name these villages, None where the cell is blank."""
    return table(SHEET, (*TITLES, "行政村"), *((*household(n), name) for n, name in enumerate(names, 1)))


def test_a_village_that_stands_once_for_its_group_is_asked_about_once_and_then_taken(tmp_path):
    found = read_list(listed("大河村", None, None, "上坝村", None, None), tmp_path, "花名册.xlsx")
    assert asked(found) == {row: ("village_above",) for row in (3, 4, 6, 7)}
    assert [line.values["行政村"] for line in found.lines[1:]] == ["大河村"] * 3 + ["上坝村"] * 3
    taken = agreed(found, ["village_above"])
    assert (asked(taken), villages(taken)) == ({}, [5, 5, 5, 2, 2, 2])


def test_one_that_is_merged_with_those_below_it_is_not_asked_about(tmp_path):
    book = listed("大河村", None, None, "上坝村", None, None)
    book.active.merge_cells("H2:H4")
    book.active.merge_cells("H5:H7")
    found = read_list(book, tmp_path, "花名册.xlsx")
    assert (asked(found), villages(found)) == ({}, [5, 5, 5, 2, 2, 2])


def test_a_blank_village_among_filled_ones_is_nobodys_guess(tmp_path):
    found = read_list(listed("大河村", "上坝村", None, "大河村", "上坝村"), tmp_path, "花名册.xlsx")
    assert asked(found) == {4: ("missing",)}


def test_a_blank_village_below_the_stray_name_of_another_is_asked_about(tmp_path):
    names = ("大河村", "大河村", "大河村", "上坝村", None, "大河村")
    found = read_list(listed(*names), tmp_path, "大河村.xlsx")
    assert asked(found) == {5: ("village_mismatch",), 6: ("missing",)}


def test_a_village_in_the_first_row_alone_that_the_name_of_the_file_denies_is_asked_about(tmp_path):
    assert asked(read_list(listed("大河村", None, None), tmp_path, "上坝村.xlsx")).keys() == {2, 3, 4}
    assert asked(read_list(listed("大河村", None, None), tmp_path, "大河村.xlsx")) == {}


def of_names(folder, file, sheet, titled):
    """What is read of a list whose rows name no village, by what stands around them."""
    above = [title(titled)] if titled else []
    return read_list(table(sheet, *above, TITLES, household(1)), folder, f"{file}.xlsx")


@pytest.mark.parametrize(
    ("file", "sheet", "titled"),
    [
        ("柳湾村", SHEET, "上坝村"),
        ("柳湾", SHEET, "上坝村"),
        (SHEET, "上坝村", "柳湾村"),
        ("柳湾村", "上坝村", ""),
    ],
)
def test_names_and_titles_of_different_villages_are_asked_about(file, sheet, titled, tmp_path):
    found = of_names(tmp_path, file, sheet, titled)
    assert found.place_id is None
    assert {line.kinds for line in found.lines if line.verdict is Verdict.ASK} == {("village_mismatch",)}
    assert all(word in found.problems[0].message for word in ("柳湾村", "上坝村"))
    told = placed(found, 2)
    assert (told.place_id, told.counts["ask"]) == (2, 0)


def test_names_and_titles_of_one_village_are_not(tmp_path):
    for file, sheet, titled in (("柳湾", "柳湾村", "柳湾村"), ("", SHEET, "柳湾村"), ("柳湾村", SHEET, "")):
        found = of_names(tmp_path, f"{file}石桥镇", sheet, titled)
        assert (found.place_id, asked(found)) == (1, {})


def test_one_sheet_of_a_workbook_that_is_of_another_village_is_asked_about_alone(tmp_path):
    book = table(SHEET, title("柳湾村"), TITLES, household(1))
    for row in (title("上坝村"), TITLES, household(2)):
        if "二" not in book.sheetnames:
            book.create_sheet("二")
        book["二"].append(row)
    found = read_list(book, tmp_path, "柳湾村.xlsx")
    assert [line.verdict for line in found.lines if line.row == 3] == [Verdict.ACCEPT, Verdict.ASK]
    assert villages(found) == [1, 2]


@pytest.mark.parametrize(
    ("file", "sheet", "titled"),
    [
        ("柳湾村", SHEET, "柳湾村、上坝村"),
        ("柳湾村", SHEET, "柳湾村委会和上坝村"),
        ("柳湾", SHEET, "上坝村柳湾村"),
        (SHEET, "柳湾村", "上坝村、柳湾村"),
        ("柳湾村、上坝村", SHEET, "柳湾村"),
    ],
)
def test_a_title_of_two_villages_is_asked_about_though_something_else_names_one(
    file, sheet, titled, tmp_path
):
    found = of_names(tmp_path, file, sheet, titled)
    assert villages(found) == [1]
    assert list(asked(found).values()) == [("village_mismatch",)]
    assert asked(agreed(found, ["village_mismatch"])) == {}


def test_a_title_names_all_its_villages_however_long_their_names():
    places = (KnownPlace(1, "石桥镇", "柳湾村", "柳湾"), KnownPlace(2, "石桥镇", "上柳湾子村", "上柳湾子"))
    known = Gazetteer(places)
    assert known.all_named_in("柳湾行政村、上柳湾子村贫困户花名册", AS_UNIT) == list(places)
    assert known.all_named_in("上柳湾子村贫困户花名册", AS_UNIT) == [places[1]]


def of_villages(**sheets):
    """A workbook with one sheet a village."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    return book


def test_a_workbook_with_a_sheet_for_each_village_is_read_and_the_sheets_name_is_the_village(tmp_path):
    titles = ["户编号", "姓名", "与户主关系", "身份证号", "家庭人口数"]
    first = [
        [f"99010110000{n}", name, "户主", an_id(n, "19650312"), 1] for n, name in ((1, "张大有"), (3, "周兰"))
    ]
    second = [["990101100002", "李秀英", "户主", an_id(2, "19650312"), 1]]
    found = read_list(of_villages(大河村=[titles, *first], 上坝村花名册=[titles, *second]), tmp_path)
    assert [household.village for household in found.households] == [5, 5, 2]
    assert {line.verdict for line in found.lines} == {Verdict.ACCEPT, Verdict.SKIP}


def test_sheets_of_villages_that_bear_the_same_serial_numbers_are_not_one_list(tmp_path):
    titles = ["户编号", "户主姓名", "家庭人口数", "工资性收入", "年纯收入"]
    sheets = {"大河村": [titles, ["1", "张大有", 1, 9, 9]], "上坝村": [titles, ["1", "李秀英", 1, 9, 9]]}
    assert "file_ambiguous" not in read_list(of_villages(**sheets), tmp_path).kinds
    same = read_list(of_villages(大河村=sheets["大河村"], 大河村二=sheets["上坝村"]), tmp_path)
    assert "file_ambiguous" in same.kinds


def test_a_person_who_stands_on_the_sheets_of_two_villages_is_asked_about_alone(tmp_path):
    titles = ["户编号", "姓名", "与户主关系", "身份证号", "家庭人口数"]
    row = ["990101100001", "张大有", "户主", an_id(1, "19650312"), 1]
    found = read_list(
        of_villages(大河村=[titles, row], 上坝村=[titles, ["990101100002", *row[1:]]]), tmp_path
    )
    assert "file_ambiguous" not in found.kinds
    assert "duplicate_person" in found.kinds
