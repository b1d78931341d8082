"""The helpers of 2026: officials and their visits, teams, pledges, trainings, plans."""

from datetime import timedelta

from county_desk.demo.acts import Deed, place_of
from county_desk.demo.answering_for import Answering, HandingOver
from county_desk.demo.helping import Visited
from county_desk.demo.places import CLERK, CODE, record_of
from county_desk.demo.present.cast import (
    GAOPING,
    LIUWAN,
    LIYUAN,
    SANCHA,
    SHABA,
    SHIQIAO,
    SONGLIN,
    TIANBA,
    home,
    newcomer,
    on,
)
from county_desk.demo.residing import Residing
from county_desk.demo.targets import planned, undertaken
from county_desk.models.plan import PlanKind
from county_desk.models.team import Audience, UndertakingKind
from county_desk.models.visit import VisitPurpose
from county_desk.workflow.assistance.undertakings import RecordTraining

_FARMING, _HEALTH, _WATER = "青岚县农业农村局", "青岚县卫生健康局", "青岚县水利局"
_MENG, _BAI, _SU, _SHI, _HE = "孟庆余", "白雪梅", "苏晓东", "石建国", "贺文斌"

# 谢贵山 of 云岭村 entered today; his official is still to be named.
OFFICIALS = (
    Answering(LIUWAN, home(LIUWAN, 0), on(1, 12), _MENG, _FARMING),
    Answering(SHIQIAO, home(SHIQIAO, 4), on(1, 12), _MENG, _FARMING, (on(3, 23), "风险已消除，转为日常走访")),
    Answering(LIUWAN, home(LIUWAN, 5), on(3, 18), _MENG, _FARMING),
    Answering(LIUWAN, newcomer(LIUWAN, 0), on(6, 24), _MENG, _FARMING),
    Answering(SHABA, home(SHABA, 0), on(1, 12), _BAI, _HEALTH),
    Answering(SANCHA, home(SANCHA, 6), on(1, 12), _BAI, _HEALTH),
    Answering(GAOPING, home(GAOPING, 1), on(4, 28), _SHI, _FARMING),
    Answering(SHABA, home(SHABA, 13), on(5, 27), _SU, _HEALTH),
    Answering(TIANBA, home(TIANBA, 3), on(9, 1), _SHI, _FARMING),
    Answering(SHIQIAO, home(SHIQIAO, 8), on(9, 29), _HE, _WATER),
    Answering(LIYUAN, home(LIYUAN, 7), on(11, 18), _SU, _HEALTH),
)
HANDED_OVER = (
    HandingOver(on(8, 3), _BAI, _SU, _HEALTH, "调任乡镇卫生院工作"),
    HandingOver(on(11, 23), _SHI, _SU, _HEALTH, "督查发现未按要求走访", (TIANBA, home(TIANBA, 3))),
)

_WITH_TEAM = f"{_MENG}、驻村工作队 杜国安"
# The last visit to 邓社平 was in October, so the next one is overdue. 苏晓东 is the first to visit 王天寿.
VISITS = (
    Visited(
        LIUWAN,
        home(LIUWAN, 0),
        on(1, 27),
        on(10, 6),
        _WITH_TEAM,
        (
            "老人冬季住院，医保已报销",
            "老人出院，按时服药",
            "新媳妇进门，家庭和睦，收入稳定",
            "老人病情平稳，收入稳定",
        ),
    ),
    Visited(
        LIUWAN, home(LIUWAN, 0), on(11, 3), on(11, 3), _WITH_TEAM, ("老人10月26日病故，丧事已办，收入稳定",)
    ),
    Visited(SHIQIAO, home(SHIQIAO, 4), on(1, 27), on(2, 24), _WITH_TEAM, ("户主已外出务工，妻子在岗",)),
    Visited(
        LIUWAN,
        home(LIUWAN, 5),
        on(4, 14),
        on(11, 24),
        _WITH_TEAM,
        ("住院费用报销后仍有缺口，救助已报", "救助金到账，每月有签约医生上门", "病情好转，按时服药"),
    ),
    Visited(
        LIUWAN,
        newcomer(LIUWAN, 0),
        on(7, 21),
        on(10, 13),
        _WITH_TEAM,
        ("正准备两个孩子的学费", "孩子录取通知书已核实", "资助金到账，孩子已返校"),
    ),
    Visited(
        SHABA,
        home(SHABA, 0),
        on(2, 10),
        on(7, 28),
        f"{_BAI}、沙世才",
        ("子女在校，补助已到账", "子女在校，户主务工收入稳定"),
    ),
    Visited(
        SHABA,
        home(SHABA, 0),
        on(8, 25),
        on(11, 17),
        f"{_SU}、沙世才",
        (
            "交接后首次走访，子女学费已筹齐",
            "长子升入高职二年级，补助已申请",
            "补助已审核",
            "补助到账，风险基本消除",
        ),
    ),
    Visited(
        SANCHA,
        home(SANCHA, 6),
        on(2, 11),
        on(7, 29),
        f"{_BAI}、冯启山",
        ("妻子已申请公益性岗位", "妻子在岗，残疾补贴按月到账"),
    ),
    Visited(
        SANCHA,
        home(SANCHA, 6),
        on(8, 26),
        on(11, 18),
        f"{_SU}、冯启山",
        ("交接后首次走访，妻子在岗", "妻子在岗，收入比上年增加"),
    ),
    Visited(
        GAOPING,
        home(GAOPING, 1),
        on(5, 26),
        on(11, 10),
        f"{_SHI}、高远山",
        ("临时救助到账，伤口愈合中", "低保金已发放，可下地行走", "恢复良好，邻里照应"),
    ),
    Visited(
        SHABA,
        home(SHABA, 13),
        on(6, 18),
        on(11, 5),
        f"{_SU}、沙世才",
        ("儿子在校培训", "取得电工证，正在应聘", "已在县工业园上岗", "按月领薪，月工资3200元"),
    ),
    Visited(
        TIANBA,
        home(TIANBA, 3),
        on(11, 25),
        on(11, 25),
        f"{_SU}、田满仓",
        ("交接后首次走访，大病救助已到账，按时复诊",),
    ),
    Visited(
        SHIQIAO,
        home(SHIQIAO, 8),
        on(10, 20),
        on(11, 17),
        f"{_HE}、石家旺",
        ("改造方案已批复，待开工", "墙体已砌到二层，预计年底入住"),
    ),
    Visited(LIYUAN, home(LIYUAN, 7), on(11, 24), on(11, 24), f"{_SU}、袁宝树", ("正在办理残疾人证",)),
    Visited(
        SONGLIN,
        home(SONGLIN, 4),
        on(10, 15),
        on(10, 15),
        "林茂青、驻村信贷员 方志明",
        ("小额信贷逾期，生猪跌价，约定年底前卖猪还清",),
        VisitPurpose.MEASURES,
    ),
)

