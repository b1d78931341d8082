"""Locks the window of a real register after some minutes without any input."""

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QWindow
from PySide6.QtWidgets import QApplication, QInputDialog, QLabel, QVBoxLayout, QWidget
from shiboken6 import isValid

from county_desk.settings import MOST_IDLE
from county_desk.text import _
from county_desk.views.types import Desk
from county_desk.views.widgets.icons import Icon, icon
from county_desk.views.widgets.painted import Button, Card, PrimaryButton
from county_desk.views.widgets.parts import STRETCH, heading, in_column, in_row
from county_desk.views.widgets.password_line import PasswordLine
from county_desk.views.widgets.style import em

if TYPE_CHECKING:
    from county_desk.views.main_window import MainWindow

MINUTE = 60_000  # ms
TOUCHES = {
    QEvent.Type.KeyPress,
    QEvent.Type.MouseMove,
    QEvent.Type.MouseButtonPress,
    QEvent.Type.Wheel,
    QEvent.Type.TouchBegin,
}


class LockPage(QWidget):
    """Covers everything with a name and a field for the password. `unlock(password)` or `left()`."""

    unlock = Signal(str)
    left = Signal()

    def __init__(self, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        card = Card(self)
        card.setFixedWidth(em(26))
        picture, title = QLabel(card), heading(_("Locked: {name}").format(name=name), card, 1.4)
        picture.setPixmap(icon(Icon.LOCK).pixmap(em(2.4)))
        words = QLabel(_("Nobody was at the desk. What is typed in forms is kept."), card, wordWrap=True)
        self.password = PasswordLine(card)
        self.password.setAccessibleName(_("Password"))
        self.problem = QLabel(card, wordWrap=True)
        self.problem.hide()
        self.button = PrimaryButton(_("Unlock"), card, self._ask)
        self.leave_button = Button(_("Sign out"), card, self.left.emit)
        buttons = in_row(self.button, self.leave_button, STRETCH)
        parts = (picture, title, words, self.password, self.problem, buttons)
        in_column(*parts, on=card, margins=(1.5, 1.2, 1.5, 1.2))
        QVBoxLayout(self).addWidget(card, 1, Qt.AlignmentFlag.AlignCenter)
        self.setFocusProxy(self.password)
        self.password.returnPressed.connect(self._ask)

    def refuse(self, words: str) -> None:
        """Say why it stays locked, and have the password typed again."""
        self.problem.setText(f"■ {words}")
        self.problem.show()
        self.button.setEnabled(True)
        self.password.clear()
        self.password.setFocus()

    def _ask(self) -> None:
        if self.button.isEnabled():
            self.button.setEnabled(False)
            self.unlock.emit(self.password.text())


class IdleLock(QObject):
    """Watches for keys and the mouse; `lock()` covers the window until the same person gives the password."""

    def __init__(self, window: "MainWindow") -> None:
        super().__init__(window)
        self.window = window
        self.page: LockPage | None = None
        self._frame: QWidget | None = None
        self._hidden: Sequence[QWidget] = ()
        self._enabled: dict[str, bool] = {}
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self.lock)
        QGuiApplication.inputMethod().cursorRectangleChanged.connect(self._touched)
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusWindowChanged.connect(self._watch)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Begin to count anew at each touch."""
        if event.type() in TOUCHES:
            self._touched()
        return False

    def count(self) -> None:
        """Count the minutes from now on, while a person is signed in with a password."""
        if self._signed_in():
            self._timer.start(self.window.kept.idle_minutes * MINUTE)
        else:
            self._timer.stop()

    def _watch(self, handle: QWindow | None) -> None:
        """Hear the keys and the mouse of a window of the system.

        A filter over the whole program would have Python look at every event there is. An input method keeps
        the keys to itself, and moves the cursor.
        """
        mark = f"idle lock {id(self)}"
        if handle is not None and not handle.property(mark):
            handle.setProperty(mark, True)
            handle.installEventFilter(self)

    def _touched(self) -> None:
        if self.page is None:
            self.count()

    def lock(self) -> None:
        """Cover the window. The pages live on behind, with all that is typed."""
        window = self.window
        if self.page is not None or not self._signed_in() or window.desk is None:
            return
        self._timer.stop()
        others = (each for each in QApplication.topLevelWidgets() if each is not window)
        self._hidden = [each for each in others if each.isVisible() and each.isWindow()]
        for each in self._hidden:
            each.hide()
        self._frame = window.takeCentralWidget()
        self.page = LockPage(window.desk.actor.name, window)
        self.page.unlock.connect(self._unlock)
        self.page.left.connect(window.sign_out)
        self.page.destroyed.connect(self._release_window)
        window.setCentralWidget(self.page)
        self._enable(False)
        self.page.setFocus()

    def ask_minutes(self) -> None:
        """Ask after how many minutes this computer locks."""
        title, words = _("Lock when idle"), _("Minutes without a key or the mouse until the window is locked")
        kept = self.window.kept.idle_minutes
        minutes, sure = QInputDialog.getInt(self.window, title, words, kept, 1, MOST_IDLE)
        if sure:
            self.window.kept = replace(self.window.kept, idle_minutes=minutes)
            self.window.save()
            self.count()

    def _signed_in(self) -> bool:
        return bool(self.window.opened and self.window.opened.real and self.window.desk)

    def _unlock(self, password: str) -> None:
        """Prove the password off the window's thread, which records the try."""
        opened, desk, opener = self.window.opened, self.window.desk, self.window.opener
        if opened is None or desk is None:
            return
        self.window.jobs.start(
            lambda _progress: opener.sit_down(opened, desk.actor.name, password),
            then=self._proved,
            otherwise=self._refused,
        )

    def _proved(self, desk: Desk) -> None:
        """The same person in the same post goes on where the work was left; another post begins anew."""
        page, frame = self.page, self._frame
        if page is None or frame is None or self.window.desk is None:
            return
        page.destroyed.disconnect(self._release_window)
        self.window.takeCentralWidget()
        page.deleteLater()
        self.page = self._frame = None
        self.window.setCentralWidget(frame)
        frame.show()
        self._enable(True)
        for each in self._hidden:
            if isValid(each):
                each.show()
        if desk.actor != self.window.desk.actor and self.window.opened:
            self.window.enter(self.window.opened, desk)
        elif self.window.frame and (home := self.window.frame.page):
            (home.home() or home).setFocus()
        self.count()

    def _refused(self, error: Exception) -> None:
        if self.page is not None:
            problems = getattr(error, "problems", None) or {"": str(error)}
            self.page.refuse("\n".join(problems.values()))

    def _release_window(self) -> None:
        """The person signed out instead, which builds the window and its menu anew."""
        self.page = self._frame = None
        if isValid(self.window):
            self.window.menuBar().setEnabled(True)
            self.window.statusBar().show()

    def _enable(self, on: bool) -> None:
        """Let the menu and its keys work as before, or not at all."""
        acts = self.window.acts
        if not on:
            self._enabled = {name: action.isEnabled() for name, action in acts.items()}
        self.window.menuBar().setEnabled(on)
        self.window.statusBar().setVisible(on)
        for name, action in acts.items():
            action.setEnabled(on and self._enabled[name])
