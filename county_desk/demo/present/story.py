"""The year 2026 of the made-up county, up to the last Friday of November."""

from datetime import date, timedelta
from decimal import Decimal
from uuid import UUID

from county_desk.demo.chapter import Chapter
from county_desk.demo.homes import Home, newcomers
from county_desk.demo.office import Office, Thread
from county_desk.demo.places import DemoVillage, village
from county_desk.demo.present.answering_for import Answering, answer_for
from county_desk.demo.present.asking import ask_departments
from county_desk.demo.present.changing import Happening, born, happen, left, married_in, moved, split
from county_desk.demo.present.funding import Building, build, fund
from county_desk.demo.present.helping import Helped, Visited, call_on, help_out
from county_desk.demo.present.inspecting import spot_check
from county_desk.demo.present.later import households
from county_desk.demo.present.planning import Planned, plan
from county_desk.demo.present.residing import Residing, reside
from county_desk.demo.present.screening import screen, screen_this_month
from county_desk.demo.present.sheets import Watched
from county_desk.demo.present.taking_over import take_over
from county_desk.demo.present.watching import Release, Watch, release, watch
from county_desk.fields import Sex
from county_desk.models.clue import ClueSource, ClueUrgency
from county_desk.models.household_change import ChangeKind
from county_desk.models.measure import MeasureClass
from county_desk.models.plan import PlanKind
from county_desk.models.project import ProjectClass

BEGINS, TODAY = date(2026, 1, 5), date(2026, 11, 27)
_LIUWAN, _SHIQIAO, _SHABA = village("柳湾村"), village("石桥村"), village("沙坝村")
_YUNLING, _GAOPING, _LIYUAN = village("云岭村"), village("高坪村"), village("梨园村")
_SANCHA, _SONGLIN, _TIANBA = village("三岔河村"), village("松林坡村"), village("田坝村")


def _home(place: DemoVillage, number: int) -> Home:
    return households()[place.code][number]


# Those who came over under watch, and those whose risk had gone before.
LEDGER = (
    Watched(_LIUWAN, _home(_LIUWAN, 0), "因病", "2025-03", "健康帮扶", "大病救助"),
    Watched(_SHIQIAO, _home(_SHIQIAO, 4), "因务工就业不稳", "2024-11", "就业帮扶", "公益性岗位"),
    Watched(_SHABA, _home(_SHABA, 2), "因学", "2025-09", "教育帮扶", "雨露计划"),
    Watched(_YUNLING, _home(_YUNLING, 6), "因残", "2025-06", "综合保障", "残疾人两项补贴"),
    Watched(_LIYUAN, _home(_LIYUAN, 3), "因病", "2024-08", "健康帮扶", "医疗救助", "2025-07"),
    Watched(_GAOPING, _home(_GAOPING, 1), "因意外事故", "2024-07", "社会帮扶", "临时救助", "2025-06"),
    Watched(_SANCHA, _home(_SANCHA, 5), "因学", "2023-09", "教育帮扶", "雨露计划", "2024-09"),
)
_FELL = (_home(_SONGLIN, 2), _home(_SONGLIN, 7), _home(_TIANBA, 3), _home(_SHABA, 9), _home(_GAOPING, 8))
# a household with a child at school, of whom the autumn round finds that it has left
_PUPIL = next(
    home
    for home in households()[_SONGLIN.code][10:]
    if any(each.schooling in ("五年级", "六年级", "小学", "七年级") for each in home.people)
)
FALLS = {home.number: Decimal(9200 + 150 * place) for place, home in enumerate(_FELL)}


def _come(code: str, number: int) -> Home:
    """A household that was never registered."""
    return newcomers(code)[number][1]


def _on(month: int, day: int) -> date:
    return date(2026, month, day)


