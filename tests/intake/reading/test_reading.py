"""A sound workbook is read whole: every layout, every sheet, every row."""

from datetime import date
from decimal import Decimal

import openpyxl
import pytest

from county_desk.fields import Sex
from county_desk.intake.delivery import FileVerdict, Layout, ReadingTerms, Verdict
from county_desk.intake.reading import report
from county_desk.intake.reading.report import read_delivery
from county_desk.sheets.formats.county_additions import HEAD, LEGEND
from county_desk.text import _, language
from tests.intake.villages import (
    LEDGER,
    LIVING,
    PERSONS,
    PLACES,
    PREFIX,
    ROSTER,
    a_workbook,
    an_id,
    heads_and_members,
    line,
    problems,
    read,
    repeated,
    spoil,
)


@pytest.fixture
def delivery(tmp_path):
    return read(a_workbook(), tmp_path)


def test_a_sound_workbook_has_nothing_to_say(delivery):
    assert delivery.verdict is FileVerdict.ACCEPT
    assert {one.verdict for one in delivery.lines} == {Verdict.ACCEPT, Verdict.SKIP}
    assert problems(delivery) == problems(delivery, "non_data_row")
    assert delivery.place_id == 1


def test_every_row_of_every_sheet_is_in_the_report(delivery):
    rows = [(one.sheet, one.row) for one in delivery.lines]
    assert rows == [
        *((ROSTER, row) for row in range(1, 11)),
        *((LEDGER, row) for row in range(1, 10)),
        *((LIVING, row) for row in range(1, 6)),
    ]
    assert sum(delivery.counts.values()) == len(rows)


def test_a_household_is_put_together_from_three_sheets(delivery):
    first = delivery.households[0]
    assert (first.number, first.head, first.persons, first.group_name) == (
        f"{PREFIX}0001",
        "张大有",
        3,
        "一组",
    )
    assert [(one.name, one.relation, one.sex) for one in first.members] == [
        ("张大有", "户主", Sex.MALE),
        ("李秀英", "配偶", Sex.FEMALE),
        ("张小明", "之子", Sex.MALE),
    ]
    assert first.members[2].born_on == date(2006, 9, 1)
    assert first.income is not None
    assert (first.income.wage, first.income.business) == (6000, 2000)
    assert (first.income.net_income, first.income.income_per_head) == (7500, 2500)
    assert first.income.ledger["种植业支出"] == 500
    assert first.guarantees is not None
    assert (first.guarantees.housing_grade, first.guarantees.arable_land) == ("B", Decimal("2.5"))
    assert first.guarantees.safe_water is True


def test_values_go_by_their_standard_titles(delivery):
    assert line(delivery, 3).values == {
        "序号": "1",
        "行政村": "柳湾",
        "村民小组": "一组",
        "姓名": "张大有",
        "与户主关系": "户主",
        "性别": "男",
        "身份证号": an_id(1, "19650312"),
        "出生日期": "1965-03-12",
        "民族": "汉族",
        "文化程度": "初中",
        "健康状况": "健康",
        "劳动技能": "普通劳动力",
        "在校生状况": "非在校生",
        "参加新农合": "是",
        "户编号": f"{PREFIX}0001",
        "家庭人口数": 3,
        "户类型": "一般贫困户",
        "致贫原因": "缺技术",
        "脱贫属性": "申请",
        "联系电话": "13900000001",
        "银行卡号": PERSONS[0][20],
    }
    assert line(delivery, 4, LEDGER).values["人均纯收入"] == "2500.00"
    assert line(delivery, 4).values["户编号"] == f"{PREFIX}0001"


@pytest.mark.parametrize("layout", [repeated, heads_and_members], ids=lambda layout: layout.__name__)
def test_every_layout_gives_the_same_households(layout, tmp_path, delivery):
    other = read(layout(), tmp_path)
    shown = [
        [
            (one.number, one.head, one.persons, one.claimed, tuple(m.id_number for m in one.members))
            for one in d.households
        ]
        for d in (delivery, other)
    ]
    assert shown[0] == shown[1]
    assert other.verdict is FileVerdict.ACCEPT
    assert problems(other, "header_unknown", "header_missing") == []


def test_a_list_of_heads_alone_gives_households_with_their_head(tmp_path):
    book = heads_and_members()
    book.remove(book["家庭成员"])
    found = read(book, tmp_path)
    assert [(one.head, one.persons, len(one.members)) for one in found.households] == [
        ("张大有", 3, 1),
        ("王秀田", 1, 1),
        ("陈阿水", 2, 1),
    ]
    assert {one.verdict for one in found.households} == {Verdict.ACCEPT}
    assert ("", "", "sheet_missing") in problems(found)


def test_a_text_table_is_read_in_the_encoding_it_has(tmp_path):
    rows = [[*PERSONS[0]], [*PERSONS[3]]]
    head = "序号,行政村,村民小组,姓名,与户主关系,性别,身份证号,贫困户编号,家庭人口数"
    for encoding in ("utf-8", "utf-8-sig", "gb18030", "utf-16"):
        lines = [head]
        for row in rows:
            cells = [row[0], "柳湾", row[2], row[3], row[4], row[5], f"\t{row[6]}", f"\t{row[14]}", "1"]
            lines.append(",".join(str(cell) for cell in cells))
        path = tmp_path / f"石桥镇柳湾{encoding}.csv"
        path.write_bytes("\r\n".join(lines).encode(encoding))
        found = read_delivery(path, ReadingTerms(PLACES, 2016))
        assert [one.head for one in found.households] == ["张大有", "王秀田"], encoding
        assert {one.verdict for one in found.households} == {Verdict.ACCEPT}, encoding


