"""What a pasted block means for a grid, and what of it does not fit."""

from datetime import date
from decimal import Decimal

import pytest

from county_desk.intake.pasting import help_grids
from county_desk.intake.pasting.block import MOST, cells_of, pasted_table
from county_desk.intake.pasting.grids import (
    FIGURES,
    HOUSEHOLD_YEARS,
    MEMBER_YEARS,
    NEW_MEMBERS,
    VISITS,
)
from county_desk.intake.pasting.heading import heading_of
from county_desk.intake.pasting.reading import read_block
from county_desk.rules.bilingual import spoken
from county_desk.workflow.assistance.officials import AssignOfficial
from county_desk.workflow.registry import RecordYear
from tests.build import (
    ADMINISTRATOR,
    a_household,
    a_registered_household,
    an_id_number,
    case_of,
    household_of,
    states,
    steps_of,
    two_households,
    walk,
)
from tests.second_person import settled

TODAY = date(2016, 10, 8)
EARLIER = {"year": 2015}


@pytest.fixture
def pair(office):
    """张大有 and 王秀田, of one village."""
    return tuple(case_of(office, case).household_id for case in two_households(office))


def number_of(office, household):
    """The household's own number."""
    return household_of(office, household).number


def read(office, text, *, grid=HOUSEHOLD_YEARS, given=None, scope=None, meant=None):
    """A text as read at a grid."""
    shared = EARLIER if given is None else given
    return read_block(
        office.at(TODAY), grid, pasted_table(cells_of(text), [grid]), shared, scope or {}, meant or {}
    )


def done(office, block):
    """The facts of each act that would be done."""
    assert office.at(TODAY).problems(block.command()) == {}
    return [
        {key: value for key, value in act.asked().items() if value not in (None, "")}
        for act in block.command().acts
    ]


def troubles(block):
    """What is wrong, by the number of the row and the place of the cell."""
    found = {(row.number, -1): row.trouble for row in block.rows if row.trouble}
    cells = [(row.number, place, cell) for row in block.rows for place, cell in enumerate(row.cells)]
    return found | {(number, place): cell.trouble for number, place, cell in cells if cell.trouble}


def test_a_column_of_incomes_is_read_by_household_number(office, pair):
    first, second = (number_of(office, each) for each in pair)
    block = read(
        office, f"户编号\t户主姓名\t年纯收入\n{first}\t张大有\t9,000\n{second}\t王秀田\t７５００元\n"
    )
    assert troubles(block) == {}
    assert not any(cell.note for row in block.rows for cell in row.cells)
    assert block.rows[1].cells[2].meant == "“７５００元” was read as “7500”."
    assert done(office, block) == [
        {"household": pair[0], "year": 2015, "net_income": "9000.00"},
        {"household": pair[1], "year": 2015, "net_income": "7500.00"},
    ]


def test_a_unit_in_a_title_counts(office, pair):
    block = read(office, f"户编号\t年纯收入（万元）\n{number_of(office, pair[0])}\t0.9\n")
    assert done(office, block)[0]["net_income"] == "9000.00"


def test_a_unit_that_nothing_turns_into_yuan_is_asked_about(office, pair):
    block = read(office, f"户编号\t年纯收入（斤）\n{number_of(office, pair[0])}\t9\n")
    assert list(troubles(block)) == [(2, 1)]
    assert "斤" in troubles(block)[2, 1]


@pytest.mark.parametrize(
    ("title", "text", "amount"),
    [
        ("计划金额（万元）", "0.95", "9500.00"),
        ("计划金额（元）", "0.95", "0.95"),
        ("补助标准", "0.95万元", "9500.00"),
        ("补助标准（元/户）", "1500", "1500.00"),
    ],
)
def test_an_amount_keeps_the_unit_of_its_title_whatever_column_is_chosen(office, pair, title, text, amount):
    rows = f"户主身份证号\t措施类型\t开始日期\t{title}\n{an_id_number(1)}\t产业帮扶\t2018-05-02\t{text}\n"
    meant = {1: "kind", 2: "since", 3: "amount"}
    block = read(office, rows, grid=help_grids.MEASURES, given={}, meant=meant)
    assert f"{block.rows[0].cells[3].value:.2f}" == amount
    assert block.heading.texts[3] == title


@pytest.mark.parametrize("grid", [each for each in help_grids.GRIDS if any(c.title for c in each.values)])
def test_every_amount_of_every_grid_is_known_with_its_unit(grid):
    for column in (each for each in grid.values if each.title and each.title.kind == "money"):
        named = column.label.removesuffix(" (yuan)")
        heading = heading_of(grid, pasted_table([["户主姓名", f"{named}（万元）"]], [grid]), 2018, {})
        assert (heading.columns[1], heading.units[1].factor) == (column, 10_000)


