"""Each act on the lists of a large register, on PostgreSQL against the same on SQLite.

It needs the server that `COUNTY_DESK_TEST_POSTGRES` names.
"""

import statistics
import time
from collections.abc import Iterator
from contextlib import ExitStack
from datetime import date

import pytest

from county_desk.storage.engine import connect, reading
from county_desk.storage.moving import move
from county_desk.tables.cases.queue import waiting
from county_desk.tables.listing import Query
from county_desk.workflow.cases.next_steps import own_work
from county_desk.workflow.desk import Desk
from county_desk.workflow.entry import open_register, sit_down
from tests.benchmarks.assistance_register import assistance_register
from tests.benchmarks.list_acts import LISTS, Act, Narrowed, acts_on, filters_of
from tests.benchmarks.measure import goal
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


def elapsed(acts: tuple[Act, Act]) -> list[float]:
    """The median seconds by the clock of two acts that take turns, after one turn that does not count."""
    taken: list[list[float]] = [[], []]
    for run in range(RUNS + 1):
        for act, of in zip(acts, taken, strict=True):
            begun = time.perf_counter()
            act()
            if run:
                of.append(time.perf_counter() - begun)
    return [statistics.median(of) for of in taken]


def compared(what: str, in_file: Act, on_server: Act) -> None:
    """Print how long an act takes in a file and on the server, and whether the ratio is within its goal."""
    base, ours = elapsed((in_file, on_server))
    print(f"\n{what}: {base * 1000:.1f} ms in a file, {ours * 1000:.1f} ms on the server")
    goal("of the same in a file", ours / base, MOST)


def of_desk(name: str, desk: Desk) -> Narrowed:
    """A list at a desk: the work queue of its person, or one that is the same for everybody."""
    queue = Narrowed(waiting(lambda: own_work(desk)), "case", {"text": Query(text="秀英")})
    return queue if name == "queue" else LISTS[name]


@pytest.mark.parametrize("name", ["queue", *LISTS])
def test_a_list(name: str, desks: Desks) -> None:
    """Each act on a list, and the filter of each of its columns."""
    with ExitStack() as closing:
        both = []
        for desk in desks:
            session = closing.enter_context(desk.sessions())
            reading(session)
            of = of_desk(name, desk)
            both.append(acts_on(session, of) | filters_of(session, of.listing))
        in_file, on_server = both
        for act in in_file:
            compared(f"{name}, {act}", in_file[act], on_server[act])
