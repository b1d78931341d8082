"""The households on the rosters of the made-up county, the same ones every time."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache
from random import Random

from county_desk.demo.family import HAN, Families, Someone
from county_desk.demo.family_shapes import Kin
from county_desk.demo.living import DemoLedger, Living, ledger, living
from county_desk.demo.person_names import Namer
from county_desk.demo.person_numbers import Numberer
from county_desk.demo.places import LIUWAN, DemoVillage, villages

SEED = 990101
POOR, LEAVING, LEFT = "申请", "预脱贫", "脱贫"  # the first apply to be registered


@dataclass(frozen=True)
class Home:
    """One household as its village's workbook describes it.

    `claimed` is the standing that the village gives it, and `left` the year in which it left the register.
    """

    number: str
    group: str
    kind: str
    cause: str
    other_cause: str
    identified: str
    claimed: str
    telephone: str
    account: str
    people: tuple[Someone, ...]
    ledger: DemoLedger
    living: Living
    remark: str = ""
    left: str = ""

    @property
    def head(self) -> Someone:
        """The head of the household."""
        return self.people[0]

    @property
    def insured(self) -> bool:
        """Whether everybody has medical insurance."""
        return all(someone.insured for someone in self.people)


# Households that the handbook tells of, and incomes that lie on the very lines of 2016.
_NAMED: Mapping[tuple[str, int], tuple[str, str, tuple[Kin, ...]]] = {
    (LIUWAN, 1): (
        "张大有",
        "一组",
        (
            ("户主", True, 51),
            ("配偶", False, 48),
            ("之子", True, 19),
            ("之女", False, 13),
            ("之母", False, 76),
        ),
    ),
    (LIUWAN, 2): (
        "王秀田",
        "三组",
        (("户主", False, 48), ("之子", True, 20), ("之女", False, 15), ("之女", False, 9)),
    ),
    (LIUWAN, 3): ("陈阿水", "四组", (("户主", True, 66), ("配偶", False, 63))),
}
_INCOMES: Mapping[tuple[str, int], Decimal] = {
    (LIUWAN, 1): Decimal(2314),
    (LIUWAN, 2): Decimal(2585),
    (LIUWAN, 3): Decimal(2710),
    ("990101100202", 4): Decimal(2952),
    ("990101101201", 5): Decimal(3146),
}
_CLAIMS: Mapping[tuple[str, int], str] = {
    **dict.fromkeys(_NAMED, POOR),
    ("990101100202", 4): POOR,
    ("990101101201", 5): LEAVING,
}
_NEWCOMERS = (LIUWAN, "990101100204", "990101101206")
_DOTTED = {"990101200204": "彝族", "990101100201": "维吾尔族"}
_RARE = ("990101100200", "990101101201", "990101200200", "990101200205")


def rosters() -> Mapping[str, tuple[Home, ...]]:
    """The households of each village by the village's code, in the order of their numbers."""
    return _county()[0]


def newcomers(*codes: str) -> tuple[tuple[DemoVillage, Home], ...]:
    """Households that are on no roster, because they come to the counter themselves; of some villages."""
    return tuple((village, home) for village, home in _county()[1] if village.code in codes)


@cache
def _county() -> tuple[Mapping[str, tuple[Home, ...]], tuple[tuple[DemoVillage, Home], ...]]:
    draw = Random(SEED)
    families = Families(draw, Namer(draw), Numberer(draw))
    every = {
        village.code: tuple(_home(families, village, serial) for serial in range(1, village.size + 1))
        for village in villages()
    }
    chosen = [village for village in villages() if village.code in _NEWCOMERS]
    late = tuple(
        (village, _home(families, village, village.size + place, POOR))
        for village in chosen
        for place in (1, 2)
    )
    return every, late


def _home(families: Families, village: DemoVillage, serial: int, claimed: str = "") -> Home:
    draw, place = families.draw, (village.code, serial)
    families.group = _group(village.code, serial)
    families.rare = village.code in _RARE and serial % 9 == 6
    name, group, kin = _NAMED.get(place, ("", "", ()))
    people = families.family(name, kin)
    claimed = claimed or _CLAIMS.get(place) or draw.choices((POOR, LEAVING, LEFT), (62, 24, 14))[0]
    kind = _kind(draw, people)
    lives = living(draw, people, claimed == POOR)
    people = _at_work(draw, people, claimed)
    wanted = _INCOMES.get(place) or _income(draw, claimed)
    cause = cause_of(draw, people)
    return Home(
        number=f"{village.code}{serial:04}",
        group=group or draw.choice(("一组", "二组", "三组", "四组", "五组", "六组")),
        kind=kind,
        cause=cause,
        other_cause=draw.choice(("", "", "缺资金" if cause != "缺资金" else "缺技术")),
        identified=draw.choices(("2014", "2015", "2016"), (84, 12, 4))[0],
        claimed=claimed,
        telephone=families.numberer.telephone(),
        account=families.numberer.account(),
        people=people,
        ledger=ledger(draw, people, wanted, kind, lives.land),
        living=lives,
        remark=draw.choices(("", "外出务工", "户口已迁入"), (90, 6, 4))[0],
        left="2015" if claimed == LEFT else "",
    )


def _group(code: str, serial: int) -> str:
    if code == "990101100201":
        return _DOTTED[code] if serial in (11, 12) else HAN
    return _DOTTED.get(code, HAN) if serial % 4 else HAN


def _kind(draw: Random, people: tuple[Someone, ...]) -> str:
    if len(people) == 1 and people[0].age >= 62 and draw.random() < 0.5:
        return "五保贫困户"
    return draw.choices(("一般贫困户", "低保贫困户"), (70, 30))[0]


def _at_work(draw: Random, people: tuple[Someone, ...], claimed: str) -> tuple[Someone, ...]:
    """The members who work away from home: some of the able ones, fewer in poor households."""
    share = 0.3 if claimed == POOR else 0.6
    return tuple(
        replace(someone, work_months=draw.randrange(3, 11))
        if someone.able and 18 <= someone.age < 60 and draw.random() < share
        else replace(someone, insured=draw.random() > (0.015 if claimed == POOR else 0.003))
        for someone in people
    )


def _income(draw: Random, claimed: str) -> Decimal:
    """Net income a head; the lines of 2016 are 2,952 for coming in and 3,146 for going out."""
    if claimed == POOR:
        low, high, mode = (2960, 3320, 3050) if draw.random() < 0.06 else (1420, 2940, 2450)
    elif claimed == LEAVING:
        low, high, mode = (2880, 3140, 3050) if draw.random() < 0.08 else (3180, 6200, 3700)
    else:
        low, high, mode = 3250, 7400, 4300
    return Decimal(round(draw.triangular(low, high, mode)))


def cause_of(draw: Random, people: tuple[Someone, ...]) -> str:
    """A cause that fits the household: no illness where all are healthy."""
    causes = ["缺技术", "缺资金", "缺土地", "交通条件落后", "自身发展动力不足"]
    if any(someone.health in ("患有大病", "长期慢性病") for someone in people):
        causes += ["因病"] * 5
    if any(someone.health == "残疾" for someone in people):
        causes += ["因残"] * 5
    if any(someone.schooling.startswith(("高中", "大专")) for someone in people):
        causes += ["因学"] * 4
    if sum(someone.able for someone in people) == 0:
        causes += ["缺劳力"] * 6
    return draw.choice(causes)
