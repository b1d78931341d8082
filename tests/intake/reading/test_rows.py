"""Rows are told apart, and what a sheet hides, merges, computes or corrects is said at its cells."""

from dataclasses import replace

import pytest

from county_desk.intake.delivery import Layout, ReadingTerms, Verdict
from county_desk.intake.reading.rows import plan, sheet_rows
from county_desk.intake.reading.rows.sheet_rows import Steps, ask_where_nothing_is_known, read_sheet
from county_desk.sheets.formats.book import Grid, Marks
from county_desk.sheets.formats.memory_budget import MemoryBudget
from tests.intake.villages import an_id

HEADS = ("序号", "行政村", "户编号", "户主姓名", "身份证号", "家庭人口数", "联系电话")
ONE, TWO = an_id(1), an_id(3, "19700101")


def row(number, name="张大有", identity=ONE, **cells):
    """A row of the list of heads."""
    values = dict(
        zip(HEADS, (number, "柳湾", f"99010110100{number:05}", name, identity, 3, "13900000001"), strict=True)
    )
    return [*(values | cells).values()]


def read(*rows, terms=ReadingTerms((), 2016), heads=HEADS, **marks):
    """A sheet of these rows below a header."""
    grid = Grid("户", [list(heads), *map(list, rows)], marks=Marks(**marks))
    return read_sheet(grid, Steps(lambda done, total: None, len(rows), MemoryBudget()), terms)


def kinds(sheet, number):
    """What is said of a row, as kind and cell."""
    return [(problem.kind, problem.cell) for problem in sheet.rows[number - 1].problems]


@pytest.mark.parametrize(
    ("cells", "why"),
    [
        (["合计", "", "", "", "", 6], "totals"),
        (["合 计", "", "", "", "", 6], "totals"),
        (["", "", "", "小计", "", 6], "totals"),
        (["柳湾村小计", "", "", "", "", 6], "totals"),
        (["", "柳湾村小计", "", "", "", 6], "totals"),
        ([9, "", "", "合计", "", 6], "totals"),
        (["填表人：", "", "审核人："], "note"),
        (["注：1.本表一式三份"], "note"),
        (["", "", "2.户编号为 16 位，证件号码填写 18 位身份证号，残疾人可填残疾证号"], "note"),
        (["示例", "大河村", "9901011010000001", "王某", "990101", 3], "example"),
        (["（例）", "大河村", "9901011010000001"], "example"),
        (HEADS, "header"),
        ([4], "one cell"),
        ([5, "柳湾"], "Nothing is filled in"),
        (["", "", "", ""], "blank"),
        (["  ", "\u3000"], "blank"),
        ([], "blank"),
    ],
)
def test_a_row_that_is_no_data_is_said_to_be_none(cells, why):
    sheet = read(row(1), cells)
    found = sheet.rows[2]
    assert found.verdict is Verdict.SKIP
    assert [problem.kind for problem in found.problems] == ["non_data_row"]
    assert why in found.problems[0].message


@pytest.mark.parametrize(
    "cells",
    [
        [1, 2, 3, 4, 5, 6, 7],
        ["(1)", "(2)", "(3)"],
        ["甲", "乙", "1", "2", "3"],
        ["A", "B", "C", "D"],
        ["栏次", "甲", "乙", "丙", 1, 2, 3],
        ["栏次", 1, 2, "3=4+5", 4, "5＝6+7", 6],
        ["甲", "乙", "1", "（2）=（3）-（4）", "3", "4"],
    ],
)
def test_a_row_that_numbers_the_columns_is_no_data(cells):
    assert read(cells, row(1)).rows[1].skip


def test_a_row_of_numbers_further_down_is_data():
    assert not read(row(1), row(2), [1, 2, 3, 4, 5, 6, 7]).rows[3].skip


@pytest.mark.parametrize("name", ["共计才", "注生", "例友", "户主任", "乡明"])
def test_a_name_that_begins_like_a_note_is_a_name(name):
    sheet = read([*row(1, name)[3:4], *row(1)[1:]], heads=("户主姓名", *HEADS[1:3], "备注", *HEADS[4:]))
    assert not sheet.rows[1].skip


def test_a_formula_below_the_table_makes_no_row():
    sheet = read(row(1), [2, "柳湾", "", "", "", 0], formulas=frozenset({(3, 6)}))
    assert sheet.rows[2].skip
    assert sheet.rows[2].problems[0].kind == "non_data_row"


