"""A register on the disk, and the window of a person who sits down at it."""

import shutil
from pathlib import Path

import pytest

from county_desk.text import ENGLISH, speak
from county_desk.views import closing
from county_desk.views.closing import ClosingAnswer
from county_desk.views.jobs import Jobs
from tests.build import CLERK
from tests.views.drafting import a_register, a_window


@pytest.fixture(scope="module")
def founded(tmp_path_factory):
    path = tmp_path_factory.mktemp("founded") / "county.cdesk"
    a_register(path)
    return path


@pytest.fixture
def county(founded, tmp_path):
    return Path(shutil.copy(founded, tmp_path))


@pytest.fixture
def sit(county, qtbot):
    """Show the window of a person, as a program that starts anew."""

    def at_the_desk(name=CLERK):
        window = a_window(county, Jobs(inline=True), name)
        qtbot.addWidget(window)
        return window

    yield at_the_desk
    speak(ENGLISH)


@pytest.fixture
def asked(monkeypatch):
    """What was asked about before a window closes; the person stays each time."""
    heard = []

    def ask(_window, _way, lost, _writing):
        heard.append(list(lost))
        return ClosingAnswer.STAY

    monkeypatch.setattr(closing, "ask", ask)
    return heard
