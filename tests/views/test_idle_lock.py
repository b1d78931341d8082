"""A real register is locked when idle; forms keep their text, and the same person opens it again."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QInputDialog

from county_desk.text import ENGLISH, speak
from county_desk.views.entrance.opener import Opener
from county_desk.views.frame import Frame
from county_desk.views.idle_lock import MINUTE, LockPage
from county_desk.views.main_window import MainWindow
from county_desk.views.widgets.command_panel import CommandPanel
from county_desk.workflow.entry import sit_down
from county_desk.workflow.registry import SetContact
from tests.accounts import CLERK, OWN, a_real_register, set_own_password
from tests.views.made_up import made_up


@pytest.fixture
def window(tmp_path, jobs, qtbot):
    speak(ENGLISH)
    opened, passwords = a_real_register(tmp_path / "青岚县.cdesk")
    set_own_password(opened, CLERK, passwords[CLERK])
    window = MainWindow(jobs, Opener(remembers=False), made_up)
    qtbot.addWidget(window)
    window.enter(opened, sit_down(opened, CLERK, password=OWN))
    window.show()
    yield window
    opened.close()


def locked(window):
    window.idle.lock()
    page = window.centralWidget()
    assert isinstance(page, LockPage)
    return page


def test_the_lock_covers_all_and_the_menu_does_nothing(window):
    frame = window.frame
    page = locked(window)
    assert not frame.isVisible()
    assert CLERK in page.findChildren(type(page.problem))[1].text()
    assert not window.menuBar().isEnabled()
    assert not any(action.isEnabled() for action in window.acts.values())
    window.next_part()  # F6 finds no part to go to
    assert not frame.isAncestorOf(window.focusWidget())


def test_the_same_person_goes_on_with_what_was_typed(window):
    frame, desk = window.frame, window.desk
    panel = CommandPanel(frame.page, SetContact, place=1)
    frame.page.take(panel)
    panel.form.editors["contact"].setText("写到一半")
    page = locked(window)
    page.password.setText("wrong")
    page.button.click()
    assert page.problem.text() == "■ The name or the password is wrong"
    page.password.setText(OWN)
    page.button.click()
    assert window.centralWidget() is frame
    assert (window.frame, window.desk) == (frame, desk)
    assert panel.form.editors["contact"].text() == "写到一半"
    assert window.menuBar().isEnabled()
    assert window.acts["sign_out"].isEnabled()


def test_signing_out_from_the_lock_leads_to_the_sign_in_page_and_the_menu_works_again(window, qtbot):
    page = locked(window)
    page.leave_button.click()
    qtbot.waitUntil(lambda: window.menuBar().isEnabled())
    assert window.desk is None
    assert window.entrance.currentWidget() is window.entrance.sign_in
    assert not isinstance(window.centralWidget(), Frame)


def test_touching_the_window_counts_anew_and_the_minutes_are_a_setting(window, monkeypatch):
    assert window.idle._timer.interval() == 15 * MINUTE
    monkeypatch.setattr(QInputDialog, "getInt", lambda *_given: (5, True))
    window.idle.ask_minutes()
    assert window.idle._timer.interval() == 5 * MINUTE
    window.idle._timer.stop()
    QGuiApplication.instance().focusWindowChanged.emit(window.windowHandle())
    QTest.keyClick(window.windowHandle(), Qt.Key.Key_Shift)
    assert window.idle._timer.isActive()
    window.idle._timer.stop()
    QGuiApplication.inputMethod().cursorRectangleChanged.emit()  # typing with an input method
    assert window.idle._timer.isActive()


def test_a_rehearsal_has_no_password_and_is_not_locked(desk, jobs, qtbot):
    window = MainWindow(jobs, Opener(remembers=False), made_up)
    qtbot.addWidget(window)
    window.idle.count()
    assert not window.idle._timer.isActive()
    window.idle.lock()
    assert not isinstance(window.centralWidget(), LockPage)
