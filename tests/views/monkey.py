"""A monkey at the window: it clicks, types and presses keys at random, the same way for the same seed."""

from random import Random

from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QContextMenuEvent, QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QDialog,
    QLineEdit,
    QListWidget,
    QPlainTextEdit,
    QPushButton,
    QTabBar,
    QWidget,
)
from shiboken6 import isValid

from county_desk.views.widgets.command_panel import CommandPanel

KEYS = (
    *(Qt.Key.Key_Tab, Qt.Key.Key_Backtab, Qt.Key.Key_Return, Qt.Key.Key_Escape, Qt.Key.Key_Space),
    *(Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Home, Qt.Key.Key_End, Qt.Key.Key_Delete),
    *(Qt.Key.Key_F2, Qt.Key.Key_F5, Qt.Key.Key_F6),
)
WITH_CTRL = (*(Qt.Key(Qt.Key.Key_1 + n) for n in range(8)), Qt.Key.Key_K, Qt.Key.Key_Z, Qt.Key.Key_Return)
TEXTS = ("7", "2026-11-20", "0", "lwc", "柳湾村", "张大有", "《意见》第3号", "-1", "x" * 300)
CHECKED = 10  # acts between two looks whether the dialog above all can be left
ESCAPES = 5  # keys after which a dialog must be gone


