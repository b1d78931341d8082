"""The villages and households of the chapter of the campaign."""

from datetime import date

from county_desk.demo.homes import Home, leaving
from county_desk.demo.places import DemoVillage, village

FOUNDED, TODAY = date(2016, 1, 4), date(2016, 12, 1)
LIUWAN, SHIQIAO, SHABA, LIYUAN = village("柳湾村"), village("石桥村"), village("沙坝村"), village("梨园村")
DAYAKOU, YINGZUIYAN, YUNLING = village("大垭口村"), village("鹰嘴岩村"), village("云岭村")
LUHUATANG, HUANGNIPU, BAIGUOSHU = village("芦花塘村"), village("黄泥堡村"), village("白果树村")
SONGLIN, SHUANGHE, TIANBA = village("松林坡村"), village("双河村"), village("田坝村")


def registered(place: DemoVillage, number: int) -> Home:
    """A household of a village that was poor before the register began, by its place among these, from 0."""
    return leaving(place.code)[number]


def on(month: int, day: int) -> date:
    """A day of the year of the story."""
    return date(FOUNDED.year, month, day)
