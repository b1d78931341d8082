"""Help of the campaign: needs by cause, the measures against each, and facts that were learned for them."""

from dataclasses import replace
from decimal import Decimal

from county_desk.demo.campaign.cast import (
    BAIGUOSHU,
    DAYAKOU,
    HUANGNIPU,
    LIUWAN,
    LUHUATANG,
    SHIQIAO,
    SHUANGHE,
    SONGLIN,
    TIANBA,
    YINGZUIYAN,
    YUNLING,
    on,
    registered,
)
from county_desk.demo.helping import FORESTRY, Given, Helped, stage
from county_desk.demo.homes import leaving
from county_desk.demo.surveying import Surveyed
from county_desk.models.measure import MeasureClass
from county_desk.workflow.assistance.giving import GiveToMany
from county_desk.workflow.registry import RecordMemberYear

_M = MeasureClass
_FARMING = "县农业局"
_HEALTH = "县卫生和计划生育局"
_RESORT = "云岭乡青松集中安置点"

_MOVED = (
    Helped(
        DAYAKOU,
        registered(DAYAKOU, 7),
        on(9, 30),
        _M.RELOCATION,
        cause="交通条件落后",
        wants="居住地不通公路，全家自愿搬迁",
        programme="relocation",
        stages=(
            stage("agreed", on(10, 8), document="大垭口搬迁协议2016-02", agreed=True),
            stage("explained", on(10, 8), "山高坡陡，通村路造价高，不具备就地脱贫条件", place="大垭口村三组"),
            replace(stage("allotted", on(10, 12), place=f"{_RESORT}2幢1单元301"), area=Decimal(100)),
            stage("approved", on(10, 24), document="青发改搬迁〔2016〕3号"),
            replace(stage("moved", on(11, 7), place=_RESORT), persons=5),
            stage("homestead", on(11, 21), "签订旧宅腾退协议，2017年春复垦"),
            stage("title", on(11, 22), document="青不动产权〔2016〕0312号"),
            replace(stage("jobs", on(11, 23), "户主在安置点农贸市场就业，妻子任保洁员"), persons=2),
            replace(stage("schooling", on(11, 25), "两个孩子转入云岭乡中心学校"), persons=2),
        ),
    ),
    Helped(
        YINGZUIYAN,
        registered(YINGZUIYAN, 2),
        on(10, 10),
        _M.RELOCATION,
        cause="交通条件落后",
        wants="居住地有滑坡隐患，自愿搬迁",
        programme="relocation",
        stages=(
            stage("agreed", on(10, 18), document="鹰嘴岩搬迁协议2016-01", agreed=True),
            stage("explained", on(10, 18), "滑坡隐患点，就地改造成本高", place="鹰嘴岩村一组"),
            replace(stage("allotted", on(10, 31), place=f"{_RESORT}3幢2单元102"), area=Decimal(75)),
            stage("approved", on(11, 14), document="青发改搬迁〔2016〕5号"),
        ),
    ),  # moves in the spring
)

_WORK = (
    Helped(
        SHIQIAO,
        registered(SHIQIAO, 0),
        on(9, 29),
        _M.FINANCE,
        cause="缺资金",
        wants="发展肉牛养殖",
        programme="small_loan",
        person=0,
        amount=50000,
        months=36,
        stages=(
            stage("applied", on(9, 29), "购买肉牛5头"),
            stage("use_checked", on(9, 30), "圈舍已建，用于养殖", agreed=True),
            stage("approved", on(10, 9), document="岚农信扶贷2016-018", amount=50000),
            stage("paid_out", on(10, 12), amount=50000),
            stage("subsidised", on(11, 21), amount=217),
        ),
    ),
    Helped(
        LUHUATANG,
        registered(LUHUATANG, 1),
        on(10, 10),
        _M.FINANCE,
        cause="缺资金",
        wants="发展生猪养殖",
        programme="small_loan",
        person=0,
        amount=30000,
        months=24,
        stages=(
            stage("applied", on(10, 10), "购买仔猪30头"),
            stage("use_checked", on(10, 13), "用于养殖，猪舍在建", agreed=True),
            stage("approved", on(10, 20), document="岚农信扶贷2016-027", amount=30000),
            stage("paid_out", on(10, 25), amount=30000),
        ),
    ),
    Helped(
        SONGLIN,
        registered(SONGLIN, 7),
        on(11, 10),
        _M.FINANCE,
        cause="缺资金",
        wants="扩种中药材",
        programme="small_loan",
        person=0,
        amount=50000,
        months=36,
        stages=(
            stage("applied", on(11, 10), "种植天麻3亩"),
            stage("use_checked", on(11, 16), "土地已整好，用于种植", agreed=True),
            stage("approved", on(11, 28), document="岚农信扶贷2016-041", amount=50000),
        ),
    ),  # to be paid out
    Helped(
        SHUANGHE,
        registered(SHUANGHE, 3),
        on(9, 29),
        _M.POST,
        cause="缺技术",
        wants="妻子就近就业",
        programme="welfare_post",
        person=1,
        amount=6000,
        stages=(
            stage("applied", on(9, 29), "申请村级保洁员"),
            stage("reviewed", on(9, 30), document="石政公益〔2016〕4号"),
            stage("disclosed", on(10, 8), place="双河村村务公开栏"),
            stage("approved", on(10, 18), document="青人社公益〔2016〕9号"),
            stage("contracted", on(10, 24), document="双河公岗2016-01", until=on(10, 24).replace(year=2017)),
        ),
    ),
    Helped(
        YUNLING,
        registered(YUNLING, 3),
        on(9, 30),
        _M.POST,
        cause="自身发展动力不足",
        wants="就近稳定就业",
        programme="forest_ranger",
        person=0,
        amount=10000,
        unit=FORESTRY,
        stages=(
            stage("applied", on(9, 30), "申请生态护林员"),
            stage("reviewed", on(10, 9), document="云政林〔2016〕1号"),
            stage("disclosed", on(10, 10), place="云岭村村务公开栏"),
            stage("approved", on(10, 20), document="青林护〔2016〕2号"),
            stage("contracted", on(11, 1), document="云岭护林2016-03", until=on(10, 31).replace(year=2017)),
        ),
    ),
    Helped(
        BAIGUOSHU,
        registered(BAIGUOSHU, 4),
        on(11, 14),
        _M.POST,
        cause="交通条件落后",
        wants="就近就业",
        programme="forest_ranger",
        person=0,
        amount=10000,
        unit=FORESTRY,
        stages=(
            stage("applied", on(11, 14), "申请生态护林员"),
            stage("reviewed", on(11, 22), document="云政林〔2016〕4号"),
            stage("disclosed", on(11, 28), place="白果树村村务公开栏"),
        ),
    ),  # on disclosure
    Helped(
        LIUWAN,
        registered(LIUWAN, 2),
        on(9, 28),
        _M.INDUSTRY,
        "肉羊代养分红",
        cause="缺资金",
        wants="缺资金发展养殖",
        amount=3000,
        unit=_FARMING,
        delivered=on(10, 12),
        result="分红到账，人均纯收入超过退出标准",
        met=(on(11, 4), "稳定增收，已公告退出"),
    ),
)

