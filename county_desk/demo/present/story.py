"""The year 2026 of the made-up county, up to the last Friday of November."""

from decimal import Decimal
from uuid import UUID

from county_desk.demo.acts import carry_out
from county_desk.demo.answering_for import answer_for, hand_over
from county_desk.demo.chapter import Chapter
from county_desk.demo.funding import build
from county_desk.demo.helping import call_on, give, help_out
from county_desk.demo.inspecting import inspect
from county_desk.demo.office import Office, Thread
from county_desk.demo.present.asking import ask_departments
from county_desk.demo.present.cast import (
    BEGINS,
    EARNED_LESS,
    GAOPING,
    LIUWAN,
    LIYUAN,
    SANCHA,
    SHABA,
    SHIQIAO,
    SONGLIN,
    TIANBA,
    TODAY,
    YUNLING,
    home,
    newcomer,
    on,
)
from county_desk.demo.present.changing import Happening, born, happen, left, married_in, moved, split
from county_desk.demo.present.help_given import HELP, TAUGHT
from county_desk.demo.present.helpers import (
    HANDED_OVER,
    OFFICIALS,
    PLANS,
    TEAMS,
    TRAININGS,
    UNDERTAKEN,
    VISITS,
)
from county_desk.demo.present.later import LAST_YEARS
from county_desk.demo.present.learned import INCOMES, SURVEYED
from county_desk.demo.present.screening import screen, screen_this_month
from county_desk.demo.present.sheets import Watched
from county_desk.demo.present.supervised import APPRAISALS, REPORTS, SPOT_CHECK
from county_desk.demo.present.taking_over import take_over
from county_desk.demo.present.watching import Release, Watch, release, watch
from county_desk.demo.present.works import FUNDS, POSTED, PROJECTS
from county_desk.demo.residing import reside
from county_desk.demo.surveying import survey
from county_desk.fields import Sex
from county_desk.models.clue import ClueSource, ClueUrgency
from county_desk.models.household_change import ChangeKind

# Those who came over under watch, and those whose risk had gone before.
LEDGER = (
    Watched(LIUWAN, home(LIUWAN, 0), "因病", "2025-03", "健康帮扶", "大病救助"),
    Watched(SHIQIAO, home(SHIQIAO, 4), "因务工就业不稳", "2024-11", "就业帮扶", "公益性岗位"),
    Watched(SHABA, home(SHABA, 0), "因学", "2025-09", "教育帮扶", "雨露计划"),
    Watched(SANCHA, home(SANCHA, 6), "因残", "2025-06", "综合保障", "残疾人两项补贴"),
    Watched(LIYUAN, home(LIYUAN, 3), "因病", "2024-08", "健康帮扶", "医疗救助", "2025-07"),
    Watched(GAOPING, home(GAOPING, 1), "因意外事故", "2024-07", "社会帮扶", "临时救助", "2025-06"),
    Watched(SANCHA, home(SANCHA, 5), "因学", "2023-09", "教育帮扶", "雨露计划", "2024-09"),
)
FALLS = {each.number: Decimal(9200 + 150 * place) for place, each in enumerate(EARNED_LESS)}
_INCOMES = {**INCOMES, LAST_YEARS[-1]: {**FALLS, **INCOMES[LAST_YEARS[-1]]}}  # net a head, by year and number

