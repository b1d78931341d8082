"""Each mistake that villages make is reported by kind, cell and verdict; only its household waits."""

from datetime import date

import pytest

from county_desk.intake.delivery import FileVerdict, Level, Verdict
from county_desk.intake.reading.households.verdicts import AGREEABLE, WAITS, agreed
from tests.intake.villages import (
    HEAD,
    LEDGER,
    LIVING,
    PREFIX,
    ROSTER,
    a_workbook,
    an_id,
    heads_and_members,
    line,
    problems,
    read,
    spoil,
)

WARN, ASK, REJECT = Verdict.WARN, Verdict.ASK, Verdict.REJECT
OLD_BODY = "990101" + "650312001"
CERTIFICATE = an_id(5, "19700630") + "43"
SON = an_id(3, "20060901")
WIDE = SON.translate({48 + digit: 0xFF10 + digit for digit in range(10)})
SAME = {"G6": SON, "F6": "男", "H6": date(2006, 9, 1)}
BORN_LATER = {"G5": an_id(3, "20180901"), "H5": date(2018, 9, 1)}
RICH = {"E6": 808000, "L6": 808500, "M6": 808500, "N6": 404250}
ENDS_IN_X = next(number for n in range(1, 999, 2) if (number := an_id(n, "20060901")).endswith("X"))
BAD = an_id(3, "20060901")[:17] + ("1" if an_id(3, "20060901")[17] != "1" else "2")

MISTAKES = [
    ("a wrong check digit", {"G5": BAD}, "G5", "id_checksum", REJECT),
    ("seventeen digits", {"G5": BAD[:17]}, "G5", "id_length", REJECT),
    ("no such day", {"G5": "990101200613010017"}, "G5", "id_birthdate", REJECT),
    ("a letter in an identity number", {"G5": "99010120060901O031"}, "G5", "id_bad_char", REJECT),
    ("a masked identity number", {"G5": "990101********0031"}, "G5", "id_masked", REJECT),
    ("a rounded identity number", {"G5": "9.90101E+17"}, "G5", "id_rounded_suspect", REJECT),
    ("a numeric identity number", {"G5": 990101200609010031}, "G5", "id_numeric_cell", REJECT),
    ("an old identity number", {"G5": OLD_BODY}, "G5", "id_15_digit", ASK),
    ("no identity number", {"G5": None}, "G5", "id_missing", ASK),
    ("a lower-case x", {"G5": ENDS_IN_X.lower()}, "G5", "normalized", WARN),
    ("blanks in an identity number", {"G5": f" {SON[:6]} {SON[6:]}"}, "G5", "normalized", WARN),
    ("a full-width identity number", {"G5": WIDE}, "G5", "normalized", WARN),
    ("a disability certificate", {"G7": CERTIFICATE}, "G7", "id_special_type", WARN),
    ("a birth that the number denies", {"H5": date(2006, 9, 2)}, "H5", "id_birth", ASK),
    ("a birth after the year", BORN_LATER, "G5", "date_future", ASK),
    ("an unknown birth", {"H5": "不详"}, "H5", "date_invalid", WARN),
    ("a birth that is no date", {"H5": "二00六年"}, "H5", "date_invalid", ASK),
    ("a compact birth", {"H5": "20060901"}, "H5", "normalized", WARN),
    ("a bare serial day", {"H5": 38961}, "H5", "date_unformatted_number", WARN),
    ("a sex that the number denies", {"F5": "女"}, "F5", "id_sex", ASK),
    ("a daughter who is a man", {"E5": "之女"}, "E5", "relation_odd", ASK),
    ("a mother younger than the head", {"E4": "之母"}, "E4", "relation_odd", ASK),
    ("two spouses", {"E5": "配偶"}, "E5", "relation_odd", ASK),
    ("a wife called so", {"E4": "妻子"}, "E4", "normalized", WARN),
    ("a relation nobody knows", {"E5": "干儿子"}, "E5", "relation_unknown", ASK),
    ("a sister who is a boy", {"E5": "妹 妹"}, "E5", "relation_odd", ASK),
    ("nobody marked as head", {"E6": "其他"}, "E6", "head_missing", ASK),
    ("two heads", {"E4": "户主"}, "E4", "head_several", ASK),
    ("a spaced name", {"D5": "张 小\u3000明"}, "D5", "normalized", WARN),
    ("a lost character", {"D5": "张小?"}, "D5", "mojibake_suspect", ASK),
    ("a digit in a name", {"D5": "张小1"}, "D5", "name_bad_char", ASK),
    ("no name", {"D5": None}, "D5", "missing", ASK),
    ("a short name of a people", {"I5": "汉"}, "I5", "normalized", WARN),
    ("a people nobody knows", {"I5": "火星"}, "I5", "ethnicity_unknown", ASK),
    ("another word for a level", {"J5": "小学肄业"}, "J5", "normalized", WARN),
    ("a level nobody knows", {"J5": "博学"}, "J5", "education_unknown", ASK),
    ("a child of ten at senior school", {"J5": "高中"}, "J5", "education_age", WARN),
    ("a pupil of sixty-six", {"M6": "七年级"}, "M6", "school_age", WARN),
    ("a child out of school", {"M5": "非在校生"}, "M5", "school_age", WARN),
    ("two causes in one", {"R3": "因病因学"}, "R3", "several_values", ASK),
    ("a cause nobody knows", {"R3": "懒"}, "R3", "cause_unknown", ASK),
    ("another word for a cause", {"R3": "缺劳动力"}, "R3", "normalized", WARN),
    ("too many members said", {"P3": 5}, "P3", "member_count", ASK),
    ("no household number", {"O6": None}, "O6", "missing", ASK),
    ("a short household number", {"O6": "1010010002"}, "O6", "household_number", ASK),
    ("a numeric household number", {"O6": int(f"{PREFIX}0002")}, "O6", "household_number", REJECT),
    ("one number for two households", {"O6": f"{PREFIX}0001"}, "O6", "household_duplicate", ASK),
    ("a row of another village", {"B6": "上坝"}, "B6", "village_mismatch", ASK),
    ("a telephone of ten digits", {"T3": "1390000000"}, "T3", "phone_invalid", WARN),
    ("two telephones", {"T3": "13900000001、13900000009"}, "T3", "phone_two", WARN),
    ("a telephone that lost its nought", {"T3": 9154420001}, "T3", "phone_invalid", WARN),
    ("an account that cannot be", {"U3": "6200009901010000019"}, "U3", "card_checksum", WARN),
    ("a numeric account", {"U3": 6200009901010000012}, "U3", "card_numeric_cell", REJECT),
    ("one person in two households", {"D6": "张小明", **SAME}, "G5", "duplicate_person", ASK),
    ("one number for two people", SAME, "G5", "duplicate_id_other_name", ASK),
    ("a formula for a member", {"P3": "=1+2"}, "P3", "formula_cell", REJECT),
]  # fmt: skip

