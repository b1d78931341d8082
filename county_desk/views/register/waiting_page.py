"""Changes that wait for the window of the year: entered in one act, or given up."""

from collections.abc import Iterable, Mapping, Sequence
from typing import ClassVar

from county_desk.tables.listing import page
from county_desk.tables.waiting_changes import LISTING, WAITING, WaitingRow
from county_desk.text import N_, _
from county_desk.views.register.changes_part import ChangesPart
from county_desk.views.widgets.editors import Offer
from county_desk.views.widgets.record_card import RowAct, RowLink, RowOffer
from county_desk.workflow.command import Command
from county_desk.workflow.life.waiting import EnterWaiting
from county_desk.workflow.life.window import WithdrawWaiting


class WaitingPage(ChangesPart[WaitingRow]):
    """The oldest change stands first."""

    key: ClassVar = "waiting"
    listing = LISTING
    filters: ClassVar = ("act", "township", "village")

    empty: ClassVar = N_(
        "No change waits. A change that is recorded outside the window of the year waits here."
    )

    def _build(self) -> None:
        super()._build()
        self.enter_all = self.button(
            _("Enter all that wait…"), EnterWaiting.permission, self.ask_all, strong=True
        )
        self.list.tools.addWidget(self.enter_all)

    def acts(self, row: WaitingRow) -> Iterable[RowOffer]:
        """Enter the change or give it up, and the way to its household."""
        yield RowAct(EnterWaiting, {"waiting": (row.id,)}, words=_("Enter…"), waits=False)
        yield RowAct(WithdrawWaiting, fixed={"waiting": row.id}, words=_("Give up…"), waits=False)
        yield RowLink(_("To the household"), "household", row.household_id, enter=True)

    def ask_all(self) -> None:
        """Open the form that enters all changes."""
        rows = self.desk.read(page, LISTING)
        self.ask(EnterWaiting, {"waiting": tuple(row.id for row in rows)})

    def offers_of(self, command: type[Command]) -> Mapping[str, Sequence[Offer]] | None:
        """Return the waiting changes, to enter some of them."""
        if command is not EnterWaiting:
            return None
        return {"waiting": [(row.id, _row_name(row)) for row in self.desk.read(page, LISTING)]}


def _row_name(row: WaitingRow) -> str:
    """A waiting change as the form names it."""
    return " · ".join((row.head, WAITING["act"].shown(row), WAITING["happened_on"].shown(row)))
