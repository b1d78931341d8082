"""Many commands one after the other off the window's thread, and a banner about refused ones."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtWidgets import QWidget

from county_desk.progress import Cancelled, Progress
from county_desk.text import _
from county_desk.views.page import Page
from county_desk.views.widgets.banner import Banner
from county_desk.views.widgets.text_format import sentences, titled
from county_desk.workflow.command import Change, Command, Refused
from county_desk.workflow.submission import Submission


@dataclass(frozen=True)
class SeriesOutcome:
    """The outcome of a series: the changes, and each refused command's label with the reason."""

    done: tuple[Change, ...]
    refused: tuple[tuple[str, str], ...]


class RefusalBanner(Banner):
    """Names the refused commands of a series; stays until the person closes it or the next series begins."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__("warn", "", parent)
        self.offer(_("Close"), self.hide)
        self.hide()

    def name(self, title: str, told: SeriesOutcome) -> None:
        """Show each refused label with its reason; nothing when all was done."""
        lines = [title, *(f"· {titled(label, reason)}" for label, reason in told.refused)]
        self.words.setText("\n".join(lines))
        self.words.setAccessibleName(_("; ").join(lines))
        self.setVisible(bool(told.refused))


def do_each(
    page: Page,
    commands: Sequence[tuple[str, Command]],
    *,
    name: str,
    summary: Callable[[SeriesOutcome], str],
    then: Callable[[SeriesOutcome], None],
) -> None:
    """Have the desk do commands, each with a label; every one is an act of its own in the history.

    A refusal leaves the others alone. Stopping keeps the finished ones. The page informs the window once.
    """
    desk, submission = page.desk, Submission(page.seen)

    def work(progress: Progress) -> SeriesOutcome:
        done: list[Change] = []
        refused: list[tuple[str, str]] = []
        for place, (label, command) in enumerate(commands):
            try:
                progress(place, len(commands))
            except Cancelled:
                break
            try:
                done.append(desk.do(command, submission=submission))
            except Refused as error:
                refused.append((label, sentences(error.problems.values())))
        return SeriesOutcome(tuple(done), tuple(refused))

    def over(told: SeriesOutcome) -> None:
        page.clear_notes()
        then(told)
        if told.done:
            touched = frozenset[type]().union(*(change.touched for change in told.done))
            one = told.done[0] if len(told.done) == 1 else Change("")
            page.done.emit(Change(summary(told), undo=one.undo, event=one.event, touched=touched))

    page.jobs.start(work, then=over, otherwise=page.show_error, name=name, writes=True)