_S, _U = ClueSource, ClueUrgency
CLUES = (
    Watch(
        _LIUWAN,
        _home(_LIUWAN, 5),
        _on(3, 2),
        _S.HOUSEHOLD,
        "因病",
        "户主患病住院，自付费用较高",
        46000,
        31000,
    ),
    Watch(
        _GAOPING,
        _home(_GAOPING, 1),
        _on(4, 13),
        _S.HOTLINE,
        "因意外事故",
        "风险消除后户主外出受伤，再次来电反映",
        30000,
        21000,
    ),
    Watch(_SHABA, _home(_SHABA, 9), _on(5, 11), _S.SIGNAL, "因务工就业不稳", "收入比上年大幅下降", 24000),
    Watch(
        _LIUWAN,
        _come(_LIUWAN.code, 0),
        _on(6, 8),
        _S.ROUND,
        "因学",
        "两个孩子同时上学，学费压力大",
        18000,
        on_record=False,
    ),
    Watch(
        _TIANBA,
        _home(_TIANBA, 3),
        _on(8, 17),
        _S.DEPARTMENT,
        "因病",
        "医保部门反馈：全年自付费用超过预警线",
        43000,
        28000,
    ),
    Watch(
        _SHIQIAO,
        _home(_SHIQIAO, 8),
        _on(9, 14),
        _S.ROUND,
        "因自然灾害",
        "强降雨后土墙开裂，玉米绝收",
        26000,
        15000,
    ),
    Watch(
        _SONGLIN,
        _home(_SONGLIN, 2),
        _on(10, 12),
        _S.DEPARTMENT,
        "其他",
        "银行反馈贷款逾期",
        60000,
        dismissed="贷款已结清，家庭收入稳定，未发现返贫风险",
    ),
    Watch(
        _SONGLIN,
        _home(_SONGLIN, 2),
        _on(11, 24),
        _S.ROUND,
        "因务工就业不稳",
        "主要劳动力返乡三个月未就业",
        22000,
        dispatched=False,
    ),
    Watch(
        _LIYUAN,
        _home(_LIYUAN, 7),
        _on(11, 2),
        _S.HOUSEHOLD,
        "因残",
        "户主新发残疾，丧失劳动能力",
        28000,
        9000,
    ),
    Watch(
        _YUNLING,
        _home(_YUNLING, 2),
        _on(11, 13),
        _S.DEPARTMENT,
        "因病",
        "大病报销名单比对",
        38000,
        26000,
        _U.HIGH,
    ),
    Watch(_SANCHA, _home(_SANCHA, 8), _on(11, 14), _S.ROUND, "因学", "子女考上大学，学费有困难", 23000),
    Watch(
        _SHABA, _home(_SHABA, 4), _on(11, 15), _S.HOTLINE, "因意外事故", "家庭成员车祸", 40000, 30000, _U.HIGH
    ),
    Watch(
        _LIUWAN, _home(_LIUWAN, 11), _on(11, 18), _S.HOUSEHOLD, "因病", "慢性病长期用药", 25000, 9000
    ),  # on disclosure
    Watch(
        _GAOPING, _home(_GAOPING, 4), _on(11, 21), _S.ROUND, "缺劳动力", "老人独居，子女失联", 8000
    ),  # posted today
    Watch(
        _SHIQIAO, _home(_SHIQIAO, 12), _on(11, 22), _S.SIGNAL, "因务工就业不稳", "收入比上年大幅下降", 21000
    ),
    Watch(_TIANBA, _home(_TIANBA, 9), _on(11, 23), _S.DEPARTMENT, "因残", "残联新办证名单", 26000, 4000),
    Watch(_YUNLING, _home(_YUNLING, 10), _on(11, 26), _S.ROUND, "因安全饮水", "水源枯竭，饮水靠拉运", 34000),
    Watch(
        _LIYUAN, _home(_LIYUAN, 12), _on(11, 16), _S.HOTLINE, "因病", "来电反映看病借债", 0, unseen=True
    ),  # overdue
    Watch(
        _SANCHA,
        _home(_SANCHA, 12),
        _on(11, 27),
        _S.HOUSEHOLD,
        "因学",
        "孩子停学在家",
        0,
        urgency=_U.HIGH,
        dispatched=False,
    ),
)

