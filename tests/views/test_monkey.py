"""A monkey acts at random as each role in each chapter of the demo.

It finds no traceback, no warning of Qt, no write without an event, and no dialog that Esc does not leave. The
short form is some 300 acts. `COUNTY_DESK_MONKEY_ACTS=10000` chooses another number, and
`COUNTY_DESK_MONKEY_SEED` other seeds.
"""

import os

import pytest
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QDialog, QFileDialog, QMenu

from county_desk.demo.chapters import CHAPTERS
from county_desk.text import CHINESE, ENGLISH, speak
from county_desk.views.entrance.opener import Opener
from county_desk.views.main_window import MainWindow
from county_desk.workflow.audit import verify
from county_desk.workflow.entry import open_register, sit_down
from tests.views.monkey import Monkey, give_up
from tests.views.test_every_form import PEOPLE

SEED = os.environ.get("COUNTY_DESK_MONKEY_SEED", "1")
PLAYS = [(chapter, role) for chapter in CHAPTERS for role in PEOPLE]
SHOWN = 40  # acts before a failure
ACTS = int(os.environ.get("COUNTY_DESK_MONKEY_ACTS", "300")) // len(PLAYS) + 1


@pytest.fixture
def failed(monkeypatch):
    """The faults of the program that the window kept from the person."""
    failed = []
    monkeypatch.setattr(MainWindow, "report", lambda _window, error: failed.append(error))
    return failed


@pytest.fixture
def closed_doors(monkeypatch):
    """Files of the computer, other programs and the end of the program are out of reach."""
    for name, nothing in (
        ("getSaveFileName", ("", "")),
        ("getOpenFileName", ("", "")),
        ("getOpenFileNames", ([], "")),
        ("getExistingDirectory", ""),
    ):
        monkeypatch.setattr(QFileDialog, name, lambda *_given, nothing=nothing, **_named: nothing)
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda _url: True)
    monkeypatch.setattr(QDialog, "exec", give_up)
    for way in ("leave", "sign_out", "close", "open_file", "reset_demo"):
        monkeypatch.setattr(MainWindow, way, lambda _window: None)


@pytest.mark.slow
@pytest.mark.qt_log_ignore("This plugin does not support")
@pytest.mark.parametrize(("chapter", "role"), PLAYS)
def test_nothing_breaks_whatever_a_person_does(
    demos, jobs, qtbot, tmp_path, monkeypatch, closed_doors, failed, chapter, role
):
    speak(CHINESE if len(role) % 2 else ENGLISH)
    opened = open_register(demos.copy(CHAPTERS[chapter], tmp_path / "demo.cdesk"))
    window = MainWindow(jobs, Opener(today=opened.day, remembers=False))
    qtbot.addWidget(window)
    monkey = Monkey(window, f"{SEED} {chapter} {role}")
    monkeypatch.setattr(QMenu, "popup", lambda menu, *_given: monkey.choose_from(menu))
    monkeypatch.setattr(QMenu, "exec", lambda menu, *_given: monkey.choose_from(menu))
    window.enter(opened, sit_down(opened, PEOPLE[role], today=opened.day))
    window.show()
    try:
        monkey.play(ACTS)
    finally:
        print(*monkey.acts[-SHOWN:], sep="\n")
        speak(ENGLISH)
    assert failed == []
    with opened.sessions() as session:
        proof = verify(session)
    assert proof.ok, (proof.sentence(), monkey.acts)
    opened.close()