LEDGER_MISTAKES = [
    ("lines that do not add up", {"L4": 9000}, "L4", "income_sum", ASK),
    ("a blank line that is missed", {"J5": None}, "J5", "income_missing", ASK),
    ("a net income of another sum", {"M4": 7600}, "M4", "income_sum", ASK),
    ("a wrong figure a head", {"N6": 8500}, "N6", "income_per_head", ASK),
    ("no figure a head", {"N6": None}, "N6", "income_missing", WARN),
    ("a negative expense", {"K4": -500, "M4": 8500}, "K4", "income_negative", ASK),
    (
        "figures in ten thousand yuan",
        {"J5": 0.24, "I5": 0.01, "L5": 0.25, "M5": 0.25, "N5": 0.25},
        "L5",
        "income_unit",
        ASK,
    ),
    ("a number in words", {"E4": "六千"}, "E4", "normalized", WARN),
    ("a number that is not exact", {"E4": "约6000"}, "E4", "number_unclear", ASK),
    ("a unit in the cell", {"E4": "6,000元"}, "E4", "normalized", WARN),
    ("a household nobody knows", {"B5": f"{PREFIX}0009"}, "B5", "household_number", ASK),
    ("another name under the number", {"C5": "王秀兰"}, "C5", "household_number", ASK),
    ("members of another number", {"D5": 2, "N5": 1250}, "D5", "member_count", ASK),
    ("an amount that nobody earns", RICH, "N6", "income_outlier", WARN),
    ("a formula for an amount", {"E4": "=2000*3"}, "E4", "formula_cell", REJECT),
]  # fmt: skip

LIVING_MISTAKES = [
    ("leaving in a dangerous house", {"E5": "D"}, "E5", "exit_housing", WARN),
    ("leaving without safe water", {"G5": "否"}, "G5", "exit_water", WARN),
    ("leaving with a dropout", {"L5": 1}, "L5", "exit_school", WARN),
    ("leaving uninsured", {"M5": "否"}, "M5", "exit_insurance", WARN),
    ("a grade nobody knows", {"E3": "E"}, "E3", "cell_type", ASK),
    ("neither yes nor no", {"G3": "可能"}, "G3", "cell_type", ASK),
]