RELEASES = (
    Release(_SHIQIAO, _home(_SHIQIAO, 4), _on(3, 9), 64000),
    Release(_SHABA, _home(_SHABA, 2), _on(11, 19), 71000),  # on disclosure
)

_M = MeasureClass
MEASURES = (
    Helped(
        _SHIQIAO,
        _home(_SHIQIAO, 4),
        _on(1, 12),
        "因务工就业不稳",
        _M.EMPLOYMENT,
        "外出务工一次性交通补助",
        800,
        _on(2, 2),
    ),
    Helped(
        _SHABA, _home(_SHABA, 2), _on(1, 12), "因学", _M.EDUCATION, "雨露计划职业教育补助", 3000, _on(3, 20)
    ),
    Helped(_LIUWAN, _home(_LIUWAN, 0), _on(1, 13), "因病", _M.HEALTH, "大病医疗救助", 6200, _on(4, 1)),
    Helped(
        _YUNLING, _home(_YUNLING, 6), _on(1, 14), "因残", _M.SUPPORT, "残疾人生活和护理补贴", 1920, _on(1, 30)
    ),
    Helped(
        _LIUWAN, _home(_LIUWAN, 5), _on(3, 20), "因病", _M.HEALTH, "医疗救助和家庭医生签约", 8400, _on(4, 15)
    ),
    Helped(_GAOPING, _home(_GAOPING, 1), _on(5, 6), "因意外事故", _M.SOCIAL, "临时救助", 5000, _on(5, 20)),
    Helped(
        _SHABA,
        _home(_SHABA, 9),
        _on(6, 1),
        "因务工就业不稳",
        _M.EMPLOYMENT,
        "技能培训后推荐县内就业",
        None,
        _on(7, 3),
    ),
    Helped(
        _SHIQIAO, _home(_SHIQIAO, 8), _on(9, 30), "因自然灾害", _M.HOUSING, "农村危房改造补助", 21000
    ),  # not delivered yet
)

VISITS = (
    Visited(
        _LIUWAN, _home(_LIUWAN, 0), (_on(2, 10), _on(5, 12), _on(8, 11), _on(11, 10)), "按时服药，收入稳定"
    ),
    Visited(_SHABA, _home(_SHABA, 2), (_on(2, 20), _on(5, 21), _on(8, 20)), "子女在校，补助已到账"),
    Visited(
        _LIUWAN, _home(_LIUWAN, 5), (_on(4, 14), _on(5, 13), _on(6, 12), _on(7, 10), _on(9, 25)), "病情好转"
    ),
    Visited(_GAOPING, _home(_GAOPING, 1), (_on(5, 26), _on(6, 25), _on(11, 5)), "伤情恢复中"),
)

_P = ProjectClass
PROJECTS = (
    Building(
        _LIUWAN, _on(2, 24), "柳湾村灌溉渠修复", _P.INFRASTRUCTURE, "修复灌溉渠2.4公里", 480000, 4, 456000
    ),
    Building(
        _GAOPING,
        _on(3, 3),
        "高坪村茶叶加工厂房",
        _P.INDUSTRY,
        "新建厂房420平方米，购置设备1套",
        860000,
        2,
        430000,
    ),
    Building(_YUNLING, _on(8, 10), "云岭村集中供水工程", _P.WATER, "新建取水口1处，铺设管网6公里", 620000, 1),
    Building(
        _SHABA, _on(11, 16), "沙坝村产业路硬化", _P.INFRASTRUCTURE, "硬化产业路1.8公里，宽3.5米", 540000
    ),  # on disclosure
)

