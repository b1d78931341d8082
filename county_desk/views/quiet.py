"""Keeping the window quick while a worker is busy: no search for garbage, and more frequent turns."""

import gc
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock

MANY = 100_000  # objects from which on they are left out of every later search
TURN = 0.0005  # seconds after which a busy worker lets the window have its turn

_USUAL = sys.getswitchinterval()
_lock = Lock()
_inside = 0


@contextmanager
def quiet() -> Iterator[None]:
    """Search for nothing meanwhile, and leave out later what was made, when it is much.

    A search goes through all objects that are alive and stops every thread for as long: with the rows of a
    large workbook at hand nearly half a second each time. Rows hold no rings, so nothing is lost by it.
    Each call of the window into Qt gives its turn away, and would wait 5 ms to have it back.
    """
    global _inside
    with _lock:
        _inside += 1
        gc.disable()
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
                gc.enable()


def heed_all() -> None:
    """Look through everything again, once the rows are put away."""
    gc.unfreeze()
