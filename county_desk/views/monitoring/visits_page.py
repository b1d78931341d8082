"""Visits to households: every one that was made, and the way to the household."""

from collections.abc import Iterable
from typing import ClassVar

from county_desk.intake.pasting.grids import HOUSEHOLD_VISITS
from county_desk.models.visit import VisitPurpose
from county_desk.tables.listing import Query, page
from county_desk.tables.monitoring.monitored import MONITORED_LISTING, MonitoredState
from county_desk.tables.monitoring.visits import LISTING, VisitRow
from county_desk.text import N_, _
from county_desk.views.acts_page import ActsPage
from county_desk.views.pasting.paste_place import PastePlace
from county_desk.views.widgets.record_card import RowAct, RowLink, RowOffer
from county_desk.views.widgets.village_offers import own_villages
from county_desk.workflow.monitoring.visits import RecordHouseholdVisit, WithdrawVisit


class VisitsPage(ActsPage[VisitRow]):
    """The newest visit stands first."""

    key: ClassVar = "visits"
    listing = LISTING
    filters: ClassVar = ("purpose", "village", "new_risk")

    stacked: ClassVar = True
    facts: ClassVar = ("visited_on", "purpose", "township", "village", "visitors", "found", "new_risk")
    made: ClassVar = RecordHouseholdVisit
    grids: ClassVar = (HOUSEHOLD_VISITS,)
    pasted_by: ClassVar = RecordHouseholdVisit.permission
    empty: ClassVar = N_("No visit was recorded yet.")

    def paste_place(self) -> PastePlace:
        """Visits to any household; a blank workbook names those that are monitored."""
        given = {"purpose": VisitPurpose.MONITORING}
        return PastePlace(self.grids, given=given, named=lambda _grid: self._monitored)

    def _monitored(self) -> list[dict[str, str]]:
        """The monitored households of the person's place, as a workbook names them."""
        query = Query(where={"state": MonitoredState.WATCHED})
        here = {village for village, _label in own_villages(self.desk)}
        return [
            {"household_number": row.number, "head_name": row.head}
            for row in self.desk.read(page, MONITORED_LISTING, query)
            if row.household_id is not None and row.village_id in here
        ]

    def name_of(self, row: VisitRow) -> str:
        """The household that was visited."""
        return _("Visit to {head}").format(head=row.head)

    def acts(self, row: VisitRow) -> Iterable[RowOffer]:
        """The ways to the household, and taking the visit back."""
        own = row.household_id
        if row.monitored_id is not None:
            yield RowLink(_("See the monitored household"), "monitored", row.monitored_id, enter=own is None)
        if own is not None:
            yield RowLink(_("See the household"), "household", own, enter=True)
        yield RowAct(WithdrawVisit, fixed={"visit": row.id}, waits=False)