def test_formulas_and_errors_refuse_the_row():
    sheet = read(row(1), row(2), formulas=frozenset({(2, 6)}), errors={(3, 6): "#REF!"})
    assert kinds(sheet, 2) == [("formula_cell", "F2")]
    assert kinds(sheet, 3) == [("cell_error", "F3")]
    assert "#REF!" in sheet.rows[2].problems[0].message
    assert {sheet.rows[1].verdict, sheet.rows[2].verdict} == {Verdict.REJECT}


@pytest.mark.parametrize(
    ("number_format", "held", "shown"),
    [
        ('0.00"万元"', 3, "3.00万元"),
        ("0%", 0.35, "35%"),
        ("0,", 3200, "3"),
        ('"约"0', 3, "约3"),
        ("[>100]0;aaaa", 3, "aaaa"),
    ],
)
def test_a_format_that_shows_something_else_is_asked_about_with_both(number_format, held, shown):
    sheet = read(row(1, 家庭人口数=held), formats={(2, 6): number_format})
    found = sheet.rows[1].problems[-1]
    assert (found.kind, found.cell, sheet.rows[1].verdict) == ("number_format_suspect", "F2", Verdict.ASK)
    assert shown in found.message
    assert str(held) in found.message


@pytest.mark.parametrize(
    ("number_format", "kinds"),
    [
        ("000-0000-0000", ()),
        ('000" "0000" "0000', ()),
        ("(000)0000-0000", ()),
        ('"0915-"0', ("number_format_suspect",)),
        ("000-0000-0000,", ("number_format_suspect",)),
    ],
)
def test_a_format_that_only_groups_a_telephone_number_is_no_question(number_format, kinds):
    telephone = HEADS.index("联系电话") + 1
    sheet = read(row(1, 联系电话=13900000001), formats={(2, telephone): number_format})
    assert sheet.rows[1].line().kinds == kinds


def test_a_cell_that_shows_nothing_is_asked_about_and_a_remark_is_told():
    sheet = read(row(1), row(2), unseen=frozenset({(2, 6)}), comments=frozenset({(3, 4), (3, 9)}))
    assert kinds(sheet, 2) == [("cell_hidden_value", "F2")]
    assert kinds(sheet, 3) == [("cell_comment", "D3")]
    assert (sheet.rows[1].verdict, sheet.rows[2].verdict) == (Verdict.ASK, Verdict.WARN)


def test_a_village_spreads_over_merged_rows_and_a_number_does_not():
    below = row(2, 行政村="", 身份证号="")
    sheet = read(row(1), below, merged=((2, 2, 3, 2), (2, 5, 3, 5)))
    assert sheet.rows[2].text("行政村") == "柳湾"
    assert kinds(sheet, 2) == [("merged_cell", "E2")]
    assert kinds(sheet, 3) == [("merged_cell", "E3")]


def test_a_column_without_a_title_is_asked_about_where_it_is_filled_in():
    sheet = read([*row(1), "", "低保"], row(2))
    assert sheet.rows[1].verdict is Verdict.ACCEPT
    assert sheet.rows[1].original == {"(I)": "低保"}
    assert sheet.header.open == {9: ""}


def test_a_stray_word_in_a_footer_makes_no_column():
    sheet = read(row(1), ["填表人：", "", "", "", "", "", "", "", "盖章"])
    assert sheet.header.open == {}
    assert 9 not in sheet.header.texts


def test_a_column_that_is_not_known_is_asked_about_and_kept():
    sheet = read([*row(1), 42], [*row(2), ""], heads=(*HEADS, "鞋码"))
    assert sheet.header.open == {8: ""}
    assert sheet.rows[1].original == {"鞋码": "42"}
    assert {each.verdict for each in sheet.rows[1:]} == {Verdict.ACCEPT}


def test_a_column_that_was_passed_over_is_only_kept():
    layout = Layout("heads", (*HEADS, "鞋码"), {"鞋码": ""})
    sheet = read([*row(1), 42], heads=(*HEADS, "鞋码"), terms=ReadingTerms((), 2016, layouts=(layout,)))
    assert sheet.rows[1].verdict is Verdict.ACCEPT
    assert sheet.rows[1].original == {"鞋码": "42"}


