"""The holidays of a year are read as an office writes them."""

from datetime import date, timedelta

import pytest

from county_desk.fields import Invalid
from county_desk.rules.holiday_text import read_days


def days(first, last):
    """Every day from one to another of 2027, as (month, day)."""
    first, last = date(2027, *first), date(2027, *last)
    return [first + timedelta(days=number) for number in range((last - first).days + 1)]


@pytest.mark.parametrize(
    "text",
    [
        "元旦 2027-01-01至2027-01-03；春节：2027年2月5日至2月11日",
        "元旦：1月1日（周五）至3日（周日）\n春节：2月5日至11日",
        "元旦 1.1至1.3; 春节 2/5~2/11",
        "元旦 1月1日、1月2日、1月3日；春节 2月5日至2月11日",
    ],
)
def test_ranges_are_read_in_the_usual_spellings(text):
    read = read_days(text, 2027)
    assert [day for day, name in read.items() if name == "元旦"] == days((1, 1), (1, 3))
    assert [day for day, name in read.items() if name == "春节"] == days((2, 5), (2, 11))


def test_no_text_holds_no_day():
    assert read_days(" \n", 2027) == {}


@pytest.mark.parametrize(
    ("text", "trouble"),
    [
        ("放假三天", "needs an occasion and its days"),
        ("1月1日至3日", "needs an occasion"),
        ("春节 2月30日", "does not exist"),
        ("元旦 2026-01-01", "is not in 2027"),
        ("春节 2月11日至2月5日", "ends before it begins"),
    ],
)
def test_a_part_that_cannot_be_read_is_named(text, trouble):
    with pytest.raises(Invalid, match=trouble) as raised:
        read_days(f"元旦 1月1日；{text}", 2027)
    assert text in str(raised.value)
