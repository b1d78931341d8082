"""Which file is shown while files are read: the first one, then the first one with a problem."""

from collections.abc import Sequence
from pathlib import Path

from county_desk.views.importing.file_view import FileView
from county_desk.views.importing.files_table import FilesTable
from county_desk.views.importing.import_files import FileRow
from county_desk.views.importing.import_reader import ImportReader


class Leading:
    """Leads the person once to the right place for the new files, but not away from an open cell."""

    def __init__(self, files: FilesTable, view: FileView, reader: ImportReader) -> None:
        self.files, self.view, self.reader = files, view, reader
        self._first: Path | None = None
        self._awaited = False

    def begin(self) -> None:
        """Files are brought."""
        self._first, self._awaited = None, True

    def show_first(self, rows: Sequence[FileRow], current: FileRow | None) -> None:
        """Show the first of files that were just read; none while a cell is open, or after it was shown."""
        brought = [row for row in rows if row.path in self.reader.asked]
        lead = brought if self._awaited else []
        wanted = next(iter(lead if current is not None else brought or rows), None)
        if wanted is None:
            return
        self._awaited = False
        if not self.view.editing:
            self._first = wanted.path
            self.files.choose(wanted.path)

    def show_worst(self) -> None:
        """Go to the first file with something wrong, unless the person has gone to another meanwhile."""
        current = self.files.current()
        if current is None or current.path != self._first or current.held or self.view.editing:
            return
        brought = (row for row in self.files.files.files() if row.path in self.reader.asked)
        self.files.choose(next((row for row in brought if row.held), current).path)
