"""Pledges by level and tasks of the county's timetable, each with its day and who answers for it."""

from collections.abc import Iterable
from datetime import timedelta
from typing import ClassVar

from county_desk.intake.pasting import help_grids
from county_desk.models.team import Undertaking
from county_desk.tables.assistance.undertakings import (
    PLEDGES_LISTING,
    UndertakingRow,
    UndertakingState,
)
from county_desk.tables.conditions import Condition, Operator
from county_desk.tables.listing import Query, count
from county_desk.views.assistance.assistance_part import AssistancePart
from county_desk.views.types import Desk
from county_desk.views.widgets.record_card import RowAct, RowOffer
from county_desk.workflow.assistance.undertakings import FinishUndertaking, RecordUndertaking


class PledgesPage(AssistancePart[UndertakingRow]):
    """Every pledge and task; those under way first, the nearest day first."""

    key: ClassVar = "pledges"
    watches: ClassVar = frozenset({Undertaking})
    listing = PLEDGES_LISTING
    filters: ClassVar = ("state", "kind", "place", "year")
    made: ClassVar = RecordUndertaking
    grids: ClassVar = (help_grids.PLEDGES, help_grids.RESULTS)
    chips: ClassVar = ("state",)

    @classmethod
    def waiting(cls, desk: Desk) -> int:
        """The number of pledges and tasks that are overdue."""
        late = Condition("due_on", Operator.AT_MOST, desk.today - timedelta(days=1))
        wanted = Query(where={"state": UndertakingState.OPEN}, conditions=(late,))
        return desk.read(count, PLEDGES_LISTING, wanted)

    def acts(self, row: UndertakingRow) -> Iterable[RowOffer]:
        """Record the result of one under way."""
        if row.state is UndertakingState.OPEN:
            yield RowAct(FinishUndertaking, fixed={"undertaking": row.id})
