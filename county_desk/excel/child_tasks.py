"""What the child process can be asked to do with a file: each task is a record, and so is its answer."""

from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any, ClassVar

from county_desk.excel.delivery import Delivery, ReadingTerms
from county_desk.excel.forms.village_form import VillageReading, read_village_form
from county_desk.excel.packing import Unpackable, unpack
from county_desk.progress import Progress


@dataclass(frozen=True)
class ChildTask[Answer](ABC):
    """One thing that is done with a delivered file. Both the task and its `answer` can be packed.

    A task that `writes` may have scratch files; it still hands its work back as its answer.
    """

    answer: ClassVar[type[Any]]
    writes: ClassVar[bool] = False

    @abstractmethod
    def run(self, progress: Progress) -> Answer:
        """Do it, in the child."""


@dataclass(frozen=True)
class ReadFile(ChildTask[Delivery]):
    """Read a delivered file; `terms` are packed, because all files of a batch have the same ones."""

    path: str
    terms: bytes
    answer: ClassVar[type[Any]] = Delivery

    def run(self, progress: Progress) -> Delivery:
        """What was found in the file."""
        from county_desk.excel.reading.report import read_delivery

        return read_delivery(Path(self.path), _terms(self.terms), progress)


@dataclass(frozen=True)
class Marked:
    """A workbook with its problems marked, as the bytes of an .xlsx file."""

    content: bytes


@dataclass(frozen=True)
class MarkFile(ChildTask[Marked]):
    """Mark the problems of a delivery in a copy of its file; see `annotate.annotate` for the fields."""

    path: str
    delivery: Delivery
    fixes: Mapping[str, Mapping[str, str]]
    day: date | None
    answer: ClassVar[type[Any]] = Marked
    writes: ClassVar[bool] = True  # openpyxl writes each sheet into a scratch file first

    def run(self, progress: Progress) -> Marked:
        """The marked copy."""
        from county_desk.excel.marking.annotate import marked

        return Marked(marked(Path(self.path), self.delivery, self.fixes, self.day))


@dataclass(frozen=True)
class ReadForm(ChildTask[VillageReading]):
    """Read a village's application from the form that this program made."""

    path: str
    answer: ClassVar[type[Any]] = VillageReading

    def run(self, progress: Progress) -> VillageReading:
        """What the form says."""
        return read_village_form(Path(self.path))


TASKS: dict[str, type[ChildTask[Any]]] = {task.__name__: task for task in (ReadFile, ReadForm, MarkFile)}


@lru_cache(4)
def _terms(packed: bytes) -> ReadingTerms:
    return unpack(ReadingTerms, packed)


def task_of(name: str, packed: bytes) -> ChildTask[Any]:
    """The task that was asked for; raises `Unpackable`."""
    if name not in TASKS:
        raise Unpackable(f"there is no task {name}")
    return unpack(TASKS[name], packed)
