"""The page of working days: a year drawn, a notice pasted and checked, entered and withdrawn."""

from datetime import date

import pytest
from PySide6.QtWidgets import QLabel

from county_desk.text import CHINESE, ENGLISH, speak
from county_desk.views.administration.working_days_page import WorkingDaysPage
from county_desk.views.administration.year_parts import NoticeBox
from county_desk.views.widgets.banner import Banner
from county_desk.views.widgets.painted import Button
from tests.build import ADMINISTRATOR, CLERK
from tests.views.showing import confirm, put_in_force, said, shown

TODAY = date(2026, 11, 27)
NOTICE = """国务院办公厅关于2027年部分节假日安排的通知
国办发明电〔2026〕9号
一、元旦：1月1日（周五）至3日（周日）放假调休，共3天。
二、春节：2月5日（周五）至11日（周四）放假调休，共7天。1月31日（周日）、2月13日（周六）上班。
"""


@pytest.fixture(autouse=True)
def english_again():
    yield
    speak(ENGLISH)


@pytest.fixture
def open_page(office, jobs, qtbot):
    return lambda who=ADMINISTRATOR: shown(WorkingDaysPage(office.at(TODAY, who), jobs), qtbot)


def asking(page):
    page.enter_button.click()
    return page.pane.panel, page.pane.panel.findChildren(NoticeBox)[0]


def in_force(office, page, panel):
    """Submit a form, and have another person put it in force."""
    panel.do_button.click()
    confirm(panel)
    put_in_force(office, TODAY)
    page.refresh()


def test_the_year_at_work_is_drawn_with_its_occasions(open_page):
    page = open_page()
    assert page.view.accessibleName() == "2026: 33 days off, 6 make-up working days"
    assert page.view.words(date(2026, 10, 1)) == "2026-10-01: 国庆节, day off"
    assert page.view.words(date(2026, 2, 14)) == "2026-02-14: working day, made up for 春节"
    words = said(page.pane, QLabel)
    assert "Comes with the program" in words
    assert "春节 2月15日至23日" in words


def test_a_year_that_is_not_known_yet_says_so(open_page):
    page = open_page()
    page.show_subject(2027)
    (banner,) = page.findChildren(Banner)
    assert banner.words.text().startswith("The working days of 2027 are not known yet.")
    assert page.view.accessibleName() == "2027: 0 days off, 0 make-up working days"


def test_a_pasted_notice_fills_the_form_is_drawn_and_entered(office, open_page, qtbot):
    page = open_page()
    panel, box = asking(page)
    box.text.setPlainText(NOTICE)
    assert panel.form.editors["holidays"].value() == "元旦 1月1日至3日；春节 2月5日至11日"
    assert panel.form.editors["reference"].value() == "国办发明电〔2026〕9号"
    assert page.view.words(date(2027, 1, 31)) == "2027-01-31: working day, made up for 春节"
    in_force(office, page, panel)
    calendar = office.at(TODAY).policy.calendar
    assert not calendar.is_workday(date(2027, 2, 5))
    assert calendar.is_workday(date(2027, 2, 13))
    page.show_subject(2027)
    qtbot.waitUntil(lambda: page.view.year == 2027)
    assert page.year_box.value() == 2027


def test_what_is_wrong_with_a_notice_is_said_under_it_and_nothing_is_filled_in(open_page):
    page = open_page()
    panel, box = asking(page)
    box.text.setPlainText(NOTICE.replace("共7天", "共8天"))
    assert "names 7 days off and says 8" in box.found.text()
    box.text.setPlainText(NOTICE.replace("（周五）", "（周四）"))
    assert "look at the year" in box.found.text()
    assert not panel.form.typed


def test_typed_days_are_drawn_as_far_as_they_can_be_read(open_page):
    page = open_page()
    panel, _box = asking(page)
    panel.form.editors["holidays"].setPlainText("元旦 1月1日至")
    assert page.view.words(date(2027, 1, 1)) == "2027-01-01: 元旦, day off"
    panel.form.editors["holidays"].setPlainText("三天")
    assert page.view.words(date(2027, 1, 1)) == ""
    page.pane.give_up()
    assert page.view.year == 2026


def test_the_countys_own_year_is_withdrawn_from_the_pane(office, open_page, qtbot):
    page = open_page()
    panel, box = asking(page)
    box.text.setPlainText(NOTICE)
    in_force(office, page, panel)
    page.show_subject(2027)
    assert "Entered by the county" in said(page.pane, QLabel)
    next(each for each in page.pane.findChildren(Button) if each.text() == "Withdraw…").click()
    in_force(office, page, page.pane.panel)
    assert 2027 not in office.at(TODAY).policy.calendar.years()


@pytest.mark.parametrize(("code", "words"), [(ENGLISH, "This is for: Administrator"), (CHINESE, "管理员")])
def test_without_the_right_the_year_can_only_be_read(open_page, code, words):
    speak(code)
    page = open_page(CLERK)
    assert not page.enter_button.isEnabled()
    assert words in page.enter_button.toolTip()
