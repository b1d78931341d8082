"""Deliveries of many made-up households, as a reader would have read them from a roster."""

import hashlib
from datetime import date
from decimal import Decimal
from pathlib import Path

from county_desk.intake.delivery import (
    Delivery,
    GuaranteesIn,
    HouseholdIn,
    IncomeIn,
    Line,
    MemberIn,
    SheetIn,
    Verdict,
)
from county_desk.models.household import Sex
from tests.build import an_id_number

PERSONS = 3
SHEET = "名册"


def a_delivery(folder: Path, place: int, numbers: range) -> Delivery:
    """A delivery of the households so numbered, each with an income, a house and three people."""
    path = folder / f"名册{numbers.start}.bin"
    path.write_bytes(bytes(range(256)) * 4000 + str(numbers).encode())
    households, rows = [], []
    for number in numbers:
        first = 3 + (number - numbers.start) * PERSONS
        people = tuple(a_person(number, place_, first + place_) for place_ in range(PERSONS))
        household = a_household(number, people, f"{SHEET}!{first}")
        households.append(household)
        values = {f"列{column}": str(column) for column in range(40)}
        rows += [
            Line(SHEET, each.row, Verdict.ACCEPT, values=values, household=household.number)
            for each in people
        ]
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    sheet = SheetIn(SHEET, "persons", 2, {"户编号": "A"}, {"A": "户编号"}, list="persons")
    made = tuple(households), tuple(rows)
    return Delivery(str(path), digest, "persons", 2016, place, *made, sheets=(sheet,))


def a_person(household: int, place: int, row: int) -> MemberIn:
    """One person; the first is the head."""
    born = date(1940 + household % 60, 1 + household // 60 % 12, 1 + place)
    serial = household // 720 * PERSONS % 997 + place
    number = an_id_number(serial, f"{born:%Y%m%d}")
    about = {"born_on": born, "ethnicity": "汉族", "education": "初中", "schooling": "非在校生"}
    about |= {"health": "健康", "labour": "普通劳动力", "work_months": Decimal(6), "insured": True}
    relation = "之子" if place else "户主"
    return MemberIn(SHEET, row, f"张{household % 700}{place}", relation, Sex.MALE, number, **about)


def a_household(number: int, people: tuple[MemberIn, ...], where: str) -> HouseholdIn:
    """One household with all that a roster, a ledger and a sheet of guarantees say."""
    ledger = {"务工收入": Decimal(number % 5000), "低保金": Decimal(200)}
    parts = (number % 5000, 100, 0, 200, 10, 3000 + number % 3000, 1000 + number % 1000)
    return HouseholdIn(
        f"9901010{number:08}",
        people[0].name,
        len(people),
        Verdict.ACCEPT,
        group_name="一组",
        kind="一般贫困户",
        cause="缺技术",
        telephone=f"139{number:08}",
        identified="201410",
        claimed="申请",
        members=people,
        income=IncomeIn(*map(Decimal, parts), ledger),
        guarantees=GuaranteesIn(
            enough_food=True,
            enough_clothing=True,
            dropouts=0,
            all_insured=True,
            housing_grade="B",
            housing_area=Decimal(80),
            safe_water=True,
            electricity=True,
            group_road=True,
            road="水泥路",
            fuel="柴草",
        ),
        where=where,
    )
