"""Returns as workbooks: the figures that were frozen, in either language, in the form of the office."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import openpyxl
import pytest

from county_desk.models.case import StepOutcome
from county_desk.models.household import Standing
from county_desk.models.measure import AssistanceMeasure, MeasureClass
from county_desk.progress import Cancelled
from county_desk.reports.returns import write_return
from county_desk.sheets.writing.saving import CannotWrite
from county_desk.tables.figures import Frozen, digest
from county_desk.tables.period import Period
from county_desk.tables.procedure_words import ProcedureName, StepName
from county_desk.tables.return_names import ReturnName
from county_desk.tables.returns import KINDS, collected, is_stale, restored
from county_desk.text import language
from county_desk.workflow.command import Refused
from tests.intake.office import converted
from tests.registers import (
    a_finding,
    a_household,
    a_new_household,
    announced,
    disclosed,
    figures,
    inspected,
    leaves,
    poor,
    step,
    village,
)

FACTS = {
    "persons": 4,
    "wage": Decimal(18600),
    "net_income": Decimal("27160.00"),
    "income_per_head": Decimal("6790.05"),
    "safe_water": True,
    "housing_grade": "B",
    "housing_area": Decimal("86.5"),
    "dropouts": 0,
}
FROZEN = Frozen(2, "2016-12-05T09:30:00+08:00", "王芳", "ab" * 32, "漏了一户")


@pytest.fixture
def collect(desk):
    """The figures of a return of 2016, as they would be frozen."""
    with desk.sessions.begin() as session:
        where = village(session)
        figures(session, where, persons=1046, poor_persons=372, collective_income=Decimal(12500))
        poor(session, where)
        disclosed(
            session,
            announced(session, "village_registration", date(2016, 5, 26), of=where),
            date(2016, 5, 6),
            date(2016, 5, 12),
        )
        a_household(session, years={2016: FACTS}, telephone="00001234501", account="6200000000000000000")
        a_new_household(session, date(2016, 10, 31), head="=1+1")
        left = leaves(session, a_household(session, years={2016: FACTS}, head="陈阿水"), date(2016, 11, 20))
        step(session, left, "consent", StepOutcome.PASSED, date(2016, 11, 8))
        drawn = a_household(session, head="李春兰", persons=2, standing=Standing.ORDINARY)
        round_ = inspected(session, drawn, date(2016, 5, 3), entered_by=1, decided_rightly=False)
        a_finding(session, drawn, date(2016, 5, 5), round_id=round_.id, mended_on=date(2016, 6, 1))

    def of(name, frozen=FROZEN):
        with desk.sessions() as session:
            found = collected(session, ReturnName(name), Period.read("2016"), date(2016, 12, 5))
        return replace(found, frozen=frozen)

    return of


@pytest.fixture
def book(tmp_path, collect):
    """A return as a workbook."""

    def made(name, code="zh", frozen=FROZEN):
        path = tmp_path / f"{name}_{code}.xlsx"
        write_return(collect(name, frozen), path, code, reveal=lambda: None)
        return openpyxl.load_workbook(path)

    return made


def values(sheet, head_row):
    """The rows under a head, down to the totals."""
    rows = list(sheet.iter_rows(min_row=head_row + 1, values_only=True))
    return rows[: next(place for place, row in enumerate(rows) if row[0] in ("合计", "Total")) + 1]


def test_every_return_has_a_form():
    assert KINDS.keys() == set(ReturnName)
    assert (KINDS[ReturnName.MOVEMENT].monthly, KINDS[ReturnName.MOVEMENT].quarterly) == (True, False)
    assert not KINDS[ReturnName.VILLAGES].monthly


def test_a_return_says_whose_it_is_of_when_and_in_what_units(book):
    sheet = book("R6").active
    assert sheet["A1"].value == "青岚县 2016 年建档立卡贫困户动态管理增减情况表"
    facts = sheet["A2"].value
    assert "填报单位：" in facts
    assert "填报日期：2016-12-05" in facts
    assert "单位：户、人" in facts


def test_the_last_lines_are_for_signatures_and_for_the_seal_of_the_figures(book, collect):
    sheet = book("R6").active
    lines = [row[0] for row in sheet.iter_rows(min_row=14, values_only=True)]
    assert [title for title in ("单位负责人：", "审核人：", "填表人：", "联系电话：") if title in lines[0]]
    assert lines[1] == "出自演练登记簿，不作为依据。"
    assert lines[2] == "第 2 版，王芳 于 2016-12-05 09:30 定稿。"
    assert lines[3] == "更正原因：漏了一户"
    assert digest(collect("R6").as_plain()) in lines[4]
    assert FROZEN.anchor in lines[4]


def test_figures_that_are_not_frozen_are_marked_as_a_draft(book):
    texts = [row[0] for row in book("R6", frozen=None).active.iter_rows(values_only=True)]
    assert "草稿，数字未定稿。" in texts


@pytest.mark.parametrize("name", [name.value for name in ReturnName])
@pytest.mark.parametrize(("code", "mark"), [("zh", "【草稿】"), ("en", "(DRAFT) ")])
def test_every_sheet_of_a_draft_says_so_first(book, name, code, mark):
    for sheet in book(name, code, frozen=None):
        assert sheet.title.startswith(mark)
        assert sheet["A1"].value.startswith(mark)
        assert mark.strip() in sheet.oddHeader.center.text
    for sheet in book(name, code):
        assert mark.strip() not in sheet.title + sheet["A1"].value + (sheet.oddHeader.center.text or "")


def test_the_dynamic_table_has_each_village_its_township_s_sum_and_the_county(book):
    sheet = book("R6").active
    assert [sheet.cell(3, column).value for column in (1, 2, 3, 5)] == [
        "乡镇",
        "行政村",
        "期初",
        "增加：新识别",
    ]
    assert [sheet.cell(4, column).value for column in (3, 4)] == ["户数", "人数"]
    rows = values(sheet, 4)
    assert [row[:2] for row in rows] == [
        ("城关镇", "大河村"),
        ("城关镇", "柳湾村"),
        ("城关镇", "上坝村"),
        ("城关镇", "小计"),
        ("青山镇", "大河村"),
        ("青山镇", "柳湾村"),
        ("青山镇", "上坝村"),
        ("青山镇", "小计"),
        ("合计", None),
    ]
    assert rows[0][2:6] == rows[3][2:6] == rows[8][2:6] == (2, 8, 1, 4)
    assert rows[0][-4:-2] == rows[8][-4:-2] == (2, 8)
    assert (sheet["A8"].font.bold, sheet["A5"].font.bold) == (True, False)


def test_the_roster_is_typed_cell_by_cell(book):
    sheet = book("R1").active
    heads = {sheet.cell(4, column).value or sheet.cell(3, column).value: column for column in range(1, 27)}
    cells = {title: sheet.cell(5, column) for title, column in heads.items()}
    number = cells["户编号"]
    assert (number.data_type, number.number_format, number.quotePrefix) == ("s", "@", True)
    assert cells["联系电话"].value == "00001234501"
    assert cells["账号"].value == "6200000000000000000"
    assert cells["工资性收入"].value == 18600
    assert cells["人均纯收入（元）"].value == 6790.05
    assert cells["人均纯收入（元）"].number_format == "#,##0.00"
    assert cells["饮水安全"].value == "是"
    assert cells["生产经营性收入"].value is None
    assert sheet.cell(6, heads["户主"]).value == "=1+1"
    total = values(sheet, 4)[-1]
    assert (total[heads["户主"] - 1], total[7]) == ("2 户", 8)


def test_personal_numbers_are_covered_unless_their_leaving_was_recorded(collect, tmp_path):
    write_return(collect("R1"), tmp_path / "covered.xlsx", "zh")
    sheet = openpyxl.load_workbook(tmp_path / "covered.xlsx").active
    cells = {str(cell.value) for row in sheet.iter_rows() for cell in row}
    assert {"000****4501", "620************0000"} <= cells
    assert "6200000000000000000" not in cells
    assert "个人号码已遮盖" in sheet["A2"].value

    def refused():
        raise Refused({"": "no"})

    with pytest.raises(Refused):
        write_return(collect("R1"), tmp_path / "full.xlsx", "zh", reveal=refused)
    assert not (tmp_path / "full.xlsx").exists()


def test_the_exits_have_a_summary_and_a_list(book):
    made = book("R5")
    assert made.sheetnames == ["贫困户退出汇总表", "贫困户退出名单"]
    assert values(made.worksheets[0], 4)[0][:11] == ("城关镇", 2, 8, 1, 4, 1, 4, 0, 0, 2, 8)
    (row, total) = values(made.worksheets[1], 3)
    assert row[5:7] == ("陈阿水", 4)
    assert row[11] == "是"
    assert row[15].date() == date(2016, 11, 8)
    assert total[5:7] == ("1 户", 4)


def test_the_persons_are_listed_with_their_numbers_as_text(book):
    made = book("R2")
    assert made.sheetnames == ["贫困人口明细表"]
    sheet = made.active
    assert sheet["A1"].value == "青岚县 2016 年建档立卡贫困人口明细表"
    heads = {sheet.cell(3, column).value: column for column in range(1, 26)}
    cell = sheet.cell(4, heads["身份证号"])
    assert (cell.data_type, cell.number_format) == ("s", "@")
    assert [row[6] for row in values(sheet, 3)] == ["张大有", "=1+1", "2人"]


def test_the_postings_have_their_lists_their_announcements_and_their_objections(book):
    made = book("R11")
    assert made.sheetnames == ["公示台账", "公告台账", "异议处理台账"]
    (posted, total) = values(made.worksheets[0], 3)
    assert (posted[1:4], posted[8], posted[15]) == (("城关镇", "大河村", "贫困村识别"), 7, "无异议")
    assert total[2] == "1 个公示"
    assert [row[3] for row in values(made.worksheets[1], 3)[:-1]] == [
        "贫困村识别",
        "贫困户识别",
        "贫困户退出",
    ]
    assert values(made.worksheets[2], 3)[-1][2] == "0 件异议"


def test_the_rounds_have_statistics_and_a_detail(book):
    made = book("R10")
    assert made.sheetnames == ["排查情况统计表", "排查情况明细表"]
    (row, total) = values(made.worksheets[0], 3)
    assert (row[0], row[4:]) == ("集中排查", ("城关镇", 1, 1, 0, 1, 0, 0, 1, 1, 0))
    assert total[5:] == (1, 1, 0, 1, 0, 0, 1, 1, 0)
    (row, total) = values(made.worksheets[1], 3)
    assert (row[5:7], row[9], row[13:]) == (("李春兰", 2), "否", ("收入未核实", "是"))
    assert total[5:7] == ("1 户", 2)


def test_the_data_to_be_mended_are_a_ledger(book):
    made = book("R12")
    assert made.sheetnames == ["问题数据整改台账"]
    (row, total) = values(made.active, 3)
    assert (row[4:8], row[11]) == (("李春兰", "检查发现", "较重", "收入未核实"), "已整改待核销")
    assert total[7] == "1 条"


def test_the_new_households_have_a_summary_and_a_list(book):
    made = book("R4")
    assert made.sheetnames == ["新识别、返贫汇总表", "新识别、返贫名单"]
    assert made.worksheets[0]["A1"].value == "青岚县 2016 年新识别贫困户、返贫户汇总表"
    assert [row[:7] for row in values(made.worksheets[0], 4)] == [
        ("城关镇", 1, 4, 0, 0, 1, 4),
        ("青山镇", 0, 0, 0, 0, 0, 0),
        ("合计", 1, 4, 0, 0, 1, 4),
    ]
    (row, total) = values(made.worksheets[1], 3)
    assert (row[5:8], row[12].date()) == (("=1+1", 4, "新识别"), date(2016, 10, 31))
    assert total[5:7] == ("1 户", 4)


def test_the_villages_have_a_list_and_their_applications(book):
    made = book("R3")
    assert made.sheetnames == ["行政村信息表", "贫困村申请"]
    first = values(made.worksheets[0], 3)[0]
    assert first[2:4] == ("大河村", "990101100001")
    assert (first[9], first[11]) == (0.3556, 1.25)
    applied = values(made.worksheets[1], 3)[0]
    assert (applied[10].date(), applied[11].date()) == (date(2016, 5, 6), date(2016, 5, 12))


def test_a_return_in_english_has_the_same_figures(book):
    chinese, english = book("R6", "zh").active, book("R6", "en").active
    assert english["A1"].value.endswith("of 青岚县, year 2016")
    assert [row[2:] for row in values(english, 4)] == [row[2:] for row in values(chinese, 4)]


@pytest.mark.parametrize("name", [name.value for name in ReturnName])
def test_the_same_figures_give_the_same_bytes_also_when_they_come_back_from_the_register(
    tmp_path, collect, name
):
    found = collect(name)
    write_return(found, tmp_path / "one.xlsx", "zh")
    write_return(restored(found.as_plain()), tmp_path / "two.xlsx", "zh")
    assert (tmp_path / "one.xlsx").read_bytes() == (tmp_path / "two.xlsx").read_bytes()


@pytest.mark.parametrize("name", [name.value for name in ReturnName])
def test_every_figure_reads_back_equal(collect, book, name):
    made = book(name)
    for page, sheet in zip(collect(name).pages, made.worksheets, strict=True):
        head_row = int(sheet.print_title_rows[-1])
        rows = values(sheet, head_row)[:-1]
        assert len(rows) == len(page.lines)
        for line, cells in zip(page.lines, rows, strict=True):
            for column, cell in zip(page.table.columns, cells, strict=True):
                assert read_back(column, cell) == column.value(line.row), column.key


KEYS = {
    "贫困村识别": "village_registration",
    "贫困户识别": "household_registration",
    "贫困户退出": "household_exit",
    "村内公示": "national/household_exit-2016:disclosure",
}


def read_back(column, cell):
    """The value of a cell that was written in Chinese."""
    if cell == "小计":
        return None
    if isinstance(column.kind, ProcedureName | StepName):
        return KEYS[cell]
    with language("zh"):
        return None if cell is None else column.kind.read(cell)


def test_each_table_is_declared_for_its_return():
    assert {len(kind.pages) for kind in KINDS.values()} == {1, 2, 3}


def test_a_stop_leaves_nothing_behind(tmp_path, collect):
    def stop(done, total):
        raise Cancelled

    with pytest.raises(Cancelled):
        write_return(collect("R1"), tmp_path / "out.xlsx", "zh", stop)
    assert [left.name for left in tmp_path.iterdir() if "out" in left.name] == []


def test_a_folder_that_is_not_there_is_said_in_words(tmp_path, collect):
    with pytest.raises(CannotWrite):
        write_return(collect("R6"), tmp_path / "gone" / "out.xlsx", "zh")


@pytest.mark.office
@pytest.mark.parametrize("name", [name.value for name in ReturnName])
def test_another_office_program_reads_the_same_return(tmp_path, collect, name):
    path = tmp_path / "out.xlsx"
    write_return(collect(name), path, "zh")
    ours, theirs = openpyxl.load_workbook(path), openpyxl.load_workbook(converted(path, "xlsx"))
    assert theirs.sheetnames == ours.sheetnames
    for one, two in zip(ours.worksheets, theirs.worksheets, strict=True):
        assert list(two.iter_rows(values_only=True, max_row=one.max_row)) == list(
            one.iter_rows(values_only=True)
        )


def test_a_summary_without_rates_says_why(book, collect):
    texts = [row[0] for row in book("R5").worksheets[0].iter_rows(values_only=True)]
    assert "农村人口数和贫困发生率在各村均报送2016年人口数后填列；6个村中有5个未报送。" in texts
    texts = [row[0] for row in book("R5", "en").worksheets[0].iter_rows(values_only=True)]
    assert any(text and text.startswith("Rural population and incidence stand only") for text in texts)


def of_an_older_program(figures):
    """Figures as they were frozen before R8 counted moves, and R6 the wrong exits undone."""
    plain = figures.as_plain()
    for page in plain["pages"]:
        page.pop("notes", None)
        for values in (page["totals"], *(line["values"] for line in page["lines"])):
            for key in [key for key in values if key.startswith(("moved_", "paid", "restored"))]:
                del values[key]
    return plain


@pytest.mark.parametrize("name", ["R8", "R9A"])
def test_an_edition_frozen_by_an_older_program_keeps_its_columns_and_its_digest(
    collect, desk, name, tmp_path
):
    with desk.sessions.begin() as session:
        household = a_household(session)
        session.add(
            AssistanceMeasure(
                household_id=household.id,
                kind=MeasureClass.INDUSTRY,
                title="鸡苗",
                since=date(2016, 3, 1),
                amount=Decimal(500),
                recorded_by=1,
            )
        )
    plain = of_an_older_program(collect(name))
    kept = restored(plain)
    assert kept.as_plain() == plain
    assert digest(kept.as_plain()) == digest(plain)
    write_return(kept, tmp_path / "old.xlsx", "zh")
    heads = [
        cell.value for row in openpyxl.load_workbook(tmp_path / "old.xlsx").active["3:4"] for cell in row
    ]
    assert not {"县内迁入", "县内迁出", "本期兑现（元）"} & set(heads)
    with desk.sessions() as session:
        assert is_stale(session, kept) is False
