"""Lists as offices send them, as files and as pasted text: their kind, what is asked once, and their rows."""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

import openpyxl
import pytest

from county_desk.intake.comparing.layouts import settled_layouts
from county_desk.intake.delivery import ReadingTerms
from county_desk.intake.file_tables import read_tables
from county_desk.intake.pasting.act_lists import ACT_LISTS, best_of, kinds_of
from county_desk.intake.pasting.block import cells_of, pasted_table
from county_desk.intake.pasting.offered import offered, offered_records
from county_desk.intake.pasting.reading import read_block
from county_desk.intake.pasting.remembered import remembered_meanings, settling
from county_desk.intake.reader import Reader
from county_desk.intake.reading.report import read_delivery
from county_desk.models.clue import ClueSource
from county_desk.models.visit import VisitPurpose
from county_desk.workflow.registry import RecordMemberYear
from tests.build import a_registered_household, an_id_number
from tests.intake.pasting.tried_grids import a_project

TODAY = date(2018, 12, 28)
LATE = {"late_reason": "乡镇网络中断，年末补录"}
ONE, TWO = an_id_number(1), an_id_number(2)


@dataclass
class Sent:
    """A list as an office sends it: its rows from the top, and what must come of it."""

    key: str
    rows: list[list[Any]]
    file: str
    merged: tuple[str, ...] = ()
    lacks: tuple[str, ...] = ()
    answers: dict[str, Any] = field(default_factory=dict)
    acts: list[dict[str, Any]] = field(default_factory=list)
    project: bool = False


CLUES = Sent(
    "clues",
    [
        ["2018年第三季度防返贫线索排查登记表"],
        ["编号", "村名", "组", "姓名", "身份证", "线索来源", "风险类型", "发现时间", "线索内容", "核查人"],
        ["X1", "大河", "二组", "张大有", ONE, "农户自主申报", "因病", "9月10日", "住院自付2.6万元", "杨某"],
        ["X2", "大河", "三组", "王秀田", TWO, "部门筛查预警", "因学", "9月11日", "学费", "杨某"],
    ],
    "02线索台账",
    answers=LATE,
    acts=[
        {"source": ClueSource.HOUSEHOLD, "found_on": date(2018, 9, 10), "risks": "因病"},
        {"source": ClueSource.DEPARTMENT, "found_on": date(2018, 9, 11), "risks": "因学"},
    ],
)
MEASURES = Sent(
    "measures",
    [
        ["城关镇监测对象帮扶措施落实情况统计表"],
        [
            "序号",
            "村（社区）",
            "户主",
            "身份证号码",
            "帮扶措施名称",
            "措施类型",
            "帮扶责任单位",
            "计划金额（万元）",
            "开始日期",
            "完成情况",
        ],
        [1, "大河", "张大有", ONE, "养殖补助", "产业帮扶", "镇政府", 0.35, "2018-05-02", "正在实施"],
        [
            2,
            "大河",
            "王秀田",
            TWO,
            "医疗救助",
            "健康帮扶",
            "镇政府",
            0.6499999999999999,
            "2018.5.3",
            "已完成",
        ],
        ["合计", None, None, None, None, None, None, 1, None, None],
    ],
    "03帮扶措施统计表",
    answers=LATE,
    acts=[
        {"kind": "产业帮扶", "amount": Decimal("3500.00"), "since": date(2018, 5, 2)},
        {"kind": "健康帮扶", "amount": Decimal("6500.00"), "since": date(2018, 5, 3)},
    ],
)
PAYMENTS = Sent(
    "payments",
    [
        ["2018年度产业到户补助资金发放花名册"],
        ["项目名称：大河村三组产业路硬化    资金来源：中央衔接资金"],
        [
            "序号",
            "村委会",
            "户主姓名",
            "身份证号",
            "开户行",
            "一卡通账号",
            "补助标准(元)",
            "发放金额(元)",
            "签字",
        ],
        [1, "大河村委会", "张大有", ONE, "信用社", "6200003186801643184", 1000, 1500, None],
        [2, "大河村委会", "王秀田", TWO, "信用社", "6200005528677231115", 1000, 1500, None],
        ["合计", None, None, None, None, None, None, 3000, None],
    ],
    "04产业补助发放表",
    lacks=("project", "paid_on", "voucher"),
    answers={"paid_on": date(2018, 12, 20), "voucher": "记-12"},
    acts=[{"project": 1, "amount": Decimal("1500.00"), "account": "6200003186801643184"}, {"project": 1}],
    project=True,
)
PAIRINGS = Sent(
    "pairings",
    [
        ["青岚县2018年干部结对帮扶联系表"],
        [
            "序号",
            "帮扶单位",
            "帮扶责任人",
            "职务",
            "手机号",
            "帮扶村",
            "帮扶户户主",
            "户主身份证号",
            "户人口",
        ],
        [1, "县水利局", "李建军", "科员", "13988600000", "大河", "张大有", ONE, 6],
        [2, None, None, None, None, "大河", "王秀田", TWO, 3],
    ],
    "05结对帮扶联系表",
    merged=("B3:B4", "C3:C4", "D3:D4", "E3:E4"),
    lacks=("since",),
    answers={"since": date(2018, 3, 1)},
    acts=[
        {"official": "李建军", "official_phone": "13988600000", "official_post": "科员"},
        {"official": "李建军", "official_unit": "县水利局", "since": date(2018, 3, 1)},
    ],
)
VISITS = Sent(
    "household_visits",
    [
        ["帮扶干部入户走访记录汇总表（9月份）"],
        ["序号", "走访日期", "走访干部", "村", "农户姓名", "身份证号", "走访发现的问题", "处理情况"],
        [1, "2018年9月3日", "李建军", "大河", "张大有", ONE, "饮水不稳定", "已反馈"],
        [2, "2018年9月4日", "李建军", "大河", "王秀田", TWO, "无", "已反馈"],
    ],
    "06入户走访汇总",
    answers=LATE,
    acts=[{"purpose": VisitPurpose.CONTACT, "visited_on": date(2018, 9, 3)}, {"found": "未发现问题"}],
)
GUARANTEES = Sent(
    "household_years",
    [
        ["“三保障”及饮水安全排查表"],
        [
            "序号",
            "村",
            "户主",
            "证件号码",
            "义务教育是否有保障",
            "基本医疗有保障",
            "住房安全等级",
            "饮水是否安全",
        ],
        [1, "大河", "张大有", ONE, "√", "√", "C级", "×"],
        [2, "大河", "王秀田", TWO, "√", "√", "B", "√"],
    ],
    "10三保障排查表",
    answers={"year": 2018},
    acts=[{"housing_grade": "C", "safe_water": False, "all_insured": True}, {"housing_grade": "B"}],
)
LOANS = Sent(
    "loans",
    [
        ["2018年脱贫人口小额信贷台账"],
        [
            "序号",
            "村",
            "贷款人",
            "身份证号码",
            "与户主关系",
            "放款银行",
            "贷款金额（万元）",
            "放款日期",
            "到期日期",
            "用途",
        ],
        [1, "大河", "张大有", ONE, "户主", "农商行", 3, "2018.03.10", "2021.03.10", "养猪"],
        [2, "大河", "王秀田", TWO, "户主", "农商行", 5, "2018.03.11", "2021.03.11", "养猪"],
    ],
    "11小额信贷台账",
    lacks=("months",),
    answers={"months": 36, **LATE},
    acts=[
        {"programme": "small_loan", "amount": Decimal("30000.00"), "member": 1, "unit": "农商行"},
        {"amount": Decimal("50000.00"), "since": date(2018, 3, 11), "until": date(2021, 3, 11)},
    ],
)
LISTS = (CLUES, MEASURES, PAYMENTS, PAIRINGS, VISITS, GUARANTEES, LOANS)


