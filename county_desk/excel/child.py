"""Reading deliveries in a process of its own, with limits: a hostile file can only stop that process.

The child answers in JSON, which is checked again here. When it dies or takes too long, the file
"cannot be read safely" and the next file gets a new child.
"""

import contextlib
import json
import os
import signal
import traceback
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path
from time import monotonic
from typing import Any

from county_desk.excel.delivery import Delivery, Terms
from county_desk.excel.packing import Unpackable, pack, plain_of, terms_of, unpack
from county_desk.progress import Progress, silent
from county_desk.text import current, speak

MEMORY = 1 << 30  # bytes of address space that the child may have beyond what it starts with
SECONDS = 60.0  # that one file may take
_BEAT = 0.1  # seconds between two looks at whether the person wants to stop


def read_in_child(path: Path, terms: Terms, progress: Progress = silent) -> Delivery:
    """Read one file in a child of its own; raises `Cancelled` when the progress asks to stop."""
    with Reader() as reader:
        return reader.read(path, terms, progress)


class Reader:
    """One warm child that reads file after file; a context manager. Made anew when it dies.

    It may be used from any one thread at a time. `seconds` is the time that one file may take.
    """

    def __init__(self, seconds: float = SECONDS, memory: int = MEMORY) -> None:
        self._seconds, self._memory = seconds, memory
        self._process: Any = None
        self._pipe: Connection[Any, Any] | None = None
        self._last = (0, 0)

    def __enter__(self) -> "Reader":
        return self

    def __exit__(self, *_trouble: object) -> None:
        self.close()

    def read(self, path: Path, terms: Terms, progress: Progress = silent) -> Delivery:
        """Read one file. Trouble with the file is in the answer; only `Cancelled` is raised."""
        pipe = self._started()
        asked = {"path": str(path), "terms": plain_of(terms), "language": current()}
        try:
            pipe.send_bytes(json.dumps(asked).encode())
            kind, answer = self._answer(pipe, progress)
        except (OSError, EOFError):
            kind, answer = b"", ""
        except BaseException:
            self.close()
            raise
        if kind == b"D":
            with contextlib.suppress(Unpackable):
                return unpack(answer)
        if kind != b"E":
            self.close()
        return self._unsafe(path, terms.year, answer if kind == b"E" else "")

    def _unsafe(self, path: Path, year: int, words: str) -> Delivery:
        from county_desk.excel.reading.report import unsafe_file

        return unsafe_file(path, year, words)

    def _answer(self, pipe: "Connection[Any, Any]", progress: Progress) -> tuple[bytes, str]:
        """Wait for the answer (D delivery, E error) and pass on progress; nothing when the time is over."""
        end = monotonic() + self._seconds
        while monotonic() < end:
            if not pipe.poll(_BEAT):
                progress(*self._last)
                continue
            said = pipe.recv_bytes()
            if not said.startswith(b"P"):
                return said[:1], said[1:].decode(errors="replace")
            done, total = json.loads(said[1:])
            self._last = (int(done), int(total))
            progress(*self._last)
        return b"", ""

    def _started(self) -> "Connection[Any, Any]":
        self._last = (0, 0)
        if self._pipe is not None and self._process.is_alive():
            return self._pipe
        self.close()
        context = get_context("spawn")
        ours, theirs = context.Pipe()
        self._process = context.Process(target=serve, args=(theirs, self._memory), daemon=True)
        self._process.start()
        theirs.close()
        self._pipe = ours
        return ours

    def close(self) -> None:
        """Stop the child, whatever it is doing."""
        if self._pipe is not None:
            self._pipe.close()
            self._pipe = None
        if self._process is not None:
            self._process.kill()
            self._process.join()
            self._process.close()
            self._process = None


def serve(pipe: "Connection[Any, Any]", memory: int) -> None:
    """What the child does: read a request, answer it, until the parent closes the pipe."""
    from county_desk.excel.reading.report import read_delivery

    _be_quiet()
    _limit(memory)
    with contextlib.suppress(EOFError, OSError):
        while True:
            asked = json.loads(pipe.recv_bytes())
            speak(asked["language"])
            try:
                found = read_delivery(Path(asked["path"]), terms_of(asked["terms"]), _teller(pipe))
                answer = b"D" + pack(found).encode()
            except MemoryError:
                return
            except Exception as error:
                # told in the report of this file, so that the other files of a batch still get read
                answer = b"E" + _where(error).encode()
            pipe.send_bytes(answer)


def _where(error: Exception) -> str:
    last = traceback.extract_tb(error.__traceback__)[-1]
    return f"{type(error).__name__}, {Path(last.filename).name}:{last.lineno}"


def _be_quiet() -> None:
    """Write nothing to the parent's terminal, and leave its interrupts to the parent."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.dup2(nowhere, 2)


def _teller(pipe: "Connection[Any, Any]") -> Progress:
    last = 0.0

    def progress(done: int, total: int) -> None:
        nonlocal last
        if done == total or monotonic() - last > _BEAT / 2:
            last = monotonic()
            pipe.send_bytes(b"P" + json.dumps([done, total]).encode())

    return progress


def _limit(memory: int) -> None:
    """Let this process have only so much more memory, where the system knows how to."""
    with contextlib.suppress(ImportError, OSError, ValueError):
        import resource

        used = int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize()
        resource.setrlimit(resource.RLIMIT_AS, (used + memory, used + memory))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
