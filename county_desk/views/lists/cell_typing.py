"""The keys of a list with cells that can be typed into: edit, fill down, paste, take back and save."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QMenu

from county_desk.intake.pasting.block import MOST, Cells, cells_of, pasted_table
from county_desk.tables.declared import NumberedRow
from county_desk.text import _
from county_desk.views.lists.cell_bar import CellBar
from county_desk.views.lists.cell_editor import ENTER, CellDelegate
from county_desk.views.lists.typed_cells import TypedCells

if TYPE_CHECKING:
    from county_desk.views.lists.list_view import ListView

Key, Standard = Qt.Key, QKeySequence.StandardKey
CONTROL = Qt.KeyboardModifier.ControlModifier


class CellTyping(QObject):
    """Joins a list, its typed cells and the bar that saves them."""

    def __init__(self, view: "ListView", typed: TypedCells) -> None:
        super().__init__(view)
        self.view, self.table, self.typed = view, view.table, typed
        self.bar = CellBar(typed.asks, view)
        view.layout().addWidget(self.bar)  # type: ignore[union-attr]
        typed.covers, typed.answers = view.model.covers, self.bar.answers
        for section, column in enumerate(view.listing.table.columns):
            if typed.takes(column.key):
                delegate = CellDelegate(partial(typed.words_for, column.key), self.table)
                delegate.below.connect(self._go_below)
                delegate.saving.connect(typed.save)
                self.table.setItemDelegateForColumn(section, delegate)
        self.table.installEventFilter(self)
        self.table.selectionModel().currentChanged.connect(lambda *_cells: self._say_trouble())
        self.table.offering.connect(self._offer)
        self.bar.saving.connect(typed.save)
        self.bar.dropping.connect(typed.drop_all)
        self.bar.answered.connect(typed.check)
        typed.changed.connect(self._show)
        typed.read.connect(self._show)
        typed.unfit.connect(self._go_to_trouble)
        typed.saved.connect(self._saved)

    def eventFilter(self, _table: QObject, event: QEvent) -> bool:
        """Take the keys that mean something for typed cells; a shortcut of the page gives way to them."""
        if event.type() not in (QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress):
            return False
        assert isinstance(event, QKeyEvent)
        act = self._act_of(event)
        if act is None:
            return False
        event.accept()
        if event.type() is QEvent.Type.KeyPress:
            act()
        return True

    def _offer(self, menu: QMenu, _row: object) -> None:
        """Add to the context menu of a cell that can be typed into."""
        if self._is_editable():
            index = self.table.currentIndex()
            menu.addSeparator()
            menu.addAction(_("Type into the cell"), QKeySequence("F2"), lambda: self.table.edit(index))
            menu.addAction(_("Fill down"), QKeySequence("Ctrl+D"), self.fill_down)

    def fill_down(self) -> None:
        """Copy the first selected row into the others; into one row alone, the row above."""
        numbers, sections = self.table.selected_numbers(), self.table.selected_sections()
        if len(numbers) == 1 and numbers[0] > 0:
            numbers = [numbers[0] - 1, *numbers]
        self._with_rows(numbers, lambda rows: self._fill(rows, sections))

    def clear(self) -> None:
        """Empty the selected cells."""
        sections = self.table.selected_sections()
        keys = [self.view.model.column(section).key for section in sections]
        self._with_rows(
            self.table.selected_numbers(),
            lambda rows: self._type([(row, key, "") for row in rows for key in keys]),
        )

    def paste(self, block: Cells) -> None:
        """Take the cells of a block from the current cell on; a blank one changes nothing."""
        first = self.table.currentIndex().row()
        keys = self._keys_from_current()

        def type_in(rows: Sequence[NumberedRow]) -> None:
            cells = []
            for row, texts in zip(rows, block, strict=False):
                cells += [(row, key, text) for key, text in zip(keys, texts, strict=False) if text.strip()]
            self._type(cells)

        self._with_rows(range(first, first + len(block)), type_in)

    def _act_of(self, event: QKeyEvent) -> Callable[[], object] | None:
        """The act of a key on typed cells; None for any other key, and where it would change nothing."""
        key, control = Key(event.key()), event.modifiers() == CONTROL
        if self.typed and (act := self._act_on_typed(event)):
            return act
        if event.matches(Standard.Paste) and self._takes(block := _clipboard()):
            return lambda: self.paste(block)
        if self._is_editable():
            if control and key is Key.Key_D:
                return self.fill_down
            if key is Key.Key_Delete and not event.modifiers():
                return self.clear
        return None

    def _act_on_typed(self, event: QKeyEvent) -> Callable[[], object] | None:
        """The act of a key once cells are typed."""
        if event.modifiers() == CONTROL and Key(event.key()) in ENTER:
            return self.typed.save
        if event.matches(Standard.Undo):
            return self.typed.take_back
        if event.key() == Key.Key_Escape and (places := self._typed_places()):
            return lambda: self.typed.drop(places)
        return None

    def _is_editable(self) -> bool:
        return bool(self.table.currentIndex().flags() & Qt.ItemFlag.ItemIsEditable)

    def _keys_from_current(self) -> list[str]:
        """The columns from the current one to the right."""
        shown = self.table.shown_columns()
        key = self.view.model.column(max(0, self.table.currentIndex().column())).key
        return list(shown[shown.index(key) :]) if key in shown else []

    def _takes(self, block: Cells) -> bool:
        """Whether every cell of a block finds a cell that can be typed into."""
        keys = self._keys_from_current()[: len(block[0])] if block else []
        room = self.view.model.rowCount() - self.table.currentIndex().row()
        if not block or len(block) > min(room, MOST) or len(keys) < len(block[0]):
            return False
        row = self.table.current()
        if pasted_table(block, [each.grid for each in self.typed.grids]).last:
            return False  # a block with titles says itself where its cells go
        return row is not None and all(self.typed.may_edit(row, self.view.listing.table[key]) for key in keys)

    def _typed_places(self) -> list[tuple[int, str]]:
        """The selected cells that were typed; only rows at hand are looked at."""
        keys = [self.view.model.column(section).key for section in self.table.selected_sections()]
        rows = self.table.selected_rows() if len(self.table.selected_numbers()) <= MOST else []
        places = [(row.id, key) for row in rows for key in keys]
        return [place for place in places if place in self.typed.cells]

    def _fill(self, rows: Sequence[NumberedRow], sections: Sequence[int]) -> None:
        cells = []
        for section in sections:
            column = self.view.model.column(section)
            if rows and self.typed.may_edit(rows[0], column):
                typed = self.typed.text_of(rows[0], column.key)
                text = column.shown(rows[0]) if typed is None else typed
                cells += [(row, column.key, text) for row in rows[1:]]
        self._type(cells)

    def _type(self, cells: Sequence[tuple[NumberedRow, str, str]]) -> None:
        table = self.view.listing.table
        if may := [each for each in cells if self.typed.may_edit(each[0], table[each[1]])]:
            self.typed.type_cells(may)

    def _with_rows(self, numbers: Sequence[int], then: Callable[[Sequence[NumberedRow]], None]) -> None:
        """Read some rows off this thread, and hand them on."""
        if not numbers or len(numbers) > MOST:
            self._tell(_("At most {most} rows are typed into at once.").format(most=f"{MOST:,}"))
            return
        first, last, read = numbers[0], numbers[-1], self.view.model.reader()

        def work() -> list[NumberedRow]:
            rows = read(first, last - first + 1)
            return [rows[number - first] for number in numbers if number - first < len(rows)]

        self.view.owner.look(work, then, "rows to type into")

    def _go_below(self) -> None:
        index = self.table.currentIndex()
        if index.row() + 1 < self.view.model.rowCount():
            self.table.setCurrentIndex(index.siblingAtRow(index.row() + 1))
        self.table.setFocus()

    def _go_to_trouble(self) -> None:
        """Go to the first cell or field that keeps the cells from being saved."""
        if asked := next(iter(self.typed.found.asked), ""):
            self.bar.go_to(asked)
        elif unfit := self.typed.found.unfit:
            number, key = unfit[0]
            keys = [column.key for column in self.view.listing.table.columns]
            if self.view.choose(number):
                self.table.setCurrentIndex(self.table.currentIndex().siblingAtColumn(keys.index(key)))
            self.table.setFocus()

    def _show(self) -> None:
        self.view.model.show_again()
        self.bar.say(self.typed.count_words(), self.typed.trouble_words(), self.typed.found.asked)
        self._say_trouble()

    def _say_trouble(self) -> None:
        """Say in the status bar why the current cell does not fit."""
        row, index = self.table.current(), self.table.currentIndex()
        if row is not None and self.typed:
            self._tell(self.typed.trouble_of(row, self.view.model.column(index.column()).key))

    def _tell(self, words: str) -> None:
        self.view.told.emit(self.view.owner.status[0], words)

    def _saved(self) -> None:
        self.bar.clear()
        self.view.refresh()
        self.table.setFocus()


def _clipboard() -> Cells:
    return cells_of(QGuiApplication.clipboard().text())
