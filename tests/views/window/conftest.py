"""The window around an open register, in both languages."""

from dataclasses import replace

import pytest

from county_desk import settings
from county_desk.models.register import RegisterKind
from county_desk.text import CHINESE, ENGLISH, current, speak
from county_desk.views.entrance.opener import Opener
from county_desk.views.main_window import MainWindow
from county_desk.workflow.accounts.people import actors
from county_desk.workflow.entry import Opened
from tests.views.made_up import made_up


@pytest.fixture
def opened(desk):
    people = tuple(desk.read(actors))
    engine = desk.sessions.kw["bind"]
    return Opened(str(engine.url), desk.sessions, "青岚县", RegisterKind.DEMO, "guizhou", "west", people)


@pytest.fixture(params=[ENGLISH, CHINESE])
def window(request, desk, jobs, opened, qtbot):
    settings.save(replace(settings.load(), language=request.param))
    speak(request.param)
    window = MainWindow(jobs, Opener(today=desk.today), made_up)
    qtbot.addWidget(window)
    window.enter(opened, desk)
    window.show()
    yield window
    speak(ENGLISH)


@pytest.fixture
def english(window):
    if current() != ENGLISH:
        pytest.skip("the same in both languages")
    return window