def found_at(delivery, sheet, cell, kind):
    row = int("".join(sign for sign in cell if sign.isdigit()))
    assert (sheet, cell, kind) in problems(delivery, kind)
    return line(delivery, row, sheet).verdict


@pytest.mark.parametrize(("what", "cells", "cell", "kind", "verdict"), MISTAKES, ids=[m[0] for m in MISTAKES])
def test_a_mistake_in_the_roster(what, cells, cell, kind, verdict, tmp_path):
    book = spoil(a_workbook(), ROSTER, cells)
    if kind == "date_unformatted_number":
        book[ROSTER][cell].number_format = "General"
    delivery = read(book, tmp_path)
    assert found_at(delivery, ROSTER, cell, kind) is verdict


@pytest.mark.parametrize(
    ("what", "cells", "cell", "kind", "verdict"), LEDGER_MISTAKES, ids=[m[0] for m in LEDGER_MISTAKES]
)
def test_a_mistake_in_the_ledger(what, cells, cell, kind, verdict, tmp_path):
    delivery = read(spoil(a_workbook(), LEDGER, cells), tmp_path)
    assert found_at(delivery, LEDGER, cell, kind) is verdict


@pytest.mark.parametrize(
    ("what", "cells", "cell", "kind", "verdict"), LIVING_MISTAKES, ids=[m[0] for m in LIVING_MISTAKES]
)
def test_a_mistake_in_how_they_live(what, cells, cell, kind, verdict, tmp_path):
    delivery = read(spoil(a_workbook(), LIVING, cells), tmp_path)
    assert found_at(delivery, LIVING, cell, kind) is verdict


def test_a_refused_row_holds_back_its_household_and_no_other(tmp_path):
    delivery = read(spoil(a_workbook(), ROSTER, {"G5": BAD}), tmp_path)
    verdicts = {one.number[-1]: one.verdict for one in delivery.households}
    assert verdicts == {"1": REJECT, "2": Verdict.ACCEPT, "3": Verdict.ACCEPT}
    waiting = [(one.sheet, one.row) for one in delivery.lines if WAITS in one.kinds]
    assert waiting == [(ROSTER, 3), (ROSTER, 4), (LEDGER, 4), (LIVING, 3)]
    assert delivery.verdict is FileVerdict.PARTIAL
    assert delivery.counts["reject_row"] == 1


def test_a_total_that_is_not_the_sum_is_said_at_the_total(tmp_path):
    delivery = read(spoil(a_workbook(), LEDGER, {"M7": 18600}), tmp_path)
    assert problems(delivery, "total_mismatch") == [(LEDGER, "M7", "total_mismatch")]
    assert line(delivery, 7, LEDGER).verdict is Verdict.SKIP
    assert delivery.verdict is FileVerdict.ACCEPT


def test_a_formula_is_no_trouble_in_the_row_of_totals(tmp_path):
    delivery = read(spoil(a_workbook(), LEDGER, {"M7": "=SUM(M4:M6)"}), tmp_path)
    assert problems(delivery, "formula_cell") == []


def test_hidden_rows_columns_and_sheets_are_asked_about_until_somebody_agrees(tmp_path):
    book = a_workbook()
    book[ROSTER].row_dimensions[5].hidden = True
    book[ROSTER].column_dimensions["G"].hidden = True
    book[LIVING].sheet_state = "hidden"
    delivery = read(book, tmp_path)
    assert (ROSTER, "A5", "hidden_row") in problems(delivery)
    assert [where for where in problems(delivery, "hidden_column") if where[0] == ROSTER] == [
        (ROSTER, "G2", "hidden_column"),
        (ROSTER, "G3", "hidden_column"),
        (ROSTER, "G4", "hidden_column"),
        (ROSTER, "G5", "hidden_column"),
        (ROSTER, "G6", "hidden_column"),
        (ROSTER, "G7", "hidden_column"),
        (ROSTER, "G8", "hidden_column"),
    ]
    assert (LIVING, "A3", "hidden_sheet") in problems(delivery)
    assert delivery.verdict is FileVerdict.ASK
    taken = agreed(delivery, {"hidden_row", "hidden_column", "hidden_sheet"})
    assert taken.verdict is FileVerdict.ACCEPT
    assert {one.verdict for one in taken.households} == {WARN}


