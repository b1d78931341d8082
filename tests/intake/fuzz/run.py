"""A run of the fuzzer over several processes; a file at which one dies or hangs counts as a crash."""

import json
import os
import shutil
from collections import Counter
from dataclasses import dataclass, field
from multiprocessing import get_context
from multiprocessing.connection import wait
from pathlib import Path
from time import monotonic

from tests.intake.fuzz.mutant import mutant
from tests.intake.fuzz.worker import serve

SECONDS = 20.0  # that one file may take before its process is stopped


@dataclass
class Run:
    """What came of a run: failures by number of the file, the slowest file, and the largest growth."""

    files: int = 0
    read: int = 0
    stored: int = 0
    slowest: tuple[float, int] = (0.0, -1)
    largest: tuple[int, int] = (0, -1)
    kinds: Counter = field(default_factory=Counter)
    failed: dict[int, list[str]] = field(default_factory=dict)

    def take(self, number, answer):
        """Count one answer."""
        self.files += 1
        self.read += answer["read"]
        self.stored += answer["stored"]
        self.kinds[answer["suffix"]] += 1
        self.slowest = max(self.slowest, (answer["seconds"], number))
        self.largest = max(self.largest, (answer["memory"], number))
        if answer["wrong"]:
            self.failed[number] = answer["wrong"]

    @property
    def crashes(self):
        """How many files made the reader fall."""
        return sum(1 for wrong in self.failed.values() if wrong[0].startswith("crash"))


class _Hand:
    """One process, the number of the file that it reads, and since when."""

    def __init__(self, folder):
        self._folder, self.number, self.since = folder, None, 0.0
        self.start()

    def start(self):
        """Begin anew, as after a death."""
        context = get_context("spawn")
        self.pipe, theirs = context.Pipe()
        self.process = context.Process(target=serve, args=(theirs, str(self._folder)), daemon=True)
        self.process.start()
        theirs.close()

    def ask(self, seed, number):
        """Give it a file."""
        self.number, self.since = number, monotonic()
        self.pipe.send((seed, number))

    def stop(self):
        """Stop it, whatever it is doing."""
        self.process.kill()
        self.process.join()
        self.pipe.close()


def fuzz(count, seed, keep: Path, processes=0, first=0):
    """Read `count` files of a seed; files that fail are kept in `keep` with what was said of them."""
    run, numbers = Run(), iter(range(first, first + count))
    work = keep / "work"
    hands = [_Hand(work / str(n)) for n in range(processes or os.cpu_count() or 2)]
    busy = {}
    try:
        for hand in hands:
            _next(hand, seed, numbers, busy)
        while busy:
            for pipe in wait(list(busy), timeout=1.0):
                hand = busy.pop(pipe)
                run.take(hand.number, _answer(hand, seed))
                _next(hand, seed, numbers, busy)
            for pipe, hand in list(busy.items()):
                if monotonic() - hand.since > SECONDS:
                    del busy[pipe]
                    run.take(hand.number, _dead(hand, seed, "crash: it took too long"))
                    _next(hand, seed, numbers, busy)
    finally:
        for hand in hands:
            hand.stop()
    shutil.rmtree(work, ignore_errors=True)
    _keep(run, seed, keep)
    return run


def _next(hand, seed, numbers, busy):
    number = next(numbers, None)
    if number is not None:
        hand.ask(seed, number)
        busy[hand.pipe] = hand


def _answer(hand, seed):
    said = None
    try:
        said = json.loads(hand.pipe.recv())
        return json.loads(hand.pipe.recv())
    except (EOFError, OSError):
        dead = _dead(hand, seed, "crash: the process died")
        return said or dead


def _dead(hand, seed, said):
    hand.process.join(0.5)
    code = hand.process.exitcode
    hand.stop()
    hand.start()
    made = mutant(seed, hand.number)
    base = {"suffix": made.suffix, "done": list(made.done), "stored": 0, "read": False, "memory": 0}
    return base | {"wrong": [f"{said} ({code})"], "seconds": monotonic() - hand.since}


def _keep(run, seed, keep):
    for number, wrong in run.failed.items():
        made = mutant(seed, number)
        keep.mkdir(parents=True, exist_ok=True)
        (keep / f"{seed}-{number}.{made.suffix}").write_bytes(made.raw)
        said = "\n".join([", ".join(made.done), *wrong])
        (keep / f"{seed}-{number}.txt").write_text(said + "\n", "utf8")
