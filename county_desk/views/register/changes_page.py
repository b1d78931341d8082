"""Changes of households: the list of all that stand, and the household of the current one."""

from collections.abc import Iterable
from typing import ClassVar

from county_desk.tables.changes import LISTING, HouseholdChangeRow
from county_desk.text import N_, _
from county_desk.views.register.changes_part import ChangesPart
from county_desk.views.widgets.record_card import RowAct, RowLink, RowOffer
from county_desk.workflow.life.withdrawing import WithdrawChange


class ChangesPage(ChangesPart[HouseholdChangeRow]):
    """Shows births, deaths, moves and splits; they are recorded beside the household."""

    key: ClassVar = "changes"
    synonyms: ClassVar = N_("life births deaths")
    listing = LISTING
    filters: ClassVar = ("kind", "township", "village")

    empty: ClassVar = N_(
        "No change was recorded yet. Births, deaths and moves are recorded beside a household."
    )

    def acts(self, row: HouseholdChangeRow) -> Iterable[RowOffer]:
        """The way to the household, and taking the change back."""
        yield RowLink(_("To the household"), "household", row.household_id, enter=True)
        yield RowAct(WithdrawChange, fixed={"change": row.id}, waits=False)
