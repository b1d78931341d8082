"""Looking at the register of a past day in the whole window, and coming back to today."""

from datetime import date, timedelta
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout
from shiboken6 import isValid

from county_desk.fields import Day, Invalid
from county_desk.text import _
from county_desk.views.widgets.banner import Banner
from county_desk.views.widgets.day_editor import DayEditor
from county_desk.views.widgets.painted import Button, PrimaryButton
from county_desk.views.widgets.parts import line
from county_desk.views.widgets.style import em

if TYPE_CHECKING:
    from county_desk.views.main_window import MainWindow
    from county_desk.workflow.desk import Desk
    from county_desk.workflow.past import PastRegister


class PastDay(QObject):
    """Asks for a day, and has the window sit at the desk of that day; nothing can be changed there."""

    def __init__(self, window: "MainWindow") -> None:
        super().__init__(window)
        self.window = window
        self.past: PastRegister | None = None
        self.present: Desk | None = None  # the desk to come back to

    def ask(self) -> None:
        """Open the dialog that asks for the day."""
        if self.window.desk is not None:
            PastDayDialog(self, self.window).open()

    @property
    def shown(self) -> "PastRegister | None":
        """The past day that the window shows; None today."""
        past = self.past
        return past if past is not None and self.window.desk is past.desk else None

    def look(self, day: date) -> None:
        """Roll the register back to a day off the window's thread, and show it."""
        desk = self.present if self.shown else self.window.desk
        if desk is None:
            return

        def work(_progress: object) -> "PastRegister":
            from county_desk.workflow.past import PastRegister

            return PastRegister(desk, day)

        name = _("The register of {day}").format(day=day)
        then = partial(self._show, desk)
        self.window.jobs.start(work, then=then, otherwise=self._fail, name=name)

    def come_back(self) -> None:
        """Sit at the desk of today again."""
        if self.shown and self.present and self.window.opened:
            self.window.enter(self.window.opened, self.present)
            self._let_go()

    def _show(self, desk: "Desk", past: "PastRegister") -> None:
        window = self.window
        if window.opened is None or window.desk not in (desk, self.past and self.past.desk):
            past.close()  # the person left meanwhile
            return
        window.enter(window.opened, past.desk)
        self._let_go()
        self.past, self.present = past, desk
        self._watch()

    def _watch(self) -> None:
        """Let the copy go when the window shows something else."""
        if isValid(self) and self.shown and self.window.frame:
            self.window.frame.destroyed.connect(self._gone)

    def _gone(self) -> None:
        if isValid(self) and isValid(self.window):
            QTimer.singleShot(0, self, self._look_again)

    def _look_again(self) -> None:
        if self.shown:
            self._watch()
        else:
            self._let_go()

    def _let_go(self) -> None:
        if self.past is not None:
            self.past.close()
        self.past = self.present = None

    def _fail(self, error: Exception) -> None:
        if self.window.frame:
            problems = getattr(error, "problems", None) or {"": str(error)}
            self.window.frame.toast.say("\n".join(problems.values()))


class PastDayDialog(QDialog):
    """A day of the past to look at; the day before today at first."""

    def __init__(self, days: PastDay, window: "MainWindow") -> None:
        super().__init__(window)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("Look at a past day"))
        desk = days.present if days.shown and days.present else window.desk
        assert desk is not None
        words = _(
            "The whole register is shown as it was on record at the end of that day, under the rules of that "
            "day. Nothing can be changed there."
        )
        last = desk.today - timedelta(days=1)
        shown = days.shown.day if days.shown else last
        self.last = last
        self.day = DayEditor(Day(), desk.today, self)
        self.day.set_value(shown)
        self.day.line.setAccessibleName(_("Past day"))
        self.trouble = Banner("bad", "", self)
        self.trouble.hide()
        self.show_button, self.back_button = PrimaryButton(_("Show"), self), Button(_("Back to today"), self)
        self.back_button.setVisible(days.shown is not None)
        cancel = Button(_("Cancel"), self)
        buttons = QHBoxLayout()
        for button in (self.show_button, self.back_button, cancel):
            buttons.addWidget(button)
        buttons.addStretch()
        box = QVBoxLayout(self)
        box.addWidget(line(words, self))
        box.addWidget(self.day)
        box.addWidget(self.trouble)
        box.addLayout(buttons)
        self.setMinimumWidth(em(30))
        self.show_button.setDefault(True)
        self.show_button.clicked.connect(lambda _checked: self._end(days))
        self.back_button.clicked.connect(lambda _checked: self._end(days, back=True))
        cancel.clicked.connect(lambda _checked: self.reject())

    def _end(self, days: PastDay, *, back: bool = False) -> None:
        """Close, and do what was asked once the button has finished with its click."""
        if back:
            self.accept()
            QTimer.singleShot(0, days, days.come_back)
            return
        try:
            day = self.day.value() or self.last
            trouble = "" if day <= self.last else _("Choose a day up to {day}").format(day=self.last)
        except Invalid as unread:
            trouble = str(unread)
        self.day.wrong = bool(trouble)
        self.trouble.words.setText(trouble)
        self.trouble.setVisible(bool(trouble))
        if not trouble:
            self.accept()
            QTimer.singleShot(0, days, lambda: days.look(day))
