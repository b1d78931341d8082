"""A large register for measuring: many made-up households, put in by tuples."""

import sqlite3
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from random import Random

from sqlalchemy import FromClause

from county_desk.models.household import Household, Member
from county_desk.models.register import RegisterKind
from county_desk.models.sounding import keys_of
from county_desk.storage.engine import file_of
from county_desk.tables.listing import page
from county_desk.tables.places import VILLAGES_LISTING
from county_desk.workflow.entry import Opened, found
from county_desk.workflow.founding import PlaceLine
from tests.benchmarks.measure import sized
from tests.build import FOUNDED, PEOPLE, TOWNSHIPS, VILLAGES, lines

HOUSEHOLDS = sized(60_000)
MEMBERS = sized(220_000)
SURNAMES = "王李张刘陈杨黄赵吴周"
CHARACTERS = "大有秀英建国桂兰志强阿水玉梅长青小红明华芳伟静丽军杰娟涛超霞平刚辉玲鹏飞燕波宁海云凤春花金"
SITES, SIDES = "河山湾坝坪沟岭桥塘庄营洞田林井泉坡台堡寨", "大小上下东西南北前后新老中外长"
GIVEN = ("大有", "秀英", "建国", "桂兰", "志强", "阿水", "玉梅", "长青")

_HOUSEHOLD = """
INSERT INTO household (id, version, number, village_id, group_name, head, persons, standing, kind, cause,
    other_causes, telephone, account, identified, claimed, remark)
VALUES (?, 1, ?, ?, ?, ?, ?, ?, '一般贫困户', '因学', '', '', '', '2015', '', '')
"""
_YEAR = """
INSERT INTO household_year (id, version, household_id, year, persons, net_income, income_per_head,
    income_stable, enough_food, enough_clothing, dropouts, all_insured, housing_grade, housing_area,
    safe_water)
VALUES (?, 1, ?, 2016, ?, ?, ?, ?, 1, 1, 0, ?, ?, 8000, 1)
"""
_MEMBER = """
INSERT INTO member (id, version, household_id, position, name, relation, id_number, ethnicity)
VALUES (?, 1, ?, ?, ?, ?, '', '')
"""


def county_lines() -> list[PlaceLine]:
    """Three hundred villages in twenty townships, as a county has; the six of every test among them."""
    towns = TOWNSHIPS | {f"9901012{number:02}": f"{site}口乡" for number, site in enumerate(SITES[2:])}
    known = list(lines())
    above = known[0]
    others = (
        replace(
            above, town_code=f"{code}000", town=town, village_code=f"{code}{number:03}", village=side + site
        )
        for (code, town), site in zip(towns.items(), SITES, strict=True)
        for number, side in enumerate(SIDES, 1)
        if code not in TOWNSHIPS or number > len(VILLAGES)
    )
    return [*known, *others]


def large_register(
    path: Path,
    households: int = HOUSEHOLDS,
    members: int = 0,
    places: Callable[[], list[PlaceLine]] = county_lines,
) -> Opened:
    """A register of that many registered households, each with a head, and at least so many members.

    They lie in three hundred villages, or in those of `places`. Its history does not know them: never verify
    it.
    """
    opened = found(
        path,
        name="青岚县",
        code="990101",
        places=places(),
        people=PEOPLE,
        kind=RegisterKind.REHEARSAL,
        region="west",
        today=FOUNDED,
    )
    with opened.sessions() as session:
        villages = [row.id for row in page(session, VILLAGES_LISTING)]
    name = file_of(opened.url)
    assert name is not None
    connection = sqlite3.connect(name)
    numbers = range(1, households + 1)
    connection.executemany(_HOUSEHOLD, [_household(number, villages) for number in numbers])
    connection.executemany(_YEAR, [_year(number) for number in numbers])
    people = range(1, max(members, households) + 1)
    connection.executemany(_MEMBER, [_member(number, households) for number in people])
    for mapped in (Household, Member):
        fill_keys(connection, mapped.__table__)
    connection.commit()
    connection.close()
    return opened


def fill_keys(connection: sqlite3.Connection, table: FromClause) -> None:
    """The keys of names that were put in past the records."""
    keys = keys_of(table)
    new = ", ".join(f"{key} = ?" for _name, key, _make in keys)
    names = ", ".join(name for name, _key, _make in keys)
    rows = connection.execute(f'SELECT id, {names} FROM "{table}"').fetchall()
    made = (
        (*(make(text) for text, (_name, _key, make) in zip(texts, keys, strict=True)), number)
        for number, *texts in rows
    )
    connection.executemany(f'UPDATE "{table}" SET {new} WHERE id = ?', made)


def _other_name(number: int) -> str:
    """One of some twenty thousand names."""
    chosen = Random(number)
    return chosen.choice(SURNAMES) + "".join(chosen.choices(CHARACTERS, k=2))


def _name(number: int) -> str:
    return SURNAMES[number % len(SURNAMES)] + GIVEN[number // len(SURNAMES) % len(GIVEN)]


def _household(number: int, villages: list[int]) -> tuple[object, ...]:
    standing = "exited" if number % 7 == 0 else "registered"
    village = villages[number % len(villages)]
    return (
        number,
        f"990101{number:012}",
        village,
        f"{number % 9 + 1}组",
        _name(number),
        number % 6 + 1,
        standing,
    )


def _member(number: int, households: int) -> tuple[object, ...]:
    place, household = divmod(number - 1, households)
    name = _other_name(number) if place else _name(number)
    return number, household + 1, place + 1, name, "之子" if place else "户主"


def _year(number: int) -> tuple[object, ...]:
    persons = number % 6 + 1
    head = 100_000 + number % 500_000
    return (
        number,
        number,
        persons,
        head * persons,
        head,
        number % 3 != 0,
        number % 11 != 0,
        "ABCD"[number % 4],
    )
