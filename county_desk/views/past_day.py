"""Looking at the register of a past day in the whole window, and coming back to today."""

from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer
from shiboken6 import isValid

from county_desk.text import _
from county_desk.views.types import Desk

if TYPE_CHECKING:
    from county_desk.views.frame import Frame
    from county_desk.views.main_window import MainWindow
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
        from county_desk.views.past_day_dialog import PastDayDialog  # the window paints before this is read

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

    def lead_back(self, frame: "Frame") -> None:
        """Offer the way back on the banner of a window that shows a past day."""
        if self.shown and frame.bar:  # the button goes with its frame: let its click end first
            frame.bar.offer(_("Back to today"), lambda: QTimer.singleShot(0, self, self.come_back))

    def _show(self, desk: Desk, past: "PastRegister") -> None:
        window = self.window
        if window.opened is None or window.desk not in (desk, self.past and self.past.desk):
            past.close()  # the person left meanwhile
            return
        before, self.past, self.present = self.past, past, desk
        window.enter(window.opened, past.desk)
        if before is not None:
            before.close()
        self._watch()

    def _watch(self) -> None:
        """Let the copy go when the window shows something else."""
        if isValid(self) and self.shown and self.window.frame:
            self.window.frame.destroyed.connect(self._look_again_later)

    def _look_again_later(self) -> None:
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