def test_an_amount_in_no_unit_of_money_is_asked_about_even_when_chosen(office, pair):
    text = f"户主身份证号\t金额（美元）\n{an_id_number(1)}\t95\n"
    block = read(office, text, grid=help_grids.MEASURES, given={}, meant={1: "amount"})
    assert "美元" in block.heading.doubts[1]


def test_a_row_of_titles_of_which_some_are_known_is_a_heading(office, pair):
    titles = "序号\t村\t户主\t身份证号码\t甲\t乙\t丙\t丁\t戊\t己"
    assert read(office, f"{titles}\n1\t大河村\t张大有\n", grid=help_grids.MEASURES).heading.texts
    assert not read(office, "1\t大河村\t张大有\t户主\t甲\t乙\n", grid=help_grids.MEASURES).heading.texts


def test_a_head_is_found_by_identity_number_and_by_name(office, pair):
    block = read(office, f"户主身份证号\t年纯收入\n{an_id_number(2)}\t100\n")
    assert done(office, block)[0]["household"] == pair[1]
    block = read(office, "户主姓名\t年纯收入\n王秀田\t100\n", scope={"village_id": office.place("大河村")})
    assert done(office, block)[0]["household"] == pair[1]


def test_a_name_is_looked_for_where_the_block_was_pasted(office, pair):
    a_household(office, "王秀田", serial=7, village="柳湾村", township="河口镇")
    block = read(office, "户主姓名\t年纯收入\n王秀田\t100\n")
    assert troubles(block) == {(2, 0): "2 households fit “王秀田”; give the household number."}
    block = read(office, "户主姓名\t年纯收入\n王秀田\t100\n", scope={"village_id": office.place("大河村")})
    assert troubles(block) == {}


def test_the_village_of_a_row_chooses_among_heads_of_one_name(office, pair):
    case = a_household(office, "王秀田", serial=7, village="柳湾村")
    text = "行政村\t户主姓名\t年纯收入\n{}\t王秀田\t100\n"
    block = read(office, text.format("柳湾村"))
    assert done(office, block)[0]["household"] == case_of(office, case).household_id
    assert done(office, read(office, text.format("城关镇大河村")))[0]["household"] == pair[1]
    words = "No household here has a head called 王秀田."
    assert troubles(read(office, text.format("上坝村"))) == {(2, 1): words}
    assert troubles(read(office, text.format("无名村"))) == {(2, 1): words}


def test_a_number_and_a_name_that_do_not_belong_together_are_marked(office, pair):
    block = read(office, f"户编号\t户主姓名\t年纯收入\n{number_of(office, pair[0])}\t王秀田\t100\n")
    assert troubles(block) == {
        (2, 1): "The head of this household is 张大有; check which of the two is meant."
    }
    assert block.fitting == ()


def test_every_cell_that_does_not_fit_says_why(office, pair):
    first, second = (number_of(office, each) for each in pair)
    rows = [
        "户编号\t年纯收入\t危房等级\t饮水安全\t辍学人数",
        f"{first}\t三千多\tE\t也许\t-1",
        f"{second}\t3000\tB\t是\t0",
        "4711\t3000\tB\t是\t0",
        f"{an_id_number(1)[:-1]}\t\t\t\t",
    ]
    block = read(office, "\n".join(rows))
    found = troubles(block)
    assert {place for place in found if place[0] == 2} == {(2, 1), (2, 2), (2, 3), (2, 4)}
    assert found[4, 0] == "No household has the number 4711."
    assert [row.number for row in block.fitting] == [3]
    assert [row.number for row in block.unfit] == [2, 4, 5]


def test_a_blank_cell_changes_nothing(office, pair):
    block = read(office, f"户编号\t年纯收入\t住房面积\n{number_of(office, pair[0])}\t\t80\n")
    assert done(office, block) == [{"household": pair[0], "year": 2015, "housing_area": "80.00"}]
    block = read(office, f"户编号\t年纯收入\n{number_of(office, pair[0])}\t\n")
    assert troubles(block) == {(2, -1): "Every cell is blank; a blank cell changes nothing."}


def test_a_household_that_stands_twice_is_marked_twice(office, pair):
    number = number_of(office, pair[0])
    block = read(office, f"户编号\t年纯收入\n{number}\t1\n{number}\t2\n")
    words = "Another row of the block says the same; leave one of them."
    assert troubles(block) == {(2, 0): words, (3, 0): words}


