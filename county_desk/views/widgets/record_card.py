"""A record of a list in full, with a button for each act on it."""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from county_desk.fields import Table
from county_desk.text import _
from county_desk.views.widgets.acts_box import ActsBox
from county_desk.views.widgets.painted import Button
from county_desk.views.widgets.parts import Pairs
from county_desk.views.widgets.style import em

type Act = tuple[Button, Callable[[], object]]


class RecordCard(QWidget):
    """The card of a row: its `acts` in their order, and its visible columns and those `also`, masked."""

    def __init__(
        self, table: Table[Any], row: Any, acts: Sequence[Act], parent: QWidget, also: Sequence[str] = ()
    ) -> None:
        super().__init__(parent)
        self.box = QVBoxLayout(self)
        self.box.setContentsMargins(0, 0, 0, 0)
        self.box.setSpacing(em(0.5))
        for button, act in acts:
            button.clicked.connect(lambda _checked, act=act: act())
        self.acts = ActsBox([button for button, _act in acts], self)
        self.acts.setVisible(bool(acts))
        self.box.addWidget(self.acts)
        shown = [column for column in table.columns if not column.hidden or column.key in also]
        pairs = [(_(column.title), column.shown(row, masked=True)) for column in shown]
        self.box.addWidget(Pairs([(title, words) for title, words in pairs if words], self))
        self.box.addStretch(1)
