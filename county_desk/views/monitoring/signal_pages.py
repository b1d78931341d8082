"""Signals of the register, and the rules by which they are found."""

from collections.abc import Iterable
from dataclasses import replace
from typing import ClassVar

from county_desk.models.user import Permission
from county_desk.rules.checks.catalogue import key_groups
from county_desk.tables.computed import computed
from county_desk.tables.listing import Listing, Query, Rows
from county_desk.tables.monitoring.signal_rules import SIGNAL_RULES, SignalRuleRow, signal_rules
from county_desk.tables.monitoring.signals import LISTING, SignalRow, SignalState
from county_desk.text import N_, _
from county_desk.views.acts_page import ActsPage
from county_desk.views.page import IMPORTS
from county_desk.views.widgets.banner import Banner
from county_desk.views.widgets.record_card import RecordCard, RowAct, RowLink, RowOffer
from county_desk.workflow.monitoring.signals import DismissSignal, LookForSignals, ReopenSignal, TakeUpSignal
from county_desk.workflow.monitoring.visits import RecordHouseholdVisit


class SignalsPage(ActsPage[SignalRow]):
    """The newest signals stand first; Enter makes a clue of one."""

    key: ClassVar = "signals"
    listing = LISTING
    filters: ClassVar = ("state", "number", "village", "year")
    waits: ClassVar = {Permission.RECORD: Query({"state": (SignalState.OPEN,)})}
    stacked: ClassVar = True
    chip: ClassVar = "state"
    facts: ClassVar = (
        *("number", "person", "words", "found_on", "year", "township", "village", "household", "standing"),
        *("watched", "dismissed_by", "dismissed_on", "reason", "gone_on"),
    )
    made: ClassVar = LookForSignals
    empty: ClassVar = N_("No signal is on record. They are looked for in the figures of a year and in lists.")

    def name_of(self, row: SignalRow) -> str:
        """The household of the signal."""
        return _("Household of {head}").format(head=row.head)

    def acts(self, row: SignalRow) -> Iterable[RowOffer]:
        """Visit a household of a key group, make a clue of the signal or dismiss it; and go on from it."""
        if row.state is SignalState.OPEN:
            if row.number in key_groups():
                yield RowAct(RecordHouseholdVisit, fixed={"household": row.household_id})
            yield RowAct(TakeUpSignal, fixed={"signal": row.id})
            yield RowAct(DismissSignal, fixed={"signals": (row.id,)})
        elif row.state is SignalState.DISMISSED:
            yield RowAct(ReopenSignal, fixed={"signals": (row.id,)})
        if row.clue_id is not None:
            yield RowLink(_("See the clue"), "clues", row.clue_id, enter=True)
        yield RowLink(_("See the household"), "household", row.household_id)

    def open_act(self, act: RowAct) -> None:
        """Open the form of an act; one on several signals takes the selected ones together."""
        if "signals" in act.fixed and isinstance(row := self.current(), SignalRow):
            act = replace(act, fixed={"signals": self._selected_with(row)})
        super().open_act(act)

    def _selected_with(self, row: SignalRow) -> tuple[int, ...]:
        """The selected signals in the state of a row, where it is among them; the row alone otherwise."""
        rows = [each for each in self.list.table.selected_rows() if each.state is row.state]
        numbers = tuple(each.id for each in rows)
        return numbers if row.id in numbers else (row.id,)


class SignalRulesPage(ActsPage[SignalRuleRow]):
    """The rules of the year at work; beside them one rule, and the ways to its figures and lists."""

    key: ClassVar = "signal_rules"
    stacked: ClassVar = True
    facts: ClassVar = ("number", "threshold", "open", "clues", "dismissed", "reference", "fix")
    empty: ClassVar = ""

    def _build(self) -> None:
        self.listing = Listing(SIGNAL_RULES, self._rows, search=("title", "threshold"), order=("id",))
        super()._build()

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