class Monkey:
    """Acts at random in the window; `acts` has a line for each, with which a failure can be followed."""

    def __init__(self, window, seed):
        self.window, self.random = window, Random(seed)
        self.acts = []

    def play(self, count):
        """Act so many times, and leave every dialog in the end."""
        ways = (
            *(self.click, self.type, self.press, self.choose, self.choose, self.drop, self.turn),
            *(self.open_form, self.open_form, self.fill, self.fill),
        )
        for number in range(count):
            self.random.choice(ways)()
            QApplication.processEvents()
            QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
            if number % CHECKED == 0:
                self.leave()
        self.leave()

    def leave(self):
        """Give up the dialogs that are open, as a person does who is lost."""
        for _time in range(ESCAPES):
            dialog = QApplication.activePopupWidget() or self._dialog()
            if dialog is None:
                return
            QTest.keyClick(dialog, Qt.Key.Key_Escape)
            QApplication.processEvents()
        assert self._dialog() is None, (self._dialog(), self.acts[-CHECKED * 2 :])

    def click(self):
        """Press a button."""
        button = self._one(QAbstractButton)
        if button is not None:
            self._note("click", button.text() or button.accessibleName())
            button.click()

    def open_form(self):
        """Press a button that opens a form."""
        opening = [
            each
            for each in self._all(QPushButton)
            if each.text().endswith(("…", "...")) and each.text() != "…"
        ]
        if opening and self._form() is None:
            button = self.random.choice(opening)
            self._note("open", button.text())
            button.click()

    def fill(self):
        """Fill in every field of the open form, mostly with sense, and submit it; confirm its effect."""
        panel = self._form()
        if panel is None:
            return
        self._note("fill", panel.heading.text())
        for field in self._all((QLineEdit, QPlainTextEdit, QComboBox, QListWidget), panel.form):
            if isinstance(field, QComboBox) and field.count() > 1:
                field.setCurrentIndex(self.random.randrange(1, field.count()))
            elif isinstance(field, QListWidget) and field.count():
                field.item(self.random.randrange(field.count())).setCheckState(Qt.CheckState.Checked)
            elif isinstance(field, QLineEdit | QPlainTextEdit) and not isinstance(field.parent(), QComboBox):
                self._type(field, self.random.choice(TEXTS))
        panel.do_button.click()
        QApplication.processEvents()
        if isValid(panel) and panel.step is not None:
            panel.step.confirm_button.click()

    def type(self):
        """Commit a text to a field, as an input method does."""
        field = self._one((QLineEdit, QPlainTextEdit))
        if field is not None:
            text = self.random.choice(TEXTS)
            self._note("type", text)
            self._type(field, text)

    def press(self):
        """Press a key where the focus is."""
        target = (self._dialog() or self.window).focusWidget() or self.window
        ctrl = self.random.random() < 0.4
        key = self.random.choice(WITH_CTRL if ctrl else KEYS)
        self._note("press", ("Ctrl+" if ctrl else "") + key.name)
        modifier = Qt.KeyboardModifier.ControlModifier if ctrl else Qt.KeyboardModifier.NoModifier
        QTest.keyClick(target, key, modifier)

    def choose(self):
        """Go to a row of a list, or open it."""
        view = self._one(QAbstractItemView)
        model = view.model() if view is not None else None
        if model is None or not model.rowCount():
            return
        index = model.index(self.random.randrange(min(model.rowCount(), 200)), 0)
        self._note("choose", f"row {index.row()} of {view.accessibleName()}")
        view.setCurrentIndex(index)
        if self.random.random() < 0.3:
            QTest.keyClick(view, Qt.Key.Key_Return)

    def drop(self):
        """Choose from the menu of a list or of a button."""
        view = self._one(QAbstractItemView)
        if view is None:
            return
        self._note("menu", view.accessibleName())
        place = (
            view.visualRect(view.currentIndex()).center() if view.currentIndex().isValid() else QPoint(3, 3)
        )
        event = QContextMenuEvent(
            QContextMenuEvent.Reason.Keyboard, place, view.viewport().mapToGlobal(place)
        )
        QApplication.sendEvent(view.viewport(), event)

    def turn(self):
        """Turn to another tab, or another choice."""
        part = self._one((QTabBar, QComboBox))
        if part is not None and part.count():
            at = self.random.randrange(part.count())
            self._note("turn", f"{part.accessibleName()} to {at}")
            part.setCurrentIndex(at)

    def choose_from(self, menu):
        """Stand in for a menu that drops down: set off one of its lines."""
        menu.aboutToShow.emit()
        lines = [each for each in menu.actions() if each.isEnabled() and not each.isSeparator()]
        if lines and isValid(menu):
            action = self.random.choice(lines)
            self._note("line", action.text())
            if action.menu() is not None:
                self.choose_from(action.menu())
            else:
                action.trigger()
                return action
        return None

    def _type(self, field, text):
        if not field.isReadOnly():
            field.setFocus()
            event = QInputMethodEvent()
            event.setCommitString(text)
            QApplication.sendEvent(field, event)

    def _one(self, kinds):
        """A part of these kinds that a person could use now; None where there is none."""
        shown = self._all(kinds)
        return self.random.choice(shown) if shown else None

    def _all(self, kinds, around=None):
        around = around or self._dialog() or self.window.centralWidget()
        parts = [each for each in around.findChildren(QWidget) if isinstance(each, kinds)]
        return [each for each in parts if each.isEnabled() and not each.visibleRegion().isEmpty()]

    def _form(self):
        panels = self.window.frame.findChildren(CommandPanel) if self.window.frame else ()
        return next((each for each in panels if isValid(each) and each.isVisible()), None)

    def _dialog(self):
        dialogs = [each for each in QApplication.topLevelWidgets() if isinstance(each, QDialog)]
        inside = self.window.findChildren(QDialog)
        return next((each for each in (*dialogs, *inside) if isValid(each) and each.isVisible()), None)

    def _note(self, way, what):
        page = self.window.frame.page.key if self.window.frame and self.window.frame.page else ""
        self.acts.append(f"{page}: {way} {what}")


def give_up(dialog):
    """Stand in for a dialog that waits for an answer: it must go with Esc."""
    dialog.show()
    for _time in range(ESCAPES):
        if not dialog.isVisible():
            return dialog.result()
        QTest.keyClick(dialog, Qt.Key.Key_Escape)
    raise AssertionError(f"{dialog.windowTitle()} cannot be left")
