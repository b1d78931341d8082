"""A number format tells a day from a number, and what it shows from what the cell holds."""

from datetime import date, datetime, time, timedelta

import pytest

from county_desk.sheets.formats.format_parts import shown_by
from county_desk.sheets.formats.memory_budget import MemoryBudget
from county_desk.sheets.formats.number_formats import (
    BUILT_IN,
    FormatKind,
    FormatLook,
    day_or_time,
    number_format,
)
from county_desk.sheets.formats.styles import Looks, Style
from county_desk.sheets.formats.xls.grid_maker import GridMaker

ACCOUNTING = '_ ¥* #,##0.00_ ;_ ¥* \\-#,##0.00_ ;_ ¥* "-"??_ ;_ @_ '
PLAIN = ["", "General", "@", "0.00", "#,##0;[Red]-#,##0", ACCOUNTING, "[$¥-804]#,##0.00", "000000", "# ?/?"]
PLAIN += [
    '0"人"',
    "0.",
    '0"、"',
    "+0;-0",
    '0;-0;"-"',
    '0;-0;"0.00"',
    "000 0000 0000",
    "0;@",
]
PLAIN += ['0"元"', "[DBNum2][$-804]General", "0.00E+00", "0_);(0)", "0*-", "@*."]
PLAIN += [
    '_ [$¥-804]* #,##0.00_ ;_ [$¥-804]* -#,##0.00_ ;_ [$¥-804]* "-"??_ ;_ @_ ',
    "#,##0.00_ ;[Red]-#,##0.00 ",
]
PLAIN += [
    "0.00;[Red]0.00",
    "0_ ",
    "#,##0;(#,##0)",
    '"￥"#,##0.00',
    "\\¥#,##0.00",
    "0.00_);[Red]\\(0.00\\)",
    "G/通用格式",
]
OTHERWISE = ["0.00%", '0"万元"', '0!.0,"万"', "0.0,", "#,##0,", '"3000"', "\\50", 'General"年"', "[$$-409]0"]
OTHERWISE += [
    "aaaa",
    "0!.00",
    '0"."00',
    '0"-"00',
    "0\\.0",
    '0"00"',
    '0"元"00',
    '"."00',
    '0","000',
    "0/00\\/0",
]
OTHERWISE += ["0-", '"-"0', "(0)", '"-"', "*90", "0*9", "0[$.-804]00", "[$5]0", "General0", '0"百元"', "0%%"]
DAYS = [
    "[$-804]e/m/d",
    "mm:ss.000",
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
    assert number_format(code).kind is FormatKind.NUMBER


@pytest.mark.parametrize("code", OTHERWISE)
def test_a_scale_or_a_text_in_a_format_shows_another_value(code):
    assert number_format(code).look(35.0) is FormatLook.OTHERWISE


@pytest.mark.parametrize("code", [";;;", '""', "* ", "_ ", " "])
def test_a_format_can_show_nothing(code):
    assert number_format(code).look(35.0) is FormatLook.NOTHING


@pytest.mark.parametrize(
    ("code", "shown", "otherwise"),
    [
        ('[<5000]"是"', 5000.0, 4999.0),
        ('[<5000]"是";0', 6000.0, 3000.0),
        ('[>100]0"万";0', 100.0, 101.0),
        ('[=1]"是";[=2]"否";0', 3.0, 2.0),
        ("0;0", 5.0, -5.0),
        ('0;"-"', 5.0, -5.0),
        ('0;-0;"无"', 5.0, 0.0),
        ("[>=0]0;0", 5.0, -5.0),
        ("[<3000]0;0", 5.0, -5.0),
        ("[Red][>5000]0;0", 6000.0, -5.0),
        ('0;-0;0;@"00"', 5.0, "35"),
        ("0;@@", 5.0, "35"),
        ('0;"-"@', 5.0, "35"),
    ],
)
def test_only_the_values_of_a_section_are_shown_as_it_says(code, shown, otherwise):
    assert number_format(code).look(shown) is FormatLook.AS_IT_IS
    assert number_format(code).look(otherwise) is FormatLook.OTHERWISE


@pytest.mark.parametrize("code", ["[White]0", "[Color2]General", "[白色]0", "[White]yyyy/m/d"])
def test_white_letters_of_a_format_show_nothing(code):
    assert number_format(code).look(35.0) is FormatLook.NOTHING


@pytest.mark.parametrize(
    "code",
    ["[$-130000]yyyy/m/d", "[$-404]e/m/d", '[$-411]ggge"年"m"月"', "bbbb/m/d", "2016/m/d", 'yyyy"年第"0"页"'],
)
def test_another_calendar_or_a_digit_in_a_day_shows_another_day(code):
    assert number_format(code).kind is FormatKind.DAY
    assert number_format(code).look(43831.0) is FormatLook.OTHERWISE


def test_what_is_shown_depends_on_the_sign_and_on_being_a_text():
    assert [number_format("0;;").look(value) for value in (1.0, -1.0, 0.0, "a")] == [
        FormatLook.AS_IT_IS,
        FormatLook.NOTHING,
        FormatLook.NOTHING,
        FormatLook.AS_IT_IS,
    ]
    assert number_format("0;0;0;").look("张") is FormatLook.NOTHING
    assert number_format('"甲"@').look("张") is FormatLook.OTHERWISE


@pytest.mark.parametrize("code", DAYS)
def test_formats_of_days_are_known_by_their_letters(code):
    assert number_format(code).kind is FormatKind.DAY
    assert number_format(code).plain


def test_serial_days_are_counted_as_excel_counts_them():
    assert day_or_time(1, FormatKind.DAY) == date(1900, 1, 1)
    assert day_or_time(59, FormatKind.DAY) == date(1900, 2, 28)
    assert day_or_time(61, FormatKind.DAY) == date(1900, 3, 1)
    assert day_or_time(43831.5, FormatKind.DAY) == datetime(2020, 1, 1, 12)
    assert day_or_time(42369, FormatKind.DAY, from_1904=True) == date(2020, 1, 1)
    assert day_or_time(0.5, FormatKind.DAY) == time(12)
    assert day_or_time(1.25, number_format("[h]:mm").kind) == timedelta(hours=30)


@pytest.mark.parametrize("number", [-1.0, 4e6, 2958465.9999999999, 1e300])
def test_what_no_calendar_holds_stays_a_number(number):
    assert day_or_time(number, FormatKind.DAY) == number


def test_formats_that_are_only_numbered_are_those_of_a_chinese_office():
    assert (BUILT_IN[57], BUILT_IN[31]) == ('yyyy"年"m"月"', 'yyyy"年"m"月"d"日"')
    kinds = {number: number_format(code).kind for number, code in BUILT_IN.items()}
    assert {number for number, kind in kinds.items() if kind is FormatKind.DAY} == {
        *(*range(14, 23), *range(27, 37), 45, 47),
        *range(50, 59),
    }
    odd = {number for number, code in BUILT_IN.items() if not number_format(code).plain}
    assert odd == {9, 10}


@pytest.mark.parametrize(
    ("code", "value", "words"),
    [
        ('0"万元"', 3.0, "3万元"),
        ("0!.00", 123.0, "1.23"),
        ('0!.0,"万"', 35000.0, "3.5万"),
        ('0"-"00', 1234.0, "12-34"),
        ("000\\-0000\\-0000", 13900000001.0, "139-0000-0001"),
        ('#,##0.00"百"', 2800.5, "2,800.50百"),
        ('"约"0%', 0.25, "约25%"),
        ("0.0,", 2850.0, "2.9"),
        ("0.00,", 1e200, ""),
        ('"健康"', 3.0, "健康"),
        ("0-", 5.0, "5-"),
        ("# ?/8", 0.5, ""),
        ("[>3]0;0", 5.0, ""),
        ('0"万"', "三", ""),
    ],
)
def test_what_a_simple_format_shows_is_said_as_it_stands_there(code, value, words):
    assert shown_by(code, value) == words


def test_the_unit_behind_a_number_is_known_by_its_format():
    codes = ("0", '0.00"元"', '0" 亩"', '"¥"0', '0"万元"', "@", 'yyyy"年"', ACCOUNTING)
    assert [number_format(code).unit for code in codes] == ["", "元", "亩", "", "", "", "", ""]


def test_the_rows_of_a_unit_are_noted():
    budget = MemoryBudget()
    maker = GridMaker(Looks([Style(number_format("0")), Style(number_format('0"元"'))]), budget)
    for row in range(2):
        maker.number(row, 0, 0, 5.0)
        maker.number(row, 1, 1, 5.0)
    assert maker.grid("表", hidden=False).marks.units == {(2, "元"): [1, 2]}
