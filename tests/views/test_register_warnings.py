"""The window says that a register lacks an act that this computer saw before."""

from types import SimpleNamespace

import pytest
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from county_desk.views.register_warnings import show_register_warnings
from county_desk.workflow.known_heads import missing_act
from county_desk.workflow.registry import SetContact
from tests.build import FOUNDED
from tests.workflow.test_known_heads import forget_last_act


@pytest.fixture
def frame(office, qtbot, tmp_path, monkeypatch):
    """Make the frame of a register: its desk, and what was opened."""
    monkeypatch.setenv("COUNTY_DESK_HOME", str(tmp_path / "home"))

    def make(*, real=True):
        made = QWidget()
        qtbot.addWidget(made)
        QVBoxLayout(made)
        made.desk = office.at(FOUNDED)
        made.opened = SimpleNamespace(real=real, uid="one", sessions=office.sessions)
        return made

    return make


def words(frame):
    """All words above the pages."""
    show_register_warnings(frame)
    return " ".join(each.text() for each in frame.findChildren(QLabel))


def test_an_older_copy_is_told_above_the_pages(office, frame):
    office.at(FOUNDED).do(SetContact(place=3, telephone="0000-1111111", address="村部"))
    assert words(frame()) == ""
    forget_last_act(office)
    assert "This computer saw act" in words(frame())


def test_a_register_of_made_up_people_may_begin_again(office, frame):
    office.read(lambda session: missing_act(session, "one"))
    forget_last_act(office)
    assert words(frame(real=False)) == ""
