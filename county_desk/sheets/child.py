"""Runs tasks in a child process with limits on memory and time: a hostile file can only stop that process.

The child answers in plain data, which the parent checks again. When the child dies or takes too long, the
task is `Unsafe` and the next task gets a new child.
"""

import contextlib
import gc
import json
import traceback
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from functools import partial
from importlib import import_module
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path
from threading import Timer
from time import monotonic
from typing import Any, ClassVar, Self

from county_desk.progress import Progress, silent
from county_desk.sheets.child_limits import be_quiet, guard, job, let_write, limit_memory, limit_time
from county_desk.sheets.child_task import ChildTask, task_of
from county_desk.sheets.packing import Unpackable, pack, unpack
from county_desk.text import current, speak

MEMORY = 400 << 20  # bytes that the child may have beyond what it starts with
SECONDS = 60.0  # that one file may take
ANSWER = 200_000_000  # bytes of an answer
_BEAT = 0.1  # seconds between two looks at whether the person wants to stop
_START = 128 << 20  # bytes that a child has before it reads anything, where they count too
_TOLD = 100  # bytes of a word of progress, or of what kind an answer is
_CIRCLES = 20_000  # things left over after a file from which on it is worth to look for circles
_GRACE = 5.0  # seconds after which the system ends an orphaned child


class Unsafe(Exception):
    """The child did not answer. Its text says where it stumbled, for those who mend it alone."""


class Child:
    """A warm child process that does one task after another; a context manager.

    It may be used from one thread at a time. `seconds` is the time that one task may take. `memory` is the
    bytes that it may have beyond the `preload` modules, which it imports before its memory is limited. A
    child that died is replaced by a new one.
    """

    preload: ClassVar[tuple[str, ...]] = ()

    def __init__(self, seconds: float = SECONDS, memory: int = MEMORY) -> None:
        self._seconds, self._memory = seconds, memory
        self._process: Any = None
        self._pipe: Connection[object, object] | None = None
        self._held = ExitStack()
        self._last = (0, 0)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_trouble: object) -> None:
        self.close()

    @property
    def pid(self) -> int:
        """The number of the child's process; 0 when there is none."""
        return (self._process.pid or 0) if self._process is not None else 0

    def ask_each[Answer](
        self, tasks: Iterable[ChildTask[Answer]], progress: Progress = silent
    ) -> Iterator[Answer | Unsafe]:
        """The answers of tasks in their order; while one is worked on here, the child does the next.

        The child can do nothing else before the last of them. Raises `Cancelled`.
        """
        rest = iter(tasks)
        task = next(rest, None)
        sent = task is not None and self._send(task)
        while task is not None:
            kind, packed = self._answer(progress) if sent else (b"", b"")
            done, task = task, next(rest, None)
            sent = task is not None and self._send(task)
            try:
                answer: Answer = self._opened(done.answer, kind, packed)
            except Unsafe as trouble:
                yield trouble
            else:
                yield answer

    def ask[Answer](self, task: ChildTask[Answer], progress: Progress = silent) -> Answer:
        """Do one task; raises `Unsafe` when the child could not, and `Cancelled`."""
        kind, answer = self._answer(progress) if self._send(task) else (b"", b"")
        found: Answer = self._opened(task.answer, kind, answer)
        return found

    def _opened(self, kind: type[object], said: bytes, answer: bytes) -> Any:
        if said == b"D":
            try:
                return unpack(kind, answer)
            except Unpackable:
                self.close()
                raise Unsafe from None
        raise Unsafe(answer.decode(errors="replace") if said == b"E" else "")

    def _send(self, task: ChildTask[object]) -> bool:
        asked = {"task": task.address(), "language": current()}
        try:
            pipe = self._started()
            pipe.send_bytes(json.dumps(asked).encode())
            pipe.send_bytes(pack(task))
        except (OSError, EOFError):
            self.close()
            return False
        return True

    def _answer(self, progress: Progress) -> tuple[bytes, bytes]:
        """Wait for the answer (D done, E error), passing on progress; nothing from a child that failed."""
        # a child that breaks off in the middle of a word would keep us waiting for the rest of it
        watch = Timer(self._seconds + _GRACE, partial(_kill, self._process))
        watch.start()
        try:
            found = self._waited(progress)
        except (OSError, EOFError, ValueError, TypeError):
            found = b"", b""
        except BaseException:
            self.close()
            raise
        finally:
            watch.cancel()
        if found[0] not in (b"D", b"E"):
            self.close()
        return found

    def _waited(self, progress: Progress) -> tuple[bytes, bytes]:
        pipe, end, kind = self._pipe, monotonic() + self._seconds, b""
        while pipe is not None and monotonic() < end:
            if not pipe.poll(_BEAT):
                progress(*self._last)
                continue
            said = pipe.recv_bytes(ANSWER if kind else _TOLD)
            if kind:
                return kind, said
            if not said.startswith(b"P"):
                kind = said
                continue
            done, total = json.loads(said[1:])
            self._last = (int(done), int(total))
            progress(*self._last)
        return b"", b""

    def _started(self) -> "Connection[Any, Any]":
        self._last = (0, 0)
        if self._pipe is not None and self._process.is_alive():
            return self._pipe
        self.close()
        context = get_context("spawn")
        ours, theirs = context.Pipe()
        process = context.Process(
            target=serve, args=(theirs, self._memory, self._seconds, self.preload), daemon=True
        )
        process.start()
        self._process = process
        self._held.enter_context(job(self._process.pid, self._memory + _START))
        theirs.close()
        self._pipe = ours
        return ours

    def close(self) -> None:
        """Stop the child at once."""
        if self._pipe is not None:
            self._pipe.close()
            self._pipe = None
        if self._process is not None:
            self._process.kill()
            self._process.join()
            self._process.close()
            self._process = None
        self._held.close()


