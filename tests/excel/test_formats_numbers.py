"""A number format tells a day from a number, and what it shows from what the cell holds."""

from datetime import date, datetime, time, timedelta

import pytest

from county_desk.excel.reading.number_formats import BUILT_IN, Kind, Look, number_format
from county_desk.excel.reading.serial_days import day_or_time

ACCOUNTING = '_ ¥* #,##0.00_ ;_ ¥* \\-#,##0.00_ ;_ ¥* "-"??_ ;_ @_ '
PLAIN = ["", "General", "@", "0.00", "#,##0;[Red]-#,##0", ACCOUNTING, "[$¥-804]#,##0.00", "000000", "# ?/?"]
PLAIN += ['0"元"', "[DBNum2][$-804]General", "0.00E+00", "[White]0", "0_);(0)", "0*-", "@*."]
OTHERWISE = ["0.00%", '0"万元"', '0!.0,"万"', "0.0,", "#,##0,", '"3000"', "\\50", 'General"年"', "[$$-409]0"]
OTHERWISE += ['[>100]0"万";0', '[=1]"是";[=2]"否";0', "aaaa"]
DAYS = [
    "m/d/yy",
    'yyyy"年"m"月"d"日"',
    "[$-804]yyyy/m/d;@",
    "h:mm",
    '上午/下午h"时"mm"分"',
    "[$-F800]dddd\\,\\ mmmm",
]


@pytest.mark.parametrize("code", PLAIN)
def test_a_plain_format_shows_what_is_there(code):
    assert number_format(code).plain
    assert number_format(code).kind is Kind.NUMBER


@pytest.mark.parametrize("code", OTHERWISE)
def test_a_scale_or_a_text_in_a_format_shows_another_value(code):
    assert number_format(code).look(35.0) is Look.OTHERWISE


@pytest.mark.parametrize("code", [";;;", '""', "* ", "_ ", " "])
def test_a_format_can_show_nothing(code):
    assert number_format(code).look(35.0) is Look.NOTHING


def test_what_is_shown_depends_on_the_sign_and_on_being_a_text():
    assert [number_format("0;;").look(value) for value in (1.0, -1.0, 0.0, "a")] == [
        Look.AS_IT_IS,
        Look.NOTHING,
        Look.NOTHING,
        Look.AS_IT_IS,
    ]
    assert number_format("0;0;0;").look("张") is Look.NOTHING
    assert number_format('"甲"@').look("张") is Look.OTHERWISE


@pytest.mark.parametrize("code", DAYS)
def test_formats_of_days_are_known_by_their_letters(code):
    assert number_format(code).kind is Kind.DAY
    assert number_format(code).plain


def test_serial_days_are_counted_as_excel_counts_them():
    assert day_or_time(1, Kind.DAY) == date(1900, 1, 1)
    assert day_or_time(59, Kind.DAY) == date(1900, 2, 28)
    assert day_or_time(61, Kind.DAY) == date(1900, 3, 1)
    assert day_or_time(43831.5, Kind.DAY) == datetime(2020, 1, 1, 12)
    assert day_or_time(42369, Kind.DAY, from_1904=True) == date(2020, 1, 1)
    assert day_or_time(0.5, Kind.DAY) == time(12)
    assert day_or_time(1.25, number_format("[h]:mm").kind) == timedelta(hours=30)


@pytest.mark.parametrize("number", [-1.0, 4e6, 2958465.9999999999, 1e300])
def test_what_no_calendar_holds_stays_a_number(number):
    assert day_or_time(number, Kind.DAY) == number


def test_formats_that_are_only_numbered_are_those_of_a_chinese_office():
    assert (BUILT_IN[57], BUILT_IN[31]) == ('yyyy"年"m"月"', 'yyyy"年"m"月"d"日"')
    kinds = {number: number_format(code).kind for number, code in BUILT_IN.items()}
    assert {number for number, kind in kinds.items() if kind is Kind.DAY} == {
        *(*range(14, 23), *range(27, 37), 45, 47),
        *range(50, 59),
    }
    odd = {number for number, code in BUILT_IN.items() if not number_format(code).plain}
    assert odd == {9, 10}
