"""All checks of a picture, and the findings that stand for a reason."""

from collections.abc import Iterator, Mapping

from PySide6.QtGui import QImage
from PySide6.QtWidgets import QWidget

from tests.views.screens.contrast import contrast
from tests.views.screens.cut_text import cut_text
from tests.views.screens.shots import Finding

CHECKS = ("cut text", "contrast")
EXCEPTIONS: Mapping[tuple[str, str], str] = {}
"""The check and the part that may fail it, with the reason."""


def findings_of(window: QWidget, picture: QImage) -> Iterator[Finding]:
    """What the checks find in a window as its picture shows it, without the declared exceptions."""
    for found in (*cut_text(window), *contrast(window, picture)):
        if (found.check, found.part) not in EXCEPTIONS:
            yield found
