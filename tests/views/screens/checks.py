"""All checks of a picture, and the findings that stand for a reason."""

from collections.abc import Iterator, Mapping

from PySide6.QtGui import QImage
from PySide6.QtWidgets import QWidget

from tests.views.screens.contrast import contrast
from tests.views.screens.cut_text import cut_text
from tests.views.screens.names import names_and_roles
from tests.views.screens.places import below_the_fold, count_on_the_last_line, overlap, target_size
from tests.views.screens.shots import Finding

CHECKS = (
    "cut text",
    "contrast",
    "target size",
    "overlap",
    "below the fold",
    "count on the last line",
    "names and roles",
)
LAID_OUT = (cut_text, target_size, overlap, below_the_fold, count_on_the_last_line, names_and_roles)
EXCEPTIONS: Mapping[tuple[str, str], str] = {
    ("count on the last line", "DoorTable"): "a card of the home page has its number in its heading",
    (
        "count on the last line",
        "FactsTable",
    ): "the entrance has no last line, and its tables no more than a page",
    (
        "count on the last line",
        "PlacePreview > QTableWidget",
    ): "the same; the number of villages stands over it",
    ("overlap", "Toast"): "a message lies over the page until it is read",
    ("names and roles", "HomePage"): "Qt knows no other role for a scrolled part; its name says what it is",
    ("names and roles", "OverviewPage"): "the same",
    ("names and roles", "PaperView"): "the same; a reader hears that it is a preview, and opens the PDF",
}
"""The check and the part that may fail it, with the reason."""


def findings_of(window: QWidget, picture: QImage) -> Iterator[Finding]:
    """What the checks find in a window as its picture shows it, without the declared exceptions."""
    found_in_parts = (found for check in LAID_OUT for found in check(window))
    for found in (*found_in_parts, *contrast(window, picture)):
        if (found.check, found.part) not in EXCEPTIONS:
            yield found
