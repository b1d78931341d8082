"""Lists of 60,000 households and 220,000 people: any sort or filter, and what it costs the window."""

import sqlite3
import statistics
from collections.abc import Iterator
from contextlib import closing
from decimal import Decimal
from functools import partial
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from county_desk.models.household import Household, Member
from county_desk.storage.engine import file_of
from county_desk.tables.conditions import Condition, Operator, SortLevel
from county_desk.tables.households import LISTING, MEMBERS_LISTING
from county_desk.tables.listing import ALL, Listing, Query, by_number, choices, count, numbers, page
from county_desk.workflow.entry import Opened
from tests.benchmarks.measure import goal, seconds, tell
from tests.benchmarks.registers import MEMBERS, large_register

PAGE = 256
LISTS: dict[str, tuple[Listing[Any], Any]] = {
    "households": (LISTING, Household),
    "members": (MEMBERS_LISTING, Member),
}


@pytest.fixture(scope="module")
def register(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Opened]:
    """A register of 60,000 households with 220,000 members."""
    opened = large_register(tmp_path_factory.mktemp("large") / "large.cdesk", members=MEMBERS)
    yield opened
    opened.close()


def first_page(session: Session, listing: Listing[Any], query: Query) -> None:
    """What a list needs before it can be painted."""
    count(session, listing, query)
    page(session, listing, query, 0, PAGE)


def in_python(session: Session, listing: Listing[Any], level: SortLevel) -> None:
    """The obvious alternative: all rows of the list in memory, sorted there."""
    column = listing.table[level.key]
    rows = page(session, listing)
    rows.sort(
        key=lambda row: (column.value(row) is not None, column.value(row) or 0), reverse=level.descending
    )


NARROWED = {
    "all": ALL,
    "one standing": Query(where={"standing": "exited"}),
    "part of a name": Query(text="秀英"),
    "income of 3,000 or more": Query(
        conditions=(Condition("income_per_head", Operator.AT_LEAST, Decimal(3000)),)
    ),
    "the 10 highest incomes": Query(conditions=(Condition("income_per_head", Operator.TOP, 10),)),
    "a head whose name contains 秀": Query(conditions=(Condition("head", Operator.CONTAINS, "秀"),)),
    "no identity number": Query(conditions=(Condition("id_number", Operator.BLANK),)),
}


@pytest.mark.parametrize("name", NARROWED)
def test_a_filter(name: str, register: Opened) -> None:
    """Count and first page of the households that a filter lets through."""
    path = file_of(register.url)
    with closing(sqlite3.connect(path or "")) as raw:
        floor = seconds(lambda: raw.execute(f"SELECT * FROM household ORDER BY id LIMIT {PAGE}").fetchall())
    with register.sessions() as session:
        ours = seconds(lambda: first_page(session, LISTING, NARROWED[name]))
        every = seconds(lambda: first_page(session, LISTING, ALL))
        rows = seconds(lambda: session.execute(select(Household.__table__)).all(), 3)
    tell(f"households, {name}", ours, unfiltered=every, raw_page_of_one_table=floor, all_rows_by_core=rows)
    goal("milliseconds to the first page", ours * 1000, 50)


@pytest.mark.parametrize("name", LISTS)
def test_every_sort(name: str, register: Opened) -> None:
    """The first page sorted by each column, against opening the list in its usual order and against Python.

    A list that is sorted anew is not counted anew; `counted` says what that would cost.
    """
    listing, record = LISTS[name]
    with register.sessions() as session:
        usual = seconds(lambda: first_page(session, listing, ALL))
        counted = seconds(partial(count, session, listing))
        floor = seconds(lambda: session.execute(select(record.id).order_by(record.id).limit(PAGE)).all())
        python = seconds(lambda: in_python(session, listing, SortLevel("id", descending=True)), 1)
        tell(
            f"{name}, usual order", usual, counted=counted, numbers_of_one_page=floor, sorted_in_python=python
        )
        for column in listing.table.columns:
            for descending in (False, True):
                query = Query(sort=(SortLevel(column.key, descending),))
                ours = seconds(partial(page, session, listing, query, 0, PAGE))
                way = "down" if descending else "up"
                tell(f"{name} by {column.key} {way}", ours, usual_order=usual, sorted_in_python=python)
                goal("of the usual order", ours / usual, 1.3)


@pytest.mark.parametrize("name", LISTS)
def test_a_page_far_down(name: str, register: Opened) -> None:
    """A page at the end, sorted by the database again or found by number, against the first page."""
    listing, _record = LISTS[name]
    query = Query(sort=(SortLevel("id_number"),))
    with register.sessions() as session:
        order = numbers(session, listing, query)
        far = len(order) - 2 * PAGE
        first = seconds(lambda: page(session, listing, ALL, 0, PAGE))
        again = seconds(lambda: page(session, listing, query, far, PAGE))
        known = seconds(lambda: by_number(session, listing, order[far : far + PAGE]))
        whole = seconds(lambda: numbers(session, listing, query))
    tell(f"{name}, the order of all", whole, first_page=first)
    tell(f"{name}, page at row {far:,}", known, first_page=first, sorted_again=again)
    goal("of the first page", known / first, 1.3)


def test_the_values_of_a_column(register: Opened) -> None:
    """What a filter list offers, for a column of many values and for one of few."""
    with register.sessions() as session:
        usual = seconds(lambda: first_page(session, LISTING, ALL))
        for key in ("income_per_head", "village"):
            ours = seconds(partial(choices, session, LISTING, key, ALL, ALL))
            tell(f"values of {key}", ours, first_page=usual)


@pytest.mark.parametrize("name", LISTS)
def test_the_window_while_a_list_is_sorted(name: str, register: Opened) -> None:
    """Time of the window's own thread from the click on a title until the rows are painted, and to scroll."""
    from tests.benchmarks.window_list import ListWindow

    listing, _record = LISTS[name]
    with ListWindow(register, listing) as window:
        keys = [column.key for column in listing.table.columns if not column.hidden]
        taken = {key: window.sort(SortLevel(key, descending=True)) for key in keys}
        scrolled = window.scroll()
    worst = max(taken, key=lambda key: taken[key])
    median = statistics.median(taken.values())
    tell(f"{name}, the window while sorting by {worst}", taken[worst], median=median)
    goal("milliseconds of the window", taken[worst] * 1000, 50)
    tell(f"{name}, the window for a far page", scrolled, sorting=median)
    goal("milliseconds of the window", scrolled * 1000, 50)
