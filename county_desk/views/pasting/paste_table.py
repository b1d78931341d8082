"""The preview of a pasted block, and of rows that are typed here."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import (
    QAction,
    QActionGroup,
    QContextMenuEvent,
    QKeyEvent,
    QKeySequence,
    QShortcut,
)
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QAbstractItemView,
    QHeaderView,
    QMenu,
    QTableView,
    QWidget,
)

from county_desk.intake.pasting.block_content import ReadBlock
from county_desk.intake.pasting.columns import PasteColumn
from county_desk.intake.pasting.heading import LEFT_OUT
from county_desk.text import _
from county_desk.views.lists.cell_editor import ENTER, CellDelegate
from county_desk.views.pasting.paste_model import Index, PasteModel, column_title
from county_desk.views.widgets.style import em

WIDEST = 20  # em of a column


class PasteTable(QTableView):
    """The cells, which can be typed over; `meant(place, key)` says what a column holds.

    In rows that are typed here, Tab goes to the next cell and Enter to the next row. Ctrl+Enter emits
    `saving()`.
    """

    meant, saving = Signal(int, str), Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.block = PasteModel(self)
        self.columns: Sequence[PasteColumn] = ()
        self.setModel(self.block)
        self.setAccessibleName(_("Preview of the pasted rows"))
        self.setWordWrap(False)
        cells = CellDelegate(lambda: self.block.words_for(self.currentIndex().column()), self)
        cells.below.connect(self._next_row)
        cells.saving.connect(self.saving)
        self.setItemDelegate(cells)
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

    def type_rows(self, *, typing: bool) -> None:
        """Let rows be typed here, or show a pasted block."""
        self.block.typing = typing
        self.setTabKeyNavigation(typing)
        self.horizontalHeader().setSectionResizeMode(
            QHeaderView.ResizeMode.Stretch if typing else QHeaderView.ResizeMode.Interactive
        )

    def show_block(self, block: ReadBlock) -> None:
        """Show a block; the first cell to type into has the cursor."""
        self.block.show_block(block)
        typing = self.block.typing
        for place in range(self.block.columnCount()):
            self.setColumnHidden(place, typing and place not in block.heading.columns)
        if not typing:
            self._fit_columns()
        elif not self.currentIndex().isValid():
            self._begin_row(0)

    def currentChanged(self, now: Index, before: Index) -> None:
        """The row that was left shows what it still lacks."""
        super().currentChanged(now, before)
        self.block.row_in_hand = now.row() if self.block.typing else -1

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab behind the last cell leaves the table."""
        self.setTabKeyNavigation(self.block.typing and not (forward and self._at_end))
        return super().focusNextPrevChild(forward)

    def closeEditor(self, field: QWidget, hint: QAbstractItemDelegate.EndEditHint) -> None:
        """Tab in the field of the last cell leaves the table, too."""
        leaves = self._at_end and hint is QAbstractItemDelegate.EndEditHint.EditNextItem
        super().closeEditor(field, QAbstractItemDelegate.EndEditHint.NoHint if leaves else hint)
        if leaves:
            self.focusNextPrevChild(True)

    @property
    def _at_end(self) -> bool:
        at = self.currentIndex()
        return (at.row() + 1, at.column() + 1) == (self.block.rowCount(), self.block.columnCount())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter on a cell goes to the next row."""
        if self.block.typing and event.key() in ENTER and not event.modifiers():
            self._next_row()
        else:
            super().keyPressEvent(event)

    def _next_row(self) -> None:
        if self.block.typing:
            self._begin_row(min(self.currentIndex().row() + 1, self.block.rowCount() - 1))

    def _begin_row(self, row: int) -> None:
        """Open the first field of a row."""
        self.go_to(row, min(self.block.block.heading.columns, default=0))
        self.edit(self.currentIndex())

    def _fit_columns(self) -> None:
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
        if not self.block.typing and 0 <= place < self.block.columnCount():
            below = QPoint(self.columnViewportPosition(place), 0)
            self.menu_of(place).popup(self.viewport().mapToGlobal(below))
