"""Reading files for the import page: they are listed as they are read, and reading can be stopped."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal

from county_desk.intake.reader import Reader
from county_desk.progress import Progress
from county_desk.text import _
from county_desk.views.garbage_collection import collection_suspended
from county_desk.views.importing.import_files import FileRow, FileState
from county_desk.views.importing.import_reading import Reading, Wanted, read_waiting_files, wanted_again
from county_desk.views.importing.long_job import LongJob
from county_desk.views.jobs import Jobs
from county_desk.views.types import Desk

IDLE = 60_000  # ms after which the child that reads is let go
AT_ONCE = 8  # files that are listed at one time, so that the window stays quick


@dataclass
class WarmChild:
    """The child that reads, which is kept warm for a while."""

    reader: Reader | None = None

    def close(self) -> None:
        """Let the child go."""
        if self.reader is not None:
            self.reader.close()
            self.reader = None


class FileReader(QObject):
    """Reads files that are brought, and reads them again.

    `found(rows)` is emitted with files as they are read, `changed()` at the start and the end. `finished()`
    is emitted when all files are read, `stopped(words)` with their number after a stop.
    """

    found = Signal(object)
    changed = Signal()
    finished = Signal()
    stopped = Signal(str)
    failed = Signal(Exception)

    def __init__(self, desk: Desk, jobs: Jobs, parent: QObject) -> None:
        super().__init__(parent)
        self.desk = desk
        self.reading = Reading(0)
        self.stayed: list[Wanted] = []  # the files that were not read when reading was stopped
        self.child = WarmChild()
        self.job = LongJob(jobs, self)
        self._many = False
        self._idle = QTimer(self, singleShot=True, interval=IDLE)
        self._idle.timeout.connect(self.child.close)
        self.job.moved.connect(lambda: self._list(AT_ONCE))
        self.destroyed.connect(partial(_release, self.job, self.child))

    @property
    def busy(self) -> bool:
        """Whether files that were brought are being read; one that is read again is no matter."""
        return self.job.busy and self._many

    @property
    def idle(self) -> bool:
        """Whether nothing is being read."""
        return not self.job.busy and not self.reading.left

    def read(self, paths: Sequence[Path], year: int, *, opening: bool = False) -> None:
        """Read files that are brought; a listed file keeps its answers, unless it went in."""
        wanted = map(self._wanted, paths)
        said = [replace(each, answers=each.answers.of_opening(opening)) for each in wanted]
        self._wait_for(said, year, again=False)

    def _wanted(self, path: Path) -> Wanted:
        listed = self.reading.known.get(path)
        return wanted_again(listed) if listed and listed.state is not FileState.TAKEN else Wanted(path)

    def read_again(self, rows: Sequence[FileRow], year: int) -> None:
        """Read files again with the new answers about them; they come before all others."""
        self._wait_for([wanted_again(row) for row in rows], year, again=True)

    def go_on(self, files: Sequence[Wanted], year: int) -> None:
        """Read what another reader had left."""
        if files:
            self._wait_for(files, year, again=False)

    def read_rest(self) -> None:
        """Read the files that stayed unread when reading was stopped."""
        stayed, self.stayed = self.stayed, []
        self.go_on(stayed, self.reading.year)

    def forget(self) -> None:
        """Forget the files that were put away.

        Their results are dropped, and files read from now on are compared among themselves alone.
        """
        self.job.forget()
        self.reading, self.stayed = Reading(self.reading.year), []
        if self.job.busy:
            self.job.close()
            self._end_reading()

    def know(self, rows: Sequence[FileRow]) -> None:
        """Files that were read before: those that are read from now on are held against them too."""
        self.reading.known.update((row.path, row) for row in rows)

    def take_note(self, row: FileRow) -> None:
        """A file of the list is as this by now: others are held against it, and it is read again as it is."""
        if row.path in self.reading.known:
            self.reading.known[row.path] = row

    def waits_for(self, path: Path) -> bool:
        """Whether a file is to be read."""
        return not self.idle and any(wanted.path == path for wanted in self.reading.rest())

    def hand_over(self) -> list[Wanted]:
        """Stop without a message; return the files that are not read yet, for the next reader."""
        if not self.job.busy:
            return []
        rest = self.reading.rest()
        self.job.forget()
        self._list()
        return rest

    def _wait_for(self, files: Sequence[Wanted], year: int, *, again: bool) -> None:
        if not self.job.busy:
            self.reading = Reading(year, known=self.reading.known)
        reading = self.reading
        reading.year = year
        (reading.again if again else reading.fresh).extend(files)
        reading.total += len(files)
        self._many = not again or len(files) > 1 or self.busy
        if self.job.busy:
            self.changed.emit()
        else:
            self._begin()

    def _begin(self) -> None:
        desk, reading = self.desk, self.reading
        self._idle.stop()
        reader = self.child.reader = self.child.reader or Reader()

        def work(progress: Progress) -> None:
            with collection_suspended():
                read_waiting_files(desk, reader, reading, progress)

        self.job.start(reading, work, then=self._read, failed=self._fail, stopped=self._leave)
        if self.job.busy:
            self.changed.emit()

    def _list(self, most: int | None = None) -> None:
        found, newer = self.reading.found, {wanted.path for wanted in self.reading.rest()}
        rows: dict[Path, FileRow] = {}
        while found and (most is None or len(rows) < most):
            row = found.popleft()
            if row.path not in newer:  # else more was said of it meanwhile, and it is read once more
                rows[row.path] = row
        if rows:
            self.found.emit(list(rows.values()))

    def _read(self) -> None:
        many = self._many
        self._end_reading()
        if many:
            self.finished.emit()

    def _fail(self, error: Exception) -> None:
        self._end_reading()
        self.failed.emit(error)

    def _leave(self) -> None:
        """Report the progress, and keep the rest."""
        reading = self.reading
        self.stayed = [*reading.again, *reading.fresh]
        reading.again.clear()
        reading.fresh.clear()
        self._end_reading()
        left = reading.total - reading.done
        words = _("Reading was stopped: {done} of {total} files were read, {left} not. Nothing is written.")
        self.stopped.emit(words.format(done=reading.done, total=reading.total, left=left))
        self.finished.emit()

    def _end_reading(self) -> None:
        self._many = False
        self._list()
        self._idle.start()
        self.changed.emit()
        if self.reading.left:  # asked for while the last one was being finished
            self._begin()


def _release(job: LongJob, child: WarmChild, _gone: object = None) -> None:
    """Stop reading and let the child go; a reading that is stopped closes its child itself."""
    if job.number > 0:
        job.forget()
    else:
        child.close()