_SCHOOL_AND_HEALTH = (
    Helped(
        TIANBA,
        registered(TIANBA, 1),
        on(9, 28),
        _M.EDUCATION,
        "普通高中国家助学金",
        cause="因学",
        wants="长子高中学费和生活费",
        amount=1000,
        delivered=on(11, 10),
        result="秋季学期助学金到账",
    ),
    Helped(
        BAIGUOSHU,
        registered(BAIGUOSHU, 1),
        on(10, 9),
        _M.EDUCATION,
        cause="因学",
        wants="次女职业教育补助",
        programme="rain_dew",
        person=3,
        amount=3000,
        stages=(
            stage("applied", on(10, 9), place="岚州职业技术学院"),
            stage("checked", on(10, 19), "学籍系统核实：高职一年级在读"),
            stage("paid", on(11, 21), amount=3000, document="青教助〔2016〕15号"),
        ),
    ),
    Helped(
        HUANGNIPU,
        registered(HUANGNIPU, 1),
        on(9, 29),
        _M.HEALTH,
        "大病医疗救助",
        cause="因病",
        wants="户主大病，自付费用较高",
        amount=8000,
        unit=_HEALTH,
        delivered=on(10, 21),
    ),
    Helped(
        HUANGNIPU,
        registered(HUANGNIPU, 1),
        on(10, 11),
        _M.SUPPORT,
        cause="因病",
        wants="户主丧失劳动能力，需兜底",
        programme="subsistence_allowance",
        amount=3480,
        stages=(
            stage(
                "confirmed", on(10, 17), document="青民低保〔2016〕63号", until=on(10, 31).replace(year=2017)
            ),
        ),
    ),
    Helped(
        DAYAKOU,
        registered(DAYAKOU, 2),
        on(10, 12),
        _M.HOUSING,
        cause="其他",
        wants="C级危房改造",
        programme="house_repair",
        amount=15000,
        stages=(
            stage("assessed", on(10, 12), document="岚建鉴2016-045"),
            stage("approved", on(10, 26), document="青建危改〔2016〕8号", amount=15000),
            stage("started", on(11, 8), "加固墙体，更换屋面"),
        ),
    ),
    Helped(DAYAKOU, registered(DAYAKOU, 1), on(11, 22), _M.HOUSING, cause="其他", wants="C级危房需改造"),
    Helped(
        YINGZUIYAN, registered(YINGZUIYAN, 7), on(11, 23), _M.EDUCATION, cause="因学", wants="长子高中学费"
    ),
    Helped(TIANBA, registered(TIANBA, 2), on(11, 24), _M.INDUSTRY, cause="缺资金", wants="缺资金购买种苗"),
)
HELP = (*_MOVED, *_WORK, *_SCHOOL_AND_HEALTH)
SOWN = Given(
    YINGZUIYAN,
    leaving(YINGZUIYAN.code),
    GiveToMany(
        households=(),
        kind=_M.INDUSTRY,
        content="春耕良种和化肥",
        since=on(11, 28),
        responsible=YINGZUIYAN.contact,
        unit=_FARMING,
        amount=Decimal(300),
    ),
)  # to be handed out in the spring


SURVEYED = (
    Surveyed(
        BAIGUOSHU,
        registered(BAIGUOSHU, 1),
        on(10, 9),
        RecordMemberYear(member=0, year=2016, schooling="高职一年级"),
        3,
    ),
    Surveyed(
        HUANGNIPU,
        registered(HUANGNIPU, 1),
        on(10, 11),
        RecordMemberYear(member=0, year=2016, allowance="是"),
    ),
)
