"""The cells of a sheet on the screen, which can be put right where they stand."""

from collections.abc import Iterable

from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QAction,
    QFocusEvent,
    QGuiApplication,
    QInputMethodEvent,
    QKeyEvent,
    QKeySequence,
    QResizeEvent,
)
from PySide6.QtWidgets import QCompleter, QHeaderView, QMenu, QWidget

from county_desk.intake.delivery import Verdict
from county_desk.intake.vocabulary import words_of
from county_desk.models.user import Permission
from county_desk.text import _
from county_desk.views.importing.import_files import FileState
from county_desk.views.importing.importing import Importing
from county_desk.views.importing.sheet_model import SheetModel
from county_desk.views.importing.sheet_rows import PROBLEM, SheetRow, SheetTable
from county_desk.views.lists.table_view import TableView
from county_desk.views.widgets.icons import Icon, icon
from county_desk.views.widgets.painted import LineField
from county_desk.views.widgets.style import em
from county_desk.workflow.rights import refusal

LEAST = 20  # em of the column of problems
NARROWEST = 12  # em, so that a number of 18 digits can be seen
ELSEWHERE = (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason)


class CellField(LineField):
    """Holds the text of one cell. It emits `settled(text)` with a new text, or `left()` without a change.

    Enter settles and Esc leaves, but neither while an input method still composes. Another place in the
    window that takes the focus settles too, as in a workbook; another window does not.
    """

    settled = Signal(str)
    left = Signal()

    def __init__(self, text: str, words: Iterable[str], place: QRect, parent: QWidget) -> None:
        super().__init__(parent)
        self._before, self._over, self._composing = text, False, False
        self.setText(text)
        self.setAccessibleName(_("Text of the cell"))
        if accepted := sorted(words):
            completer = QCompleter(accepted, self)
            completer.setFilterMode(Qt.MatchFlag.MatchContains)
            self.setCompleter(completer)
        high = max(place.height(), self.sizeHint().height())
        self.setGeometry(place.x(), place.center().y() - high // 2, max(place.width(), em(NARROWEST)), high)
        self.selectAll()
        self.show()
        self.setFocus()

    def event(self, event: QEvent) -> bool:
        """Keep Ctrl+Enter for the cell, too: the window would take the file in without the typed text."""
        if (
            isinstance(event, QKeyEvent)
            and event.type() is QEvent.Type.ShortcutOverride
            and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        ):
            event.accept()
            return True
        return super().event(event)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """Remember whether letters are still in composition."""
        self._composing = bool(event.preeditString())
        super().inputMethodEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter settles, Esc leaves."""
        match event.key():
            case Qt.Key.Key_Return | Qt.Key.Key_Enter | Qt.Key.Key_Escape if self._composing:
                event.accept()
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                self.settle()
            case Qt.Key.Key_Escape:
                self.leave()
            case _:
                super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Take the typed text when the person goes on in this window."""
        super().focusOutEvent(event)
        if event.reason() not in ELSEWHERE:
            self.settle()

    def settle(self) -> None:
        """Give the text, when it is another one."""
        if self._composing:
            QGuiApplication.inputMethod().commit()
        if self._end():
            text = self.text().strip()
            if text == self._before:
                self.left.emit()
            else:
                self.settled.emit(text)

    def leave(self) -> None:
        """Leave the cell as it was."""
        if self._end():
            self.left.emit()

    def _end(self) -> bool:
        """Whether this is the first end; the focus that goes away meanwhile does not count as another."""
        first, self._over = not self._over, True
        if first:
            self.hide()
            self.deleteLater()
        return first


class RowNumbers(QHeaderView):
    """The numbers of the rows, as wide as the last of them: Qt would ask for two hundred, each time."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Vertical, parent)

    def sizeHint(self) -> QSize:
        """Room for the longest number and its mark."""
        return self.sectionSizeFromContents(self.count() - 1) if self.count() else super().sizeHint()


class SheetCells(TableView):
    """The table in which F2, Enter or a double click opens a cell for a correction.

    `fixing(sheet, row, title, text)` is emitted with a text for a cell, `unfixing(fix)` to take a correction
    back. `closed()` is emitted when no cell is open any more.
    """

    menus, sortable = False, False
    fixing = Signal(object, object, str, str)
    unfixing = Signal(object)
    told = Signal(str)  # why a cell stays unchanged
    closed = Signal()

    def __init__(self, model: SheetModel, importing: Importing, parent: QWidget) -> None:
        super().__init__(model, parent=parent)
        self.cells, self.importing = model, importing
        self.field: CellField | None = None
        self.setMinimumHeight(em(5.5))
        down, across = RowNumbers(self), self.horizontalHeader()
        down.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        down.setDefaultSectionSize(self.verticalHeader().defaultSectionSize())
        self.setVerticalHeader(down)
        down.setHighlightSections(False)
        down.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        across.setSectionsMovable(False)
        self.opened.connect(lambda _row: self.begin())
        self.offering.connect(self._offer)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """F2 begins."""
        if event.key() == Qt.Key.Key_F2:
            self.begin()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the columns again, since row numbers and the scroll bar also change their room.

        A visible cell stays in sight when a message appears under the table.
        """
        super().resizeEvent(event)
        self.stretch()
        cell = self.visualRect(self.currentIndex())
        seen = cell.isValid() and QRect(QPoint(), event.oldSize()).contains(cell.topLeft())
        if seen and cell.bottom() > self.viewport().height():
            self.scrollTo(self.currentIndex())

    def stretch(self) -> None:
        """The last column takes what the others leave, and never so little that its words cannot be read."""
        last = self.rows.columnCount() - 1
        others = sum(self.columnWidth(place) for place in range(last))
        self.setColumnWidth(last, max(self.viewport().width() - others, em(LEAST)))

    def begin(self) -> None:
        """Put the current cell right, or the first wrong one of the row when its problem is the current."""
        row, title = self.current(), self._title()
        if row is None or not title:
            return
        if reason := self._why_not(row):
            self.told.emit(reason)
            return
        section = next(n for n, column in enumerate(self.cells.table.columns) if column.key == title)
        index = self.cells.index(self.currentIndex().row(), section)
        self.setCurrentIndex(index)
        self.scrollTo(index)
        words = words_of(title)
        text = self.cells.text(row, title)
        self.field = CellField(text, words.accepted if words else (), self.visualRect(index), self.viewport())
        self.importing.typing = True
        sheet = self.cells.sheet
        self.field.settled.connect(lambda new: self._settle(sheet, row, title, new))
        self.field.left.connect(self._leave)
        self.field.left.connect(self.closed)

    def settle(self) -> None:
        """Take the typed text into its cell, before another place is shown."""
        if self.field is not None:
            self.field.settle()

    def _why_not(self, row: SheetRow) -> str:
        """The reason against correcting the cells of a row; empty without one."""
        if row.line.verdict is Verdict.SKIP:
            return _("This row is not read as data, so there is nothing to correct in it.")
        if trouble := self._refusal:
            return trouble
        shown, went = self.importing.state.row, row.line.verdict not in (Verdict.REJECT, Verdict.ASK)
        if shown is None or shown.state is not FileState.TAKEN or not went:
            return ""
        return _("This row is in the register already; correct the register, or undo the batch first.")

    @property
    def _refusal(self) -> str:
        return refusal(self.importing.desk.actor, Permission.IMPORT)

    def _title(self) -> str:
        index = self.currentIndex()
        if not index.isValid():
            return ""
        title = self.cells.table.columns[index.column()].key
        row = self.current()
        if title == PROBLEM and row is not None:
            return next((known for known in self.cells.sheet.titles if row.level(known)), "")
        return str(title)

    def _settle(self, sheet: SheetTable, row: SheetRow, title: str, text: str) -> None:
        self._leave()
        self.fixing.emit(sheet, row, title, text)
        self.closed.emit()

    def _leave(self) -> None:
        self.field = None
        self.importing.typing = False
        self.setFocus()

    def _offer(self, menu: QMenu, row: SheetRow) -> None:
        title = self._title()
        if not title:
            return
        correct = QAction(icon(Icon.EDIT), _("Correct this cell…"), menu, shortcut=QKeySequence("F2"))
        correct.triggered.connect(lambda _checked: self.begin())
        menu.addAction(correct)
        correct.setEnabled(not self._why_not(row))
        if (fix := self.cells.fix_of(row, title)) is not None:
            words = _("Take the correction back: “{text}”").format(text=fix.sent)
            back = QAction(icon(Icon.UNDO), words, menu)
            back.triggered.connect(lambda _checked: self.unfixing.emit(fix))
            back.setEnabled(not self._refusal)
            menu.addAction(back)
