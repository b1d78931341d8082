"""The notices: declaring one void, which asks what follows for an announcement only."""

import pytest

from county_desk.views.notices.notices_page import NoticesPage
from county_desk.views.widgets.command_panel import CommandPanel
from county_desk.workflow.papers import Follows
from tests.build import CLERK, TOWNSHIP, VILLAGE, a_household, states, steps_of, walk
from tests.views.showing import choose, shown


@pytest.fixture
def announced(office):
    """A household whose registration was announced, and the day of it."""
    case = a_household(office)
    return case, walk(office, (case,))


@pytest.fixture
def open_page(office, jobs, qtbot):
    """The notices before a person on a day."""
    return lambda day, name=CLERK: shown(NoticesPage(office.at(day, name), jobs), qtbot)


def voiding(page, number):
    """The form that declares a notice void."""
    choose(page, lambda row: row.id == number)
    page.void_button.click()
    return page.pane.findChild(CommandPanel)


def test_voiding_an_announcement_asks_in_the_form_what_follows(office, open_page, announced):
    case, day = announced
    panel = voiding(open_page(day), steps_of(office, case)[-1].notice_id)
    panel.form.fill({"reason": "人数有误", "follows": Follows.BACK})
    panel.do_button.click()
    assert "They wait to be announced again" in panel.step.effect.words.text()
    assert states(office, case) == [("done", "announcement")]
    panel.step.confirm_button.click()
    assert states(office, case) == [("approved", "announcement")]


def test_a_notice_on_which_a_step_rests_says_why_it_cannot_be_voided(open_page, announced):
    _case, day = announced
    page = open_page(day)
    choose(page, lambda row: row.id == 1)
    assert not page.void_button.isEnabled()
    assert "was approved after this disclosure; its notice stays valid" in page.void_button.toolTip()


def test_voiding_the_notice_of_a_list_asks_only_for_the_reason(office, open_page):
    case = a_household(office)
    day = walk(office, (case,), to="township_review")
    panel = voiding(open_page(day, VILLAGE), 1)
    assert list(panel.form.editors) == ["reason"]
    panel.form.fill({"reason": "人数有误"})
    panel.do_button.click()
    panel.step.confirm_button.click()
    assert states(office, case) == [("open", "first_disclosure")]


def test_a_township_clerk_sees_that_a_notice_of_the_county_is_not_theirs(office, open_page, announced):
    case, day = announced
    page = open_page(day, TOWNSHIP)
    choose(page, lambda row: row.id == steps_of(office, case)[-1].notice_id)
    assert page.void_button.toolTip() == "赵敏 acts only for 城关镇"