_LOG, _ABSENT = "走访监测户，核对帮扶措施落实情况", "指导秋茶采摘；石建国本周在县局开会"
_FRIDAYS = tuple(on(10, 16) + timedelta(7 * week) for week in range(6))
TEAMS = (
    Residing(
        LIUWAN,
        on(3, 2),
        "岚州市农业科学院",
        ("杜国安", "叶知秋", "程立新"),
        tuple((friday, (5, 5, 4), _LOG) for friday in _FRIDAYS),
    ),
    Residing(
        GAOPING,
        on(3, 2),
        _FARMING,
        (_SHI, "邹文静", "骆小川"),
        tuple((friday, (2, 5, 5), _ABSENT) for friday in _FRIDAYS[:4])
        + tuple((friday, (5, 5, 5), _LOG) for friday in _FRIDAYS[4:]),
    ),
)

_PLEDGE, _TASK = UndertakingKind.PLEDGE, UndertakingKind.TASK
_COUNTY, _TO_COUNTY = record_of(CODE), "中共青岚县委、青岚县人民政府"
_TARGET = "不发生规模性返贫，监测对象应纳尽纳、帮扶措施10日内落实"
_SEARCHED = (
    (on(10, 28), "排查9个村，新发现线索2条"),
    (None, ""),  # missed
    (on(10, 30), "排查7个村，新发现线索1条"),
)
_SEARCH = "10月底前完成秋季防返贫集中排查，新发现线索当月核实"
_TOWNS = (("990101100", "周远帆"), ("990101101", "罗建功"), ("990101200", "何秀云"))
UNDERTAKEN = (
    undertaken(_PLEDGE, _COUNTY, "全县不发生规模性返贫致贫", "李敏", on(1, 20), on(12, 31), "岚州市人民政府"),
    *(
        undertaken(_PLEDGE, record_of(code), _TARGET, who, on(1, 26), on(12, 31), _TO_COUNTY)
        for code, who in _TOWNS
    ),
    *(
        undertaken(_PLEDGE, record_of(code), _SEARCH, who, on(9, 1), on(10, 31), _TO_COUNTY, done, result)
        for (code, who), (done, result) in zip(_TOWNS, _SEARCHED, strict=True)
    ),
    undertaken(
        _TASK,
        _COUNTY,
        "驻村工作队选派到岗",
        "李敏",
        on(1, 15),
        on(3, 10),
        "",
        on(3, 2),
        "两个工作队6人全部到岗",
    ),
    undertaken(_TASK, _COUNTY, "衔接资金支出进度达到75%", "李敏", on(3, 2), on(12, 15)),
)
TRAININGS = (
    Deed(
        on(3, 10),
        CLERK,
        RecordTraining(
            place=_COUNTY,
            subject="驻村工作队到岗培训",
            audience=Audience.TEAMS,
            held_on=on(3, 10),
            persons=6,
            participants="杜国安、叶知秋、程立新、石建国、邹文静、骆小川",
            venue="县委党校",
            teachers="李敏",
        ),
    ),
    Deed(
        on(4, 16),
        CLERK,
        RecordTraining(
            place=_COUNTY,
            subject="帮扶责任人监测帮扶业务培训",
            audience=Audience.OFFICIALS,
            held_on=on(4, 16),
            persons=42,
            venue="县农业农村局会议室",
            teachers="王芳",
        ),
    ),
    Deed(
        on(7, 8),
        CLERK,
        RecordTraining(
            place=place_of("高坪村"),
            subject="夏茶采摘和病虫害防治",
            audience=Audience.HOUSEHOLDS,
            held_on=on(7, 8),
            persons=35,
            venue="高坪村党群服务中心",
            teachers="岚州市农业科学院 叶知秋",
        ),
    ),
)
_SET = on(1, 15)
PLANS = (
    planned(_SET, "柳湾村", PlanKind.MEASURES, 3, on(12, 20), "李有田"),
    planned(_SET, "石桥村", PlanKind.RELEASE, 1, on(6, 30), "石家旺"),
    planned(_SET, "沙坝村", PlanKind.RELEASE, 1, on(12, 20), "沙世才"),
    planned(_SET, "高坪村", PlanKind.MEASURES, 4, on(9, 30), "高远山"),  # late: the class begins in December
)
