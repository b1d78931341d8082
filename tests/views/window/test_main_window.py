"""The window around an open register."""

import re
import shutil
from collections import Counter
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QComboBox,
    QFileDialog,
    QLabel,
    QLineEdit,
    QScrollArea,
    QWidget,
)

from county_desk import settings
from county_desk.models.register import RegisterKind
from county_desk.paths import guides, resources
from county_desk.rules.parameters import ParameterBook
from county_desk.rules.policy import Policy
from county_desk.rules.policy_file import WrongFile
from county_desk.text import CHINESE, current
from county_desk.views import keyboard_sheet
from county_desk.views.actions import ACTS
from county_desk.views.keyboard_sheet import KeyboardSheet
from county_desk.views.top_bar import DayBox
from county_desk.views.widgets.banner import Banner, FoldedBanner
from county_desk.workflow.registry import SetContact
from tests.views.made_up import PAGES, ROWS, PlainPage, VillagesPage

FORBIDDEN = {"Ctrl+Space", "Shift+Space", "Ctrl+.", "Ctrl+,", "Alt+A"} | {
    f"Ctrl+Shift+{c}" for c in "ABEFKMZ"
}


def a_contact(**more):
    return SetContact(**{"place": 5, "telephone": "0000-7654321", **more})


def shown_texts(window):
    kinds = (QLabel, QAbstractButton)
    frame = window.frame
    widgets = [w for kind in kinds for w in frame.findChildren(kind) if w.isVisibleTo(frame)]
    words = {w.text() for w in widgets} | {a.text() for a in window.menuBar().actions()}
    table = window.frame.page.list.table
    heads = {table.model().headerData(n, Qt.Orientation.Horizontal) for n in range(3)}
    return words | heads | {e.placeholderText() for e in frame.findChildren(QLineEdit)}


@pytest.mark.parametrize("key", list(PAGES))
def test_it_fits_the_smallest_screen(window, key):
    window.resize(880, 430)
    window.frame.show_page(key)
    hint = window.minimumSizeHint()
    assert hint.width() <= 880
    assert hint.height() <= 430


def test_the_navigation_folds_when_its_names_take_much_of_a_narrow_window(english, monkeypatch):
    english.resize(1366, 740)
    wide = english.frame.nav.width()
    english.resize(911, 450)
    assert english.frame.nav.width() == wide, "short names fit"
    assert not english.menuBar().isVisible()
    assert english.frame.top.menu_button.isVisible()
    monkeypatch.setattr(english.frame.nav, "wanted_width", lambda: 300)
    english.resize(900, 450)
    assert english.frame.nav.width() < wide
    assert english.frame.nav.item(0).text() == ""
    assert english.frame.nav.item(0).toolTip() == "Villages, 3 waiting"


def test_the_navigation_grows_with_its_longest_name_and_number(english):
    english.resize(1366, 740)
    nav = english.frame.nav
    nav.show_waiting("villages", 37_840_125)
    room = nav.visualItemRect(nav.item(0)).width() - nav.iconSize().width()
    assert nav.fontMetrics().horizontalAdvance(nav.item(0).text()) < room


def test_numbers_in_the_navigation_have_separators(english):
    english.resize(1366, 740)
    english.frame.nav.show_waiting("villages", 37_840)
    assert english.frame.nav.item(0).text() == "Villages  37,840"
    assert english.frame.nav.item(0).toolTip() == "Villages, 37,840 waiting"


def test_every_widget_that_can_have_the_focus_has_a_name(window):
    unnamed = []
    for widget in window.findChildren(QWidget):
        if widget.focusPolicy() == Qt.FocusPolicy.NoFocus or not widget.isVisibleTo(window):
            continue
        if isinstance(widget, QScrollArea) or widget.objectName().startswith("qt_"):
            continue
        inner = widget.parent()
        if isinstance(inner, QComboBox | QAbstractScrollArea | QLineEdit):
            continue
        said = widget.accessibleName() or (widget.text() if hasattr(widget, "text") else "")
        if not said:
            unnamed.append(widget)
    assert unnamed == []


def test_every_key_means_one_thing(english):
    keys = [act.keys for act in ACTS if act.keys] + [f"Ctrl+{n + 1}" for n in range(len(ROWS))]
    keys += [s.key().toString() for s in english.frame.page.findChildren(QShortcut)]
    again = {key: n for key, n in Counter(keys).items() if n > 1}
    assert again == {}


def test_no_key_belongs_to_an_input_method(english):
    keys = [QKeySequence(act.keys).toString() for act in ACTS if act.keys]
    keys += [s.key().toString() for s in english.frame.findChildren(QShortcut)]
    assert set(keys) & FORBIDDEN == set()
    assert [key for key in keys if len(key) == 1 or key.startswith("Ctrl+Alt")] == []


def test_switching_the_language_changes_every_word_on_the_screen(english, qtbot):
    before = shown_texts(english)
    english.switch_language()
    qtbot.waitUntil(lambda: "村" in english.frame.top.finder.placeholderText())
    said = {text for text in before & shown_texts(english) if any(c.isascii() and c.isalpha() for c in text)}
    made_up = {"Villages", "A", "中文 / English"}  # pages of the tests are not translated
    assert {text for text in said if text not in made_up} == {"Decide"}
    assert settings.load().language == CHINESE
    assert isinstance(english.frame.page, VillagesPage)


