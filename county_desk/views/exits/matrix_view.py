"""The exit matrix: marks with figures, ticks, and a cursor that moves from cell to cell."""

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QObject, QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from county_desk.fields import Table
from county_desk.rules.findings import Finding, Outcome
from county_desk.shapes import Shape
from county_desk.text import _
from county_desk.views.exits.matrix_rows import RESULT, TICK, MatrixRow, PartColumn, cell_words
from county_desk.views.lists.table_model import Index, TableModel
from county_desk.views.lists.table_view import TableView
from county_desk.views.widgets.chips import chip_size, paint_chip, paint_mark
from county_desk.views.widgets.style import Tones, em, sized, tones_of

Role = Qt.ItemDataRole
CENTRE = Qt.AlignmentFlag.AlignCenter
LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
SAMPLE = 500  # rows whose figures say how wide a column is
WRAPPED = int(CENTRE) | int(Qt.TextFlag.TextWordWrap)


class MatrixModel(TableModel[MatrixRow]):
    """Rows of the matrix, with a tick on those chosen for an act."""

    ticked_changed = Signal()

    def __init__(self, table: Table[MatrixRow], parent: QObject | None = None) -> None:
        super().__init__(table, parent)
        self.ticked: set[int] = set()

    def data(self, index: Index, role: int = Role.DisplayRole) -> object:
        """The tick, the sentence of a criterion as its tooltip, and otherwise what the column says."""
        if index.isValid():
            column, row = self.table.columns[index.column()], self.row_at(index.row())
            if column.key == TICK and role == Role.CheckStateRole and row:
                return Qt.CheckState.Checked if row.id in self.ticked else Qt.CheckState.Unchecked
            if column.key == TICK and role == Role.AccessibleTextRole and row:
                return _("ticked") if row.id in self.ticked else _("not ticked")
            if isinstance(column, PartColumn) and role == Role.ToolTipRole and row:
                part = row.part(column.key)
                return part.sentence() if part else None
        return super().data(index, role)

    def setData(self, index: Index, value: object, role: int = Role.EditRole) -> bool:
        """Tick or clear one row."""
        row = self.row_at(index.row()) if index.isValid() else None
        if row is None or role != Role.CheckStateRole:
            return False
        self.tick([row.id], on=Qt.CheckState(value) is Qt.CheckState.Checked)
        return True

    def flags(self, index: Index) -> Qt.ItemFlag:
        """The first column can be ticked; nothing can be typed into."""
        flags = super().flags(index)
        if index.isValid() and self.table.columns[index.column()].key == TICK:
            flags |= Qt.ItemFlag.ItemIsUserCheckable
        return flags

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Role.DisplayRole) -> object:
        """Titles of criteria stand on several lines."""
        part = 0 <= section < len(self.table.columns) and isinstance(self.table.columns[section], PartColumn)
        if part and orientation is Qt.Orientation.Horizontal and role == Role.TextAlignmentRole:
            return WRAPPED
        return super().headerData(section, orientation, role)

    def tick(self, numbers: Iterable[int], *, on: bool) -> None:
        """Tick or clear several rows."""
        self.ticked = self.ticked | set(numbers) if on else self.ticked - set(numbers)
        if rows := self.rowCount():
            self.dataChanged.emit(self.index(0, 0), self.index(rows - 1, 0))
        self.ticked_changed.emit()


