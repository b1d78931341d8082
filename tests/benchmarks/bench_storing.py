"""Storing a large delivery as one audited act against bare inserts of the same rows with the same indexes."""

import hashlib
import time
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path

from county_desk.intake.comparing.compare import compared
from county_desk.intake.comparing.snapshot import villages
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
from county_desk.intake.taking_in.take_in import TakeIn, UndoBatch
from county_desk.models.household import Sex
from county_desk.models.register import RegisterKind
from county_desk.workflow.audit import verify
from county_desk.workflow.desk import Desk
from county_desk.workflow.entry import Opened, found, sit_down
from tests.benchmarks.bare import bare_inserts
from tests.benchmarks.measure import goal, tell
from tests.build import CLERK, FOUNDED, PEOPLE, an_id_number, lines

HOUSEHOLDS, PERSONS = 20_000, 3
SHEET = "名册"


def test_a_large_delivery(tmp_path: Path) -> None:
    """One file of 20,000 households and 60,000 people, new, the same again, and undone."""
    opened = a_register(tmp_path / "ours.cdesk")
    desk = sit_down(opened, CLERK, today=date(2016, 11, 25))
    delivery = a_delivery(tmp_path, desk.read(villages)[0].id)
    fresh = cpu(lambda: desk.read(compared, delivery, desk.policy))
    stored = cpu(lambda: desk.do(TakeIn(delivery=delivery)))
    again = cpu(lambda: desk.read(compared, delivery, desk.policy))
    proven = cpu(lambda: desk.read(verify))
    a_register(tmp_path / "bare.cdesk").close()
    bare = bare_inserts(tmp_path / "ours.cdesk", tmp_path / "bare.cdesk")
    undone = cpu(lambda: undo(desk))
    tell("comparing with an empty register", fresh, bare_inserts=bare)
    tell("comparing, storing and sealing", stored, bare_inserts=bare)
    goal("one audited act against bare inserts", stored / bare, 3.5)
    tell("the same file again", again, bare_inserts=bare)
    tell("undoing", undone, bare_inserts=bare)
    tell("verifying", proven, bare_inserts=bare)
    opened.close()


def cpu(work: Callable[[], object]) -> float:
    """The CPU seconds of one run: an act cannot be done twice."""
    begun = time.process_time()
    work()
    return time.process_time() - begun


def undo(desk: Desk) -> None:
    """Take the first batch out again."""
    desk.do(UndoBatch(batch=1))


def a_register(path: Path) -> Opened:
    """An empty register."""
    about = {"code": "990101", "places": lines(), "people": PEOPLE, "kind": RegisterKind.REHEARSAL}
    return found(path, name="青岚县", today=FOUNDED, **about)


def a_delivery(folder: Path, place: int) -> Delivery:
    """A delivery of many households, each with an income, a house and three people."""
    path = folder / "名册.bin"
    path.write_bytes(bytes(range(256)) * 4000)
    households, rows = [], []
    for number in range(HOUSEHOLDS):
        first = 3 + number * PERSONS
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
    born = date(1940 + household % 60, 1 + household % 12, 1 + place)
    serial = household // 60 * PERSONS % 997 + place
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
        claimed="未脱贫",
        members=people,
        income=IncomeIn(*map(Decimal, parts), ledger),
        guarantees=GuaranteesIn(True, True, 0, True, "B", Decimal(80), True, True, True, "水泥路", "柴草"),
        where=where,
    )
