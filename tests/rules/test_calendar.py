"""Periods end on the day the calendar says, and nobody guesses a year that is not loaded."""

from datetime import date, timedelta

import pytest

from county_desk.rules.calendar import Calendar, Counting, Undecided, YearTable
from county_desk.rules.policy_file import WrongFile
from county_desk.text import language

# start, days, last day inclusive, last day by the Civil Code, last day in working days
AROUND_HOLIDAYS = [
    ("2014-01-27", 7, "2014-02-02", "2014-02-07", "2014-02-11"),
    ("2015-02-13", 5, "2015-02-17", "2015-02-25", "2015-02-26"),
    ("2016-02-05", 10, "2016-02-14", "2016-02-15", "2016-02-24"),
    ("2016-02-06", 7, "2016-02-12", "2016-02-14", "2016-02-22"),
    ("2017-01-26", 5, "2017-01-30", "2017-02-03", "2017-02-08"),
    ("2018-02-11", 10, "2018-02-20", "2018-02-22", "2018-03-01"),
    ("2018-02-14", 7, "2018-02-20", "2018-02-22", "2018-03-01"),
    ("2019-02-02", 5, "2019-02-06", "2019-02-11", "2019-02-14"),
    ("2020-01-22", 10, "2020-01-31", "2020-02-03", "2020-02-13"),
    ("2021-02-10", 7, "2021-02-16", "2021-02-18", "2021-02-25"),
    ("2022-01-29", 5, "2022-02-02", "2022-02-07", "2022-02-10"),
    ("2023-01-20", 10, "2023-01-29", "2023-01-30", "2023-02-08"),
    ("2024-02-09", 7, "2024-02-15", "2024-02-18", "2024-02-26"),
    ("2025-01-26", 5, "2025-01-30", "2025-02-05", "2025-02-08"),
    ("2026-02-13", 10, "2026-02-22", "2026-02-24", "2026-03-05"),
    ("2014-09-28", 7, "2014-10-04", "2014-10-08", "2014-10-13"),
    ("2015-09-30", 5, "2015-10-04", "2015-10-08", "2015-10-13"),
    ("2016-09-30", 10, "2016-10-09", "2016-10-10", "2016-10-19"),
    ("2016-10-08", 7, "2016-10-14", "2016-10-17", "2016-10-17"),
    ("2017-09-29", 5, "2017-10-03", "2017-10-09", "2017-10-12"),
    ("2017-09-30", 10, "2017-10-09", "2017-10-10", "2017-10-20"),
    ("2018-09-29", 7, "2018-10-05", "2018-10-08", "2018-10-15"),
    ("2019-09-29", 5, "2019-10-03", "2019-10-08", "2019-10-11"),
    ("2020-09-30", 10, "2020-10-09", "2020-10-10", "2020-10-21"),
    ("2021-09-26", 7, "2021-10-02", "2021-10-08", "2021-10-11"),
    ("2022-09-30", 5, "2022-10-04", "2022-10-08", "2022-10-12"),
    ("2023-09-28", 10, "2023-10-07", "2023-10-08", "2023-10-18"),
    ("2024-09-29", 7, "2024-10-05", "2024-10-08", "2024-10-14"),
    ("2025-09-28", 5, "2025-10-02", "2025-10-09", "2025-10-11"),
    ("2026-09-25", 10, "2026-10-04", "2026-10-08", "2026-10-15"),
]


def day(text):
    return date.fromisoformat(text)


@pytest.mark.parametrize("case", AROUND_HOLIDAYS, ids=lambda case: f"{case[0]} {case[1]} days")
def test_periods_around_the_long_holidays(case, calendar):
    start, days, *expected = case
    found = [calendar.last_day(day(start), days, mode) for mode in list(Counting)[:3]]
    assert found == [day(last) for last in expected]


def test_gansu_counts_five_working_days_with_the_day_of_posting(calendar):
    assert calendar.last_day(date(2020, 2, 17), 5, Counting.WORKING_INCLUSIVE) == date(2020, 2, 21)
    assert calendar.last_day(date(2020, 2, 17), 5, Counting.WORKING) == date(2020, 2, 24)
    assert calendar.last_day(date(2020, 2, 16), 1, Counting.WORKING_INCLUSIVE) == date(2020, 2, 17)


def test_five_days_from_a_monday_with_the_posting_day_counted(calendar):
    assert calendar.last_day(date(2024, 6, 3), 5) == date(2024, 6, 7)


def test_by_the_civil_code_a_saturday_moves_past_the_dragon_boat_holiday(calendar):
    assert calendar.last_day(date(2024, 6, 3), 5, Counting.LEGAL) == date(2024, 6, 11)


def test_by_the_civil_code_a_working_day_stays(calendar):
    assert calendar.last_day(date(2024, 6, 3), 4, Counting.LEGAL) == date(2024, 6, 7)


