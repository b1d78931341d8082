"""Lists of assistance with 300,000 measures and 500,000 visits, against the list of 60,000 households.

The goal of issue 16, point 9: each act takes at most 1.5 times as long as the same on the list of households.
"""

import sqlite3
import statistics
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing
from datetime import date

import pytest
from sqlalchemy.orm import Session

from county_desk.storage.engine import file_of
from county_desk.tables.assistance import measures, needs
from county_desk.tables.assistance.help_figures import follow_up, income_chart
from county_desk.tables.assistance.household_account import household_account
from county_desk.tables.assistance.measures import overdue_measures
from county_desk.tables.assistance.officials import overdue_chart, overdue_of_officials, terms_of
from county_desk.tables.cases.queue import waiting
from county_desk.tables.household_detail import household_detail
from county_desk.tables.listing import ALL, Query, count, page
from county_desk.tables.monitoring import visits
from county_desk.tables.story import story_of
from county_desk.workflow.cases.next_steps import own_work
from county_desk.workflow.entry import Opened, sit_down
from tests.benchmarks.assistance_register import assistance_register
from tests.benchmarks.list_acts import ASSISTANCE, HOUSEHOLDS, PAGE, Narrowed, acts_on, first_page
from tests.benchmarks.measure import goal, seconds, tell
from tests.build import CLERK

pytestmark = pytest.mark.timeout(1800)
MOST, RUNS = 1.5, 3
DAY = date(2026, 11, 28)


@pytest.fixture(scope="module")
def register(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Opened]:
    """A register with everything that assistance adds."""
    opened = assistance_register(tmp_path_factory.mktemp("assistance") / "large.cdesk")
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def alone(register: Opened) -> dict[str, float]:
    """What each act takes on the list of households."""
    with register.sessions() as session:
        return timed(session, HOUSEHOLDS)


def timed(session: Session, of: Narrowed) -> dict[str, float]:
    """The CPU seconds of each act on a list."""
    return {name: seconds(act, RUNS) for name, act in acts_on(session, of).items()}


@pytest.mark.parametrize("name", ASSISTANCE)
def test_a_list(name: str, register: Opened, alone: dict[str, float]) -> None:
    """Each act on a list; a sort is held against the median sort of households."""
    of = ASSISTANCE[name]
    sort = statistics.median(taken for act, taken in alone.items() if act.startswith("by "))
    with closing(sqlite3.connect(file_of(register.url) or "")) as raw:
        every, window = f'SELECT * FROM "{of.table}"', f"ORDER BY id LIMIT {PAGE}"
        floor = seconds(lambda: raw.execute(f"{every} {window}").fetchall(), RUNS)
        plain = seconds(lambda: raw.execute(every).fetchall(), RUNS)
    with register.sessions() as session:
        taken = timed(session, of)
    for act, ours in taken.items():
        base = alone.get(act, sort)
        tell(f"{name}, {act}", ours, households=base, raw_page_of_one_table=floor, all_rows_raw=plain)
        goal("of the same on households", ours / base, MOST)


def test_the_queue(register: Opened, alone: dict[str, float]) -> None:
    """The first page of a clerk's work queue."""
    desk = sit_down(register, CLERK, today=DAY)
    listing = waiting(lambda: own_work(desk))
    ours = seconds(lambda: desk.read(first_page, listing, ALL), RUNS)
    tell("queue, first page", ours, households=alone["first page"])
    goal("of the first page of households", ours / alone["first page"], MOST)


def test_a_household(register: Opened, alone: dict[str, float]) -> None:
    """One household with its needs, measures, visits and officials."""
    desk = sit_down(register, CLERK, today=DAY)
    wanted = Query(where={"household_id": 7})
    card = seconds(lambda: desk.read(household_detail, 7), RUNS)
    parts: Mapping[str, Callable[[], object]] = {
        "needs": lambda: desk.read(page, needs.LISTING, wanted),
        "measures": lambda: desk.read(page, measures.LISTING, wanted),
        "visits": lambda: desk.read(page, visits.LISTING, wanted),
        "officials": lambda: desk.read(terms_of, 7),
        "story": lambda: desk.read(story_of, 7),
        "account": lambda: desk.read(household_account, 7, DAY),
    }
    for name, work in parts.items():
        ours = seconds(work, RUNS)
        tell(f"household, {name}", ours, first_page=alone["first page"], the_household_itself=card)
        goal("of the first page of households", ours / alone["first page"], MOST)


def test_the_charts(register: Opened, alone: dict[str, float]) -> None:
    """The charts and figures of the page of assistance, against the first page of households."""
    desk = sit_down(register, CLERK, today=DAY)
    charts: Mapping[str, Callable[[], object]] = {
        "income by measure": lambda: desk.read(income_chart),
        "visits by township": lambda: desk.read(overdue_chart, DAY),
        "follow-up": lambda: desk.read(follow_up, DAY),
        "overdue visits": lambda: desk.read(overdue_of_officials, DAY),
        "overdue measures": lambda: desk.read(overdue_measures, DAY),
        "open needs": lambda: desk.read(count, needs.LISTING, Query(where={"state": "open"})),
    }
    for name, work in charts.items():
        ours = seconds(work, RUNS)
        tell(f"chart, {name}", ours, households=alone["first page"])
        goal("of the first page of households", ours / alone["first page"], MOST)