def test_a_hidden_column_that_no_row_needs_is_asked_about_once_and_keeps_no_row_out(tmp_path):
    book = a_workbook()
    book[ROSTER].column_dimensions["T"].hidden = True
    delivery = read(book, tmp_path)
    assert problems(delivery, "hidden_column") == [(ROSTER, "T2", "hidden_column")]
    assert [each.level for each in delivery.problems if each.kind == "hidden_column"] == [Level.ASK]
    assert delivery.verdict is FileVerdict.ACCEPT
    seen = agreed(delivery, {"hidden_column"})
    assert [each.level for each in seen.problems if each.kind == "hidden_column"] == [Level.WARN]


def test_a_column_that_stands_twice_and_that_no_row_needs_keeps_no_row_out(tmp_path):
    delivery = read(spoil(a_workbook(), ROSTER, {"W2": "文化程度", "W3": "小学"}), tmp_path)
    assert problems(delivery, "header_duplicate") == [(ROSTER, "W2", "header_duplicate")]
    assert delivery.verdict is FileVerdict.ACCEPT
    assert delivery.sheets[0].open == {"W": ""}


def test_nobody_can_agree_to_what_only_the_sender_knows(tmp_path):
    delivery = read(spoil(a_workbook(), ROSTER, {"G5": OLD_BODY}), tmp_path)
    assert "id_15_digit" not in AGREEABLE
    assert agreed(delivery, {"id_15_digit"}).households[0].verdict is ASK


def test_two_rosters_are_asked_about(tmp_path):
    book = a_workbook()
    book.copy_worksheet(book[ROSTER])
    delivery = read(book, tmp_path)
    assert delivery.verdict is FileVerdict.ASK
    assert "file_ambiguous" in delivery.kinds


def test_a_merged_identity_number_is_asked_about(tmp_path):
    book = a_workbook()
    book[ROSTER].merge_cells("G3:G4")
    delivery = read(book, tmp_path)
    assert found_at(delivery, ROSTER, "G4", "merged_cell") is ASK


def test_a_cell_of_a_household_merged_with_that_of_the_next_is_asked_about(tmp_path):
    book = a_workbook()
    for blocks in ("Q3:Q5", "R3:R7", "C3:C6"):  # one household's own, three households', and their group
        book[ROSTER].merge_cells(blocks)
    delivery = read(book, tmp_path)
    asked = [cell for _sheet, cell, kind in problems(delivery, "merged_cell")]
    assert asked == ["R6", "R7"]


def test_columns_that_are_unknown_missing_or_twice_are_said(tmp_path):
    unknown = read(spoil(a_workbook(), ROSTER, {"W2": "鞋码"}), tmp_path)
    assert problems(unknown, "header_unknown") == [(ROSTER, "W2", "header_unknown")]
    assert unknown.verdict is FileVerdict.ACCEPT
    missing = read(spoil(a_workbook(), ROSTER, {"G2": "号"}), tmp_path)
    assert "header_missing" in missing.kinds
    assert missing.counts["reject_row"] == 6
    twice = read(spoil(a_workbook(), ROSTER, {"W2": HEAD[6]}), tmp_path)
    assert "header_duplicate" in twice.kinds
    assert twice.verdict is FileVerdict.ASK


def test_a_sheet_that_is_not_known_is_listed_row_by_row(tmp_path):
    book = a_workbook()
    book.create_sheet("汇总").append(["户数", 3])
    delivery = read(book, tmp_path)
    assert problems(delivery, "several_sheets") == [("汇总", "", "several_sheets")]
    assert line(delivery, 1, "汇总").verdict is Verdict.SKIP


def test_a_file_without_a_roster_lists_nobody_and_has_figures_for_those_on_record(tmp_path):
    book = a_workbook()
    book.remove(book[ROSTER])
    delivery = read(book, tmp_path)
    assert "sheet_missing" in delivery.kinds
    assert [(one.persons, one.members) for one in delivery.households] == [(0, ())] * 3
    assert all(one.income and one.guarantees for one in delivery.households)


def test_the_two_lists_of_one_file_must_agree(tmp_path):
    book = heads_and_members()
    spoil(book, "家庭成员", {"C6": "王秀兰", "F7": an_id(7, "19700630"), "B8": f"{PREFIX}0008"})
    delivery = read(book, tmp_path)
    assert {"household_number", "several_values", "member_count"} <= set(delivery.kinds)
    assert {one.verdict for one in delivery.households if one.number.endswith(("2", "3", "8"))} == {ASK}


def test_household_cells_that_differ_between_rows_are_asked_about(tmp_path):
    delivery = read(spoil(a_workbook(), ROSTER, {"S4": "脱贫"}), tmp_path)
    assert found_at(delivery, ROSTER, "S4", "several_values") is ASK
