"""The holidays that the county itself enters: put in force by two persons, withdrawn, never lost."""

from datetime import date

import pytest

from county_desk.models.register import OwnYear
from county_desk.workflow.policy.own_holidays import EnterHolidays, WithdrawHolidays
from tests.build import ADMINISTRATOR, CLERK, refusal
from tests.second_person import in_force

TODAY = date(2026, 12, 1)


def entering(**about):
    """The first holidays of 2027."""
    year = {
        "year": 2027,
        "holidays": "元旦 1月1日至3日",
        "workdays": "元旦 1月9日",
        "reference": "国办发明电〔2026〕9号",
    }
    return EnterHolidays(**(year | about))


def calendar(office):
    """The working days that the county counts by."""
    return office.at(TODAY).policy.calendar


def test_holidays_count_once_they_are_in_force_and_can_be_withdrawn(office):
    change = in_force(office, entering(), TODAY)
    words = "Holidays of 2027 entered: 3 days off, 1 make-up working days"
    assert change.summary.endswith(words)
    assert not calendar(office).is_workday(date(2027, 1, 1))
    assert calendar(office).occasion(date(2027, 1, 9)) == "元旦"
    assert office.read(lambda session: session.get(OwnYear, change.id)).year == 2027
    withdrawal = WithdrawHolidays(year=2027)
    in_force(office, withdrawal, TODAY)
    assert 2027 not in calendar(office).years()
    desk = office.at(TODAY, ADMINISTRATOR)
    assert refusal(desk, withdrawal) == {"": "The county entered no holidays of 2027"}


def test_the_county_wins_over_the_shipped_year(office):
    assert calendar(office).is_workday(date(2026, 3, 3))
    in_force(office, entering(year=2026, holidays="县庆 3月3日", workdays=""), TODAY)
    assert not calendar(office).is_workday(date(2026, 3, 3))


@pytest.mark.parametrize(
    ("about", "field"),
    [
        ({"holidays": " "}, "holidays"),
        ({"holidays": "三天"}, "holidays"),
        ({"workdays": "元旦 2月30日"}, "workdays"),
        ({"workdays": "元旦 1月2日"}, "workdays"),
        ({"workdays": "元旦 1月4日"}, "workdays"),
        ({"reference": ""}, "reference"),
    ],
)
def test_what_cannot_be_entered_is_said_beside_its_field(office, about, field):
    assert list(refusal(office.at(TODAY, ADMINISTRATOR), entering(**about))) == [field]


def test_a_year_is_entered_once(office):
    in_force(office, entering(), TODAY)
    assert list(refusal(office.at(TODAY, ADMINISTRATOR), entering())) == ["year"]


def test_a_clerk_enters_no_holidays(office):
    assert "Administrator" in refusal(office.at(TODAY, CLERK), entering())[""]
