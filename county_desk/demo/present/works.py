"""Funds, projects and assets of 2026."""

from decimal import Decimal

from county_desk.demo.acts import Deed
from county_desk.demo.funding import Building, Built, posted
from county_desk.demo.places import CLERK
from county_desk.demo.present.cast import GAOPING, LIUWAN, SHABA, SHIQIAO, YUNLING, on
from county_desk.models.project import FundLevel, ProjectClass
from county_desk.notice_kinds import NoticeKind
from county_desk.workflow.projects.money import RecordFund

_CENTRAL, _PROVINCE = "青财农〔2026〕8号", "青财农〔2026〕15号"


def _came(document: str, name: str, level: FundLevel, amount: int) -> Deed:
    day = on(2, 9)
    fund = RecordFund(
        document=document, name=name, level=level, year=day.year, received_on=day, amount=Decimal(amount)
    )
    return Deed(day, CLERK, fund)


FUNDS = (
    _came(_CENTRAL, "中央财政衔接推进乡村振兴补助资金", FundLevel.CENTRAL, 2_600_000),
    _came(_PROVINCE, "省级财政衔接推进乡村振兴补助资金", FundLevel.PROVINCE, 600_000),
)
_P = ProjectClass
_BUILDER, _SOLAR = "岚州市宏远建设有限公司", "岚州市晴川新能源有限公司"
PROJECTS = (
    Building(
        SHIQIAO,
        on(2, 11),
        "石桥村村级光伏电站",
        _P.INDUSTRY,
        "建设100千瓦村级光伏电站",
        390_000,
        _CENTRAL,
        4,
        _SOLAR,
        381_500,
        asset=Built("石桥村100千瓦光伏电站", "石桥村村民委员会", on(11, 20), 14_200, 21_600, 18),
    ),
    Building(
        LIUWAN,
        on(2, 24),
        "柳湾村灌溉渠修复",
        _P.INFRASTRUCTURE,
        "修复灌溉渠2.4公里",
        480_000,
        _CENTRAL,
        4,
        _BUILDER,
        456_000,
        asset=Built("柳湾村灌溉渠2.4公里", "柳湾村村民委员会"),
    ),
    Building(
        GAOPING,
        on(3, 3),
        "高坪村茶叶加工厂房",
        _P.INDUSTRY,
        "新建厂房420平方米，购置设备1套",
        860_000,
        _CENTRAL,
        2,
        _BUILDER,
        430_000,
    ),
    Building(
        LIUWAN,
        on(4, 13),
        "柳湾村产业到户奖补",
        _P.INDUSTRY,
        "对发展种养业的脱贫户按人口奖补",
        60_000,
        _PROVINCE,
        divided=60_000,
    ),
    Building(
        YUNLING,
        on(8, 10),
        "云岭村集中供水工程",
        _P.WATER,
        "新建取水口1处，铺设管网6公里",
        620_000,
        _CENTRAL,
        1,
        _BUILDER,
    ),
    Building(
        SHABA,
        on(11, 16),
        "沙坝村产业路硬化",
        _P.INFRASTRUCTURE,
        "硬化产业路1.8公里，宽3.5米",
        540_000,
        _PROVINCE,
    ),
)  # the last one is on disclosure
POSTED = (  # notices of the funding plan and of its results
    posted(on(3, 30), NoticeKind.FUNDING_PLAN),
    posted(on(8, 17), NoticeKind.FUNDING_RESULT, SHIQIAO.code),
)
