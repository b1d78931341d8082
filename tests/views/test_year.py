"""One choice of the year in the top bar, which every page follows and each person finds again."""

import pytest

from county_desk.workflow.returns import FreezeReturn
from tests.build import CLERK
from tests.views import exits
from tests.views.importing import TODAY
from tests.views.showing import confirm, put_in_force

EARLIER, NOW = 2015, 2016


@pytest.fixture
def window(a_window, jobs):
    """A window with every page, on a day of 2016."""
    return a_window(jobs)


def choose(window, year):
    """Choose a year as a person does."""
    box = window.frame.top.year_box
    box.set_value(year)
    box.activated.emit(box.currentIndex())


def test_the_year_is_that_of_the_day_until_another_is_chosen(window):
    assert window.frame.top.year_box.value() == NOW
    assert window.frame.page.year == NOW


def test_pages_follow_the_year_that_is_chosen(window):
    frame = window.frame
    for key in ("exits", "checks", "returns"):
        frame.show_page(key)
    choose(window, EARLIER)
    assert {page.year for page in frame.pages.values()} == {EARLIER}
    assert frame.pages["returns"].imports.tools.year.text() == "Figures of 2015"
    frame.show_page("registry")
    assert frame.page.year == EARLIER


def test_a_return_is_proposed_for_the_year_that_is_chosen(window):
    window.frame.show_page("returns", "returns")
    choose(window, 2014)
    window.frame.page.returns.freeze()
    assert window.frame.page.returns.pane.panel.form.editors["period"].value() == "2014"


def test_the_year_is_remembered_for_the_person_and_not_for_others(window):
    choose(window, EARLIER)
    window._remember()
    assert window.kept.lists[CLERK]["year"] == EARLIER
    window.build("exits")
    assert window.frame.top.year_box.value() == EARLIER
    assert window.frame.page.year == EARLIER


def test_the_year_of_today_goes_on_with_the_day(window):
    choose(window, EARLIER)
    choose(window, NOW)
    window._remember()
    assert window.kept.lists[CLERK]["year"] == 0


def test_an_exit_case_of_another_year_turns_the_window_to_its_year(window, office):
    case = exits.scene(office)["case"]
    choose(window, EARLIER)
    window.frame.show_page("exits", case)
    assert window.frame.top.year_box.value() == exits.YEAR == NOW
    assert window.frame.page.year == NOW


def decided(office, panel):
    """Submit the open form, and have the reviewer put it in force; the window looks again."""
    form = panel.pane.panel
    form.do_button.click()
    confirm(form)
    put_in_force(office, TODAY)
    panel.window().refresh()


def test_a_closed_year_says_so_in_the_top_bar_and_in_every_form(window, office):
    frame = window.frame
    frame.show_page("returns", "returns")
    panel = frame.page.returns
    assert "has not ended" in panel.close_button.toolTip()
    choose(window, EARLIER)
    assert panel.close_button.text() == "Close 2015…"
    office.at(TODAY).do(FreezeReturn(name="R3", period="2015"))
    panel.close_button.click()
    decided(office, panel)
    assert frame.top.year_box.currentText() == "Year 2015, closed"
    assert "only read" in frame.top.year_box.toolTip()
    assert panel.close_button.text() == "Reopen 2015…"
    panel.close_button.click()
    panel.pane.panel.form.editors["reason"].set_value("补报")
    decided(office, panel)
    assert frame.top.year_box.currentText() == "Year 2015"
