"""A proof takes no more memory for a larger register."""

import tracemalloc
from datetime import UTC, date, datetime

from sqlalchemy import insert

from county_desk.intake.comparing.snapshot import villages
from county_desk.intake.taking_in.take_in import TakeIn
from county_desk.models.audit import Event
from county_desk.workflow.audit import events_proven, head, verify
from tests.benchmarks.deliveries import a_delivery

EACH = 60  # households of a delivery
LARGE = 1_000_000  # characters


def peak(work):
    """The most memory that Python held during some work, in bytes."""
    tracemalloc.start()
    work()
    _size, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return most


def test_four_times_the_households_take_no_more_memory(office, tmp_path):
    desk = office.at(date(2016, 11, 24))
    place = desk.read(villages)[0].id

    def deliver(batches):
        for batch in batches:
            desk.do(TakeIn(delivery=a_delivery(tmp_path, place, range(batch * EACH, (batch + 1) * EACH))))

    def proof():
        assert desk.read(verify).ok

    deliver(range(4))
    proof()  # the first proof fills the cache of name sounds
    few = peak(proof)
    deliver(range(4, 16))
    proof()
    many = peak(proof)
    assert many < few * 1.15


def test_large_events_are_read_one_after_another(office):
    with office.sessions() as session:
        last = head(session)
        row = {"at": datetime(2016, 11, 24, tzinfo=UTC), "actor": "王芳", "role": "county_clerk"}
        row |= {"command": "TakeIn", "request": "{}", "summary": "", "algorithm": "sha256-2"}
        previous = last.seal
        for number in range(last.id + 1, last.id + 9):
            about = {"id": number, "changes": "x" * LARGE, "previous": previous, "seal": f"{number}"}
            session.execute(insert(Event), row | about)
            previous = f"{number}"
        assert peak(lambda: list(events_proven(session, last.id))) < 5 * LARGE
