"""Each grid of help and supervision, with a row that fits and a row that does not."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import select

from county_desk.intake.pasting import help_grids
from county_desk.intake.pasting.grid import PasteGrid
from county_desk.models.case import Case
from county_desk.models.inspection import RoundKind, RoundPeople, Severity
from county_desk.models.measure import MeasureClass, NeedEnd
from county_desk.models.plan import PlanKind
from county_desk.models.project import FundLevel, ProjectClass, ProjectStanding
from county_desk.models.team import Audience, TeamRole, UndertakingKind
from county_desk.workflow.assistance.measures import RecordMeasure
from county_desk.workflow.assistance.needs import RecordNeed
from county_desk.workflow.assistance.teams import FormTeam, JoinTeam
from county_desk.workflow.assistance.undertakings import RecordUndertaking
from county_desk.workflow.projects.asset_acts import RecordAsset
from county_desk.workflow.projects.money import RecordFund, ReleaseFund
from county_desk.workflow.projects.project_acts import RecordProgress
from county_desk.workflow.registry import RecordMemberYear
from county_desk.workflow.supervision.findings import RecordFinding
from county_desk.workflow.supervision.rounds import DrawRound, EnterSheet
from tests.build import CLERK, REVIEWER, SECOND, a_registered_household, household_of, walk
from tests.second_person import agreed
from tests.workflow.projects.test_projects import RECEIVED, proposal

TODAY = date(2018, 12, 28)
DAY = date(2018, 12, 20)
SINCE = date(2018, 5, 1)
HERE = "城关镇大河村"
TITLE = "大河村三组产业路硬化"


def a_house(office):
    return household_of(office, a_registered_household(office)).number


def a_need(office):
    a_house(office)
    about = {"wants": MeasureClass.EDUCATION, "cause": "因学", "found_on": DAY, "found_by": "郑宝"}
    return office.at(TODAY).do(RecordNeed(household=1, **about)).id


def a_measure(office):
    a_house(office)
    about = {"kind": MeasureClass.EDUCATION, "content": "雨露计划", "since": DAY}
    return office.at(TODAY).do(RecordMeasure(household=1, **about)).id


def a_ranger(office):
    """A measure of a programme whose first stage is called as that of another one."""
    a_house(office)
    office.at(DAY).do(RecordMemberYear(member=1, year=DAY.year, labour="普通劳动力"))
    about = {"kind": MeasureClass.POST, "programme": "forest_ranger", "member": 1, "since": DAY}
    return office.at(TODAY).do(RecordMeasure(household=1, **about)).id


def a_worker(office):
    """A household with a head who can work."""
    a_house(office)
    office.at(DAY).do(RecordMemberYear(member=1, year=DAY.year, labour="普通劳动力"))


def a_project(office):
    """A project of the library, with a fund of which most was released to it."""
    number = office.at(RECEIVED).do(proposal(office)).id
    case = office.read(lambda session: session.scalar(select(Case.id).where(Case.project_id == number)))
    walk(office, (case,))
    fund = {"document": "青财农〔2018〕12号", "name": "中央资金", "level": FundLevel.CENTRAL, "year": 2018}
    desk = office.at(TODAY)
    asked = {"fund": desk.do(RecordFund(**fund, received_on=DAY, amount=Decimal(500000))).id}
    asked |= {"amount": Decimal(300000), "released_on": DAY, "document": "青扶组〔2018〕3号"}
    agreed(office, ReleaseFund(project=number, **asked), TODAY)
    return number


def a_paid_house(office):
    a_project(office)
    return a_house(office)


def a_road(office):
    """A finished project."""
    number = a_project(office)
    for standing in (ProjectStanding.STARTED, ProjectStanding.FINISHED):
        office.at(TODAY).do(RecordProgress(project=number, standing=standing, done_on=DAY))
    return number


def an_asset(office):
    about = {"asset": "产业路", "value": Decimal(360000), "built_on": DAY, "keeper": "村委会"}
    return office.at(TODAY).do(RecordAsset(project=a_road(office), **about)).id


def a_team(office):
    asked = {"village": office.place("大河村"), "unit": "县水利局", "since": SINCE}
    return office.at(TODAY).do(FormTeam(**asked, until=date(2020, 4, 30))).id


def a_secretary(office):
    asked = {"name": "郑宝", "role": TeamRole.FIRST_SECRETARY, "since": SINCE}
    return office.at(TODAY).do(JoinTeam(team=a_team(office), **asked)).id


def a_pledge(office):
    asked = {"kind": UndertakingKind.TASK, "place": office.place("大河村"), "year": 2018, "target": "通水"}
    asked |= {"responsible": "郑宝", "signed_on": SINCE, "due_on": TODAY}
    return office.at(TODAY).do(RecordUndertaking(**asked)).id


def a_round(office):
    a_house(office)
    about = {"kind": RoundKind.SURVEY, "name": "年末调查", "drawn_on": DAY, "people": RoundPeople.ALL}
    return office.at(DAY, REVIEWER).do(DrawRound(**about)).id


def an_entered_sheet(office):
    a_round(office)
    answers = {"visited_on": DAY, "decided_rightly": True, "satisfied": True}
    office.at(TODAY, SECOND).do(EnterSheet(sheet=1, **answers))


def a_finding(office):
    about = {"severity": Severity.SERIOUS, "words": "档案缺评议记录", "found_on": DAY, "mender": "郑宝"}
    village = office.place("大河村")
    return office.at(TODAY, REVIEWER).do(RecordFinding(village=village, due_on=TODAY, **about)).id


def nothing(office):
    return None


@dataclass(frozen=True)
class Tried:
    """A grid with a row that goes in, and what spoils it: a bad value, and a name of nothing on record."""

    grid: PasteGrid
    ready: Callable[[Any], object]
    row: Mapping[str, object]
    bad: tuple[str, object]
    unknown: tuple[str, object] | None = ("household_number", "4711")
    given: Mapping[str, object] = field(default_factory=dict)
    by: str = CLERK


ALIKE = {"plans", "sheets", "sheets_again"}  # a row that goes in again leaves what it found
HOUSE = {"head_name": "张大有", "village_name": HERE}
PERSON = {"name": "马丽", "role": TeamRole.MEMBER, "unit": "县水利局", "telephone": "13900990101"}
SPENT = {"amount": Decimal(1000), "document": "青扶组〔2018〕9号"}
ELSE_PROJECT = ("project_title", "没有这个项目")
NOWHERE = ("village_name", "无名村")
NO_PLACE = ("place_name", "无名村")
EARNED = {"income": 9000, "village_share": 4000, "household_share": 5000, "households": 20}
SHEET = {**HOUSE, "round_title": "年末调查", "visited_on": DAY, "decided_rightly": "是", "satisfied": "是"}

GRIDS = (
    Tried(
        help_grids.NEEDS,
        a_house,
        {**HOUSE, "wants": MeasureClass.EDUCATION, "cause": "因学", "found_on": DAY, "found_by": "郑宝"},
        ("found_on", date(2018, 12, 29)),
    ),
    Tried(
        help_grids.NEEDS_ENDED,
        a_need,
        {"need_number": 1, "ended_as": NeedEnd.MET, "ended_on": DAY, "outcome": "已入学"},
        ("ended_as", "也许"),
        ("need_number", 99),
    ),
    Tried(
        help_grids.MEASURES,
        a_need,
        {**HOUSE, "need_number": 1, "kind": MeasureClass.EDUCATION, "content": "雨露计划", "since": DAY},
        ("until", SINCE),
    ),
    Tried(
        help_grids.LOANS,
        a_worker,
        {**HOUSE, "person_name": "张大有", "amount": 30000, "months": 36, "since": DAY},
        ("months", "无"),
        None,
    ),
    Tried(
        help_grids.DELIVERIES,
        a_measure,
        {**HOUSE, "measure_title": "雨露计划", "delivered_on": DAY},
        ("delivered_on", SINCE),
        ("measure_title", "没有这项措施"),
    ),
    Tried(
        help_grids.STAGES,
        a_ranger,
        {"measure_number": 1, "stage": "forest_ranger/applied", "done_on": DAY, "words": "本人申请"},
        ("amount", 100),
        ("measure_number", 99),
    ),
    Tried(
        help_grids.PROJECTS,
        nothing,
        {
            "place_name": HERE,
            "project": "蓄水池",
            "purpose": ProjectClass.INDUSTRY,
            "content": "两座",
            "unit": "镇政府",
            "begins_on": SINCE,
            "ends_on": DAY,
            "budget": 360000,
            "year": 2018,
            "received_on": DAY,
        },
        ("budget", 0),
        NO_PLACE,
    ),
    Tried(
        help_grids.PROGRESS,
        a_project,
        {"project_title": TITLE, "standing": ProjectStanding.STARTED, "done_on": DAY},
        ("contractor", "青岚建筑公司"),
        ELSE_PROJECT,
    ),
    Tried(
        help_grids.FUNDS,
        nothing,
        {
            "document": "青财农〔2018〕7号",
            "name": "省级资金",
            "level": FundLevel.PROVINCE,
            "year": 2018,
            "received_on": DAY,
            "amount": "500,000",
        },
        ("amount", "许多"),
        None,
    ),
    Tried(
        help_grids.RELEASES,
        a_project,
        {"fund_document": "青财农〔2018〕12号", "project_title": TITLE, "released_on": DAY, **SPENT},
        ("amount", 200001),
        ("fund_document", "无此文号"),
    ),
    Tried(
        help_grids.PAYMENTS,
        a_paid_house,
        {"project_title": TITLE, **HOUSE, "amount": 1000, "paid_on": DAY, "voucher": "凭0001"},
        ("amount", "300000.01"),
    ),
    Tried(
        help_grids.ASSETS,
        a_road,
        {"project_title": TITLE, "asset": "产业路", "value": 360000, "built_on": DAY, "keeper": "村委会"},
        ("value", 0),
        ELSE_PROJECT,
    ),
    Tried(
        help_grids.ASSET_YEARS,
        an_asset,
        {"asset_title": "产业路", "asset_project": TITLE, **EARNED},
        ("income", 9001),
        ("asset_title", "没有这项资产"),
        {"year": 2018},
    ),
    Tried(
        help_grids.PAIRINGS,
        a_house,
        {**HOUSE, "official": "郑宝", "official_unit": "县水利局", "since": DAY},
        ("since", date(2018, 12, 29)),
    ),
    Tried(
        help_grids.TEAMS,
        nothing,
        {"village_name": HERE, "unit": "县水利局", "since": SINCE, "until": date(2020, 4, 30)},
        ("until", date(2018, 4, 30)),
        NOWHERE,
    ),
    Tried(
        help_grids.TEAM_MEMBERS,
        a_team,
        {"village_name": HERE, **PERSON, "since": SINCE},
        ("role", "帮工"),
        NOWHERE,
    ),
    Tried(
        help_grids.TEAM_WEEKS,
        a_secretary,
        {"person_name": "郑宝", "village_name": HERE, "week_of": DAY, "days": 5},
        ("days", 8),
        ("person_name", "无名氏"),
    ),
    Tried(
        help_grids.TRAININGS,
        nothing,
        {
            "place_name": HERE,
            "subject": "养蜂",
            "audience": Audience.HOUSEHOLDS,
            "held_on": DAY,
            "persons": 9,
        },
        ("persons", 0),
        NO_PLACE,
    ),
    Tried(
        help_grids.PLEDGES,
        nothing,
        {
            "place_name": "城关镇",
            "kind": UndertakingKind.TASK,
            "target": "通水",
            "responsible": "郑宝",
            "signed_on": SINCE,
            "due_on": DAY,
        },
        ("due_on", date(2018, 4, 30)),
        NO_PLACE,
        {"year": 2018},
    ),
    Tried(
        help_grids.RESULTS,
        a_pledge,
        {"undertaking_target": "通水", "done_on": DAY, "result": "全村通水"},
        ("done_on", date(2018, 4, 30)),
        ("undertaking_target", "没有这项任务"),
    ),
    Tried(
        help_grids.PLANS,
        nothing,
        {"village_name": HERE, "kind": PlanKind.EXIT, "households": 12, "due_on": DAY},
        ("households", 0),
        NOWHERE,
        {"year": 2018},
    ),
    Tried(
        help_grids.FINDINGS,
        a_round,
        {
            **HOUSE,
            "round_title": "年末调查",
            "severity": Severity.SERIOUS,
            "words": "档案缺评议记录",
            "found_on": DAY,
            "mender": "郑宝",
            "due_on": TODAY,
        },
        ("due_on", SINCE),
        ("round_title", "没有这一轮"),
        by=REVIEWER,
    ),
    Tried(
        help_grids.MENDINGS,
        a_finding,
        {"finding_words": "档案缺评议记录", "village_name": HERE, "mended_on": DAY, "proof": "补录"},
        ("mended_on", SINCE),
        ("finding_words", "没有这个问题"),
    ),
    Tried(
        help_grids.SHEETS,
        a_round,
        {**SHEET, "visitors": "督查组"},
        ("decided_rightly", "也许"),
        by=SECOND,
    ),
    Tried(
        help_grids.SHEETS_AGAIN,
        an_entered_sheet,
        SHEET,
        ("satisfied", "否"),
        by=REVIEWER,
    ),
)
