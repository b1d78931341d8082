"""Where the focus goes when nobody moves it."""

from PySide6.QtWidgets import QWidget


def within(part: QWidget) -> bool:
    """Whether the focus of its window is in a part, whichever window is the active one."""
    focus = part.window().focusWidget()
    return focus is not None and (part is focus or part.isAncestorOf(focus))
