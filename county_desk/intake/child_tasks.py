"""The tasks of the child process: read a delivered file, or the tables of a workbook."""

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import ClassVar

from county_desk.intake.delivery import Delivery, ReadingTerms
from county_desk.intake.file_tables import FileTables, read_tables
from county_desk.progress import Progress
from county_desk.sheets.child_task import ChildTask
from county_desk.sheets.packing import unpack


@dataclass(frozen=True)
class ReadFile(ChildTask[Delivery]):
    """Read a delivered file; `terms` are packed, because all files of a batch have the same ones."""

    path: str
    terms: bytes
    answer: ClassVar[type[object]] = Delivery

    def run(self, progress: Progress) -> Delivery:
        """Return the rows of the file with their verdicts."""
        from county_desk.intake.reading.report import read_delivery

        return read_delivery(Path(self.path), _terms(self.terms), progress)


@dataclass(frozen=True)
class ReadTables(ChildTask[FileTables]):
    """Read the tables of a workbook for lists of acts."""

    path: str
    answer: ClassVar[type[object]] = FileTables

    def run(self, progress: Progress) -> FileTables:
        """Return the table of each sheet."""
        return read_tables(Path(self.path))


@lru_cache(4)
def _terms(packed: bytes) -> ReadingTerms:
    return unpack(ReadingTerms, packed)
