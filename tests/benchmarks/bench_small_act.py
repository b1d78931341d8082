"""Small acts against the least that any program must do: one record changed, one made, and a safe commit."""

import time
from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal
from functools import partial
from pathlib import Path
from statistics import median
from typing import Any

import pytest
from sqlalchemy.orm import Session, sessionmaker

from county_desk.measure_classes import MeasureClass
from county_desk.models.household import Household
from county_desk.models.measure import Need
from county_desk.models.register import RegisterKind
from county_desk.models.visit import VisitPurpose
from county_desk.storage.engine import connect, file_of, sessions_of, url_of, writing
from county_desk.tables.listing import page
from county_desk.tables.places import VILLAGES_LISTING
from county_desk.workflow.assistance.needs import RecordNeed
from county_desk.workflow.cases.filing import FileHousehold
from county_desk.workflow.command import Command
from county_desk.workflow.desk import Desk
from county_desk.workflow.entry import found, sit_down
from county_desk.workflow.monitoring.visits import RecordHouseholdVisit
from tests.benchmarks.bare import copied
from tests.benchmarks.measure import goal, sized, tell
from tests.build import CLERK, FOUNDED, PEOPLE, an_id_number, lines
from tests.statements import statements

TODAY = date(2016, 11, 25)
ACTS = max(sized(100), 10)
MOST = 4.0  # times the bare act; the aim is 2


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """The desk of a clerk at a register with one household."""
    about = {"code": "990101", "places": lines(), "people": PEOPLE, "kind": RegisterKind.REHEARSAL}
    path = tmp_path_factory.mktemp("register") / "ours.cdesk"
    opened = found(path, name="青岚县", today=FOUNDED, **about)
    desk = sit_down(opened, CLERK, today=TODAY)
    desk.do(a_household(desk, 1))
    yield desk
    opened.close()


def a_household(desk: Desk, number: int) -> Command:
    """A household that applies."""
    village = desk.read(page, VILLAGES_LISTING)[0].id
    about: dict[str, Any] = {"village": village, "persons": 1, "received_on": TODAY, "year": 2016}
    return FileHousehold(head="张大有", id_number=an_id_number(number), net_income=Decimal(2000), **about)


def a_need(_desk: Desk, number: int) -> Command:
    """A need of that household."""
    about: dict[str, Any] = {"wants": MeasureClass.HEALTH, "cause": "因病", "found_on": TODAY}
    return RecordNeed(household=1, found_by=f"郑宝{number}", **about)


def a_visit(_desk: Desk, number: int) -> Command:
    """A visit to it."""
    about: dict[str, Any] = {"purpose": VisitPurpose.CONTACT, "visited_on": TODAY}
    return RecordHouseholdVisit(household=1, visitors="郑宝、王芳", found=f"一切正常 {number}", **about)


@pytest.mark.parametrize("make", [a_need, a_visit, a_household])
def test_a_small_act(desk: Desk, make: Callable[[Desk, int], Command], tmp_path: Path) -> None:
    """Many acts of a kind, and in turn with each a bare one on a copy of the register."""
    ours = file_of(desk.place)
    assert ours is not None
    copied(ours, tmp_path / "bare.cdesk")
    bare = sessions_of(connect(url_of(tmp_path / "bare.cdesk")))
    acts, floors = [], []
    for number in range(2, ACTS + 2):
        acts.append(cpu(partial(desk.do, make(desk, number))))
        floors.append(cpu(partial(bare_act, bare, str(number))))
    with statements(desk) as done:
        desk.do(make(desk, ACTS + 2))
    act, floor = median(acts), median(floors)
    tell(f"{make.__name__}, {len(done)} statements", act, bare_act=floor)
    goal("a small act against a bare one", act / floor, MOST)


def bare_act(sessions: sessionmaker[Session], words: str) -> None:
    """Change a record and make one, as a program without rules or history would."""
    with sessions.begin() as session:
        writing(session)
        session.get_one(Household, 1).telephone = words
        about: dict[str, Any] = {"wants": MeasureClass.HEALTH, "cause": "因病", "found_on": TODAY}
        session.add(Need(household_id=1, found_by=words, recorded_by=1, outcome="", **about))


def cpu(work: Callable[[], object]) -> float:
    """The CPU seconds of one run."""
    begun = time.process_time()
    work()
    return time.process_time() - begun
