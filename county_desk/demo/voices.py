"""Objections of villagers in the story, and the findings of the investigations."""

from county_desk.demo.objecting import Voice
from county_desk.models.disclosure import Channel, ObjectionFinding

UPHELD = (
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
REJECTED = (
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
STRUCK = (
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
DOUBTED = (
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
UNHEARD = (
    Voice(
        day=2,
        words="名单上漏了五组一户，也该评",
        against=None,
        channel=Channel.VISIT,
        objector="五组村民",
        omitted="潘秀兰",
    ),
)
LATE = (Voice(day=4, words="该户购买了小轿车", channel=Channel.LETTER),)
