"""The cells of a pasted block as a table shows them: what fits, what does not, and why."""

from collections.abc import Sequence

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QBrush, QColor
from PySide6.QtWidgets import QApplication

from county_desk.intake.pasting.block_content import ReadBlock, ReadRow
from county_desk.intake.pasting.columns import PasteColumn, ReadCell
from county_desk.intake.pasting.heading import BlockHeading
from county_desk.shapes import Shape
from county_desk.text import _
from county_desk.views.widgets.marks import cell_mark, mark, mark_colour
from county_desk.views.widgets.style import tones_of
from county_desk.views.widgets.text_format import titled

type Index = QModelIndex | QPersistentModelIndex

Role = Qt.ItemDataRole
NO_INDEX = QModelIndex()


class PasteModel(QAbstractTableModel):
    """The rows of one block; `typed(row, column, text)` asks for another text, by row number and place."""

    typed = Signal(int, int, str)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.block = ReadBlock(BlockHeading())
        self.width = 0
        self.typing = False  # whether the rows are typed here, by one person who reads them in full
        self.row_in_hand = -1

    def show_block(self, block: ReadBlock) -> None:
        """Show another block; one of the same shape leaves the cursor, and the field in a cell, in place."""
        width = max((len(row.cells) for row in block.rows), default=0)
        if self.typing and (len(block.rows), width) == (len(self.block.rows), self.width):
            self.block = block
            self.dataChanged.emit(self.index(0, 0), self.index(len(block.rows) - 1, width - 1))
            self.headerDataChanged.emit(Qt.Orientation.Vertical, 0, len(block.rows) - 1)
            return
        self.beginResetModel()
        self.block, self.width = block, width
        self.endResetModel()

    def trouble_of(self, row: int, cell: ReadCell) -> str:
        """The problem of a cell; a blank cell in the row that is being typed has none yet."""
        return "" if row == self.row_in_hand and not cell.text.strip() else cell.trouble

    def words_for(self, place: int) -> Sequence[str]:
        """The words of a column of fixed words, as they are shown."""
        column = self.block.heading.columns.get(place)
        return [shown for _value, shown in column.kind.options()] if column else ()

    def rowCount(self, parent: Index = NO_INDEX) -> int:
        """The number of rows that are not blank."""
        return 0 if parent.isValid() else len(self.block.rows)

    def columnCount(self, parent: Index = NO_INDEX) -> int:
        """The number of columns of the block."""
        return 0 if parent.isValid() else self.width

    def flags(self, index: Index) -> Qt.ItemFlag:
        """A cell can be put right in place."""
        return super().flags(index) | Qt.ItemFlag.ItemIsEditable

    def setData(self, index: Index, value: object, role: int = Role.EditRole) -> bool:
        """Hand a text that was typed on; the block is then read again."""
        row, place, text = self.block.rows[index.row()], index.column(), str(value)
        if role != Role.EditRole or text == row.cells[place].text:
            return False
        column = self.block.heading.columns.get(place)
        listed = {shown: plain for plain, shown in column.kind.options()} if column else {}
        self.typed.emit(row.number, place, str(listed.get(text, text)))
        return True

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Role.DisplayRole) -> object:
        """The title of a column; the number of a row with the mark of its verdict."""
        if orientation is Qt.Orientation.Vertical:
            return self._row_title(self.block.rows[section], role)
        heading = self.block.heading
        column, texts = heading.columns.get(section), heading.texts
        match role:
            case Role.DisplayRole:
                theirs = texts[section].strip() if section < len(texts) else ""
                title = column_title(column)
                if self.typing:
                    return title
                return f"{title} ▾" + (f"\n{theirs}" if theirs and theirs != title else "")
            case Role.ToolTipRole if not self.typing:
                return _("Click to say what this column holds")
        return None

    def data(self, index: Index, role: int = Role.DisplayRole) -> object:
        """The text of a cell; one that does not fit has a fill, a mark and the reason."""
        row = self.block.rows[index.row()]
        cell, taken = row.cells[index.column()], index.column() in self.block.heading.columns
        trouble = self.trouble_of(index.row(), cell)
        theme = tones_of(QApplication.palette())
        match role:
            case Role.DisplayRole:
                return self._shown(index.column(), cell)
            case Role.EditRole:
                return cell.text
            case Role.BackgroundRole if trouble:
                return QBrush(QColor(theme.bad_tint))
            case Role.ForegroundRole if trouble or not taken:
                return QBrush(QColor(theme.bad if trouble else theme.disabled))
            case Role.DecorationRole if trouble or cell.note:
                shape = Shape.MUST if trouble else Shape.WATCH
                return cell_mark(shape, mark_colour(shape), theme.on_selection)
            case Role.ToolTipRole:
                return self.words(row, index.column(), cell)
            case Role.AccessibleTextRole:
                words = self.words(row, index.column(), cell)
                shown = self._shown(index.column(), cell)
                return titled(shown, words) if words else shown
        return None

    def _shown(self, place: int, cell: ReadCell) -> str:
        """The text of a cell: a pasted number of a person masked once it fits, an amount with its value."""
        column = self.block.heading.columns.get(place)
        unit = self.block.heading.units.get(place)
        if column is not None and unit is not None and unit.factor != 1 and cell.value is not None:
            return f"{cell.text} → {column.kind.show(cell.value)}"
        if self.typing or column is None or not column.kind.personal or cell.trouble:
            return cell.text
        return column.kind.mask(cell.text.strip())

    def words(self, row: ReadRow, place: int, cell: ReadCell) -> str:
        """The words about a cell: why it does not fit, how it was read, and the value on record."""
        column = self.block.heading.columns.get(place)
        if column is None:
            return _("This column is left out.")
        said = [cell.trouble, cell.note, cell.meant]
        if (before := row.before.get(column.key)) is not None and cell.text.strip():
            said.append(_("On record: {value}").format(value=column.kind.show(before)))
        return "\n".join(filter(None, said))

    def _row_title(self, row: ReadRow, role: int) -> object:
        match role:
            case Role.DisplayRole:
                return str(row.number)
            case Role.ToolTipRole:
                return row.trouble or row.effect or row.label
            case Role.DecorationRole:
                fits = row.act is not None and row.fits
                shape = Shape.FINE if fits else Shape.NONE if row.fits or row.blank else Shape.MUST
                shape = Shape.WATCH if fits and row.effect else shape
                return mark(shape, mark_colour(shape))
        return None


def column_title(column: PasteColumn | None) -> str:
    """Return the title of a column, or the words for one that is left out."""
    return _(column.label) if column else _("Left out")
