"""The best few rows that a word finds: by the index of the sort key where a word finds very many."""

import pytest

from county_desk.tables.households import LISTING
from county_desk.tables.listing import Query, best
from tests.build import a_household

HEADS = ("李秀英", "李大有", "王秀田", "单小红", "刘建国")


@pytest.fixture
def heads(office):
    """The heads that a word finds, at most so many."""
    for serial, head in enumerate(HEADS, start=1):
        a_household(office, head, serial=serial)

    def found(word, limit):
        return [
            row.head for row in office.read(lambda session: best(session, LISTING, Query(text=word), limit))
        ]

    return found


@pytest.mark.parametrize(
    ("word", "limit", "expected"),
    [
        ("l", 2, ["李大有", "李秀英"]),
        ("L", 3, ["李大有", "李秀英", "刘建国"]),
        ("李", 1, ["李大有"]),
        ("李秀", 1, ["李秀英"]),
        ("s", 1, ["单小红"]),
    ],
)
def test_the_first_names_that_begin_so_come_in_their_order(heads, word, limit, expected):
    assert heads(word, limit) == expected


def test_fewer_than_wanted_are_filled_up_with_what_is_found_inside(heads):
    assert set(heads("x", 9)) == {"单小红", "李秀英", "王秀田"}


def test_a_row_has_what_names_it_and_no_more(office, heads):
    query = Query(text="王")
    (row,) = office.read(lambda session: best(session, LISTING, query, 1))
    assert row.head == "王秀田"
    assert not hasattr(row, "persons")
