"""The tasks of the child process: read a delivered file, or rows for a grid."""

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import ClassVar

from county_desk.intake.delivery import Delivery, ReadingTerms
from county_desk.intake.forms.filled_rows import FilledRows, read_rows_form
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
class ReadFilledRows(ChildTask[FilledRows]):
    """Read the rows of a workbook that was filled in for a grid."""

    path: str
    most: int
    answer: ClassVar[type[object]] = FilledRows

    def run(self, progress: Progress) -> FilledRows:
        """Return the cells of its first sheet."""
        return read_rows_form(Path(self.path), self.most)


@lru_cache(4)
def _terms(packed: bytes) -> ReadingTerms:
    return unpack(ReadingTerms, packed)
