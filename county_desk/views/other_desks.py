"""The banner about other desks at one register: their acts, a cut line, an upgrade that begins."""

from collections.abc import Callable
from contextlib import suppress
from threading import Event

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QWidget

from county_desk.storage.server_line import NO_UPGRADE, UPGRADE, LineState
from county_desk.text import _
from county_desk.views.types import Desk
from county_desk.views.widgets.banner import Banner
from county_desk.workflow.other_desks import hear_others

GATHER = 400  # ms in which the acts of others are gathered into one look


class OtherDesks(Banner):
    """Hidden while the line holds; `changed(words)` when another desk wrote, or the line came back."""

    changed = Signal(str)
    _heard = Signal(object)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__("warn", "", parent)
        self._own = desk.own  # seals of acts that the pages show already
        self._seals: set[str] = set()
        self._stop, self._again = Event(), Event()
        self._gathering = QTimer(self, singleShot=True, interval=GATHER)
        self._gathering.timeout.connect(self._look)
        self._heard.connect(self._show_news)
        self.again_button = self.offer(_("Try again"), self._again.set)
        self.hide()
        self.destroyed.connect(_ending(self._stop, self._again))
        self._thread = hear_others(desk, self._stop, self._again, self._pass_on)

    def leave(self) -> None:
        """Hear nothing more, and wait until the line is let go."""
        self._stop.set()
        self._again.set()
        if self._thread is not None:
            self._thread.join(5)

    def _pass_on(self, word: str | LineState) -> None:
        """Called on the thread that listens."""
        with suppress(RuntimeError):  # the window was taken down meanwhile
            self._heard.emit(word)

    def _show_news(self, word: str | LineState) -> None:
        if word is LineState.LOST:
            words = _(
                "The line to the server is cut. What is typed stays; nothing can be saved until it holds "
                "again."
            )
            self._show_message(words, again=True)
        elif word is LineState.BACK:
            self.hide()
            self.changed.emit(_("The line to the server holds again. F5 shows what has changed."))
        elif word == UPGRADE:
            self._show_message(
                _("An administrator upgrades the register. Close the program, and install the new version.")
            )
        elif word == NO_UPGRADE:
            self.hide()
        else:
            self._seals.add(str(word))
            self._gathering.start()

    def _show_message(self, words: str, *, again: bool = False) -> None:
        self.again_button.setVisible(again)
        self.words.setText(words)
        self.words.setAccessibleName(words)
        self.show()

    def _look(self) -> None:
        others, self._seals = self._seals - self._own, set()
        if others:
            self.changed.emit(_("Another desk changed the register. F5 shows it."))


def _ending(*events: Event) -> Callable[[], None]:
    def end() -> None:
        for event in events:
            event.set()

    return end