def workbook(tmp_path, sent):
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    for row in sent.rows:
        sheet.append(row)
    for block in sent.merged:
        sheet.merge_cells(block)
    book.save(path := tmp_path / f"{sent.file}.xlsx")
    return path


def pasted(sent):
    text = "\n".join("\t".join("" if cell is None else str(cell) for cell in row) for row in sent.rows)
    return pasted_table(cells_of(text), ACT_LISTS)


def table_of(tmp_path, sent, door):
    return pasted(sent) if door == "paste" else read_tables(workbook(tmp_path, sent)).tables[0]


@pytest.fixture
def people(office):
    a_registered_household(office)
    a_registered_household(office, "王秀田", serial=2)
    return office


def read(office, table, sent, **more):
    """The table as read with the values that it offers and the answers of a person."""
    desk = office.at(TODAY)
    grid = next(each for each in ACT_LISTS if each.key == sent.key)
    names = (*grid.shared, *sent.lacks)
    given = offered(grid, table, names, sent.file) | offered_records(desk, grid, table, names)
    return read_block(desk, grid, table, {**given, **sent.answers, **more}, {}, {})


def troubles(block):
    cells = [(row.number, cell.trouble) for row in block.rows for cell in row.cells if cell.trouble]
    return [*block.troubles, *((row.number, row.trouble) for row in block.rows if row.trouble), *cells]


@pytest.mark.parametrize("door", ["file", "paste"])
@pytest.mark.parametrize("sent", LISTS, ids=lambda sent: sent.key)
def test_a_list_of_an_office_is_taken_for_what_it_is(tmp_path, sent, door):
    (best,) = best_of(kinds_of(table_of(tmp_path, sent, door), ACT_LISTS, sent.file))
    assert (best.grid.key, best.lacks, best.unnamed) == (sent.key, sent.lacks, False)


@pytest.mark.parametrize("door", ["file", "paste"])
@pytest.mark.parametrize("sent", LISTS, ids=lambda sent: sent.key)
def test_every_row_of_a_list_of_an_office_becomes_its_act(people, tmp_path, sent, door):
    if sent.project:
        a_project(people)
    if sent is LOANS:
        for member in (1, 2):
            people.at(TODAY).do(RecordMemberYear(member=member, year=2018, labour="普通劳动力"))
    block = read(people, table_of(tmp_path, sent, door), sent)
    assert troubles(block) == []
    assert block.totals == ()
    for row, wanted in zip(block.fitting, sent.acts, strict=True):
        assert {name: getattr(row.act, name) for name in wanted} == wanted
    people.at(TODAY).do(block.command())


