"""A chart on the screen: painted bars that lead to their lists, the same figures as a table, and printing."""

from collections.abc import Callable

from PySide6.QtCore import QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QBrush, QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from county_desk.tables.chart import Bars, Chart
from county_desk.tables.county import county_name
from county_desk.text import _
from county_desk.views.page import Page
from county_desk.views.printing import print_document
from county_desk.views.widgets.facts_table import FactsTable
from county_desk.views.widgets.painted import Button
from county_desk.views.widgets.parts import heading, line
from county_desk.views.widgets.style import em, tones


class ChartView(QWidget):
    """A chart with its question, its table, and its print; a picked line calls `picked` with its subject."""

    def __init__(self, chart: Chart, owner: Page, picked: Callable[[object], object]) -> None:
        super().__init__(owner)
        self.chart, self._owner = chart, owner
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, em(0.5))
        box.setSpacing(em(0.4))
        box.addWidget(heading(_(chart.question), self, 1.1))
        self.canvas = ChartCanvas(chart, self)
        self.canvas.picked.connect(picked)
        self.table = FactsTable(
            (_(chart.about), *(_(title) for title in chart.series)), self, _(chart.question)
        )
        self.table.show_rows(
            [(each.label, *(chart.kind.show(value) for value in each.values)) for each in chart.lines]
        )
        self.table.hide()
        if not chart.lines:
            box.addWidget(line(_("There is nothing to count yet."), self, muted=True))
            self.canvas.hide()
        box.addWidget(self.canvas)
        box.addWidget(self.table)
        tools = QHBoxLayout()
        self.turn = Button(_("As a table"), self)
        self.turn.setCheckable(True)
        self.turn.toggled.connect(self._turn)
        self.print_button = Button(_("Print the chart…"), self)
        self.print_button.clicked.connect(lambda _checked: self._print())
        for button in (self.turn, self.print_button):
            button.setEnabled(bool(chart.lines))
            tools.addWidget(button)
        tools.addStretch(1)
        box.addLayout(tools)

    def _turn(self, as_table: bool) -> None:
        self.canvas.setVisible(not as_table)
        self.table.setVisible(as_table)

    def _print(self) -> None:
        from county_desk.reports.chart_paper import chart_document

        desk, chart = self._owner.desk, self.chart
        print_document(
            self._owner, lambda _progress: chart_document(chart, desk.read(county_name), desk.today)
        )


class ChartCanvas(QWidget):
    """The painted bars; the arrows choose a line, and Enter or a click picks it."""

    picked = Signal(object)

    def __init__(self, chart: Chart, parent: QWidget) -> None:
        super().__init__(parent)
        self._chart, self.current = chart, 0
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(_(chart.question))
        self.setMinimumHeight(self.sizeHint().height())
        self._tell()

    def sizeHint(self) -> QSize:
        """A line for each value, and one for the key."""
        return QSize(em(20), int(em(1.8) + len(self._chart.lines) * self._line_high()))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The key of the series, then the lines."""
        painter, theme = QPainter(self), tones(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        along = 0
        for place, title in enumerate(self._chart.series):
            self._bar(painter, QRectF(along, em(0.45), em(0.9), em(0.7)), place)
            painter.setPen(QColor(theme.text))
            painter.drawText(QPoint(along + em(1.2), int(em(1.15))), _(title))
            along += em(2.2) + self.fontMetrics().horizontalAdvance(_(title))
        for number, each in enumerate(self._chart.lines):
            self._draw_line(painter, number, each)
        painter.end()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Choose a line, or pick it."""
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()), 0)
        if step and self._chart.lines:
            self.current = max(0, min(len(self._chart.lines) - 1, self.current + step))
            self._tell()
            self.update()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._pick(self.current)
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Pick the line under the pointer."""
        number = int((event.position().y() - em(1.8)) // self._line_high())
        if 0 <= number < len(self._chart.lines):
            self.current = number
            self._tell()
            self.update()
            self._pick(number)

    def _pick(self, number: int) -> None:
        if number < len(self._chart.lines) and self._chart.lines[number].subject is not None:
            self.picked.emit(self._chart.lines[number].subject)

    def _tell(self) -> None:
        """Say the current line to a screen reader."""
        if self._chart.lines:
            each, show = self._chart.lines[self.current], self._chart.kind.show
            said = [
                f"{_(title)} {show(value)}"
                for title, value in zip(self._chart.series, each.values, strict=True)
            ]
            self.setAccessibleDescription(f"{each.label}: {', '.join(said)}")

    def _draw_line(self, painter: QPainter, number: int, each: Bars) -> None:
        theme, high = tones(self), self._line_high()
        top, left = em(1.8) + number * high, self.width() * 0.28
        if self.hasFocus() and number == self.current:
            painter.setPen(QPen(QColor(theme.accent), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(1, top, self.width() - 2, high), 3, 3)
        painter.setPen(QColor(theme.text))
        room = QRectF(em(0.3), top, left - em(0.6), high)
        cut = self.fontMetrics().elidedText(each.label, Qt.TextElideMode.ElideRight, int(room.width()))
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, cut)
        for place, value in enumerate(each.values):
            down = top + em(0.25) + place * em(1.1)
            wide = (self.width() * 0.52) * float(value) / float(self._chart.most)
            if value > 0:
                self._bar(painter, QRectF(left, down, max(wide, 2), em(0.8)), place)
            painter.setPen(QColor(theme.text))
            painter.drawText(
                QPoint(int(left + wide + em(0.4)), int(down + em(0.75))), self._chart.kind.show(value)
            )

    def _bar(self, painter: QPainter, where: QRectF, place: int) -> None:
        """A filled bar for the first series, an open one for the second, a hatched one for the third."""
        theme = tones(self)
        colour = QColor((theme.accent, theme.neutral, theme.warn)[place % 3])
        patterns = (Qt.BrushStyle.SolidPattern, Qt.BrushStyle.NoBrush, Qt.BrushStyle.Dense5Pattern)
        painter.setPen(QPen(colour, 1.5))
        painter.setBrush(QBrush(colour, patterns[place % 3]))
        painter.drawRect(where)

    def _line_high(self) -> float:
        return em(0.5) + max(1, len(self._chart.series)) * em(1.1)
