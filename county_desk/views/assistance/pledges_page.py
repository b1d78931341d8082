"""Pledges by level and tasks of the county's timetable, each with its day and who answers for it."""

from collections.abc import Iterable
from typing import ClassVar

from county_desk.intake.pasting import help_grids
from county_desk.models.team import Undertaking
from county_desk.models.user import Permission
from county_desk.tables.assistance.undertakings import (
    PLEDGES_LISTING,
    UndertakingRow,
    UndertakingState,
    overdue_pledges,
)
from county_desk.views.assistance.assistance_part import AssistancePart
from county_desk.views.widgets.record_card import RowAct, RowOffer
from county_desk.workflow.assistance.undertakings import FinishUndertaking, RecordUndertaking


class PledgesPage(AssistancePart[UndertakingRow]):
    """Every pledge and task; those under way first, the nearest day first."""

    key: ClassVar = "pledges"
    watches: ClassVar = frozenset({Undertaking})
    listing = PLEDGES_LISTING
    waits: ClassVar = {Permission.RECORD: overdue_pledges}
    filters: ClassVar = ("state", "kind", "place", "year")
    made: ClassVar = RecordUndertaking
    grids: ClassVar = (help_grids.PLEDGES, help_grids.RESULTS)
    chips: ClassVar = ("state",)

    def acts(self, row: UndertakingRow) -> Iterable[RowOffer]:
        """Record the result of one under way."""
        if row.state is UndertakingState.OPEN:
            yield RowAct(FinishUndertaking, fixed={"undertaking": row.id})
