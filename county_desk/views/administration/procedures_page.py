"""The procedures that the county follows, each drawn as its steps."""

from typing import ClassVar

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QGridLayout, QLabel, QVBoxLayout, QWidget

from county_desk.rules.steps import ActorLevel
from county_desk.tables.policy.procedures import (
    DrawnProcedure,
    DrawnStep,
    ProcedureRow,
    drawn,
    procedures_listing,
    procedures_of,
)
from county_desk.text import _
from county_desk.views.administration.administration_part import AdministrationPart
from county_desk.views.administration.examples_page import examples_button
from county_desk.views.lists.register_page import RegisterPage
from county_desk.views.widgets.bands import Band, Width
from county_desk.views.widgets.painted import Button, Card
from county_desk.views.widgets.parts import bare, heading, in_column, line
from county_desk.views.widgets.style import em, tones

ARROW = 0.35  # em from the point of an arrow to its side


class StepsChart(QWidget):
    """The steps from top to bottom, each in the lane of the level that acts."""

    def __init__(self, steps: tuple[DrawnStep, ...], parent: QWidget) -> None:
        super().__init__(parent)
        self.cards: list[Card] = []
        lanes = [level for level in ActorLevel if any(step.level is level for step in steps)]
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(em(0.8))
        grid.setVerticalSpacing(em(1.2))
        for column, level in enumerate(lanes):
            title = heading(_(level.label), self, 1.0)
            title.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            grid.addWidget(title, 0, column)
            grid.setColumnStretch(column, 1)
        for number, step in enumerate(steps, start=1):
            card = _card(number, step, self)
            self.cards.append(card)
            grid.addWidget(card, number, lanes.index(step.level), Qt.AlignmentFlag.AlignTop)
        grid.setRowStretch(len(steps) + 1, 1)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The way from each card to the next."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colour = QColor(tones(self).border)
        for card, following in zip(self.cards, self.cards[1:], strict=False):
            start = QPointF(card.geometry().center().x(), card.geometry().bottom() + 1)
            end = QPointF(following.geometry().center().x(), following.geometry().top() - 1)
            bend = end.y() - em(0.6)
            painter.setPen(QPen(colour, tones(self).stroke + 0.5))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawPolyline(QPolygonF([start, QPointF(start.x(), bend), QPointF(end.x(), bend), end]))
            side = em(ARROW)
            point = [end, QPointF(end.x() - side, end.y() - side), QPointF(end.x() + side, end.y() - side)]
            painter.setBrush(colour)
            painter.drawPolygon(QPolygonF(point))
        painter.end()


def _card(number: int, step: DrawnStep, parent: QWidget) -> Card:
    card = Card(parent)
    card.setAccessibleName(f"{number}. {step.title}")
    box = in_column(on=card, gap=0.15, margins=(0.6, 0.4, 0.6, 0.4))
    title: QLabel = heading(f"{number}. {step.title}", card, 1.0)
    box.addWidget(title)
    box.addWidget(line(step.kind, card, muted=True))
    for gate in step.gates:
        box.addWidget(line(gate, card))
    return card


LIST = {Width.NARROW: 21.0, Width.STANDARD: 24.0, Width.WIDE: 34.0}  # em; the drawing has the rest


class ProceduresPage(AdministrationPart, RegisterPage):
    """The versions at the left, the steps of the chosen one at the right."""

    key: ClassVar = "procedures"
    filters: ClassVar = ("state",)

    def _build(self) -> None:
        self.listing = procedures_listing(lambda: procedures_of(self.desk.policy, self.desk.today))
        super()._build()
        self.chart: StepsChart | None = None
        self.files_button = Button(_("Files of the county…"), self)
        self.files_button.setToolTip(_("Import a procedure of the county, or withdraw one"))
        self.files_button.clicked.connect(lambda _checked: self.go.emit("policy_files", None))
        self.header.addWidget(examples_button(self, "procedures"))
        self.header.addWidget(self.files_button)

    def show_row(self, row: ProcedureRow) -> QWidget:
        """One version: its document, and its steps drawn."""
        holder = QWidget(self)
        box = bare(QVBoxLayout(holder), 0.5)
        desk = self.desk
        self.look(
            lambda: drawn(desk.policy, row.version, desk.today),
            lambda found: self._show(found, box),
            "procedure",
            holder,
        )
        return holder

    def fit(self, band: Band) -> None:
        """The drawing has the greater part of the page."""
        super().fit(band)
        self.pane.setMinimumWidth(em(LIST[band.width]))

    def _split(self) -> None:
        left = em(LIST[self.band.width])
        self.split.setSizes([left, max(left, self.split.width() - left)])

    def _show(self, found: DrawnProcedure, box: QVBoxLayout) -> None:
        holder = self.pane
        box.addWidget(heading(found.title, holder))
        box.addWidget(line(f"{found.source} · {_(found.sure.label)}", holder, muted=True))
        box.addWidget(line(_("Figures of {day}").format(day=found.day), holder, muted=True))
        if found.rule:
            box.addWidget(examples_button(self, found.rule))
        self.chart = StepsChart(found.steps, holder)
        box.addWidget(self.chart)
