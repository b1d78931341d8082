"""The list of files over the file that is shown, and how they share the height."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSplitter, QWidget

from county_desk.views.importing.file_view import FileView
from county_desk.views.importing.files_table import FilesTable
from county_desk.views.widgets.style import em


class ImportSplit(QSplitter):
    """The list takes as much height as it needs, up to a third, unless a person has given it another."""

    def __init__(self, files: FilesTable, view: FileView, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Vertical, parent)
        self.files = files
        self.chosen = 0
        self.addWidget(files)
        self.addWidget(view)
        self.setStretchFactor(1, 1)
        self.setChildrenCollapsible(False)
        files.setMinimumHeight(em(4.7))
        self.splitterMoved.connect(self._keep)

    def divide(self) -> None:
        """Give each its share."""
        room = max(self.height(), em(10))
        top = self.chosen or self._usual(room)
        if self.sizes()[0] == top:  # else all below would be laid out and painted anew
            return
        current = self.files.currentIndex()
        seen = self.files.viewport().rect().intersects(self.files.visualRect(current))
        self.setSizes([top, room - top])
        if seen:
            self.files.scrollTo(current)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A share of another height is another one."""
        super().resizeEvent(event)
        self.divide()

    def _usual(self, room: int) -> int:
        rows = self.files.files.rowCount()
        need = self.files.horizontalHeader().height() + em(2.3) * max(1, rows) + em(0.6)
        return min(need, max(room // 3, em(2.3) * 2 + em(0.8)))

    def _keep(self, place: int, _handle: int) -> None:
        self.chosen = place
