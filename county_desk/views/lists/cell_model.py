"""The rows of a list with cells that can be typed into; nothing is written until the cells are saved."""

from collections.abc import Sequence
from typing import Protocol

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QBrush, QColor
from PySide6.QtWidgets import QApplication

from county_desk.fields import Column, Table
from county_desk.shapes import Shape
from county_desk.tables.declared import NumberedRow
from county_desk.text import _
from county_desk.views.lists.table_model import Index, Role, TableModel
from county_desk.views.widgets.marks import cell_mark, mark_colour
from county_desk.views.widgets.style import tones_of
from county_desk.views.widgets.text_format import titled


class Typing(Protocol):
    """Typed cells that are not saved yet."""

    def __bool__(self) -> bool: ...
    def may_edit[R: NumberedRow](self, row: R, column: Column[R]) -> bool: ...
    def text_of(self, row: NumberedRow, key: str) -> str | None: ...
    def words_of(self, row: NumberedRow, key: str) -> Sequence[str]: ...
    def trouble_of(self, row: NumberedRow, key: str) -> str: ...
    def type_cells(self, cells: Sequence[tuple[NumberedRow, str, str]]) -> None: ...


class CellModel[R: NumberedRow](TableModel[R]):
    """A `TableModel` in which typed cells stand out until they are saved; without `typing` none is typed."""

    def __init__(self, table: Table[R], parent: QObject | None = None) -> None:
        super().__init__(table, parent)
        self.typing: Typing | None = None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """A cell of a fact can be edited."""
        flags, row = super().flags(index), self.row_at(index.row())
        typing, column = self.typing, self.column(index.column())
        may = typing is not None and row is not None and typing.may_edit(row, column)
        return flags | Qt.ItemFlag.ItemIsEditable if may else flags

    def setData(self, index: Index, value: object, role: int = Role.EditRole) -> bool:
        """Keep a text that was typed."""
        row = self.row_at(index.row())
        if role != Role.EditRole or row is None or self.typing is None:
            return False
        self.typing.type_cells([(row, self.column(index.column()).key, str(value))])
        return True

    def data(self, index: Index, role: int = Role.DisplayRole) -> object:
        """The typed text where there is one, with its mark, its colour and its reason."""
        typing = self.typing
        if typing is not None and index.isValid() and (role == Role.EditRole or (typing and role in _OWN)):
            row, column = self.row_at(index.row()), self.column(index.column())
            text = typing.text_of(row, column.key) if row is not None else None
            if row is not None and text is not None and role != Role.EditRole:
                return self._typed(typing, row, column, text, role)
            if role == Role.EditRole:  # the text with which the editor of a cell begins
                return super().data(index) if text is None else text
        return super().data(index, role)

    def _typed(self, typing: Typing, row: R, column: Column[R], text: str, role: int) -> object:
        theme, trouble = tones_of(QApplication.palette()), typing.trouble_of(row, column.key)
        shown = column.kind.mask(text) if column.kind.personal and self.covers(row) else text
        match role:
            case Role.DisplayRole:
                return shown or "—"
            case Role.BackgroundRole:
                return QBrush(QColor(theme.bad_tint if trouble else theme.info_tint))
            case Role.ForegroundRole:
                return QBrush(QColor(theme.bad if trouble else theme.info))
            case Role.DecorationRole:
                shape = Shape.MUST if trouble else Shape.UNDERWAY
                return cell_mark(shape, mark_colour(shape), theme.on_selection)
        words = "\n".join(typing.words_of(row, column.key))
        if role == Role.ToolTipRole:
            return words
        return titled(titled(_(column.title), shown), words)


_OWN = frozenset(
    {
        Role.DisplayRole,
        Role.BackgroundRole,
        Role.ForegroundRole,
        Role.DecorationRole,
        Role.ToolTipRole,
        Role.AccessibleTextRole,
        Role.AccessibleDescriptionRole,
    }
)
