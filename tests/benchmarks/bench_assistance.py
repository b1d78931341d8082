"""Lists of assistance with 300,000 measures and 500,000 visits, against the list of 60,000 households.

The goal of issue 16, point 9: each act takes at most 1.5 times as long as the same on the list of households.
"""

import sqlite3
import statistics
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing
from datetime import date
from functools import partial
from typing import Any, NamedTuple

import pytest
from sqlalchemy.orm import Session

from county_desk.storage.engine import file_of
from county_desk.tables.assistance import measures, needs, officials, payments, projects, stages
from county_desk.tables.assistance.help_figures import follow_up, income_chart, money_chart, needs_chart
from county_desk.tables.assistance.household_account import household_account
from county_desk.tables.assistance.measures import overdue_measures
from county_desk.tables.assistance.officials import overdue_chart, overdue_of_officials, terms_of
from county_desk.tables.cases.queue import waiting
from county_desk.tables.conditions import SortLevel
from county_desk.tables.household_detail import household_detail
from county_desk.tables.households import LISTING
from county_desk.tables.listing import ALL, Listing, Query, by_number, count, numbers, page
from county_desk.tables.monitoring import visits
from county_desk.tables.story import story_of
from county_desk.tables.supervision import inspections
from county_desk.workflow.cases.next_steps import own_work
from county_desk.workflow.entry import Opened, sit_down
from tests.benchmarks.assistance_register import assistance_register
from tests.benchmarks.measure import goal, seconds, tell
from tests.build import CLERK

pytestmark = pytest.mark.timeout(1800)
PAGE, MOST, RUNS = 256, 1.5, 3
DAY = date(2026, 11, 28)
VILLAGE = {"village": "大河村"}


class Narrowed(NamedTuple):
    """A list, its table, and the values of the columns by which a clerk filters it."""

    listing: Listing[Any]
    table: str
    filters: Mapping[str, Query]


def _by(text: str, **status: object) -> Mapping[str, Query]:
    return {"village": Query(where=VILLAGE), "status": Query(where=status), "text": Query(text=text)}


HOUSEHOLDS = Narrowed(LISTING, "household", _by("秀英", standing="exited"))
LISTS = {
    "needs": Narrowed(needs.LISTING, "need", _by("秀英", state="open")),
    "measures": Narrowed(measures.LISTING, "measure", _by("秀英", kind="产业帮扶")),
    "stages": Narrowed(stages.STAGES_LISTING, "measure_stage", _by("秀英", stage="loan/granted")),
    "visits": Narrowed(visits.LISTING, "watch_visit", _by("秀英", purpose="contact")),
    "pairings": Narrowed(officials.PAIRINGS_LISTING, "pairing", _by("秀英", state="late")),
    "officials": Narrowed(officials.OFFICIALS_LISTING, "official", {"text": Query(text="干部77")}),
    "projects": Narrowed(
        projects.PROJECTS_LISTING,
        "project",
        {"village": Query(where={"place": "大河村"}), "status": Query(where={"standing": "started"})},
    ),
    "funds": Narrowed(projects.FUNDS_LISTING, "fund", {"text": Query(text="衔接")}),
    "payments": Narrowed(
        payments.PAYMENTS_LISTING,
        "payment",
        {
            "status": Query(where={"question": "twice"}),
            "early days": Query(where={"question": "early"}),
            "text": Query(text="村组道路19"),
        },
    ),
    "findings": Narrowed(inspections.FINDINGS_LISTING, "inspection_finding", _by("秀英", severity="grave")),
}


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
        return acts_on(session, HOUSEHOLDS)


def first_page(session: Session, listing: Listing[Any], query: Query) -> None:
    """What a list needs before it can be painted."""
    count(session, listing, query)
    page(session, listing, query, 0, PAGE)


def acts_on(session: Session, of: Narrowed) -> dict[str, float]:
    """The CPU seconds of each act on a list; a sort is named "by" and its column."""
    taken: dict[str, float] = {}

    def act(name: str, work: Callable[[], object]) -> None:
        taken[name] = seconds(work, RUNS)

    listing = of.listing
    act("first page", lambda: first_page(session, listing, ALL))
    act("count", lambda: count(session, listing, ALL))
    order = numbers(session, listing)
    middle = order[len(order) // 2 :][:PAGE]
    act("order of all", lambda: numbers(session, listing))
    act("page in the middle", lambda: by_number(session, listing, middle))
    for name, query in of.filters.items():
        act(f"filter by {name}", partial(first_page, session, listing, query))
    for column in listing.table.columns:
        if not column.hidden:
            query = Query(sort=(SortLevel(column.key, descending=True),))
            act(f"by {column.key}", partial(page, session, listing, query, 0, PAGE))
    return taken


@pytest.mark.parametrize("name", LISTS)
def test_a_list(name: str, register: Opened, alone: dict[str, float]) -> None:
    """Each act on a list; a sort is held against the median sort of households."""
    of = LISTS[name]
    sort = statistics.median(taken for act, taken in alone.items() if act.startswith("by "))
    with closing(sqlite3.connect(file_of(register.url) or "")) as raw:
        every, window = f"SELECT * FROM {of.table}", f"ORDER BY id LIMIT {PAGE}"
        floor = seconds(lambda: raw.execute(f"{every} {window}").fetchall(), RUNS)
        plain = seconds(lambda: raw.execute(every).fetchall(), RUNS)
    with register.sessions() as session:
        taken = acts_on(session, of)
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
        "needs by cause": lambda: desk.read(needs_chart),
        "income by measure": lambda: desk.read(income_chart),
        "money by project": lambda: desk.read(money_chart),
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
