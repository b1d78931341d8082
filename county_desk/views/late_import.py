"""Modules that are imported while the window is open: on any thread, but one at a time."""

import sys
from importlib import import_module
from threading import RLock
from types import ModuleType

from county_desk.views.garbage_collection import collection_suspended

_lock = RLock()  # two threads in modules of one package could wait for each other


def import_late(name: str) -> ModuleType:
    """Import a module, without a collection on the window's thread meanwhile."""
    with _lock:
        if name not in sys.modules:
            with collection_suspended(kept=True):
                import_module(name)
        return sys.modules[name]