_S, _U = ClueSource, ClueUrgency
CLUES = (
    Watch(
        LIUWAN,
        home(LIUWAN, 5),
        on(3, 2),
        _S.HOUSEHOLD,
        "因病",
        "户主患病住院，自付费用较高",
        26000,
        12000,
    ),
    Watch(
        GAOPING,
        home(GAOPING, 1),
        on(4, 13),
        _S.HOTLINE,
        "因意外事故",
        "风险消除后户主在家摔伤，再次来电反映",
        13000,
        7000,
    ),
    Watch(SHABA, home(SHABA, 13), on(5, 11), _S.SIGNAL, "因务工就业不稳", "收入比上年大幅下降", 24000),
    Watch(
        LIUWAN,
        newcomer(LIUWAN, 0),
        on(6, 8),
        _S.ROUND,
        "因学",
        "两个孩子同时上学，学费压力大",
        18000,
        on_record=False,
    ),
    Watch(
        TIANBA,
        home(TIANBA, 3),
        on(8, 17),
        _S.DEPARTMENT,
        "因病",
        "医保部门反馈：全年自付费用超过预警线",
        25000,
        9500,
    ),
    Watch(
        SHIQIAO,
        home(SHIQIAO, 8),
        on(9, 14),
        _S.ROUND,
        "因自然灾害",
        "强降雨后土墙开裂，玉米绝收",
        52000,
        15000,
    ),
    Watch(
        SONGLIN,
        home(SONGLIN, 2),
        on(10, 12),
        _S.DEPARTMENT,
        "其他",
        "银行反馈贷款逾期",
        60000,
        dismissed="贷款已结清，家庭收入稳定，未发现返贫风险",
    ),
    Watch(
        SONGLIN,
        home(SONGLIN, 2),
        on(11, 24),
        _S.ROUND,
        "因务工就业不稳",
        "主要劳动力返乡三个月未就业",
        22000,
        dispatched=False,
    ),
    Watch(
        LIYUAN,
        home(LIYUAN, 7),
        on(11, 2),
        _S.HOUSEHOLD,
        "因残",
        "户主新发残疾，丧失劳动能力",
        33000,
        9000,
    ),
    Watch(
        YUNLING,
        home(YUNLING, 2),
        on(11, 13),
        _S.DEPARTMENT,
        "因病",
        "大病报销名单比对",
        38000,
        26000,
        _U.HIGH,
    ),
    Watch(SANCHA, home(SANCHA, 8), on(11, 14), _S.ROUND, "因学", "子女考上大学，学费有困难", 23000),
    Watch(SHABA, home(SHABA, 4), on(11, 15), _S.HOTLINE, "因意外事故", "家庭成员车祸", 40000, 30000, _U.HIGH),
    Watch(
        LIUWAN, home(LIUWAN, 11), on(11, 18), _S.HOUSEHOLD, "因病", "慢性病长期用药", 25000, 9000
    ),  # on disclosure
    Watch(
        GAOPING, home(GAOPING, 7), on(11, 21), _S.ROUND, "缺劳动力", "老人独居，子女失联", 8000
    ),  # posted today
    Watch(SHIQIAO, home(SHIQIAO, 6), on(11, 22), _S.SIGNAL, "因务工就业不稳", "收入比上年大幅下降", 21000),
    Watch(TIANBA, home(TIANBA, 12), on(11, 23), _S.DEPARTMENT, "因残", "残联新办证名单", 26000, 4000),
    Watch(YUNLING, home(YUNLING, 10), on(11, 26), _S.ROUND, "因安全饮水", "水源枯竭，饮水靠拉运", 16000),
    Watch(
        LIYUAN, home(LIYUAN, 12), on(11, 16), _S.HOTLINE, "因病", "来电反映看病借债", 0, unseen=True
    ),  # overdue
    Watch(
        SANCHA,
        home(SANCHA, 15),
        on(11, 27),
        _S.HOUSEHOLD,
        "因学",
        "孩子停学在家",
        0,
        urgency=_U.HIGH,
        dispatched=False,
    ),
)

RELEASES = (
    Release(SHIQIAO, home(SHIQIAO, 4), on(3, 9), 64000),
    Release(SHABA, home(SHABA, 0), on(11, 19), 71000),  # on disclosure
)

CHANGES = (
    Happening(LIUWAN, home(LIUWAN, 0), on(2, 16), married_in("罗小梅", "之儿媳", "990102199902140028")),
    Happening(LIUWAN, home(LIUWAN, 0), on(10, 9), born("张念安", "之孙女", Sex.FEMALE)),
    Happening(LIUWAN, home(LIUWAN, 0), on(10, 26), left(-1, ChangeKind.DEATH, "死亡医学证明")),
    Happening(SHABA, home(SHABA, 6), on(6, 3), left(-1, ChangeKind.MARRIED_OUT, "结婚证")),
    Happening(TIANBA, home(TIANBA, 6), on(9, 8), split(2, 3, 4), at_the_county=True),
    Happening(SHIQIAO, home(SHIQIAO, 1), on(9, 15), moved(LIUWAN), at_the_county=True),
)


ASKED_ON = on(10, 19)
ILL = (home(LIUWAN, 5), home(TIANBA, 3), home(LIUWAN, 0))
_DEEDS = (*PLANS, *FUNDS, *POSTED, *UNDERTAKEN, *TRAININGS, *REPORTS, *APPRAISALS)


def _threads(office: Office) -> tuple[Thread, ...]:
    return (
        take_over(office, BEGINS, LEDGER, _INCOMES),
        *(survey(office, going) for going in SURVEYED),
        *(help_out(office, going) for going in HELP),
        *(watch(office, going) for going in CLUES),
        *(release(office, going) for going in RELEASES),
        *(happen(office, going) for going in CHANGES),
        *(answer_for(office, going) for going in OFFICIALS),
        *(hand_over(office, going) for going in HANDED_OVER),
        call_on(office, VISITS),
        give(office, TAUGHT),
        ask_departments(office, ASKED_ON, ILL),
        *(reside(office, going) for going in TEAMS),
        screen(office, on(5, 8), EARNED_LESS[1]),
        screen_this_month(office, on(11, 24)),
        inspect(office, SPOT_CHECK),
        *(carry_out(office, deed) for deed in _DEEDS),
        *(build(office, going) for going in PROJECTS),
    )


PRESENT = Chapter("demo-2026.cdesk", UUID("99010120-2611-4000-8000-000000000001"), BEGINS, TODAY, _threads)