def test_a_make_up_saturday_is_a_working_day(calendar):
    assert calendar.is_workday(date(2026, 2, 14))
    assert calendar.occasion(date(2026, 2, 14)) == "春节"
    assert not calendar.is_workday(date(2026, 2, 17))
    assert not calendar.is_workday(date(2026, 3, 7))
    assert calendar.occasion(date(2026, 3, 7)) == ""


@pytest.mark.parametrize("mode", [Counting.LEGAL, Counting.WORKING, Counting.WORKING_INCLUSIVE])
def test_a_period_that_needs_holidays_of_an_unknown_year_is_undecided(mode, calendar):
    assert calendar.last_day(date(2026, 12, 28), 7, mode) == Undecided(2027)
    assert calendar.last_day(date(2027, 3, 1), 7, mode) == Undecided(2027)


def test_calendar_days_need_no_holidays(calendar):
    assert calendar.last_day(date(2026, 12, 26), 7) == date(2027, 1, 1)
    assert calendar.last_day(date(2031, 3, 1), 7) == date(2031, 3, 7)
    assert Calendar(()).last_day(date(2024, 6, 3), 5) == date(2024, 6, 7)


@pytest.mark.parametrize("mode", Counting)
def test_a_period_that_ends_before_the_new_year_is_decided(mode, calendar):
    assert isinstance(calendar.last_day(date(2026, 12, 21), 7, mode), date)


def test_the_reason_names_the_year_and_where_the_administrator_enters_it(calendar):
    undecided = calendar.last_day(date(2026, 12, 28), 7, Counting.WORKING)
    assert undecided.reason == (
        "the holidays of 2027 are not known yet; the administrator enters them with "
        "“Enter the holidays of a year” (EnterHolidays)"
    )
    with language("zh"):
        assert (
            undecided.reason
            == "还没有 2027 年的放假安排，由管理员用“录入一年的放假安排”（EnterHolidays）录入"
        )


def test_a_year_that_a_county_adds_decides(calendar):
    table = YearTable.read({"year": 2027, "reference": "notice", "holidays": {"2027-01-01": "元旦"}}, "2027")
    longer = calendar.including([table])
    assert longer.last_day(date(2026, 12, 28), 4, Counting.LEGAL) == date(2027, 1, 4)
    assert calendar.last_day(date(2026, 12, 28), 4, Counting.LEGAL) == Undecided(2027)


def test_a_wrong_file_of_a_year_stops_only_periods_that_need_its_holidays(tmp_path):
    (tmp_path / "2026.toml").write_text('year = 2026\nreference = "n"\n', "utf8")
    (tmp_path / "2027.toml").write_text(
        'year = 2027\nreference = "n"\n[holidays]\n2027-02-30 = "春节"\n', "utf8"
    )
    calendar = Calendar.load(tmp_path)
    assert calendar.last_day(date(2026, 3, 2), 3, Counting.WORKING) == date(2026, 3, 5)
    assert calendar.last_day(date(2027, 3, 2), 3) == date(2027, 3, 4)
    with pytest.raises(WrongFile, match=r"calendar/2027\.toml, line 4: 2027-02-30 is not a day"):
        calendar.last_day(date(2027, 3, 2), 3, Counting.WORKING)


def test_a_period_has_at_least_a_day(calendar):
    assert calendar.last_day(date(2024, 6, 3), 1) == date(2024, 6, 3)
    with pytest.raises(ValueError, match="at least one day"):
        calendar.last_day(date(2024, 6, 3), 0)


def test_nobody_says_whether_offices_work_in_an_unknown_year(calendar):
    with pytest.raises(LookupError, match="2027"):
        calendar.is_workday(date(2027, 1, 4))


@pytest.mark.parametrize(
    ("changes", "trouble"),
    [
        ({"year": None}, "year is missing"),
        ({"reference": ""}, "reference is empty"),
        ({"holidays": {"2026-01-01": "元旦"}}, "not a day of 2027"),
        ({"holidays": {"2027-02-30": "春节"}}, "is not a day"),
        ({"holidays": {"2027-01-01": ""}}, "with its occasion"),
        ({"workdays": {"2027-01-01": "元旦"}}, "both a holiday and a working day"),
    ],
)
def test_a_wrong_year_is_refused(changes, trouble):
    good = {"year": 2027, "reference": "n", "holidays": {"2027-01-01": "元旦"}}
    assert YearTable.read(good, "2027.toml").year == 2027
    with pytest.raises(WrongFile, match=trouble):
        YearTable.read(good | changes, "2027.toml")


def test_every_year_since_the_first_registration_is_there(calendar):
    assert calendar.years() == tuple(range(2014, 2027))


def test_the_files_say_what_the_package_says(calendar):
    package = pytest.importorskip("chinese_calendar")
    every = [date(2014, 1, 1) + timedelta(days) for days in range(365 * 13 + 3)]
    assert [day for day in every if calendar.is_workday(day) != package.is_workday(day)] == []
