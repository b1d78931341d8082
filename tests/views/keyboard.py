"""A person at the keyboard of the whole window: every step is a key or the commit of an input method."""

import re

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QInputMethodEvent, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QMenu, QPushButton
from shiboken6 import isValid

from county_desk.views.places.place_page import PlacePage
from county_desk.views.top_bar import DayBox
from county_desk.views.widgets.banner import Banner
from county_desk.views.widgets.many_editor import ManyEditor

FAR = 60  # keys within which everything on a page is reached


class Keyboard:
    """Presses keys where the focus is. `keys` counts them; a text of an input method counts as one."""

    def __init__(self, window, qtbot):
        self.window, self.qtbot, self.keys = window, qtbot, 0

    @property
    def page(self):
        return self.window.frame.page

    @property
    def focus(self):
        """The widget that takes the keys; the window itself has its shortcuts."""
        return QApplication.focusWidget() or self.window

    def begin(self):
        """Give the window the keys, as the system does when a window comes up or a menu closes."""
        self.window.activateWindow()
        self.qtbot.waitUntil(self.window.isActiveWindow)
        self.settle()

    def press(self, keys, times=1):
        """Press a key, or several together such as “Ctrl+Return”."""
        together = QKeySequence(keys)[0]
        for _time in range(times):
            QTest.keyClick(self.focus, together.key(), together.keyboardModifiers())
            self.keys += 1
            self.settle()

    def write(self, text):
        """Type plain letters; have an input method commit others."""
        if text.isascii():
            QTest.keyClicks(self.focus, text)
            self.keys += len(text)
        else:
            event = QInputMethodEvent("", [])
            event.setCommitString(text)
            QApplication.sendEvent(self.focus, event)
            self.keys += 1
        self.settle()

    def settle(self):
        """Wait until nothing is under way."""
        for _turn in range(3):
            QApplication.processEvents()
            self.qtbot.waitUntil(lambda: not self.window.jobs.busy)
        QApplication.processEvents()

    def find(self, words, answer=""):
        """Go by the search of the window to the first answer with these words, or with those of `answer`."""
        self.press("Ctrl+K")
        self.write(words)
        answers, wanted = self.focus.answers, answer or words

        def said():
            return "" if answers.currentItem() is None else answers.currentItem().text(0)

        def listed():
            return [answers.topLevelItem(place).text(0) for place in range(answers.topLevelItemCount())]

        self.qtbot.waitUntil(lambda: answers.isVisible() and any(wanted in each for each in listed()))
        for _step in range(FAR):
            if wanted in said():
                break
            self.press("Down")
        assert wanted in said(), listed()
        self.press("Return")

    def to(self, name, keys="Tab"):
        """Walk by Tab to the part with this name: a field, or a button by its words."""
        for _step in range(FAR):
            if name in (self.focus.accessibleName(), _words(self.focus)):
                return self.focus
            self.press(keys)
        raise AssertionError(f"{keys} does not lead to {name}, but to {self.focus.accessibleName()}")

    def fill(self, **fields):
        """Fill fields of the open form by the keys of their command, in the order of the form."""
        editors = self.page.pane.panel.form.editors
        assert set(fields) <= set(editors), list(editors)
        for key, editor in editors.items():
            if key not in fields:
                continue
            given = fields[key]
            for _step in range(FAR):
                if (
                    self.focus is editor
                    or editor.isAncestorOf(self.focus)
                    or self.focus is editor.focusProxy()
                ):
                    break
                self.press("Tab")
            else:
                raise AssertionError(f"Tab does not lead to {key}")
            if isinstance(editor, QComboBox):
                self._take(editor, given)
            elif isinstance(editor, ManyEditor):
                self._tick(editor, given)
            else:
                self.press("Ctrl+A")
                self.write(given)

    def _take(self, box, words):
        texts = [box.itemText(place) for place in range(box.count())]
        wanted = next((text for text in texts if text == words or text.startswith(f"{words} ·")), None)
        assert wanted is not None, texts
        self.press("Home")
        for _step in texts:
            if box.currentText() == wanted:
                return
            self.press("Down")
        assert box.currentText() == wanted

    def _tick(self, box, words):
        self.press("Home")
        for _step in range(box.count()):
            if box.currentItem().text() == words:
                break
            self.press("Down")
        self.press("Space")
        boxes = [box.item(row) for row in range(box.count())]
        assert [each.text() for each in boxes if each.checkState() is Qt.CheckState.Checked] == [words]

    def submit(self):
        """Do what the open form is for; it closes."""
        panel = self.page.pane.panel
        self.press("Ctrl+Return")
        if isValid(panel) and panel.step is not None:  # its effect is confirmed
            self.to(panel.step.confirm_button.text())
            self.press("Return")
        self.settle()
        troubles = [banner.words.text() for banner in panel.findChildren(Banner)] if isValid(panel) else []
        assert self.page.pane.panel is not panel, troubles

    def open_row(self):
        """Do what the current row waits for, by Enter in the list."""
        self.into(self.page.list.table)
        self.press("Return")

    def do_task(self, task):
        """Go to the queue, to the row with this task, and begin it by Enter."""
        self.find("Queue")
        self.into(self.page.list.table)
        for _step in range(FAR):
            if self.page.current().task == task:
                break
            self.press("Down")
        assert self.page.current().task == task
        self.press("Return")

    def into(self, part):
        """Go to a part of the page by F6."""
        for _step in range(8):
            if part is self.focus or part.isAncestorOf(self.focus):
                return
            self.press("F6")
        raise AssertionError(f"F6 does not lead to {part}, but to {self.focus}")

    def act(self, words):
        """Press an act beside the list, or on a place of work: its button, or its line in a menu."""
        met = []
        self.into(self.page.acts if isinstance(self.page, PlacePage) else self.page.pane)
        for _step in range(FAR):
            on = self.focus
            met.append(_words(on) or type(on).__name__)
            if _words(on) == words:
                self.press("Return")
                return
            if isinstance(on, QPushButton) and on.menu() is not None and self.choose(on, words):
                return
            self.press("Tab")
        raise AssertionError(f"there is no act {words} on {self.page.key}, but {[*dict.fromkeys(met)]}")

    def choose(self, button, words):
        """Open the menu of the button with the focus and choose a line; False when it has none such."""
        found = []

        def walk():
            menu = QApplication.activePopupWidget()
            assert isinstance(menu, QMenu)
            for _step in menu.actions():
                QTest.keyClick(menu, Qt.Key.Key_Down)
                self.keys += 1
                active = menu.activeAction()
                if active is not None and re.search(words, active.text()):
                    found.append(active)
                    QTest.keyClick(menu, Qt.Key.Key_Return)
                    return
            QTest.keyClick(menu, Qt.Key.Key_Escape)

        QTimer.singleShot(0, walk)
        QTest.keyClick(button, Qt.Key.Key_Return)
        self.keys += 1
        self.begin()
        return bool(found)

    def sit_down(self, name):
        """Let another person of a rehearsal take the chair, by the menu in the top bar."""
        self.press("Ctrl+K")
        for _step in range(FAR):
            if self.focus is self.window.frame.top.who:
                break
            self.press("Tab")
        assert self.choose(self.focus, name)
        self.qtbot.waitUntil(lambda: self.window.desk.actor.name == name)
        self.begin()

    def wake_up(self, day):
        """Move the day of the rehearsal on, in the box of the top bar."""
        box = self.window.frame.top.findChild(DayBox)
        self.press("Ctrl+K")
        for _step in range(FAR):
            if self.focus is box.line:
                break
            self.press("Shift+Tab")
        self.press("Ctrl+A")
        self.write(day.isoformat())
        self.press("Return")
        self.qtbot.waitUntil(lambda: self.window.desk.today == day)
        self.begin()


def _words(widget):
    text = getattr(widget, "text", None)
    return text() if callable(text) else ""