CHANGES = (
    Happening(_LIUWAN, _home(_LIUWAN, 0), _on(2, 16), married_in("罗小梅", "之儿媳", "990102199902140028")),
    Happening(_LIUWAN, _home(_LIUWAN, 0), _on(10, 9), born("张念安", "之孙女", Sex.FEMALE)),
    Happening(_LIUWAN, _home(_LIUWAN, 0), _on(10, 26), left(-1, ChangeKind.DEATH, "死亡医学证明")),
    Happening(_SHABA, _home(_SHABA, 6), _on(6, 3), left(-1, ChangeKind.MARRIED_OUT, "结婚证")),
    Happening(_TIANBA, _home(_TIANBA, 6), _on(9, 8), split(2, 3, 4), at_the_county=True),
    Happening(_SHIQIAO, _home(_SHIQIAO, 1), _on(9, 15), moved(_LIUWAN), at_the_county=True),
)


_COUNTY_OFFICE, _HEALTH_OFFICE = "青岚县农业农村局", "青岚县卫生健康局"
OFFICIALS = (
    Answering(_LIUWAN, _home(_LIUWAN, 0), _on(1, 12), "孟庆余", _COUNTY_OFFICE),
    Answering(_LIUWAN, _home(_LIUWAN, 5), _on(3, 18), "孟庆余", _COUNTY_OFFICE),
    Answering(_SHABA, _home(_SHABA, 2), _on(1, 12), "白雪梅", _HEALTH_OFFICE, "苏晓东", _on(8, 3)),
    Answering(_YUNLING, _home(_YUNLING, 6), _on(1, 12), "白雪梅", _HEALTH_OFFICE),
    Answering(_GAOPING, _home(_GAOPING, 1), _on(4, 28), "石建国", _COUNTY_OFFICE),
    Answering(_TIANBA, _home(_TIANBA, 3), _on(9, 1), "石建国", _COUNTY_OFFICE),
)
ASKED_ON = _on(10, 19)
ILL = (_home(_LIUWAN, 5), _home(_TIANBA, 3), _home(_LIUWAN, 0))
TEAMS = (
    Residing(
        _LIUWAN,
        _on(3, 2),
        "岚州市农业科学院",
        ("杜国安", "叶知秋"),
        tuple((date(2026, 10, 16) + timedelta(7 * week), 5) for week in range(6)),
    ),
    Residing(_GAOPING, _on(3, 2), _COUNTY_OFFICE, ("石建国",), ((_on(11, 13), 4), (_on(11, 20), 1))),
)
_YEAR_END = _on(12, 20)
PLANS = (
    Planned(_LIUWAN, PlanKind.MEASURES, 3, _YEAR_END),
    Planned(_SHIQIAO, PlanKind.RELEASE, 1, _on(6, 30)),
    Planned(_SHABA, PlanKind.RELEASE, 1, _YEAR_END),
    Planned(_GAOPING, PlanKind.MEASURES, 2, _on(9, 30)),
)


def _threads(office: Office) -> tuple[Thread, ...]:
    return (
        take_over(office, BEGINS, LEDGER, FALLS),
        *(help_out(office, going) for going in MEASURES),
        *(watch(office, going) for going in CLUES),
        *(release(office, going) for going in RELEASES),
        *(call_on(office, going) for going in VISITS),
        *(happen(office, going) for going in CHANGES),
        *(answer_for(office, going) for going in OFFICIALS),
        ask_departments(office, ASKED_ON, ILL),
        *(reside(office, going) for going in TEAMS),
        screen(office, _on(5, 8), _FELL[1]),
        screen_this_month(office, _on(11, 24), _home(_LIUWAN, 7), _PUPIL),
        plan(office, _on(1, 15), PLANS),
        spot_check(office, _on(10, 12), (_LIUWAN, _home(_LIUWAN, 0)), _YUNLING),
        fund(office),
        *(build(office, going) for going in PROJECTS),
    )


PRESENT = Chapter("demo-2026.cdesk", UUID("99010120-2611-4000-8000-000000000001"), BEGINS, TODAY, _threads)
