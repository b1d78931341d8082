"""What tests of windows share: inline jobs, the house style, and typing with an input method."""

from dataclasses import replace
from functools import partial

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QGuiApplication, QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from county_desk.models.register import RegisterKind
from county_desk.text import CHINESE, ENGLISH, speak
from county_desk.views import closing
from county_desk.views.closing import ClosingAnswer
from county_desk.views.entrance.opener import Opener
from county_desk.views.importing import file_reader
from county_desk.views.jobs import Jobs
from county_desk.views.main_window import MainWindow
from county_desk.views.returns.returns_page import ReturnsPage
from county_desk.views.widgets import style
from county_desk.workflow.accounts.people import actors
from county_desk.workflow.entry import Opened
from tests.build import CLERK, DAY, FOUNDED
from tests.intake.villages import LEDGER, LIVING, ROSTER, a_workbook, spoil
from tests.views.importing import NAME, TODAY, Here
from tests.views.showing import PATIENCE, shown
from tests.views.windows import open_window


@pytest.fixture(scope="session", autouse=True)
def clipboard_emptied():
    """Empty the clipboard in the end: the offscreen one would free its data after Python has gone."""
    yield
    if QGuiApplication.instance():
        QGuiApplication.clipboard().clear()


@pytest.fixture(autouse=True)
def dressed(qapp):
    """Every window test sees the light theme in the standard size."""
    style.apply(qapp, "light")


@pytest.fixture(autouse=True)
def nothing_left(qapp):
    """Windows that were closed go away: later tests would give styles and words to all of them, too."""
    yield
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture(autouse=True)
def unasked(monkeypatch):
    """Windows close at the end of a test without a question, which nobody would answer."""
    monkeypatch.setattr(closing, "ask", lambda *_given: ClosingAnswer.LOSE)


@pytest.fixture(autouse=True)
def no_key_held(qapp):
    """A test that ends with Ctrl+Enter leaves Ctrl held, by which a later one would add to a selection."""
    if QApplication.keyboardModifiers() != Qt.KeyboardModifier.NoModifier:
        QTest.keyClick(QWidget(), Qt.Key.Key_Control)


@pytest.fixture
def qtbot(qtbot):
    """Waits for what is to come, not for a time in which it usually comes."""
    qtbot.waitUntil = partial(qtbot.waitUntil, timeout=PATIENCE * 1000)
    return qtbot


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


@pytest.fixture
def quick(monkeypatch):
    """Files are read in this process."""
    monkeypatch.setattr(file_reader, "Reader", Here)


@pytest.fixture
def open_page(office, jobs, qtbot, quick):
    """The page before a person."""
    return lambda name=CLERK: shown(ReturnsPage(office.at(TODAY, name), jobs), qtbot)


@pytest.fixture
def page(open_page):
    return open_page()


@pytest.fixture
def a_file(tmp_path):
    """A village's workbook on the disk, with some cells spoilt."""

    def make(cells=None, name=NAME, sheet=ROSTER, head="城关镇柳湾村委会2016年"):
        book = a_workbook()
        for each in (ROSTER, LEDGER, LIVING):
            book[each]["A1"] = head
        path = tmp_path / "come in" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        spoil(book, sheet, cells or {}).save(path)
        return path

    return make


@pytest.fixture
def a_window(office, qtbot, quick):
    """A window with a register open at the page of imports."""

    def make(jobs):
        desk = office.at(TODAY)
        engine, people = desk.sessions.kw["bind"], tuple(desk.read(actors))
        kind = RegisterKind.REHEARSAL
        opened = Opened(str(engine.url), desk.sessions, "青岚县", kind, "guizhou", "west", people)
        window = MainWindow(jobs, Opener(today=TODAY, remembers=False))
        qtbot.addWidget(window)
        window.kept = replace(window.kept, language=ENGLISH)
        window.enter(opened, desk)
        window.resize(1100, 700)
        window.show()
        window.frame.show_page("returns")
        return window

    speak(ENGLISH)
    yield make
    speak(ENGLISH)


@pytest.fixture
def window(a_window):
    """The same, with its work off its thread, as it is outside of tests."""
    jobs = Jobs()
    yield a_window(jobs)
    jobs.close()


@pytest.fixture
def settle(window, qtbot):
    """Wait until nothing is under way, and all is laid out."""

    def wait():
        for _turn in range(3):
            QApplication.processEvents()
            qtbot.waitUntil(lambda: not window.jobs.busy)
        QApplication.processEvents()
        return window.frame.page

    return wait


@pytest.fixture(scope="module", params=[ENGLISH, CHINESE])
def shared_window(request, busy, qapp, tmp_path_factory):
    """A window of which tests only look at the pages."""
    folder = tmp_path_factory.mktemp("window")
    with open_window(busy.at(FOUNDED + 400 * DAY), folder, request.param) as window:
        yield window
