"""Looking at a past day in the window: everything shows that day, says so, and can come back."""

from datetime import date, timedelta

import pytest
from PySide6.QtWidgets import QLabel

from county_desk.models.user import Permission
from county_desk.tables.households import LISTING
from county_desk.tables.listing import count
from county_desk.tables.listing import page as rows_page
from county_desk.views.cases.applications_page import ApplicationsPage
from county_desk.views.past_day_dialog import PastDayDialog
from county_desk.views.pasting.paste_tool import open_paste
from county_desk.views.register.registry_page import RegistryPage
from county_desk.views.widgets.banner import Banner
from county_desk.views.widgets.painted import Button, PrimaryButton
from county_desk.workflow.cases.next_steps import plan
from county_desk.workflow.cases.steps import RecordAssembly
from county_desk.workflow.past import PastRegister
from tests.build import FOUNDED, a_household
from tests.plans import MINE
from tests.views.showing import said, shown


@pytest.fixture
def english(english, guizhou):
    """The window of a register with one household, filed on 8 October 2016."""
    a_household(guizhou)
    return english


def look(window, day, qtbot):
    """Ask for a day in the dialog, and wait for its desk."""
    window.past_days.ask()
    dialog = window.findChild(PastDayDialog)
    dialog.day.set_value(day)
    dialog.show_button.click()
    qtbot.waitUntil(lambda: window.past_days.shown is not None and window.past_days.shown.day == day)


def test_the_window_shows_a_past_day_and_says_that_nothing_can_be_changed(english, qtbot):
    before = english.desk
    look(english, date(2016, 10, 7), qtbot)
    assert english.desk is not before
    assert (english.desk.today, english.desk.read(count, LISTING)) == (date(2016, 10, 7), 0)
    banners = [each.words.text() for each in english.frame.findChildren(Banner)]
    assert any("as it stood at the end of 2016-10-07" in words for words in banners)
    look(english, date(2016, 10, 8), qtbot)
    assert english.desk.read(count, LISTING) == 1

    english.past_days.ask()
    dialog = english.findChild(PastDayDialog)
    dialog.day.set_value(before.today)
    dialog.show_button.click()
    assert dialog.trouble.words.text() == f"Choose a day up to {before.today - timedelta(days=1)}"
    assert dialog.isVisible()
    dialog.back_button.click()
    qtbot.waitUntil(lambda: english.desk is before)
    assert english.past_days.past is None


def test_the_banner_of_a_past_day_leads_back_to_today(english, qtbot):
    before = english.desk
    for day in (date(2016, 10, 7), date(2016, 10, 8)):
        look(english, day, qtbot)
        (back,) = (each for each in english.frame.bar.findChildren(Button) if each.text() == "Back to today")
    back.click()
    qtbot.waitUntil(lambda: english.desk is before)
    assert english.past_days.past is None
    assert english.frame.bar is None


def test_the_queue_of_a_past_day_holds_what_waited_for_the_post(guizhou):
    a_household(guizhou)
    desk = guizhou.at(date(2016, 10, 9))
    past = PastRegister(guizhou.at(date(2016, 11, 1)), date(2016, 10, 9))
    waiting = [row.subject for row in desk.read(rows_page, plan(desk), MINE)]
    assert waiting != []
    assert [row.subject for row in past.desk.read(rows_page, plan(past.desk), MINE)] == waiting
    past.close()


def test_no_act_of_a_past_day_can_be_begun(guizhou, jobs, qtbot):
    a_household(guizhou)
    past = PastRegister(guizhou.at(date(2016, 11, 1)), date(2016, 10, 9))
    assert [each for each in Permission if past.desk.actor.may(each)] == [Permission.READ]
    page = shown(ApplicationsPage(past.desk, jobs), qtbot)
    page.refresh()
    assert page.list.model.rowCount() == 1
    acts = [button for button in page.findChildren(PrimaryButton) if button.isVisible()]
    assert acts != []
    for button in acts:
        assert not button.isEnabled()
        assert "as it stood at the end of 2016-10-09" in button.toolTip()
    page.act(RecordAssembly, [page.list.model.row_at(0)])
    assert page.pane.panel is None, "no form opens by another way"
    registry = shown(RegistryPage(past.desk, jobs), qtbot)
    assert not registry.paste_button.isEnabled()
    assert open_paste(registry, registry._paste_place()) is None
    assert "Nothing can be changed here." in said(registry, QLabel)
    past.close()


def test_a_day_before_the_register_is_refused_in_words(english, qtbot):
    before = english.desk
    english.past_days.look(date(FOUNDED.year - 1, 12, 31))
    qtbot.waitUntil(lambda: "The register began on" in said(english.frame.toast, QLabel))
    assert english.desk is before


def test_the_copy_is_let_go_when_the_person_leaves(english, qtbot):
    look(english, date(2016, 10, 8), qtbot)
    english.leave()
    qtbot.waitUntil(lambda: english.past_days.past is None)