def test_one_answer_serves_a_title_in_every_form_of_its_list():
    answers = Layout("heads", ("序号", "鞋码", "(Q)"), {"鞋码": "", "联系电话号号": "联系电话", "(H)": ""})
    heads = (*HEADS[:-1], "联系电话号号", "鞋码")
    sheet = read([*row(1), 42, "低保"], heads=heads, terms=ReadingTerms((), 2016, layouts=(answers,)))
    assert sheet.header.open == {9: ""}
    assert sheet.rows[1].text("联系电话") == "13900000001"
    other = Layout("ledger", answers.texts, answers.meanings)
    sheet = read([*row(1), 42], heads=heads, terms=ReadingTerms((), 2016, layouts=(other,)))
    assert sheet.header.open == {7: "联系电话", 8: ""}


def test_a_column_that_seems_to_be_one_that_no_row_needs_keeps_no_row_out():
    sheet = read(row(1), heads=tuple(title.replace("联系电话", "联系电活号") for title in HEADS))
    assert sheet.header.open == {7: "联系电话"}
    assert (kinds(sheet, 2), sheet.rows[1].text("联系电话")) == ([], "")
    assert sheet.rows[1].original == {"联系电活号": "13900000001"}


def test_a_column_that_seems_to_be_one_that_rows_need_asks_in_every_row():
    sheet = read(row(1), heads=tuple(title.replace("身份证号", "身份证吗") for title in HEADS))
    assert kinds(sheet, 2) == [("header_unknown", "E2")]
    assert sheet.rows[1].text("身份证号") == ONE


def test_what_the_county_corrected_is_read_in_place_of_what_was_sent():
    fixes = {"户": {"E2": TWO, "F2": "4", "H2": "x", "??": "1"}}
    sheet = read(
        row(1, identity="99010"), terms=ReadingTerms((), 2016, fixes=fixes), formulas=frozenset({(2, 6)})
    )
    found = sheet.rows[1]
    assert (found.text("身份证号"), found.values["家庭人口数"]) == (TWO, 4)
    assert found.original["身份证号"] == "99010"
    assert ("county_corrected", "E2") in kinds(sheet, 2)
    assert ("formula_cell", "F2") not in kinds(sheet, 2)


def test_a_correction_below_the_last_row_makes_a_row():
    fixes = {"户": {"C4": "9901011010000009", "D4": "王秀田"}}
    sheet = read(row(1), terms=ReadingTerms((), 2016, fixes=fixes))
    assert len(sheet.rows) == 4
    assert sheet.rows[3].text("户主姓名") == "王秀田"


@pytest.mark.parametrize("marker", ["【清空】", "清空"])
def test_a_marker_asks_for_the_value_on_record_to_go(marker):
    found = read(row(1, 联系电话=marker)).rows[1]
    assert found.erase == ["联系电话"]
    assert "联系电话" not in found.values
    assert found.original["联系电话"] == marker
    assert found.verdict is Verdict.WARN


def test_who_somebody_is_cannot_be_cleared():
    found = read(row(1, identity="【清空】")).rows[1]
    assert found.erase == []
    assert found.verdict is Verdict.ASK


def test_a_blank_cell_erases_nothing():
    assert read(row(1, 联系电话="")).rows[1].erase == []


def test_true_is_not_taken_for_the_one_that_was_read_before():
    first, second = read(row(1, 家庭人口数=1), row(2, 家庭人口数=True)).rows[1:3]
    assert (first.verdict, second.verdict) == (Verdict.ACCEPT, Verdict.ASK)


def test_rows_that_are_shorter_than_the_header_are_read():
    assert read(row(1)[:5]).rows[1].values["身份证号"] == ONE


def test_values_of_a_list_go_by_its_own_titles():
    heads = ("序号", "户主姓名", "身份证号", "家庭人口", "年人均纯收入（元）", "申请日期")
    line = read([1, "张大有", ONE, 3, "２８００", "2016-05-01"], heads=heads).rows[1].line()
    assert line.values["家庭人口"] == 3
    assert line.values["年人均纯收入(元)"] == "2800.00"
    assert line.original == {"年人均纯收入(元)": "２８００"}


def test_a_column_of_ten_thousands_is_turned_into_yuan():
    heads = ("户主姓名", "身份证号", "家庭人口", "年人均纯收入（万元）", "申请日期")
    found = read(["张大有", ONE, 3, 0.28, "2016-05-01"], heads=heads).rows[1]
    assert (found.plain["人均纯收入"], found.original["人均纯收入"]) == ("2800.00", "0.28")
    assert kinds(read(["张大有", ONE, 3, 2800, "2016-05-01"], heads=heads), 2) == [("income_unit", "D2")]


