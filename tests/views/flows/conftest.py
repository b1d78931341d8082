"""The window on a copy of a demo chapter, in both languages, before whoever sits down."""

from datetime import date

import pytest

from county_desk.demo.chapters import CHAPTERS
from county_desk.text import CHINESE, ENGLISH
from county_desk.workflow.entry import open_register, sit_down
from tests.views.flows.person import Person
from tests.views.windows import open_window


@pytest.fixture(params=[ENGLISH, CHINESE])
def spoken(request: pytest.FixtureRequest) -> str:
    """The language of the window."""
    return str(request.param)


@pytest.fixture
def chapter() -> str:
    """The key of the chapter; a file of tests names another."""
    return "present"


@pytest.fixture
def sit(demos, qapp, tmp_path, spoken, chapter):
    """Let somebody sit down at the window on a day."""
    made = CHAPTERS[chapter]
    opened = open_register(demos.copy(made, tmp_path / made.file))
    desk = sit_down(opened, opened.people[0].name, today=made.today)
    with open_window(desk, tmp_path / "home", spoken) as window:
        window.opened = opened
        window.resize(1366, 768)

        def at(name: str, day: date = made.today) -> Person:
            return Person(window, name, day)

        yield at
