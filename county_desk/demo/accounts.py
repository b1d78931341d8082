"""The two sheets that every village adds to its roster: the income ledger and the guarantees."""

from collections.abc import Sequence

from county_desk.demo.drafts import INCOME, LIVING, DraftSheet, Row, headings
from county_desk.demo.homes import Home
from county_desk.demo.living import LINES
from county_desk.demo.places import DemoVillage

_LINE = "注：人均纯收入=年纯收入÷家庭人口数；2016年扶贫标准为2952元。"
_GRADES = "注：危房等级A、B为安全，C、D为危房。"


def income(village: DemoVillage, homes: Sequence[Home]) -> DraftSheet:
    """The income of each household in 2016, line by line, with the totals."""
    title = f"{village.town}{village.committee}2016年贫困户收入台账"
    return ledgers(title, homes, _LINE)


def ledgers(title: str, homes: Sequence[Home], note: str) -> DraftSheet:
    """A sheet of the income of some households, line by line, with the totals."""
    rows: list[Row] = [_basics(place, home) | _earned(home) for place, home in enumerate(homes, start=1)]
    summed = ("人口", *LINES, "总收入", "纯收入")
    total: Row = {"序号": "合计"} | {key: sum(row[key] for row in rows) for key in summed}
    return DraftSheet(INCOME, "收入台账", headings("income"), rows, (title,), (note,), total=total)


def living(village: DemoVillage, homes: Sequence[Home]) -> DraftSheet:
    """The sheet of the living conditions of each household."""
    rows: list[Row] = [_basics(place, home) | _lives(home) for place, home in enumerate(homes, start=1)]
    title = f"{village.town}{village.committee}2016年贫困户“两不愁三保障”情况表"
    return DraftSheet(LIVING, "三保障", headings("living"), rows, (title,), (_GRADES,))


def _basics(place: int, home: Home) -> Row:
    return {"序号": place, "户编号": home.number, "姓名": home.head.name, "人口": len(home.people)}


def _earned(home: Home) -> Row:
    earned = home.ledger
    return {**earned.lines, "总收入": earned.gross, "纯收入": earned.net, "人均": earned.per_head}


def _lives(home: Home) -> Row:
    lives = home.living
    return {
        "等级": lives.grade,
        "面积": lives.area,
        "饮水": _yes_or_no(lives.water),
        "用电": _yes_or_no(lives.power),
        "道路": lives.road,
        "燃料": lives.fuel,
        "耕地": lives.land,
        "辍学": lives.dropouts,
        "参保": _yes_or_no(home.insured),
        "广电": _yes_or_no(lives.television),
    }


def _yes_or_no(yes: bool) -> str:
    return "是" if yes else "否"
