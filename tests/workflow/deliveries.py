"""Deliveries put together by hand, for tests of what becomes of them in the register."""

import hashlib
from dataclasses import replace
from decimal import Decimal

from county_desk.fields import Sex
from county_desk.intake.delivery import (
    Delivery,
    EntryIn,
    GuaranteesIn,
    HouseholdIn,
    IncomeIn,
    Line,
    MemberIn,
    MonitoredIn,
    SheetIn,
    Verdict,
    VillageIn,
)
from tests.build import an_id_number

SHEET = "名册"
COLUMNS = {
    "户编号": "A",
    "户主姓名": "B",
    "姓名": "C",
    "身份证号": "D",
    "与户主关系": "E",
    "联系电话": "F",
    "家庭人口数": "G",
    "民族": "H",
    "健康状况": "I",
    "人均纯收入": "J",
    "危房等级": "K",
    "备注": "L",
    "申请日期": "M",
}


def a_person(name="张大有", serial=1, relation="户主", born="19650312", **about):
    """One person as delivered; the row is given when the household is."""
    number = about.pop("id_number", an_id_number(serial, born))
    return MemberIn(SHEET, 0, name, relation, about.pop("sex", Sex.MALE), number, **about)


def a_family(number="", *people, income=None, grade=None, **about):
    """One household as delivered, with its people: a head unless others are named."""
    people = people or (a_person(),)
    about.setdefault("persons", len(people))
    about.setdefault("head", people[0].name)
    return HouseholdIn(
        number,
        about.pop("head"),
        about.pop("persons"),
        Verdict.ACCEPT,
        members=people,
        income=IncomeIn(income_per_head=Decimal(income)) if income is not None else None,
        guarantees=GuaranteesIn(housing_grade=grade) if grade else None,
        **about,
    )


def a_delivery(folder, place, *families, name="名册.xlsx", year=2016, **about):
    """A file of these households, a row a person; it really lies in the folder, so that it can be kept."""
    row, lines, households = 3, [], []
    for family in families:
        first, people = row, []
        key = family.number or f"{SHEET}!{first}"
        for member in family.members:
            people.append(replace(member, row=row))
            values = {"户编号": family.number, "户主姓名": family.head, "姓名": member.name}
            values |= {"身份证号": member.id_number, "联系电话": family.telephone}
            values |= {"申请日期": str(family.filed_on)} if family.filed_on else {}
            lines.append(Line(SHEET, row, Verdict.ACCEPT, values=values, household=key))
            row += 1
        households.append(replace(family, members=tuple(people), where=f"{SHEET}!{first}"))
    return of_file(folder, name, place, year, households=tuple(households), lines=tuple(lines), **about)


def a_list(folder, *rows, name="部门.xlsx", kind="department", place=None, year=2016):
    """A file whose rows are villages, watched households or persons of a department."""
    fields = {VillageIn: "villages", MonitoredIn: "monitored", EntryIn: "entries"}
    rows = tuple(replace(each, sheet=SHEET, row=number) for number, each in enumerate(rows, 3))
    lines = tuple(Line(SHEET, each.row, Verdict.ACCEPT, household=f"{SHEET}!{each.row}") for each in rows)
    return of_file(folder, name, place, year, kind=kind, lines=lines, **{fields[type(rows[0])]: rows})


def of_file(folder, name, place, year, *, kind="persons", texts=tuple(COLUMNS), **about):
    """A delivery with a file of its own: what it says decides its bytes."""
    path = folder / name
    path.write_text(f"{name} {year} {about}", "utf8")
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    letters = {chr(65 + place): text for place, text in enumerate(texts)}
    sheet = SheetIn(SHEET, kind, 2, COLUMNS, letters, list=kind)
    return Delivery(str(path), digest, kind, year, place, sheets=(sheet,), **about)