def test_a_change_is_told_with_a_way_back_and_reaches_the_pages_that_watch_it(english, qtbot):
    english.frame.show_page("plain")
    plain = english.frame.page
    english.frame.show_page("villages")
    looks = plain.looks
    english.frame.page.do(a_contact())
    assert english.frame.toast.isVisible()
    assert english.frame.toast.undo.isVisible()
    assert plain.looks == looks, "a page out of sight waits"
    english.frame.show_page("plain")
    assert plain.looks == looks + 1


def test_the_last_act_can_be_undone_which_is_an_act_too(english, desk):
    before = english.frame.page.list.model.row_at(0).telephone
    number = english.frame.page.list.model.row_at(0).id
    english.frame.page.do(a_contact(place=number))
    assert english.frame.page.list.model.row_at(0).telephone == "0000-7654321"
    english.acts["undo"].trigger()
    assert english.frame.page.list.model.row_at(0).telephone == before


def test_without_an_act_there_is_nothing_to_undo(english):
    assert not english.acts["undo"].isEnabled()


def test_ctrl_and_a_number_turn_to_a_page(english, qtbot):
    with qtbot.waitActive(english):
        english.activateWindow()
    qtbot.keyClick(english, Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier)
    assert isinstance(english.frame.page, PlainPage)


def test_a_page_is_made_when_it_is_first_shown(english):
    assert set(english.frame.pages) == {"villages"}


def test_a_page_can_ask_for_another_with_one_thing_in_view(english):
    english.frame.page.go.emit("plain", 12)
    assert english.frame.page.subject == 12


def test_the_finder_finds_pages_and_actions_in_both_languages(window):
    finder = window.frame.top.finder
    finder._look("keyboard")
    assert finder.answers.isVisible()
    assert finder.texts()[1] in ("Keyboard", "键盘")
    finder._look("no such thing at all")
    assert len(finder.texts()) == 1


def test_choosing_in_the_finder_turns_to_the_page(english, qtbot):
    finder = english.frame.top.finder
    finder.setText("look up")
    finder._look("look up")
    qtbot.keyClick(finder, Qt.Key.Key_Return)
    assert isinstance(english.frame.page, PlainPage)
    assert finder.text() == ""


def test_somebody_else_can_take_the_chair_in_a_demo(english):
    reviewer = next(p for p in english.opened.people if p.role.value == "reviewer")
    english.frame.top.person.emit(reviewer.name)
    assert english.desk.actor.name == reviewer.name
    assert english.frame.page.new.isEnabled(), "a reviewer may decide"


def test_a_demo_says_so_over_every_page(english):
    mark = english.frame.top.kind
    english.resize(1366, 740)
    assert (mark.isVisible(), mark.text()) == (True, "Demo data; no real people")
    english.resize(911, 450)
    assert (mark.isVisible(), mark.text()) == (True, "Demo")
    assert mark.accessibleName() == mark.toolTip() == "Demo data; no real people"


def test_the_menu_stands_in_the_top_bar_and_opens_by_f10(english, qtbot):
    english.resize(1366, 740)
    assert not english.menuBar().isVisible()
    button = english.frame.top.menu_button
    assert button.isVisible()
    titles = [action.text() for action in button.menu().actions()]
    assert titles == [action.text() for action in english.menuBar().actions()]
    (key,) = (each for each in english.frame.top.findChildren(QShortcut) if each.key() == "F10")
    opened = []
    button.showMenu = lambda: opened.append(True)
    key.activated.emit()
    assert opened == [True]
    english.leave()
    assert english.menuBar().isVisible()


def test_f6_walks_through_the_parts(english, qtbot):
    with qtbot.waitActive(english):
        english.activateWindow()
    english.frame.nav.setFocus()
    english.next_part()
    assert english.frame.page.list.table.hasFocus()
    english.next_part()
    assert english.frame.page.pane.isAncestorOf(english.focusWidget())
    english.next_part()
    assert english.frame.nav.hasFocus()


def test_leaving_leads_back_to_the_start_page(english, qtbot):
    english.leave()
    qtbot.waitUntil(english.entrance.start.isVisible)
    assert not english.acts["undo"].isEnabled()


def test_the_keyboard_sheet_names_every_key(english, qtbot):
    sheet = KeyboardSheet(ROWS, english)
    qtbot.addWidget(sheet)
    words = " ".join(label.text() for label in sheet.findChildren(QLabel))
    assert all(
        QKeySequence(act.keys).toString(QKeySequence.SequenceFormat.NativeText) in words for act in ACTS
    )


