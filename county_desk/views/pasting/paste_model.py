"""The cells of a pasted block as a table shows them: what fits, what does not, and why."""

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

    def show_block(self, block: ReadBlock) -> None:
        """Show another block."""
        self.beginResetModel()
        self.block = block
        self.width = max((len(row.cells) for row in block.rows), default=0)
        self.endResetModel()

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
        row, column = self.block.rows[index.row()], index.column()
        if role != Role.EditRole or str(value) == row.cells[column].text:
            return False
        self.typed.emit(row.number, column, str(value))
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
                return f"{title} ▾" + (f"\n{theirs}" if theirs and theirs != title else "")
            case Role.ToolTipRole:
                return _("Click to say what this column holds")
        return None

    def data(self, index: Index, role: int = Role.DisplayRole) -> object:
        """The text of a cell; one that does not fit has a fill, a mark and the reason."""
        row = self.block.rows[index.row()]
        cell, taken = row.cells[index.column()], index.column() in self.block.heading.columns
        theme = tones_of(QApplication.palette())
        match role:
            case Role.DisplayRole:
                return self._shown(index.column(), cell)
            case Role.EditRole:
                return cell.text
            case Role.BackgroundRole if cell.trouble:
                return QBrush(QColor(theme.bad_tint))
            case Role.ForegroundRole if cell.trouble or not taken:
                return QBrush(QColor(theme.bad if cell.trouble else theme.disabled))
            case Role.DecorationRole if cell.trouble or cell.note:
                shape = Shape.MUST if cell.trouble else Shape.WATCH
                return cell_mark(shape, mark_colour(shape), theme.on_selection)
            case Role.ToolTipRole:
                return self.words(row, index.column(), cell)
            case Role.AccessibleTextRole:
                words = self.words(row, index.column(), cell)
                shown = self._shown(index.column(), cell)
                return titled(shown, words) if words else shown
        return None

    def _shown(self, place: int, cell: ReadCell) -> str:
        """The text of a cell; a person's number is masked once it fits, an amount has its value in yuan."""
        column = self.block.heading.columns.get(place)
        unit = self.block.heading.units.get(place)
        if column is not None and unit is not None and unit.factor != 1 and cell.value is not None:
            return f"{cell.text} → {column.kind.show(cell.value)}"
        if column is None or not column.kind.personal or cell.trouble:
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
