"""A record of a list in full, with a button for each act on it."""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from county_desk.fields import Table
from county_desk.text import _
from county_desk.views.widgets.facts_table import FactsTable
from county_desk.views.widgets.painted import Button
from county_desk.views.widgets.style import em

type Act = tuple[Button, Callable[[], object]]


def record_card(table: Table[Any], row: Any, acts: Sequence[Act], parent: QWidget) -> QWidget:
    """Return the card of a row: its shown columns, masked, and the buttons in their order."""
    card = QWidget(parent)
    box = QVBoxLayout(card)
    box.setContentsMargins(0, 0, 0, 0)
    box.setSpacing(em(0.5))
    facts = FactsTable((_("What"), _("Value")), card, _(table.title))
    shown = [column for column in table.columns if not column.hidden]
    facts.show_rows([(_(column.title), column.shown(row, masked=True)) for column in shown])
    box.addWidget(facts)
    for button, act in acts:
        button.clicked.connect(lambda _checked, act=act: act())
        box.addWidget(button)
    box.addStretch(1)
    return card
