"""A small table of facts in a reading pane: as many columns as its headings, as high as its rows."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableWidget, QTableWidgetItem, QWidget

from county_desk.text import _
from county_desk.views.widgets.nested_calls import put_off_if_nested
from county_desk.views.widgets.style import em
from county_desk.views.widgets.text_format import tooltip

MOST = 14  # rows that are shown without scrolling
LEAST = 5  # lines that stay visible


class FactsTable(QTableWidget):
    """Texts in rows, read only; one focus stop, copied by the clipboard as usual.

    Where the first column `folds`, it takes the width that the others leave, so that they are always seen.
    A table that `shrinks` scrolls where the window is too low for its rows, one that `fills` takes all room.
    """

    def __init__(
        self,
        headings: Sequence[str],
        parent: QWidget | None = None,
        name: str = "",
        *,
        folds: bool = False,
        shrinks: bool = False,
        fills: bool = False,
    ) -> None:
        super().__init__(0, len(headings), parent)
        self.shrinks, self.fills = shrinks, fills
        self.setHorizontalHeaderLabels(list(headings))
        self.setAccessibleName(name or _(", ").join(headings))
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setWordWrap(True)
        self.verticalHeader().hide()
        header = self.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setStretchLastSection(not folds)
        if folds:
            header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
            self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        if not fills:
            self.setMaximumHeight(em(3))

    def show_rows(self, rows: Sequence[Sequence[str]]) -> None:
        """Replace the rows."""
        self.setRowCount(len(rows))
        for place, row in enumerate(rows):
            for column, text in enumerate(row):
                item = QTableWidgetItem(text)
                item.setToolTip(tooltip(text))
                self.setItem(place, column, item)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Be as high as the rows, which fold otherwise in another width."""
        super().resizeEvent(event)
        if self.rowCount():
            self._fit()

    @put_off_if_nested
    def _fit(self) -> None:
        if self.fills:
            return
        rows = sum(self.rowHeight(place) for place in range(min(self.rowCount(), MOST)))
        header = self.horizontalHeader()
        high = (0 if header.isHidden() else header.sizeHint().height()) + rows + em(0.5)
        self.setMaximumHeight(high)
        self.setMinimumHeight(min(high, em(LEAST)) if self.shrinks else high)
