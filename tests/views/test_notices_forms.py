"""Forms on the notices page: each names its notice and acts on that one."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from county_desk.views.notices.notice_pane import NoticePane
from county_desk.views.notices.notices_page import NoticesPage
from tests.views import boards
from tests.views.showing import confirm, shown


@pytest.fixture
def page(office, jobs, qtbot):
    boards.scene(office)
    return shown(NoticesPage(office.at(boards.TODAY), jobs), qtbot)


def choose(page, row):
    page.list.table.setCurrentIndex(page.list.model.index(row, 1))
    QApplication.processEvents()


def paper(page):
    """The pane that shows the paper."""
    return page.pane.findChild(NoticePane)


def test_giving_a_voiding_up_leaves_the_page_alive(page, qtbot):
    paper(page).style_box.setCurrentIndex(1)
    page.void_button.click()
    qtbot.keyClick(page.pane.panel.form.editors["reason"], Qt.Key.Key_Escape)
    assert page.list.table.hasFocus()
    for row in (1, 2, 1):
        choose(page, row)
        assert paper(page).style_box.currentData() == "poster"
        box = paper(page).language_box
        box.setCurrentIndex(1 - box.currentIndex())
        assert page.paper


def test_the_notice_that_a_form_names_is_voided_whatever_is_chosen_meanwhile(page, qtbot):
    choose(page, 1)
    wanted = page.current()
    page.void_button.click()
    panel = page.pane.panel
    assert wanted.number in panel.objects.text()
    qtbot.keyClicks(panel.form.editors["reason"], "error")
    choose(page, 2)
    assert page.pane.panel is panel
    assert wanted.number in panel.objects.text()
    panel.do_button.click()
    confirm(panel)
    void = [row for row in page.list.model.rows(range(page.list.model.rowCount())) if row.voided_on]
    assert [row.number for row in void] == [wanted.number]


def test_an_empty_form_goes_when_another_notice_is_chosen(page):
    choose(page, 1)
    page.void_button.click()
    choose(page, 2)
    assert page.pane.panel is None
    assert page.void_button.isVisible()
