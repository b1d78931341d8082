"""The news: once after an upgrade, and in the menu Help at any time."""

from dataclasses import replace

import pytest
from PySide6.QtWidgets import QLabel

from county_desk import __version__, settings
from county_desk.text import CHINESE, ENGLISH, LANGUAGES, speak
from county_desk.views.entrance.opener import Opener
from county_desk.views.main_window import MainWindow
from county_desk.views.news import NewsDialog, releases
from tests.views.made_up import made_up
from tests.views.showing import said


def test_each_release_has_five_entries_at_most_in_both_languages():
    every = releases()
    assert every[0].release == __version__
    assert all(1 <= len(each.entries) <= 5 for each in every)
    assert all(set(entry) == {"zh", "en"} and all(entry.values()) for each in every for entry in each.entries)


def test_only_releases_after_one_are_news():
    assert releases(__version__) == []
    assert releases("0.0.9")[-1].release == "0.1.0"


def open_window(jobs, qtbot):
    window = MainWindow(jobs, Opener(), made_up)
    qtbot.addWidget(window)
    window.show()
    window.greet_upgrade()
    return window


def test_a_first_start_shows_no_news_and_keeps_the_release(jobs, qtbot):
    window = open_window(jobs, qtbot)
    assert window.findChild(NewsDialog) is None
    assert settings.load().release == __version__


@pytest.mark.parametrize("spoken", LANGUAGES)
def test_the_first_start_after_an_upgrade_shows_the_news_once(jobs, qtbot, spoken):
    settings.save(replace(settings.load(), language=spoken, release="0.0.9"))
    speak(spoken)
    try:
        window = open_window(jobs, qtbot)
        dialog = window.findChild(NewsDialog)
        assert dialog.isVisible()
        words = said(dialog, QLabel)
        assert {CHINESE: "按 F1", ENGLISH: "F1 in a field"}[spoken] in words
        dialog.close()
        assert settings.load().release == __version__
        assert open_window(jobs, qtbot).findChild(NewsDialog) is None
    finally:
        speak(ENGLISH)


def test_the_menu_help_shows_the_news_at_any_time(jobs, qtbot):
    window = open_window(jobs, qtbot)
    window.acts["show_news"].trigger()
    assert window.findChild(NewsDialog).windowTitle() == "What is new"
    window.findChild(NewsDialog).close()
