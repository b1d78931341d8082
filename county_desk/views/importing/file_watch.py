"""Notices changes made elsewhere to listed files: a batch was undone, or the file on the disk changed."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from shiboken6 import isValid

from county_desk.progress import Progress
from county_desk.tables.listing import Query
from county_desk.tables.listing import page as page_of
from county_desk.tables.office import BATCHES_LISTING
from county_desk.views.importing.files_table import FilesModel
from county_desk.views.importing.import_files import NOT_NOW, FileRow, FileState
from county_desk.views.importing.import_reading import looked_again, stamp_of
from county_desk.views.page import Page

if TYPE_CHECKING:
    from county_desk.workflow.desk import Desk

type Seen = tuple[list[tuple[FileRow, FileRow]], list[FileRow]]


class FileWatch(QObject):
    """Watches the listed files and ignores all other changes.

    `undone(rows)` is emitted with the rows whose batch was undone, `stale(rows)` with those to read again.
    `batches` are those made of the files; they stay when a file is corrected and read again.
    """

    undone = Signal(object)
    stale = Signal(object)

    def __init__(self, page: Page, files: FilesModel) -> None:
        super().__init__(page)
        self.page, self.files = page, files
        self.batches: dict[int, Path] = {}
        self._job = 0

    def note(self, row: FileRow) -> None:
        """A file went in, or stayed out."""
        if row.arrival.batch is not None:
            self.batches[row.arrival.batch] = row.path

    def look(self) -> None:
        """See what was done, off the window's thread."""
        desk, batches, rows = self.page.desk, dict(self.batches), self.files.files()
        self.page.jobs.forget(self._job)
        if not rows:
            return

        def work(_progress: Progress) -> Seen:
            return _undone(desk, batches, rows), _stale(rows)

        self._job = self.page.jobs.start(work, then=self._tell, otherwise=self._failed, lane="look")

    def _tell(self, seen: Seen) -> None:
        """Emit the findings; a file that changed since is left for the next time."""
        if not isValid(self):
            return
        pairs, stale = seen
        listed = {row.path: row for row in self.files.files()}
        fresh = [after for before, after in pairs if _same(listed.get(before.path), before)]
        gone = {row.path for row in fresh}
        self.batches = {batch: path for batch, path in self.batches.items() if path not in gone}
        if fresh:
            self.undone.emit(fresh)
        found = {row.path: row for row in self.files.files()}
        if again := [now for row in stale if (now := found.get(row.path)) and now.stamp == row.stamp]:
            self.stale.emit([row for row in again if _waits(row)])

    def _failed(self, error: Exception) -> None:
        if isValid(self):
            self.page.show_error(error)


def _undone(
    desk: "Desk", batches: Mapping[int, Path], rows: Sequence[FileRow]
) -> list[tuple[FileRow, FileRow]]:
    """Files whose batch was undone, and copies of them, each as it was and as it is now."""
    if not batches:
        return []
    found = desk.read(page_of, BATCHES_LISTING, Query(where={"id": tuple(batches)}))
    paths = {batches[batch.id] for batch in found if batch.undone_on is not None}
    digests = {row.arrival.raw.digest for row in rows if row.path in paths}
    of = [row for row in rows if row.path in paths or (_waits(row) and row.arrival.raw.digest in digests)]
    return [(row, looked_again(desk, row)) for row in of if row.state is not FileState.AGAIN]


def _stale(rows: Sequence[FileRow]) -> list[FileRow]:
    """Files that are not settled and were changed on the disk, are gone from it, or are there again."""
    return [row for row in rows if _waits(row) and stamp_of(row.path) != row.stamp]


def _waits(row: FileRow) -> bool:
    return row.state not in NOT_NOW


def _same(row: FileRow | None, before: FileRow) -> bool:
    """Whether a file has no new answers or acts; it may have been compared again."""
    if row is None or row.state is FileState.AGAIN or row.arrival.batch != before.arrival.batch:
        return False
    said = [(each.answers, each.fixes, each.place_id) for each in (row, before)]
    return row.arrival.raw is before.arrival.raw and said[0] == said[1]
