"""Lists of 60,000 households: any filter or sort to the first page, against raw SQL and against the ORM."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from county_desk.models.household import Household
from county_desk.storage.engine import file_of
from county_desk.tables.conditions import SortLevel
from county_desk.tables.households import LISTING
from county_desk.tables.listing import ALL, Query, count, page
from county_desk.workflow.entry import Opened
from tests.benchmarks.measure import goal, seconds, tell
from tests.benchmarks.registers import large_register

PAGE = 256


@pytest.fixture(scope="module")
def register(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Opened]:
    """A register of 60,000 households."""
    opened = large_register(tmp_path_factory.mktemp("large") / "large.cdesk")
    yield opened
    opened.close()


def first_page(session: Session, query: Query) -> None:
    """What a list needs before it can be painted."""
    count(session, LISTING, query)
    page(session, LISTING, query, 0, PAGE)


QUERIES = {
    "all": ALL,
    "one standing": Query(where={"standing": "exited"}),
    "part of a name": Query(text="秀英"),
    "sorted by income": Query(sort=(SortLevel("income_per_head", descending=True),)),
    "sorted by head": Query(sort=(SortLevel("head"),)),
}


@pytest.mark.parametrize("name", QUERIES)
def test_a_list(name: str, register: Opened) -> None:
    """Count and first page of one query."""
    path = file_of(register.url)
    with closing(sqlite3.connect(path or "")) as raw:
        floor = seconds(lambda: raw.execute(f"SELECT * FROM household ORDER BY id LIMIT {PAGE}").fetchall())
    with register.sessions() as session:
        ours = seconds(lambda: first_page(session, QUERIES[name]))
        rows = seconds(lambda: session.execute(select(Household.__table__)).all(), 3)
    tell(f"household list, {name}", ours, raw_page_of_one_table=floor, all_rows_by_core=rows)
    goal("milliseconds to the first page", ours * 1000, 50)


def test_a_page_far_down(register: Opened) -> None:
    """A page at the end against the first page."""
    with register.sessions() as session:
        first = seconds(lambda: page(session, LISTING, ALL, 0, PAGE))
        last = seconds(lambda: page(session, LISTING, ALL, 59_000, PAGE))
    tell("page at row 59,000", last, first_page=first)
