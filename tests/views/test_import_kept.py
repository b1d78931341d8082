"""Files that were brought outlive that the window is built anew: another language, theme or person."""

from datetime import date

import pytest
from PySide6.QtWidgets import QApplication

from county_desk.models.register import RegisterKind
from county_desk.text import CHINESE, ENGLISH, speak
from county_desk.views.entrance.opener import Opener
from county_desk.views.importing import import_reader
from county_desk.views.importing.file_fixes import Fix
from county_desk.views.importing.import_files import FileState
from county_desk.views.importing.import_reading import Wanted
from county_desk.views.main_window import MainWindow
from county_desk.views.pages import PAGES
from county_desk.workflow.accounts import actors
from county_desk.workflow.entry import Opened
from tests.build import REVIEWER
from tests.excel.villages import ROSTER, a_workbook, spoil
from tests.views.importing import BAD, Here, current

TODAY = date(2016, 11, 24)
RIGHT = "990101196503120011"


@pytest.fixture
def window(office, jobs, qtbot, monkeypatch):
    monkeypatch.setattr(import_reader, "Reader", Here)
    speak(ENGLISH)
    desk = office.at(TODAY)
    engine = desk.sessions.kw["bind"]
    kind, people = RegisterKind.REHEARSAL, tuple(desk.read(actors))
    opened = Opened(str(engine.url), engine, desk.sessions, "青岚县", kind, "guizhou", "west", people)
    window = MainWindow(jobs, Opener(today=TODAY, remembers=False), PAGES)
    qtbot.addWidget(window)
    window.kept = window.kept.__class__(language=ENGLISH)
    window.enter(opened, desk)
    window.show()
    window.frame.show_page("returns")
    yield window
    speak(ENGLISH)


@pytest.fixture
def a_file(tmp_path):
    path = tmp_path / "城关镇柳湾花名册.xlsx"
    spoil(a_workbook(), ROSTER, BAD).save(path)
    return path


def settle():
    """Let the window build itself anew."""
    for _turn in range(5):
        QApplication.processEvents()


def test_another_theme_keeps_them_as_they_are(window, a_file):
    window.frame.page.open_files([a_file])
    before = current(window.frame.page)
    window.next_theme()
    settle()
    assert current(window.frame.page).arrival.raw is before.arrival.raw
    assert window.frame.page.imports.working


def test_another_language_reads_them_again_with_what_was_said_of_them(window, a_file):
    window.frame.page.open_files([a_file])
    fixes = (Fix(ROSTER, "G3", BAD["G3"], RIGHT),)
    window.frame.page.imports.view.fixed.emit(fixes)
    window.switch_language()
    settle()
    page = window.frame.page
    row = current(page)
    assert (row.fixes, row.wrong, row.state) == (fixes, 0, FileState.READY)
    told = [problem.message for line in row.arrival.delivery.lines for problem in line.problems]
    assert any("县里已改" in words for words in told)
    assert window.kept.language == CHINESE


def test_another_person_has_the_same_files(window, a_file):
    window.frame.page.open_files([a_file])
    window._sit_down(REVIEWER)
    window.frame.show_page("returns")
    assert window.desk.actor.name == REVIEWER
    assert current(window.frame.page).name == a_file.name
    assert not window.frame.page.imports.bar.one.isEnabled()


def test_what_was_not_read_yet_is_read_then(window, a_file):
    reader = window.frame.page.imports.reader
    reader.held.job = 10_000
    reader.reading.fresh.append(Wanted(a_file))
    window.next_theme()
    settle()
    assert current(window.frame.page).name == a_file.name
    assert current(window.frame.page).state is FileState.PARTLY


def test_the_page_need_not_be_on_the_screen(window, a_file):
    window.frame.page.open_files([a_file])
    window.frame.show_page("queue")
    window.next_theme()
    settle()
    window.next_theme()
    settle()
    window.frame.show_page("returns")
    assert current(window.frame.page).name == a_file.name
