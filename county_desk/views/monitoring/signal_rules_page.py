"""The rules of the signals: thresholds, counts, and which of them have nothing to look at."""

from collections.abc import Iterable
from typing import ClassVar

from PySide6.QtWidgets import QWidget

from county_desk.models.clue import Clue
from county_desk.models.register import OwnParameter
from county_desk.models.signal import FoundSignal
from county_desk.tables.computed import computed
from county_desk.tables.listing import Listing, Rows
from county_desk.tables.monitoring.signal_rules import SIGNAL_RULES, SignalRuleRow, signal_rules
from county_desk.text import _
from county_desk.views.acts_page import ActsPage
from county_desk.views.jobs import Jobs
from county_desk.views.page import IMPORTS
from county_desk.views.types import Desk
from county_desk.views.widgets.banner import Banner
from county_desk.views.widgets.record_card import RecordCard, RowLink, RowOffer


class SignalRulesPage(ActsPage[SignalRuleRow]):
    """The rules of the year at work; beside them one rule, and the ways to its figures and lists."""

    key: ClassVar = "signal_rules"
    watches: ClassVar = frozenset({FoundSignal, Clue, OwnParameter})
    stacked: ClassVar = True
    facts: ClassVar = ("number", "threshold", "open", "clues", "dismissed", "reference", "fix")
    empty: ClassVar = ""

    def __init__(self, desk: Desk, jobs: Jobs, parent: QWidget | None = None) -> None:
        self.listing = Listing(SIGNAL_RULES, self._rows, search=("title", "threshold"), order=("id",))
        super().__init__(desk, jobs, parent)

    def name_of(self, row: SignalRuleRow) -> str:
        """The title of the rule."""
        return row.title

    def show_state(self, row: SignalRuleRow, card: RecordCard) -> None:
        """Add the data that the rule lacks."""
        if row.lacking:
            card.box.addWidget(Banner("info", row.lacking, card))

    def acts(self, row: SignalRuleRow) -> Iterable[RowOffer]:
        """The ways to the lists that it lacks, to its signals and to its figures."""
        if row.lacking:
            yield RowLink(_("Take in workbooks"), *IMPORTS)
        yield RowLink(_("To the signals"), "signals", None, enter=True)
        yield RowLink(_("To the figures of policy"), "figures", None)

    def turn_year(self) -> None:
        """Forget the rules of another year."""
        self.list.table.clearSelection()

    def _rows(self) -> Rows:
        """The rules as they are now; read off the window's thread."""
        desk = self.desk
        return computed(SIGNAL_RULES, desk.read(signal_rules, desk.policy, self.year))
