"""Text typed into a form is never lost silently."""

from dataclasses import replace

import pytest
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit

from county_desk.text import CHINESE, ENGLISH, speak
from county_desk.views import closing
from county_desk.views.closing import ClosingAnswer
from county_desk.views.widgets.command_panel import CommandPanel
from county_desk.views.widgets.form import CommandForm, forms_with_input
from county_desk.views.widgets.toast import Toast
from tests.build import CLERK, REVIEWER

WORDS = "写到一半"


@pytest.fixture
def window(a_window, jobs):
    return a_window(jobs)


@pytest.fixture
def asked(monkeypatch):
    """The questions that were asked; the person stays each time."""
    heard = []

    def ask(_window, way, lost, _writing):
        heard.append((way, list(lost)))
        return ClosingAnswer.STAY

    monkeypatch.setattr(closing, "ask", ask)
    return heard


def closes(window):
    """Whether the window lets itself be closed."""
    event = QCloseEvent()
    window.closeEvent(event)
    return event.isAccepted()


def type_into(form):
    """Type into the first field that takes text; returns the name of that field."""
    for name, field in form.editors.items():
        line = field.focusProxy() or field
        if isinstance(line, QLineEdit):
            line.setFocus()
            line.setText(WORDS)
            line.textEdited.emit(WORDS)
            return name
        if isinstance(line, QPlainTextEdit):
            line.setFocus()
            line.insertPlainText(WORDS)
            return name
    raise AssertionError("no field takes text")


def half_filled(window):
    """The one form of the shown page that holds typed text."""
    QApplication.processEvents()
    forms = forms_with_input(window.frame.page)
    assert len(forms) == 1
    return forms[0]


@pytest.fixture
def filing(window):
    """A window with a half-filled application, and the name of the field."""
    window.frame.show_page("applications")
    window.frame.page.file_household()
    return window, type_into(window.frame.page.findChild(CommandForm))


def test_a_half_filled_form_is_asked_about_before_the_window_closes(filing, asked):
    window, _name = filing
    assert not closes(window)
    way, lost = asked[0]
    assert lost == ["Typed and not done yet: New household application"]
    assert way.lose == "Close all the same"


def test_a_form_as_it_was_opened_asks_nothing(window, asked):
    window.frame.show_page("applications")
    window.frame.page.file_household()
    assert closes(window)
    assert asked == []


def test_text_that_was_deleted_again_asks_nothing(filing, asked):
    window, name = filing
    field = half_filled(window).editors[name]
    field.clear()
    field.textEdited.emit("")
    assert closes(window)
    assert asked == []


@pytest.mark.parametrize("way", ["switch_language", "next_theme", "larger"])
def test_language_theme_and_size_keep_the_form_with_its_text_and_the_cursor(filing, way):
    window, name = filing
    before = window.frame
    try:
        getattr(window, way)()
        QApplication.processEvents()
        form = half_filled(window)
        assert window.frame is not before
        assert form.draft() == {name: WORDS}
        assert form.focused() == name
    finally:
        speak(ENGLISH)


def test_another_page_and_back_keeps_the_text(filing):
    window, name = filing
    window.frame.show_page("queue")
    window.frame.show_page("applications")
    assert half_filled(window).draft() == {name: WORDS}


def test_a_form_on_a_page_that_is_not_shown_is_there_after_two_changes_of_the_theme(filing):
    window, name = filing
    window.frame.show_page("queue")
    for _times in range(2):
        window.next_theme()
        QApplication.processEvents()
    window.frame.show_page("applications")
    assert half_filled(window).draft() == {name: WORDS}


def test_another_row_keeps_the_form_and_another_form_is_told_of(window, office):
    window.frame.show_page("applications")
    page = window.frame.page
    page.file_household()
    name = type_into(page.findChild(CommandForm))
    page._choose(None)
    assert half_filled(window).draft() == {name: WORDS}
    page.open_case()
    toast = window.frame.findChild(Toast)
    assert toast.words.text() == "Kept as a draft: New household application."
    toast.undo.click()
    assert half_filled(window).draft() == {name: WORDS}


def test_another_person_in_the_chair_does_not_see_the_text_and_the_first_has_it_again(filing):
    window, name = filing
    window._sit_down(REVIEWER)
    QApplication.processEvents()
    assert forms_with_input(window.frame) == []
    assert not window.keeper.drafts
    window._sit_down(CLERK)
    assert half_filled(window).draft() == {name: WORDS}


def test_leaving_the_register_asks(filing, asked):
    window, _name = filing
    window.leave()
    assert window.desk is not None
    assert asked[0][0].lose == "Leave all the same"


def test_a_cancelled_form_is_a_draft_until_it_is_thrown_away(filing, asked):
    window, name = filing
    window.frame.page.findChild(CommandPanel).cancel_button.click()
    toast = window.frame.findChild(Toast)
    assert toast.words.text() == "Kept as a draft: New household application."
    assert [kept.fields[name] for kept in window.keeper.drafts.all()] == [WORDS]
    assert not closes(window), "this register keeps no file of drafts"
    window.frame.page.file_household()
    form = half_filled(window)
    assert form.draft() == {name: WORDS}
    form.discarded.emit()
    assert closes(window)


def test_the_question_about_a_form_speaks_chinese(filing, asked):
    window, _name = filing
    window.kept = replace(window.kept, language=CHINESE)
    speak(CHINESE)
    try:
        window.build("applications")
        assert not closes(window)
        assert asked[0][1] == ["已填写、尚未提交：新增农户申请"]
    finally:
        speak(ENGLISH)