def test_the_keyboard_sheet_names_the_keys_of_all_pages_and_guides(english, qtbot):
    sheet = KeyboardSheet(ROWS, english)
    qtbot.addWidget(sheet)
    named = {plain_key(label.text()) for label in sheet.findChildren(QLabel)}
    key = r"(?:(?:Ctrl|Alt|Shift)\+)+(?:\w+|=|-)|F\d+"
    sources = [path.read_text("utf8") for path in Path(keyboard_sheet.__file__).parent.rglob("*.py")]
    used = {plain_key(one) for source in sources for one in re.findall(f'"({key})"', source)}
    pages = [path.read_text("utf8") for path in guides().glob("*.md")]
    used |= {plain_key(one) for page in pages for one in re.findall(rf"(?<![\w+])(?:{key})", page)}
    assert {"Ctrl+N", "F12", "Alt+Up"} < used
    assert used - named == set()


def plain_key(text):
    """A key by one name, however it is written."""
    text = text.removeprefix("<b>").removesuffix("</b>").replace("Enter", "Return")
    return QKeySequence(text).toString(QKeySequence.SequenceFormat.PortableText)


def test_esc_in_the_finder_gives_the_keys_back_to_the_page(english, qtbot):
    with qtbot.waitActive(english):
        english.activateWindow()
    english.acts["search"].trigger()
    assert english.frame.top.finder.hasFocus()
    qtbot.keyClick(english.frame.top.finder, Qt.Key.Key_Escape)
    assert english.frame.page.list.table.hasFocus()


def test_a_bug_that_nobody_told_of_is_said_and_logged(english, caplog):
    english.surprised(LookupError("no such village"))
    assert english.frame.toast.words.text() == "Something went wrong here: no such village"
    assert "no such village" in caplog.text


def test_qt_speaks_the_language_in_force(window):
    said = QCoreApplication.translate("QPlatformTheme", "Cancel")
    assert said == ("取消" if current() == CHINESE else "Cancel")


def test_no_word_of_the_file_dialog_is_left_in_english(window):
    dialog = QFileDialog(window)
    dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
    labels = "".join(label.text() for label in dialog.findChildren(QLabel))
    assert ("Look" in labels) == ("Files" in labels) == (current() != CHINESE)


def test_the_day_of_a_demo_can_be_moved_on(english, qtbot):
    day = english.desk.today
    box = english.frame.top.findChild(DayBox)
    box.line.selectAll()
    QTest.keyClicks(box.line, (day + timedelta(days=8)).isoformat())
    QTest.keyClick(box.line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: english.desk.today == day + timedelta(days=8))
    assert english.frame.top.findChild(DayBox).value() == english.desk.today


def test_a_day_that_cannot_be_read_is_marked_and_nothing_moves(english):
    box, day = english.frame.top.findChild(DayBox), english.desk.today
    box.line.selectAll()
    QTest.keyClicks(box.line, "2016-13-45")
    QTest.keyClick(box.line, Qt.Key.Key_Return)
    assert box.wrong
    assert "2016-13-45" in box.toolTip()
    assert english.desk.today == day


def test_a_register_of_real_people_has_no_day_to_move(english, opened, desk):
    english.enter(replace(opened, kind=RegisterKind.REAL), desk)
    assert english.frame.top.findChild(DayBox) is None


def test_the_window_says_why_a_register_can_only_be_read(english, desk, opened):
    words = "This register can be read and verified, but not written."
    english.enter(opened, replace(desk, actor=replace(desk.actor, barred=words)))
    banner = next(each for each in english.frame.findChildren(Banner) if each.words.text() == words)
    assert banner.isVisibleTo(english.frame)


def test_a_wrong_policy_file_is_named_in_the_language_of_the_window(
    english, desk, opened, tmp_path, monkeypatch, qtbot
):
    shutil.copytree(resources(), tmp_path, dirs_exist_ok=True)
    (tmp_path / "parameters" / "grace_years.toml").write_text("kind = visti\n")
    for module in ("calendar", "parameters", "procedures", "policy"):
        monkeypatch.setattr(f"county_desk.rules.{module}.resources", lambda: tmp_path)
    policy = Policy.load(desk.policy.province, desk.policy.region)
    english.enter(opened, replace(desk, shipped=policy))
    (banner,) = english.frame.findChildren(FoldedBanner)
    assert "grace_years.toml, line 1: this is not TOML: kind = visti" in "\n".join(banner.lines)
    english.switch_language()
    qtbot.waitUntil(lambda: "村" in english.frame.top.finder.placeholderText())
    (banner,) = english.frame.findChildren(FoldedBanner)
    assert "grace_years.toml 第 1 行：不符合 TOML 格式：kind = visti" in "\n".join(banner.lines)


def test_the_window_names_a_wrong_policy_file_and_goes_on(english, desk, opened):
    assert not english.frame.findChildren(FoldedBanner)
    error = WrongFile("parameters/grace_years.toml", "there is no figure “years”", line=7)
    broken = replace(desk.shipped, book=ParameterBook({}, broken={"grace_years": error}))
    english.enter(opened, replace(desk, shipped=broken))
    (banner,) = english.frame.findChildren(FoldedBanner)
    assert "parameters/grace_years.toml, line 7: there is no figure “years”" in "\n".join(banner.lines)
    assert banner.isVisibleTo(english.frame)
    english.frame.show_page(VillagesPage.key)
    assert english.frame.page.key == VillagesPage.key
