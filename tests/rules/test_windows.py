"""The windows of the year for changes of households, at their edges."""

from datetime import date

import pytest

from county_desk.rules.parameters import ParameterBook
from county_desk.rules.windows import next_opening, waits, window_of


@pytest.fixture(scope="module")
def terms():
    """The figures of a province and of a county's own by day."""
    book = ParameterBook.load()

    def of(province="", own=()):
        return lambda day: book.on(day, province, own=own)

    return of


def own(year, **days):
    """The window that a county enters for a year."""
    figures = {"waits": "all", "opens": "10-01", "closes": "10-31"} | days
    return [(f"adjustment_{name}", date(year, 1, 1), value, "县文件") for name, value in figures.items()]


@pytest.mark.parametrize(
    ("province", "today", "happened_on", "county", "wait"),
    [
        ("", "2016-06-01", "2016-05-20", False, False),
        ("hunan", "2019-10-31", "2019-06-01", True, True),
        ("hunan", "2019-11-01", "2019-06-01", False, False),
        ("hunan", "2019-12-31", "2019-12-31", False, False),
        ("hunan", "2020-01-01", "2019-12-31", False, False),
        ("shandong", "2020-09-30", "2020-09-01", True, True),
        ("shandong", "2020-10-01", "2020-10-01", False, False),
        ("shandong", "2020-11-20", "2020-10-31", False, False),
        ("shandong", "2020-11-20", "2020-11-01", False, True),
        ("shandong", "2020-11-21", "2020-10-31", False, True),
        ("shandong", "2020-11-21", "2020-10-31", True, False),
        ("shandong", "2020-11-25", "2020-10-31", True, False),
        ("shandong", "2020-11-26", "2020-10-31", True, True),
        ("shandong", "2021-01-01", "2020-12-01", False, False),
        ("hunan", "2026-06-01", "2026-05-01", False, False),
    ],
)
def test_a_change_waits_outside_its_window(terms, province, today, happened_on, county, wait):
    days = (date.fromisoformat(today), date.fromisoformat(happened_on))
    assert waits(terms(province), *days, whole=False, county=county) is wait


@pytest.mark.parametrize(("whole", "wait"), [(True, True), (False, False)])
def test_only_whole_households_may_wait(terms, whole, wait):
    found = terms(own=own(2018, waits="households"))
    assert waits(found, date(2018, 6, 1), date(2018, 5, 1), whole=whole, county=True) is wait


def test_a_lock_may_lie_in_the_next_year(terms):
    found = terms(own=own(2018, opens="12-01", closes="12-31", entry="01-10", lock="01-15"))
    window = window_of(found, 2018)
    assert (window.entry, window.lock) == (date(2019, 1, 10), date(2019, 1, 15))
    assert not waits(found, date(2019, 1, 10), date(2018, 12, 31), whole=False, county=False)
    assert waits(found, date(2019, 1, 11), date(2018, 12, 31), whole=False, county=False)


def test_a_window_without_document_is_none_and_the_change_waits(terms):
    found = terms(own=own(2018))
    assert window_of(found, 2017) is None
    assert next_opening(found, date(2018, 6, 1)) == date(2018, 10, 1)
    assert next_opening(found, date(2018, 10, 1)) is None
    assert waits(found, date(2018, 9, 30), date(2018, 9, 1), whole=False, county=True)


@pytest.mark.parametrize(
    ("typed", "right"), [("10-01", True), ("13-01", False), ("02-30", False), ("10-1", False)]
)
def test_a_month_and_a_day_is_asked_for(typed, right):
    trouble = ParameterBook.load()["adjustment_opens"].trouble_with(typed)
    assert (trouble == "") is right
