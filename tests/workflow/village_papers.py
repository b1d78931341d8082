"""What two made-up villages keep of their households, how it changes, and the files that they make of it."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

import openpyxl

from tests.build import an_id_number

CLEAR = "【清空】"
VILLAGES = ("大河村", "柳湾村")
NATIONAL = ("9901010001", "9901010002", "9901010003", "9901010004")


@dataclass(frozen=True)
class Who:
    """Somebody whom a village can know."""

    name: str
    number: str
    kin: str


def _who(name: str, serial: int, born: str, kin: str) -> Who:
    return Who(name, an_id_number(serial, born), kin)


PEOPLE = (
    _who("张大有", 1, "19650312", "兄弟"),
    _who("李秀英", 2, "19680725", "配偶"),
    _who("张志强", 3, "19900101", "之子"),
    _who("张志勇", 5, "19950505", "之子"),
    _who("王秀田", 7, "19600604", "兄弟"),
    _who("陈阿水", 9, "19700909", "兄弟"),
    _who("张志强", 11, "19900101", "之子"),  # of the same name and day
    _who("周兰", 12, "19721010", "配偶"),
)


@dataclass
class Person:
    """One row of a household as the village writes it."""

    who: Who
    relation: str
    name: str
    number: str
    ethnicity: str = "汉族"
    health: str = "健康"


@dataclass
class Family:
    """One household as the village writes it; `persons` is what it says of how many they are."""

    number: str
    people: list[Person]
    persons: str = ""
    telephone: str = "13900000001"
    remark: str = ""
    claimed: str = ""
    income: str = ""
    wage: str = ""
    grade: str = ""
    water: str = ""

    @property
    def head(self) -> Person:
        """Who stands first."""
        return self.people[0]


def person(who: Who, relation: str = "") -> Person:
    """Somebody as a village lists them first."""
    return Person(who, relation or who.kin, who.name, who.number)


def families(village: int) -> list[Family]:
    """What a village begins with."""
    if village:
        leaving = [person(PEOPLE[5], "户主"), person(PEOPLE[7])]  # who is to leave stands in the register
        return [Family(NATIONAL[2], leaving, "2", claimed="预脱贫")]
    first = [person(PEOPLE[0], "户主"), person(PEOPLE[1]), person(PEOPLE[2])]
    return [Family(NATIONAL[0], first, "3"), Family("", [person(PEOPLE[4], "户主")], "1")]


FACTS = {
    "telephone": ("13900000001", "13900000002", "", CLEAR),
    "remark": ("低保", "五保", "", CLEAR),
    "claimed": ("申请", "预脱贫", "", ""),
    "income": ("2400", "2600", "", CLEAR),
    "wage": ("1000", "2000", "", CLEAR),
    "grade": ("B", "C", "", CLEAR),
    "water": ("是", "否", "", CLEAR),
    "number": ("", *NATIONAL[:3]),
    "persons": ("", "1", "3", "right"),
}
OF_PERSON = {
    "ethnicity": ("汉族", "苗族", "", CLEAR),
    "health": ("健康", "残疾", "", CLEAR),
    "name": ("as known", "one sign", "another", "as known"),
    "number": ("as known", "another", "certificate", ""),
}
TITLES = {
    "telephone": "联系电话",
    "remark": "备注",
    "claimed": "脱贫属性",
    "income": "人均纯收入",
    "wage": "务工收入",
    "grade": "危房等级",
    "water": "饮水安全",
    "ethnicity": "民族",
    "health": "健康状况",
}


def say(family: Family, name: str, choice: int) -> None:
    """Let a village write something else of a household."""
    value = FACTS[name][choice]
    setattr(family, name, str(len(family.people)) if value == "right" else value)


def say_of(one: Person, name: str, choice: int) -> None:
    """Let a village write something else of a person."""
    told = OF_PERSON[name][choice]
    if name == "name":
        other = {"as known": one.who.name, "one sign": one.who.name[:-1] + "友", "another": "赵来福"}
        one.name = other[told]
    elif name == "number":
        other = {"as known": one.who.number, "another": an_id_number(31, "19650312"), "": ""}
        one.number = other.get(told, one.who.number + "44")
    else:
        setattr(one, name, told)


@dataclass(frozen=True)
class File:
    """A file that lies somewhere: where, of which village and year, and what the village marked in it."""

    path: Path
    village: int
    year: int
    form: str
    marked: frozenset[str]
    cells: dict[str, str] = field(default_factory=dict)  # where the telephone of each household stands


FORMS = ("roster", "narrow", "heads", "application", "workbook")
_WIDE = ("民族", "健康状况", "家庭人口数", "脱贫属性", "联系电话", "备注", "识别时间")
_WHERE = ("乡镇", "行政村", "户编号")


def write(folder: Path, number: int, village: int, year: int, form: str, kept: list[Family]) -> File:
    """Write what a village keeps as a file of some form."""
    suffix = "xlsx" if form == "workbook" else "csv"
    path = folder / f"城关镇{VILLAGES[village]}第{number}份.{suffix}"
    made = {"heads": _heads, "application": _applications}
    tables = {"": list(made.get(form, _roster)(village, kept, form))}
    if form == "workbook":
        tables = {"花名册": tables[""], "收入台账": _ledger(kept)}
    _save(path, tables)
    said = {name: value for family in kept for name, value in vars(family).items() if value == CLEAR}
    said |= {
        name: value
        for family in kept
        for one in family.people
        for name, value in vars(one).items()
        if value == CLEAR
    }
    return File(path, village, year, form, frozenset(TITLES[name] for name in said))


def _save(path: Path, tables: dict[str, list[tuple[str, ...]]]) -> None:
    if path.suffix == ".csv":
        with path.open("w", encoding="utf-8-sig", newline="") as file:
            csv.writer(file).writerows(tables[""])
        return
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in tables.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append([value or None for value in row])
    book.save(path)


def _roster(village: int, kept: list[Family], form: str) -> Iterator[tuple[str, ...]]:
    """A roster of members; a narrow one has only who they are, a wide one how they live as well."""
    wide = form != "narrow"
    living = ("人均纯收入", "危房等级", "饮水安全") if form == "roster" else ()
    yield (*_WHERE, "姓名", "与户主关系", "身份证号", *(_WIDE if wide else ()), *living)
    for family in kept:
        for place, one in enumerate(family.people):
            stands = "2014" if family.claimed == "预脱贫" else ""
            cells = (family.persons, family.claimed, family.telephone, family.remark, stands)
            lives = (family.income, family.grade, family.water) if living else ()
            about = (one.ethnicity, one.health, *(("",) * 5 if place else cells))
            whose = ("", "", "") if place else ("城关镇", VILLAGES[village], family.number)
            lives = ("",) * len(lives) if place else lives
            yield (*whose, one.name, one.relation, one.number, *(about if wide else ()), *lives)


def _heads(village: int, kept: list[Family], _form: str) -> Iterator[tuple[str, ...]]:
    yield (*_WHERE, "户主姓名", "身份证号", "家庭人口数", "联系电话", "备注")
    for family in kept:
        head = family.head
        whose = "城关镇", VILLAGES[village], family.number, head.name, head.number
        yield (*whose, family.persons, family.telephone, family.remark)


def _applications(village: int, kept: list[Family], _form: str) -> Iterator[tuple[str, ...]]:
    yield (
        "序号",
        "乡镇",
        "行政村",
        "户主姓名",
        "身份证号",
        "家庭人口",
        "年人均纯收入(元)",
        "申请日期",
        "联系电话",
    )
    for serial, family in enumerate(kept, 1):
        head = family.head
        whose = str(serial), "城关镇", VILLAGES[village], head.name, head.number
        yield (*whose, family.persons, family.income, "2016-10-08", family.telephone)


def _ledger(kept: list[Family]) -> list[tuple[str, ...]]:
    rows = [("户编号", "户主姓名", "务工收入", "人均纯收入", "年纯收入")]
    return [*rows, *((each.number, each.head.name, each.wage, each.income, "") for each in kept)]


def copied(kept: list[Family]) -> list[Family]:
    """The same households, to be changed by themselves."""
    return [replace(each, people=[replace(one) for one in each.people]) for each in kept]
