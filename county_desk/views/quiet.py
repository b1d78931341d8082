"""Keeping the window quick and whole beside busy workers: how turns go, and where garbage is searched for."""

import gc
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock

from PySide6.QtCore import QObject, QTimer

MANY = 100_000  # objects from which on they are left out of every later search
TURN = 0.0005  # seconds after which a busy worker lets the window have its turn
EVERY = 500  # ms between two searches on the window's thread

_USUAL = sys.getswitchinterval()
_lock = Lock()
_inside = 0


class Search(QObject):
    """Searches for garbage on this thread and on no other, until it ends.

    Python searches on the thread that has just made an object. A worker would then destroy a window that is
    part of a ring, while this thread paints it.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        gc.disable()
        self._timer = QTimer(self, interval=EVERY)
        self._timer.timeout.connect(self._search)
        self._timer.start()

    def end(self) -> None:
        """Leave it to Python again, since there is no other thread any more."""
        self._timer.stop()
        gc.enable()

    def _search(self) -> None:
        if _inside:
            return
        # as Python does: through the youngest often, through all seldom
        due = [n for n, most in enumerate(gc.get_threshold()) if gc.get_count()[n] > most > 0]
        if due:
            gc.collect(due[-1])


@contextmanager
def quiet() -> Iterator[None]:
    """Suspend garbage collection meanwhile, and exclude many new objects from later ones.

    A search goes through all objects that are alive and stops every thread for as long: with the rows of a
    large workbook at hand nearly half a second each time. Rows hold no rings, so nothing is lost by it.
    Each call of the window into Qt gives its turn away, and would wait 5 ms to have it back.
    """
    global _inside
    with _lock:
        _inside += 1
        sys.setswitchinterval(TURN)
    try:
        yield
    finally:
        with _lock:
            _inside -= 1
            if not _inside:
                sys.setswitchinterval(_USUAL)
                if gc.get_count()[0] > MANY:
                    gc.freeze()


def heed_all() -> None:
    """Look through everything again, once the rows are put away."""
    gc.unfreeze()
