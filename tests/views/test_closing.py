"""Nothing is lost unasked when the window is closed or the register left."""

import threading

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QApplication, QMessageBox

from county_desk.intake.taking_in import take_in
from county_desk.text import CHINESE, ENGLISH, speak
from county_desk.views import closing
from county_desk.views.closing import CLOSING, ClosingAnswer, ask
from county_desk.views.importing.file_fixes import Fix
from county_desk.views.importing.import_files import FileState
from county_desk.views.jobs import Jobs
from county_desk.views.widgets.toast import Toast
from tests.build import REVIEWER
from tests.intake.villages import ROSTER
from tests.views.importing import BAD, batches, current
from tests.views.showing import PATIENCE
from tests.views.test_taking import Gate

FIX = Fix(ROSTER, "G3", BAD["G3"], "990101196503120011")
LOST = "1 correction in 1 file is not taken in."
real_ask = ask


class Asked:
    """Answers the question in turn, then lets the window go, and keeps what was asked."""

    def __init__(self, monkeypatch, *answers):
        self.answers, self.heard = list(answers), []
        monkeypatch.setattr(closing, "ask", self)

    def __call__(self, _window, _way, lost, writing):
        self.heard.append((list(lost), list(writing)))
        return self.answers.pop(0) if self.answers else ClosingAnswer.LOSE


@pytest.fixture
def window(a_window, jobs, a_file):
    """The same, with a file that was corrected in it."""
    window = a_window(jobs)
    window.frame.page.open_files([a_file(BAD)])
    window.frame.page.imports.importing.fix(current(window.frame.page).path, (FIX,))
    return window


def closes(window):
    """Whether the window lets itself be closed."""
    event = QCloseEvent()
    window.closeEvent(event)
    return event.isAccepted()


def test_corrections_that_are_not_taken_in_are_asked_about_before_the_window_closes(window, monkeypatch):
    asked = Asked(monkeypatch, ClosingAnswer.STAY, ClosingAnswer.LOSE)
    assert not closes(window)
    assert asked.heard == [([LOST], [])]
    assert current(window.frame.page).fixes == (FIX,)
    assert closes(window)


def test_nothing_is_asked_where_nothing_would_be_lost(window, monkeypatch):
    asked = Asked(monkeypatch)
    window.frame.page.imports.bar.one.click()
    assert current(window.frame.page).state is FileState.TAKEN
    assert closes(window)
    assert asked.heard == []


@pytest.mark.parametrize("way", ["leave", "open_file", "reset_demo"])
def test_who_stays_keeps_the_register_open(window, monkeypatch, way):
    Asked(monkeypatch, ClosingAnswer.STAY)
    monkeypatch.setattr(window.opener, "drop_demo", pytest.fail)
    monkeypatch.setattr(type(window.entrance), "choose_file", pytest.fail)
    getattr(window, way)()
    assert window.desk is not None
    assert current(window.frame.page).fixes == (FIX,)


def test_who_leaves_all_the_same_is_at_the_start_page(window, monkeypatch):
    asked = Asked(monkeypatch, ClosingAnswer.LOSE)
    window.leave()
    assert (window.desk, len(asked.heard)) == (None, 1)


def test_another_person_takes_the_corrections_over_unasked(window, monkeypatch):
    asked = Asked(monkeypatch, ClosingAnswer.STAY)
    window._sit_down(REVIEWER)
    assert asked.heard == []
    assert not closes(window)
    assert asked.heard == [([LOST], [])]


def test_corrections_on_a_page_that_is_not_made_yet_count_too(window, monkeypatch):
    window.frame.show_page("queue")
    window.build("queue")
    assert "returns" not in window.frame.pages
    asked = Asked(monkeypatch, ClosingAnswer.STAY)
    assert not closes(window)
    assert asked.heard == [([LOST], [])]


def test_what_is_being_typed_counts_too(a_window, jobs, a_file, monkeypatch):
    window = a_window(jobs)
    window.frame.page.open_files([a_file(BAD)])
    table = window.frame.page.imports.view.sheets.table
    keys = [column.key for column in table.rows.table.columns]
    table.setCurrentIndex(table.rows.index(0, keys.index("身份证号")))
    table.begin()
    table.field.setText(FIX.put)
    asked = Asked(monkeypatch, ClosingAnswer.STAY)
    assert not closes(window)
    assert asked.heard == [([LOST], [])]
    assert current(window.frame.page).fixes == (FIX,)


@pytest.fixture
def writing(a_window, a_file, office, qtbot, monkeypatch):
    """A window in which a file is being stored, and the gate that holds the worker."""
    jobs = Jobs()
    window = a_window(jobs)
    window.frame.page.open_files([a_file()])
    qtbot.waitUntil(lambda: not jobs.busy)
    gate = Gate(monkeypatch, take_in, "keep_original")
    window.frame.page.imports.bar.one.click()
    qtbot.waitUntil(gate.reached.is_set)
    yield window, gate
    gate.opened.set()
    jobs.close()