def test_titles_may_stand_over_the_header_and_in_the_middle(tmp_path):
    book = a_workbook()
    sheet = book[ROSTER]
    sheet.insert_rows(1, 3)
    sheet["B2"] = "（此表为村级上报）"
    sheet.insert_rows(9)
    for column, cell in enumerate(sheet[5], 1):
        sheet.cell(9, column, cell.value)
    found = read(book, tmp_path)
    assert [one.head for one in found.households] == ["张大有", "王秀田", "陈阿水"]
    assert line(found, 9).verdict is Verdict.SKIP
    assert line(found, 9).kinds == ("non_data_row",)


def test_two_villages_of_one_name_are_told_apart_by_their_township(tmp_path):
    book = spoil(a_workbook(), ROSTER, {"A1": "柳湾村委会2016年贫困户花名册"})
    for sheet in (LEDGER, LIVING):
        book[sheet]["A1"] = None
    assert read(book, tmp_path, "青山镇柳湾.xlsx").place_id == 3
    assert read(book, tmp_path, "石桥镇柳湾.xlsx").place_id == 1
    folder = tmp_path / "青山镇"
    folder.mkdir()
    assert read(book, folder, "花名册.xlsx").place_id == 3
    unclear = read(book, tmp_path, "柳湾.xlsx", PLACES)
    assert unclear.place_id is None
    assert unclear.verdict is FileVerdict.ASK


def test_a_title_of_another_village_is_said_once_when_all_else_agrees(tmp_path):
    found = read(spoil(a_workbook(), ROSTER, {"A1": "石桥镇上坝村委会2016年贫困户花名册"}), tmp_path)
    assert found.place_id == 1
    assert problems(found, "village_mismatch") == [("", "", "village_mismatch")]
    assert found.verdict is FileVerdict.ACCEPT


def test_a_title_of_another_village_is_asked_about_when_nothing_backs_the_rows(tmp_path):
    book = spoil(a_workbook(), ROSTER, {"A1": "石桥镇上坝村委会2016年贫困户花名册"})
    book.remove(book[LEDGER])
    book.remove(book[LIVING])
    assert read(book, tmp_path, "石桥镇花名册.xlsx").verdict is FileVerdict.ASK


def test_what_the_county_marked_in_a_returned_file_is_passed_over(tmp_path):
    book = spoil(a_workbook(), ROSTER, {"W2": "问题", "W5": "■ G5 末位应为 5"})
    sheet = book.create_sheet("请改这些")
    with language("zh"):
        sheet.append([_(LEGEND)])
        sheet.append([_(title) for title in HEAD])
    sheet.append(["1", ROSTER, "G5"])
    found = read(book, tmp_path)
    assert found.problems == ()
    assert "问题" not in line(found, 5).values


def test_progress_counts_all_rows(tmp_path):
    path = tmp_path / "柳湾.xlsx"
    a_workbook().save(path)
    told = []
    read_delivery(path, ReadingTerms(PLACES, 2016), lambda done, total: told.append((done, total)))
    assert told[-1] == (24, 24)


def test_a_file_whose_rows_need_too_much_memory_is_told_to_be_divided(tmp_path, monkeypatch):
    def no_room(*_given):
        raise MemoryError

    path = tmp_path / "石桥镇柳湾.xlsx"
    a_workbook().save(path)
    monkeypatch.setattr(report, "put_together", no_room)
    found = read_delivery(path, ReadingTerms(PLACES, 2016))
    assert (found.verdict, found.kinds) == (FileVerdict.REJECT_FILE, ("zip_too_big",))
    assert "divide its table" in found.problems[0].message


def test_a_file_that_is_gone_is_reported(tmp_path):
    assert (
        read_delivery(tmp_path / "没有.xlsx", ReadingTerms(PLACES, 2016)).verdict is FileVerdict.REJECT_FILE
    )


def test_a_form_whose_titles_nobody_knows_goes_in_once_its_columns_were_told(tmp_path):
    book = openpyxl.Workbook()
    titles = ("编码", "村庄", "当家人", "证号码", "几口人", "收入几何", "何时申请")
    book.active.append(["石桥镇柳湾村2016年名单"])
    book.active.append(titles)
    book.active.append([1, "柳湾", "张大有", an_id(1), 3, 2800, "2016-05-03"])
    asked = read(book, tmp_path)
    assert asked.verdict is FileVerdict.ASK
    meant = ("序号", "行政村", "户主姓名", "身份证号", "家庭人口数", "人均纯收入", "申请日期")
    form = asked.sheets[0]
    layout = Layout(form.list, tuple(form.texts.values()), dict(zip(titles, meant, strict=True)))
    told = read_delivery(tmp_path / "柳湾贫困户花名册.xlsx", ReadingTerms(PLACES, 2016, layouts=(layout,)))
    assert told.verdict is FileVerdict.ACCEPT
    assert told.lines[2].values["年人均纯收入(元)"] == "2800.00"
