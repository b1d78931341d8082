"""Values of columns side by side, under the name of each record; the table is as high as its texts."""

from collections.abc import Iterable, Sequence
from itertools import groupby

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QHeaderView, QWidget

from county_desk.views.widgets.facts_table import FactsTable
from county_desk.views.widgets.style import em


class ChangesTable(FactsTable):
    """A label and its values in rows; a record has a row of its own above its columns."""

    def __init__(self, headings: Sequence[str], parent: QWidget, name: str) -> None:
        super().__init__(headings, parent, name)
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._fitting = QTimer(self, singleShot=True, interval=0)
        self._fitting.timeout.connect(self._fit)
        self.horizontalHeader().sectionResized.connect(lambda *_sizes: self._fitting.start())

    def show_changes(self, changes: Iterable[tuple[str, Sequence[str]]]) -> None:
        """Show the rows of each record, given as its name and the texts of a row."""
        self.clearSpans()
        rows: list[Sequence[str]] = []
        heads: list[int] = []
        for record, some in groupby(changes, key=lambda each: each[0]):
            heads.append(len(rows))
            rows.append((record, *("" for _each in range(self.columnCount() - 1))))
            rows += [texts for _record, texts in some]
        self.show_rows(rows)
        for head in heads:
            self.setSpan(head, 0, 1, self.columnCount())
            if (item := self.item(head, 0)) is not None:
                font = item.font()
                font.setBold(True)
                item.setFont(font)
        self._fit()

    def _fit(self) -> None:
        """Wrap the texts anew, and be as high as they are."""
        self.resizeRowsToContents()
        header = self.horizontalHeader().sizeHint().height()
        height = header + self.verticalHeader().length() + em(0.3)
        if height != self.height():
            self.setFixedHeight(height)
