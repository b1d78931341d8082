"""The preview of a pasted block; a click on a title says what its column holds."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QAction, QActionGroup, QContextMenuEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QAbstractItemView, QMenu, QTableView, QWidget

from county_desk.intake.pasting.columns import PasteColumn
from county_desk.intake.pasting.heading import LEFT_OUT
from county_desk.text import _
from county_desk.views.pasting.paste_model import PasteModel, column_title
from county_desk.views.widgets.style import em

WIDEST = 20  # em of a column


class PasteTable(QTableView):
    """The cells, which can be typed over; `meant(place, key)` says what a column holds."""

    meant = Signal(int, str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.block = PasteModel(self)
        self.columns: Sequence[PasteColumn] = ()
        self.setModel(self.block)
        self.setAccessibleName(_("Preview of the pasted rows"))
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.setEditTriggers(
            QAbstractItemView.EditTrigger.DoubleClicked
            | QAbstractItemView.EditTrigger.EditKeyPressed
            | QAbstractItemView.EditTrigger.AnyKeyPressed
        )
        self.setMinimumHeight(em(8))
        self.verticalHeader().setDefaultSectionSize(em(2))
        self.horizontalHeader().setDefaultAlignment(
            Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        )
        self.horizontalHeader().setSectionsClickable(True)
        self.horizontalHeader().sectionClicked.connect(self._ask)
        key = QShortcut(QKeySequence("Alt+Down"), self, context=Qt.ShortcutContext.WidgetShortcut)
        key.activated.connect(lambda: self._ask(self.currentIndex().column()))

    def fit_columns(self) -> None:
        """Give each column the width that its cells need, up to a limit."""
        self.resizeColumnsToContents()
        for place in range(self.block.columnCount()):
            self.setColumnWidth(place, min(em(WIDEST), max(em(5), self.columnWidth(place))))

    def go_to(self, row: int, column: int) -> None:
        """Bring a cell into view, with the cursor on it."""
        self.setCurrentIndex(self.block.index(row, max(0, column)))
        self.setFocus()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """The same choice as on the title."""
        self._ask(self.columnAt(event.pos().x()))

    def menu_of(self, place: int) -> QMenu:
        """The menu of a column: everything that it can hold, its present meaning ticked."""
        menu, group = QMenu(self), QActionGroup(self)
        now = self.block.block.heading.columns.get(place)
        for column in (None, *self.columns):
            action = QAction(column_title(column), menu, checkable=True, checked=column == now)
            key = column.key if column else LEFT_OUT
            action.triggered.connect(partial(self._choose, place, key))
            group.addAction(action)
            menu.addAction(action)
            if column is None:
                menu.addSeparator()
        return menu

    def _choose(self, place: int, key: str, _checked: bool = False) -> None:
        self.meant.emit(place, key)

    def _ask(self, place: int) -> None:
        if 0 <= place < self.block.columnCount():
            below = QPoint(self.columnViewportPosition(place), 0)
            self.menu_of(place).popup(self.viewport().mapToGlobal(below))
