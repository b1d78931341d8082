"""The working days of the next year are entered in the whole window, and put in force by a second person."""

from datetime import date

from county_desk.text import _
from county_desk.workflow.audit import verify

TODAY = date(2026, 12, 1)
HOLIDAYS = "元旦 1月1日至3日\n春节 2月5日至11日"
WORKDAYS = "春节 1月31日"


def test_the_holidays_of_the_next_year_are_entered(sit):
    entered = sit("陈立", TODAY).page("working_days").press(_("Enter a year…"))
    assert "2027" in entered.panel.heading.text()
    entered.fill(holidays=HOLIDAYS, workdays=WORKDAYS, reference="国务院办公厅通知（演练）").submit()
    reviewer = sit("王芳", TODAY).put_in_force("2027")
    calendar = reviewer.window.frame.desk.policy.calendar
    assert calendar.is_workday(date(2027, 1, 31))
    assert not calendar.is_workday(date(2027, 2, 8))
    assert reviewer.read(verify).ok
