"""The home of a post: its cards, the doors behind their numbers, and the keyboard."""

import gc
from contextlib import closing
from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from county_desk.tables.cases.queue_words import OWN
from county_desk.tables.home.content import Door
from county_desk.views import paper_acts
from county_desk.views.cases.queue_page import QueuePage
from county_desk.views.home.home_page import HomePage
from county_desk.views.widgets.bands import Band, Width
from county_desk.views.widgets.banner import Banner
from county_desk.views.widgets.painted import Button
from county_desk.workflow.past import PastRegister
from tests.build import (
    ADMINISTRATOR,
    CLERK,
    DAY,
    INSPECTOR,
    TOWNSHIP,
    VILLAGE,
    a_household,
    two_households,
    walk,
)
from tests.views.showing import shown

TODAY = date(2016, 10, 24)


@pytest.fixture
def open_home(guizhou, jobs, qtbot):
    """The home of a person on a day."""
    return lambda name=CLERK, day=TODAY: shown(HomePage(guizhou.at(day, name), jobs), qtbot)


def box_of(page, title):
    return next(box for box in page.boxes if box.title.text() == title)


def test_the_plan_names_the_first_tasks_and_counts_what_waits_for_others(guizhou, open_home):
    cases = two_households(guizhou)
    walk(guizhou, cases, to="county_decision")
    a_household(guizhou, "赵桂兰", serial=3)
    page = open_home()
    assert box_of(page, "No limit set").content.total.count == 1
    begun = box_of(page, "Begun by me, waiting on others")
    assert [cell.words for cell in begun.content.rows[0]] == ["Decide and sign", "2"]
    late = box_of(page, "Overdue")
    assert late.words.text() == "Nothing is overdue."
    assert not late.table.isVisibleTo(page)


def test_the_number_in_the_navigation_is_that_of_the_cards(guizhou, open_home):
    two_households(guizhou)
    page = open_home()
    titles = {part.label for part in OWN}
    counted = [box.content.total.count for box in page.boxes if box.card.title in titles]
    assert (len(counted), sum(counted)) == (len(OWN), 2)
    assert QueuePage.waiting(page.desk) == 2


def test_enter_opens_the_door_of_the_cell_and_tab_goes_to_the_next_card(guizhou, open_home, qtbot):
    two_households(guizhou)
    walk(guizhou, (a_household(guizhou, "赵桂兰", serial=3),), to="county_decision")
    page = open_home()
    with qtbot.waitActive(page):
        page.activateWindow()
    first, second = (box.table for box in page.boxes if box.content.rows)
    page.home().setFocus()
    assert first.hasFocus()
    with qtbot.waitSignal(page.go) as gone:
        QTest.keyClick(first, Qt.Key.Key_Return)
    assert gone.args[0] == "queue"
    assert gone.args[1].query.where["task"] == ("assembly",)
    QTest.keyClick(first, Qt.Key.Key_Right)
    assert first.currentColumn() == 1
    for _key in range(2):  # the number of the next card, then its lines
        QTest.keyClick(page.window().focusWidget(), Qt.Key.Key_Tab)
    assert second.hasFocus()
    assert first.selectedIndexes() == []


def test_a_line_leads_to_its_case_or_to_the_page_of_its_task(open_home, guizhou, qtbot):
    a_household(guizhou)
    page = open_home(VILLAGE)
    with qtbot.waitSignal(page.go) as gone:
        page.open_door(Door("monitored", 7))
    assert gone.args == ["monitored", 7]


def test_a_change_of_a_watched_record_is_shown(guizhou, open_home):
    page = open_home(TOWNSHIP)
    assert box_of(page, "No limit set").content.total.count == 0
    a_household(guizhou)
    page.refresh()
    assert box_of(page, "No limit set").content.total.count == 1


def test_a_card_that_cannot_be_read_says_so_and_the_page_says_why(guizhou, open_home, monkeypatch):
    page = open_home()
    page.failed.connect(lambda _error: None)
    broken = replace(page.boxes[0].card, read=lambda _work: 1 / 0)
    monkeypatch.setattr(page.boxes[0], "card", broken)
    page.refresh()
    assert page.boxes[0].words.text() == "This could not be read."
    (banner,) = page.findChildren(Banner)
    assert banner.tone == "bad"


def test_cards_stand_beside_each_other_in_a_wide_window_and_below_in_a_narrow_one(open_home):
    page = open_home()
    assert page.boxes[0].y() == page.boxes[1].y()
    page.fit(Band(Width.NARROW, True))
    page.area.widget().adjustSize()
    assert page.boxes[0].x() == page.boxes[1].x()


def test_the_page_and_the_plan_of_the_week_are_saved_as_papers(guizhou, open_home, tmp_path):
    a_household(guizhou)
    page = open_home(VILLAGE)
    for place, paper in enumerate(page.papers()):
        paper.save_to(tmp_path / f"{place}.pdf")
    papers = sorted(tmp_path.glob("*.pdf"))
    assert [path.read_bytes()[:4] for path in papers] == [b"%PDF", b"%PDF"]


def test_each_line_of_the_menu_prints_or_saves(guizhou, open_home, tmp_path, monkeypatch):
    a_household(guizhou)
    printed = []
    monkeypatch.setattr(paper_acts, "print_document", lambda _page, _make: printed.append(1))
    paths = iter([tmp_path / "page.pdf", tmp_path / "week.pdf"])
    monkeypatch.setattr(paper_acts, "save_file", lambda *_given: next(paths))
    page = open_home(VILLAGE)
    gc.collect()  # Qt keeps no act of a menu alive
    button = next(each for each in page.findChildren(Button) if each.menu())
    for action in button.menu().actions():
        action.trigger()
    assert len(printed) == 2
    assert sorted(path.name for path in tmp_path.glob("*.pdf")) == ["page.pdf", "week.pdf"]


def test_a_person_without_tasks_prints_the_page_alone(open_home):
    assert len(open_home(INSPECTOR).papers()) == 1


def test_the_home_of_a_past_day_shows_the_plan_of_that_day(guizhou, jobs, qtbot):
    a_household(guizhou, received_on=TODAY)
    with closing(PastRegister(guizhou.at(TODAY + DAY), TODAY - DAY)) as past:
        page = shown(HomePage(past.desk, jobs), qtbot)
        assert box_of(page, "No limit set").content.total.count == 0
    page = shown(HomePage(guizhou.at(TODAY + DAY), jobs), qtbot)
    assert box_of(page, "No limit set").content.total.count == 1


def test_the_home_of_an_administrator_is_called_as_its_row(open_home):
    assert open_home(ADMINISTRATOR).heading.text() == "Checklist"
    assert open_home(CLERK).heading.text() == "Today"
