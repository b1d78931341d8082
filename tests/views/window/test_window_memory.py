"""Places, widths and looks of the window that survive a restart."""

import base64
from dataclasses import replace

import pytest
from PySide6.QtWidgets import (
    QApplication,
)

from county_desk import settings
from county_desk.tables.conditions import SortLevel
from county_desk.views.entrance.opener import Opener
from county_desk.views.frame import Frame
from county_desk.views.main_window import LEAST, MainWindow
from county_desk.views.navigation import ENTRIES, Navigation, NavRow
from county_desk.views.widgets.icons import Icon
from county_desk.views.window_place import kept_place
from tests.views.made_up import PAGES, ROWS, made_up

WIDTH_OF_SCREEN = 46  # where Qt writes it in the geometry of a window


@pytest.mark.parametrize("theme", ["dark", "contrast"])
def test_a_theme_is_taken_and_remembered(english, theme, qtbot):
    while english.kept.theme != theme:
        english.next_theme()
    qtbot.waitUntil(lambda: isinstance(english.centralWidget(), Frame))
    assert settings.load().theme == theme
    qtbot.wait(1)


def test_larger_text_is_remembered_and_stops_at_the_largest(english, qtbot):
    for _times in range(4):
        english.larger()
    assert settings.load().text_size == "largest"
    qtbot.waitUntil(lambda: QApplication.font().pointSizeF() == 16)
    english.smaller()
    assert settings.load().text_size == "large"
    qtbot.wait(1)


def restarted(jobs, opened, desk, qtbot):
    """The window of the next start."""
    other = MainWindow(jobs, Opener(), made_up)
    qtbot.addWidget(other)
    other.enter(opened, desk)
    other.show()
    return other


def test_size_and_place_of_the_window_survive_a_restart(english, desk, jobs, opened, qtbot):
    screen = english.screen().availableGeometry()
    english.setGeometry(screen.x(), screen.y() + 70, LEAST.width(), 500)  # as wide as the screen, or wider
    english._remember()
    other = restarted(jobs, opened, desk, qtbot)
    assert (other.size(), other.y()) == (english.size(), english.y())


def test_a_maximised_window_is_maximised_after_a_restart(english, desk, jobs, opened, qtbot):
    english.showMaximized()
    english._remember()
    assert restarted(jobs, opened, desk, qtbot).isMaximized()


def test_a_window_that_was_on_a_screen_that_is_gone_comes_into_view(english, desk, jobs, opened, qtbot):
    screen = english.screen().availableGeometry()
    english.setGeometry(screen.right() + 2000, screen.bottom() + 2000, 3000, 2000)
    english._remember()
    other = restarted(jobs, opened, desk, qtbot).geometry()
    assert screen.contains(other.topLeft())
    assert other.width() <= max(screen.width(), LEAST.width())
    assert other.height() <= max(screen.height(), LEAST.height())


def test_a_window_of_a_much_larger_screen_fits_a_small_one(english, desk, jobs, opened, qtbot):
    screen = english.screen().availableGeometry()
    kept = bytearray(base64.b64decode(kept_place(english)))
    kept[WIDTH_OF_SCREEN : WIDTH_OF_SCREEN + 4] = (3840).to_bytes(4, "big")
    settings.save(replace(settings.load(), window=base64.b64encode(kept).decode()))
    other = restarted(jobs, opened, desk, qtbot).geometry()
    assert screen.contains(other.topLeft())
    assert (other.width(), other.height() < screen.height()) == (LEAST.width(), True)


def test_widths_survive_a_restart(english, desk, jobs, opened, qtbot):
    table = english.frame.page.list.table
    table.setColumnWidth(1, table._in_pixels(33))
    english._remember()
    other = MainWindow(jobs, Opener(), made_up)
    qtbot.addWidget(other)
    other.resize(english.size())  # wider than the screen of this test, and widths belong to a band
    other.enter(opened, desk)
    assert other.frame.page.list.table.widths()["code"] == 33


def test_each_person_has_lists_as_that_person_left_them(english, desk):
    first, other = desk.actor.name, "赵敏"
    english.frame.page.list.table.sort_by([SortLevel("code", descending=True)])
    english._sit_down(other)
    assert english.frame.page.list.query().sort == ()
    english._sit_down(first)
    assert english.frame.page.list.query().sort == (SortLevel("code", descending=True),)
    assert set(settings.load().lists) == {first, other}


def test_a_window_for_a_picture_leaves_no_trace(english, desk, jobs, opened, qtbot):
    before = settings.load()
    other = MainWindow(jobs, Opener(remembers=False), made_up)
    qtbot.addWidget(other)
    other.enter(opened, desk)
    other.larger()
    other._remember()
    assert settings.load() == before
    qtbot.wait(1)


def test_a_row_of_the_navigation_with_several_pages_leads_to_its_first(desk, jobs, opened, qtbot):
    shared = NavRow("Administration", Icon.RULES, ("people", "working_days"))
    pages = PAGES | {key: ENTRIES[key] for key in shared.parts}
    window = MainWindow(jobs, Opener(remembers=False), lambda _desk: Navigation((ROWS[0], shared), pages))
    qtbot.addWidget(window)
    window.enter(opened, desk)
    window.show()
    nav = window.frame.nav
    rows = {nav.item(row).text(): row for row in range(nav.count())}
    assert list(rows) == ["Villages  3", "Administration"]
    nav.setCurrentRow(rows["Administration"])
    assert window.frame.page.key == "people"
    window.frame.tabs.tabs.setCurrentIndex(1)
    assert window.frame.page.key == "working_days"
    nav.setCurrentRow(rows["Villages  3"])
    nav.setCurrentRow(rows["Administration"])
    assert window.frame.page.key == "people"
