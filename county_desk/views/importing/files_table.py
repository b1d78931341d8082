"""The list of the files that were brought, and how it shares the height with the file that is shown."""

from collections.abc import Mapping
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHeaderView, QSplitter, QWidget

from county_desk.views.importing.import_files import FILES, FileRow
from county_desk.views.importing.positions import FilesPosition, scroll_to, select, view_of
from county_desk.views.lists.table_model import NOWHERE, TableModel
from county_desk.views.lists.table_view import TableView
from county_desk.views.widgets.style import em

NAME = 9  # em of a name that can still be told from others


class FilesModel(TableModel[FileRow]):
    """The files of the state, in the order that the person asked for."""

    def __init__(self) -> None:
        super().__init__(FILES)

    def files(self) -> list[FileRow]:
        """All files, in the order shown."""
        return list(self.rows(range(self.rowCount())))

    def place_of(self, path: Path) -> int:
        """The row of a file; -1 for one that is not listed."""
        return next((place for place, row in enumerate(self.files()) if row.path == path), -1)

    def show_files(self, files: Mapping[Path, FileRow]) -> None:
        """Show the files of the list as they are now; those that are listed keep their places."""
        shown = self.files()
        listed = {row.path for row in shown}
        if not listed <= files.keys():
            self.show_rows(files.values())
            return
        new = [row for path, row in files.items() if path not in listed]
        self._given = list(files.values())
        self._pages = {0: [files[row.path] for row in shown]}
        for place, row in enumerate(shown):
            if files[row.path] is not row:
                self.dataChanged.emit(self.index(place, 0), self.index(place, self.columnCount() - 1))
        if new:
            self.beginInsertRows(NOWHERE, self._total, self._total + len(new) - 1)
            self._pages = {0: [*self._pages[0], *new]}
            self._total += len(new)
            self.endInsertRows()


class FilesTable(TableView):
    """Files with their results; several can be selected."""

    def __init__(self, parent: QWidget) -> None:
        self.files = FilesModel()
        super().__init__(self.files, parent)
        self.files.setParent(self)
        self.horizontalHeader().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.horizontalHeader().setMinimumSectionSize(em(4))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The name takes what room there is, and where that is too little the list scrolls instead."""
        super().resizeEvent(event)
        across = self.horizontalHeader()
        tight = self.viewport().width() - across.length() + across.sectionSize(0) < em(NAME)
        mode = QHeaderView.ResizeMode.Interactive if tight else QHeaderView.ResizeMode.Stretch
        if across.sectionResizeMode(0) is not mode:
            across.setSectionResizeMode(0, mode)
            if tight:
                self.setColumnWidth(0, em(NAME))

    def fit(self, *, narrow: bool) -> None:
        """Leave out on a narrow window what matters least."""
        for place, column in enumerate(FILES.columns):
            if column.key in ("folder", "seconds"):
                self.setColumnHidden(place, narrow)

    def choose(self, path: Path) -> None:
        """Make a file the current one."""
        place = self.files.place_of(path)
        if place >= 0:
            index = self.files.index(place, 0)
            self.setCurrentIndex(index)
            self.scrollTo(index)

    def position(self) -> FilesPosition:
        """Return the selection, the widths of the columns, and the scroll position."""
        return FilesPosition(view_of(self), self.widths())

    def return_to(self, position: FilesPosition) -> None:
        """Look as another list of the same files did."""
        self.set_widths(position.widths)
        select(self, position.view.spans)
        scroll_to(self, position.view)

    def picked(self) -> list[FileRow]:
        """The files that are selected; only the current one, which is shown, where it is not among them."""
        rows, current = self.selected_rows(), self.current()
        among = current is None or any(row.path == current.path for row in rows)
        return rows if among else [current]


class ImportSplit(QSplitter):
    """The list takes as much height as it needs, up to a third, unless a person has given it another."""

    def __init__(self, files: FilesTable, view: QWidget, parent: QWidget) -> None:
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
        top = self.chosen or self._usual_height(room)
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

    def _usual_height(self, room: int) -> int:
        rows = self.files.files.rowCount()
        need = self.files.horizontalHeader().height() + em(2.3) * max(1, rows) + em(0.6)
        return min(need, max(room // 3, em(2.3) * 2 + em(0.8)))

    def _keep(self, place: int, _handle: int) -> None:
        self.chosen = place
