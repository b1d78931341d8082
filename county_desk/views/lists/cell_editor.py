"""The field in a cell of a list: it takes what the cells of a pasted block take."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QStringListModel,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from county_desk.views.widgets.painted import LineField
from county_desk.views.widgets.sound_completer import SoundCompleter, place_meant

type Index = QModelIndex | QPersistentModelIndex
ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class CellDelegate(QStyledItemDelegate):
    """Opens the field of one column.

    `words()` gives the words of a column of fixed words. `below()` is emitted on Enter, and `saving()` on
    Ctrl+Enter.
    """

    below, saving = Signal(), Signal()

    def __init__(self, words: Callable[[], Sequence[str]], parent: QObject) -> None:
        super().__init__(parent)
        self._words = words

    def createEditor(self, parent: QWidget, _option: QStyleOptionViewItem, index: Index) -> QWidget:
        """The field; the words of a fixed list drop down as they are typed."""
        field = LineField(parent)
        field.setMinimumSize(0, 0)
        field.setAutoFillBackground(True)
        field.setAccessibleName(index.model().headerData(index.column(), Qt.Orientation.Horizontal))
        if words := self._words():
            completer = SoundCompleter(QStringListModel(list(words), field), field)
            field.setCompleter(completer)
            completer.activated.connect(lambda _words: self._end(field))
        return field

    def setEditorData(self, field: QWidget, index: Index) -> None:
        """Begin with the text of the cell; a list that is read meanwhile leaves the typed text."""
        if isinstance(field, QLineEdit) and not field.isModified():
            field.setText(str(index.data(Qt.ItemDataRole.EditRole) or ""))

    def setModelData(self, field: QWidget, model: QAbstractItemModel, index: Index) -> None:
        """Take the text; of fixed words the first one that it finds."""
        if not isinstance(field, QLineEdit):
            return
        text, words = field.text().strip(), self._words()
        if text and (place := place_meant(words, text, first=True)) >= 0:
            text = words[place]
        if text != str(index.data(Qt.ItemDataRole.EditRole) or ""):
            model.setData(index, text)

    def eventFilter(self, field: QObject, event: QEvent) -> bool:
        """Enter takes the text and goes on below, with Ctrl it saves; other keys as Qt has them."""
        if event.type() is QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and event.key() in ENTER:
            assert isinstance(field, QWidget)
            self._end(field, saves=bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier))
            return True
        return super().eventFilter(field, event)

    def _end(self, field: QWidget, *, saves: bool = False) -> None:
        self.commitData.emit(field)
        self.closeEditor.emit(field)
        (self.saving if saves else self.below).emit()
