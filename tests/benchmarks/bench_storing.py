"""Storing a large delivery as one audited act against bare inserts of the same rows with the same indexes."""

import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

from county_desk.intake.comparing.compare import compared
from county_desk.intake.comparing.snapshot import villages
from county_desk.intake.taking_in.take_in import TakeIn
from county_desk.intake.taking_in.undo_batch import UndoBatch
from county_desk.models.register import RegisterKind
from county_desk.workflow.audit import verify
from county_desk.workflow.desk import Desk
from county_desk.workflow.entry import Opened, found, sit_down
from tests.benchmarks.bare import bare_inserts, copied
from tests.benchmarks.deliveries import a_delivery
from tests.benchmarks.measure import goal, sized, tell
from tests.build import CLERK, FOUNDED, PEOPLE, lines

HOUSEHOLDS = sized(20_000)


def test_a_large_delivery(tmp_path: Path) -> None:
    """One file of 20,000 households and 60,000 people, new, the same again, and undone."""
    opened = a_register(tmp_path / "ours.cdesk")
    copied(tmp_path / "ours.cdesk", tmp_path / "bare.cdesk")
    desk = sit_down(opened, CLERK, today=date(2016, 11, 25))
    delivery = a_delivery(tmp_path, desk.read(villages)[0].id, range(HOUSEHOLDS))
    fresh = cpu(lambda: desk.read(compared, delivery, desk.policy))
    stored = cpu(lambda: desk.do(TakeIn(delivery=delivery)))
    again = cpu(lambda: desk.read(compared, delivery, desk.policy))
    proven = cpu(lambda: desk.read(verify))
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
