"""The claims and the evidence for each, as a table with rows of up to three lines."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHeaderView, QWidget

from county_desk.tables.cases.evidence_lines import EVIDENCE, EvidenceLine
from county_desk.text import _
from county_desk.views.lists.table_model import TableModel
from county_desk.views.lists.table_view import TableView
from county_desk.views.widgets.chips import chip_size
from county_desk.views.widgets.style import em

MOST = 4.6  # em that a row is high at most: three lines; the tooltip has the rest
SHARES = (24, 18, 28, 30)  # widths of the text columns, in per cent of their room
NARROW = 34  # em below which the source stands in no column


class EvidenceView(TableView):
    """The evidence of one case in its order; the columns fill the width.

    One that is `whole` is as high as its rows, for a place that scrolls itself.
    """

    menus, sortable = False, False

    def __init__(
        self, lines: Sequence[EvidenceLine], parent: QWidget | None = None, *, whole: bool = False
    ) -> None:
        super().__init__(TableModel(EVIDENCE), parent)
        self.rows.setParent(self)
        self.rows.show_rows(lines)
        self._whole = whole
        self._chip = max(chip_size(_(line.verdict.label)).width() for line in lines) + em(0.8)
        if whole:
            self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
            self.setMinimumHeight(em(5))
        self.setWordWrap(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalHeader().setMaximumSectionSize(em(MOST))
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        self.horizontalHeader().setSectionsMovable(False)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give each column its share."""
        super().resizeEvent(event)
        room = max(em(12), self.viewport().width() - self._chip)
        narrow = self.width() < em(NARROW)
        self.setColumnHidden(len(SHARES) - 1, narrow)
        shares = SHARES[:-1] if narrow else SHARES
        for section, share in enumerate(shares):
            self.setColumnWidth(section, room * share // sum(shares))
        self.setColumnWidth(len(SHARES), self._chip)
        if self._whole:
            self.resizeRowsToContents()
            high = self.verticalHeader().length() + self.horizontalHeader().sizeHint().height()
            self.setFixedHeight(high + 2 * self.frameWidth())
