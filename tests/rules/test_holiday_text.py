"""The holidays of a year are read as an office writes them."""

from datetime import date, timedelta

import pytest

from county_desk.fields import Invalid
from county_desk.rules.calendar import Calendar
from county_desk.rules.holiday_text import read_days, read_notice, written


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


NOTICE = """国务院办公厅关于2026年部分节假日安排的通知
国办发明电〔2025〕7号
各省、自治区、直辖市人民政府，国务院各部委、各直属机构：
经国务院批准，现将2026年元旦、春节、清明节、劳动节、端午节、中秋节和国庆节放假调休日期的具体安排通知如下。
一、元旦：1月1日（周四）至3日（周六）放假调休，共3天。1月4日（周日）上班。
二、春节：2月15日（农历腊月二十八、周日）至23日（农历正月初七、周一）放假调休，共9天。\
2月14日（周六）、2月28日（周六）上班。
三、清明节：4月4日（周六）至6日（周一）放假，共3天。
四、劳动节：5月1日（周五）至5日（周二）放假调休，共5天。5月9日（周六）上班。
五、端午节：6月19日（周五）至21日（周日）放假，共3天。
六、中秋节：9月25日（周五）至27日（周日）放假，共3天。
七、国庆节：10月1日（周四）至7日（周三）放假调休，共7天。9月20日（周日）、10月10日（周六）上班。
节假日期间，各地区、各部门要妥善安排好值班和安全、保卫、疫情防控等工作。
"""


def test_the_notice_of_the_state_council_is_read_as_it_is_published():
    read = read_notice(NOTICE, 2026)
    shipped = Calendar.load().table(2026)
    assert (read.holidays, read.workdays) == (shipped.holidays, shipped.workdays)
    assert read.number == "国办发明电〔2025〕7号"


def test_what_was_read_from_a_notice_is_written_as_a_form_takes_it():
    read = read_notice(NOTICE, 2026)
    assert read_days(written(read.holidays), 2026) == read.holidays
    assert written(read.workdays).startswith("元旦 1月4日；春节 2月14日、2月28日；")


def test_days_off_and_working_days_of_one_sentence_are_told_apart():
    text = "春节：2月5日（周五）至11日（周四）放假，共七天，1月31日（周日）上班。"
    read = read_notice(text, 2027)
    assert (len(read.holidays), list(read.workdays)) == (7, [date(2027, 1, 31)])


@pytest.mark.parametrize(
    ("text", "trouble"),
    [
        (NOTICE, "look at the year"),
        ("一、元旦：1月1日（周五）至3日（周日）放假，共2天。", "names 3 days off and says 2"),
        ("关于放假的通知", "There is no line such as"),
    ],
)
def test_a_notice_that_does_not_agree_with_itself_or_the_year_is_refused(text, trouble):
    with pytest.raises(Invalid, match=trouble):
        read_notice(text, 2027)