def test_a_window_closes_when_what_is_written_is_done(writing, office, qtbot, monkeypatch):
    window, gate = writing
    asked = Asked(monkeypatch, ClosingAnswer.WAIT)
    assert not window.close()
    assert asked.heard == [([], ["Importing 城关镇柳湾花名册.xlsx"])]
    gate.opened.set()
    qtbot.waitUntil(lambda: not window.isVisible())
    assert batches(office) == 1


def test_a_window_closes_once_what_is_written_was_stopped(writing, office, qtbot, monkeypatch):
    window, gate = writing
    asked = Asked(monkeypatch, ClosingAnswer.STOP)
    assert not window.close()
    gate.opened.set()
    qtbot.waitUntil(lambda: not window.isVisible())
    assert (batches(office), len(asked.heard)) == (0, 1)


def test_a_register_is_left_only_once_nothing_writes_into_it(writing, office, qtbot, monkeypatch):
    window, gate = writing
    Asked(monkeypatch, ClosingAnswer.WAIT)
    window.leave()
    assert window.desk is not None
    gate.opened.set()
    qtbot.waitUntil(lambda: window.desk is None)
    assert batches(office) == 1


def test_who_stays_while_it_is_written_stays_when_it_is_done(writing, office, qtbot, monkeypatch):
    window, gate = writing
    Asked(monkeypatch, ClosingAnswer.WAIT, ClosingAnswer.STAY)
    assert not window.close()
    assert not window.close()
    gate.opened.set()
    qtbot.waitUntil(lambda: not window.jobs.busy)
    QApplication.processEvents()
    assert window.isVisible()


def test_nobody_is_asked_twice_about_the_same(writing, office, qtbot, monkeypatch):
    window, gate = writing
    asked = Asked(monkeypatch, ClosingAnswer.WAIT)
    monkeypatch.setattr(type(window), "_unsaved", lambda _window: [LOST])
    assert not window.close()
    gate.opened.set()
    qtbot.waitUntil(lambda: not window.isVisible())
    assert len(asked.heard) == 1


def test_who_stops_it_is_not_asked_about_what_is_not_taken_in_by_that(writing, office, qtbot, monkeypatch):
    window, gate = writing
    asked = Asked(monkeypatch, ClosingAnswer.STOP)
    assert not window.close()
    monkeypatch.setattr(type(window), "_unsaved", lambda _window: [LOST])
    gate.opened.set()
    qtbot.waitUntil(lambda: not window.isVisible())
    assert len(asked.heard) == 1


def test_what_only_reads_keeps_no_window_open(qtbot):
    jobs, release = Jobs(), threading.Event()
    jobs.start(lambda _progress: release.wait(PATIENCE), otherwise=pytest.fail, name="Reading")
    assert jobs.writing() == {}
    jobs.start(lambda _progress: None, otherwise=pytest.fail, name="Storing", writes=True)
    assert list(jobs.writing().values()) == ["Storing"]
    release.set()
    qtbot.waitUntil(lambda: not jobs.busy)
    assert jobs.writing() == {}
    jobs.close()


def answered(window, act, writing=()):
    """What the question says and offers, and what comes of doing something with it."""
    seen = []

    def look():
        box = QApplication.activeModalWidget()
        buttons = [button.text() for button in box.buttons()]
        seen.extend((box.text(), box.informativeText(), buttons, box.defaultButton().text()))
        act(box)

    QTimer.singleShot(0, look)
    return real_ask(window, CLOSING, [LOST], writing), seen


def type_(qtbot, key):
    return lambda box: qtbot.keyClick(box, key)


def press(words):
    return lambda box: next(each for each in box.buttons() if each.text() == words).click()


def test_the_question_says_what_would_be_lost_and_the_safe_answer_is_the_usual_one(window, qtbot):
    answer, (text, told, buttons, usual) = answered(window, type_(qtbot, Qt.Key.Key_Escape))
    assert (answer, text) == (ClosingAnswer.STAY, LOST)
    assert told == "What is not taken in is lost when the window is closed."
    assert sorted(buttons) == ["Close without taking in", "Stay here"]
    assert usual == "Stay here"
    answer, _seen = answered(window, type_(qtbot, Qt.Key.Key_Return))
    assert answer is ClosingAnswer.STAY
    assert answered(window, press("Close without taking in"))[0] is ClosingAnswer.LOSE


def test_the_question_names_what_is_under_way_and_speaks_chinese(window):
    speak(CHINESE)
    try:
        answer, (text, _told, buttons, _usual) = answered(window, press("停下并关闭"), ["正在导入 <b>.xlsx"])
    finally:
        speak(ENGLISH)
    assert answer is ClosingAnswer.STOP
    assert text.splitlines()[0] == "还没有完成：正在导入 <b>.xlsx。"
    assert sorted(buttons) == sorted(["留在这里", "完成后关闭", "停下并关闭"])


def test_a_list_that_was_put_away_is_offered_back_in_a_word(window):
    page, toast = window.frame.page, window.frame.findChild(Toast)
    page.imports.tools.clear.emit()
    assert current(page) is None
    assert toast.words.text() == f"1 file put away. {LOST}"
    toast.undo.click()
    assert current(page).fixes == (FIX,)
    assert not isinstance(QApplication.activeModalWidget(), QMessageBox)
