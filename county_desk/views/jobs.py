"""Work off the window's thread, with progress and a way to stop.

The worker knows no window. It holds the work and a number, and sends word through one signal of
one long-lived object; who asked, and what to call, stays on this side.
"""

from collections import deque
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context
from dataclasses import dataclass, field
from functools import partial
from itertools import count
from threading import Event
from time import monotonic
from typing import Literal

from PySide6.QtCore import QObject, QTimer, Signal, Slot
from shiboken6 import isValid

from county_desk.progress import Cancelled, Progress
from county_desk.views.garbage_collection import GarbageCollector

TURN = 1  # ms between two words that are heard: not 0, with which Qt would go on before it paints
PAUSE = 0.05  # seconds between two progress reports, so that a loop cannot flood the window

type Lane = Literal["work", "look", "keep"]
LANES: tuple[Lane, ...] = ("work", "look", "keep")


@dataclass
class Asker:
    """The calls for the messages of one worker, as long as the answer is wanted."""

    name: str
    calls: dict[str, Callable[..., None] | None]
    owner: QObject | None = None
    writes: bool = False
    stop: Event = field(default_factory=Event)
    wanted: bool = True

    def call(self, word: str, *said: object) -> None:
        """Call for a message, unless the owner is deleted."""
        if (call := self.calls[word]) and is_there(self.owner):
            call(*said)


def owner_of(call: Callable[..., object]) -> QObject | None:
    """The Qt object of a method; None for any other function."""
    owner = getattr(call, "__self__", None)
    return owner if isinstance(owner, QObject) else None


def is_there(owner: QObject | None) -> bool:
    """Whether Qt has not deleted an object; True for None."""
    return owner is None or isValid(owner)


class Jobs(QObject):
    """The window's workers.

    One runs writing jobs, one at a time. Another one reads, so that a long import never blocks a list; a
    third one makes backups.

    A job with a name is shown in the job corner. `began(number, name)`, `moved(number, done, total)` and
    `ended(number)` are emitted for every job.
    """

    began = Signal(int, str)
    moved = Signal(int, int, int)
    ended = Signal(int)
    _word = Signal(int, str, object)

    def __init__(self, parent: QObject | None = None, *, inline: bool = False) -> None:
        super().__init__(parent)
        self._pools = {} if inline else {lane: ThreadPoolExecutor(1, lane) for lane in LANES}
        self._collector = None if inline else GarbageCollector(self)
        self._askers: dict[int, Asker] = {}
        self._numbers = count(1)
        self._words: deque[tuple[int, str, tuple[object, ...]]] = deque()
        self._closed = False
        self._painted = Event()
        self._painted.set()
        self._painting = QTimer(self, singleShot=True, interval=0)  # ends after what lays out and paints
        self._painting.timeout.connect(self._painted.set)
        self._turn = QTimer(self, singleShot=True, interval=TURN)
        self._turn.timeout.connect(self._hear_next)
        self._word.connect(self._dispatch if inline else self._wait)

    def start[T](
        self,
        work: Callable[[Progress], T],
        *,
        otherwise: Callable[[Exception], None],
        then: Callable[[T], None] | None = None,
        progressed: Callable[[int, int], None] | None = None,
        stopped: Callable[[], None] | None = None,
        name: str = "",
        lane: Lane = "work",
        writes: bool = False,
        owner: QObject | None = None,
    ) -> int:
        """Begin; on this thread `then`, `otherwise` or, when the person stopped it, `stopped` is called.

        Nothing is called once Qt has deleted the `owner`, by default the object of the method `otherwise`.

        The window asks before it closes while a job that `writes` is under way. After the close nothing
        begins: the result of the last job may still ask for another.
        """
        calls = {"done": then, "failed": otherwise, "progress": progressed, "stopped": stopped}
        number, asker = next(self._numbers), Asker(name, calls, owner or owner_of(otherwise), writes)
        if self._closed:
            return number
        self._askers[number] = asker
        self.began.emit(number, name)

        def tell(word: str, *said: object) -> None:
            self._word.emit(number, word, said)

        run = partial(_run, work, asker.stop, tell)
        if self._pools:
            self._pools[lane].submit(copy_context().run, self._begin, run)
        else:
            run()
        return number

    def paint_first(self) -> None:
        """Have work wait until the window is laid out and painted, which a busy worker would slow down."""
        if self._pools and not self._closed:
            self._painted.clear()
            self._painting.start()

    def _begin(self, run: Callable[[], None]) -> None:
        self._painted.wait()
        run()

    def stop(self, number: int) -> None:
        """Ask one job to stop at its next report. Results that it delivered before remain."""
        if number in self._askers:
            self._askers[number].stop.set()

    def forget(self, number: int) -> None:
        """Stop one job and ignore its result: a newer question replaces it, or the asker is gone."""
        if number in self._askers:
            self._askers[number].wanted = False
            self.stop(number)

    def forget_all(self) -> None:
        """Stop all jobs and ignore their results, because their askers are about to be deleted."""
        for number in self._askers:
            self.forget(number)

    def close(self) -> None:
        """Ask everything to stop, and wait until it has."""
        self._closed = True
        self._painted.set()
        for number in self._askers:
            self.stop(number)
        for pool in self._pools.values():
            pool.shutdown(wait=True, cancel_futures=True)
        if self._collector is not None:
            self._collector.end()

    @property
    def busy(self) -> bool:
        """Whether a job is under way."""
        return bool(self._askers)

    def running(self) -> dict[int, str]:
        """The names of the jobs under way that have one, by number."""
        return {number: asker.name for number, asker in self._askers.items() if asker.name}

    def writing(self) -> dict[int, str]:
        """The names of the jobs under way that write, by number."""
        return {number: asker.name for number, asker in self._askers.items() if asker.writes}

    @Slot(int, str, object)
    def _wait(self, number: int, word: str, said: tuple[object, ...]) -> None:
        """One word a turn: what each does to the window is laid out and painted before the next is heard."""
        self._words.append((number, word, said))
        if not self._turn.isActive():
            self._turn.start()

    def _hear_next(self) -> None:
        try:
            self._dispatch(*self._words.popleft())
        finally:
            if self._words:
                self._turn.start()

    @Slot(int, str, object)
    def _dispatch(self, number: int, word: str, said: tuple[object, ...]) -> None:
        asker = self._askers[number]
        if word == "over":
            del self._askers[number]
            self.ended.emit(number)
        elif asker.wanted:
            if word == "progress":
                self.moved.emit(number, *said)
            asker.call(word, *said)


def _run(work: Callable[[Progress], object], stop: Event, tell: Callable[..., None]) -> None:
    """Run the work on the worker."""
    last = 0.0

    def report(done: int, total: int) -> None:
        nonlocal last
        if stop.is_set():
            raise Cancelled
        if done == total or monotonic() - last > PAUSE:
            last = monotonic()
            tell("progress", done, total)

    answer: object = None
    try:
        if stop.is_set():
            raise Cancelled
        answer = work(report)
    except Cancelled:
        tell("stopped")
    except Exception as error:
        tell("failed", error)
    else:
        tell("done", answer)
    tell("over")
