"""The application of a village that the demo job files, with the figures of its committee."""

from decimal import Decimal

from county_desk.demo.homes import LEFT, rosters
from county_desk.demo.places import village

APPLICANT = village("新民村", "河口镇")
YEAR = 2016
_REMARK = """自然条件：沿河山地，坡地占七成，易受洪涝。
基础设施：通村路已硬化，两个村民小组未通水泥路，有32户饮水不稳定。
经济发展：种植玉米、洋芋，养猪养羊，青壮年多外出务工。
文化卫生：有卫生室1个，村医1名，无文化活动场所。
社会保障：农村合作医疗参加率高，有低保户和五保户。"""


def figures() -> dict[str, object]:
    """The answers of the application, by the field names of `FileVillage`."""
    poor = [home for home in rosters()[APPLICANT.code] if home.claimed != LEFT]
    return {
        "year": YEAR,
        "natural_villages": 5,
        "households": APPLICANT.people * 10 // 34,
        "persons": APPLICANT.people,
        "poor_households": len(poor),
        "poor_persons": sum(len(home.people) for home in poor),
        "income_per_head": Decimal("3680.00"),
        "collective_income": Decimal("0.00"),
        "remark": _REMARK,
    }
