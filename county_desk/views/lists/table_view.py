"""The one table on the screen: cells to select, copy and sum, widths in characters, rows 32 px high."""

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any, cast

from PySide6.QtCore import (
    QItemSelection,
    QItemSelectionModel,
    QItemSelectionRange,
    QKeyCombination,
    QModelIndex,
    QPoint,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QColor,
    QFontMetrics,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QAbstractItemView, QApplication, QHeaderView, QMenu, QTableView, QWidget

from county_desk.fields import Code, Record, Year
from county_desk.text import _
from county_desk.views.lists.chip_delegate import ChipDelegate
from county_desk.views.lists.clipboard import CopiedCells
from county_desk.views.lists.copying import copy_cells
from county_desk.views.lists.table_model import Index, TableModel
from county_desk.views.widgets.chips import Shape
from county_desk.views.widgets.icons import Icon, icon
from county_desk.views.widgets.style import em, tones

SUMMED = 20_000  # cells up to which a selection is summed while it is being made


class Titles(QHeaderView):
    """The titles of the columns, as high as they must be: Qt would ask for each of them, at every turn."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.setSectionsClickable(True)
        self.setSectionsMovable(True)
        self.setMinimumHeight(em(2.3))
        self.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)

    def sizeHint(self) -> QSize:
        """Nothing beyond its least."""
        return self.minimumSize()


class TableView(QTableView):
    """A table over a `TableModel`.

    `chosen(row)` tells of the current row (None for none), `opened(row)` of Enter or a double click,
    `selected(rows, summary)` of how many rows the selection spans and its count, sum and average;
    `offering(menu, row)` lets others add to the context menu of a row.
    """

    chosen = Signal(object)
    opened = Signal(object)
    selected = Signal(int, str)
    offering = Signal(object, object)

    def __init__(
        self,
        model: TableModel[Any],
        chips: Mapping[str, Mapping[Any, Shape]] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.rows, self.cross = model, False
        self.setHorizontalHeader(Titles(self))
        self.setModel(model)
        # the titles look alike whatever is selected: Qt would go through each selected row to paint them
        self.horizontalHeader().setSelectionModel(QItemSelectionModel(model, self))
        self.setAccessibleName(_(model.table.title))
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.setShowGrid(False)
        self.setSortingEnabled(True)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setCornerButtonEnabled(False)
        down = self.verticalHeader()
        down.hide()
        down.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        down.setDefaultSectionSize(em(2.3))
        for section, column in enumerate(model.table.columns):
            if shapes := (chips or {}).get(column.key):
                self.setItemDelegateForColumn(section, ChipDelegate(shapes, self))
        self.set_widths({})
        self.doubleClicked.connect(self._open)
        self.activated.connect(self._open)
        self.customContextMenuRequested.connect(self._menu)
        model.modelReset.connect(self._tell)

    def current(self) -> Any:
        """The current row, or None."""
        return self.rows.row_at(self.currentIndex().row())

    def selected_rows(self) -> list[Any]:
        """Every row of which a cell is selected, from top to bottom."""
        return list(self.rows.rows(self._numbers()))

    def widths(self) -> dict[str, int]:
        """The widths that the person chose, in characters; 0 for a column that the person hid."""
        chosen = {}
        for section, column in enumerate(self.rows.table.columns):
            width = 0 if self.isColumnHidden(section) else self.columnWidth(section)
            if width != (0 if column.hidden else self._usual(section)):
                chosen[column.key] = self._in_characters(width) if width else 0
        return chosen

    def set_widths(self, widths: Mapping[str, int]) -> None:
        """Set widths in characters; a column that is not named is as wide as its kind and its title."""
        for section, column in enumerate(self.rows.table.columns):
            wanted = widths.get(column.key)
            self.setColumnHidden(section, column.hidden if wanted is None else wanted == 0)
            if wanted != 0:
                self.setColumnWidth(section, self._in_pixels(wanted) if wanted else self._usual(section))

    def set_order(self, order: Sequence[int]) -> None:
        """Put the columns in the order in which the person had them, as visual places by column."""
        header = self.horizontalHeader()
        if sorted(order) == list(range(header.count())):
            for place in range(header.count()):
                header.moveSection(header.visualIndex(list(order).index(place)), place)

    def copy(self, *, headers: bool = False) -> None:
        """Put the selected cells, or the current one, onto the clipboard."""
        sections, numbers = self._sections(), self._numbers()
        columns = [self.rows.column(section) for section in sections]
        titles = [_(column.title) for column in columns] if headers else []
        copy_cells(self, CopiedCells(columns, numbers, titles, self.rows.masked, self.rows.reader()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Copy with and without headers; every other key as Qt has it."""
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        elif event.keyCombination() == COPY_WITH_HEADERS:
            self.copy(headers=True)
        else:
            super().keyPressEvent(event)

    def keyboardSearch(self, search: str) -> None:
        """Typing letters searches in the search box; here it would fetch every page of the list."""

    def currentChanged(self, current: Index, previous: Index) -> None:
        """Tell when another row is the current one."""
        super().currentChanged(current, previous)
        if current.row() != previous.row():
            self.viewport().update()
            self.chosen.emit(self.current())

    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:
        """Tell how much is selected."""
        super().selectionChanged(selected, deselected)
        self._tell()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The table, its lines, then a veil over the current row, and with F11 over its column too.

        The cell that hears the keys has a frame.
        """
        super().paintEvent(event)
        self._paint_lines()
        index = self.currentIndex()
        if not index.isValid():
            return
        veil = QColor(tones(self).accent)
        veil.setAlpha(28)
        port = self.viewport().rect()
        painter = QPainter(self.viewport())
        painter.fillRect(
            QRect(0, self.rowViewportPosition(index.row()), port.width(), self.rowHeight(index.row())), veil
        )
        if self.cross:
            left, width = self.columnViewportPosition(index.column()), self.columnWidth(index.column())
            painter.fillRect(QRect(left, 0, width, port.height()), veil)
        if self.hasFocus():  # a selected cell looks the same in every table of a page
            painter.setPen(QPen(QColor(tones(self).accent), 2))
            painter.drawRect(self.visualRect(index).adjusted(1, 1, -1, -1))
        painter.end()

    def _paint_lines(self) -> None:
        """Hairlines: those of the style are lost in the dark themes."""
        port = self.viewport().rect()
        painter = QPainter(self.viewport())
        painter.setPen(QColor(tones(self).hairline))
        first, last = self.rowAt(0), self.rowAt(port.bottom())
        for row in range(max(0, first), (last if last >= 0 else self.rows.rowCount() - 1) + 1):
            line = self.rowViewportPosition(row) + self.rowHeight(row) - 1
            painter.drawLine(0, line, port.right(), line)
        bottom = port.bottom() if last >= 0 else self.rowViewportPosition(self.rows.rowCount() - 1) + em(2.3)
        for section in range(self.rows.columnCount()):
            if width := self.columnWidth(section):
                line = self.columnViewportPosition(section) + width - 1
                painter.drawLine(line, 0, line, bottom)
        painter.end()

    def summary(self) -> str:
        """Count, sum and average of the selected figures, or that they are too many; empty without two."""
        sections = [section for section in self._sections() if self._is_figure(section)]
        numbers = self._numbers()
        if (count := len(sections) * len(numbers)) > SUMMED:
            words = _("{count} figures are too many to sum; up to {most} are summed")
            return words.format(count=f"{count:,}", most=f"{SUMMED:,}")
        figures = self._figures(sections, numbers)
        if len(figures) < 2:
            return ""
        total = sum(figures, Decimal())
        return _("Count {count}  Sum {sum}  Average {average}").format(
            count=f"{len(figures):,}", sum=_figure(total), average=_figure(total / len(figures))
        )

    def _figures(self, sections: Sequence[int], numbers: Sequence[int]) -> list[Decimal]:
        selection = self.selectionModel()
        found = []
        for number in numbers:
            for section in sections:
                index = self.rows.index(number, section)
                value = index.data(TableModel.ValueRole)
                if value is not None and selection.isSelected(index):
                    found.append(Decimal(value))
        return found

    def _is_figure(self, section: int) -> bool:
        kind = self.rows.column(section).kind
        return kind.align == "right" and not isinstance(kind, Record | Year | Code)

    def _numbers(self) -> list[int]:
        """The rows of the selection, or the current one."""
        numbers = {n for span in self._spans() for n in range(span.top(), span.bottom() + 1)}
        return sorted(numbers or {self.currentIndex().row()} - {-1})

    def _sections(self) -> list[int]:
        """The shown columns of the selection, or the current one, in the order on the screen."""
        sections = {s for span in self._spans() for s in range(span.left(), span.right() + 1)}
        sections = sections or {self.currentIndex().column()} - {-1}
        shown = (section for section in sections if not self.isColumnHidden(section))
        return sorted(shown, key=self.horizontalHeader().visualIndex)

    def _spans(self) -> Iterable[QItemSelectionRange]:
        return cast("Iterable[QItemSelectionRange]", self.selectionModel().selection())

    def _tell(self) -> None:
        self.selected.emit(len(self._numbers()), self.summary())

    def _open(self, index: QModelIndex) -> None:
        if (row := self.rows.row_at(index.row())) is not None:
            self.opened.emit(row)

    def _menu(self, place: QPoint) -> None:
        menu = QMenu(self)
        index = self.indexAt(place)
        if (row := self.rows.row_at(index.row())) is not None:
            self.offering.emit(menu, row)
            menu.addSeparator()
        menu.addAction(icon(Icon.COPY), _("Copy"), QKeySequence.StandardKey.Copy, self.copy)
        menu.addAction(
            _("Copy with headers"), QKeySequence(COPY_WITH_HEADERS), lambda: self.copy(headers=True)
        )
        menu.popup(self.viewport().mapToGlobal(place))

    def _usual(self, section: int) -> int:
        column = self.rows.column(section)
        title = _metrics().horizontalAdvance(_(column.title)) + em(2)
        return max(self._in_pixels(column.kind.width), title)

    def _in_pixels(self, characters: int) -> int:
        return characters * _metrics().horizontalAdvance("0") + em(1)

    def _in_characters(self, pixels: int) -> int:
        return max(1, round((pixels - em(1)) / _metrics().horizontalAdvance("0")))


COPY_WITH_HEADERS = QKeyCombination(
    Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier, Qt.Key.Key_C
)


def _metrics() -> QFontMetrics:
    """Those of the base font: a new table has the font of the application only once it was shown."""
    return QFontMetrics(QApplication.font())


def _figure(value: Decimal) -> str:
    """A figure with separators, to the fen when it has any."""
    return f"{value:,.0f}" if value == value.to_integral_value() else f"{value:,.2f}"
