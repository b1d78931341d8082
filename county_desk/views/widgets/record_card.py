"""A record of a list in full, with a button for each act on it."""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from county_desk.fields import Table
from county_desk.text import _
from county_desk.views.widgets.painted import Button
from county_desk.views.widgets.parts import Pairs
from county_desk.views.widgets.style import em

type Act = tuple[Button, Callable[[], object]]


def record_card(table: Table[Any], row: Any, acts: Sequence[Act], parent: QWidget) -> QWidget:
    """Return the card of a row: its buttons in their order, and what its shown columns say, masked."""
    card = QWidget(parent)
    box = QVBoxLayout(card)
    box.setContentsMargins(0, 0, 0, 0)
    box.setSpacing(em(0.5))
    for button, act in acts:
        button.clicked.connect(lambda _checked, act=act: act())
        box.addWidget(button)
    shown = [column for column in table.columns if not column.hidden]
    pairs = [(_(column.title), column.shown(row, masked=True)) for column in shown]
    box.addWidget(Pairs([(title, words) for title, words in pairs if words], card))
    box.addStretch(1)
    return card