def test_a_block_without_titles_waits_until_its_columns_are_named(office, pair):
    text = f"{number_of(office, pair[0])}\t9000"
    block = read(office, text)
    assert not block.heading.texts
    assert block.troubles[0].startswith("No column says what a row is about")
    block = read(office, text, meant={0: "household_number", 1: "net_income"})
    assert done(office, block)[0]["net_income"] == "9000.00"


def test_a_column_can_be_left_out(office, pair):
    text = f"户编号\t年纯收入\t住房面积\n{number_of(office, pair[0])}\tabc\t80\n"
    block = read(office, text, meant={1: ""})
    assert troubles(block) == {}
    assert "net_income" not in done(office, block)[0]


def test_figures_of_another_year_are_not_taken_for_those_of_this_one(office, pair):
    text = f"户编号\t2014年纯收入\n{number_of(office, pair[0])}\t9000\n"
    block = read(office, text)
    assert block.fitting == ()
    text = f"户编号\t2015年年纯收入\n{number_of(office, pair[0])}\t9000\n"
    assert done(office, read(office, text))[0]["net_income"] == "9000.00"


def test_what_is_on_record_stands_beside_the_new(office, pair):
    office.at(TODAY).do(RecordYear(household=pair[0], year=2015, net_income=Decimal(100)))
    block = read(office, f"户编号\t年纯收入\n{number_of(office, pair[0])}\t9000\n")
    assert block.rows[0].before["net_income"] == Decimal(100)


def test_facts_of_people_are_read_by_identity_number_and_by_name_in_a_household(office, pair):
    text = f"身份证号\t姓名\t务工时间\n{an_id_number(1)}\t张大有\t6\n"
    block = read(office, text, grid=MEMBER_YEARS)
    assert troubles(block) == {}
    assert done(office, block)[0]["work_months"] == "6.00"
    block = read(office, "姓名\t务工时间\n王秀田\t6\n", grid=MEMBER_YEARS, scope={"household": pair[1]})
    assert troubles(block) == {}
    block = read(office, "姓名\t务工时间\n王秀田\t6\n", grid=MEMBER_YEARS, scope={"household": pair[0]})
    assert troubles(block) == {(2, 0): "Nobody here is called 王秀田."}


def test_a_masked_or_rounded_identity_number_is_no_number(office, pair):
    masked = an_id_number(1)[:6] + "*" * 10 + an_id_number(1)[-2:]
    for text in (masked, "9.90101E+17"):
        block = read(office, f"身份证号\t务工时间\n{text}\t6\n", grid=MEMBER_YEARS)
        assert list(troubles(block)) == [(2, 0)]


def test_a_block_that_is_too_long_is_for_the_import(office, pair):
    rows = "\n".join(["户编号\t年纯收入", *["1\t2"] * (MOST + 1)])
    assert read(office, rows).troubles == (
        "The block has 2,001 rows; paste at most 2,000, or take the workbook in.",
    )


def test_a_clipboard_without_rows_says_so(office, pair):
    assert read(office, "").troubles == (
        "The clipboard holds no rows of a spreadsheet; copy them there, then paste again.",
    )


def test_new_members_are_read_into_their_households(office, pair):
    number = number_of(office, pair[0])
    rows = [
        "户编号\t姓名\t与户主关系\t身份证号\t民族",
        f"{number}\t李秀梅\t妻子\t{an_id_number(11)}\t汉族",
        f"{number}\t张小有\t长子\t{an_id_number(12)}\t汉",
        f"{number}\t张小二\t次子\t{an_id_number(12)}\t汉族",
        f"{number}\t\t之女\t{an_id_number(13)}\t汉族",
    ]
    block = read(office, "\n".join(rows), grid=NEW_MEMBERS, given={})
    same = "Another row of the block says the same; leave one of them."
    assert troubles(block) == {(3, 3): same, (4, 3): same, (5, 1): "Fill this in."}
    change = office.at(TODAY).do(block.command())
    assert change.summary == "Add a member: 1 row"
    assert household_of(office, pair[0]).persons == 2
    office.at(TODAY).do(change.undo)
    assert household_of(office, pair[0]).persons == 1


def test_members_of_the_household_in_view_need_no_number(office, pair):
    text = f"姓名\t与户主关系\t身份证号\n李秀梅\t配偶\t{an_id_number(11)}\n"
    block = read(office, text, grid=NEW_MEMBERS, given={}, scope={"household": pair[1]})
    assert done(office, block)[0]["household"] == pair[1]


