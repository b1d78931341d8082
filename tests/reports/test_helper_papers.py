"""The account of a village, the hand-over sheet and the visit sheet say what is on record."""

from datetime import date
from io import BytesIO

import pytest
from pypdf import PdfReader

from county_desk.models.measure import MeasureClass
from county_desk.models.plan import PlanKind
from county_desk.models.team import TeamRole
from county_desk.models.village import Source, VillageYear
from county_desk.reports.helper_papers import account_of_village, hand_over_sheet
from county_desk.reports.monitoring_sheets import visit_sheet
from county_desk.reports.returns import return_sheets
from county_desk.tables.assistance.helper_sheets import hand_over_facts, village_account
from county_desk.tables.household_sheet import sheet_of_household
from county_desk.tables.period import Period
from county_desk.tables.return_names import ReturnName
from county_desk.tables.returns import collected
from county_desk.text import CHINESE, language
from county_desk.workflow.assistance.measures import RecordMeasure
from county_desk.workflow.assistance.officials import AssignOfficial
from county_desk.workflow.assistance.plans import SetPlan
from county_desk.workflow.assistance.teams import FormTeam, JoinTeam, RecordTeamWeek
from county_desk.workflow.monitoring.visits import RecordHouseholdVisit
from tests.build import a_registered_household, an_id_number

TODAY = date(2017, 6, 6)
SINCE = date(2017, 3, 1)


def read(document):
    pages = PdfReader(BytesIO(document.as_pdf())).pages
    return "".join(page.extract_text() for page in pages).replace("\n", "").replace(" ", "")


@pytest.fixture
def desk(office):
    """The desk of an office with an official, a team, a plan, a measure and a visit in 大河村."""
    household, village = a_registered_household(office, "赵来福"), office.place("大河村")
    desk = office.at(TODAY)
    asked = {"official": "郑宝", "official_unit": "县水利局", "since": SINCE}
    desk.do(AssignOfficial(household=household, **asked))
    about = {"kind": MeasureClass.INDUSTRY, "content": "鸡苗五十只", "since": SINCE}
    office.at(SINCE).do(RecordMeasure(household=household, **about))
    seen = {"visitors": "郑宝", "found": "稳定", "purpose": "contact"}
    desk.do(RecordHouseholdVisit(household=household, visited_on=TODAY, **seen))
    team = desk.do(FormTeam(village=village, unit="县教育局", since=SINCE, until=date(2019, 3, 1))).id
    member = desk.do(JoinTeam(team=team, name="马丽", role=TeamRole.FIRST_SECRETARY, since=SINCE)).id
    desk.do(RecordTeamWeek(member=member, week_of=TODAY, days=2))
    with office.sessions.begin() as session:
        size = {"village_id": village, "year": 2016, "households": 40, "persons": 160}
        session.add(VillageYear(**size, source=Source.FORM))
    plan = {"year": 2017, "kind": PlanKind.EXIT, "households": 2, "due_on": date(2017, 12, 31)}
    desk.do(SetPlan(village=village, **plan))
    return desk


def test_the_account_of_a_village_shows_its_households_its_team_and_its_plans(office, desk):
    village = office.place("大河村")
    with language(CHINESE):
        account = desk.read(village_account, village, 2017, TODAY)
    words = read(account_of_village(account, "zh"))
    for known in ("大河村2017年度帮扶工作台账", "1户", "马丽", "第一书记", "未提名2", "未知：缺本年度人口数"):
        assert known in words


def test_a_village_without_team_and_plan_says_so(office, desk):
    village = office.place("上坝村", "青山镇")
    words = read(account_of_village(desk.read(village_account, village, 2017, TODAY), "en"))
    assert words.count("Nothingisonrecordyet.") == 2


def test_the_hand_over_sheet_lists_households_with_their_open_things(desk):
    words = read(hand_over_sheet(desk.read(hand_over_facts, 1, TODAY), "zh"))
    for known in ("郑宝（县水利局）移交帮扶户1户", "赵来福", "鸡苗五十只", "2017-06-06", "接收人："):
        assert known in words


@pytest.mark.parametrize("spoken", ["zh", "en"])
def test_the_visit_sheet_of_a_registered_household_names_its_official(desk, spoken):
    sheet = desk.read(sheet_of_household, 1, TODAY)
    words = read(visit_sheet(sheet, spoken))
    assert "郑宝" in words
    assert "监测" not in words.split("走访表")[0]
    assert an_id_number(1) not in words


def test_the_returns_count_visits_days_and_plans(desk):
    def page(name, key, period):
        return desk.read(lambda session: collected(session, name, Period.read(period), TODAY).page(key))

    (line,) = page(ReturnName.HELPERS, "helpers", "2017-06").lines
    assert (line.row.official, line.row.unit, line.row.visits) == ("郑宝", "县水利局", 1)
    (line,) = page(ReturnName.HELPERS, "helpers", "2017-05").lines
    assert line.row.visits == 0
    assert page(ReturnName.HELPERS, "helpers", "2017-02").lines == ()
    (line,) = page(ReturnName.HELPERS, "team_roster", "2017-06").lines
    assert (line.row.name, line.row.days, line.row.sent_by) == ("马丽", 2, "县教育局")
    found = page(ReturnName.PLANS, "plan_return", "2017")
    assert (found.lines[0].row.households, found.lines[0].row.unproposed) == (2, 2)
    assert [line.row.lacking for line in found.lines] == [2, 2], "the village, and the sum of its kind"


@pytest.mark.parametrize("name", [ReturnName.HELPERS, ReturnName.PLANS])
def test_the_sheets_bear_the_county_and_the_period(desk, name):
    figures = desk.read(lambda session: collected(session, name, Period.read("2017"), TODAY))
    with language(CHINESE):
        for sheet in return_sheets(figures):
            assert figures.county in sheet.title
            assert "2017 年" in sheet.title
