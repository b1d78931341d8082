"""The summary of a list: boxes for its groups and its figure, and a table with cells that lead to rows."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLabel, QWidget

from county_desk.fields import Table
from county_desk.tables.summary import (
    Figure,
    ListSummary,
    SummaryQuestion,
    figure_columns,
    grouping_columns,
    usual_group,
)
from county_desk.text import _
from county_desk.views.lists.summary_rows import (
    FigureColumn,
    SummaryRow,
    figure_words,
    summary_rows,
    summary_table,
)
from county_desk.views.lists.table_model import TableModel
from county_desk.views.lists.table_view import TableView
from county_desk.views.widgets.choices_box import ChoicesBox
from county_desk.views.widgets.flow import FlowLayout
from county_desk.views.widgets.parts import STRETCH, drop, in_column, in_row, line
from county_desk.views.widgets.style import em

if TYPE_CHECKING:
    from county_desk.views.lists.list_view import ListView


class SummaryTable(TableView):
    """The lines of a summary, in the order in which they were counted."""

    menus, sortable = False, False


class SummaryView(QWidget):
    """`narrowing(down, across)` is emitted with the values of the cell that a person opened.

    `left()` asks for the rows of the list again, `asked()` for another summary.
    """

    narrowing = Signal(tuple, tuple)
    left, asked = Signal(), Signal()

    def __init__(self, view: "ListView") -> None:
        super().__init__(view)
        self.of: Table[object] = view.listing.table
        groups = [(column.key, _(column.title)) for column in grouping_columns(self.of)]
        self._figures = {"": (Figure.COUNT, "")}
        for figure in (Figure.SUM, Figure.AVERAGE):
            self._figures |= {f"{figure} {each.key}": (figure, each.key) for each in figure_columns(self.of)}
        figures = [(name, figure_words(self.of, *each)) for name, each in self._figures.items()]
        self.down = ChoicesBox(_("Rows by"), groups, self)
        self.across = ChoicesBox(_("Columns by"), [("", "—"), *groups], self)
        self.figure = ChoicesBox(_("Count or sum"), figures, self)
        self.down.set_value(usual_group(self.of))
        self.note = line("", self)
        self.table: SummaryTable | None = None
        self.summary: ListSummary | None = None
        self._lay_out()
        for box in (self.down, self.across, self.figure):
            box.activated.connect(lambda _place: self.asked.emit())
        self.setFocusProxy(self.down)

    def question(self) -> SummaryQuestion:
        """Return the question as the boxes ask it."""
        figure, of = self._figures[self.figure.value()]
        down, across = str(self.down.value()), str(self.across.value())
        return SummaryQuestion(down, across if across != down else "", figure, of)

    def lines(self) -> int:
        """The number of lines, that of the totals among them."""
        return self.table.rows.rowCount() if self.table is not None else 0

    def ask(self, question: SummaryQuestion) -> None:
        """Show a question in the boxes."""
        self.down.set_value(question.down)
        self.across.set_value(question.across)
        self.figure.set_value(f"{question.figure} {question.of}" if question.of else "")
        self.asked.emit()

    def show_summary(self, summary: ListSummary) -> None:
        """Show the answer."""
        self.summary = summary
        words = ""
        if summary.too_many:
            words = _("There are too many groups to read; choose a column with fewer values.")
        elif not summary.down:
            words = _("There is nothing to count yet.")
        self.note.setText(words)
        self.note.setVisible(bool(words))
        drop(self.table)
        self.table = None
        if not words:
            self.table = self._table_of(summary)
            self.box.addWidget(self.table, 1)
            self.table.show()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc leads back to the rows."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def _table_of(self, summary: ListSummary) -> SummaryTable:
        model = TableModel(summary_table(self.of, summary), self)
        model.show_rows(summary_rows(self.of, summary))
        table = SummaryTable(model, self)
        table.setToolTip(_("Enter or a double click shows the rows of a figure"))
        table.setAccessibleName(model.table.title)
        table.opened.connect(self._open)
        table.frozen.freeze(1)
        table.setCurrentIndex(model.index(0, 1))
        return table

    def _open(self, row: SummaryRow) -> None:
        """Narrow the list to the rows of the current cell; a cell without rows leads nowhere."""
        if self.table is None or self.summary is None:
            return
        column = self.table.rows.column(self.table.currentIndex().column())
        across = column.subject if isinstance(column, FigureColumn) else ()
        if row.subject and across and (row.subject[0], across[0]) not in self.summary.groups:
            return
        self.narrowing.emit(row.subject, across)

    def _lay_out(self) -> None:
        above = FlowLayout()
        for box in (self.down, self.across, self.figure):
            holder = QWidget(self)
            label = QLabel(box.accessibleName(), holder)
            label.setBuddy(box)
            box.setMaximumWidth(em(11))
            in_row(label, box, on=holder, gap=0.4, margins=0)
            above.addWidget(holder)
        self.box = in_column(above, self.note, STRETCH, on=self, gap=0.5, margins=0)
