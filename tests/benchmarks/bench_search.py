"""Searches and orders of names in a large register, against LIKE and against the floor."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing

import pytest

from county_desk.storage.engine import file_of
from county_desk.tables.all_lists import LISTS
from county_desk.tables.conditions import SortLevel
from county_desk.tables.listing import ALL, Query, count, page
from county_desk.views.finder_answers import find
from county_desk.workflow.entry import Opened, sit_down
from tests.benchmarks.measure import goal, seconds, tell
from tests.benchmarks.registers import HOUSEHOLDS, MEMBERS, large_register
from tests.build import CLERK, FOUNDED
from tests.views.all_pages import PAGES

PAGE = 256
WORDS = ("lxy", "lixiaoyu", "李小", "李xy", "xiaoyu", "0312", "dh lxy", "l")
LIKE = """SELECT id FROM household WHERE head LIKE '%小玉%'
UNION ALL SELECT id FROM member WHERE name LIKE '%小玉%'"""
FLOOR = """SELECT sum(length(head_found)) FROM household
UNION ALL SELECT sum(length(name_found)) FROM member"""


@pytest.fixture(scope="module")
def register(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Opened]:
    """A register of 60,000 households and 220,000 people."""
    opened = large_register(tmp_path_factory.mktemp("large") / "large.cdesk", HOUSEHOLDS, MEMBERS)
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def plain(register: Opened) -> dict[str, float]:
    """The seconds of a search by LIKE in bare SQL, and of reading all keys in their index."""
    with closing(sqlite3.connect(file_of(register.url) or "")) as connection:
        return {
            "plain_LIKE_on_names": seconds(lambda: connection.execute(LIKE).fetchall()),
            "reading_all_keys": seconds(lambda: connection.execute(FLOOR).fetchall()),
        }


@pytest.mark.parametrize("word", WORDS)
def test_ctrl_k(word: str, register: Opened, plain: dict[str, float]) -> None:
    """All kinds of records at once, ranked."""
    desk = sit_down(register, CLERK, today=FOUNDED)
    ours = seconds(lambda: find(desk, {}, word, PAGES))
    tell(f"Ctrl+K, {word}", ours, **plain)
    goal("milliseconds", ours * 1000, 50)


@pytest.mark.parametrize("word", WORDS)
@pytest.mark.parametrize("name", ["households", "members"])
def test_a_list(name: str, word: str, register: Opened, plain: dict[str, float]) -> None:
    """Count and first page of what a word finds."""
    listing, query = LISTS[name], Query(text=word)
    with register.sessions() as session:
        ours = seconds(lambda: (count(session, listing, query), page(session, listing, query, 0, PAGE)))
    tell(f"{name}, {word}", ours, **plain)
    goal("milliseconds", ours * 1000, 50)


@pytest.mark.parametrize(("name", "key"), [("households", "head"), ("members", "name")])
@pytest.mark.parametrize("descending", [False, True])
def test_the_first_page_by_name(name: str, key: str, descending: bool, register: Opened) -> None:
    """Sorted by sound, both ways, against the usual order."""
    listing, query = LISTS[name], Query(sort=(SortLevel(key, descending),))
    with register.sessions() as session:
        usual = seconds(lambda: page(session, listing, ALL, 0, PAGE))
        ours = seconds(lambda: page(session, listing, query, 0, PAGE))
    tell(f"{name} by {key}{', descending' if descending else ''}", ours, usual_order=usual)
    goal("first page against unsorted", ours / usual, 1.3)
