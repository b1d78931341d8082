"""The helpers of 2016: officials of every village, their visits, teams, pledges and plans."""

from datetime import date, timedelta

from county_desk.demo.answering_for import Units
from county_desk.demo.campaign.cast import (
    DAYAKOU,
    FOUNDED,
    HUANGNIPU,
    LIUWAN,
    LUHUATANG,
    SHABA,
    SHIQIAO,
    SHUANGHE,
    on,
    registered,
)
from county_desk.demo.helping import Visited
from county_desk.demo.places import CODE, DemoVillage, record_of
from county_desk.demo.residing import Residing
from county_desk.demo.targets import planned, undertaken
from county_desk.models.plan import PlanKind
from county_desk.models.team import UndertakingKind
from county_desk.models.visit import VisitPurpose

# the unit that helps each village, with its officials
_STONE: Units = {
    "柳湾村": ("青岚县农业局", ("孟庆余", "韩雪松", "薛志远")),
    "石桥村": ("青岚县财政局", ("钱立言", "顾晓岚")),
    "双河村": ("青岚县水利局", ("贺文斌", "施佳宁")),
    "杨家坪村": ("青岚县林业局", ("丁学礼", "葛秋白")),
    "枫树岭村": ("青岚县交通运输局", ("姜守信",)),
    "田坝村": ("青岚县教育局", ("章慧敏", "汤启明")),
    "青龙沟村": ("青岚县民政局", ("尹向东", "毛晓雯")),
    "新民村": ("青岚县国土资源局", ("侯永安", "康丽君")),
    "老屋湾村": ("青岚县审计局", ("邵正直",)),
}
_RIVER: Units = {
    "河口社区": ("青岚县司法局", ("万里程",)),
    "沙坝村": ("青岚县卫生和计划生育局", ("白雪梅", "苏晓东")),
    "下渡村": ("青岚县人力资源和社会保障局", ("常青松", "武玉洁")),
    "三岔河村": ("青岚县住房和城乡建设局", ("乔建业", "赖春晖")),
    "芦花塘村": ("青岚县农村信用合作联社", ("方志明", "龚玉珍")),
    "黄泥堡村": ("青岚县文化体育局", ("史可言", "陶冬青")),
    "新民村": ("青岚县统计局", ("黎文韬",)),
    "梨园村": ("青岚县供销合作社", ("余有粮", "熊晓琳")),
}
_CLOUD: Units = {
    "云岭村": ("青岚县环境保护局", ("石建国", "严清源")),
    "高坪村": ("青岚县供电公司", ("雷鸣", "武光明")),
    "松林坡村": ("青岚县公安局", ("卫国平", "祝安宁")),
    "鹰嘴岩村": ("青岚县发展和改革局", ("牛致远", "段雨晴")),
    "大垭口村": ("青岚县扶贫开发办公室", ("秦汉生", "阎冬雪")),
    "龙㘵村": ("青岚县气象局", ("孔令山",)),
    "白果树村": ("青岚县市场监督管理局", ("毕成功", "安晓静")),
}
UNITS = {"石桥镇": _STONE, "河口镇": _RIVER, "云岭乡": _CLOUD}
PAIRED = (on(11, 3), on(11, 25))  # the county's meeting, and once more for those who were registered since


def _visited(village: DemoVillage, number: int, day: date, official: str, found: str) -> Visited:
    visitors, contact = f"{official}、{village.contact}", VisitPurpose.CONTACT
    return Visited(village, registered(village, number), day, day, visitors, (found,), contact)


VISITS = (
    _visited(SHIQIAO, 0, on(11, 8), "钱立言", "肉牛长势好，贷款全部用于养殖"),
    _visited(SHUANGHE, 3, on(11, 9), "施佳宁", "妻子已上岗，月补贴500元"),
    _visited(LUHUATANG, 1, on(11, 10), "龚玉珍", "仔猪已购回30头"),
    _visited(HUANGNIPU, 1, on(11, 15), "陶冬青", "按时治疗，低保金按月到账"),
    _visited(DAYAKOU, 7, on(11, 17), "阎冬雪", "已搬入新居，水电已通"),
    _visited(DAYAKOU, 2, on(11, 17), "秦汉生", "房屋加固施工中，借住亲戚家"),
)

_FRIDAYS = tuple(on(11, 4) + timedelta(7 * week) for week in range(4))
_LOG = "入户核查，宣传政策，填写明白卡"
TEAMS = (
    Residing(
        LIUWAN,
        on(3, 7),
        "岚州市农业科学院",
        ("杜国安", "方明远", "谭晓燕"),
        tuple((friday, (5, 5, 4), _LOG) for friday in _FRIDAYS),
    ),
    Residing(
        DAYAKOU,
        on(3, 7),
        "岚州市民族宗教事务委员会",
        ("木乃约布", "何佳音", "史长河"),
        tuple((friday, (5, 4, 5), "动员搬迁，协调安置点就学就业") for friday in _FRIDAYS),
    ),
    Residing(
        SHABA,
        on(3, 7),
        "岚州市交通运输局",
        ("傅启明", "岳海洋", "邱月明"),
        tuple((friday, (5, 5, 5), "督促通组路收尾，核对退出户收入") for friday in _FRIDAYS),
    ),
)

_PLEDGE, _TO_COUNTY = UndertakingKind.PLEDGE, "中共青岚县委、青岚县人民政府"
_YEAR_END, _TARGET = on(12, 31), "完成年度退出计划，应退尽退、应纳尽纳"
UNDERTAKEN = (
    undertaken(
        _PLEDGE,
        record_of(CODE),
        "完成年度减贫任务",
        "李敏",
        on(1, 20),
        _YEAR_END,
        "中共岚州市委、岚州市人民政府",
    ),
    *(
        undertaken(
            _PLEDGE,
            record_of(code),
            _TARGET,
            who,
            on(1, 25),
            _YEAR_END,
            _TO_COUNTY,
        )
        for code, who in (("990101100", "周远帆"), ("990101101", "罗建功"), ("990101200", "何秀云"))
    ),
    undertaken(
        UndertakingKind.TASK,
        record_of(CODE),
        "结对帮扶全覆盖",
        "李敏",
        on(9, 5),
        on(11, 30),
        done=on(11, 25),
        result="在册户均有帮扶责任人",
    ),
)

_SET, _EXIT = FOUNDED, PlanKind.EXIT
_LEFT_BY = on(12, 20)
PLANS = (
    planned(_SET, "柳湾村", _EXIT, 4, _LEFT_BY, "李有田"),
    planned(_SET, "石桥村", _EXIT, 3, _LEFT_BY, "石家旺"),
    planned(_SET, "沙坝村", _EXIT, 6, _LEFT_BY, "沙世才"),
    planned(_SET, "梨园村", _EXIT, 5, _LEFT_BY, "袁宝树"),
    planned(_SET, "云岭村", _EXIT, 5, _LEFT_BY, "覃正华"),
    planned(_SET, "三岔河村", _EXIT, 3, _LEFT_BY, "冯启山"),
    planned(_SET, "石桥村", PlanKind.VILLAGE_EXIT, 1, _LEFT_BY, "石家旺"),
    planned(_SET, "梨园村", PlanKind.VILLAGE_EXIT, 1, _LEFT_BY, "袁宝树"),
    planned(_SET, "大垭口村", PlanKind.MEASURES, 3, _LEFT_BY, "冉启福"),
)
