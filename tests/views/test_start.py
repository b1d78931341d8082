"""Coming in: the start page, a new county, signing in."""

import re
import threading
import time
from itertools import pairwise
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QLabel, QPushButton

from county_desk import settings
from county_desk.draft_files import DraftFiles
from county_desk.models.register import RegisterKind
from county_desk.models.user import Role
from county_desk.text import CHINESE, ENGLISH, speak
from county_desk.views import closing
from county_desk.views.closing import ClosingAnswer
from county_desk.views.entrance.founding_draft import KEY
from county_desk.views.entrance.new_county import NewCountyPage
from county_desk.views.entrance.opener import Opener
from county_desk.views.entrance.sign_in import SignInPage
from county_desk.views.entrance.start_page import StartPage
from county_desk.views.jobs import Jobs
from county_desk.views.main_window import MainWindow
from county_desk.workflow.accounts.people import lone_decider
from county_desk.workflow.command import Refused
from tests.views.founding import fill, form, window
from tests.views.made_up import made_up
from tests.views.showing import said

__all__ = ["form", "window"]
SECRET = "correct horse battery"


def test_the_start_page_offers_three_ways_in(window):
    words = [label.text() for label in window.entrance.start.findChildren(QLabel)]
    assert {"Look at the demo county", "Set up a new county", "Open a register"} <= set(words)
    assert not any(action.isEnabled() for slot, action in window.acts.items() if slot in ("undo", "leave"))


@pytest.mark.parametrize(
    ("key", "signal"), [(Qt.Key.Key_1, "demo"), (Qt.Key.Key_2, "set_up"), (Qt.Key.Key_3, "choose")]
)
def test_a_digit_chooses_a_card(window, qtbot, key, signal, monkeypatch):
    start = window.entrance.start
    for name in ("demo", "set_up", "choose"):
        getattr(start, name).disconnect()
    with qtbot.waitActive(window):
        window.activateWindow()
    with qtbot.waitSignal(getattr(start, signal)):
        qtbot.keyClick(start, key)


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter])
def test_enter_opens_the_first_card(window, qtbot, key):
    window.entrance.start.demo.disconnect()
    with qtbot.waitActive(window):
        window.activateWindow()
    assert window.focusWidget().text() == "Open today's office"
    with qtbot.waitSignal(window.entrance.start.demo):
        qtbot.keyClick(window.focusWidget(), key)


def test_enter_presses_the_button_that_has_the_focus(window, qtbot):
    start = window.entrance.start
    buttons = {button.text(): button for button in start.findChildren(QPushButton)}
    buttons["Begin"].setFocus()
    qtbot.keyClick(buttons["Begin"], Qt.Key.Key_Return)
    assert window.entrance.new_county is not None


def test_the_start_page_fits_the_smallest_screen(window):
    window.resize(880, 430)
    hint = window.minimumSizeHint()
    assert (hint.width() <= 880, hint.height() <= 430) == (True, True)


@pytest.fixture
def asked(monkeypatch):
    """What was asked before the window closed; the person stays."""
    heard = []

    def ask(_window, _way, lost, _writing):
        heard.extend(lost)
        return ClosingAnswer.STAY

    monkeypatch.setattr(closing, "ask", ask)
    return heard


@pytest.mark.parametrize("way", ["larger", "next_theme", "switch_language"])
def test_a_half_filled_new_county_keeps_its_text_in_another_size_theme_and_language(window, form, way):
    form.county.fields["name"].setText("青岚县")
    form.county.fields["name"].setFocus()
    try:
        getattr(window, way)()
        QApplication.processEvents()
        other = window.entrance.new_county
        assert other is not form
        assert other.county.fields["name"].text() == "青岚县"
        assert window.focusWidget() is other.county.fields["name"]
    finally:
        speak(ENGLISH)


def test_a_half_filled_new_county_is_there_again_after_closing(window, form, asked, jobs, qtbot):
    form.county.fields["name"].setText("青岚县")
    form.people.rows[0].name.setText("王芳")
    form.show_step(2)
    assert window.close()
    assert asked == []
    again = MainWindow(Jobs(inline=True), Opener(), made_up)
    qtbot.addWidget(again)
    again.show()
    start = again.entrance.start
    assert "Go on: 青岚县" in [button.text() for button in start.findChildren(QPushButton)]
    start.set_up.emit()
    page = again.entrance.new_county
    assert page.county.fields["name"].text() == "青岚县"
    assert (page.place, page.people.people()[0].name) == (2, "王芳")
    page.clear.click()
    assert again.entrance.new_county.draft() == {}
    again.entrance.unfinished()
    assert DraftFiles(KEY, "").load().drafts == ()


def test_a_half_filled_new_county_that_no_disk_keeps_is_asked_about_before_the_window_closes(
    jobs, asked, qtbot
):
    window = MainWindow(jobs, Opener(remembers=False), made_up)
    qtbot.addWidget(window)
    window.entrance.start.set_up.emit()
    window.entrance.new_county.county.fields["name"].setText("青岚县")
    assert not window.close()
    assert asked == ["Typed and not done yet: Set up a new county"]


