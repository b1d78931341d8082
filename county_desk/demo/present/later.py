"""The households of the made-up county ten years after the campaign, the same ones every time."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from functools import cache
from random import Random
from typing import Any

from county_desk.demo.family import Someone, labour, learning
from county_desk.demo.homes import LEAVING, LEFT, Home, cause_of, rosters
from county_desk.demo.living import Living, ledger
from county_desk.demo.places import village
from county_desk.paths import toml_resource

COUNTED_ON = date(2026, 1, 1)  # the day on which ages are counted
LAST_YEARS = (2024, 2025)  # the years of the incomes in the register
_SEED = 990226
NOT_AT_SCHOOL = "非在校生"
_OLDEST = 92  # no person of the story is older; older ones died before it begins
_LEFT_IN = {LEFT: ("2015",), LEAVING: ("2016", "2017")}
_WENT = ("2017", "2018", "2018", "2019", "2019", "2020")  # of those who were still poor in 2016


@cache
def households() -> Mapping[str, tuple[Home, ...]]:
    """The households on record at the end of 2025 by the code of their village; all of them have left."""
    draw = Random(_SEED)
    return {
        code: tuple(later for home in homes if (later := _later(draw, home)))
        for code, homes in rosters().items()
    }


def handed_over() -> Mapping[str, Any]:
    """The figures of some households in the workbooks with which the register is opened."""
    return toml_resource("demo", "present-books.toml")


def home(name: str) -> Home:
    """A household by its village and head, as in “柳湾村 张大有”; StopIteration when there is none."""
    place, head = name.split()
    return next(each for each in households()[village(place).code] if each.head.name == head)


def incomes(year: int) -> Mapping[str, tuple[Home, ...]]:
    """The same households with their income of a year; the seed draws those that are not handed over."""
    draw = Random(_SEED + year)
    known = {home(name).number: Decimal(net) for name, net in handed_over()["income"][str(year)].items()}
    return {
        code: tuple(_earning(draw, home, year, known) for home in homes)
        for code, homes in households().items()
    }


def _later(draw: Random, home: Home) -> Home | None:
    people = tuple(_aged(draw, someone) for someone in home.people if _age(someone) <= _OLDEST)
    if not people or people[0].relation != "户主":
        return None
    year = draw.choice(_LEFT_IN.get(home.claimed, _WENT))
    identified = min(home.identified, str(int(year) - 1))
    lives = Living(
        grade=draw.choice("AAB"),
        area=home.living.area,
        water=True,
        power=True,
        road=draw.choice(("水泥路", "沥青路")),
        fuel=draw.choice(("清洁能源", "清洁能源", "柴草")),
        land=home.living.land,
        dropouts=0,
        television=True,
    )
    return replace(
        home,
        people=people,
        claimed=LEFT,
        left=year,
        identified=identified,
        cause=cause_of(draw, people),
        living=lives,
        remark="",
    )


def _age(someone: Someone) -> int:
    born = someone.born_on
    return COUNTED_ON.year - born.year - ((COUNTED_ON.month, COUNTED_ON.day) < (born.month, born.day))


def _aged(draw: Random, someone: Someone) -> Someone:
    """The same person ten years later: school, health and labour have moved on."""
    age = _age(someone)
    education, schooling = learning(draw, age)
    if schooling != NOT_AT_SCHOOL:
        education = ""  # a pupil has none yet
    elif age >= 35:
        education = someone.education
    able = labour(draw, age, someone.health, schooling)
    months = draw.randrange(4, 11) if able.endswith("技能劳动力") or able == "普通劳动力" else None
    away = months if months and age < 60 and draw.random() < 0.55 else None
    return replace(
        someone, education=education, schooling=schooling, labour=able, work_months=away, insured=True
    )


def _earning(draw: Random, home: Home, year: int, known: Mapping[str, Decimal]) -> Home:
    able = sum(someone.able for someone in home.people)
    usual = round(draw.triangular(9800, 21000 if able else 13500, 13800 if able else 10900))
    grown = usual * (100 + 6 * (year - LAST_YEARS[0])) // 100
    wanted = known.get(home.number, Decimal(grown))
    return replace(home, ledger=ledger(draw, home.people, wanted, home.kind, home.living.land))
