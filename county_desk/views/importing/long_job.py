"""A job of the page that a person can watch and stop; one is under way at a time."""

from collections.abc import Callable
from typing import Protocol

from PySide6.QtCore import QObject, Signal
from shiboken6 import isValid

from county_desk.progress import Progress
from county_desk.views.jobs import Jobs


class Task(Protocol):
    """The work of a job, with its progress in numbers and words."""

    @property
    def title(self) -> str:
        """The name of the job."""

    @property
    def counts(self) -> tuple[int, int, int]:
        """The finished items, their total, and the rows that count for the pace."""

    def words(self, pace: int) -> str:
        """The progress, at a pace of rows a second."""


class LongJob(QObject):
    """Runs one job after the other off the window's thread.

    `began()`, `moved()` and `ended()` are emitted in the course of each.
    """

    began = Signal()
    moved = Signal()
    ended = Signal()

    def __init__(self, jobs: Jobs, parent: QObject) -> None:
        super().__init__(parent)
        self.jobs, self.number = jobs, 0  # of the job under way; 0 for none
        self.task: Task | None = None
        jobs.moved.connect(self._moved)

    @property
    def busy(self) -> bool:
        """Whether a job is under way."""
        return bool(self.number)

    def start(
        self,
        task: Task,
        work: Callable[[Progress], None],
        *,
        then: Callable[[], object],
        failed: Callable[[Exception], object],
        stopped: Callable[[], object],
        writes: bool = False,
    ) -> None:
        """Begin; one of the three is called in the end, unless this is gone by then."""
        self.task, self.number = task, -1  # an inline job is over before it has a number
        self.began.emit()
        number = self.jobs.start(
            work,
            then=lambda _nothing: self._end(then),
            otherwise=lambda error: self._end(lambda: failed(error)),
            stopped=lambda: self._end(stopped),
            name=task.title,
            writes=writes,
        )
        if self.number:
            self.number = number

    def stop(self) -> None:
        """Ask the job to stop at its next report."""
        if self.number > 0:
            self.jobs.stop(self.number)

    def forget(self) -> None:
        """Stop the job, and ignore its end."""
        if self.number > 0:
            self.jobs.forget(self.number)

    def _moved(self, number: int, _done: int, _total: int) -> None:
        if isValid(self) and number == self.number:
            self.moved.emit()

    def _end(self, call: Callable[[], object]) -> None:
        if isValid(self):
            self.close()
            call()

    def close(self) -> None:
        """Forget the job, which has ended."""
        self.number = 0
        self.ended.emit()