def test_a_new_county_is_still_filled_in_after_a_look_at_the_start_page(window, form):
    form.county.fields["name"].setText("青岚县")
    form.left.emit()
    window.entrance.start.set_up.emit()
    assert window.entrance.new_county.county.fields["name"].text() == "青岚县"


def test_an_empty_new_county_and_a_founded_one_ask_nothing(window, form, asked, tmp_path):
    assert window.entrance.draft() == {}
    fill(form, tmp_path, rehearsal=True)
    form.button.click()
    assert window.close()
    assert asked == []


def test_a_rehearsal_is_founded_and_its_first_person_sits_down(window, form, tmp_path):
    fill(form, tmp_path, rehearsal=True)
    form.button.click()
    assert window.opened.kind is RegisterKind.REHEARSAL
    assert window.desk.actor.name == "王芳"
    assert settings.load().last == str(tmp_path / "青岚县.cdesk")


def test_a_new_county_can_name_two_who_decide(window, form, tmp_path):
    fill(form, tmp_path, rehearsal=True)
    form.people.rows[3].name.setText("何静")
    form.button.click()
    posts = {person.name: person.role for person in window.opened.people}
    assert (posts["李强"], posts["何静"]) == (Role.REVIEWER, Role.REVIEWER)
    assert window.desk.read(lone_decider) == ""


def founded_for_real(window, form, folder):
    """The sign-in page of a new register of real people, and the one-time passwords that were shown."""
    fill(form, folder, rehearsal=False)
    form.button.click()
    table = window.entrance.slips.table
    rows = [[table.item(row, column).text() for column in range(3)] for row in range(table.rowCount())]
    window.entrance.slips.close_button.click()
    page = window.entrance.sign_in
    assert isinstance(page, SignInPage)
    return page, {name: password for name, _post, password in rows}


def test_the_one_time_passwords_of_a_new_county_are_shown_once_to_copy_or_print(window, form, tmp_path, qapp):
    fill(form, tmp_path, rehearsal=False)
    form.button.click()
    slips = window.entrance.slips
    shown = [slips.table.item(row, 2).text() for row in range(slips.table.rowCount())]
    assert len(set(shown)) == 5
    slips.copy_button.click()
    assert re.fullmatch(r"([A-Z2-9]{5}-){4}[A-Z2-9]{5}", slips.code)
    assert f"Recovery code: {slips.code}" in said(slips, QLabel)
    assert [line.split("\t")[2] for line in qapp.clipboard().text().splitlines()] == [*shown, slips.code]
    paper = slips.document().toPlainText()
    assert all(secret in paper for secret in (*shown, slips.code))
    slips.close_button.click()
    window.entrance.sign_in.left.emit()
    assert window.entrance.slips is None


def test_each_page_of_coming_in_begins_in_its_first_field(window, form, tmp_path):
    assert form.county.search.isAncestorOf(window.focusWidget()) or window.focusWidget() is form.county.search
    fill(form, tmp_path, rehearsal=False)
    form.button.click()
    assert window.focusWidget() is window.entrance.slips.copy_button
    window.entrance.slips.close_button.click()
    assert window.focusWidget() is window.entrance.sign_in.name


@pytest.mark.parametrize("place", range(4))
def test_tab_goes_through_each_step_from_top_to_bottom(form, qtbot, place):
    form.show_step(place)
    step = form.steps[place]
    first, passed = form.window().focusWidget(), []
    for _step in range(40):
        passed.append(form.window().focusWidget())
        qtbot.keyClick(passed[-1], Qt.Key.Key_Tab)
        if passed[-1] is form.button:
            break
    heights = [part.mapTo(form, QPoint(0, 0)).y() for part in passed]
    assert first is passed[0]
    assert passed[-1] is form.button
    assert {field for field in step.fields.values() if field.isVisible()} <= set(passed)
    assert all(below >= above - 12 for above, below in pairwise(heights))


def test_one_time_passwords_are_asked_about_before_the_window_closes(window, form, asked, tmp_path):
    fill(form, tmp_path, rehearsal=False)
    form.button.click()
    assert not window.close()
    assert asked == ["Not handed out yet: the one-time passwords of 青岚县"]
    window.entrance.slips.close_button.click()
    assert window.close()


@pytest.mark.parametrize("way", ["larger", "next_theme", "switch_language"])
def test_one_time_passwords_are_still_shown_in_another_size_theme_and_language(window, form, way, tmp_path):
    fill(form, tmp_path, rehearsal=False)
    form.button.click()
    before = window.entrance.slips
    try:
        getattr(window, way)()
        QApplication.processEvents()
        slips = window.entrance.slips
        assert slips is not before
        assert (slips.slips, slips.code) == (before.slips, before.code)
        assert window.entrance.currentWidget() is slips
        slips.close_button.click()
        assert window.entrance.currentWidget() is window.entrance.sign_in
    finally:
        speak(ENGLISH)


