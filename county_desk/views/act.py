"""One act of a page: done off the window's thread, and its outcome found out when a line was cut."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer

from county_desk.text import _
from county_desk.views.widgets.banner import Banner
from county_desk.workflow.command import Change, Command, Refused
from county_desk.workflow.submission import OutcomeUnknown, Submission, not_saved

if TYPE_CHECKING:
    from county_desk.views.page import Page

ASK_AGAIN = 3000  # ms until a server that did not answer is asked again


class PageAct:
    """A command on its way to the desk, for the page that asked for it.

    Nothing is called once the page has gone: the window was built anew meanwhile, and reads by itself.
    """

    def __init__(
        self,
        page: "Page",
        command: Command,
        then: Callable[[Change], None] | None,
        refused: Callable[[Refused], None] | None,
        submission: Submission | None,
    ) -> None:
        self.page, self.command, self.submission = page, command, submission
        self._then, self._refused = then, refused

    def start(self) -> None:
        """Have the desk do it."""
        desk = self.page.desk
        self.page.jobs.start(
            lambda progress: desk.do(self.command, progress, self.submission),
            then=self._done,
            otherwise=self._failed,
            stopped=self._stopped,
            name=_(self.command.act.title),
            writes=True,
            owner=self.page,
        )

    def _done(self, change: Change) -> None:
        self.page.clear_notes()
        if self._then:
            self._then(change)
        self.page.done.emit(change)

    def _failed(self, error: Exception) -> None:
        if isinstance(error, OutcomeUnknown):
            self._find_out(error)
        elif isinstance(error, Refused) and self._refused:
            self._refused(error)
        else:
            self.page.show_error(error)

    def _find_out(self, unknown: OutcomeUnknown) -> None:
        """Say that the outcome is unknown, and ask the server again until it answers."""
        self.page.clear_notes()
        self.page.show_note(Banner("warn", str(unknown), self.page))
        QTimer.singleShot(ASK_AGAIN, self.page, lambda: self._ask(unknown.operation))

    def _ask(self, operation: str) -> None:
        desk = self.page.desk
        self.page.jobs.start(
            lambda _progress: desk.outcome(operation),
            then=self._found,
            otherwise=self._failed,
            owner=self.page,
        )

    def _found(self, change: Change | None) -> None:
        self.page.clear_notes()
        if change is not None:
            self._done(change)
        else:
            self._failed(Refused({"": not_saved()}))

    def _stopped(self) -> None:
        """Report that the person stopped the act: to a form as a refusal, else as a note."""
        words = _("Stopped; nothing was changed.")
        if self._refused:
            self._refused(Refused({"": words}))
        else:
            self.page.clear_notes()
            self.page.show_note(Banner("info", words, self.page))
