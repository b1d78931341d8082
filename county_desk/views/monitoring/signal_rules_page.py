"""The rules of the signals: thresholds, counts, and which of them have nothing to look at."""

from typing import TYPE_CHECKING, ClassVar

from PySide6.QtWidgets import QVBoxLayout, QWidget

from county_desk.models.clue import Clue
from county_desk.models.register import OwnParameter
from county_desk.models.signal import FoundSignal
from county_desk.tables.computed import computed
from county_desk.tables.listing import Listing, Rows
from county_desk.tables.monitoring.signal_rules import SIGNAL_RULES, SignalRuleRow, signal_rules
from county_desk.text import _
from county_desk.views.jobs import Jobs
from county_desk.views.monitoring.part import PARTS, MonitoringPart
from county_desk.views.page import IMPORTS
from county_desk.views.widgets.banner import Banner
from county_desk.views.widgets.icons import Icon
from county_desk.views.widgets.parts import Pairs, heading
from county_desk.views.widgets.style import em

if TYPE_CHECKING:
    from county_desk.workflow.desk import Desk

FACTS = ("number", "threshold", "open", "clues", "dismissed", "reference", "fix")


class SignalRulesPage(MonitoringPart[SignalRuleRow]):
    """The rules of the year at work; beside them one rule, and the ways to its figures and lists."""

    key: ClassVar = "signal_rules"
    title: ClassVar = PARTS["signal_rules"]
    icon: ClassVar = Icon.LIST
    watches: ClassVar = frozenset({FoundSignal, Clue, OwnParameter})

    def __init__(self, desk: "Desk", jobs: Jobs, parent: QWidget | None = None) -> None:
        self.listing = Listing(SIGNAL_RULES, self._rows, search=("title", "threshold"), order=("id",))
        super().__init__(desk, jobs, parent)

    def show_row(self, row: SignalRuleRow) -> QWidget:
        """One rule with its figures; where it lacks data, the way to take in a list."""
        holder = QWidget(self)
        box = QVBoxLayout(holder)
        box.setContentsMargins(0, 0, 0, em(0.5))
        box.setSpacing(em(0.6))
        box.addWidget(heading(row.title, holder, 1.25))
        if row.lacking:
            box.addWidget(Banner("info", row.lacking, holder))
            box.addWidget(self.link(_("Take in workbooks"), *IMPORTS))
        box.addWidget(self.link(_("To the signals"), "signals", None))
        box.addWidget(self.link(_("To the figures of policy"), "figures", None))
        box.addWidget(Pairs(self.shown(row, FACTS), holder))
        return holder

    def open_row(self, row: SignalRuleRow) -> None:
        """Go to the signals."""
        self.go.emit("signals", None)

    def turn_year(self) -> None:
        """Forget the rules of another year."""
        self.list.table.clearSelection()

    def _rows(self) -> Rows:
        """The rules as they are now; read off the window's thread."""
        desk = self.desk
        return computed(SIGNAL_RULES, desk.read(signal_rules, desk.policy, self.year))
