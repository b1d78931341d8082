"""The claims and the evidence for each, as a table with rows of up to three lines."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHeaderView, QWidget

from county_desk.tables.cases.evidence_lines import EVIDENCE, EvidenceLine, EvidenceVerdict
from county_desk.text import _
from county_desk.views.lists.table_model import TableModel
from county_desk.views.lists.table_view import TableView
from county_desk.views.widgets.chips import chip_size
from county_desk.views.widgets.style import em

MOST = 4.6  # em that a row is high at most: three lines; the tooltip has the rest
SHARES = (27, 30, 43)  # per cent of the room for what is not a chip


class EvidenceView(TableView):
    """The evidence of one case; its order is that of the case, and its columns fill its width."""

    menus, sortable = False, False

    def __init__(self, lines: Sequence[EvidenceLine], parent: QWidget | None = None) -> None:
        super().__init__(TableModel(EVIDENCE), ("verdict",), parent)
        self.rows.setParent(self)
        self.rows.show_rows(lines)
        self._chip = max(chip_size(_(verdict.label)).width() for verdict in EvidenceVerdict) + em(0.8)
        self.setWordWrap(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalHeader().setMaximumSectionSize(em(MOST))
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        self.horizontalHeader().setSectionsMovable(False)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give each column its share."""
        super().resizeEvent(event)
        room = max(em(12), self.viewport().width() - self._chip)
        for section, share in enumerate(SHARES):
            self.setColumnWidth(section, room * share // 100)
        self.setColumnWidth(len(SHARES), self._chip)
