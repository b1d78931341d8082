"""A chart on the screen: painted bars that lead to their lists, the same figures as a table, and printing."""

from bisect import bisect_right
from collections.abc import Callable, Iterator
from itertools import accumulate

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QBrush,
    QColor,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QHBoxLayout, QWidget

from county_desk.tables.chart import Bars, Chart
from county_desk.tables.county import county_name
from county_desk.text import _
from county_desk.views.page import Page
from county_desk.views.printing import print_document
from county_desk.views.widgets.facts_table import FactsTable
from county_desk.views.widgets.painted import Button
from county_desk.views.widgets.parts import heading, in_column, line
from county_desk.views.widgets.style import em, tones

LABELS = 0.45  # of the width at most
LABEL = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextWordWrap


class ChartView(QWidget):
    """A chart with its question, its table, and its print; a picked line calls `picked` with its subject."""

    def __init__(self, chart: Chart, owner: Page, picked: Callable[[object], object]) -> None:
        super().__init__(owner)
        self.chart, self._owner = chart, owner
        box = in_column(heading(_(chart.question), self, 1.1), on=self, gap=0.4, margins=(0, 0, 0, 0.5))
        self.canvas = ChartCanvas(chart, self)
        self.canvas.picked.connect(picked)
        series = (_(title).replace(" ", "\n") for title in chart.series)  # a heading folds, too
        self.table = FactsTable((_(chart.about), *series), self, _(chart.question), folds=True)
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
        self.turn.toggled.connect(self._show_as_table)
        self.print_button = Button(_("Print the chart…"), self, self._print)
        for button in (self.turn, self.print_button):
            button.setEnabled(bool(chart.lines))
            tools.addWidget(button)
        tools.addStretch(1)
        box.addLayout(tools)

    def _show_as_table(self, as_table: bool) -> None:
        self.canvas.setVisible(not as_table)
        self.table.setVisible(as_table)

    def _print(self) -> None:
        from county_desk.reports.chart_paper import chart_document

        desk, chart = self._owner.desk, self.chart
        print_document(
            self._owner, lambda _progress: chart_document(chart, desk.read(county_name), desk.today)
        )


class ChartCanvas(QWidget):
    """The painted bars; the arrows choose a line, and Enter or a click picks it.

    Labels and the key of the series fold where they are longer than their room; no figure is cut.
    """

    picked = Signal(object)

    def __init__(self, chart: Chart, parent: QWidget) -> None:
        super().__init__(parent)
        self._chart, self.current = chart, 0
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(_(chart.question))
        self._lay_out()
        self._describe_line()

    def sizeHint(self) -> QSize:
        """The height of the key and all lines."""
        return QSize(em(20), int(self.tops[-1]))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Set the lines out anew: labels fold otherwise."""
        self._lay_out()
        super().resizeEvent(event)

    def _lay_out(self) -> None:
        """Share the width between labels, bars and figures; `tops` are the edges of the lines."""
        metrics, chart, wide = self.fontMetrics(), self._chart, self.width()
        labels = (metrics.horizontalAdvance(each.label) for each in chart.lines)
        figures = (chart.kind.show(value) for each in chart.lines for value in each.values)
        self._left = min(max(labels, default=0) + em(1), int(wide * LABELS))
        beside = max((metrics.horizontalAdvance(figure) for figure in figures), default=0) + em(0.8)
        self._longest = max(em(2), wide - self._left - beside)
        self._key = list(self._key_places())
        begin = self._key[-1].y() + em(1.35) if self._key else 0
        self.tops = list(accumulate((self._high(each) for each in chart.lines), initial=begin))
        self.setMinimumHeight(int(self.tops[-1]))

    def _key_places(self) -> Iterator[QPointF]:
        """The place of each series in the key, from left to right and line by line."""
        along, down = 0, em(0.45)
        for title in self._chart.series:
            wide = em(2.2) + self.fontMetrics().horizontalAdvance(_(title))
            if along and along + wide > self.width():
                along, down = 0, down + em(1.35)
            yield QPointF(along, down)
            along += wide

    def _high(self, each: Bars) -> float:
        """The height of a line: that of its bars, or of its folded label."""
        room = QRect(0, 0, self._left - em(0.6), 1000)
        said = self.fontMetrics().boundingRect(room, LABEL, each.label).height()
        return em(0.5) + max(said, len(each.values) * em(1.1))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The key of the series, then the lines."""
        painter, theme = QPainter(self), tones(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for place, (at, title) in enumerate(zip(self._key, self._chart.series, strict=True)):
            self._bar(painter, QRectF(at.x(), at.y(), em(0.9), em(0.7)), place)
            painter.setPen(QColor(theme.text))
            painter.drawText(at + QPointF(em(1.2), em(0.7)), _(title))
        for number, each in enumerate(self._chart.lines):
            self._draw_line(painter, number, each)
        painter.end()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Choose a line, or pick it."""
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()), 0)
        if step and self._chart.lines:
            self.current = max(0, min(len(self._chart.lines) - 1, self.current + step))
            self._describe_line()
            self.update()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._pick(self.current)
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Pick the line under the pointer."""
        number = bisect_right(self.tops, event.position().y()) - 1
        if 0 <= number < len(self._chart.lines):
            self.current = number
            self._describe_line()
            self.update()
            self._pick(number)

    def _pick(self, number: int) -> None:
        if number < len(self._chart.lines) and self._chart.lines[number].subject is not None:
            self.picked.emit(self._chart.lines[number].subject)

    def _describe_line(self) -> None:
        """Say the current line to a screen reader."""
        if self._chart.lines:
            each, show = self._chart.lines[self.current], self._chart.kind.show
            said = [
                f"{_(title)} {show(value)}"
                for title, value in zip(self._chart.series, each.values, strict=True)
            ]
            self.setAccessibleDescription(f"{each.label}: {', '.join(said)}")

    def _draw_line(self, painter: QPainter, number: int, each: Bars) -> None:
        theme = tones(self)
        top, high = self.tops[number], self.tops[number + 1] - self.tops[number]
        if self.hasFocus() and number == self.current:
            painter.setPen(QPen(QColor(theme.accent), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(1, top, self.width() - 2, high), 3, 3)
        painter.setPen(QColor(theme.text))
        painter.drawText(QRectF(em(0.3), top, self._left - em(0.6), high), LABEL, each.label)
        first = top + (high - len(each.values) * em(1.1)) / 2
        for place, value in enumerate(each.values):
            down = first + place * em(1.1)
            wide = self._longest * float(value) / float(self._chart.most)
            if value > 0:
                self._bar(painter, QRectF(self._left, down, max(wide, 2), em(0.8)), place)
            painter.setPen(QColor(theme.text))
            figure = QPointF(self._left + wide + em(0.4), down + em(0.75))
            painter.drawText(figure, self._chart.kind.show(value))

    def _bar(self, painter: QPainter, where: QRectF, place: int) -> None:
        """A filled bar for the first series, an open one for the second, a hatched one for the third."""
        theme = tones(self)
        colour = QColor((theme.accent, theme.neutral, theme.warn)[place % 3])
        patterns = (Qt.BrushStyle.SolidPattern, Qt.BrushStyle.NoBrush, Qt.BrushStyle.Dense5Pattern)
        painter.setPen(QPen(colour, 1.5))
        painter.setBrush(QBrush(colour, patterns[place % 3]))
        painter.drawRect(where)
