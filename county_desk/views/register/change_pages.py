"""Changes of households that stand, and those that wait for the window of the year."""

from collections.abc import Iterable, Mapping, Sequence
from typing import ClassVar

from county_desk.tables.changes import LISTING as CHANGES
from county_desk.tables.changes import HouseholdChangeRow
from county_desk.tables.listing import page
from county_desk.tables.waiting_changes import LISTING, WAITING, WaitingRow
from county_desk.text import N_, _
from county_desk.views.acts_page import ActsPage
from county_desk.views.widgets.editors import Offer
from county_desk.views.widgets.record_card import RowAct, RowLink, RowOffer
from county_desk.workflow.command import Command
from county_desk.workflow.life.waiting import EnterWaiting
from county_desk.workflow.life.window import WithdrawWaiting
from county_desk.workflow.life.withdrawing import WithdrawChange

TO_REGISTRY = (N_("To the registry"), "registry", None)


class ChangesPage(ActsPage[HouseholdChangeRow]):
    """Shows births, deaths, moves and splits; they are recorded beside the household."""

    key: ClassVar = "changes"
    synonyms: ClassVar = N_("life births deaths")
    listing = CHANGES
    filters: ClassVar = ("kind", "township", "village")

    empty: ClassVar = N_(
        "No change was recorded yet. Births, deaths and moves are recorded beside a household."
    )
    empty_way: ClassVar = TO_REGISTRY

    def acts(self, row: HouseholdChangeRow) -> Iterable[RowOffer]:
        """The way to the household, and taking the change back."""
        yield RowLink(_("To the household"), "household", row.household_id, enter=True)
        yield RowAct(WithdrawChange, fixed={"change": row.id}, waits=False)


class WaitingPage(ActsPage[WaitingRow]):
    """The oldest change stands first."""

    key: ClassVar = "waiting"
    listing = LISTING
    filters: ClassVar = ("act", "township", "village")

    empty: ClassVar = N_(
        "No change waits. A change that is recorded outside the window of the year waits here."
    )
    empty_way: ClassVar = TO_REGISTRY

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
