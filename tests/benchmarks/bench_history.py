"""The history: verifying it against reading and hashing alone."""

import hashlib
import time
from datetime import date
from pathlib import Path

from sqlalchemy import text

from county_desk.models.register import RegisterKind
from county_desk.workflow.audit import verify
from county_desk.workflow.entry import found, sit_down
from county_desk.workflow.registry import SetContact
from tests.benchmarks.measure import seconds, sized, tell
from tests.build import CLERK, FOUNDED, PEOPLE, lines

EVENTS = sized(2_000)


def test_a_verification(tmp_path: Path) -> None:
    """Two thousand acts, each one commit to the disk."""
    opened = found(
        tmp_path / "bench.cdesk",
        name="青岚县",
        code="990101",
        places=lines(),
        people=PEOPLE,
        kind=RegisterKind.REHEARSAL,
        today=FOUNDED,
    )
    desk = sit_down(opened, CLERK, today=date(2016, 6, 1))
    begun = time.process_time()
    for number in range(EVENTS):
        desk.do(SetContact(place=3, telephone=f"0000-{number:07}"))
    acts = (time.process_time() - begun) / EVENTS

    def floor() -> None:
        with opened.sessions() as session:
            for row in session.execute(text("SELECT * FROM event")):
                hashlib.sha256("".join(map(str, row)).encode()).hexdigest()

    ours = seconds(lambda: desk.read(verify), 3)
    assert desk.read(verify).ok
    tell(f"verifying {EVENTS} events, seals and state", ours, reading_and_hashing=seconds(floor, 3))
    print(f"   one act with its seal and commit: {acts * 1000:.2f} ms CPU")
    opened.close()
