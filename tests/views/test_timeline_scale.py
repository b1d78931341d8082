"""The days of a timeline: where each stands, and whether offices work."""

from datetime import date

import pytest

from county_desk.rules.calendar import Calendar
from county_desk.text import CHINESE, language
from county_desk.views.disclosure.timeline_scale import (
    DayKind,
    Scale,
    day_word,
    is_day_off,
    kind_of,
    month_word,
)


@pytest.fixture(scope="module")
def calendar():
    return Calendar.load()


@pytest.mark.parametrize(
    ("day", "kind"),
    [
        (date(2016, 10, 7), DayKind.HOLIDAY),
        (date(2016, 10, 8), DayKind.MAKE_UP),
        (date(2016, 10, 15), DayKind.WEEKEND),
        (date(2016, 10, 17), DayKind.WORKDAY),
        (date(2027, 1, 1), DayKind.UNKNOWN),
    ],
)
def test_a_day_is_what_the_calendar_of_its_year_says(calendar, day, kind):
    assert kind_of(calendar, day) is kind
    assert is_day_off(kind) is (kind in (DayKind.HOLIDAY, DayKind.WEEKEND))


def test_a_holiday_and_a_make_up_day_are_marked_in_both_languages(calendar):
    days = [date(2016, 10, 7), date(2016, 10, 8), date(2016, 10, 17), date(2027, 1, 1)]
    assert [day_word(calendar, day) for day in days] == ["off", "on", "M", "?"]
    with language(CHINESE):
        assert [day_word(calendar, day) for day in days] == ["休", "班", "一", "?"]
        assert month_word(days[0]) == "2016 年 10 月"
    assert month_word(days[0]) == "October 2016"


def test_a_scale_reaches_beyond_the_first_and_the_last_day_and_always_holds_today():
    scale = Scale.over([(date(2016, 10, 10), date(2016, 10, 16))], date(2016, 11, 1), 30)
    assert scale.first < date(2016, 10, 10)
    assert scale.left(date(2016, 11, 1)) < scale.total
    assert scale.left(date(2016, 10, 11)) - scale.left(date(2016, 10, 10)) == 30


def test_it_names_the_days_between_two_places():
    scale = Scale(date(2016, 10, 1), 10, 30)
    assert list(scale.between(31, 89)) == [date(2016, 10, 2), date(2016, 10, 3)]
    assert list(scale.between(-100, 10)) == [date(2016, 10, 1)]
    assert list(scale.between(280, 900)) == [date(2016, 10, 10)]
