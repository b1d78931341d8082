"""A procedure drawn: one lane for each level, the steps as cards, and the way from card to card."""

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from county_desk.rules.steps import ActorLevel
from county_desk.tables.policy.procedures import DrawnStep
from county_desk.text import _
from county_desk.views.widgets.painted import Card
from county_desk.views.widgets.parts import heading, in_column, line
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
