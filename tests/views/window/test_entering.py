"""Entering a register: each number of the navigation is counted once."""

from threading import Event

import pytest

from county_desk.text import ENGLISH, speak
from county_desk.views.entrance.opener import Opener
from county_desk.views.jobs import Jobs
from county_desk.views.main_window import MainWindow
from tests.views.made_up import KINDS, VillagesPage


@pytest.fixture
def entered(desk, opened, qtbot, monkeypatch):
    """A window with a register that a job opened, and the numbers that were counted since."""
    counted = []
    monkeypatch.setattr(VillagesPage, "waiting", classmethod(lambda _page, _desk: counted.append(1)))
    jobs = Jobs()
    speak(ENGLISH)
    window = MainWindow(jobs, Opener(today=desk.today, remembers=False), KINDS)
    qtbot.addWidget(window)
    jobs.start(lambda _progress: desk, then=lambda desk: window.enter(opened, desk), otherwise=window.report)
    qtbot.waitUntil(lambda: window.frame is not None and not jobs.busy)
    yield window, counted
    jobs.close()
    speak(ENGLISH)


def test_what_waits_is_counted_once_when_a_register_is_entered(entered, qtbot):
    window, counted = entered
    qtbot.waitUntil(lambda: not window.jobs.busy)
    assert len(counted) == 1


def test_a_window_that_is_built_anew_during_an_act_looks_again_after_it(entered, qtbot):
    window, counted = entered
    begun, gate = len(counted), Event()
    window.jobs.start(lambda _progress: gate.wait(), otherwise=window.report, writes=True)
    window.switch_language()
    qtbot.waitUntil(lambda: len(counted) == begun + 1)
    gate.set()
    qtbot.waitUntil(lambda: not window.jobs.busy)
    assert len(counted) == begun + 2
