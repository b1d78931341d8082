"""The living conditions of made-up households: income line by line, house, water and road."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from random import Random

from county_desk.demo.family import Someone
from county_desk.rules.shares import a_head

# The lines of the income ledger, in the order of its columns; the last two are spent.
WAGES = ("务工收入", "公益岗收入")
BUSINESS = ("种植业", "养殖业", "林果业", "其他经营")
PROPERTY = ("资产收益分红", "土地流转")
TRANSFERS = ("低保金", "养老保险金", "生态补偿金", "地力补贴", "赡养费及其他")
SPENT = ("种植业支出", "养殖业支出")
LINES = (*WAGES, *BUSINESS, *PROPERTY, *TRANSFERS, *SPENT)


@dataclass(frozen=True)
class DemoLedger:
    """The income of a household in a year, whole yuan by line."""

    lines: dict[str, int]
    persons: int

    @property
    def gross(self) -> int:
        """All that came in."""
        return sum(amount for title, amount in self.lines.items() if title not in SPENT)

    @property
    def net(self) -> int:
        """Income less the expenses of the business."""
        return self.gross - sum(self.lines[title] for title in SPENT)

    @property
    def per_head(self) -> Decimal:
        """Net income a head, to the fen."""
        return a_head(Decimal(self.net), self.persons)


@dataclass(frozen=True)
class Living:
    """The house, its supplies and its land, in the words of a roster; areas in m² and mu."""

    grade: str
    area: int
    water: bool
    power: bool
    road: str
    fuel: str
    land: Decimal
    dropouts: int
    television: bool


def ledger(
    draw: Random, people: Sequence[Someone], per_head: Decimal, kind: str, land: Decimal
) -> DemoLedger:
    """Lines that add up to a net income a head, as near as whole yuan come."""
    lines = dict.fromkeys(LINES, 0)
    wanted = int(per_head * len(people))
    left = wanted - _given(draw, lines, people, kind, land, wanted)
    workers = sum(1 for someone in people if someone.work_months)
    if workers:
        lines["务工收入"] = _tens(left * draw.randrange(45, 70) / 100)
    left -= lines["务工收入"]
    if any(someone.able for someone in people):
        left -= _farmed(draw, lines, left)
    lines["赡养费及其他"] += left
    return DemoLedger(lines, len(people))


def _given(
    draw: Random, lines: dict[str, int], people: Sequence[Someone], kind: str, land: Decimal, wanted: int
) -> int:
    """The income that the household gets without work; never more than seven tenths of the whole."""
    old = sum(1 for someone in people if someone.age >= 60)
    lines["养老保险金"] = old * draw.choice((960, 1080, 1200))
    lines["地力补贴"] = int(land * 58)
    least = 240 if kind == "低保贫困户" else 0
    if least:
        lines["低保金"] = 120 * draw.randrange(6, 13) * max(1, len(people) // 2)
    if draw.random() < 0.3:
        lines["生态补偿金"] = draw.randrange(3, 9) * 100
    if draw.random() < 0.35:
        lines["土地流转"] = draw.randrange(2, 9) * 60
    if draw.random() < 0.3:
        lines["资产收益分红"] = draw.randrange(2, 12) * 50
    for title in ("生态补偿金", "资产收益分红", "土地流转", "养老保险金", "低保金"):
        spare = sum(lines.values()) - wanted * 7 // 10
        if spare > 0:
            lines[title] = max(least if title == "低保金" else 0, lines[title] - _tens(spare + 9))
    return sum(lines.values())


def _farmed(draw: Random, lines: dict[str, int], net: int) -> int:
    """Fields and animals that leave a net income, with their costs; returns that net income."""
    fields = _tens(net * draw.randrange(40, 75) / 100)
    animals = _tens(net - fields)
    for title, spent, part in (("种植业", "种植业支出", fields), ("养殖业", "养殖业支出", animals)):
        if part > 0:
            lines[spent] = _tens(part * draw.randrange(18, 34) / 100)
            lines[title] = part + lines[spent]
    return max(0, fields) + max(0, animals)


def _tens(amount: float) -> int:
    return int(amount) // 10 * 10


def living(draw: Random, people: Sequence[Someone], poor: bool) -> Living:
    """The living conditions of a household; poor ones live worse more often."""
    grades = ("A", "B", "C", "D")
    grade = draw.choices(grades, (30, 46, 17, 7) if poor else (46, 52, 2, 0))[0]
    return Living(
        grade=grade,
        area=draw.choice((30, 45, 50, 60, 75, 80, 90, 100, 120)),
        water=draw.random() > (0.22 if poor else 0.03),
        power=draw.random() > 0.01,
        road=draw.choices(("泥土路", "砂石路", "水泥路", "沥青路"), (28, 30, 38, 4))[0],
        fuel=draw.choices(("柴草", "煤炭", "清洁能源", "干畜粪"), (66, 20, 12, 2))[0],
        land=Decimal(draw.randrange(4, 30) * max(1, len(people) - 1)) / 10,
        dropouts=sum(1 for someone in people if 7 <= someone.age <= 15 and someone.schooling == "非在校生"),
        television=draw.random() > 0.05,
    )
