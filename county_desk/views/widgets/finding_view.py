"""A finding as an indented argument: each part with its answer, its figures and where they are written."""

from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from county_desk.rules.findings import Finding
from county_desk.text import _
from county_desk.views.widgets.chips import Chip
from county_desk.views.widgets.parts import bare, in_row, line


class FindingView(QWidget):
    """One finding and its parts; under each that does not hold stands the change that would turn it."""

    def __init__(self, finding: Finding, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        box = bare(QVBoxLayout(self), 0.5)
        for depth, part in _walk(finding):
            box.addLayout(self._line(depth, part))

    def _line(self, depth: int, part: Finding) -> QHBoxLayout:
        row = in_row(gap=0.5, margins=(1.2 * depth, 0, 0, 0))
        row.addWidget(Chip(part.outcome.shape, _(part.outcome.label), self), 0, Qt.AlignmentFlag.AlignTop)
        words = part.sentence()
        if part in part.blockers() and (change := part.would_change()):
            words = f"{words}\n{change}"
        row.addWidget(line(words, self), 1)
        return row


def _walk(finding: Finding, depth: int = 0) -> Iterator[tuple[int, Finding]]:
    yield depth, finding
    for part in finding.parts:
        yield from _walk(part, depth + 1)
