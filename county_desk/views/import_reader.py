"""Reading files for the import page: one job, its progress, and a stop that leaves nothing behind."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget
from shiboken6 import isValid

from county_desk.progress import Progress
from county_desk.text import _, _n
from county_desk.views.banner import Banner
from county_desk.views.import_files import FileRow
from county_desk.views.import_reading import Tally, found_files, read_files
from county_desk.views.page import Page
from county_desk.views.progress_line import ProgressLine


class ImportReader(QWidget):
    """A line that is seen while files are read. `found(rows)` gives them all; `changed()` tells of begin and
    end, and a reading that was stopped has no other word.
    """

    found = Signal(object)
    changed = Signal()

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self.page = page
        self.line = ProgressLine(self)
        self._job = 0
        self._tally = Tally()
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self.line)
        self.hide()
        self.line.stopped.connect(self.stop)
        page.jobs.ended.connect(self._ended)

    @property
    def busy(self) -> bool:
        """Whether files are being read."""
        return bool(self._job)

    def read(self, given: Sequence[Path], year: int) -> None:
        """Read files, and those of folders, off this thread."""
        paths = found_files(given)
        self.page.clear_notes()
        if not paths:
            self.page.show_note(Banner("warn", _("There is no file in what was chosen."), self.page))
            return
        desk, tally = self.page.desk, Tally()
        self._tally = tally

        def work(progress: Progress) -> list[FileRow]:
            return read_files(desk, paths, year, tally, progress)

        words = _n("Reading {count} file", "Reading {count} files", len(paths)).format(count=len(paths))
        self.show()
        self.line.begin(words)
        self._job = -1  # an inline job is over before it has a number
        number = self.page.jobs.start(
            work, then=self._read, otherwise=self._failed, progressed=self._move_on, name=words
        )
        if self._job:
            self._job = number
            self.changed.emit()

    def stop(self) -> None:
        """Stop reading; nothing of it is kept."""
        if self._job > 0:
            self.page.jobs.stop(self._job)

    def _read(self, rows: list[FileRow]) -> None:
        if isValid(self):
            self._over()
            self.found.emit(rows)

    def _failed(self, error: Exception) -> None:
        if isValid(self):
            self._over()
            self.page.show_error(error)

    def _ended(self, number: int) -> None:
        if isValid(self) and number == self._job:
            self._over()
            words = _("Reading was stopped; nothing of it was kept.")
            self.page.show_note(Banner("info", words, self.page))

    def _over(self) -> None:
        self._job = 0
        self.line.end()
        self.hide()
        self.changed.emit()

    def _move_on(self, done: int, total: int) -> None:
        if not isValid(self):
            return
        self.line.move_on(done, total)
        words = _("File {done} of {total}: {name} · {pace} rows/s")
        at, pace = min(done + 1, total), f"{self._tally.pace:,}"
        self.line.words.setText(words.format(done=at, total=total, name=self._tally.name, pace=pace))
