"""Copying many rows: off the window's thread, with progress, and without harm when it is stopped."""

import threading
from dataclasses import replace

import pytest
from PySide6.QtCore import QThread
from PySide6.QtGui import QGuiApplication

from county_desk.views.job_corner import JobCorner
from county_desk.views.jobs import Jobs
from county_desk.views.lists.selection_sums import SUMMED
from county_desk.views.lists.table_model import PAGE
from tests.views.made_up import VillagesPage
from tests.views.showing import PATIENCE

MANY = 60_000
BEFORE = "what was copied before"


class Long:
    """A long list of made-up villages that can be held up while it is read."""

    def __init__(self, row):
        self.row = row
        self.hold, self.reached, self.threads = None, threading.Event(), set()

    def fetch(self, offset, limit):
        self.threads.add(threading.current_thread())
        if self.hold is not None and offset > MANY // 2:
            self.reached.set()
            assert self.hold.wait(PATIENCE)
        return [replace(self.row, id=n) for n in range(offset, min(offset + limit, MANY))]


@pytest.fixture
def page(desk, qtbot):
    jobs = Jobs()
    page = VillagesPage(desk, jobs)
    qtbot.addWidget(page)
    page.resize(1200, 700)
    page.show()
    page.refresh()
    qtbot.waitUntil(lambda: page.current() is not None)
    yield page
    jobs.close()


@pytest.fixture
def long(page):
    """The page with a list of 60,000 rows, all of them selected."""
    made = Long(page.current())
    page.list.model.show_pages(MANY, made.fetch(0, PAGE), made.fetch)
    made.threads.clear()
    page.list.table.selectAll()
    QGuiApplication.clipboard().setText(BEFORE)
    return made


def clipboard():
    return QGuiApplication.clipboard().mimeData()


def test_sixty_thousand_rows_are_copied_off_the_thread_of_the_window(page, long, qtbot):
    page.list.table.copy(headers=True)
    qtbot.waitUntil(lambda: page.status[1] == "60,000 rows copied")
    assert len(clipboard().text().splitlines()) == MANY + 1
    assert clipboard().html().count("<tr>") == MANY + 1
    assert threading.main_thread() not in long.threads
    assert QThread.currentThread() is page.thread()


def test_copying_shows_how_far_it_is_and_can_be_stopped(page, long, qtbot):
    corner = JobCorner(page.jobs)
    qtbot.addWidget(corner)
    long.hold = threading.Event()
    page.list.table.copy()
    qtbot.waitUntil(long.reached.is_set)
    qtbot.waitUntil(lambda: corner.words.text().startswith("Copying 60,000 rows: "))
    assert corner.bar.maximum() == MANY
    corner.stop.click()
    long.hold.set()
    qtbot.waitUntil(lambda: page.status[1] == "Copying was stopped; the clipboard is as it was.")
    assert clipboard().text() == BEFORE


def test_a_newer_copy_takes_the_place_of_one_under_way(page, long, qtbot):
    long.hold = threading.Event()
    page.list.table.copy()
    qtbot.waitUntil(long.reached.is_set)
    page.list.table.clearSelection()
    page.list.table.selectRow(0)
    page.list.table.copy()
    assert page.status[1] == "1 row copied"
    long.hold.set()
    qtbot.waitUntil(lambda: not page.jobs.busy)
    assert len(clipboard().text().splitlines()) == 1


def test_a_selection_that_is_too_large_to_sum_says_so_with_the_number(page, long):
    table = page.list.table
    figures = sum(map(table._is_figure, table.selected_sections()))
    words = f"{figures * MANY:,} figures are too many to sum; up to {SUMMED:,} are summed"
    assert table.summary() == words
    assert page.status[1] == words