def test_opening_another_register_asks_about_one_time_passwords_first(window, form, asked, tmp_path):
    fill(form, tmp_path, rehearsal=False)
    form.button.click()
    window.open_file()
    assert asked == ["Not handed out yet: the one-time passwords of 青岚县"]
    assert window.entrance.currentWidget() is window.entrance.slips


def test_a_real_register_asks_for_the_password(window, form, tmp_path):
    page, passwords = founded_for_real(window, form, tmp_path)
    page.name.set_value("李强")
    page.password.setText("wrong")
    page.button.click()
    assert page.problem.text() == "■ The name or the password is wrong"
    assert window.desk is None
    page.password.setText(passwords["李强"])
    page.button.click()
    assert window.desk is None, "the one-time password has to be replaced first"
    page.own.password.setText(SECRET)
    page.own.again.setText(SECRET)
    page.button.click()
    assert window.desk.actor.name == "李强"
    window.leave()
    window.entrance.open_place(str(tmp_path / "青岚县.cdesk"))
    page = window.entrance.sign_in
    page.name.set_value("李强")
    page.password.setText(SECRET)
    page.button.click()
    assert window.desk.actor.name == "李强"


@pytest.mark.parametrize(
    ("own", "again", "words"),
    [
        (SECRET, SECRET + "s", "■ The two passwords are not the same"),
        ("1234567890", "1234567890", "■ This is a top-100 common password."),
    ],
)
def test_a_bad_password_of_ones_own_is_refused_on_the_sign_in_page(window, form, tmp_path, own, again, words):
    page, passwords = founded_for_real(window, form, tmp_path)
    page.name.set_value("李强")
    page.password.setText(passwords["李强"])
    page.button.click()
    page.own.password.setText(own)
    page.own.again.setText(again)
    page.button.click()
    assert page.problem.text().startswith(words)
    assert page.own.password.text() == ""
    assert window.desk is None


def test_a_file_that_is_no_register_is_refused_in_words(window, tmp_path):
    (tmp_path / "notes.cdesk").write_text("not a register")
    window.entrance.open_place(str(tmp_path / "notes.cdesk"))
    assert window.entrance.start.isVisible()
    assert window.entrance.start.isEnabled()
    assert window.entrance.start.notes.count() == 1


def test_a_register_opened_before_is_offered_again(window, form, tmp_path, jobs, qtbot):
    fill(form, tmp_path, rehearsal=True)
    form.button.click()
    window.leave()
    path = str(tmp_path / "青岚县.cdesk")
    window.entrance.start.open.emit(path)
    assert window.opened.name == "青岚县"


def test_the_language_can_be_chosen_on_the_start_page(window, qtbot):
    window.entrance.start.language_chosen.emit(CHINESE)
    title = "欢迎使用县级办公台"
    qtbot.waitUntil(lambda: title in [label.text() for label in window.entrance.findChildren(QLabel)])
    assert settings.load().language == CHINESE


def test_problems_without_a_field_are_said_too(qtbot, jobs):
    page = NewCountyPage(Opener(), jobs)
    qtbot.addWidget(page)
    page.show_problems(Refused({"": "The disk is full"}).problems)
    assert page.summary.words.text() == "■ The disk is full"


def test_a_demo_that_was_stopped_halfway_leaves_the_start_page_usable(qtbot, monkeypatch):
    begun, jobs, opener = threading.Event(), Jobs(), Opener()

    def slow(_key, progress):
        for done in range(100_000):
            progress(done, 100_000)
            begun.set()
            time.sleep(0.001)

    monkeypatch.setattr(opener, "demo", slow)
    window = MainWindow(jobs, opener, made_up)
    qtbot.addWidget(window)
    window.show()
    window.entrance.start.demo.emit("present")
    assert not window.entrance.start.isEnabled()
    qtbot.waitUntil(begun.is_set)
    window.job_corner.stop.click()
    qtbot.waitUntil(window.entrance.start.isEnabled)
    assert window.desk is None


def test_why_a_file_is_no_register_is_said_without_alarm(window, tmp_path):
    (tmp_path / "notes.cdesk").write_text("not a register, but long enough to be looked at")
    window.entrance.open_place(str(tmp_path / "notes.cdesk"))
    words = window.entrance.start.notes.itemAt(0).widget().words.text()
    assert words.endswith("is not a register of County Desk.")


def test_a_recent_register_is_named_by_folder_and_file_with_the_whole_path_as_tooltip(
    qtbot, tmp_path, monkeypatch
):
    monkeypatch.setattr(Path, "home", lambda: tmp_path)
    file = tmp_path / "登记册" / "青岚县.cdesk"
    file.parent.mkdir()
    file.touch()
    start = StartPage((str(file), str(tmp_path / "gone.cdesk"), "postgresql://desk@host/county"))
    qtbot.addWidget(start)
    recent = {button.toolTip(): button.text() for button in start.findChildren(QPushButton)}
    folder = Path("~") / "登记册"
    assert recent[str(file)] == f"{folder} › 青岚县.cdesk"
    assert recent[str(tmp_path / "gone.cdesk")] == "~ › gone.cdesk (not there)"
    assert recent["postgresql://desk@host/county"] == "postgresql://desk@host/county"