class MatrixView(TableView):
    """A table with criteria as cells.

    `pointed(row, label)` is emitted for the current cell. The label is that of a criterion, or empty for the
    household as a whole. `asked_filter(label, place)` is emitted on a right click on the title of a
    criterion.
    """

    menus = False
    pointed = Signal(object, str)
    asked_filter = Signal(str, QPoint)

    def __init__(self, table: Table[MatrixRow], parent: QWidget | None = None) -> None:
        self.matrix = MatrixModel(table)
        super().__init__(self.matrix, parent)
        self.matrix.setParent(self)
        self.setItemDelegate(MatrixDelegate(self))
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        header = self.horizontalHeader()
        sized(header, 0.9, bold=False)
        header.setMinimumSectionSize(em(2))
        header.setSectionsMovable(False)
        header.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        header.customContextMenuRequested.connect(self._ask_filter)

    def fit_columns(self, rows: Sequence[MatrixRow]) -> None:
        """Columns as wide as their figures, and a header as high as its longest title."""
        metrics, header = QFontMetrics(_bold()), self.horizontalHeader()
        rows = rows[:SAMPLE]
        high = em(1.7)
        for section, column in enumerate(self.matrix.table.columns):
            title = header.fontMetrics()
            if column.key == TICK:
                self.setColumnWidth(section, em(2.2))
            elif isinstance(column, PartColumn):
                parts = [part for row in rows if (part := row.part(column.key))]
                words = max((metrics.horizontalAdvance(cell_words(part)) for part in parts), default=0)
                width, lines = _title_room(title, column.title, max(em(4.6), min(words + em(2.3), em(9))))
                self.setColumnWidth(section, width)
                high = max(high, lines)
            elif column.key == RESULT:
                chips = {chip_size(column.shown(row)).width() for row in rows}
                self.setColumnWidth(section, max(chips, default=em(7)) + em(0.8))
        header.setFixedHeight(high + em(0.6))

    def show_column(self, key: str, shown: bool) -> None:
        """Show or hide a column, where the matrix has it."""
        for section, column in enumerate(self.matrix.table.columns):
            if column.key == key:
                self.setColumnHidden(section, not shown)

    def label(self) -> str:
        """The criterion that the cursor is on; empty for the household as a whole."""
        section = self.currentIndex().column()
        column = self.matrix.table.columns[section] if section >= 0 else None
        return column.key if isinstance(column, PartColumn) else ""

    def choose(self, number: int, label: str = "") -> bool:
        """Put the cursor on one row, and there on a criterion."""
        keys = [column.key for column in self.matrix.table.columns]
        section = keys.index(label) if label in keys else keys.index("subject")
        for place in range(self.matrix.rowCount()):
            row = self.matrix.row_at(place)
            if row is not None and row.id == number:
                self.setCurrentIndex(self.matrix.index(place, section))
                return True
        return False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Space ticks the selected rows, or clears them when all of them are ticked."""
        if event.key() == Qt.Key.Key_Space:
            numbers = [row.id for row in self.selected_rows()]
            self.matrix.tick(numbers, on=not set(numbers) <= self.matrix.ticked)
            return
        super().keyPressEvent(event)

    def currentChanged(self, current: Index, previous: Index) -> None:
        """Emit `pointed` for the new cell."""
        super().currentChanged(current, previous)
        self.pointed.emit(self.matrix.row_at(current.row()) if current.isValid() else None, self.label())

    def _ask_filter(self, place: QPoint) -> None:
        section = self.horizontalHeader().logicalIndexAt(place)
        column = self.matrix.table.columns[section] if section >= 0 else None
        if isinstance(column, PartColumn):
            self.asked_filter.emit(column.key, self.horizontalHeader().mapToGlobal(place))


class MatrixDelegate(QStyledItemDelegate):
    """Paints a criterion as a mark and its figure, and the result as a chip."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """The cell without its words, then what it says."""
        model = index.model()
        assert isinstance(model, MatrixModel)
        column, row = model.table.columns[index.column()], model.row_at(index.row())
        part = row.part(column.key) if row and isinstance(column, PartColumn) else None
        if row is None or (part is None and column.key != RESULT):
            super().paint(painter, option, index)
            return
        self.initStyleOption(option, index)
        option.text = ""
        style = option.widget.style() if option.widget else QApplication.style()
        style.drawControl(QStyle.ControlElement.CE_ItemViewItem, option, painter, option.widget)
        theme, room = tones_of(option.palette), QRectF(option.rect)
        if part is None:
            shape = Shape.MUST if row.failed else Shape.WATCH if row.unknown else Shape.FINE
            paint_chip(painter, room.adjusted(em(0.3), 0, -em(0.2), 0), shape, column.shown(row), theme)
            return
        paint_part(painter, room, part, theme)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Room for a mark and a figure."""
        return QSize(em(5), em(2.3))


def paint_part(painter: QPainter, room: QRectF, part: Finding, theme: Tones) -> None:
    """Paint one criterion.

    A full ground means not met, a question mark unknown, and a dash shown only.
    """
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    failed, unknown = part.outcome is Outcome.NOT_MET, part.outcome is Outcome.UNKNOWN
    ink = theme.muted if not part.weighs else theme.on_bad if failed else theme.warn if unknown else theme.ok
    ground = room.adjusted(em(0.25), em(0.22), -em(0.25), -em(0.22))
    if part.weighs and (failed or unknown):
        painter.setPen(QColor(theme.bad if failed else theme.warn))
        painter.setBrush(QColor(theme.bad if failed else theme.warn_tint))
        painter.drawRoundedRect(ground, 4, 4)
    font = _bold() if part.weighs and not part.met else QApplication.font()
    painter.setFont(font)
    words, metrics, mark = cell_words(part), QFontMetrics(font), em(0.75)
    width = metrics.horizontalAdvance(words) + (em(0.4) if words else 0) + mark
    left = max(room.left() + em(0.5), room.center().x() - width / 2)
    place = QRectF(left, room.center().y() - mark / 2, mark, mark)
    painter.setPen(QColor(ink))
    if unknown or not part.weighs:
        glyph = "—" if not part.weighs else "?"
        painter.drawText(place.adjusted(-2, -4, 2, 4), CENTRE, glyph)
    else:
        paint_mark(painter, place, Shape.MUST if failed else Shape.FINE, QColor(ink))
    painter.setPen(QColor(ink if failed or unknown or not part.weighs else theme.text))
    text = QRectF(place.right() + em(0.4), room.top(), room.right() - place.right() - em(0.5), room.height())
    painter.drawText(
        text, LEFT, metrics.elidedText(words, Qt.TextElideMode.ElideRight, int(text.width()) + 1)
    )
    painter.restore()


def _title_room(font: QFontMetrics, title: str, least: int) -> tuple[int, int]:
    """The width and height of a title on three lines or fewer, without a cut word."""
    latin = (word for word in title.split() if word.isascii())  # Han breaks anywhere
    longest = max(map(font.horizontalAdvance, latin), default=0)
    width = max(least, min(longest, em(8)) + em(0.8))
    while (high := _wrapped(font, title, width)) > 3 * font.lineSpacing() + 2 and width < em(10):
        width += em(0.5)
    return width, min(high, em(5))


def _wrapped(font: QFontMetrics, title: str, width: int) -> int:
    return font.boundingRect(QRect(0, 0, width - em(0.4), em(20)), WRAPPED, title).height()


def _bold() -> QFont:
    font = QFont(QApplication.font())
    font.setBold(True)
    return font