def test_visits_are_read_for_the_cases_that_wait_for_them(office):
    cases = two_households(office)
    walk(office, cases, to="verification")
    first, second = (number_of(office, case_of(office, case).household_id) for case in cases)
    day = steps_of(office, cases[0])[-1].done_on
    given = {"done_on": day, "visitors": "郑宝、王芳"}
    text = (
        f"户编号\t不愁吃\t不愁穿\t饮水安全\n{first}\t是\t是\t否\n{second}\t是\t\t说不清\n4711\t是\t是\t是\n"
    )
    block = read_block(office.at(day), VISITS, pasted_table(cells_of(text), [VISITS]), given, {}, {})
    assert {place for place in troubles(block)} == {(3, 3), (4, 0)}
    assert [act.cases for act in block.command().acts] == [(cases[0],)]
    change = office.at(day).do(block.command())
    assert states(office, *cases)[0] != states(office, *cases)[1]
    office.at(day).do(change.undo)
    assert states(office, *cases)[0] == states(office, *cases)[1]


def test_a_household_without_a_case_has_no_visit(office):
    number = a_registered_household(office)
    text = f"户编号\t不愁吃\n{number_of(office, number)}\t是\n"
    block = read(office, text, grid=VISITS, given={"done_on": TODAY, "visitors": "郑宝、王芳"})
    assert troubles(block) == {(2, 0): "No case of this household is in progress."}


def test_figures_of_policy_are_read_by_their_title(office):
    desk = office.at(TODAY, ADMINISTRATOR)
    title = spoken(desk.policy.book["household_disclosure_days_first"].title)
    rows = [
        "Figure\tIn force from\tValue\tDocument and clause",
        f"{title}\t{TODAY}\t5\t青政发〔2016〕9号",
        f"household_disclosure_days_second\t{TODAY}\t许多\t青政发〔2016〕9号",
        f"没有这个数\t{TODAY}\t5\t青政发〔2016〕9号",
    ]
    block = read_block(
        desk, FIGURES, pasted_table(cells_of("\n".join(rows)), [FIGURES]), {"scan": None}, {}, {}
    )
    assert {place for place in troubles(block)} == {(3, 2), (4, 0)}
    waiting = desk.do(block.command())
    settled(office, waiting, TODAY)
    assert desk.policy.terms(TODAY)["household_disclosure_days_first"].whole == 5


def test_contact_officials_are_assigned_from_a_block_with_the_titles_of_rosters(office):
    household = a_registered_household(office)
    titles = "户编号\t帮扶责任人姓名\t帮扶单位\tAnswers for the household since"
    text = f"{titles}\n{number_of(office, household)}\t郑宝\t县水利局\t2016-09-01"
    block = read(office, text, grid=help_grids.PAIRINGS, given={}, meant={})
    assert troubles(block) == {}
    (act,) = done(office, block)
    about = {"official": "郑宝", "official_unit": "县水利局", "since": "2016-09-01"}
    assert act == {"household": household} | about


def test_a_row_is_judged_once_and_says_its_effect(office, monkeypatch):
    household, judged = household_of(office, a_registered_household(office)), []
    other = household_of(office, a_registered_household(office, "李四", serial=2))
    problems = AssignOfficial.problems

    def counted(self, work):
        judged.append(self)
        return problems(self, work)

    monkeypatch.setattr(AssignOfficial, "problems", counted)
    titles = "户编号\t帮扶责任人姓名\t帮扶单位\tAnswers for the household since"
    text = f"{titles}\n{household.number}\t{other.head}\t县水利局\t2016-09-01"
    (row,) = read(office, text, grid=help_grids.PAIRINGS, given={}).rows[-1:]
    assert row.fits
    assert f"registered household of {other.head}" in row.effect
    assert len(judged) == 1


def test_plans_of_villages_are_set_from_a_block(office):
    titles = "行政村\tKind of plan\tPlanned households\tTo be done by"
    lines = (
        "城关镇大河村\tHouseholds leave the register\t12\t2016-12-31",
        "青山镇上坝村\tRisks are removed\t3\t2016-11-30",
        "无名村\tRisks are removed\t3\t2016-11-30",
    )
    text = "\n".join((titles, *lines))
    block = read(office, text, grid=help_grids.PLANS, given={"year": 2016}, meant={})
    assert list(troubles(block).values()) == ["No place of the county is called 无名村."]
    places = [office.place("大河村"), office.place("上坝村", "青山镇")]
    assert [row.records["village"] for row in block.rows[:2]] == places
