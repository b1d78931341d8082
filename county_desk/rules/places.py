"""The provinces by key, with the region in which national policy counts each."""

from collections.abc import Mapping
from typing import NamedTuple

NATIONAL, OWN = "national", "own"
WEST, CENTRAL, EAST = "west", "central", "east"
REGIONS = (WEST, CENTRAL, EAST)


class Province(NamedTuple):
    """A unit at the level of a province: two places of GB/T 2260, names, region of the poverty policy."""

    code: str
    zh: str
    en: str
    region: str


# The twelve of the west are those of the western development policy; the east counts Liaoning,
# the centre Jilin and Heilongjiang, as the statistics of the three regions did.
PROVINCES: Mapping[str, Province] = {
    "beijing": Province("11", "北京市", "Beijing", EAST),
    "tianjin": Province("12", "天津市", "Tianjin", EAST),
    "hebei": Province("13", "河北省", "Hebei", EAST),
    "shanxi": Province("14", "山西省", "Shanxi", CENTRAL),
    "neimenggu": Province("15", "内蒙古自治区", "Inner Mongolia", WEST),
    "liaoning": Province("21", "辽宁省", "Liaoning", EAST),
    "jilin": Province("22", "吉林省", "Jilin", CENTRAL),
    "heilongjiang": Province("23", "黑龙江省", "Heilongjiang", CENTRAL),
    "shanghai": Province("31", "上海市", "Shanghai", EAST),
    "jiangsu": Province("32", "江苏省", "Jiangsu", EAST),
    "zhejiang": Province("33", "浙江省", "Zhejiang", EAST),
    "anhui": Province("34", "安徽省", "Anhui", CENTRAL),
    "fujian": Province("35", "福建省", "Fujian", EAST),
    "jiangxi": Province("36", "江西省", "Jiangxi", CENTRAL),
    "shandong": Province("37", "山东省", "Shandong", EAST),
    "henan": Province("41", "河南省", "Henan", CENTRAL),
    "hubei": Province("42", "湖北省", "Hubei", CENTRAL),
    "hunan": Province("43", "湖南省", "Hunan", CENTRAL),
    "guangdong": Province("44", "广东省", "Guangdong", EAST),
    "guangxi": Province("45", "广西壮族自治区", "Guangxi", WEST),
    "hainan": Province("46", "海南省", "Hainan", EAST),
    "chongqing": Province("50", "重庆市", "Chongqing", WEST),
    "sichuan": Province("51", "四川省", "Sichuan", WEST),
    "guizhou": Province("52", "贵州省", "Guizhou", WEST),
    "yunnan": Province("53", "云南省", "Yunnan", WEST),
    "xizang": Province("54", "西藏自治区", "Tibet", WEST),
    "shaanxi": Province("61", "陕西省", "Shaanxi", WEST),
    "gansu": Province("62", "甘肃省", "Gansu", WEST),
    "qinghai": Province("63", "青海省", "Qinghai", WEST),
    "ningxia": Province("64", "宁夏回族自治区", "Ningxia", WEST),
    "xinjiang": Province("65", "新疆维吾尔自治区", "Xinjiang", WEST),
}
_OTHERS: Mapping[str, Mapping[str, str]] = {
    NATIONAL: {"zh": "全国", "en": "the whole country"},
    OWN: {"zh": "本县", "en": "this county"},
    WEST: {"zh": "西部", "en": "the west"},
    CENTRAL: {"zh": "中部", "en": "the centre"},
    EAST: {"zh": "东部", "en": "the east"},
}
PLACES = frozenset((*PROVINCES, *_OTHERS))


def names(place: str) -> Mapping[str, str]:
    """The names of a place of the parameters by language; the key itself for an unknown place."""
    if place in PROVINCES:
        return {"zh": PROVINCES[place].zh, "en": PROVINCES[place].en}
    return _OTHERS.get(place, {"zh": place, "en": place})


def region_of(province: str) -> str:
    """`west`, `central` or `east`; empty for a province that is not known."""
    return PROVINCES[province].region if province in PROVINCES else ""


def province_of(code: str) -> str:
    """The key of the province in which an area code (six or twelve places) lies; empty when none."""
    return next((key for key, province in PROVINCES.items() if code.startswith(province.code)), "")