def test_the_child_reads_the_tables_of_a_file(tmp_path):
    with Reader() as reader:
        found = reader.tables(workbook(tmp_path, PAIRINGS))
    assert found == read_tables(tmp_path / f"{PAIRINGS.file}.xlsx")
    assert found.tables[0].titles[2] == ("帮扶责任人",)


@pytest.mark.parametrize("sent", [PAYMENTS, PAIRINGS], ids=lambda sent: sent.key)
def test_a_delivery_carries_the_table_of_a_list_of_acts(tmp_path, sent):
    delivery = read_delivery(workbook(tmp_path, sent), ReadingTerms((), 2018, TODAY))
    assert [best.grid.key for best in best_of(kinds_of(delivery.tables[0], ACT_LISTS))] == [sent.key]


def test_what_lacks_is_asked_once_and_keeps_every_row_back_until_then(people, tmp_path):
    a_project(people)
    block = read(people, pasted(PAYMENTS), PAYMENTS, voucher=None)
    assert troubles(block) == ["Fill in over the table, once for all rows: Voucher"]
    assert (block.lacks, block.fitting) == (PAYMENTS.lacks, ())


def test_a_total_that_is_not_the_sum_of_its_rows_is_named_with_its_row(people):
    a_project(people)
    rows = [*PAYMENTS.rows[:-1], ["合计", None, None, None, None, None, None, 4000, None]]
    block = read(people, pasted(Sent("payments", rows, "")), PAYMENTS)
    (total,) = block.totals
    assert (total.number, total.place) == (6, 7)
    assert total.words == "Column H: the total is 4000.00, its rows add up to 3000.00."


def test_an_amount_in_ten_thousands_is_so_under_a_chosen_meaning(people):
    titles = ["所需（万元）" if title == "计划金额（万元）" else title for title in MEASURES.rows[1]]
    rows = [titles, *MEASURES.rows[2:4]]
    table = pasted(Sent("measures", rows, ""))
    grid = next(each for each in ACT_LISTS if each.key == "measures")
    block = read_block(people.at(TODAY), grid, table, {}, {}, {7: "amount"})
    assert [row.cells[7].value for row in block.rows] == [Decimal("3500.00"), Decimal("6500.00")]


def test_two_loans_of_a_person_in_a_list_are_named_at_both(people):
    for member in (1, 2):
        people.at(TODAY).do(RecordMemberYear(member=member, year=2018, labour="普通劳动力"))
    rows = [*LOANS.rows, [3, "大河", "张大有", ONE, "户主", "农商行", 3, "2018.03.10", "2021.03.10", "养猪"]]
    block = read(people, pasted(Sent("loans", rows, "")), LOANS)
    assert {row.number for row in block.unfit} == {3, 5}


def test_a_row_of_another_county_says_that_nobody_has_its_number(people):
    rows = [*VISITS.rows, [3, "2018年9月4日", "李建军", "大河", "赵六", an_id_number(55), "无", "已反馈"]]
    block = read(people, pasted(Sent("household_visits", rows, "")), VISITS)
    assert [each for each in troubles(block) if "No member of a household on record" in str(each)]
    assert len(block.fitting) == 2


def test_a_chosen_meaning_holds_for_later_tables_of_the_list_and_for_no_roster(people):
    titles = ["所需（万元）" if title == "计划金额（万元）" else title for title in MEASURES.rows[1]]
    table = pasted(Sent("measures", [titles, *MEASURES.rows[2:4]], ""))
    grid = next(each for each in ACT_LISTS if each.key == "measures")
    desk = people.at(TODAY)
    assert desk.read(remembered_meanings, grid, table) == {}
    desk.do(settling(grid, table, {7: "amount"}))
    later = pasted(Sent("measures", [titles[3:], [*MEASURES.rows[2][3:]]], ""))
    assert desk.read(remembered_meanings, grid, later) == {4: "amount"}
    assert desk.read(settled_layouts) == ()


def test_a_row_with_two_hits_names_them_and_takes_the_chosen_one(people):
    a_registered_household(people, "张大有", serial=3, village="柳湾村")
    table = pasted_table(
        [["户主姓名", "入户时间", "入户人", "入户情况"], ["张大有", "2018-12-20", "李建军", "稳定"]],
        ACT_LISTS,
    )
    grid = next(each for each in ACT_LISTS if each.key == "household_visits")
    given = {"purpose": VisitPurpose.CONTACT}
    (row,) = read_block(people.at(TODAY), grid, table, given, {}, {}).rows
    (first, second) = row.candidates["household"]
    assert ["大河村" in first[1], "柳湾村" in second[1]] == [True, True]
    (row,) = read_block(
        people.at(TODAY), grid, table, given, {}, {}, picked={2: {"household": second[0]}}
    ).rows
    assert (row.fits, row.records["household"]) == (True, second[0])
