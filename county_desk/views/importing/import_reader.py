"""Reading files for the import page: they are listed as they are read, and reading can be stopped."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget
from shiboken6 import isValid

from county_desk.intake.reader import Reader
from county_desk.progress import Progress
from county_desk.text import _, _n
from county_desk.views.importing.import_files import FileRow, FileState
from county_desk.views.importing.import_reading import Reading, Wanted, found_files, wanted_again, work_off
from county_desk.views.jobs import Jobs
from county_desk.views.page import Page
from county_desk.views.quiet import quiet
from county_desk.views.widgets.banner import Banner
from county_desk.views.widgets.progress_line import ProgressLine

IDLE = 60_000  # ms after which the child that reads is let go
AT_ONCE = 8  # files that are listed at one time, so that the window stays quick


@dataclass
class Held:
    """The job that reads, 0 for none, and the child, which is kept warm for a while."""

    job: int = 0
    reader: Reader | None = None


class ImportReader(QWidget):
    """A line that is visible while files are read.

    `found(rows)` is emitted with files as they are read, `changed()` at the start and the end. `finished()`
    is emitted when all files are read, `stopped(words)` with their number after a stop.
    """

    found = Signal(object)
    changed = Signal()
    finished = Signal()
    stopped = Signal(str)

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self.page = page
        self.line = ProgressLine(self)
        self.reading = Reading(0)
        self.stayed: list[Wanted] = []
        self.asked: frozenset[Path] = frozenset()  # the files that a person brought last
        self.held = Held()
        self._many = False
        self._idle = QTimer(self, singleShot=True, interval=IDLE)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self.line)
        self.hide()
        self.line.stopped.connect(self.stop)
        self._idle.timeout.connect(self._let_go)
        page.jobs.moved.connect(self._moved)
        self.destroyed.connect(partial(_release, self.held, page.jobs))

    @property
    def busy(self) -> bool:
        """Whether files that were brought are being read; one that is read again is no matter."""
        return bool(self.held.job) and self._many

    @property
    def idle(self) -> bool:
        """Whether nothing is being read."""
        return not self.held.job and not self.reading.left

    def read(self, given: Sequence[Path], year: int, *, opening: bool = False) -> None:
        """Read files, and those of folders, off this thread."""
        paths = found_files(given)
        self.page.clear_notes()
        if not paths:
            self.page.show_note(Banner("info", _("There is no file in what was chosen."), self.page))
            return
        self.reading.year = year
        self.asked = frozenset(paths)
        known = self.reading.known
        wanted = (self._wanted(path, known.get(path)) for path in paths)
        said = [replace(each, answers=each.answers.of_opening(opening)) for each in wanted]
        self._wait_for(said, again=False)

    def _wanted(self, path: Path, listed: FileRow | None) -> Wanted:
        """The request for a path; a listed file keeps its answers, unless it went in."""
        return wanted_again(listed) if listed and listed.state is not FileState.TAKEN else Wanted(path)

    def read_again(self, rows: Sequence[FileRow], year: int) -> None:
        """Read files again with the new answers about them; they come before all others."""
        self.reading.year = year
        self._wait_for([wanted_again(row) for row in rows], again=True)

    def forget(self) -> None:
        """Forget the files that were put away.

        Their results are dropped, and files read from now on are compared among themselves alone.
        """
        if self.held.job > 0:
            self.page.jobs.forget(self.held.job)
        self.reading, self.stayed = Reading(self.reading.year), []
        if self.held.job:
            self._over()

    def know(self, rows: Sequence[FileRow]) -> None:
        """Files that were read before: those that are read from now on are held against them too."""
        self.reading.known.update((row.path, row) for row in rows)

    def waits_for(self, path: Path) -> bool:
        """Whether a file is to be read."""
        return not self.idle and any(wanted.path == path for wanted in self.reading.rest())

    def take_note(self, row: FileRow) -> None:
        """A file of the list is as this by now: others are held against it, and it is read again as it is."""
        if row.path in self.reading.known:
            self.reading.known[row.path] = row

    def hand_over(self) -> list[Wanted]:
        """Stop without a message; return the files that are not read yet, for the next reader."""
        if not self.held.job:
            return []
        rest = self.reading.rest()
        self.page.jobs.forget(self.held.job)
        self._list()
        return rest

    def go_on(self, files: Sequence[Wanted], year: int) -> None:
        """Read what another reader had left."""
        self.reading.year = year
        if files:
            self._wait_for(files, again=False)

    def stop(self) -> None:
        """Stop reading; what was read by then stays listed, and nothing was written."""
        if self.held.job > 0:
            self.page.jobs.stop(self.held.job)

    def _wait_for(self, files: Sequence[Wanted], *, again: bool) -> None:
        reading = self.reading
        if not self.held.job:
            self.reading = reading = Reading(reading.year, known=reading.known)
        many = not again or len(files) > 1
        (reading.again if again else reading.fresh).extend(files)
        reading.total += len(files)
        self._many = many or self.busy
        if self.held.job:
            self.changed.emit()
        else:
            self._begin()

    def _begin(self) -> None:
        desk, reading = self.page.desk, self.reading
        self._idle.stop()
        reader = self.held.reader = self.held.reader or Reader()

        def work(progress: Progress) -> None:
            with quiet():
                work_off(desk, reader, reading, progress)

        count = reading.total
        words = _n("Reading {count} file", "Reading {count} files", count).format(count=count)
        self.show()
        self.line.begin(words)
        self.held.job = -1  # an inline job is over before it has a number
        number = self.page.jobs.start(
            work, then=self._read, otherwise=self._failed, stopped=self._leave, name=words
        )
        if self.held.job:
            self.held.job = number
            self.changed.emit()

    def _moved(self, number: int, _done: int, _total: int) -> None:
        """Say how far it is, and list what was read meanwhile."""
        if not isValid(self) or number != self.held.job:
            return
        reading = self.reading
        self.line.move_on(reading.done, reading.total)
        words = _("File {done} of {total}: {name} · {rows} rows, {pace} a second").format(
            done=min(reading.done + 1, reading.total),
            total=reading.total,
            name=reading.name,
            rows=f"{reading.rows:,}",
            pace=f"{self.line.pace(reading.rows):,}",
        )
        self.line.words.setText(words)
        self._list(AT_ONCE)

    def _list(self, most: int | None = None) -> None:
        found, newer = self.reading.found, {wanted.path for wanted in self.reading.rest()}
        rows: dict[Path, FileRow] = {}
        while found and (most is None or len(rows) < most):
            row = found.popleft()
            if row.path not in newer:  # else more was said of it meanwhile, and it is read once more
                rows[row.path] = row
        if rows:
            self.found.emit(list(rows.values()))

    def _read(self, _nothing: None) -> None:
        if not isValid(self):
            return
        many = self._many
        self._over()
        if many:
            self.finished.emit()

    def _failed(self, error: Exception) -> None:
        if isValid(self):
            self._over()
            self.page.show_error(error)

    def _leave(self) -> None:
        """Report the progress, and keep the rest."""
        if not isValid(self):
            return
        reading = self.reading
        self.stayed = [*reading.again, *reading.fresh]
        reading.again.clear()
        reading.fresh.clear()
        self._over()
        left = reading.total - reading.done
        words = _("Reading was stopped: {done} of {total} files were read, {left} not. Nothing is written.")
        self.stopped.emit(words.format(done=reading.done, total=reading.total, left=left))
        self.finished.emit()

    def read_rest(self) -> None:
        """Read what was left when reading was stopped."""
        stayed, self.stayed = self.stayed, []
        if stayed:
            self._wait_for(stayed, again=False)

    def _over(self) -> None:
        self.held.job, self._many = 0, False
        self._list()
        self.line.end()
        self.hide()
        self._idle.start()
        self.changed.emit()
        if self.reading.left:  # asked for while the last one was being finished
            self._begin()

    def _let_go(self) -> None:
        if self.held.reader is not None and not self.held.job:
            self.held.reader.close()
            self.held.reader = None


def _release(held: Held, jobs: Jobs, _gone: object = None) -> None:
    """Nobody waits for it any more: stop reading, and let the child go."""
    if held.job > 0:
        jobs.forget(held.job)  # a reading that is stopped closes its child itself
    elif held.reader is not None:
        held.reader.close()
