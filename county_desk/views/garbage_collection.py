"""Garbage collection on the window's thread alone, and quick turns of the window beside busy workers."""

import gc
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock

from PySide6.QtCore import QObject, QTimer

MANY = 100_000  # new objects from which on later collections skip them
TURN = 0.0005  # seconds after which a busy worker lets the window have its turn
EVERY = 500  # ms between two collections on the window's thread

_USUAL = sys.getswitchinterval()
_lock = Lock()
_inside = 0


class GarbageCollector(QObject):
    """Collects garbage on this thread and on no other, until it ends.

    Python collects garbage on the thread that has just made an object. A worker would then destroy a window
    that is part of a ring, while this thread paints it. Until it ends, workers also let this thread have its
    turn quickly: each call into Qt gives the turn away, and would wait 5 ms to have it back.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        gc.disable()
        sys.setswitchinterval(TURN)
        self._timer = QTimer(self, interval=EVERY)
        self._timer.timeout.connect(self._collect)
        self._timer.start()

    def end(self) -> None:
        """Let Python collect garbage again, since there is no other thread any more."""
        self._timer.stop()
        sys.setswitchinterval(_USUAL)
        gc.enable()

    def _collect(self) -> None:
        if _inside:
            return
        # as Python does: through the youngest often, through all seldom
        due = [n for n, most in enumerate(gc.get_threshold()) if gc.get_count()[n] > most > 0]
        if due:
            gc.collect(due[-1])


@contextmanager
def collection_suspended(*, kept: bool = False) -> Iterator[None]:
    """Suspend garbage collection meanwhile, and exclude many new objects from later ones.

    Those of modules, which are `kept` for good, are excluded however few they are.

    A collection goes through all objects that are alive and stops every thread for as long: with the rows of
    a large workbook at hand nearly half a second each time. Rows hold no rings, so nothing is lost by it.
    """
    global _inside
    with _lock:
        _inside += 1
    try:
        yield
    finally:
        with _lock:
            _inside -= 1
            if not _inside and (kept or gc.get_count()[0] > MANY):
                gc.freeze()


def resume_full_collection() -> None:
    """Include every object in collections again, once the rows are put away."""
    gc.unfreeze()
