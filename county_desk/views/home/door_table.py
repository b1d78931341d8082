"""A small table with cells that open pages."""

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QWidget

from county_desk.tables.home.content import Cell, HomeContent
from county_desk.views.widgets.facts_table import FactsTable
from county_desk.views.widgets.marks import mark, mark_colour

FEW = 4  # columns that have room beside wide words
OPENING = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)


class DoorTable(FactsTable):
    """The rows of a card. A click or Enter on a cell with a door emits `opened(door)`."""

    opened = Signal(object)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(("", ""), parent, folds=True)
        self.cells: Sequence[Sequence[Cell]] = ()
        self.setShowGrid(False)
        self.setFrameShape(self.Shape.NoFrame)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.horizontalHeader().setTextElideMode(Qt.TextElideMode.ElideRight)
        self.clicked.connect(self._open)

    def show_content(self, content: HomeContent, name: str) -> None:
        """Show other rows; the current cell stays where it is."""
        at = self.currentIndex()
        self.cells = content.rows
        columns = max((len(row) for row in content.rows), default=1)
        self.setColumnCount(columns)
        self.horizontalHeader().setVisible(bool(content.headings))
        self.setHorizontalHeaderLabels([*content.headings, *[""] * columns][:columns])
        self._share_width(columns)
        self.show_rows([[cell.words for cell in row] for row in content.rows])
        self.setAccessibleName(name)
        for place, row in enumerate(content.rows):
            for column, cell in enumerate(row):
                self._adorn(place, column, cell)
        self.setCurrentCell(max(at.row(), 0), max(at.column(), 0))
        if not self.hasFocus():
            self.clearSelection()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens the door of the current cell."""
        if event.key() in OPENING:
            self._open(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show which cell Enter would open."""
        super().focusInEvent(event)
        self.setCurrentCell(max(self.currentRow(), 0), max(self.currentColumn(), 0))

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Mark no cell, so that one card alone has a marked one."""
        super().focusOutEvent(event)
        self.clearSelection()

    def _share_width(self, columns: int) -> None:
        """Give the words the width that numbers leave; many numbers share it."""
        mode, header = QHeaderView.ResizeMode, self.horizontalHeader()
        many = columns > FEW
        for column in range(columns):
            stretches = (column > 0) is many
            header.setSectionResizeMode(column, mode.Stretch if stretches else mode.ResizeToContents)
            if column and (title := self.horizontalHeaderItem(column)) is not None:
                title.setToolTip(title.text())
                title.setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)

    def _adorn(self, place: int, column: int, cell: Cell) -> None:
        if (item := self.item(place, column)) is None:
            return
        if column:
            item.setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        if cell.shape is not None:
            colour = mark_colour(cell.shape)
            item.setForeground(QColor(colour))
            item.setIcon(mark(cell.shape, colour))

    def _open(self, index: QModelIndex) -> None:
        if index.isValid() and (door := self.cells[index.row()][index.column()].door) is not None:
            self.opened.emit(door)
