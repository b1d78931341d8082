"""What the year brought to the villages of the made-up county, as of 1 December 2016."""

from datetime import date

from county_desk.demo.applying import Applying
from county_desk.demo.exiting import Leave
from county_desk.demo.objecting import Voice
from county_desk.demo.places import SECOND_REVIEWER, Village, village
from county_desk.demo.registering import Pace, Round
from county_desk.models.disclosure import Channel, ObjectionFinding
from county_desk.models.village import Source
from county_desk.workflow.village_filing import VillageCase

_UPHELD = (
    Voice(
        day=2,
        words="该户户主在县城有门面房，雇人经营",
        against=2,
        channel=Channel.LETTER,
        finding=ObjectionFinding.UPHELD,
        after=3,
        investigators="李有田,驻村工作队 杜国安",
        reply="经核实该户有经营性门面房，从名单中划去",
    ),
)
_REJECTED = (
    Voice(
        day=1,
        words="这家儿子在外打工，收入不低",
        against=1,
        channel=Channel.TELEPHONE,
        objector="村民来电",
        finding=ObjectionFinding.REJECTED,
        after=4,
        investigators="乡镇纪检 何立本,驻村工作队 杜国安",
        reply="经查其子务工不足三个月，收入已计入，人均仍低于识别线，异议不成立",
    ),
)
_STRUCK = (
    Voice(
        day=3,
        words="该户已随女儿长期在外居住",
        channel=Channel.HOTLINE,
        finding=ObjectionFinding.UPHELD,
        after=2,
        investigators="乡镇扶贫站 罗小满,驻村工作队 杜国安",
        reply="经核实该户长期不在本村居住，从名单中划去",
    ),
)
_DOUBTED = (
    Voice(
        day=2,
        words="这家修房还欠着债，怎么就脱贫了",
        against=0,
        objector="邻居",
        finding=ObjectionFinding.REJECTED,
        after=3,
        investigators="乡镇扶贫站 罗小满,驻村工作队 杜国安",
        reply="经核实收入稳定高于退出线，住房安全，债务已按期偿还，异议不成立",
    ),
)
_UNHEARD = (
    Voice(
        day=2, words="名单上漏了五组一户，也该评", against=None, channel=Channel.VISIT, objector="五组村民"
    ),
)
_LATE = (Voice(day=4, words="该户购买了小轿车", channel=Channel.LETTER),)

_HANDBOOK = Pace(1, 2, 9, 10, 11, 18, 20, 23)
_LIUWAN = village("柳湾村")

ROUNDS = (
    Round(_LIUWAN, slice(0, 3), date(2016, 10, 8), _HANDBOOK),
    Round(village("青龙沟村"), slice(0, 5), date(2016, 10, 10), first=_REJECTED, excluded=3),
    Round(village("三岔河村"), slice(0, 7), date(2016, 10, 11), returned=2, withdrawn=4),
    Round(_LIUWAN, slice(3, 9), date(2016, 10, 17), first=_UPHELD, decider=SECOND_REVIEWER),
    Round(village("云岭村"), slice(0, 6), date(2016, 10, 24), second=_REJECTED),
    Round(village("白果树村"), slice(0, 4), date(2016, 10, 26), decider=SECOND_REVIEWER),
    Round(village("芦花塘村"), slice(0, 1), date(2016, 11, 2), first=_STRUCK),
    Round(village("石桥村"), slice(0, 5), date(2016, 11, 7)),  # approved, waits to be announced
    Round(village("高坪村"), slice(0, 4), date(2016, 11, 8)),  # waits to be decided
    Round(village("沙坝村"), slice(0, 6), date(2016, 11, 10)),  # last day of the second list
    Round(village("鹰嘴岩村"), slice(0, 6), date(2016, 11, 11), Pace(close=60), first=_LATE),
    Round(village("黄泥堡村"), slice(0, 5), date(2016, 11, 14), second=_UNHEARD),
    Round(village("大垭口村"), slice(0, 3), date(2016, 11, 17)),  # second list waits to be posted
    Round(village("松林坡村"), slice(0, 4), date(2016, 11, 18)),  # waits for the township's review
    Round(village("老屋湾村"), slice(0, 5), date(2016, 11, 21)),  # last day of the first list
    Round(_LIUWAN, slice(9, 13), date(2016, 11, 24), first=_UNHEARD),
    Round(village("双河村"), slice(0, 4), date(2016, 11, 29)),  # first list waits to be posted
    Round(village("枫树岭村"), slice(0, 3), date(2016, 12, 1)),  # waits to be visited
)

LEAVES = (
    Leave(_LIUWAN, slice(0, 4), date(2016, 10, 17)),
    Leave(village("石桥村"), slice(0, 5), date(2016, 10, 24), decider=SECOND_REVIEWER),
    Leave(village("沙坝村"), slice(0, 6), date(2016, 11, 7), unsigned=(2, 4), unseen=3),
    Leave(village("梨园村"), slice(0, 5), date(2016, 11, 16), voices=_DOUBTED),  # waits to be announced
    Leave(village("三岔河村"), slice(0, 4), date(2016, 11, 17)),  # waits to be decided
    Leave(village("云岭村"), slice(0, 5), date(2016, 11, 21)),  # last day of the list
    Leave(village("下渡村"), slice(0, 4), date(2016, 11, 28)),  # list waits to be posted
    Leave(village("龙㘵村"), slice(0, 4), date(2016, 11, 29), unsigned=(0, 1, 2, 3)),  # nobody has signed
    Leave(village("青龙沟村"), slice(0, 3), date(2016, 12, 1)),  # waits to be visited
)


def _villages(*names: str) -> tuple[Village, ...]:
    return tuple(village(name) for name in names)


_IN, _OUT = VillageCase.REGISTRATION, VillageCase.EXIT
APPLICATIONS = (
    Applying(_villages("石桥村", "枫树岭村"), _IN, date(2016, 3, 7), share=27, year=2015),
    Applying(_villages("沙坝村", "下渡村", "梨园村"), _IN, date(2016, 3, 8), share=27, year=2015),
    Applying(_villages("云岭村", "大垭口村"), _IN, date(2016, 3, 9), share=27, year=2015),
    Applying(_villages("柳湾村"), _IN, date(2016, 10, 31), source=Source.WORKBOOK),
    Applying(_villages("松林坡村"), _IN, date(2016, 11, 1), income=4250, earned=18000),  # refused
    Applying(_villages("高坪村"), _IN, date(2016, 11, 15)),  # waits to be announced
    Applying(_villages("龙㘵村"), _IN, date(2016, 11, 21)),  # waits to be decided
    Applying(_villages("鹰嘴岩村"), _IN, date(2016, 11, 22)),  # on disclosure, the last day
    Applying(_villages("老屋湾村"), _IN, date(2016, 11, 29)),  # list waits to be posted
    Applying(_villages("白果树村"), _IN, date(2016, 12, 1)),  # waits for the township's review
    Applying(_villages("石桥村"), _OUT, date(2016, 11, 7)),
    Applying(_villages("梨园村"), _OUT, date(2016, 11, 15)),  # waits to be announced
    Applying(_villages("下渡村"), _OUT, date(2016, 11, 21)),  # waits to be decided
    Applying(_villages("沙坝村"), _OUT, date(2016, 11, 28)),  # on disclosure
    Applying(_villages("云岭村"), _OUT, date(2016, 11, 29)),  # list waits to be posted
    Applying(_villages("枫树岭村"), _OUT, date(2016, 11, 30)),  # waits for the township's review
)
