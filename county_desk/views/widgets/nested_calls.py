"""Methods that a widget may reach again while it is still in them, as a resize does within a resize."""

from collections.abc import Callable
from functools import wraps

from PySide6.QtCore import QObject, QTimer


def put_off_if_nested[T: QObject](method: Callable[[T], None]) -> Callable[[T], None]:
    """Make a method that runs later when it is called within itself.

    A widget in a scroll area may change its height in each resize, and so cause the next one. Without an
    end to the nesting the stack overflows.
    """
    within: set[int] = set()  # the objects that are in the method

    @wraps(method)
    def call(own: T) -> None:
        if id(own) in within:
            QTimer.singleShot(0, own, lambda: call(own))
            return
        within.add(id(own))
        try:
            method(own)
        finally:
            within.discard(id(own))

    return call
