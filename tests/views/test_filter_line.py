"""The chips of the filters in force under a list."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from county_desk.tables.all_lists import LISTS
from county_desk.tables.conditions import Condition, Operator
from county_desk.text import CHINESE, ENGLISH, speak
from tests.build import reader_of
from tests.busy import OPENED
from tests.views.made_up import ListPage


@pytest.fixture(params=[ENGLISH, CHINESE])
def view(request, busy, jobs, qtbot):
    """The list of households in either language, with two filters and a search."""
    speak(request.param)
    listing = LISTS["households"]
    page = ListPage(busy.at(OPENED, reader_of(listing)), jobs, listing)
    qtbot.addWidget(page)
    page.resize(520, 500)
    page.show()
    page.refresh()
    page.list.filters.set_values("village", ["大河村"])
    page.list.filters.set_condition("head", Condition("head", Operator.CONTAINS, "张"))
    page.list.search.setText("张一")
    page.list.search.wanted.emit("张一")
    yield page.list
    speak(ENGLISH)


def names(view):
    return [chip.accessibleName() for chip in view.line.chips]


def test_each_filter_in_force_is_a_chip(view):
    english = ["Village: 大河村", "Head of household contains “张”", "Search: 张一"]
    assert names(view) in (english, ["行政村：大河村", "户主包含“张”", "查找：张一"])
    assert all(chip.text().endswith("×") and chip.accessibleDescription() for chip in view.line.chips)


def test_the_button_of_the_filters_counts_the_chips_of_columns(view):
    assert view.bar.folded.accessibleName() in ("Filters (2)", "筛选（2）")


def test_a_click_takes_one_filter_away_and_the_others_stay(view):
    view.line.chips[0].click()
    assert view.filters.columns() == {"head"}
    assert len(names(view)) == 2
    view.line.chips[-1].click()
    assert view.search.text() == ""
    assert len(names(view)) == 1


def test_delete_takes_a_filter_away_and_the_focus_goes_to_the_next_chip_then_to_the_table(view, qtbot):
    view.line.chips[0].setFocus()
    for left in (2, 1):
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Delete)
        assert len(names(view)) == left
        assert QApplication.focusWidget() is view.line.chips[0]
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Backspace)
    assert names(view) == []
    assert not view.line.isVisible()
    assert QApplication.focusWidget() is view.table


def test_the_chips_continue_in_a_second_line_where_the_list_is_narrow(view):
    tops = {chip.y() for chip in view.line.chips} | {view.clear.y()}
    assert len(tops) > 1
    assert all(chip.geometry().right() < view.line.width() for chip in view.line.chips)
