"""What tests of windows share: inline jobs, the house style, and typing with an input method."""

import pytest
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication

from county_desk.views import style
from county_desk.views.jobs import Jobs


@pytest.fixture(autouse=True)
def dressed(qapp):
    """Every window test sees the light theme in the standard size."""
    style.apply(qapp, "light")


@pytest.fixture
def jobs(qtbot):
    """Work that happens at once."""
    jobs = Jobs(inline=True)
    yield jobs
    jobs.close()


@pytest.fixture
def type_text():
    """Type into a field as an input method does: letters still in composition, or committed."""

    def type_(widget, composing="", committed=""):
        event = QInputMethodEvent(composing, [])
        if committed:
            event.setCommitString(committed)
        QApplication.sendEvent(widget, event)

    return type_


@pytest.fixture(autouse=True)
def home(tmp_path, monkeypatch):
    """Settings of the tests are not those of the person who runs them."""
    monkeypatch.setenv("COUNTY_DESK_HOME", str(tmp_path / "home"))
    return tmp_path / "home"
