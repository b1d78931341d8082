"""Reads delivered files in a child process; trouble with a file becomes part of its report."""

import logging
from collections.abc import Iterable, Iterator
from pathlib import Path

from county_desk.intake.child_tasks import ReadFile, ReadTables
from county_desk.intake.delivery import Delivery, ReadingTerms
from county_desk.intake.file_tables import FileTables, unsafe_tables
from county_desk.progress import Progress, silent
from county_desk.sheets.child import Child, Unsafe
from county_desk.sheets.packing import pack

_LOG = logging.getLogger("county_desk")


class Reader(Child):
    """A child process that reads delivered files and workbooks of acts."""

    preload = ("county_desk.intake.reading.report",)
    _packed: tuple[ReadingTerms, bytes] | None = None  # the terms of the last file, which most files share

    def read(self, path: Path, terms: ReadingTerms, progress: Progress = silent) -> Delivery:
        """Read one file. Trouble with the file is in the answer; only `Cancelled` is raised."""
        return next(self.read_each([path], terms, progress))

    def read_each(
        self, paths: Iterable[Path], terms: ReadingTerms, progress: Progress = silent
    ) -> Iterator[Delivery]:
        """Read file after file; while one is worked on here, the child reads the next."""
        if self._packed is None or self._packed[0] is not terms:
            self._packed = terms, pack(terms)
        files, packed = list(paths), self._packed[1]
        answers = self.ask_each((ReadFile(str(path), packed) for path in files), progress)
        for path, answer in zip(files, answers, strict=True):
            yield _unsafe(path, terms.year, str(answer)) if isinstance(answer, Unsafe) else answer

    def tables(self, path: Path) -> FileTables:
        """Read the tables of a workbook for lists of acts. Trouble with the file is in the answer."""
        try:
            return self.ask(ReadTables(str(path)))
        except Unsafe:
            return unsafe_tables()


def _unsafe(path: Path, year: int, fault: str) -> Delivery:
    from county_desk.intake.reading.report import unsafe_file

    _LOG.info("%s: %s", path, fault or "died")
    return unsafe_file(path, year, fault)
