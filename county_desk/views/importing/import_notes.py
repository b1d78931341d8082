"""Messages above the list of files: how far a long job is, and the outcome of many files."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from county_desk.text import _, _n
from county_desk.views.importing.import_state import FilesOutcome
from county_desk.views.importing.importing import Importing
from county_desk.views.importing.long_job import LongJob
from county_desk.views.page import Page
from county_desk.views.register.duplicates_page import DuplicatesPage
from county_desk.views.widgets.banner import MOST, Banner, FoldedBanner
from county_desk.views.widgets.parts import bare, drop, laid_out_once
from county_desk.views.widgets.progress_line import ProgressLine


class JobLine(QWidget):
    """A line that is visible while a long job is under way, with its progress and a way to stop it."""

    def __init__(self, job: LongJob, parent: QWidget) -> None:
        super().__init__(parent)
        self.job, self.line = job, ProgressLine(self)
        box = bare(QVBoxLayout(self))
        box.addWidget(self.line)
        self.hide()
        self.line.stopped.connect(job.stop)
        job.began.connect(self._begin)
        job.moved.connect(self._move)
        job.ended.connect(self._end)

    def _begin(self) -> None:
        if (task := self.job.task) is not None:
            self.show()
            self.line.begin(task.title)

    def _move(self) -> None:
        if (task := self.job.task) is not None:
            done, total, rows = task.counts
            self.line.move_on(done, total)
            self.line.words.setText(task.words(self.line.pace(rows)))

    def _end(self) -> None:
        self.line.end()
        self.hide()


class OutcomeBanner(QWidget):
    """The outcome of many files with the next actions, until others are read.

    `batches()` asks for the list of batches.
    """

    batches = Signal()

    def __init__(self, page: Page, importing: Importing) -> None:
        super().__init__(page)
        self.page, self.importing = page, importing
        self.short = False
        self.banner: Banner | None = None
        self._shown: FilesOutcome | None = None
        self._box = bare(QVBoxLayout(self))
        self.hide()

    def show_outcome(self, outcome: FilesOutcome | None) -> None:
        """Show an outcome, or none."""
        if outcome is self._shown:
            return
        self._shown = outcome
        if self.banner is not None:
            drop(self.banner)
            self.banner = None
        self.setVisible(False)
        if outcome is not None:
            self._show_outcome(outcome)

    def _show_outcome(self, outcome: FilesOutcome) -> None:
        banner = self.banner = FoldedBanner(outcome.tone, outcome.words, self, 1 if self.short else MOST)
        if outcome.offer == "batches":
            desk = self.page.desk
            banner.offer(_("Show the batches"), self.batches.emit)
            self.page.look(lambda: DuplicatesPage.waiting(desk), self._offer_duplicates, "duplicates")
        elif outcome.offer == "rest":
            banner.offer(_("Read the rest"), self.importing.read_rest)
        banner.let_close()
        banner.closed.connect(self._close)
        self._box.addWidget(banner)
        with laid_out_once(self.parentWidget()):
            self.show()

    def _offer_duplicates(self, count: int | None) -> None:
        """Lead to those who may now be on record twice."""
        if count and self.banner is not None:
            words = _n("{count} possible duplicate…", "{count} possible duplicates…", count)
            self.banner.offer(words.format(count=f"{count:,}"), lambda: self.page.go.emit("duplicates", None))

    def _close(self) -> None:
        self.banner = None
        self.importing.close_outcome()
