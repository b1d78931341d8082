"""The model of one sheet: row numbers as the sheet has them, and marks on the cells that are wrong."""

from functools import lru_cache
from typing import Any

from PySide6.QtCore import QObject, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPixmap
from PySide6.QtWidgets import QApplication

from county_desk.excel.delivery import Level
from county_desk.text import _
from county_desk.views.chips import Shape, paint_mark
from county_desk.views.sheet_rows import MARKS, ROW_MARKS, SheetRow, SheetTable, said
from county_desk.views.style import em, tones_of
from county_desk.views.table_model import HORIZONTAL, Index, Role, TableModel

TONES = {Level.ERROR: "bad", Level.ASK: "warn", Level.WARN: "warn", Level.NOTE: "info"}
FILLED = (Level.ERROR, Level.ASK, Level.NOTE)


class SheetModel(TableModel[SheetRow]):
    """Rows of a sheet, read-only."""

    def __init__(self, sheet: SheetTable, parent: QObject | None = None) -> None:
        super().__init__(sheet.table, parent)
        self.sheet = sheet

    def data(self, index: Index, role: int = Role.DisplayRole) -> Any:
        """What the table shows, and for a cell with something wrong a fill, a mark and the sentence."""
        match role:
            case (
                Role.BackgroundRole
                | Role.ForegroundRole
                | Role.DecorationRole
                | Role.ToolTipRole
                | Role.AccessibleTextRole
            ):
                return self._marked(index, role)
        return super().data(index, role)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Role.DisplayRole) -> Any:
        """The letter and title of a column; the number of a row with the mark of its verdict."""
        if orientation is HORIZONTAL:
            return super().headerData(section, orientation, role)
        if (row := self.row_at(section)) is None:
            return None
        if role == Role.DisplayRole:
            return _("Row {number}").format(number=row.line.row)
        if role == Role.DecorationRole and (shape := ROW_MARKS.get(row.line.verdict)):
            return mark(shape, _colour(shape))
        return None

    def _marked(self, index: Index, role: int) -> Any:
        row = self.row_at(index.row())
        if row is None:
            return None
        title = self.table.columns[index.column()].key
        level, problems = row.level(title), row.marks.get(title, ())
        theme = tones_of(QApplication.palette())
        match role:
            case Role.BackgroundRole if level in FILLED:
                return QBrush(QColor(getattr(theme, f"{TONES[level]}_tint")))
            case Role.ForegroundRole if level is Level.ERROR:
                return QBrush(QColor(theme.bad))
            case Role.DecorationRole if level:
                return mark(MARKS[level], getattr(theme, TONES[level]))
            case Role.ToolTipRole:
                return "\n".join(map(said, problems)) or super().data(index, role)
            case Role.AccessibleTextRole:
                return "; ".join([super().data(index, role), *(each.message for each in problems)])
        return None


def _colour(shape: Shape) -> str:
    theme = tones_of(QApplication.palette())
    named = {Shape.MUST: theme.bad, Shape.WATCH: theme.warn, Shape.FINE: theme.ok}
    return named.get(shape, theme.neutral)


def mark(shape: Shape, colour: str) -> QPixmap:
    """A mark as a picture; glyphs of fonts fall back to odd faces."""
    return _painted(shape, colour, em(0.75), QApplication.primaryScreen().devicePixelRatio())


@lru_cache(maxsize=64)
def _painted(shape: Shape, colour: str, size: int, scale: float) -> QPixmap:
    pixmap = QPixmap(round((size + 2) * scale), round((size + 2) * scale))
    pixmap.setDevicePixelRatio(scale)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    paint_mark(painter, QRectF(1, 1, size, size), shape, QColor(colour))
    painter.end()
    return pixmap
