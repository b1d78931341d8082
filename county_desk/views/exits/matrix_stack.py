"""The matrix of the page: made anew when the rule has other criteria, or a message in its place."""

from collections.abc import Sequence

from PySide6.QtCore import QPoint, Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from county_desk.fields import Table
from county_desk.views.exits.matrix_rows import MatrixRow
from county_desk.views.exits.matrix_view import MatrixView
from county_desk.views.widgets.bands import STANDARD, Band, Width
from county_desk.views.widgets.banner import EmptyState


class MatrixStack(QStackedWidget):
    """One matrix at a time. `pointed`, `asked_filter` and `opened` are those of the matrix."""

    pointed = Signal(object, str)
    asked_filter = Signal(str, QPoint)
    opened = Signal(object)
    ticks_changed = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.empty = EmptyState(self)
        self.view: MatrixView | None = None
        self.band = STANDARD
        self.addWidget(self.empty)

    def current(self) -> MatrixRow | None:
        """The row that the cursor is on."""
        row = self.view.current() if self.view and self.currentWidget() is self.view else None
        return row if isinstance(row, MatrixRow) else None

    def show_columns(self, table: Table[MatrixRow], rows: Sequence[MatrixRow]) -> None:
        """Have a matrix with these columns, wide enough for these rows."""
        keys = [column.key for column in table.columns]
        if self.view is None or [column.key for column in self.view.matrix.table.columns] != keys:
            self._replace(MatrixView(table, self))
        assert self.view is not None
        self.view.fit_columns(rows)

    def show_rows(self, rows: Sequence[MatrixRow], wanted: int = 0) -> None:
        """Show rows in the order that was asked for; the cursor stays where it was, or goes to `wanted`."""
        assert self.view is not None
        before, label = self.current(), self.view.label()
        model = self.view.matrix
        model.show_rows(rows)
        self.setCurrentWidget(self.view)
        if rows and not self.view.choose(wanted or (before.id if before else 0), label):
            first = model.row_at(0)
            self.view.choose(first.id if first else 0)

    def ticked(self) -> set[int]:
        """The numbers of the rows that are ticked, whether they are shown or not."""
        return self.view.matrix.ticked if self.view else set()

    def beginning(self) -> set[int]:
        """The numbers of the rows shown for which a case can be opened."""
        if self.view is None:
            return set()
        model = self.view.matrix
        return {row.id for row in model.rows(range(model.rowCount())) if row.can_begin}

    def tick_shown(self) -> None:
        """Tick every row shown that can begin, or clear them when all of them are ticked."""
        if self.view:
            numbers = self.beginning()
            self.view.matrix.tick(numbers, on=not numbers <= self.view.matrix.ticked)

    def clear_ticks(self) -> None:
        """Tick nothing."""
        if self.view:
            self.view.matrix.tick(self.ticked(), on=False)

    def cross(self) -> None:
        """Highlight the row and the column of the cursor, or no longer."""
        if self.view:
            self.view.cross = not self.view.cross
            self.view.viewport().update()

    def fit(self, band: Band) -> None:
        """Name the rows by the household alone in a narrow window."""
        self.band = band
        if self.view:
            self.view.show_column("village", band.width is not Width.NARROW)

    def _replace(self, view: MatrixView) -> None:
        old, self.view = self.view, view
        self.addWidget(view)
        if old is not None:
            self.removeWidget(old)
            old.deleteLater()
        view.pointed.connect(self.pointed)
        view.asked_filter.connect(self.asked_filter)
        view.opened.connect(self.opened)
        view.matrix.ticked_changed.connect(self.ticks_changed)
        self.fit(self.band)
        self.ticks_changed.emit()
