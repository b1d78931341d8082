"""Files that were brought outlive that the window is built anew: another language, theme or person."""

from datetime import date

import pytest
from PySide6.QtWidgets import QApplication

from county_desk.text import CHINESE
from county_desk.views.importing.file_fixes import Fix
from county_desk.views.importing.import_files import FileState
from county_desk.views.importing.import_reading import Wanted
from tests.build import REVIEWER
from tests.intake.villages import ROSTER, a_workbook, spoil
from tests.views.importing import BAD, current

TODAY = date(2016, 11, 24)
RIGHT = "990101196503120011"


@pytest.fixture
def window(a_window, jobs):
    return a_window(jobs)


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
    window.frame.page.imports.importing.fix(a_file, fixes)
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
    reader = window.frame.page.imports.importing.reader
    reader.job.number = 10_000
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