def _kill(process: Any) -> None:
    with contextlib.suppress(ValueError, OSError):  # it was stopped and put away meanwhile
        process.kill()


def serve(pipe: "Connection[Any, Any]", memory: int, seconds: float, preload: tuple[str, ...]) -> None:
    """Run in the child: do each task and answer it, until the parent closes the pipe."""
    for module in preload:
        import_module(module)
    be_quiet()
    guard()
    limit_memory(memory)
    # the objects of one file are gone after it; searching them for cycles takes longer than reading
    gc.freeze()
    gc.disable()
    with contextlib.suppress(EOFError, OSError, MemoryError):
        while True:
            asked = json.loads(pipe.recv_bytes())
            limit_time(seconds + _GRACE)
            kind, answer = _done(asked, pipe.recv_bytes(), _teller(pipe))
            pipe.send_bytes(kind)
            pipe.send_bytes(answer)
            del answer
            if gc.get_count()[0] > _CIRCLES:
                gc.collect()


def _done(asked: dict[str, str], record: bytes, progress: Progress) -> tuple[bytes, bytes]:
    speak(asked["language"])
    try:
        task = task_of(asked["task"], record)
        let_write(task.writes)
        return b"D", pack(task.run(progress))
    except (MemoryError, BrokenPipeError):
        raise
    except Exception as error:
        # told in the report of this file, so that the other files of a batch still get read
        return b"E", _raised_at(error).encode()


def _raised_at(error: Exception) -> str:
    last = traceback.extract_tb(error.__traceback__)[-1]
    return f"{type(error).__name__}, {Path(last.filename).name}:{last.lineno}"


def _teller(pipe: "Connection[Any, Any]") -> Progress:
    last = 0.0

    def progress(done: int, total: int) -> None:
        nonlocal last
        if done == total or monotonic() - last > _BEAT / 2:
            last = monotonic()
            pipe.send_bytes(b"P" + json.dumps([done, total]).encode())

    return progress
