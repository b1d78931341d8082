"""The base of a task that a child process does with a delivered file."""

from abc import ABC, abstractmethod
from dataclasses import dataclass
from importlib import import_module
from typing import ClassVar

from county_desk.progress import Progress
from county_desk.sheets.packing import Unpackable, unpack


@dataclass(frozen=True)
class ChildTask[Answer](ABC):
    """One thing that is done with a delivered file. Both the task and its `answer` can be packed.

    A task that `writes` may have scratch files; it still hands its work back as its answer.
    """

    answer: ClassVar[type[object]]
    writes: ClassVar[bool] = False

    @abstractmethod
    def run(self, progress: Progress) -> Answer:
        """Do it, in the child."""

    @classmethod
    def address(cls) -> str:
        """The address at which the child finds this task: "module:class"."""
        return f"{cls.__module__}:{cls.__name__}"


def task_of(address: str, packed: bytes) -> ChildTask[object]:
    """The task at an address of `ChildTask.address`, with its packed fields; raises `Unpackable`."""
    module, _colon, name = address.partition(":")
    try:
        found = getattr(import_module(module), name, None)
    except (ImportError, ValueError):
        found = None
    if not (isinstance(found, type) and issubclass(found, ChildTask)):
        raise Unpackable(f"there is no task {address}")
    return unpack(found, packed)
