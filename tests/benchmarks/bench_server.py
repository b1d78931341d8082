"""Each act on the lists of a large register, on PostgreSQL against the same on SQLite.

It needs the server that `COUNTY_DESK_TEST_POSTGRES` names, on this computer: its CPU time is counted, too.
"""

import time
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy.orm import Session

from county_desk.storage.engine import connect, reading
from county_desk.storage.moving import move
from county_desk.tables.cases.queue import waiting
from county_desk.tables.listing import Query
from county_desk.workflow.cases.next_steps import own_work
from county_desk.workflow.desk import Desk
from county_desk.workflow.entry import open_register, sit_down
from tests.benchmarks.assistance_register import assistance_register
from tests.benchmarks.list_acts import LISTS, Narrowed, acts_on, filters_of
from tests.benchmarks.measure import goal, seconds
from tests.build import CLERK
from tests.databases import SERVER, drop_schema, new_schema, schema_url

pytestmark = [
    pytest.mark.timeout(3600),
    pytest.mark.skipif(not SERVER, reason="COUNTY_DESK_TEST_POSTGRES names no server"),
]
SCHEMA, MOST, RUNS = "desk_bench", 1.5, 5
DAY = date(2026, 11, 28)

type Desks = tuple[Desk, Desk]


@pytest.fixture(scope="module")
def desks(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desks]:
    """A clerk's desk at a register in a file, and at the same register on the server."""
    in_file = assistance_register(tmp_path_factory.mktemp("large") / "large.cdesk")
    new_schema(SCHEMA)
    target = connect(schema_url(SCHEMA))
    move(in_file.engine, target)
    target.dispose()
    on_server = open_register(schema_url(SCHEMA))
    yield sit_down(in_file, CLERK, today=DAY), sit_down(on_server, CLERK, today=DAY)
    in_file.close()
    on_server.close()
    drop_schema(SCHEMA)


def with_server(session: Session) -> Callable[[], float]:
    """Make the clock of the CPU time that this process and the server's process for a session have used."""
    line: Any = session.connection().connection.dbapi_connection
    spent = Path(f"/proc/{line.info.backend_pid}/schedstat")
    return lambda: time.process_time() + int(spent.read_text().split()[0]) / 1e9


def of_desk(name: str, desk: Desk) -> Narrowed:
    """A list at a desk: the work queue of its person, or one that is the same for everybody."""
    queue = Narrowed(waiting(lambda: own_work(desk)), "case", {"text": Query(text="秀英")})
    return queue if name == "queue" else LISTS[name]


@pytest.mark.parametrize("name", ["queue", *LISTS])
def test_a_list(name: str, desks: Desks) -> None:
    """Each act on a list, and the filter of each of its columns."""
    in_file, on_server = desks
    with in_file.sessions() as here, on_server.sessions() as there:
        reading(there)
        clock = with_server(there)
        acts, same = (
            acts_on(session, of) | filters_of(session, of.listing)
            for session, of in ((here, of_desk(name, in_file)), (there, of_desk(name, on_server)))
        )
        for act, work in acts.items():
            base, ours = seconds(work, RUNS), seconds(same[act], RUNS, clock)
            print(f"\n{name}, {act}: {base * 1000:.1f} ms CPU in a file, {ours * 1000:.1f} ms on the server")
            goal("of the same in a file", ours / base, MOST)
