"""The one table on the screen: cells to select, copy and sum, widths in characters, rows 32 px high."""

from collections.abc import Callable, Iterable, Mapping, Sequence
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
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import (
    QFontMetrics,
    QKeyEvent,
    QKeySequence,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QApplication, QHeaderView, QMenu, QTableView, QWidget

from county_desk.fields import Code, Record, Year
from county_desk.tables.conditions import SortLevel
from county_desk.text import _
from county_desk.views.lists.chip_delegate import ChipDelegate, shapes_of
from county_desk.views.lists.clipboard import CopiedCells
from county_desk.views.lists.copying import copy_cells
from county_desk.views.lists.frozen_columns import FrozenColumns
from county_desk.views.lists.row_colours import ColourRule, RowColours
from county_desk.views.lists.selection_sums import sums, too_many
from county_desk.views.lists.table_model import Index, TableModel
from county_desk.views.lists.table_paint import paint_over
from county_desk.views.lists.title_menu import add_columns, add_sorting
from county_desk.views.lists.titles import TitleMark, Titles
from county_desk.views.widgets.icons import Icon, icon
from county_desk.views.widgets.style import em

ScrollHint = QAbstractItemView.ScrollHint

type Recorder = Callable[[int, Callable[[], None]], None]  # records a copy of so many rows, then copies


class TableView(QTableView):
    """A table over a `TableModel`.

    `chosen(row)` is emitted with the current row (None for none), `opened(row)` on Enter or a double click.
    `selected(rows, summary)` brings the number of selected rows and the sums of their figures.
    `offering(menu, row)` lets others add to the context menu of a row, `titling(menu, section)` to that of a
    column. `recorder` records a copy of full personal numbers before it is made.
    """

    menus, sortable = True, True
    chosen = Signal(object)
    opened = Signal(object)
    selected = Signal(int, str)
    offering = Signal(object, object)
    titling = Signal(object, int)

    def __init__(self, model: TableModel[Any], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows, self.cross, self.colours = model, False, RowColours()
        model.remark = lambda row: self.colours.words_of(model.table, row)
        self.recorder: Recorder = lambda _rows, copy: copy()
        self._filtered: frozenset[str] = frozenset()
        self.titles = Titles(self, menus=self.menus)
        self.setHorizontalHeader(self.titles)
        self.setModel(model)
        self.frozen = FrozenColumns(self)
        # the titles look alike whatever is selected: Qt would go through each selected row to paint them
        self.horizontalHeader().setSelectionModel(QItemSelectionModel(model, self))
        self.setAccessibleName(_(model.table.title))
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.setShowGrid(False)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setCornerButtonEnabled(False)
        down = self.verticalHeader()
        down.hide()
        down.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        down.setDefaultSectionSize(em(2.3))
        for section, column in enumerate(model.table.columns):
            if shapes := shapes_of(column.kind):
                self.setItemDelegateForColumn(section, ChipDelegate(shapes, self))
        self.set_widths({})
        self.activated.connect(self._open)
        self.customContextMenuRequested.connect(self._menu)
        model.modelReset.connect(self._emit_selection)
        model.sorting.connect(lambda _levels: self.show_marks())
        for titles in (self.titles, self.frozen.titles):
            titles.dropped.connect(self.drop_titles)
            titles.asked_sort.connect(self._sort)

    def current(self) -> Any:
        """The current row, or None."""
        return self.rows.row_at(self.currentIndex().row())

    def selected_numbers(self) -> list[int]:
        """Return the places of the rows with a selected cell, rising from 0; else that of the current row."""
        return self._numbers()

    def selected_rows(self) -> list[Any]:
        """Return every row with a selected cell, from top to bottom."""
        return list(self.rows.rows(self._numbers()))

    def widths(self) -> dict[str, int]:
        """The widths that the person chose, in characters; 0 for a column that the person hid."""
        chosen = {}
        for section, column in enumerate(self.rows.table.columns):
            width = 0 if self.isColumnHidden(section) else self.columnWidth(section)
            if width != (0 if column.hidden else self._best_width(section)):
                chosen[column.key] = self._in_characters(width) if width else 0
        return chosen

    def set_widths(self, widths: Mapping[str, int]) -> None:
        """Set widths in characters; a column that is not named is as wide as its kind and its title."""
        for section, column in enumerate(self.rows.table.columns):
            wanted = widths.get(column.key)
            self.setColumnHidden(section, column.hidden if wanted is None else wanted == 0)
            if wanted != 0:
                self.setColumnWidth(section, self._in_pixels(wanted) if wanted else self._best_width(section))

    def shown_columns(self) -> tuple[str, ...]:
        """The keys of the columns that are shown, from left to right."""
        header = self.titles
        order = (header.logicalIndex(place) for place in range(header.count()))
        return tuple(self.rows.column(each).key for each in order if not self.isColumnHidden(each))

    def usual_columns(self) -> None:
        """Show the columns that the table declares, in its order and widths."""
        for section in range(self.rows.columnCount()):
            self.titles.moveSection(self.titles.visualIndex(section), section)
        self.set_widths({})

    def show_columns(self, keys: Sequence[str]) -> None:
        """Show these columns alone, in this order; a key that is no column is left out."""
        sections = {column.key: section for section, column in enumerate(self.rows.table.columns)}
        wanted = [sections[key] for key in dict.fromkeys(keys) if key in sections]
        if not wanted:
            return
        for section in sections.values():
            self.setColumnHidden(section, section not in wanted)
        for place, section in enumerate(wanted):
            self.titles.moveSection(self.titles.visualIndex(section), place)

    def colour(self, key: str, rule: ColourRule | None) -> None:
        """Colour rows by a rule on a column, or by none."""
        self.colours.rules.pop(key, None)
        if rule is not None:
            self.colours.rules[key] = rule
        self.viewport().update()

    def copy(self, *, headers: bool = False) -> None:
        """Put the selected cells, or the current one, onto the clipboard."""
        sections, numbers = self.selected_sections(), self._numbers()
        columns = [self.rows.column(section) for section in sections]
        titles = [_(column.title) for column in columns] if headers else []
        cells = CopiedCells(columns, numbers, titles, self.rows.covers, self.rows.reader())
        if cells.personal and not self.rows.masked:
            self.recorder(len(numbers), lambda: copy_cells(self, cells))
        else:
            copy_cells(self, cells)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Copy with and without headers, the menu of the column; every other key as Qt has it."""
        if event.keyCombination() == DROP and self.currentIndex().isValid():
            self.drop_titles(self.currentIndex().column())
        elif event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        elif event.keyCombination() == COPY_WITH_HEADERS:
            self.copy(headers=True)
        else:
            super().keyPressEvent(event)

    def keyboardSearch(self, search: str) -> None:
        """Typing letters searches in the search box; here it would fetch every page of the list."""

    def currentChanged(self, current: Index, previous: Index) -> None:
        """Emit `chosen` when another row is the current one."""
        super().currentChanged(current, previous)
        if current.row() != previous.row():
            self.viewport().update()
            self.chosen.emit(self.current())

    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:
        """Emit `selected`, and paint the selected rows."""
        super().selectionChanged(selected, deselected)
        self.viewport().update()
        self._emit_selection()
        if not selected.isEmpty():
            QTimer.singleShot(0, self, self._follow_selection)  # the mouse moves the cursor after this

    def _follow_selection(self) -> None:
        """Bring the cursor to a row that a screen reader selected, which moves no cursor itself."""
        ranges = list(self._spans())  # the indexes of many rows would read all of them
        if len(ranges) != 1 or ranges[0].height() != 1 or ranges[0].top() == self.currentIndex().row():
            return
        self.selectionModel().setCurrentIndex(ranges[0].topLeft(), QItemSelectionModel.SelectionFlag.NoUpdate)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The table, and what stands over its cells."""
        super().paintEvent(event)
        paint_over(self)

    def visualRect(self, index: Index) -> QRect:
        """The visible place of a cell; a frozen one stays at its place."""
        rect = super().visualRect(index)
        left = self.frozen.left_of(index.column()) if index.isValid() else None
        if left is not None:
            rect.moveLeft(left)
        return rect

    def indexAt(self, place: QPoint) -> QModelIndex:
        """The cell at a place; a frozen one hides the one scrolled away below it."""
        section = self.frozen.section_at(place.x())
        if section is None:
            return super().indexAt(place)
        return self.rows.index(self.rowAt(place.y()), section)

    def left_of(self, section: int) -> int:
        """The visible left edge of a column; a frozen one stays at its place."""
        left = self.frozen.left_of(section)
        return self.titles.sectionViewportPosition(section) if left is None else left

    def scrollTo(self, index: Index, hint: ScrollHint = ScrollHint.EnsureVisible) -> None:
        """Bring a cell into sight, beside the frozen columns and not below them."""
        bar = self.horizontalScrollBar()
        before = bar.value()
        super().scrollTo(index, hint)
        if self.frozen.holds(index.column()):
            bar.setValue(before)
        elif self.frozen.scrolled:
            hidden = self.frozen.width - self.columnViewportPosition(index.column())
            bar.setValue(bar.value() - max(0, hidden))

    def scrollContentsBy(self, across: int, down: int) -> None:
        """Frozen columns stay where they are."""
        super().scrollContentsBy(across, down)
        if across and self.frozen.width:
            self.frozen.place_titles()
            self.viewport().update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """In another width other columns find room to stay."""
        super().resizeEvent(event)
        self.frozen.settle()

    def sort_by(self, levels: Iterable[SortLevel]) -> None:
        """Sort by these levels."""
        self.rows.sort_by(levels)

    def show_marks(self, filtered: Iterable[str] | None = None) -> None:
        """Show over the columns how they are sorted, and which of them filter."""
        self._filtered = self._filtered if filtered is None else frozenset(filtered)
        levels = {level.key: (place, level) for place, level in enumerate(self.rows.levels, start=1)}
        marks = {}
        for section, column in enumerate(self.rows.table.columns):
            place, level = levels.get(column.key, (0, None))
            marks[section] = TitleMark(place, bool(level and level.descending), column.key in self._filtered)
        for titles in (self.titles, self.frozen.titles):
            titles.show_marks(marks)

    def drop_titles(self, section: int) -> None:
        """Let the menu of a column drop down under its title."""
        if self.menus:
            place = QPoint(max(0, self.left_of(section)), self.titles.height())
            self.menu_of(section).popup(self.titles.mapToGlobal(place))

    def menu_of(self, section: int) -> QMenu:
        """Everything that can be done with a column."""
        menu = QMenu(self)
        menu.aboutToHide.connect(menu.deleteLater)
        if self.sortable:
            add_sorting(menu, self, section)
        self.titling.emit(menu, section)
        add_columns(menu, self, section)
        return menu

    def _sort(self, section: int, adding: bool) -> None:
        """A click sorts, and turns round the level that is there; with Shift the other levels stay."""
        if not self.sortable:
            return
        key = self.rows.column(section).key
        own = next((level for level in self.rows.levels if level.key == key), None)
        level = SortLevel(key, own is not None and not own.descending)
        if not adding:
            self.sort_by([level])
        elif own is None:
            self.sort_by([*self.rows.levels, level])
        else:
            self.sort_by([level if each == own else each for each in self.rows.levels])

    def summary(self) -> str:
        """Return the sums of the selected figures, or that they are too many; empty for fewer than two."""
        sections = [section for section in self.selected_sections() if self._is_figure(section)]
        numbers = self._numbers()
        return too_many(len(sections) * len(numbers)) or sums(self._figures(sections, numbers))

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

    def selected_sections(self) -> list[int]:
        """Return the shown columns of the selection, or the current one, in the order on the screen."""
        sections = {s for span in self._spans() for s in range(span.left(), span.right() + 1)}
        sections = sections or {self.currentIndex().column()} - {-1}
        shown = (section for section in sections if not self.isColumnHidden(section))
        return sorted(shown, key=self.horizontalHeader().visualIndex)

    def _spans(self) -> Iterable[QItemSelectionRange]:
        return cast("Iterable[QItemSelectionRange]", self.selectionModel().selection())

    def _emit_selection(self) -> None:
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

    def _best_width(self, section: int) -> int:
        column = self.rows.column(section)
        title = _metrics().horizontalAdvance(_(column.title)) + em(3 if self.menus else 2)
        return max(self._in_pixels(column.kind.width), title)

    def _in_pixels(self, characters: int) -> int:
        return characters * _metrics().horizontalAdvance("0") + em(1)

    def _in_characters(self, pixels: int) -> int:
        return max(1, round((pixels - em(1)) / _metrics().horizontalAdvance("0")))


COPY_WITH_HEADERS = QKeyCombination(
    Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier, Qt.Key.Key_C
)
DROP = QKeyCombination(Qt.KeyboardModifier.AltModifier, Qt.Key.Key_Down)


def _metrics() -> QFontMetrics:
    """Those of the base font: a new table has the font of the application only once it was shown."""
    return QFontMetrics(QApplication.font())
