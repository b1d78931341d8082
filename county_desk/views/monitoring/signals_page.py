"""Signals of the register: looked for, and each made a clue or dismissed with a reason."""

from collections.abc import Iterable
from dataclasses import replace
from typing import ClassVar

from county_desk.models.user import Permission
from county_desk.rules.checks.catalogue import key_groups
from county_desk.tables.listing import Query
from county_desk.tables.monitoring.signals import LISTING, SignalRow, SignalState
from county_desk.text import N_, _
from county_desk.views.acts_page import ActsPage
from county_desk.views.widgets.record_card import RowAct, RowLink, RowOffer
from county_desk.workflow.monitoring.signals import DismissSignal, LookForSignals, ReopenSignal, TakeUpSignal
from county_desk.workflow.monitoring.visits import RecordHouseholdVisit


class SignalsPage(ActsPage[SignalRow]):
    """The newest signals stand first; Enter makes a clue of one."""

    key: ClassVar = "signals"
    listing = LISTING
    filters: ClassVar = ("state", "number", "village", "year")
    waits: ClassVar = {Permission.RECORD: Query({"state": (SignalState.OPEN,)})}
    chips: ClassVar = ("state",)

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
        yield RowLink(_("See the household"), "registry", row.household_id)

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
