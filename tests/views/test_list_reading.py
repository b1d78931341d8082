"""How a list is read: counted when it must be, and its far pages found by number."""

from functools import partial

import pytest

from county_desk.tables.conditions import SortLevel
from county_desk.tables.households import LISTING
from county_desk.tables.listing import ALL, Query, by_number, count, numbers, page
from county_desk.tables.monitoring import visits
from county_desk.views.jobs import Jobs
from county_desk.views.lists import list_reading, row_order
from county_desk.views.lists.list_reading import read_list
from tests.build import a_household, two_households
from tests.views.test_every_list import ListPage

UP = Query(sort=(SortLevel("number"),))


@pytest.fixture
def counted(monkeypatch):
    """The queries that were counted."""
    asked = []

    def counting(session, listing, query=ALL):
        asked.append(query)
        return count(session, listing, query)

    monkeypatch.setattr(list_reading, "count", counting)
    return asked


def test_rows_that_fit_on_the_first_page_are_not_counted(guizhou, desk, counted):
    two_households(guizhou)
    first = read_list(desk, LISTING, ALL, ALL)
    assert (first.total, first.every, len(first.rows)) == (2, 2, 2)
    assert counted == []


def test_a_list_that_is_only_sorted_is_not_counted_again(guizhou, desk, counted, monkeypatch):
    two_households(guizhou)
    monkeypatch.setattr(list_reading, "PAGE", 2)
    first = read_list(desk, LISTING, ALL, ALL)
    again = read_list(desk, LISTING, UP, ALL, first)
    assert counted == [ALL]
    assert (again.total, again.every) == (first.total, first.every) == (2, 2)
    assert [row.number for row in again.rows] == sorted(row.number for row in first.rows)


def test_a_list_is_counted_again_after_an_act_of_anybody(guizhou, desk, counted):
    two_households(guizhou)
    first = read_list(desk, LISTING, ALL, ALL)
    a_household(guizhou, "张三", serial=3)
    again = read_list(desk, LISTING, UP, ALL, first)
    assert (again.total, again.every, len(again.rows)) == (3, 3, 3)


def test_another_filter_counts_what_it_lets_through_alone(guizhou, desk, counted, monkeypatch):
    two_households(guizhou)
    monkeypatch.setattr(list_reading, "PAGE", 1)
    first = read_list(desk, LISTING, ALL, ALL)
    narrowed = Query(where={"head": (first.rows[0].head,)})
    again = read_list(desk, LISTING, narrowed, ALL, first)
    assert counted == [ALL, narrowed]
    assert (again.total, again.every) == (1, 2)


def test_rows_come_in_the_order_of_their_numbers_and_those_that_are_gone_are_left_out(guizhou, desk):
    two_households(guizhou)
    down = Query(sort=(SortLevel("id", descending=True),))
    order = desk.read(partial(numbers, listing=LISTING, query=down))
    assert order == sorted(order, reverse=True)
    rows = desk.read(partial(by_number, listing=LISTING, wanted=[*order, 999]))
    assert [row.id for row in rows] == order
    assert rows == desk.read(partial(page, listing=LISTING, query=down))


def test_a_far_page_of_a_long_list_is_found_by_number(guizhou, desk, qtbot, monkeypatch):
    two_households(guizhou)
    a_household(guizhou, "张三", serial=3)
    monkeypatch.setattr(row_order, "PAGE", 1)  # so that three rows are a long list
    sorted_again = []

    def paged(*given):
        sorted_again.append(given)
        return page(*given)

    monkeypatch.setattr(row_order, "page", paged)
    jobs = Jobs()
    shown = ListPage(desk, jobs, LISTING)
    qtbot.addWidget(shown)
    shown.refresh()
    qtbot.waitUntil(lambda: shown.list.model.rowCount() == 3)
    fetch = shown.list.model.reader()
    before = fetch(0, 3)
    assert len(sorted_again) == 1
    qtbot.waitUntil(lambda: bool(shown.list._order._known))
    assert fetch(0, 3) == before
    assert len(sorted_again) == 1
    jobs.close()


def test_a_long_list_is_read_in_order_only_where_no_index_has_the_order(desk, qtbot):
    jobs = Jobs()
    shown = ListPage(desk, jobs, visits.LISTING)
    qtbot.addWidget(shown)
    order = shown.list._order

    def is_read(query=ALL):
        order.fetcher(query, 100_000)
        return order._quiet.isActive()

    by_village, by_finding = SortLevel("village"), SortLevel("found")
    assert not is_read()
    assert not is_read(Query(sort=(by_village,)))
    for query in (
        Query(sort=(by_finding,)),
        Query(sort=(by_village, by_finding)),
        Query(where={"village_id": (1, 2)}),
        Query(text="张"),
    ):
        assert is_read(query), query
    jobs.close()
