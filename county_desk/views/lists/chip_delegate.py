"""A column of states in a list, each painted as a chip."""

from collections.abc import Mapping

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRect, QRectF, QSize
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QApplication, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from county_desk.fields import Kind, Term
from county_desk.shapes import Shape
from county_desk.views.lists.table_model import TableModel
from county_desk.views.widgets.chips import chip_size, paint_chip
from county_desk.views.widgets.style import Tones, em, tones_of

type Index = QModelIndex | QPersistentModelIndex


def shapes_of(kind: Kind) -> Mapping[object, Shape]:
    """The shapes of the terms of a kind; none where no term has a shape of its own."""
    terms = [term for term, _words in kind.options() if isinstance(term, Term)]
    return {term: term.shape for term in terms} if any(t.shape is not Shape.NONE for t in terms) else {}


class ChipDelegate(QStyledItemDelegate):
    """Paints the terms of one column as chips; any other value stays as it is."""

    def __init__(self, shapes: Mapping[object, Shape], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._shapes = shapes

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """The cell without its words, then the chip."""
        if self._shape(index) is None or not index.data():
            super().paint(painter, option, index)
            return
        self.initStyleOption(option, index)
        option.text = ""
        widget: QWidget = option.widget
        style = widget.style() if widget else QApplication.style()
        style.drawControl(QStyle.ControlElement.CE_ItemViewItem, option, painter, widget)
        self.paint_term(painter, option.rect, index, tones_of(option.palette))

    def paint_term(self, painter: QPainter, cell: QRect, index: Index, theme: Tones) -> None:
        """Paint the chip alone into a cell; nothing for a value without a shape."""
        if (shape := self._shape(index)) is not None and (text := index.data()):
            paint_chip(painter, QRectF(cell).adjusted(em(0.3), 0, -em(0.2), 0), shape, text, theme)

    def _shape(self, index: Index) -> Shape | None:
        return self._shapes.get(index.data(TableModel.ValueRole))

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Room for the chip."""
        size = chip_size(index.data() or "")
        return QSize(size.width() + em(0.6), size.height() + 4)
