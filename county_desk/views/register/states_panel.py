"""Two states of a record side by side, each after an act of the history."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QVBoxLayout, QWidget

from county_desk.tables.history.acts import EVENTS, EventRow
from county_desk.tables.history.record_states import StateLine, record_states
from county_desk.text import _
from county_desk.views.page import Page
from county_desk.views.register.changes_table import ChangesTable
from county_desk.views.widgets.check_box import CheckBox
from county_desk.views.widgets.painted import Button, ComboBox
from county_desk.views.widgets.parts import bare, heading, line


class StatesPanel(QWidget):
    """Asks for two acts about a record, and shows what it was after each; `closed()` when it is given up."""

    closed = Signal()

    def __init__(self, page: Page, record: tuple[str, int], name: str, acts: Sequence[EventRow]) -> None:
        super().__init__(page)
        self.page, self.record = page, record
        self.earlier, self.later = ComboBox(self), ComboBox(self)
        self.only = CheckBox(_("Only what differs"), self)
        self.lines: Sequence[StateLine] = ()
        self.nothing = line(_("Both states are alike."), self, muted=True)
        self.table = ChangesTable((_("Field"), _("Earlier"), _("Later")), self, _("Two states side by side"))
        box = bare(QVBoxLayout(self), 0.5)
        box.addWidget(heading(_("Two states of {name}").format(name=name), self))
        for choice, words in (
            (self.earlier, _("State after")),
            (self.later, _("compared with the state after")),
        ):
            box.addWidget(line(words, self, muted=True))
            box.addWidget(choice)
            choice.setAccessibleName(words)
            choice.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            for act in acts:
                choice.addItem(
                    f"{act.id} · {EVENTS['at'].shown(act)} · {EVENTS['command'].shown(act)}", act.id
                )
            choice.currentIndexChanged.connect(self.compare)
        box.addWidget(self.only)
        box.addWidget(self.nothing)
        box.addWidget(self.table)
        close = Button(_("Close"), self, self.closed.emit)
        box.addWidget(close)
        self.only.setChecked(True)
        self.only.toggled.connect(self._show)
        self.setFocusProxy(self.earlier)
        self.earlier.setCurrentIndex(len(acts) - 1)  # the acts are listed newest first
        self.compare()

    def compare(self) -> None:
        """Read both states again, off the window."""
        desk, acts = self.page.desk, (self.earlier.currentData(), self.later.currentData())

        def show(lines: Sequence[StateLine]) -> None:
            self.lines = lines
            self._show()

        self.page.look(lambda: desk.read(record_states, *self.record, acts), show, "states")

    def _show(self) -> None:
        wanted = [one for one in self.lines if one.differs or not self.only.isChecked()]
        self.table.setVisible(bool(wanted))
        self.nothing.setVisible(not wanted)
        mark = "" if self.only.isChecked() else "≠ "
        self.table.show_changes(
            (one.record, (f"{mark if one.differs else ''}{one.label}", one.earlier, one.later))
            for one in wanted
        )
