"""Needs of households: which have no measure yet, and what answers the others."""

from collections.abc import Iterable, Sequence
from typing import ClassVar

from county_desk.intake.pasting import help_grids
from county_desk.models.user import Permission
from county_desk.tables.assistance.needs import LISTING, NeedRow, NeedState
from county_desk.tables.listing import Query
from county_desk.text import _
from county_desk.views.assistance.assistance_part import AssistancePart
from county_desk.views.lists.measure_tool import offer_measure_tool
from county_desk.views.widgets.record_card import RowAct, RowLink, RowOffer
from county_desk.workflow.assistance.giving import GiveToMany
from county_desk.workflow.assistance.measures import RecordMeasure
from county_desk.workflow.assistance.needs import EndNeed, RecordCauses, RecordNeed, WithdrawNeed


class NeedsPage(AssistancePart[NeedRow]):
    """Every need; Enter records a measure against one without."""

    key: ClassVar = "needs"
    listing = LISTING
    filters: ClassVar = ("state", "cause", "wants", "village")
    waits: ClassVar = {Permission.RECORD: Query({"state": NeedState.OPEN})}
    made: ClassVar = RecordNeed
    grids: ClassVar = (help_grids.NEEDS, help_grids.MEASURES, help_grids.NEEDS_ENDED)
    leads: ClassVar = {RecordMeasure: "measures"}  # where its eligibility and its stages stand

    def add_tools(self) -> None:
        """Add the tool that gives a measure to many."""
        self.many = offer_measure_tool(self, self._ask_many)

    def acts(self, row: NeedRow) -> Iterable[RowOffer]:
        """Record a measure against the need, end or withdraw it; an ended one leads to its household."""
        causes = RowAct(RecordCauses, fixed={"household": row.household_id}, waits=False)
        household = RowLink(_("See the household"), "household", row.household_id)
        if row.state is NeedState.ENDED:
            yield from (household, causes)
            return
        values = {"kind": row.wants, "risk": row.risk}
        about = {"household": row.household_id, "need": row.id}
        yield RowAct(RecordMeasure, values, about, waits=row.state is NeedState.OPEN)
        for command in (EndNeed, WithdrawNeed):
            yield RowAct(command, fixed={"need": row.id})
        yield from (causes, household)

    def _ask_many(self, rows: Sequence[object]) -> None:
        """Open the form for the households of some needs; of one class, that is proposed."""
        needs = [row for row in rows if isinstance(row, NeedRow)]
        kinds = {row.wants for row in needs}
        values = {"kind": next(iter(kinds)) if len(kinds) == 1 else None}
        households = tuple(dict.fromkeys(row.household_id for row in needs))
        self.ask(GiveToMany, values, households=households)