def test_the_last_day_is_that_of_the_terms():
    heads = ("户主姓名", "身份证号", "家庭人口", "申请日期")
    terms = replace(ReadingTerms((), 2016), today=None)
    assert kinds(read(["张大有", ONE, 3, "2017-01-01"], heads=heads, terms=terms), 2) == [
        ("date_future", "D2")
    ]


def test_a_text_longer_than_any_value_is_not_read_but_kept():
    found = read(row(1, name="一" * 32_767), row(2, 联系电话="1" * 32_767)).rows
    assert [
        kinds for kinds in (found[1].problems, found[2].problems) if kinds[0].kind != "text_too_long"
    ] == []
    assert found[1].original["户主姓名"] == "一" * 32_767


def test_merged_blocks_down_to_the_last_row_of_a_sheet_are_no_trouble():
    merged = tuple((2, column, 1_048_576, column) for column in range(1, 8))
    sheet = read(row(1), row(2), merged=merged)
    assert sheet.rows[2].text("行政村") == "柳湾"
    assert sheet.rows[1].verdict is Verdict.ASK


def test_where_no_sheet_is_known_its_rows_wait_for_somebody_to_tell_the_columns():
    titles, cells = ("甲方", "乙方", "丙方"), ["一", "二", "三"]
    alone = read(cells, ["注"], heads=titles)
    assert {one.verdict for one in alone.rows} == {Verdict.SKIP}
    asked = ask_where_nothing_is_known([alone])[0]
    assert [one.verdict for one in asked.rows] == [Verdict.SKIP, Verdict.ASK, Verdict.SKIP]
    assert asked.rows[1].original == dict(zip(titles, cells, strict=True))
    assert asked.header.open == {1: "", 2: "", 3: ""}
    one_known = ask_where_nothing_is_known([read(cells, heads=titles), read(row(1))])
    assert {one.verdict for one in one_known[0].rows} == {Verdict.SKIP}


def test_a_column_without_a_title_is_read_once_somebody_told_it():
    layout = Layout("heads", HEADS, {"(I)": "备注", "(J)": ""})
    sheet = read([*row(1), "", "低保", "x"], terms=ReadingTerms((), 2016, layouts=(layout,)))
    assert sheet.rows[1].values["备注"] == "低保"
    assert sheet.rows[1].original == {"(J)": "x"}
    assert sheet.rows[1].verdict is Verdict.ACCEPT


def test_bare_numbers_count_from_1904_where_the_workbook_does():
    heads = ("户主姓名", "身份证号", "家庭人口", "申请日期")
    rows = [list(heads), ["张大有", ONE, 3, 41_000]]
    for from_1904, day in ((False, "2012-04-01"), (True, "2016-04-02")):
        grid = Grid("户", rows, from_1904=from_1904)
        sheet = read_sheet(grid, Steps(lambda done, total: None, 2, MemoryBudget()), ReadingTerms((), 2016))
        assert sheet.rows[1].plain["申请日期"] == day


def test_a_long_sheet_without_known_columns_is_not_listed_to_its_end(monkeypatch):
    monkeypatch.setattr(sheet_rows, "_LISTED", 3)
    found = read_sheet(
        Grid("表", [["甲", float(n)] for n in range(9)]),
        Steps(lambda *_: None, 9, MemoryBudget()),
        ReadingTerms((), 2016),
    )
    assert [row.row for row in found.rows] == [1, 2, 3, 4]
    assert all(row.skip for row in found.rows)
    assert "row 9" in found.rows[-1].problems[0].message
    assert len(ask_where_nothing_is_known([found])[0].rows) == 4


def test_a_cell_of_words_asks_for_clearing_as_any_other_does():
    found = read([*row(1), "清空"], heads=(*HEADS, "备注")).rows[1]
    assert (found.erase, found.values.get("备注"), found.original) == (["备注"], None, {"备注": "清空"})


def test_what_is_odd_is_said_at_each_row_of_a_long_list_and_the_usual_read_as_ever(monkeypatch):
    monkeypatch.setattr(plan, "_KEPT", 50)
    monkeypatch.setattr(sheet_rows, "_TOGETHER", 20)
    phones = {number: "139 0000 0001" if number % 7 == 0 else f"139{number:08}" for number in range(1, 200)}
    sheet = read(*(row(number, 联系电话=phone) for number, phone in phones.items()))
    for number, phone in phones.items():
        assert sheet.rows[number].values["联系电话"] == phone.replace(" ", "")
        assert sheet.rows[number].values["户编号"] == f"99010110100{number:05}"
        assert kinds(sheet, number + 1) == ([("normalized", f"G{number + 1}")] if number % 7 == 0 else [])
