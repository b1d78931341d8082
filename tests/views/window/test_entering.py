"""Entering a register: what is imported, and that each number of the navigation is counted once."""

import os
import subprocess
import sys
from pathlib import Path
from threading import Event

import pytest

from county_desk import views
from county_desk.models.register import RegisterKind
from county_desk.models.user import Role
from county_desk.text import ENGLISH, speak
from county_desk.views import navigation
from county_desk.views.entrance.opener import Opener
from county_desk.views.frame import BETWEEN
from county_desk.views.jobs import Jobs
from county_desk.views.main_window import MainWindow
from county_desk.workflow.entry import found
from tests.build import FOUNDED, PEOPLE, lines
from tests.views.made_up import VillagesPage, made_up


@pytest.fixture
def entered(desk, opened, qtbot, monkeypatch):
    """A window with a register that a job opened, and the numbers that were counted since."""
    counted = []
    monkeypatch.setattr(VillagesPage, "waiting", classmethod(lambda _page, _desk: counted.append(1)))
    jobs = Jobs()
    speak(ENGLISH)
    window = MainWindow(jobs, Opener(today=desk.today, remembers=False), made_up)
    qtbot.addWidget(window)
    jobs.start(lambda _progress: desk, then=lambda desk: window.enter(opened, desk), otherwise=window.report)
    qtbot.waitUntil(lambda: bool(counted) and not jobs.busy)
    qtbot.wait(5 * BETWEEN)  # time for what would be counted once more
    yield window, counted
    jobs.close()
    speak(ENGLISH)


def test_what_waits_is_counted_once_when_a_register_is_entered(entered):
    _window, counted = entered
    assert len(counted) == 1


def test_a_window_that_is_built_anew_during_an_act_looks_again_after_it(entered, qtbot):
    window, counted = entered
    begun, gate = len(counted), Event()
    window.jobs.start(lambda _progress: gate.wait(), otherwise=window.report, writes=True)
    window.switch_language()
    qtbot.waitUntil(lambda: len(counted) == begun + 1)
    gate.set()
    qtbot.waitUntil(lambda: len(counted) == begun + 2)


def module_of(key):
    return f"{views.__name__}.{navigation.ENTRIES[key].module}"


MODULES = [module_of(key) for row in navigation.ROWS[Role.COUNTY_CLERK] for key in row.parts]
OPEN = """
import sys
import time
from PySide6.QtWidgets import QApplication
app = QApplication([])
from county_desk.views.entrance.opener import Opener
from county_desk.views.jobs import Jobs
from county_desk.views.main_window import MainWindow
window = MainWindow(Jobs(), Opener(remembers=False))
window.entrance.entered.connect(lambda *_: print(*sorted(sys.modules)))  # after the window has entered
window.entrance.open_place(sys.argv[1])
until = time.monotonic() + 60
while not set(sys.argv[2:]) <= set(sys.modules) and time.monotonic() < until:
    app.processEvents()
print(*sorted(sys.modules))
window.close()
"""


@pytest.fixture(scope="module")
def imported(tmp_path_factory):
    """The modules in use when a register has opened, and once all numbers are counted."""
    folder = tmp_path_factory.mktemp("opened")
    about = {"code": "990101", "places": lines(), "people": PEOPLE, "kind": RegisterKind.REHEARSAL}
    found(folder / "a.cdesk", name="青岚县", today=FOUNDED, **about).close()
    root = Path(__file__).resolve().parents[3]
    line = [sys.executable, "-c", OPEN, str(folder / "a.cdesk"), *MODULES]
    environment = {**os.environ, "COUNTY_DESK_HOME": str(folder), "QT_QPA_PLATFORM": "offscreen"}
    done = subprocess.run(line, cwd=root, env=environment, capture_output=True, text=True, check=True)
    first, last = done.stdout.splitlines()
    return set(first.split()), set(last.split())


def test_a_register_opens_with_the_module_of_its_first_page_only(imported):
    first, last = imported
    every = {module_of(page.key) for page in navigation.PAGES}
    assert every & first == {MODULES[0]}
    assert set(MODULES) <= last, "the numbers of all pages in the rows of the person are counted"


def test_a_register_opens_without_every_command_and_list(imported):
    late = {"county_desk.commands", "county_desk.tables.grace", "county_desk.intake"}
    assert late & imported[0] == set()


@pytest.mark.parametrize("module", ["alembic", "mako", "openpyxl", "reportlab", "python_calamine"])
def test_what_reads_and_writes_files_is_not_imported_to_open_a_register(imported, module):
    assert module not in imported[1]
