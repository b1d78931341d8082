"""What tests of windows share: inline jobs, the house style, and typing with an input method."""

import pytest
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication

from county_desk.views import closing, import_reader, style
from county_desk.views.closing import Answer
from county_desk.views.jobs import Jobs
from county_desk.views.returns_page import ReturnsPage
from tests.build import CLERK
from tests.excel.villages import LEDGER, LIVING, ROSTER, a_workbook, spoil
from tests.views.importing import NAME, TODAY, Here
from tests.views.showing import shown


@pytest.fixture(autouse=True)
def dressed(qapp):
    """Every window test sees the light theme in the standard size."""
    style.apply(qapp, "light")


@pytest.fixture(autouse=True)
def unasked(monkeypatch):
    """Windows close at the end of a test without a question, which nobody would answer."""
    monkeypatch.setattr(closing, "ask", lambda *_given: Answer.LOSE)


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
    monkeypatch.setattr(import_reader, "Reader", Here)


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
